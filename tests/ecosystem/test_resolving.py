"""What people type becomes one thing or a sentence, however long the list is."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from small_places import BASE, HOMES, PLACE, TWIN, stated

from ecosystem.asking import question_of
from ecosystem.config import Settings
from ecosystem.errors import QueryError
from ecosystem.kinds import FAMILIES, KINDS
from ecosystem.resolving import choices, resolved
from ecosystem.store import Reader
from ontology import schemes
from ontology.questions import questions

ANOTHER = PLACE.replace("p.homes>", "p.homes-2>").split(".\n")[0] + ".\n"


@pytest.fixture
def reader(settings: Settings) -> Iterator[Reader]:
    """One version with a body, two objectives, and the wide world's lists left out."""
    with stated(settings, PLACE) as reader:
        yield reader


@pytest.fixture
def with_twins(settings: Settings) -> Iterator[Reader]:
    """The same with a second objective of the same name."""
    with stated(settings, PLACE + ANOTHER) as reader:
        yield reader


@pytest.mark.parametrize(
    "typed", [HOMES, "objective/p.homes", "p.homes", "obj-homes", "Safe homes", " safe   HOMES "]
)
def test_a_thing_is_found_by_address_id_or_name(reader: Reader, typed: str) -> None:
    assert resolved(reader.select, BASE, question_of("S1"), {"objective": typed}) == {"objective": HOMES}


@pytest.mark.parametrize("typed", ["LG", "local government", "https://w3id.org/sve/scheme/sector/LG"])
def test_a_list_entry_is_found_by_notation_too(reader: Reader, typed: str) -> None:
    found = resolved(reader.select, BASE, question_of("S5"), {"among": typed})
    assert found == {"among": "https://w3id.org/sve/scheme/sector/LG"}


def test_a_name_of_two_things_is_refused_with_both(with_twins: Reader) -> None:
    with pytest.raises(QueryError, match="2 things of the kind objective") as refused:
        resolved(with_twins.select, BASE, question_of("S1"), {"objective": "Safe homes"})
    assert HOMES in str(refused.value)
    assert TWIN in str(refused.value)


def test_an_unknown_name_is_refused_with_those_that_are_near(reader: Reader) -> None:
    with pytest.raises(QueryError, match="Did you mean Safe homes"):
        resolved(reader.select, BASE, question_of("S1"), {"objective": "homes"})
    with pytest.raises(QueryError, match="has that name") as refused:
        resolved(reader.select, BASE, question_of("S1"), {"objective": "Bridges"})
    assert "Bridges" not in str(refused.value)


def test_a_slip_of_the_pen_is_answered_with_the_name_that_was_meant(reader: Reader) -> None:
    with pytest.raises(QueryError, match="Did you mean Greener streets"):
        resolved(reader.select, BASE, question_of("S1"), {"objective": "Greener stretes"})


def test_a_thing_of_another_kind_is_not_taken(reader: Reader) -> None:
    with pytest.raises(QueryError, match="nothing of the kind objective"):
        resolved(reader.select, BASE, question_of("S1"), {"objective": f"{BASE}/id/organisation/p.shelter"})


@pytest.mark.parametrize("day", ["3 May 2026", "2026-02-30", '2026-05-03") } } #'])
def test_a_day_that_is_none_is_refused(reader: Reader, day: str) -> None:
    with pytest.raises(QueryError, match="day must be a date such as 2026-05-03"):
        resolved(reader.select, BASE, question_of("R4"), {"day": day})


@pytest.mark.parametrize(
    ("typed", "iri"),
    [
        ("Night shelter", f"{BASE}/id/organisation/p.shelter"),
        ("organisation/p.shelter", f"{BASE}/id/organisation/p.shelter"),
        ("sve:Service", "https://w3id.org/sve/ns#Service"),
        ("http://example.org/x", "http://example.org/x"),
    ],
)
def test_any_thing_may_be_a_name_an_id_a_term_or_an_address(reader: Reader, typed: str, iri: str) -> None:
    assert resolved(reader.select, BASE, question_of("R1"), {"subject": typed}) == {"subject": iri}


