"""The sheets that spread what works: a slip gives this sentence."""

from __future__ import annotations

import pytest
from sheets import Sheets
from template_book import PLACE

from ecosystem.identifiers import Naming
from ecosystem.importers import read, template
from ecosystem.pipeline import checked

SLIPS = {
    "Themes": (["Name,Broader", "Heat,Hous"], "column Broader: 'Hous' is not in the Themes sheet. Add it to"),
    "Capabilities": (
        ["Name,Same as", "Lending,refferal"],
        "column Same as: 'refferal' is not in the list 'capability'. Did you mean 'referral'?",
    ),
    "Activity kinds": (
        ["Name,Same as", "Walk,walking"],
        "column Same as: 'walking' is not in the list 'activity kind'.",
    ),
    "Ecosystems": (
        ["Name,Organisations", "Vale,Hubb"],
        "column Organisations: 'Hubb' is not in the Organisations sheet. Did you mean 'Hub'?",
    ),
    "Alignments": (
        ["Outcome,Shared outcome,Strength", "beds,roof,40"],
        "column Strength: '40' is not a share: those go from 0 to 1, or from 0% to 100%. Write 40% or 0.4.",
    ),
    "Indicators": (
        ["Name,Outcomes,Direction", "Beds,roof,up"],
        "column Direction: 'up' is not in the list 'direction'. Write one of these: decrease; increase;",
    ),
    "Measurements": (
        [
            "Indicator,Kind,Reported by,Start,End,Value,Value in words",
            "i1,actual,o1,2025-01-01,2025-12-31,good,",
        ],
        "column Value: 'good' is not a number. Write digits only, such as 1200.50; leave the cell empty if"
        " unknown. What is no number goes into the column Value in words.",
    ),
    "Lots": (
        ["Decision,Name", "D9,Nights"],
        "column Decision: 'D9' is not in the Decisions sheet. Add it to the Decisions sheet, or correct it here.",
    ),
    "Allocations": (
        ["Money,Outcome,Share", "m1,roof,1.5"],
        "column Share: '1.5' is not a share: those go from 0 to 1, or from 0% to 100%. Write it as 0.25 or 25%.",
    ),
    "Solutions": (
        ["Name,Owner,Capabilities,Availability", "List,o2,case managment,own"],
        "column Capabilities: 'case managment' is not in the Capabilities sheet or the list 'capability'."
        " Did you mean 'case management'?",
    ),
    "Events": (
        ["Name,Date", "Hot house,22/05/2025"],
        "column Date: '22/05/2025' is not a date we can be sure of. Write 2025-05-22 for 22 May 2025.",
    ),
    "Insights": (
        ["Name,From,Sectors", "Ask,o2,charities"],
        "column Sectors: 'charities' is not in the list 'sector'.",
    ),
    "Adoptions": (
        ["Organisation,Solution,Insight", "o1,,"],
        "row 2: Fill in Solution or Insight: what was taken up.",
    ),
    "Positions": (
        ["Name,Addressed to,Objectives,Status", "A room,o3,homes,agred"],
        "column Status: 'agred' is not in the list 'position status'. Did you mean 'agreed'?",
    ),
    "Endorsements": (
        ["Position,Organisation,Stance", "ask,o2,for"],
        "column Stance: 'for' is not in the list 'stance'. Write one of these: neutral; opposes; supports.",
    ),
    "Sources": (
        ["Title,Level", "A trial,gold"],
        "column Level: 'gold' is not in the list 'evidence level'. Write one of these: claim;",
    ),
    "Outcomes": (
        ["ID,Name,Themes", "roof,A roof,Heet"],
        "column Themes: 'Heet' is not in the Themes sheet. Did you mean 'Heat'?",
    ),
    "Activities": (
        ["ID,Name,Kind,Delivered by,Solutions", "a1,Beds,service,o2,tol"],
        "column Solutions: 'tol' is not in the Solutions sheet. Did you mean 'tool'?",
    ),
    "Journeys": (
        ["Journey,Life event,Step,Service,Hands over to", "J,losing a home,1,a1,7"],
        "column Hands over to: 'J, 7' is not in the Journeys sheet.",
    ),
}


@pytest.mark.parametrize("sheet", SLIPS)
def test_each_slip_is_named_by_its_cell_with_what_to_do(book: Sheets, sheet: str) -> None:
    lines, sentence = SLIPS[sheet]
    around = {**PLACE, "Themes": ["Name", "Heat"]} | {sheet: lines}
    batch = read(book(**around), template())
    said = [str(problem) for problem in batch.problems if problem.sheet == sheet]
    assert f"book.xlsx, sheet {sheet}, row 2" in said[0]
    assert sentence in said[0]


BREAKS = {
    "two values": (
        "Measurements",
        [
            "Indicator,Kind,Reported by,Start,End,Value,Value in words",
            "i1,target,o1,2025-01-01,2025-12-31,1,a",
        ],
        "number or words",
    ),
    "no value": (
        "Measurements",
        ["Indicator,Kind,Reported by,Start,End,Value", "i1,actual,o1,2025-01-01,2025-12-31,"],
        "number or words",
    ),
    "two things": (
        "Adoptions",
        ["Organisation,Solution,Insight", "o1,tool,tip"],
        "column Insight: This row needs one thing that was taken up",
    ),
    "more than all": ("Allocations", ["Money,Outcome,Share", "m1,roof,0.6", "m1,beds,0.6"], "Share"),
    "no capability": ("Solutions", ["ID,Name,Capabilities", "tool,List,"], "column Capabilities"),
    "a local one as shared": ("Alignments", ["Outcome,Shared outcome", "roof,beds"], "Alignments, row 2"),
}


@pytest.mark.parametrize("case", BREAKS)
def test_what_only_the_rules_can_see_is_said_and_the_row_left_out(book: Sheets, case: str) -> None:
    sheet, lines, sentence = BREAKS[case]
    naming = Naming("http://x", "m")
    batch, _ = checked(read(book(**(PLACE | {sheet: lines})), template()), naming)
    told = [str(item) for item in batch.problems if item.sheet == sheet and item.severity == "violation"]
    assert any(sentence in sentence_told for sentence_told in told), told
    assert batch.rows_read == batch.rows_loaded + batch.rows_reported
