"""Tables and a mapping become records and problems; every row ends as one or the other."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.errors import InvalidData
from ecosystem.importers import Batch, read, template, without
from ecosystem.importers.mapping_file import parse_mapping
from ecosystem.records import ConceptRef, Fact, Origin, Record, Ref, Source, Table

Sheets = Callable[..., list[Source]]

GRANTS = """
[dataset]
id = "grants"
title = "Grants"

[tables.grants]
sheet = "Grants"
joins.schemes = {on = "Scheme", to = "Code"}
ignore = {Notes = "for the office only"}

[tables.schemes]
sheet = "Schemes"

[[records]]
table = "grants"
kind = "spend"
key = ["Number"]
same_key = "refuse"

[records.fields]
source_id = "Number"
payer = {key = [{column = "Funder", via = "schemes"}]}
payee = {first = [
    {key = ["Recipient", "Branch"], when = {differs = ["Recipient", "Branch"]}},
    {key = ["Recipient"]},
]}
amount = {column = "Amount", decimal = ","}
currency = {value = "EUR"}
status = {column = "Stage", values = {"agreed" = "committed"}, missing = ["?"]}
start = {column = "Date", date = "%d.%m.%Y"}

[[records]]
table = "grants"
kind = "organisation"
key = ["Recipient"]

[records.fields]
name = "Recipient"

[[records]]
table = "grants"
kind = "organisation"
key = ["Recipient", "Branch"]
when = {differs = ["Recipient", "Branch"]}

[records.fields]
name = "Branch"
part_of = {key = ["Recipient"]}

[[records]]
table = "grants"
kind = "theme"
each = {column = "Themes", split = ";"}
key = [{value = "theme"}, {each = true}]

[records.fields]
name = {each = true}

[[records]]
table = "schemes"
kind = "organisation"
key = ["Funder"]

