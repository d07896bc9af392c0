"""Answers keep the order and the types of their fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox
import pytest
from small_places import BASE, HOMES, PLACE, stated

from ecosystem.asking import (
    Value,
    answer,
    document,
    question_of,
    shown_columns,
)
from ecosystem.config import Settings
from ecosystem.errors import NotFound
from ecosystem.store import Reader, open_store


@pytest.fixture
def reader(settings: Settings) -> Iterator[Reader]:
    """One version with a body, two objectives, and the wide world's lists left out."""
    with stated(settings, PLACE) as reader:
        yield reader


def test_a_question_is_known_by_its_id_in_any_case() -> None:
    with pytest.raises(NotFound, match="S1, S2"):
        question_of("X9")
    assert question_of("s1").id == "S1"


def test_an_answer_has_a_field_for_each_column(reader: Reader) -> None:
    found = answer(reader.select, question_of("S1"), {"objective": HOMES})
    assert len(found.rows) == 1
    row = dict(zip([name for name, _ in found.question.columns], found.rows[0], strict=True))
    assert row["organisation"] == Value(f"{BASE}/id/organisation/p.shelter", "iri")
    assert row["organisationLabel"] == Value("Night shelter", "text")
    assert row["sector"] == Value("", "none")
    assert row["sectorLabel"] == Value("", "none")


def test_an_answer_from_another_process_is_the_same(settings: Settings, reader: Reader) -> None:
    question, values = question_of("S1"), {"objective": HOMES}
    store = open_store(settings)
    body = store.raw(question.asked(values), "application/sparql-results+json").body
    store.close()

    def look(_query: str) -> ox.QuerySolutions:
        return cast(ox.QuerySolutions, ox.parse_query_results(body, ox.QueryResultsFormat.JSON))

    assert answer(look, question, values) == answer(reader.select, question, values)


def test_a_document_has_a_name_for_each_field_and_none_for_what_is_not_recorded(reader: Reader) -> None:
    said = document(answer(reader.select, question_of("S1"), {"objective": HOMES}), 7)
    assert (said["version"], said["total"]) == (7, 1)
    (row,) = cast(list[dict[str, str | None]], said["rows"])
    assert list(row) == [name for name, _ in question_of("S1").columns]
    assert (row["organisationLabel"], row["sector"]) == ("Night shelter", None)


def test_a_name_and_what_it_leads_to_are_one_column() -> None:
    assert list(shown_columns(question_of("S1"))) == [(0, 1), (2, 3), (4, 5)]
