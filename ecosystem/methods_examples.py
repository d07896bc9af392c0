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
    "brokers": Example(
        {
            "Organisations": (
                "ID,Name,Sector\na,Advice Shop,VC\nb,Befrienders,VC\nc,Corner Hub,VC\nd,Debt Line,VC\n"
                "e,Evening School,VC\n"
            ),
            "Links": "From,Link,To\na,works with,b\nb,works with,c\nc,works with,d\nd,works with,e\n",
        },
        (
            "Five organisations work together in a line, each with the next.",
            "Without “Corner Hub” the line falls into two parts of 2 organisations each.",
            "Without “Befrienders” or “Debt Line” only 1 is cut off: too few to be named.",
        ),
        "“Corner Hub” is the only recorded link between 2 organisations and the rest.",
    ),
    "reuse": Example(
        {
            "Organisations": _BODIES,
            "Outcomes": _OUTCOME,
            "Groups": "ID,Name\no,Older people\n",
            "Capabilities": "ID,Name\nc,Checking homes\n",
            "Solutions": "ID,Name,Owner,Capabilities\nx,Home check form,s,c\n",
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes,Groups,Solutions\n"
                "a,Loft grants,programme,n,w,o,\nb,Warm visits,service,s,w,o,x\n"
            ),
        },
        (
            "“Warm visits” works with “Home check form”; “Loft grants” names no solution.",
            "Both work for “Homes are warm” and serve “Older people”: 2 of 3 things, and 2 are asked for.",
            "“North Trust” neither owns the form nor works with it elsewhere, so it may be news to them.",
        ),
        "South Trust works with “Home check form”, for the same outcome and group as “Loft grants”.",
    ),
    "journeys": Example(
        {
            "Organisations": _BODIES,
            "Activities": ("ID,Name,Kind,Delivered by\na,Ward desk,service,n\nb,Warm visits,service,s\n"),
            "Journeys": (
                "Journey,Life event,Step,Name,Service,Data shared,Handover agreed\n"
                "Going home,leaving hospital,1,The last day,a,yes,no\n"
                "Going home,leaving hospital,2,The first week,b,,\n"
            ),
        },
        (
            "“The last day” is with “North Trust”, “The first week” with “South Trust”: a person passes over.",
            "The row of “The last day” says that data are shared and that the handover is not agreed.",
            "“The first week” is the last step, so nothing is asked of a handover after it.",
        ),
        "The handover from “The last day” to “The first week” is recorded as not agreed.",
    ),
    "left-behind": Example(
        {
            "Organisations": _BODIES,
            "Groups": "ID,Name\no,Older people\n",
            "Places": "ID,Name\np,North End\n",
            "Activities": "ID,Name,Kind,Delivered by\na,Loft grants,programme,n\nb,Warm visits,service,s\n",
            "Reach": (
                "ID,Activity,Group,Place,Start,End,Reached,Needed\n"
                "1,,o,p,2025-04-01,2026-03-31,,200\n2,a,o,p,2025-04-01,2026-03-31,40,\n"
                "3,b,o,p,2025-04-01,2026-03-31,20,\n"
            ),
        },
        (
            "The need is of 200 older people in “North End”, from 2025-04-01 to 2026-03-31.",
            "Reached there in the same period: 40 by “Loft grants” and 20 by “Warm visits”, 60 together.",
            "60 is less than 200: even if nobody was counted twice, 140 are not recorded as reached.",
        ),
        "“Older people” in “North End”: 60 of 200 in need are recorded as reached.",
    ),
    "positions": Example(
        {
            "Organisations": (
                "ID,Name,Sector\nn,North Trust,VC\ns,South Trust,VC\ne,East Trust,VC\nm,Ministry of Homes,CG\n"
            ),
            "Positions": "ID,Name,Addressed to,Status\np,A warmth standard,m,draft\n",
            "Endorsements": "ID,Position,Organisation,Stance\n1,p,n,supports\n2,p,s,supports\n3,p,e,opposes\n",
        },
        (
            "“North Trust” and “South Trust” support it: 2, the fewest that make a joint position.",
            "“East Trust” opposes it: that is said with the finding, and takes nothing off the 2.",
        ),
        "2 organisations support “A warmth standard”.",
    ),
    "same-record": Example(
        {
            "Organisations": "ID,Name,Sector\n1,North Trust,VC\n2,NORTH TRUST Ltd.,VC\n3,South Trust,VC\n",
        },
        (
            "Without capitals, full stops and the legal form both names read “north trust”.",
            "“South Trust” reads otherwise: it is no record of the same body.",
            "Nothing is joined: whether the two are one is for people to say.",
        ),
        "One organisation or two? “North Trust” is recorded more than once.",
    ),
    "near-outcomes": Example(
        {
            "Organisations": _BODIES,
            "Objectives": "ID,Name\nh,Good homes\n",
            "Outcomes": (
                "ID,Name,Objectives\nw,Homes are warm,h\nd,Homes are dry,h\nf,Nobody falls,\nj,People find work,\n"
            ),
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes\na,Loft grants,programme,n,w|f\nb,Roof repairs,programme,s,d|j\n"
            ),
        },
        (
            "They share no outcome: one works for warm homes and against falls, the other for dry homes and for work.",
            "“Homes are warm” and “Homes are dry” both belong to “Good homes”; the other two have nothing in common.",
            "So these two are the nearest outcomes of the pair, and the ones that are asked about.",
        ),
        "Nearly the same outcome: “Homes are warm” (“North Trust”) / “Homes are dry” (“South Trust”).",
    ),
    "might-talk": Example(
        {
            "Organisations": "ID,Name,Sector\nn,North Trust,VC\ns,South Trust,VC\ne,East Trust,VC\n",
            "Outcomes": _OUTCOME,
            "Groups": "ID,Name\no,Older people\n",
            "Places": "ID,Name\np,North End\nq,South End\n",
            "Activity kinds": "ID,Name\nv,home visits\n",
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes,Groups,Activity kinds,Places\n"
                "a,Loft grants,programme,n,w,o,v,p\nb,Warm visits,service,s,w,o,v,q\n"
            ),
            "Links": "From,Link,To\nn,works with,e\n",
        },
        (
            "Both work for “Homes are warm”, serve “Older people” and make home visits.",
            "One is in “North End”, the other in “South End”: the same for the same people in different places.",
            "“North Trust” works with “East Trust”, which works with nobody else: no two steps lead further.",
        ),
        "“North Trust” and “South Trust” might talk: they do the same for the same people in different places.",
    ),
    "proposed-outcomes": Example(
        {
            "Organisations": _BODIES,
            "Outcomes": "ID,Name\nw,Homes are warm\nj,People find work\n",
            "Activities": (
                "ID,Name,Kind,Delivered by,Outcomes,Description\n"
                "a,Loft grants,programme,n,w,Insulation for cold homes\nb,Job club,service,s,j,Help to find work\n"
                "c,Draught kits,service,s,,Kits against draughts in cold homes\n"
            ),
        },
        (
            "“Draught kits” states no outcome; “Loft grants” is known to work for “Homes are warm”.",
            "The texts of these two both speak of “cold homes”; that of “Job club” shares nothing with “Draught kits”.",
            "So “Homes are warm” is the one proposed. Somebody who knows the service confirms or rejects it.",
        ),
        "To confirm: we think “Draught kits” (South Trust) works for “Homes are warm”.",
    ),
}
"""Name of an analysis -> its example."""
