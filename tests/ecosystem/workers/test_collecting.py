"""Rows are counted in the bytes that the engine writes, whatever the values hold and however it cuts them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.workers.child import Refusal
from ecosystem.workers.collecting import CollectedSolutions
from ecosystem.workers.media import SOLUTIONS

MEDIA_TYPES = sorted(set(SOLUTIONS.values()))
NASTY = st.text(alphabet=st.sampled_from('",\\{}[]<>result\n\r\t:x '), max_size=30)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@given(
    values=st.lists(
        st.one_of(NASTY, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
    ),
    cut=st.integers(1, 9),
)
def test_every_row_is_counted_once(media_type: str, values: list[str], cut: int) -> None:
    store = ox.Store()
    for number, value in enumerate(values):
        thing = ox.NamedNode(f"http://example.org/{number}")
        store.add(ox.Quad(thing, ox.NamedNode("http://example.org/p"), ox.Literal(value)))
    result = store.query("SELECT ?value ?none ?thing { ?thing ?p ?value }")
    body = result.serialize(format=ox.QueryResultsFormat.from_media_type(media_type))
    collected = CollectedSolutions(media_type, 1_000, 1_000_000)
    for start in range(0, len(body), cut):
        collected.write(body[start : start + cut])
    assert collected.rows == len(values)
    assert collected.body == body


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_row_too_many_is_refused_and_the_last_allowed_one_is_not(media_type: str) -> None:
    result = ox.Store().query("SELECT * { VALUES ?x { 1 2 3 } }")
    body = result.serialize(format=ox.QueryResultsFormat.from_media_type(media_type))
    CollectedSolutions(media_type, 3, 10_000).write(body)
    with pytest.raises(Refusal, match="more than 2 rows"):
        CollectedSolutions(media_type, 2, 10_000).write(body)


def test_a_byte_too_many_is_refused() -> None:
    with pytest.raises(Refusal, match="larger than 1 MB"):
        CollectedSolutions(MEDIA_TYPES[0], 3, 2**20).write(b" " * (2**20 + 1))
