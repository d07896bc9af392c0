"""Rows of the template: what each becomes, and what a person is told about a slip."""

from __future__ import annotations

from collections import Counter

from sheets import Sheets
from template_book import ACTIVITIES, OBJECTIVES, ORGANISATIONS, of_kind, told

from ecosystem.importers import read, template
from ecosystem.records import ConceptRef, Fact, Ref


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
    who = [Fact("collaboration", Ref("collaboration", together.key), "Link")] * 2
    assert [record.facts[0] for record in of_links[5:]] == who


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


def test_a_web_address_that_the_store_would_refuse_is_left_out_and_its_row_loaded(book: Sheets) -> None:
    batch = read(book(Organisations=["Name,Sector,Website", "A,LG,https://a.example/a#b#c"]), template())
    assert [(problem.column, problem.severity) for problem in batch.problems] == [("Website", "warning")]
    assert [fact.field for fact in batch.records[0].facts] == ["name", "sector"]


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
