"""Our own template: what its sheets become, and what a person is told about a slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.config import Settings
from ecosystem.errors import InvalidData
from ecosystem.exporters.tables import write_csv
from ecosystem.importers import Batch, read, template
from ecosystem.importers.tables import read_tables
from ecosystem.kinds import KINDS
from ecosystem.records import ConceptRef, Fact, Origin, Record, Ref, Source, Table

Sheets = Callable[..., list[Source]]
ORGANISATIONS = ["ID,Name*,Sector*", "o1,Council,LG", "o2,Hub,VC", "o3,Clinic,HL"]
OBJECTIVES = ["Name", "Fewer people homeless"]
ACTIVITIES = ["ID,Name,Kind,Delivered by,Outcomes", "a1,Night shelter,service,Hub,"]


def told(batch: Batch) -> list[str]:
    """What a person reads."""
    return [f"{problem.severity}: {problem}" for problem in batch.problems]


def of_kind(batch: Batch, kind: str) -> list[Record]:
    return [record for record in batch.records if record.kind == kind]


def test_only_organisations_is_needed(book: Sheets) -> None:
    batch = read(book(Organisations=ORGANISATIONS), template())
    assert [record.key for record in batch.records] == [("o1",), ("o2",), ("o3",)]
    assert batch.problems == ()


def test_a_workbook_without_organisations_is_refused(book: Sheets) -> None:
    with pytest.raises(
        InvalidData, match=r"couldn't find a sheet called Organisations. We found Objectives."
    ):
        read(book(Objectives=OBJECTIVES), template())


def test_a_misspelt_sheet_is_refused_as_a_whole_with_its_likely_name(book: Sheets) -> None:
    with pytest.raises(InvalidData) as refused:
        read(book(Organisations=ORGANISATIONS, Objectivs=OBJECTIVES), template())
    (problem,) = refused.value.problems
    assert problem.message == "Sheet 'Objectivs' is not one of ours."
    assert (problem.fix, problem.rows) == ("Did you mean 'Objectives'?", 1)
    assert str(refused.value).endswith("Nothing was loaded.")


def test_a_sheet_that_says_ignore_is_left_out_and_an_empty_one_is_not_mentioned(book: Sheets) -> None:
    sheets = {"Organisations": ORGANISATIONS, "Notes (ignore)": ["x", "1", "2"], "Sheet1": [""]}
    batch = read(book(**sheets), template())
    assert told(batch) == [
        "info: book.xlsx, sheet Notes (ignore): Notes (ignore) was not read: its name says so."
    ]
    assert (batch.rows_read, batch.rows_reported) == (5, 2)


def test_a_missing_column_is_asked_for_by_its_likely_name(book: Sheets) -> None:
    with pytest.raises(
        InvalidData, match=r"couldn't find a column called Name in Organisations. Is it 'Nmae'\?"
    ):
        read(book(Organisations=["Nmae,Sector", "A,LG"]), template())


def test_an_unknown_column_is_a_warning_with_its_likely_name(book: Sheets) -> None:
    batch = read(book(Organisations=["name , SECTOR,Descripton,Colour", "A,LG,x,red"]), template())
    assert told(batch) == [
        "warning: book.xlsx, sheet Organisations, column Descripton: Column Descripton of Organisations is"
        " not one we read; what it holds was not loaded. Did you mean 'Description'?",
        "warning: book.xlsx, sheet Organisations, column Colour: Column Colour of Organisations is not"
        " one we read; what it holds was not loaded. It can stay; it is not part of the map.",
    ]
    assert batch.records[0].facts[0] == Fact("name", "A", "name")


def test_official_numbers_name_their_registers_and_a_dropped_zero_is_not_loaded(book: Sheets) -> None:
    rows = [
        "Name,Sector,Charity number,Company number,Official identifier",
        "A,VC,1090095,07444723,GB-EDU-1|XI-PB-2",
    ]
    batch = read(book(Organisations=[*rows, "B,VC,,7444723,"]), template())
    assert [fact.value for fact in batch.records[0].facts if fact.field == "official_id"] == [
        "GB-CHC-1090095",
        "GB-COH-07444723",
        "GB-EDU-1",
        "XI-PB-2",
    ]
    assert told(batch) == [
        "violation: book.xlsx, sheet Organisations, row 3, column Company number: Company number 7444723 has"
        " 7 characters; Companies House numbers have 8. Did a spreadsheet drop a zero? Suggested: 07444723."
    ]


def test_an_outcome_without_an_owner_is_shared(book: Sheets) -> None:
    batch = read(book(Organisations=ORGANISATIONS, Outcomes=["Name,Owner", "Homes,", "Beds,o2"]), template())
    assert [(record.kind, record.key) for record in batch.records[3:]] == [
        ("shared-outcome", ("Homes",)),
        ("outcome", ("Beds",)),
    ]


def test_one_id_on_two_rows_loads_neither_and_what_refers_to_it_waits(book: Sheets) -> None:
    rows = ["ID,Name,Sector,Part of", "o1,A,LG,", "o1,B,LG,", "o2,C,LG,o1"]
    batch = read(book(Organisations=rows), template())
    assert batch.rows_loaded == 0
    assert [problem.message for problem in batch.problems] == [
        "The ID 'o1' is also in row 3 of Organisations.",
        "The ID 'o1' is also in row 2 of Organisations.",
        "This row refers to 'A' (row 2 of Organisations), which was not loaded.",
    ]


def test_one_name_on_two_rows_without_ids_asks_for_ids(book: Sheets) -> None:
    batch = read(book(Organisations=["Name,Sector", "Youth Hub,VC", "Youth Hub,VC"]), template())
    assert batch.problems[0].fix == "Give each row its own ID, or keep one of them."
    assert len(batch.rejected) == 2


def test_a_row_with_neither_id_nor_name_is_reported(book: Sheets) -> None:
    batch = read(book(Organisations=["ID,Name,Sector", ",,LG"]), template())
    assert told(batch) == [
        "violation: book.xlsx, sheet Organisations, row 2: Nothing in ID or Name tells this organisation from"
        " others. Fill in Name."
    ]


def test_a_misspelt_kind_is_reported_and_what_refers_to_the_row_says_why(book: Sheets) -> None:
    activities = ["Name,Kind,Delivered by,Part of", "Shelter,servce,o1,", "Beds,activity,o1,Shelter"]
    batch = read(book(Organisations=ORGANISATIONS, Activities=activities), template())
    assert told(batch) == [
        "violation: book.xlsx, sheet Activities, row 2, column Kind: 'servce' is not a word we know here."
        " Did you mean 'service'?",
        "violation: book.xlsx, sheet Activities, row 3, column Part of: This row refers to 'Shelter' (row 2"
        " of Activities), which was not loaded. Put that row right first.",
    ]


def test_each_link_becomes_what_its_word_means(book: Sheets) -> None:
    links = [
        "From,Link,To,Role,Priority,Objectives,Stage,Start",
        "Council,pursues,Fewer people homeless,lead,1,,,2024-01-01",
        "Council,commissions,Night shelter,,,,,",
        "Clinic,delivers,a1,,,,,",
        "a1,Targets,Homes,,,,,",
        "Hub,works with,Clinic,lead,,Fewer people homeless,coordinating,",
    ]
    batch = read(
        book(
            Organisations=ORGANISATIONS,
            Objectives=OBJECTIVES,
            Activities=ACTIVITIES,
            Outcomes=["Name", "Homes"],
            Links=links,
        ),
        template(),
    )
    assert batch.problems == ()
    of_links = [record for record in batch.records if record.origin.sheet == "Links"]
    assert [(record.kind, record.partial, record.origin.row) for record in of_links] == [
        ("commitment", False, 2),
        ("service", True, 3),
        ("service", True, 4),
        ("service", True, 5),
        ("collaboration", False, 6),
        ("participation", False, 6),
        ("participation", False, 6),
    ]
    assert [fact.value for fact in of_links[0].facts][:4] == [
        Ref("organisation", ("o1",)),
        Ref("objective", ("Fewer people homeless",)),
        ConceptRef("role", "lead"),
        1,
    ]
    assert [record.facts for record in of_links[1:4]] == [
        (Fact("commissioned_by", Ref("organisation", ("o1",)), "From"),),
        (Fact("delivered_by", Ref("organisation", ("o3",)), "From"),),
        (Fact("outcomes", Ref("shared-outcome", ("Homes",)), "To"),),
    ]
    together = of_links[4]
    assert [record.facts[0].value for record in of_links[5:]] == [Ref("collaboration", together.key)] * 2


def test_an_unknown_link_word_is_reported(book: Sheets) -> None:
    links = ["From,Link,To", "o1,persues,x", "o1,,x", "o1,owns,x"]
    batch = read(book(Organisations=ORGANISATIONS, Links=links), template())
    words = "Write pursues, delivers, commissions, works with or targets."
    assert [(problem.message, problem.fix) for problem in batch.problems] == [
        ("'persues' is not a word we know here.", "Did you mean 'pursues'?"),
        ("Link is empty.", words),
        ("'owns' is not a word we know here.", words),
    ]


def test_a_cell_that_says_nothing_in_its_row_is_reported(book: Sheets) -> None:
    links = ["From,Link,To,Priority", "o1,delivers,a1,2"]
    batch = read(book(Organisations=ORGANISATIONS, Activities=ACTIVITIES, Links=links), template())
    assert told(batch) == [
        "warning: book.xlsx, sheet Links, row 2, column Priority: Priority says nothing in a row of this"
        " kind; it was not loaded. Remove it, or check the rest of the row."
    ]
    assert batch.rows_loaded == 5


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


def test_a_web_address_that_the_store_would_refuse_is_left_out_and_its_row_loaded(book: Sheets) -> None:
    batch = read(book(Organisations=["Name,Sector,Website", "A,LG,https://a.example/a#b#c"]), template())
    assert [(problem.column, problem.severity) for problem in batch.problems] == [("Website", "warning")]
    assert [fact.field for fact in batch.records[0].facts] == ["name", "sector"]


def test_cells_that_an_export_guarded_are_read_as_they_were(tmp_path: Path) -> None:
    names = ["=Equal Ltd", "+44 Club", "-Minus-", "@home", "\uff1dWide", "'s-Hertogenbosch"]
    with (tmp_path / "Organisations.csv").open("wb") as stream:
        write_csv(stream, ("Name", "Sector", "Part of"), [(name, "LG", "") for name in names])
    with (tmp_path / "Objectives.csv").open("wb") as stream:
        write_csv(stream, ("Name", "Description"), [("Homes", "- one\n- two")])
    batch = read(read_tables([tmp_path], Settings()), template())
    assert batch.problems == ()
    assert [record.facts[0].value for record in of_kind(batch, "organisation")] == names
    assert of_kind(batch, "objective")[0].facts[1].value == "- one\n- two"


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


def test_criteria_belong_to_decisions_and_journeys_have_steps(book: Sheets) -> None:
    batch = read(
        book(
            Organisations=ORGANISATIONS,
            Activities=ACTIVITIES,
            Decisions=[
                "Name,Decided by,Date,Kind,Buys",
                "D1,o1,2024-01-31,Procurement,a1",
                "D2,o1,2024-02-01,,",
            ],
            Criteria=[
                "Decision,Name,Kind,Weight,Basis",
                "D1,Jobs,SV,15,percent",
                "D1,Price,price,85,Percent",
            ],
            Journeys=[
                "Journey,Life event,Step,Name,Service,Data shared,Handover agreed",
                "Losing a home,losing a home,1,Ask,a1,yes,",
                "Losing a home,losing-home,2,Stay,Night shelter,no,no",
            ],
        ),
        template(),
    )
    assert batch.problems == ()
    assert Counter(record.kind for record in batch.records[4:]) == {
        "procurement-decision": 1,
        "decision": 1,
        "criterion": 2,
        "journey": 2,
        "journey-step": 2,
    }
    first = of_kind(batch, "journey-step")[0]
    assert [fact.value for fact in first.facts] == [
        Ref("journey", ("Losing a home",)), 1, "Ask", Ref("service", ("a1",)), True,
    ]  # fmt: skip


def test_the_sheets_may_come_as_text_files_of_the_same_names() -> None:
    table = Table("Organisations.csv", "", ("Name", "Sector"), ((2, ("A", "LG")),))
    batch = read([Source("Organisations.csv", "", 0, (table,))], template())
    assert batch.records[0].origin == Origin("Organisations.csv", "", 2)


def test_every_kind_is_made_by_some_sheet_but_for_those_only_mapped_files_have() -> None:
    made = {kind for rule in template().records for kind in (rule.kind, *rule.kinds.values())}
    assert set(KINDS) - made == {"amount-report"}


def test_a_workbook_as_a_spreadsheet_saves_it_is_read_and_its_slips_are_named_by_cell(tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Organisations": [
            ("ID", "Name", "Sector", "Company number"),
            (1, "A", "LG", None),
            (2, "B", "VC", 7444723),
        ],
        "Objectives": [("Name",), ("Homelessness",)],
        "Outcomes": [("Name", "Objectives"), ("Homes", "Homelesness"), ("Beds", "Homelessness")],
        "Decisions": [
            ("Name", "Decided by", "Date"),
            ("D1", 1, datetime(2024, 1, 31)),
            ("D2", 1, "31/01/2024"),
        ],
        "Money": [
            ("Payer", "Amount", "Currency", "Status"),
            (1, 1200.5, "GBP", "paid"),
            (1, "1200,50", "GBP", "paid"),
        ],
    }
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(tmp_path / "map.xlsx")
    batch = read(read_tables([tmp_path / "map.xlsx"], Settings()), template())
    assert [(problem.sheet, problem.row, problem.column, problem.fix) for problem in batch.problems] == [
        ("Organisations", 3, "Company number", "Did a spreadsheet drop a zero? Suggested: 07444723."),
        ("Money", 3, "Amount", "Write 1200.50."),
        ("Decisions", 3, "Date", "Write 2024-01-31 for 31 January 2024."),
        ("Outcomes", 2, "Objectives", "Did you mean 'Homelessness'?"),
    ]
    (decision,) = of_kind(batch, "decision")
    assert Fact("date", date(2024, 1, 31), "Date") in decision.facts
    assert Fact("decided_by", Ref("organisation", ("1",)), "Decided by") in decision.facts
    assert Fact("amount", Decimal("1200.5"), "Amount") in of_kind(batch, "spend")[0].facts


CELLS = st.sampled_from(
    [
        "",
        "o1",
        "A",
        "a",
        "LG",
        "service",
        "pursues",
        "works with",
        "delivers",
        "target",
        "25%",
        "12",
        "1,5",
        "2024-01-01",
        "x|y",
        "women",
    ]
)


@given(st.data())
def test_whatever_is_typed_each_row_is_loaded_or_reported(data: st.DataObject) -> None:
    mapping = template()
    tables = []
    given = data.draw(st.sets(st.sampled_from([rule.name for rule in mapping.tables]), max_size=8))
    for rule in mapping.tables:
        if rule.required is False and rule.name not in given:
            continue
        header = mapping.columns(rule.name)
        rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=3))
        tables.append(
            Table("b.xlsx", rule.sheet, header, tuple((n, tuple(row)) for n, row in enumerate(rows, 2)))
        )
    filled = {
        Origin("b.xlsx", table.sheet, number)
        for table in tables
        for number, cells in table.rows
        if any(cells)
    }
    if not filled:
        return
    batch = read([Source("b.xlsx", "", 0, tuple(tables))], mapping)
    loaded = {record.origin for record in batch.records}
    assert loaded | batch.rejected == filled
    assert not loaded & batch.rejected
    assert batch.rows_read == batch.rows_loaded + batch.rows_reported