[records.fields]
name = "Funder"
"""
HEADER = "Number,Scheme,Recipient,Branch,Amount,Stage,Date,Themes,Notes"
SCHEMES = ["Code,Funder", "S1,County", "S2,City"]


def grants(book: Sheets, *rows: str, schemes: list[str] = SCHEMES) -> Batch:
    return read(book(Grants=[HEADER, *rows], Schemes=schemes), parse_mapping(GRANTS, "grants.toml"))


def test_a_row_becomes_the_records_that_the_rules_say_with_the_column_of_each_fact(book: Sheets) -> None:
    batch = grants(book, '0007,S1,Mind,Mind Leeds,"1.200,50",agreed,03.04.2024,Health;Youth,', "", ",,,,,,,,")
    at = Origin("book.xlsx", "Grants", 2)
    assert batch.records[:5] == (
        Record(
            "spend",
            ("0007",),
            (
                Fact("source_id", "0007", "Number"),
                Fact("payer", Ref("organisation", ("County",)), "Scheme"),
                Fact("payee", Ref("organisation", ("Mind", "Mind Leeds")), "Branch"),
                Fact("amount", Decimal("1200.50"), "Amount"),
                Fact("currency", "EUR", ""),
                Fact("status", ConceptRef("spend-status", "committed"), "Stage"),
                Fact("start", date(2024, 4, 3), "Date"),
            ),
            at,
        ),
        Record("organisation", ("Mind",), (Fact("name", "Mind", "Recipient"),), at),
        Record(
            "organisation",
            ("Mind", "Mind Leeds"),
            (
                Fact("name", "Mind Leeds", "Branch"),
                Fact("part_of", Ref("organisation", ("Mind",)), "Recipient"),
            ),
            at,
        ),
        Record("theme", ("theme", "Health"), (Fact("name", "Health", "Themes"),), at),
        Record("theme", ("theme", "Youth"), (Fact("name", "Youth", "Themes"),), at),
    )
    assert (batch.rows_read, batch.rows_loaded, batch.rows_reported, batch.problems) == (3, 3, 0, ())


@pytest.mark.parametrize("branch", ["", "MIND"])
def test_the_first_reading_that_gives_something_fills_a_field(book: Sheets, branch: str) -> None:
    batch = grants(book, f"1,S1,Mind,{branch},5,?,03.04.2024,,")
    assert Fact("payee", Ref("organisation", ("Mind",)), "Recipient") in batch.records[0].facts
    assert not [fact for fact in batch.records[0].facts if fact.field == "status"]


def test_a_row_that_belongs_to_no_row_of_the_joined_table_is_reported(book: Sheets) -> None:
    schemes = [*SCHEMES, "S3,County", "S3,City"]
    batch = grants(book, "1,S11,A,,5,,,,", "2,,A,,5,,,,", "3,S3,A,,5,,,,", schemes=schemes)
    assert [problem.message for problem in batch.problems] == [
        "'S11' is not in Schemes.",
        "Scheme is empty.",
        "'S3' is in rows 4 and 5 of Schemes.",
    ]
    assert batch.problems[0].fix == "Did you mean 'S1'?"
    assert batch.rows_loaded == 4


def test_columns_left_out_and_columns_not_mentioned_are_told_apart(book: Sheets) -> None:
    sheets = book(Grants=[f"{HEADER},Fax", "1,S1,A,,5,,,,hush,123"], Schemes=SCHEMES)
    batch = read(sheets, parse_mapping(GRANTS, "grants.toml"))
    assert [(problem.column, problem.message, problem.severity) for problem in batch.problems] == [
        ("Notes", "Column Notes was left out: for the office only", "info"),
        ("Fax", "Column Fax of Grants is not one we read; what it holds was not loaded.", "info"),
    ]


def test_a_table_that_the_mapping_does_not_name_is_a_remark_with_its_rows(book: Sheets) -> None:
    sheets = book(Grants=[HEADER, "1,S1,A,,5,,,,"], Schemes=SCHEMES, Fleet=["Van", "V1", "V2"])
    batch = read(sheets, parse_mapping(GRANTS, "grants.toml"))
    (problem,) = batch.problems
    assert (problem.severity, problem.rows) == ("info", 2)
    assert problem.message == "Fleet was not read: it is not part of the mapping grants.toml."
    assert (batch.rows_read, batch.rows_loaded, batch.rows_reported) == (5, 3, 2)


def test_a_mapping_whose_columns_are_not_there_refuses_the_whole_file(book: Sheets) -> None:
    with pytest.raises(InvalidData) as refused:
        read(book(Grants=["Number,Shceme", "1,S1"], Schemes=["Code,Funder"]), parse_mapping(GRANTS, "g.toml"))
    assert str(refused.value).startswith("We couldn't find a column called Recipient in Grants.")
    assert "Is it 'Shceme'?" in [problem.fix for problem in refused.value.problems]
    assert {problem.severity for problem in refused.value.problems} == {"violation", "info"}


def test_a_table_that_is_not_there_refuses_the_whole_file(book: Sheets) -> None:
    with pytest.raises(InvalidData) as refused:
        read(book(Grant=[HEADER, "1,S1,A,,5,,,,"], Schemes=SCHEMES), parse_mapping(GRANTS, "g.toml"))
    assert str(refused.value) == "We couldn't find a sheet called Grants. Is it 'Grant'? Nothing was loaded."


def test_a_heading_written_twice_refuses_the_whole_file(book: Sheets) -> None:
    with pytest.raises(InvalidData, match=r"Schemes has 2 columns called Code\. Keep one of them\."):
        grants(book, "1,S1,A,,5,,,,", schemes=["Code, Code,Funder", "S1,S2,County"])


def test_a_file_without_a_row_is_refused(book: Sheets) -> None:
    with pytest.raises(InvalidData, match="There is no row of data"):
        grants(book, schemes=["Code,Funder"])


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


def test_values_under_no_heading_are_reported(book: Sheets) -> None:
    sheets = book(Grants=[f"{HEADER},", "1,S1,A,,5,,,,,lost"], Schemes=SCHEMES)
    (problem,) = read(sheets, parse_mapping(GRANTS, "grants.toml")).problems
    assert problem.message == "Column 10 of Grants has no heading; what it holds was not loaded."


def test_one_key_on_two_rows_loads_neither_where_a_row_is_a_thing(book: Sheets) -> None:
    batch = grants(book, "1,S1,A,,5,,,,", "1,S1,B,,6,,,,", "2,S1,A,,7,,,,")
    assert [str(problem) for problem in batch.problems] == [
        "book.xlsx, sheet Grants, row 2, column Number: The Number '1' is also in row 3 of Grants."
        " Give each row its own Number, or keep one of them.",
        "book.xlsx, sheet Grants, row 3, column Number: The Number '1' is also in row 2 of Grants."
        " Give each row its own Number, or keep one of them.",
    ]
    assert batch.rows_loaded == 3


def test_two_kinds_under_one_key_are_a_slip_even_where_the_key_is_a_constant(book: Sheets) -> None:
    text = """
        [tables.a]
        sheet = "A"
        [[records]]
        table = "a"
        kind = {column = "Kind", values = {s = "service", p = "programme"}}
        key = [{value = "all"}]
        [records.fields]
        name = "Name"
    """
    batch = read(book(A=["Kind,Name", "s,X", "p,X", "s,X"]), parse_mapping(text, "a.toml"))
    assert [(problem.row, problem.column, problem.message) for problem in batch.problems] == [
        (3, None, "'all' is of the kind 'programme' here and 'service' in row 2 of A.")
    ]
    assert batch.rows_loaded == 2


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


@settings(deadline=None)
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


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=12
)


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6, unique_by=lambda row: row[0]))
def test_what_is_written_to_a_csv_file_is_what_the_records_say(rows: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "Objectives.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("ID", "Name", "Description"), *rows])
        with file.open(encoding="utf-8", newline="") as stream:
            header, *cells = csv.reader(stream)
    table = Table(
        file.name, "", tuple(header), tuple((n, tuple(row)) for n, row in enumerate(cells, start=2))
    )
    people = Table("Organisations.csv", "", ("Name", "Sector"), ())
    batch = read([Source(file.name, "", 0, (table, people))], template())
    assert [(record.key[0], *(str(fact.value) for fact in record.facts)) for record in batch.records] == [
        (key, key, name, text) for key, name, text in rows
    ]
    assert batch.problems == ()


def test_the_same_tables_give_the_same_batch(book: Sheets) -> None:
    rows = ("2,S1,A,B,5,,,x;y,", "1,S9,A,,5,,,,", "3,S2,C,,5,,,y,")
    assert grants(book, *rows) == grants(book, *rows)


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