@pytest.mark.parametrize("typed", ["http://x/> } } DROP ALL #", "http://x/ y", "sve:<>"])
def test_what_is_no_address_is_refused(reader: Reader, typed: str) -> None:
    with pytest.raises(QueryError, match="subject must be the address"):
        resolved(reader.select, BASE, question_of("R1"), {"subject": typed})


def test_what_is_missing_or_too_much_is_said(reader: Reader) -> None:
    with pytest.raises(QueryError, match=r"S1 needs objective: The objective"):
        resolved(reader.select, BASE, question_of("S1"), {})
    with pytest.raises(QueryError, match="S1 takes objective, and nothing of another name"):
        resolved(reader.select, BASE, question_of("S1"), {"objective": HOMES, "day": "2026-05-03"})


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.id)
def test_every_parameter_is_of_a_kind_or_list_that_there_is(reader: Reader, question: object) -> None:
    for parameter in question_of(question.id).parameters:  # type: ignore[attr-defined]
        family, _, name = parameter.type.partition(":")
        if family == "scheme":
            assert name in schemes()
        if family == "kind":
            assert name in {*KINDS, *FAMILIES, "finding", "dataset", "list"}
        choices(reader, parameter.type)
        assert parameter.name not in {"id", "page", "version", "ending"}, (
            "addresses mean something else by it"
        )


@pytest.mark.parametrize(
    "typed", ["Émile-Zola Library", "émile-zola  library", "emilezola LIBRARY", "Émile Zola's Library"]
)
def test_a_name_is_found_whatever_its_case_accents_hyphens_and_language(
    settings: Settings, typed: str
) -> None:
    named = PLACE.replace('"Greener streets"@en', f'"{"Émile-Zola Library"}"@fr')
    named = named.replace("Émile-Zola Library", "Émile Zola's Library") if "'" in typed else named
    with stated(settings, named) as reader:
        found = resolved(reader.select, BASE, question_of("S1"), {"objective": typed})
        assert found == {"objective": f"{BASE}/id/objective/p.streets"}


def test_the_name_as_it_stands_is_taken_before_one_that_is_like_it(settings: Settings) -> None:
    with stated(settings, PLACE + ANOTHER.replace("Safe homes", "SAFE HOMES")) as reader:
        assert (
            resolved(reader.select, BASE, question_of("S1"), {"objective": "Safe homes"})["objective"]
            == HOMES
        )
        with pytest.raises(QueryError, match="2 things"):
            resolved(reader.select, BASE, question_of("S1"), {"objective": "safe homes"})


def test_no_query_reads_the_whole_list(settings: Settings) -> None:
    many = "".join(
        f'<{BASE}/id/objective/p.n{n}> a sve:Objective ; skos:prefLabel "Homes of street {n}"@en .\n'
        for n in range(1_000)
    )
    prefixes = (
        "@prefix sve: <https://w3id.org/sve/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    )
    read: list[int] = []

    def look(query: str) -> ox.QuerySolutions:
        read.append(len(list(reader.select(query))))
        return reader.select(query)

    with stated(settings, prefixes + many) as reader:
        found = resolved(look, BASE, question_of("S1"), {"objective": "homes of STREET 777"})
        assert found == {"objective": f"{BASE}/id/objective/p.n777"}
        with pytest.raises(QueryError, match="Did you mean Homes of street"):
            resolved(look, BASE, question_of("S1"), {"objective": "Homes"})
        assert max(read) <= 200
        assert len(choices(reader, "kind:objective", most=20)) == 20


@pytest.mark.parametrize("tolerance", ["-5", "-0.01"])
def test_a_number_below_the_lowest_is_refused(reader: Reader, tolerance: str) -> None:
    with pytest.raises(QueryError, match=r"tolerance must be a number such as 0\.05, 0 or more\."):
        resolved(reader.select, BASE, question_of("S7"), {"tolerance": tolerance})
    assert resolved(reader.select, BASE, question_of("S7"), {"tolerance": "0"}) == {"tolerance": "0"}
