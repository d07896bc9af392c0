"""The sheets of numbers, Reach and Money: what is loaded, left out, or said twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from sheets import Sheets
from template_book import ACTIVITIES, ORGANISATIONS, of_kind, told

from ecosystem.config import Settings
from ecosystem.importers import read, template
from ecosystem.importers.tables import read_tables
from ecosystem.records import Fact


def test_a_reach_row_tells_what_was_done_or_needed_or_both(book: Sheets) -> None:
    reach = [
        "Activity,Group,Planned,Reached,Needed",
        "a1,women,10,8,",
        ",women,,,40",
        "a1,men,5,,30",
        ",children,,,",
    ]
    batch = read(book(Organisations=ORGANISATIONS, Activities=ACTIVITIES, Reach=reach), template())
    made = [(record.origin.row, record.kind) for record in batch.records if record.origin.sheet == "Reach"]
    assert made == [(2, "reach"), (3, "need"), (4, "reach"), (4, "need")]
    assert told(batch) == [
        "violation: book.xlsx, sheet Reach, row 5: Fill in Activity (it reached people), or Needed (how many"
        " people need something)."
    ]


def test_a_number_of_people_under_five_is_left_out_and_its_row_loaded(book: Sheets) -> None:
    reach = ["Activity,Group,Planned,Reached,Needed", "a1,women,4,0,", "a1,men,5,1,3.0"]
    batch = read(book(Organisations=ORGANISATIONS, Activities=ACTIVITIES, Reach=reach), template())
    numbers = [
        (record.kind, fact.field, fact.value)
        for record in batch.records
        for fact in record.facts
        if isinstance(fact.value, int)
    ]
    assert numbers == [("reach", "actual", 0), ("reach", "planned", 5)]
    left_out = (
        "Fewer than 5 people: the number is not loaded, so that nobody can be recognised. Nothing to do."
    )
    assert told(batch) == [
        f"info: book.xlsx, sheet Reach, row 2, column Planned: {left_out}",
        f"info: book.xlsx, sheet Reach, row 3, column Reached: {left_out}",
        f"info: book.xlsx, sheet Reach, row 3, column Needed: {left_out}",
    ]
    assert {problem.value for problem in batch.problems} == {None}
    assert (batch.rows_loaded, batch.rows_reported) == (6, 0)


def test_an_estimate_of_need_under_five_is_reported_since_nothing_of_it_is_left(book: Sheets) -> None:
    reach = ["Activity,Group,Needed", ",women,4", ",men,0"]
    batch = read(book(Organisations=ORGANISATIONS, Reach=reach), template())
    assert [(record.kind, record.origin.row) for record in batch.records[3:]] == [("need", 3)]
    assert [(problem.row, problem.severity) for problem in batch.problems] == [(2, "info")]
    assert (batch.rows_read, batch.rows_loaded, batch.rows_reported) == (5, 4, 1)


def test_the_example_has_no_number_of_people_to_leave_out() -> None:
    borough = Path(__file__).parents[3] / "examples" / "borough"
    batch = read(read_tables([borough], Settings()), template())
    assert [problem for problem in batch.problems if problem.severity == "info"] == []


def test_two_reach_rows_of_one_activity_group_and_place_are_not_both_true(book: Sheets) -> None:
    reach = ["Activity,Group,Planned", "a1,women,10", "a1,women,20", "a1,men,20"]
    batch = read(book(Organisations=ORGANISATIONS, Activities=ACTIVITIES, Reach=reach), template())
    assert [str(problem) for problem in batch.problems] == [
        f"book.xlsx, sheet Reach, row {here}, column Activity: Nothing in Activity, Group, Place, Start and End"
        f" tells this row from row {there} of Reach, although they differ in Planned."
        " Fill in what does tell them apart, or give each row an ID."
        for here, there in ((2, 3), (3, 2))
    ]


def test_two_reach_rows_that_say_the_same_are_one_too_many(book: Sheets) -> None:
    reach = ["Activity,Group,Planned", "a1,women,10", "a1,women,10", "a1,men,20"]
    batch = read(book(Organisations=ORGANISATIONS, Activities=ACTIVITIES, Reach=reach), template())
    assert [str(problem) for problem in batch.problems] == [
        f"book.xlsx, sheet Reach, row {here}, column Activity: This row says the same as row {there} of Reach:"
        " 'a1, women'. Keep one, or give each row an ID."
        for here, there in ((2, 3), (3, 2))
    ]


def test_two_payments_alike_are_two_payments(book: Sheets) -> None:
    money = ["Payer,Amount,Currency,Status", "o1,100,GBP,paid", "o1,100,GBP,paid", "o1,50,GBP,paid"]
    batch = read(book(Organisations=ORGANISATIONS, Money=money), template())
    keys = [record.key for record in of_kind(batch, "spend")]
    assert len(set(keys)) == 3
    assert keys[1] == (*keys[0], "2")
    assert keys == [
        record.key
        for record in of_kind(read(book(Organisations=ORGANISATIONS, Money=money), template()), "spend")
    ]


def test_a_decimal_comma_is_sent_back_with_the_number_to_write(book: Sheets) -> None:
    money = ["Payer,Amount,Currency,Status", 'o1,"1.200,50",GBP,paid', "o1,1200.50,GBP,paid"]
    batch = read(book(Organisations=ORGANISATIONS, Money=money), template())
    assert told(batch) == [
        "violation: book.xlsx, sheet Money, row 2, column Amount: '1.200,50' uses a decimal comma."
        " Write 1200.50."
    ]
    assert Fact("amount", Decimal("1200.50"), "Amount") in of_kind(batch, "spend")[0].facts
