"""Every property that a record can have reads as words from both ends."""

from __future__ import annotations

import pytest

from ecosystem.kinds import KINDS
from ontology import SVE
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


def test_a_property_reads_by_the_kind_of_thing_that_has_it() -> None:
    organisation = str(SVE.organisation)
    words = {backwards(organisation, kind) for kind in ("commitment", "adoption", "endorsement")}
    assert words == {"Commits to", "Takes up", "Stands on positions"}
    assert forwards(str(SVE.ownedBy), "solution") == "Owned by"
    assert forwards(str(SVE.ownedBy), "outcome") == "Outcome of"
