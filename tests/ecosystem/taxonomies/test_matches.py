"""Mappings written as SKOS statements are read as the table would be; a file of something else is told what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecosystem.config import Settings
from ecosystem.errors import InvalidData, SourceError
from ecosystem.records import Problem
from ecosystem.store import Store
from ecosystem.taxonomies import Report, import_list
from ecosystem.taxonomies.mappings import export_mappings, import_mappings

START = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix group: <https://w3id.org/sve/scheme/group/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix ex: <http://example.org/> .
"""
ALL_FIVE = """group:BE108 skos:exactMatch sdg:1 . group:BE102 skos:closeMatch sdg:2, sdg:3 .
group:BE103 skos:broadMatch sdg:4 . group:BE104 skos:narrowMatch sdg:5 . group:BE105 skos:relatedMatch sdg:6 .
"""
CONCEPTS = 'ex:a a skos:Concept ; skos:prefLabel "Homes"@en ; skos:inScheme ex:list .\n'
SUBJECTS = "sdg:1 dct:subject ex:a, ex:b . sdg:2 dct:subject ex:a .\n"


def load(settings: Settings, store: Store, folder: Path, text: str, name: str = "ours.ttl") -> Report:
    (folder / name).write_text(START + text, encoding="utf-8")
    return import_mappings(settings, store, folder / name)


def test_the_five_relations_are_read_and_nothing_is_claimed_of_why(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    report = load(settings, store, tmp_path, ALL_FIVE)
    assert (report.items, report.rows_read, report.rows_loaded, report.problems) == (6, 6, 6, ())
    table = [line.split("\t") for line in export_mappings(store.read()).splitlines()]
    assert [line[1:] for line in table[1:]] == [
        [f"skos:{relation}", f"http://metadata.un.org/sdg/{number}", "semapv:UnspecifiedMatching"]
        for relation, number in [
            ("exactMatch", 1), ("closeMatch", 2), ("closeMatch", 3), ("broadMatch", 4), ("narrowMatch", 5),
            ("relatedMatch", 6),
        ]
    ]  # fmt: skip


def test_a_mapping_that_cannot_be_is_named_since_it_has_no_row(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = 'group:BE108 skos:exactMatch "Homes", [], group:BE108, sdg:1 ; skos:broadMatch sdg:1 .\n'
    report = load(settings, store, tmp_path, text + "ex:a skos:exactMatch sdg:1, sdg:1 .")
    assert (report.rows_read, report.rows_loaded, report.items) == (6, 4, 4)
    assert all((problem.row, problem.column) == (None, None) for problem in report.problems)
    said = [f"{problem.message} {problem.fix}" for problem in report.problems]
    named = "In the mapping 'https://w3id.org/sve/scheme/group/BE108'"
    assert said[0] == (
        f"{named} skos:exactMatch 'Homes': 'Homes' is neither a whole address nor begins with a known prefix. "
        "Give each concept an address of its own."
    )
    assert said[2].endswith(": A concept is mapped to itself. Leave the row out.")
    assert said[3] == (
        f"{named} skos:broadMatch 'http://metadata.un.org/sdg/1': The same two concepts correspond in another way as "
        "well (skos:exactMatch). Keep the better of the two."
    )
    assert "'http://example.org/a' is in no list that is loaded here." in said[4]


def test_what_else_is_in_the_file_is_counted(settings: Settings, store: Store, tmp_path: Path) -> None:
    (problem,) = load(settings, store, tmp_path, ALL_FIVE + CONCEPTS).problems
    assert problem.message == "3 statements that are no mappings were left out."
    assert "`ecosystem taxonomy import`" in problem.fix


def refusal(error: pytest.ExceptionInfo[InvalidData]) -> Problem:
    return error.value.problems[0]


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        (
            CONCEPTS,
            "a list of concepts: skos:inScheme (1) and skos:prefLabel (1).",
            "`ecosystem taxonomy import`",
        ),
        (
            SUBJECTS,
            "dcterms:subject (3). Those are subjects, not mappings.",
            "an SSSOM table (.tsv) with subject_id",
        ),
        (
            "ex:a ex:b ex:c .",
            "something else: http://example.org/b (1).",
            "Write the mappings as such statements",
        ),
        ("", "It holds no statement at all.", "the file that you meant"),
    ],
    ids=["concepts", "subjects", "something else", "nothing"],
)
def test_a_file_without_a_mapping_is_told_what_it_seems_to_be(
    settings: Settings, store: Store, tmp_path: Path, text: str, what: str, fix: str
) -> None:
    with pytest.raises(InvalidData) as error:
        load(settings, store, tmp_path, text)
    assert "There is no mapping in this file" in refusal(error).message
    assert what in refusal(error).message
    assert fix in refusal(error).fix


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        (ALL_FIVE, "mappings between concepts: skos:closeMatch (2), ", "`ecosystem taxonomy map`"),
        (
            SUBJECTS,
            "dcterms:subject (3). Those are subjects, not mappings.",
            "an SSSOM table (.tsv) with subject_id",
        ),
        (
            "ex:a a ex:b ; ex:c 1, 2 .",
            "something else: http://example.org/c (2) and rdf:type (1).",
            "skos:Concept",
        ),
    ],
    ids=["mappings", "subjects", "something else"],
)
def test_a_file_without_a_concept_is_told_what_it_seems_to_be(
    settings: Settings, store: Store, tmp_path: Path, text: str, what: str, fix: str
) -> None:
    (tmp_path / "list.ttl").write_text(START + text, encoding="utf-8")
    with pytest.raises(InvalidData) as error:
        import_list(settings, store, tmp_path / "list.ttl")
    assert "There is no concept in this file" in refusal(error).message
    assert what in refusal(error).message
    assert fix in refusal(error).fix


def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_read(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=r"SSSOM tables \(\.tsv or \.csv\).*RDF \(\.ttl"):
        load(settings, store, tmp_path, "", "ours.pdf")


def test_a_list_that_has_mappings_keeps_them(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = START + CONCEPTS + "ex:a skos:exactMatch sdg:11 ."
    (tmp_path / "list.ttl").write_text(text, encoding="utf-8")
    import_list(settings, store, tmp_path / "list.ttl")
    match = "<http://example.org/a> <http://www.w3.org/2004/02/skos/core#exactMatch> ?goal"
    assert store.read().ask(f"ASK {{ {match} }}")


@pytest.mark.real_data
def test_subjects_of_the_goals_are_not_taken_for_mappings(
    settings: Settings, store: Store, shared_data: Path
) -> None:
    file = shared_data / "sdg-kos" / "sdg-kos-subject-mappings.ttl"
    for read in (import_list, import_mappings):
        with pytest.raises(InvalidData) as error:
            read(settings, store, file)
        assert "Those are subjects, not mappings." in refusal(error).message
