"""A row that cannot be loaded is reported, and what refers to it with it; every row ends as one or the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sheets import Sheets

from ecosystem.importers import Batch, read, without
from ecosystem.importers.mapping_file import parse_mapping
from ecosystem.records import Fact, Origin, Ref, Source, Table


def test_a_row_of_a_text_file_that_is_wider_than_its_header_is_not_trusted() -> None:
    rows = ((2, ("E1", "North", "", "")), (3, ("E2", "Hill", " east", "E1")), (4, ("E3", "South", "E2", "")))
    table = Table("p.csv", "", ("Code", "Name", "Within"), rows, surplus=(3,))
    batch = read([Source("p.csv", "", 0, (table,))], parse_mapping(PLACES, "places.toml"))
    assert [(problem.row, problem.message) for problem in batch.problems] == [
        (
            3,
            "This row has more cells than there are headings, so its cells may stand in the wrong columns.",
        ),
        (4, "This row refers to 'Hill' (row 3 of p.csv), which was not loaded."),
    ]


def test_a_cell_beside_the_headings_of_a_workbook_is_mentioned_and_its_row_loaded(book: Sheets) -> None:
    batch = areas(book, "E1,North,,see my notes")
    (problem,) = batch.problems
    assert (problem.row, problem.severity) == (2, "warning")
    assert batch.rows_loaded == 1


def test_a_row_that_no_rule_applies_to_is_reported(book: Sheets) -> None:
    text = PLACES.replace("[records.fields]", 'when = {column = "Name", is = ["North"]}\n[records.fields]')
    batch = read(book(A=["Code,Name,Within", "E1,north,", "E2,South,"]), parse_mapping(text, "a.toml"))
    assert [problem.message for problem in batch.problems] == ["No rule of the mapping applies to this row."]
    assert (batch.rows_loaded, batch.rows_reported) == (1, 1)


PLACES = """
[tables.a]
file = "*"
[[records]]
table = "a"
kind = "area"
key = ["Code"]
[records.fields]
name = "Name"
within = {column = "Within", split = ","}
"""


def areas(book: Sheets, *rows: str) -> Batch:
    return read(book(Places=["Code,Name,Within", *rows]), parse_mapping(PLACES, "places.toml"))


def test_two_values_where_there_is_one_keep_the_first_and_name_both_rows(book: Sheets) -> None:
    batch = areas(book, "E1,Trafford,", "E1,trafford,E2", "E2,Manchester,", "E1,Trafford,")
    (problem,) = batch.problems
    assert str(problem) == (
        "book.xlsx, sheet Places, row 3, column Name: The place 'E1' has 'trafford' here and 'Trafford' in"
        " row 2 of Places; that one was kept. Make both the same."
    )
    assert problem.severity == "warning"
    assert batch.records[1].facts == (Fact("within", Ref("area", ("E2",)), "Within"),)
    assert batch.dataset.id == "book-xlsx"


def test_a_row_that_refers_to_a_rejected_row_is_rejected_until_nothing_changes(book: Sheets) -> None:
    batch = areas(book, "E1,North,E9", "E2,Inner north,E1", "E3,Old town,E2", "E4,South,")
    assert [(problem.row, problem.message) for problem in batch.problems] == [
        (2, "'E9' is not in Places."),
        (3, "This row refers to 'North' (row 2 of Places), which was not loaded."),
        (4, "This row refers to 'Inner north' (row 3 of Places), which was not loaded."),
    ]
    assert [record.key for record in batch.records] == [("E4",)]


def test_a_thing_that_another_row_still_defines_is_not_gone(book: Sheets) -> None:
    batch = areas(book, "E1,North,E9", "E1,North,", "E2,Inner north,E1")
    assert [record.origin.row for record in batch.records] == [3, 4]


def test_rows_taken_out_later_take_their_dependants_with_them(book: Sheets) -> None:
    batch = areas(book, "E1,North,", "E2,Inner north,E1", "E3,South,")
    north = Origin("book.xlsx", "Places", 2)
    left = without(batch, [north], "Places that lie within each other in a circle cannot be loaded.")
    assert [record.key for record in left.records] == [("E3",)]
    assert [problem.row for problem in left.problems] == [2, 3]
    assert left.problems[0].message.startswith("Places that lie within")
    assert (left.rows_read, left.rows_loaded, left.rows_reported) == (3, 1, 2)
    assert without(left, [north], "again") == left


def test_a_value_left_out_for_another_row_is_taken_up_when_that_row_is_taken_out(book: Sheets) -> None:
    batch = areas(book, "E1,Trafford,", "E1,trafford,", "E1,TRAFFORD,")
    left = without(batch, [Origin("book.xlsx", "Places", 2)], "why")
    assert [record.facts for record in left.records] == [(Fact("name", "trafford", "Name"),), ()]
    assert [(problem.row, problem.severity) for problem in left.problems] == [
        (2, "violation"),
        (4, "warning"),
    ]
    assert left.problems[1].message.endswith("'trafford' in row 3 of Places; that one was kept.")


def test_what_adds_to_a_thing_goes_with_it(book: Sheets) -> None:
    text = PLACES + (
        '[tables.b]\nsheet = "More"\n[[records]]\ntable = "b"\nkind = "area"\nabout = {column = "Place"}\n'
        '[records.fields]\nwithin = "Within"\n'
    )
    sheets = book(
        More=["Place,Within", "E1,E2", ",E2", "E2,", "E3,E1", "e2,E2"],
        Places=["Code,Name,Within", "E1,N,E9", "E2,S,"],
    )
    mapping = parse_mapping(text.replace('file = "*"', 'sheet = "Places"'), "places.toml")
    batch = read(sheets, mapping)
    assert [(problem.row, problem.column, problem.message) for problem in batch.problems] == [
        (3, "Place", "Place is empty."),
        (4, "Within", "Within is empty."),
        (2, "Within", "'E9' is not in the Places sheet."),
        (5, "Place", "'E3' is not in the Places sheet."),
        (2, None, "This row refers to 'N' (row 2 of Places), which was not loaded."),
    ]
    assert [(record.key, record.partial) for record in batch.records] == [(("E2",), False), (("E2",), True)]


CODES = st.sampled_from(["", "E1", "E2", "E3", "e1", "n/a"])


@given(
    st.lists(
        st.tuples(CODES, CODES, st.sampled_from(["", "E1", "E1,E2", "E9"])),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.integers(2, 9), max_size=3),
)  # fmt: skip
def test_every_row_is_loaded_or_reported_never_both_never_neither(
    rows: list[tuple[str, str, str]], taken_out: list[int]
) -> None:
    table = Table("p.csv", "", ("Code", "Name", "Within"), tuple(enumerate(rows, start=2)))
    filled = {number for number, cells in table.rows if any(cells)}
    if not filled:
        return
    batch = read([Source("p.csv", "", 0, (table,))], parse_mapping(PLACES, "places.toml"))
    check_rows(batch, filled)
    check_rows(
        without(batch, [Origin("p.csv", "", row) for row in filled.intersection(taken_out)], "why"), filled
    )


def check_rows(batch: Batch, filled: set[int]) -> None:
    loaded = {record.origin.row for record in batch.records}
    named = {problem.row for problem in batch.problems if problem.severity == "violation"}
    assert loaded | named == filled
    assert not loaded & named
    assert {origin.row for origin in batch.rejected} == named
    assert batch.rows_read == len(filled) == batch.rows_loaded + batch.rows_reported
    there = {record.key for record in batch.records}
    assert {
        fact.value.key for record in batch.records for fact in record.facts if isinstance(fact.value, Ref)
    } <= there


def test_a_row_that_only_adds_what_is_left_out_is_reported_without_being_wrong(book: Sheets) -> None:
    text = """
        [tables.a]
        sheet = "A"
        [tables.b]
        sheet = "B"
        [[records]]
        table = "a"
        kind = "organisation"
        key = ["Name"]
        [records.fields]
        name = "Name"
        [[records]]
        table = "b"
        kind = "organisation"
        about = {column = "Body"}
        [records.fields]
        website = "Site"
        description = "Text"
    """
    sheets = book(A=["Name", "Hub"], B=["Body,Site,Text", "Hub,no site,"])
    batch = read(sheets, parse_mapping(text, "a.toml"))
    assert [(problem.row, problem.column, problem.severity) for problem in batch.problems] == [
        (2, "Site", "warning")
    ]
    assert (batch.rows_read, batch.rows_loaded, batch.rows_reported) == (2, 1, 1)


def test_an_apostrophe_from_an_export_is_taken_off_in_mapped_tables_too(book: Sheets) -> None:
    batch = areas(book, "'=E1,'-North-,", "E2,'Old' town,'=E1")
    assert batch.problems == ()
    assert [record.key for record in batch.records] == [("=E1",), ("E2",)]
    assert [record.facts[0].value for record in batch.records] == ["-North-", "'Old' town"]
