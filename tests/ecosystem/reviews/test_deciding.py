"""Decisions stick: through imports, analyses, undo and two people at once; and they can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_places import sheet_folder

from ecosystem import published
from ecosystem.analysing import analyse
from ecosystem.config import Settings
from ecosystem.errors import InvalidData, NotFound
from ecosystem.pipeline import import_paths
from ecosystem.published import Published
from ecosystem.reviews.basis import as_sentence
from ecosystem.reviews.deciding import LIMITS, decide, faults
from ecosystem.reviews.statements import reviews
from ecosystem.store import Store, open_store

ORGANISATIONS = "ID,Name,Sector\ncouncil,Vale Council,LG\ntrust,Vale Trust,VC\nclub,Old Club,VC\n"
OUTCOMES = "ID,Name\nr1,Fewer road injuries\nr2,Cleaner air\n"
ACTIVITIES = (
    "ID,Name,Kind,Delivered by,Outcomes,Description\n"
    "a1,Safe routes,programme,council,Fewer road injuries,Crossings near schools\n"
    "a2,Walk well,programme,trust,Fewer road injuries,Walks for pensioners\n"
    "a3,Tree days,programme,club,Cleaner air,Trees in the park\n"
)
SHEETS = {"Organisations": ORGANISATIONS, "Outcomes": OUTCOMES, "Activities": ACTIVITIES}


class Place:
    """One small place, imported as often as it changes."""

    def __init__(self, settings: Settings, store: Store, folder: Path) -> None:
        self.settings, self.store, self.folder = settings, store, folder
        self.times = 0

    def bring(self, **changed: str) -> None:
        """Import the sheets, with some of them changed, and analyse."""
        self.times += 1
        parent = self.folder / str(self.times)
        parent.mkdir()
        folder = sheet_folder(parent / "place", SHEETS | changed)
        import_paths(self.settings, self.store, [folder], None, lambda _step: None)
        self.analyse()

    def analyse(self) -> None:
        analyse(self.settings, self.store, ("overlap", "same-record"), lambda _step: None)

    def pair(self) -> Published:
        """The one pair of programmes that the place has."""
        (item,) = published.findings(self.store.read(), "overlap")
        return item

    def decide(self, verdict: str, by: str = "Ada", reason: str = "They meet every month.") -> None:
        decide(self.settings, self.store, self.pair().iri, verdict, by, reason)


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder with the place imported and analysed once; each test decides in a copy."""
    folder = tmp_path_factory.mktemp("brought")
    settings = Settings(data=folder / "data")
    store = open_store(settings)
    Place(settings, store, folder).bring()
    store.close()
    return settings.data


@pytest.fixture
def place(settings: Settings, brought: Path, tmp_path: Path) -> Iterator[Place]:
    shutil.copytree(brought, settings.data)
    store = open_store(settings)
    yield Place(settings, store, tmp_path)
    store.close()


@pytest.mark.parametrize("verdict", ["rejected", "intended"])
def test_a_rejected_or_intended_pair_is_not_listed_again(place: Place, verdict: str) -> None:
    assert place.pair().listed
    place.decide(verdict)
    place.analyse()
    item = place.pair()
    assert (item.state, item.listed, item.review) == ("decided", False, verdict)


def test_a_confirmed_pair_stays_listed_and_says_so(place: Place) -> None:
    place.decide("confirmed")
    item = place.pair()
    assert (item.state, item.listed, item.review) == ("decided", True, "confirmed")


def test_a_pair_returns_as_changed_when_what_was_compared_changed(place: Place) -> None:
    place.decide("rejected")
    place.bring(
        Activities=ACTIVITIES.replace("trust,Fewer road injuries,", "trust,Fewer road injuries|Cleaner air,")
    )
    item = next(item for item in published.findings(place.store.read(), "overlap") if item.state != "open")
    assert (item.state, item.listed, item.review) == ("changed", True, "rejected")
    assert item.standing
    assert item.standing.current.person == "Ada"
    said = [as_sentence(change, item.finding.labels) for change in item.standing.changes]
    assert said == [
        '"Walk well": outcomes was "Fewer road injuries", now "Cleaner air"; "Fewer road injuries".'
    ]


def test_a_pair_stays_away_when_only_another_row_changed(place: Place) -> None:
    place.decide("rejected")
    place.bring(
        Activities=ACTIVITIES.replace("Trees in the park", "Crossings and walks near schools in the park")
        + "a4,Street games,programme,club,Cleaner air,Games for pupils\n",
        Outcomes=OUTCOMES + "r3,Something new\n",
    )
    item = next(
        item for item in published.findings(place.store.read(), "overlap") if item.review == "rejected"
    )
    assert (item.state, item.listed) == ("decided", False)


