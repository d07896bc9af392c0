"""Mappings between lists: each row checked, who says what kept, and the same file given back."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from ecosystem.config import Settings
from ecosystem.errors import InvalidData, NotFound, SourceError
from ecosystem.pipeline import import_paths
from ecosystem.store import Store, open_store
from ecosystem.taxonomies import About, Report, import_list
from ecosystem.taxonomies.mappings import export_mappings, import_mappings, stored
from ecosystem.taxonomies.sssom import PREDICATES, SLOTS, Head, Row, read_head, split, written

HEAD = """#curie_map:
#  group: https://w3id.org/sve/scheme/group/
#  sdg: http://metadata.un.org/sdg/
#mapping_set_title: "Groups to goals: a try"
#license: https://creativecommons.org/licenses/by/4.0/
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label\tconfidence\tcomment\n"
GOOD = 'group:BE108\tskos:relatedMatch\tsdg:3\tsemapv:ManualMappingCuration\tA. Person|B. Person\t0.4\t"Of ""some"""\n'
PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sdg: <http://metadata.un.org/sdg/>
PREFIX sssom: <https://w3id.org/sssom/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX group: <https://w3id.org/sve/scheme/group/> """


def load(
    settings: Settings, store: Store, folder: Path, text: str, name: str = "our.sssom.tsv", **about: str
) -> Report:
    file = folder / name
    file.write_bytes(text.encode())
    return import_mappings(settings, store, file, about=About(**about))


def row(**values: str) -> str:
    """One row; what is not given is as in a good one."""
    good = {
        "subject_id": "group:BE108",
        "predicate_id": "skos:closeMatch",
        "object_id": "sdg:3",
        "mapping_justification": "semapv:ManualMappingCuration",
        "author_label": "",
        "confidence": "",
        "comment": "",
    }
    return "\t".join({**good, **values}.values()) + "\n"


def test_a_mapping_is_a_statement_that_questions_can_follow(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    report = load(settings, store, tmp_path, HEAD + COLUMNS + GOOD)
    assert (report.title, report.items, report.rows_reported) == ("Groups to goals: a try", 1, 0)
    assert store.read().ask(f"{PREFIXES} ASK {{ group:BE108 skos:relatedMatch sdg:3 }}")


def test_who_says_so_why_and_how_surely_can_be_read(settings: Settings, store: Store, tmp_path: Path) -> None:
    load(settings, store, tmp_path, HEAD + COLUMNS + GOOD)
    pattern = """?m a <https://w3id.org/sve/ns#Qualifier> ; rdf:subject group:BE108 ; rdf:object sdg:3 ;
        sssom:mapping_justification <https://w3id.org/semapv/vocab/ManualMappingCuration> ;
        sssom:author_label "A. Person", "B. Person" ; sssom:confidence 0.4 ."""
    assert store.read().ask(f"{PREFIXES} ASK {{ {pattern} }}")


def test_two_people_may_say_the_same(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = HEAD + COLUMNS + row(author_label="A") + row(author_label="B") + row(author_label="A")
    report = load(settings, store, tmp_path, text)
    assert (report.items, report.rows_reported) == (2, 1)
    assert [item.message for item in report.problems] == ["Row 7 says the same."]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"predicate_id": "skos:broader"}, "not one of the five ways"),
        ({"predicate_id": "owl:sameAs"}, "Write skos:exactMatch, skos:closeMatch"),
        ({"object_id": "goal:3"}, "nor begins with a known prefix"),
        ({"object_id": "three"}, "neither a whole address"),
        ({"object_id": "http://e.org/a b"}, "neither a whole address"),
        ({"subject_id": ""}, "This cell is empty"),
        ({"mapping_justification": ""}, "semapv:ManualMappingCuration if a person"),
        ({"confidence": "1.5"}, "not a number from 0 to 1"),
        ({"confidence": "NaN"}, "not a number from 0 to 1"),
        ({"confidence": "high"}, "Write one, such as 0.8"),
    ],
)
def test_a_row_that_cannot_be_is_reported_with_its_cell(
    settings: Settings, store: Store, tmp_path: Path, values: dict[str, str], said: str
) -> None:
    report = load(settings, store, tmp_path, HEAD + COLUMNS + GOOD + row(**values))
    assert (report.rows_read, report.rows_loaded, report.rows_reported) == (2, 1, 1)
    (problem,) = report.problems
    assert (problem.row, problem.column, problem.severity) == (8, next(iter(values)), "violation")
    assert said in f"{problem.message} {problem.fix}"


