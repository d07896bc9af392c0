"""Mappings between lists: each row checked, and who says what kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from sssom_files import COLUMNS, GOOD, HEAD, load, row

from ecosystem.config import Settings
from ecosystem.errors import InvalidData, SourceError
from ecosystem.pipeline import import_paths
from ecosystem.store import Store
from ecosystem.taxonomies import import_list
from ecosystem.taxonomies.mappings import export_mappings, stored

PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sdg: <http://metadata.un.org/sdg/>
PREFIX sssom: <https://w3id.org/sssom/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX group: <https://w3id.org/sve/scheme/group/> """


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
