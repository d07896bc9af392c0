"""Examples worked by hand: tiny sheets, the working in words, and the answer that the analysis gives for them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """`sheets`: name -> CSV text, as anybody may import it. `answer`: what the analysis says of them, word for word."""

    sheets: Mapping[str, str]
    working: tuple[str, ...]
    answer: str

    @property
    def tables(self) -> dict[str, list[list[str]]]:
        """Name of a sheet -> its rows, the headings first."""
        return {name: list(csv.reader(text.splitlines())) for name, text in self.sheets.items()}


_BODIES = "ID,Name,Sector\nn,North Trust,VC\ns,South Trust,VC\n"
_OUTCOME = "ID,Name\nw,Homes are warm\n"

EXAMPLES: dict[str, Example] = {
    "alignment": Example(
        {
            "Organisations": _BODIES,
            "Outcomes": "ID,Name\nw,Homes are warm\nf,Nobody falls\nj,People find work\n",
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes\n"
                "a,Loft grants,programme,n,w\nb,Rails,service,n,f\nc,Warm visits,service,s,w\nd,Job club,service,s,j\n"
            ),
        },
        (
            "Both work for “Homes are warm”: they share 1 outcome.",
            "Every shuffled table keeps 2 organisations for it, so both work for it there too: chance gives exactly 1.",
            "1 is not more than 1. The pair does not stand out, and in so small a table no pair could.",
        ),
        "1 pair of organisations was compared on outcomes; none shares more outcomes than chance would give (taken "
        "alone, 0 have p <= 0.05, and about 0 would by chance). With outcomes this few, no pair could have been told "
        "from chance.",
    ),
    "overlap": Example(
        {
            "Organisations": _BODIES,
            "Outcomes": _OUTCOME,
            "Groups": "ID,Name\no,Older people\n",
            "Places": "ID,Name\np,North End\n",
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes,Groups,Places,Start\n"
                "a,Loft grants,programme,n,w,o,p,2025-04-01\nb,Warm visits,service,s,w,,,2025-04-01\n"
            ),
        },
        (
            "Both state the outcome “Homes are warm”, and both run from 2025-04-01: 2 points are known on both sides.",
            "Kind of activity is recorded for neither; people and place only for “Loft grants”.",
            "2 of 5 points are fewer than 3, so the kind of pair cannot be told yet.",
        ),
        "Cannot tell yet: “Loft grants” (North Trust) and “Warm visits” (South Trust).",
    ),
    "gaps": Example(
        {
            "Organisations": _BODIES,
            "Outcomes": "ID,Name\nw,Homes are warm\nf,Nobody falls\n",
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes\na,Loft grants,programme,n,w\nb,Warm visits,service,s,w\n"
                "c,Open day,service,s,\n"
            ),
        },
        (
            "2 of 3 efforts say which outcomes they work for: 67%, which is at least 60%.",
            "None of them names “Nobody falls”, so it is a gap on record and not merely unknown.",
        ),
        "No effort is recorded for “Nobody falls”.",
    ),
    "fragmentation": Example(
        {
            "Organisations": _BODIES,
            "Outcomes": _OUTCOME,
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes\n"
                "a,Loft grants,programme,n,w\nb,Warm visits,service,n,w\nc,Draught kits,service,s,w\n"
            ),
        },
        (
            "North Trust delivers 2 of 3 efforts, South Trust 1 of 3. No money is recorded.",
            "The squared shares are 4/9 and 1/9; their sum is 5/9.",
            "1 divided by 5/9 is 1.8.",
        ),
        "“Homes are warm”: 2 providers; by number of efforts they are spread as 1.8 of equal size would be.",
    ),
    "north-star": Example(
        {
            "Organisations": _BODIES,
            "Decisions": "ID,Name,Decided by,Date,Kind\nd,Boilers,n,2026-01-05,procurement\n",
            "Criteria": (
                "Decision,Name,Kind,Weight,Basis\nd,Price,PR,60,percent\nd,Quality,QU,20,percent\n"
                "d,Local jobs,SV,20,percent\n"
            ),
        },
        (
            "The weights add up to 60 + 20 + 20 = 100.",
            "Social value has 20 of 100: 20%. Price has the largest weight.",
        ),
        "“Boilers”: social value weighs 20%; it is joint second by weight.",
    ),
}
"""Name of an analysis -> its example."""
