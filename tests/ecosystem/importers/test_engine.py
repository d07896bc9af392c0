"""Tables and a mapping become records and problems; every row ends as one or the other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sheets import Sheets

from ecosystem.errors import InvalidData
from ecosystem.importers import Batch, read
from ecosystem.importers.mapping_file import parse_mapping
from ecosystem.records import ConceptRef, Fact, Origin, Record, Ref

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
    amount = 'amount = {column = "Amount", decimal = ","}'
    assert amount in GRANTS
    more = amount.replace("}", ', otherwise = "Ask the funder."}')
    mapping = parse_mapping(GRANTS.replace(amount, more), "grants.toml")
    batch = read(book(Grants=[HEADER, "1,S1,A,,much,,,"], Schemes=SCHEMES), mapping)
    assert batch.problems[0].fix.endswith("leave the cell empty if unknown. Ask the funder.")


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


def test_the_same_tables_give_the_same_batch(book: Sheets) -> None:
    rows = ("2,S1,A,B,5,,,x;y,", "1,S9,A,,5,,,,", "3,S2,C,,5,,,y,")
    assert grants(book, *rows) == grants(book, *rows)
