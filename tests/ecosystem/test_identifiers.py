"""One place makes the names; the same row gets the same name, and different things different ones."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from ecosystem.identifiers import Naming, finding_iri, normalised, normalised_body, slug
from ecosystem.records import Origin

NAMING = Naming("http://map.example", "partners")
keys = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3).map(tuple)


def test_a_readable_key_stays_readable() -> None:
    assert str(NAMING.entity("programme", ("12.010",))) == "http://map.example/id/programme/partners.12.010"
    assert str(NAMING.entity("outcome", ("PON", "T2"))).endswith("/id/outcome/partners.PON~T2")


def test_an_official_number_names_an_organisation_whatever_the_data_set() -> None:
    other = Naming("http://map.example", "other")
    number = "GB-CHC-1090095"
    assert NAMING.organisation(("a",), number) == other.organisation(("b",), number)


@given(keys, keys)
def test_different_keys_never_share_a_name(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    same = NAMING.entity("service", one) == NAMING.entity("service", other)
    assert same == (one == other)


@given(keys)
def test_every_name_is_a_valid_iri(key: tuple[str, ...]) -> None:
    iri = NAMING.entity("service", key)
    assert iri.n3() == f"<{iri}>"
    assert not set(str(iri)) & set(' <>"{}|\\^`')


@given(st.text(min_size=1), st.text(), st.integers(min_value=1))
def test_rows_are_told_apart_by_file_sheet_and_number(file: str, sheet: str, row: int) -> None:
    here = NAMING.row(Origin(file, sheet, row))
    assert isinstance(here, URIRef)
    assert here != NAMING.row(Origin(file, sheet, row + 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Warm Homes Help-line", "Warm homes helpline"),
        ("St. John's Centre", "St Johns Centre"),
        ("The Friends of the Park", "Friends of the park"),
        ("Café Welcome", "Cafe  welcome"),
        ("Health & Care", "Health and Care"),
    ],
)
def test_names_that_differ_in_writing_only_are_equal_once_normalised(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_a_legal_form_at_the_end_does_not_tell_bodies_apart() -> None:
    assert normalised_body("Harbour Works CIC Ltd") == normalised_body("Harbour Works")
    assert normalised_body("Limited") == "limited"


@given(st.text())
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


def test_a_finding_keeps_its_name_whatever_the_order_of_those_involved() -> None:
    assert finding_iri("http://b", "overlap", ["x", "y"], ["c"]) == finding_iri(
        "http://b", "overlap", ["y", "x"], ["c"]
    )
    assert finding_iri("http://b", "overlap", ["x", "y"], []) != finding_iri(
        "http://b", "gaps", ["x", "y"], []
    )


def test_names_without_a_plain_letter_or_digit_get_slugs_of_their_own() -> None:
    names = ["данные", "数据", "\u03bb", "***", "", "\udc80"]
    slugs = [slug(name) for name in names]
    assert slugs[0] == f"data-{hashlib.sha256('данные'.encode()).hexdigest()[:8]}"
    assert len(set(slugs)) == len(names)


def test_a_slug_does_not_depend_on_how_a_disk_writes_accents() -> None:
    assert slug("й") == slug(unicodedata.normalize("NFD", "й"))


@given(st.text(st.characters()))
def test_a_slug_is_never_empty_and_always_plain(text: str) -> None:
    assert slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
