"""Every property that a record can have reads as words from both ends."""

from __future__ import annotations

import pytest

from ecosystem.kinds import KINDS
from web.phrases import backwards, forwards, rank, verb

PROPERTIES = sorted({str(field.predicate) for kind in KINDS.values() for field in kind.fields})


@pytest.mark.parametrize("predicate", PROPERTIES)
def test_a_property_of_the_map_has_a_place_and_words_of_its_own(predicate: str) -> None:
    assert rank(predicate) < rank("http://example.org/unheard-of")
    for words in (forwards(predicate), backwards(predicate)):
        assert words[0].isupper()
        assert "#" not in words


def test_an_unknown_property_reads_as_the_end_of_its_address() -> None:
    assert forwards("http://example.org/ns#likes") == "Likes"
    assert verb("http://example.org/ns#likes") == "likes"
