"""A set of mappings is given back as the file it came from."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from sssom_files import COLUMNS, GOOD, HEAD, load, row

from ecosystem.config import Settings
from ecosystem.errors import NotFound
from ecosystem.store import Store, open_store
from ecosystem.taxonomies.mappings import export_mappings, stored
from ecosystem.taxonomies.sssom import PREDICATES, SLOTS, Head, Row, read_head, split, written


def test_a_set_is_given_back_as_it_came(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = HEAD + COLUMNS + row(comment="first", confidence="0.5", author_label="A") + GOOD
    load(settings, store, tmp_path, text)
    assert export_mappings(store.read()) == text


def test_sets_are_kept_apart(settings: Settings, store: Store, tmp_path: Path) -> None:
    load(settings, store, tmp_path, HEAD + COLUMNS + GOOD)
    with pytest.raises(NotFound, match="no set of mappings called 'other'"):
        export_mappings(store.read(), "other")
    load(settings, store, tmp_path, HEAD + COLUMNS + row(comment="x"), "other.tsv")
    with pytest.raises(NotFound, match="several sets of mappings: other and our"):
        export_mappings(store.read())
    assert export_mappings(store.read(), "other") == (
        HEAD + COLUMNS.replace("author_label\tconfidence\t", "") + row(comment="x").replace("\t\t\t", "\t")
    )


def test_the_lines_above_may_have_a_space_after_their_mark_and_windows_line_ends() -> None:
    plain, _ = split(HEAD + COLUMNS)
    spaced, rest = split(HEAD.replace("#", "# ").replace("\n", "\r\n") + COLUMNS)
    assert read_head(spaced) == read_head(plain)
    assert rest == "\n" * 5 + COLUMNS  # so that rows keep their numbers


def test_the_longest_prefix_is_used_and_never_a_wrong_one() -> None:
    head = Head({"a": "http://e.org/", "b": "http://e.org/b/"})
    assert [head.short(iri) for iri in ("http://e.org/b/1", "http://e.org/c", "http://f.org/")] == [
        "b:1",
        "a:c",
        "http://f.org/",
    ]
    assert head.full("a://x") == "a://x"


LINE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip).filter(bool)
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n"), max_size=20)
TEXT = ANY.map(str.strip).filter(bool)


# SSSOM has a mark for a bar inside a value, and none for that mark itself.
PERSON = LINE.filter(lambda text: "\\" not in text)
LOCAL = st.from_regex(r"[A-Za-z0-9._~/=-]{0,6}(#[a-z0-9]{0,3})?", fullmatch=True)
IRI = st.builds(
    str.__add__,
    st.sampled_from(["http://e.org/", "http://e.org/b/", "https://w3id.org/sve/scheme/group/", "urn:x:"]),
    LOCAL,
)
VALUES = {
    "subject_id": IRI,
    "predicate_id": st.sampled_from([str(predicate) for predicate in PREDICATES]),
    "object_id": IRI,
    "mapping_justification": st.sampled_from(
        ["https://w3id.org/semapv/vocab/LexicalMatching", "https://w3id.org/semapv/vocab/MappingReview"]
    ),
}
MAYBE = {
    "subject_label": TEXT,
    "object_label": TEXT,
    "comment": TEXT,
    "mapping_date": st.dates().map(str),
    "confidence": st.decimals(0, 1, places=4).map(lambda number: f"{abs(Decimal(number)).normalize():f}"),
}
MANY = {
    "author_id": st.sets(IRI, min_size=1, max_size=3),
    "author_label": st.sets(PERSON, min_size=1, max_size=3),
    "reviewer_label": st.sets(PERSON, min_size=1, max_size=2),
}
ROW = st.fixed_dictionaries(
    {name: values.map(lambda value: (value,)) for name, values in VALUES.items()},
    optional={
        **{name: values.map(lambda value: (value,)) for name, values in MAYBE.items()},
        **{name: values.map(lambda found: tuple(sorted(found))) for name, values in MANY.items()},
    },
)
ROWS = st.lists(ROW, min_size=1, max_size=12, unique_by=lambda values: tuple(sorted(values.items())))
HEADS = st.builds(
    Head,
    st.sampled_from([{}, {"e": "http://e.org/"}, {"e": "http://e.org/", "eb": "http://e.org/b/"}]),
    st.fixed_dictionaries({}, optional={"mapping_set_title": LINE, "mapping_set_id": IRI, "license": IRI}),
)


WHOLE = (
    Phase.explicit,
    Phase.reuse,
    Phase.generate,
)  # a store for each try: making a failure smaller takes minutes


@pytest.mark.slow
@effort(max_examples=15, phases=WHOLE, suppress_health_check=[HealthCheck.too_slow])
@given(HEADS, ROWS)
def test_whatever_is_mapped_the_same_file_comes_back(head: Head, rows: list[Row]) -> None:
    text = written(head, rows)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data")
        store = open_store(settings)
        try:
            report = load(settings, store, Path(folder), text)
            assert report.rows_loaded == len(rows)
            assert export_mappings(store.read()) == text
            order = [slot.name for slot in SLOTS]
            (back,) = stored(store.read()).values()
            assert [{name: set(one[name]) for name in order if name in one} for one in back] == [
                {name: set(one[name]) for name in order if name in one} for one in rows
            ]
        finally:
            store.close()