def test_it_is_settled_again_once_somebody_decides_on_the_new_facts(place: Place) -> None:
    place.decide("rejected")
    place.bring(Activities=ACTIVITIES.replace("trust,Fewer", "trust,Cleaner air|Fewer"))
    item = next(item for item in published.findings(place.store.read(), "overlap") if item.state == "changed")
    decide(place.settings, place.store, item.iri, "intended", "Ada", "Still wanted.")
    again = published.finding(place.store.read(), item.iri)
    assert again
    assert (again.state, again.listed) == ("decided", False)


def test_contradicting_verdicts_are_all_kept_and_the_newest_counts(place: Place) -> None:
    place.decide("rejected", "Ada")
    place.decide("confirmed", "Grace")
    standing = place.pair().standing
    assert standing
    assert standing.disputed
    assert [(review.person, review.verdict) for review in standing.reviews] == [
        ("Grace", "confirmed"),
        ("Ada", "rejected"),
    ]
    place.decide("confirmed", " ada ", "On second thoughts.")
    standing = place.pair().standing
    assert standing
    assert not standing.disputed
    assert len(standing.reviews) == 2
    assert len(reviews(place.store.read())) == 3


def test_a_decision_can_be_taken_back_by_whoever_made_it(place: Place) -> None:
    place.decide("rejected")
    with pytest.raises(NotFound, match="Grace has not decided"):
        place.decide("unreviewed", "Grace", "")
    place.decide("unreviewed", "Ada", "")
    item = place.pair()
    assert (item.state, item.listed, item.review) == ("open", True, "unreviewed")
    assert [review.verdict for review in reviews(place.store.read())] == ["rejected", "unreviewed"]


def test_the_same_said_twice_is_kept_once(place: Place) -> None:
    place.decide("rejected")
    version = place.store.read().version
    place.decide("rejected")
    assert place.store.read().version == version


def test_two_people_at_the_same_moment_are_both_kept(place: Place) -> None:
    iri = place.pair().iri
    people = [f"Person {number}" for number in range(6)]
    with ThreadPoolExecutor(3) as pool:
        list(
            pool.map(
                lambda person: decide(place.settings, place.store, iri, "rejected", person, "Not related."),
                people,
            )
        )
    assert sorted(review.person for review in reviews(place.store.read())) == people


def test_undoing_something_else_keeps_decisions_and_undoing_a_decision_takes_it_away(place: Place) -> None:
    place.decide("rejected")
    place.bring(Outcomes=OUTCOMES + "r3,Something new\n")
    place.store.undo()
    place.store.undo()
    assert place.pair().review == "rejected"
    place.decide("confirmed")
    place.store.undo()
    assert place.pair().review == "rejected"


def test_a_review_outlives_its_finding(place: Place) -> None:
    place.decide("rejected")
    place.bring(Activities=ACTIVITIES.replace("trust,Fewer road injuries", "trust,"))
    (review,) = reviews(place.store.read())
    assert "Walk well" in review.subject.headline
    decide(place.settings, place.store, review.finding, "unreviewed", "Ada", "")
    assert len(reviews(place.store.read())) == 2


def test_decisions_are_statements_that_anyone_may_ask_for(place: Place) -> None:
    place.decide("rejected", "Ada", 'Not "related".\nReally.')
    reader = place.store.read()
    rows = list(
        reader.select(
            "PREFIX sve: <https://w3id.org/sve/ns#> SELECT ?by ?why WHERE "
            "{ GRAPH <http://127.0.0.1:8080/graph/reviews> { ?r a sve:Review ; sve:reviewedBy ?by ; "
            "sve:reviewNote ?why ; sve:reviewOf ?f . ?f sve:reviewStatus ?s } }"
        )
    )
    assert [(row["by"].value, row["why"].value) for row in rows] == [("Ada", 'Not "related".\nReally.')]
    assert b"sve/ns#reviewedBy" in b"".join(reader.dump())


@pytest.mark.parametrize(
    ("verdict", "by", "reason", "field"),
    [
        ("maybe", "Ada", "x", "verdict"),
        ("confirmed", " ", "", "by"),
        ("rejected", "Ada", "\u202e \x00", "reason"),
        ("confirmed", "A" * (LIMITS["by"] + 1), "", "by"),
        ("confirmed", "Ada", "x" * (LIMITS["reason"] + 1), "reason"),
    ],
)
def test_what_is_missing_or_too_long_is_refused(
    place: Place, verdict: str, by: str, reason: str, field: str
) -> None:
    assert list(faults(verdict, by, reason)) == [field]
    with pytest.raises(InvalidData):
        place.decide(verdict, by, reason)
    assert reviews(place.store.read()) == []


def test_nobody_decides_on_what_was_never_found(place: Place) -> None:
    with pytest.raises(NotFound, match="no finding"):
        decide(place.settings, place.store, "http://127.0.0.1:8080/id/finding/none", "confirmed", "Ada", "")
