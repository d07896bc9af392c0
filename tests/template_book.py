"""Sheets of our template that tests start from, and what a person reads of what became of them."""

from __future__ import annotations

from ecosystem.importers import Batch
from ecosystem.records import Record

ORGANISATIONS = ["ID,Name*,Sector*", "o1,Council,LG", "o2,Hub,VC", "o3,Clinic,HL"]
OBJECTIVES = ["Name", "Fewer people homeless"]
ACTIVITIES = ["ID,Name,Kind,Delivered by,Outcomes", "a1,Night shelter,service,Hub,"]

PLACE = {
    "Organisations": ["ID,Name,Sector", "o1,Council,LG", "o2,Hub,VC", "o3,Ministry,CG"],
    "Objectives": ["ID,Name", "homes,Fewer people homeless"],
    "Outcomes": ["ID,Name,Owner", "roof,A roof,", "beds,More beds,o2"],
    "Activities": ["ID,Name,Kind,Delivered by", "a1,Night shelter,service,o2"],
    "Places": ["ID,Name", "vale,The Vale"],
    "Money": ["ID,Payer,Amount,Currency,Status", "m1,o1,100,GBP,paid"],
    "Decisions": ["ID,Name,Decided by,Date", "d1,Beds,o1,2024-01-31"],
    "Sources": ["ID,Title,Level", "s1,Count,monitoring"],
    "Capabilities": ["ID,Name", "c1,Lending kit"],
    "Indicators": ["ID,Name,Outcomes,Direction,Unit", "i1,Rough sleepers,roof,decrease,people"],
    "Solutions": ["ID,Name,Owner,Capabilities,Availability,Open to reuse", "tool,Bed list,o2,c1,local,yes"],
    "Events": ["ID,Name,Date", "e1,Hot house,2025-05-22"],
    "Insights": ["ID,Name,From", "tip,Ask twice,o2"],
    "Positions": ["ID,Name,Addressed to,Objectives,Status", "ask,A room at the gate,o3,homes,draft"],
}
"""A row or two of each sheet that rows of others may refer to."""


def told(batch: Batch) -> list[str]:
    """What a person reads."""
    return [f"{problem.severity}: {problem}" for problem in batch.problems]


def of_kind(batch: Batch, kind: str) -> list[Record]:
    return [record for record in batch.records if record.kind == kind]
