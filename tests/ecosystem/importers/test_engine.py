"""Tables and a mapping become records and problems; every row ends as one or the other."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
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


def test_a_table_that_is_left_out_is_a_warning_where_the_mapping_says_so(book: Sheets) -> None:
    left_out = (
        '[tables.notes]\nsheet = "Notes"\nrequired = false\nignore_rows = "they are private."\nwarn = true\n'
    )
    mapping = parse_mapping(GRANTS.replace("[[records]]", f"{left_out}\n[[records]]", 1), "grants.toml")
    batch = read(book(Grants=[HEADER], Schemes=SCHEMES, Notes=["Text", "x"]), mapping)
    assert [(problem.severity, problem.message) for problem in batch.problems] == [
        ("warning", "Notes was not read: they are private.")
    ]
    assert (batch.rows_read, batch.rows_reported) == (batch.rows_loaded + 1, 1)


def test_a_mapping_may_say_what_else_to_do_about_a_text_that_cannot_be_read(book: Sheets) -> None:
    amount = 'amount = {column = "Amount", decimal = ",", otherwise = "Ask the funder."}'
    mapping = parse_mapping(
        GRANTS.replace('amount = {column = "Amount", decimal = ","}', amount), "grants.toml"
    )
    assert "Ask the funder." in amount
    batch = read(book(Grants=[HEADER, "1,S1,A,,much,,,"], Schemes=SCHEMES), mapping)
    assert batch.problems[0].fix.endswith("leave the cell empty if unknown. Ask the funder.")


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
).filter(lambda text: not text.startswith("'"))
"""No apostrophe first: before what a spreadsheet would run it is an export's, and is taken off."""


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


VALUES = """
[tables.values]
sheet = "Values"
joins.sources = {on = "Source"}
must_have = ["Area", "Period"]

[tables.sources]
sheet = "Sources"

[[set_aside]]
table = "values"
when = {column = "Value", is = ["", "n/a"]}
why = "no value was published."

[[set_aside]]
table = "values"
when = [{column = "Area", is = ["Average"]}, {column = "Period", blank = false}]
why = "an average is no place."

[[set_aside]]
table = "sources"
when = {column = "Note", is = ["closed"]}
why = "the survey has ended."

[[records]]
table = "values"
kind = "area"
key = ["Area"]

[records.fields]
name = "Area"

[[records]]
table = "values"
kind = "measurement"
key = ["Area", "Period"]
same_key = "refuse"

[records.fields]
value = "Value"
value_text = {column = "Title", via = "sources"}
places = "Area"

[[records]]
table = "sources"
kind = "evidence"
key = ["Source"]

[records.fields]
name = "Title"
"""
SOURCES = ["Source,Title,Note", "s1,Survey,", "s2,Old survey,closed"]


def measured(book: Sheets, *rows: str) -> Batch:
    sheets = book(Values=["Area,Period,Value,Source", *rows], Sources=SOURCES)
    return read(sheets, parse_mapping(VALUES, "values.toml"))


def test_rows_left_out_on_purpose_are_counted_and_reported_once_for_each_reason(book: Sheets) -> None:
    rows = ["North,2019,1,s1", "North,2020,,s1", "South,2019,N/A,s1", "Average,2019,3,s1", "East,2019,,s9"]
    batch = measured(book, *rows, "West,2019,n/a,", "South,2020,5,s1")
    assert [(str(problem), problem.rows, problem.severity) for problem in batch.problems] == [
        (
            "book.xlsx, sheet Values: Rows 3, 4, 6 and 1 more were left out: no value was published.",
            4,
            "info",
        ),
        ("book.xlsx, sheet Values: Row 5 was left out: an average is no place.", 1, "info"),
        ("book.xlsx, sheet Sources: Row 3 was left out: the survey has ended.", 1, "info"),
    ]
    assert (batch.rows_read, batch.rows_loaded, batch.rows_reported) == (9, 3, 6)
    assert [record.key for record in batch.records if record.kind == "area"] == [("North",), ("South",)]


def test_a_row_that_is_left_out_can_still_be_joined(book: Sheets) -> None:
    batch = measured(book, "North,2019,1,s2")
    assert [fact.value for fact in batch.records[1].facts[:2]] == [Decimal(1), "Old survey"]


def test_a_column_that_decides_which_rows_are_left_out_must_be_there(book: Sheets) -> None:
    sheets = book(Values=["Area,Period,Source", "North,2019,s1"], Sources=SOURCES)
    with pytest.raises(InvalidData, match="couldn't find a column called Value in Values"):
        read(sheets, parse_mapping(VALUES, "values.toml"))


