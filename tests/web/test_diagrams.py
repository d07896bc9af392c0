"""Pictures of classes say in words what they show, keep their boxes apart and leave nothing out unsaid."""

from __future__ import annotations

from rdflib import ORG

from ontology import SVE, reference
from web import diagrams


def test_pictures_have_words_and_do_not_overlap() -> None:
    drawn = [diagrams.overview(), *filter(None, (diagrams.neighbourhood(iri) for iri in reference.terms()))]
    assert len(drawn) > 20
    for picture in drawn:
        assert picture.title
        assert picture.description
        for box in picture.boxes:
            assert 0 <= box.x <= picture.width - box.width, (picture.title, box)
            assert 0 <= box.y <= picture.height - box.height, (picture.title, box)
        for place, one in enumerate(picture.boxes):
            for other in picture.boxes[:place]:
                apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
                assert apart, (picture.title, one.name, other.name)


def test_the_overview_and_what_it_leaves_out_are_all_classes() -> None:
    shown = {box.iri for box in diagrams.overview().boxes} & reference.terms().keys()
    classes = {term.iri for term in reference.terms().values() if term.is_class}
    assert shown | set(diagrams.left_out()) == classes
    assert not shown & set(diagrams.left_out())


def test_a_class_stands_between_what_leads_to_it_and_what_it_leads_to() -> None:
    picture = diagrams.neighbourhood(SVE.Effort)
    assert picture
    places = {(box.iri, box.note): box.x for box in picture.boxes}
    middle = places[(SVE.Effort, "")]
    assert places[(SVE.Spend, reference.label_of(SVE.funds))] < middle
    assert places[(ORG.Organization, reference.label_of(SVE.deliveredBy))] > middle
    assert "Narrower: activity, programme, service" in picture.description


def test_what_finds_no_room_in_a_picture_is_in_its_words() -> None:
    picture = diagrams.neighbourhood(ORG.Organization)
    assert picture
    assert any(box.name.startswith("and ") for box in picture.boxes)
    for tie in diagrams.ties():
        if tie.target == ORG.Organization != tie.source:
            assert (
                f"{reference.label_of(tie.source)} ({reference.label_of(tie.property)})"
                in picture.description
            )


def test_what_leads_to_its_own_kind_is_told() -> None:
    picture = diagrams.neighbourhood(SVE.JourneyStep)
    assert picture
    assert f"Leads to its own kind: {reference.label_of(SVE.handsOverTo)}" in picture.description


def test_a_class_of_its_own_has_no_picture() -> None:
    alone = [term.iri for term in reference.terms().values() if not diagrams.neighbourhood(term.iri)]
    between = [tie for tie in diagrams.ties() if tie.source != tie.target]
    tied = {end for tie in between for end in (tie.source, tie.target)}
    assert not {iri for iri in alone if iri in tied}


def test_every_line_of_the_overview_is_a_tie() -> None:
    picture = diagrams.overview()
    shown = {box.iri for box in picture.boxes}
    pairs = {(tie.source, tie.target) for tie in diagrams.main_ties()}
    assert len(picture.lines) == len({pair for pair in pairs if pair[0] != pair[1] and set(pair) <= shown})