def test_rows_that_deny_a_match_are_told_apart_and_not_loaded(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    columns = COLUMNS.replace("comment", "predicate_modifier")
    text = HEAD + columns + row(object_id="sdg:1") + row(comment="Not") + row(object_id="sssom:NoTermFound")
    report = load(settings, store, tmp_path, text)
    assert (report.items, report.rows_reported) == (1, 2)
    assert {problem.severity for problem in report.problems} == {"info"}
    assert not store.read().ask(f"{PREFIXES} ASK {{ group:BE108 skos:closeMatch sdg:3 }}")


def test_a_subject_that_no_list_has_is_worth_a_look_and_is_loaded(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    report = load(settings, store, tmp_path, HEAD + COLUMNS + row(subject_id="group:BE999"))
    assert (report.items, [problem.severity for problem in report.problems]) == (1, ["warning"])


def test_a_subject_of_a_loaded_list_is_known(settings: Settings, store: Store, tmp_path: Path) -> None:
    (tmp_path / "homes.csv").write_text("name\nRent\n", encoding="utf-8")
    import_list(settings, store, tmp_path / "homes.csv")
    text = HEAD + COLUMNS + row(subject_id="http://127.0.0.1:8080/id/theme/homes.rent")
    assert load(settings, store, tmp_path, text).problems == ()


def test_outcomes_are_found_under_the_theme_that_their_own_theme_is_mapped_to(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    for name, text in {
        "Organisations": "Name,Sector\nVale Trust,VC\n",
        "Themes": "ID,Name\nt1,Warm homes\n",
        "Outcomes": "Name,Themes\nHomes are warm,t1\n",
    }.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")
    import_paths(settings, store, [place], None, lambda _step: None)
    theme = "http://127.0.0.1:8080/id/theme/place.t1"
    model = "https://w3id.org/sve/scheme/svm-2020/"
    text = HEAD + COLUMNS + row(subject_id=theme, predicate_id="skos:broadMatch", object_id=f"{model}O7")
    assert load(settings, store, tmp_path, text).problems == ()
    (found,) = store.read().select(
        f"""{PREFIXES} PREFIX sve: <https://w3id.org/sve/ns#>
        SELECT ?name {{ ?outcome sve:theme/skos:broadMatch/skos:broader <{model}T5> ; skos:prefLabel ?name }}"""
    )
    assert found["name"].value == "Homes are warm"


def test_ways_that_exclude_each_other_are_pointed_out(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = HEAD + COLUMNS + row(predicate_id="skos:exactMatch") + row(predicate_id="skos:broadMatch")
    text += row(object_id="group:BE108")
    found = {problem.row: problem.message for problem in load(settings, store, tmp_path, text).problems}
    assert found == {
        8: "The same two concepts correspond in another way in row 7.",
        9: "A concept is mapped to itself.",
    }


def test_what_is_not_kept_is_named(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = "#mapping_tool: by hand\n" + HEAD + COLUMNS.replace("comment", "colour") + row(comment="red")
    messages = [problem.message for problem in load(settings, store, tmp_path, text).problems]
    assert messages == [
        "These columns are not kept: colour.",
        "These lines above the table are not kept: mapping_tool.",
    ]


def test_invisible_characters_are_taken_out_of_cells_and_of_what_stands_above(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    head = HEAD.replace("Groups to", r"\u001b[31mGroups to")  # YAML's own way to write one
    line = row(comment="not\x9d \u202esure", author_label="A.\x07 Person")
    report = load(settings, store, tmp_path, head + COLUMNS + line)
    assert report.title == "[31mGroups to goals: a try"
    ((mapping,),) = stored(store.read()).values()
    assert (mapping["comment"], mapping["author_label"]) == (("not sure",), ("A. Person",))
    said = [problem.message for problem in report.problems if "invisible" in problem.message]
    assert [message.partition(" taken out")[0] for message in said] == ["4 invisible characters were"]


def test_a_column_that_stands_twice_is_read_once_and_named(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = HEAD + COLUMNS.replace("\n", "\tcomment\n") + row(comment="first\tsecond")
    (problem,) = load(settings, store, tmp_path, text).problems
    assert problem.message == "These columns are not kept: column 8 (comment)."
    assert "first" in export_mappings(store.read())


def test_cells_beyond_the_headings_are_pointed_out(settings: Settings, store: Store, tmp_path: Path) -> None:
    (problem,) = load(settings, store, tmp_path, HEAD + COLUMNS + row(comment="one\tmore")).problems
    assert (problem.row, problem.severity) == (7, "warning")


def test_a_table_without_a_column_that_is_needed_is_refused(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match="no column predicate_id or mapping_justification"):
        load(settings, store, tmp_path, "subject_id\tobject_id\na\tb\n")


def test_a_file_larger_than_the_limit_is_not_read_in_part(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    small = settings.with_changes(file_bytes=len(HEAD + COLUMNS + GOOD) - 1)
    with pytest.raises(SourceError, match="file_bytes"):
        load(small, store, tmp_path, HEAD + COLUMNS + GOOD)


def test_nothing_is_written_where_no_row_can_be_used(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(InvalidData):
        load(settings, store, tmp_path, HEAD + COLUMNS + row(confidence="9"))
    assert store.versions() == []


def test_the_same_file_again_changes_nothing(settings: Settings, store: Store, tmp_path: Path) -> None:
    assert load(settings, store, tmp_path, HEAD + COLUMNS + GOOD).changed
    assert not load(settings, store, tmp_path, HEAD + COLUMNS + GOOD).changed
    assert len(store.versions()) == 1


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