def test_a_row_with_shifted_cells_is_not_taken_for_one_left_out_on_purpose() -> None:
    text = VALUES.replace('sheet = "Values"', 'file = "values.csv"').replace(
        "joins.sources", "# joins.sources"
    )
    text = text.replace('value_text = {column = "Title", via = "sources"}', "")
    rows = ((2, ("North", "2019", "", "1", "s1")), (3, ("North", "2020", "2", "s1")))
    values = Table("values.csv", "", ("Area", "Period", "Value", "Source"), rows, (2,))
    sources = Table("Sources.csv", "", ("Source", "Title", "Note"), ((2, ("s1", "Survey", "")),))
    batch = read([Source("x", "0" * 64, 1, (values, sources))], parse_mapping(text, "values.toml"))
    wrong = [problem.row for problem in batch.problems if problem.severity == "violation"]
    assert (wrong, batch.rows_loaded, batch.rows_reported) == ([2], 2, 1)


def test_rows_of_one_key_that_differ_are_said_to_differ_and_in_what(book: Sheets) -> None:
    batch = measured(book, "North,2019,63.3,s1", "North,2019,64,s1", "North,2019,63.3,s1", "South,2019,1,s1")
    assert [str(problem) for problem in batch.problems if problem.severity == "violation"] == [
        f"book.xlsx, sheet Values, row {here}, column Area: Nothing in Area and Period tells this row from"
        f" {others}, although they differ in Value."
        " Add what does, a column or an ID, and name it in the key of the mapping."
        for here, others in (
            (2, "row 3 of Values"),
            (3, "row 2 of Values and row 4 of Values"),
            (4, "row 3 of Values"),
        )
    ]


def test_rows_of_one_key_that_are_equal_are_said_to_be_so(book: Sheets) -> None:
    batch = measured(book, "North,2019,63.3,s1", "North,2019,63.30,s1")
    assert [problem.message for problem in batch.problems if problem.severity == "violation"] == [
        "This row says the same as row 3 of Values: 'North, 2019'.",
        "This row says the same as row 2 of Values: 'North, 2019'.",
    ]


def test_two_kinds_of_thing_with_one_key_do_not_say_the_same(book: Sheets) -> None:
    text = """
        [tables.a]
        sheet = "A"
        [[records]]
        table = "a"
        kind = {column = "Kind", values = {s = "service", p = "programme"}}
        key = ["Name", "Place"]
        same_key = "refuse"
        [records.fields]
        name = "Name"
    """
    batch = read(book(A=["Kind,Name,Place", "s,X,Y", "p,X,Y"]), parse_mapping(text, "a.toml"))
    assert batch.problems[0].message == (
        "Nothing in Name and Place tells this row from row 3 of A, although they differ in Kind."
    )


PERIODS = """
[tables.a]
sheet = "A"

[[records]]
table = "a"
kind = "programme"
key = ["Name"]

[records.fields]
name = "Name"
start.first = [
    {column = "Period", convert = "uk-financial-year-start"},
    {column = "Period", convert = "month-start"},
    {column = "Period"},
    {column = "Other", convert = "calendar-year-start"},
]
"""


def started(book: Sheets, period: str, other: str = "") -> Batch:
    sheets = book(A=["Name,Period,Other", f"x,{period},{other}"])
    return read(sheets, parse_mapping(PERIODS, "periods.toml"))


@pytest.mark.parametrize(
    ("period", "start"),
    [("2017/18", date(2017, 4, 1)), ("Mar 2019", date(2019, 3, 1)), ("2019-03-07", date(2019, 3, 7))],
)
def test_a_text_that_one_reading_cannot_read_is_left_to_the_next_of_its_column(
    book: Sheets, period: str, start: date
) -> None:
    batch = started(book, period)
    assert batch.problems == ()
    assert [fact.value for fact in batch.records[0].facts] == ["x", start]


def test_what_no_reading_reads_is_one_complaint_with_the_advice_of_each(book: Sheets) -> None:
    (problem,) = started(book, "lately").problems
    assert str(problem) == (
        "book.xlsx, sheet A, row 2, column Period: 'lately' can be read in none of the ways that the mapping"
        " tries. Write it as 2017/18. Or: Write it as 2019-03 or Mar 2019."
        " Or: Write the day as YYYY-MM-DD, such as 2024-04-03."
    )


def test_a_text_that_cannot_be_read_is_not_forgotten_for_another_column(book: Sheets) -> None:
    batch = started(book, "lately", "2019")
    assert [problem.column for problem in batch.problems] == ["Period"]
    assert batch.rows_loaded == 0
