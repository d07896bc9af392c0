"""Which records may be one and the same organisation or effort?"""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.efforts import FACET_EDGES, periods
from ecosystem.analyses.reading import canonical, linked, name, stated
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Level, Result
from ecosystem.matching import same_efforts, same_organisations
from ecosystem.projection import neighbours


def run(graph: nx.MultiDiGraph[str]) -> Result:
    """One finding for each record that looks like the first of its group; `matching` says by which rules.

    Organisations first, then efforts, by name. Groups of more than two give a finding for each further
    member.

    >>> run(nx.MultiDiGraph()).counts
    {'same-record': 0}
    """
    organisations, efforts = same_organisations(graph), same_efforts(graph)
    findings = [
        _finding(graph, group[0], other)
        for groups in (organisations, efforts)
        for group in sorted(groups, key=lambda group: (name(graph, group[0]), group))
        for other in group[1:]
    ]
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in (*organisations, *efforts))
    return Result(
        findings=tuple(findings),
        statements=(_statement(organisations, efforts),),
        counts={"same-record": pairs},
    )


def _statement(organisations: list[tuple[str, ...]], efforts: list[tuple[str, ...]]) -> str:
    if not organisations and not efforts:
        return "No two records have the same name and organisation."
    return (
        f"{counted(len(efforts), 'effort')} and {counted(len(organisations), 'organisation')} seem to be "
        "recorded more than once. Nothing was joined; the records of one effort are looked at together "
        "when overlaps are sought."
    )


def _finding(graph: nx.MultiDiGraph[str], first: str, other: str) -> Finding:
    effort = graph.nodes[first]["family"] == "effort"
    differs, serious = _effort_differs(graph, first, other) if effort else _body_differs(graph, first, other)
    level = _level(graph, first, other, serious=serious)
    evidence = sorted({fact for record in (first, other) for fact in _evidence(graph, record)})
    bodies = canonical(
        graph, {body for record in (first, other) for body in neighbours(graph, record, "deliveredBy")}
    )
    asked = listed(list(dict.fromkeys(name(graph, body) for body in bodies or (first,))), most=3)
    what = "effort" if effort else "organisation"
    involved = {first, other} | {iri for fact in evidence for iri in (fact.subject, fact.value)}
    return Finding(
        method="same-record",
        kind="same-record",
        involves=(first, other),
        headline=f"One {what} or two? {quoted(name(graph, first))} is recorded more than once.",
        why=_why(graph, first, other, asked if effort else ""),
        differs=differs,
        confidence=level,
        confidence_text=_CONFIDENCE[level],
        score=1.0,
        score_name="exact rule (1 means that the names are equal)",
        comparability=1.0,
        evidence=tuple(evidence),
        check_next=(
            f"Ask {asked} whether these two records are one {what}.",
            "If they are one, give both the same identifier; if not, give them names that tell them apart.",
        ),
        labels={iri: name(graph, iri) for iri in sorted(involved) if iri in graph},
    )


_CONFIDENCE: dict[Level, str] = {
    "high": "High: names and descriptions are equal.",
    "medium": "Medium: the names are equal, the descriptions are not, or there is none.",
    "low": "Low: the names are equal, but what is recorded besides speaks for two.",
}


def _why(graph: nx.MultiDiGraph[str], first: str, other: str, bodies: str) -> str:
    names = sorted({name(graph, first), name(graph, other)})
    if len(names) == 1:
        text = f"Both records are called {quoted(names[0])}"
    else:
        text = (
            f"{quoted(names[0])} and {quoted(names[1])} are the same but for case, punctuation or legal form"
        )
    return f"{text}, and both are delivered by {bodies}." if bodies else f"{text}."


def _level(graph: nx.MultiDiGraph[str], first: str, other: str, *, serious: bool) -> Level:
    if serious:
        return "low"
    texts = {graph.nodes[record]["description"] for record in (first, other)}
    return "high" if len(texts) == 1 and "" not in texts else "medium"


def _effort_differs(graph: nx.MultiDiGraph[str], first: str, other: str) -> tuple[str, bool]:
    """What the two records state differently, and whether one effort could hardly state both."""
    unlike, serious = [], False
    for facet, edge in FACET_EDGES.items():
        a, b = (neighbours(graph, record, edge) for record in (first, other))
        if a != b:
            unlike.append(f"{_WHAT[edge]} ({_side(graph, a)} / {_side(graph, b)})")
            serious |= facet in ("people", "place") and bool(a and b) and not set(a) & set(b)
    if periods(graph, first) != periods(graph, other):
        unlike.append("period")
        serious |= bool(periods(graph, first) and periods(graph, other))
    if graph.nodes[first]["description"] != graph.nodes[other]["description"]:
        unlike.append("description")
    return (
        f"The records differ in: {'; '.join(unlike)}." if unlike else "No difference is recorded."
    ), serious


def _body_differs(graph: nx.MultiDiGraph[str], first: str, other: str) -> tuple[str, bool]:
    a, b = graph.nodes[first], graph.nodes[other]
    if first == b["parent"] or other == a["parent"]:
        return "One is recorded as a part of the other.", False
    if "NK" in (a["sector"], b["sector"]):
        return "No difference is recorded. Not known: the sector of at least one.", False
    if a["sector"] == b["sector"]:
        return "No difference is recorded.", False
    return f"The records differ in: sector ({a['sector_label']} / {b['sector_label']}).", True


_WHAT = {
    "targetsOutcome": "outcomes",
    "activityKind": "kind of activity",
    "serves": "people",
    "inArea": "place",
}


def _side(graph: nx.MultiDiGraph[str], values: tuple[str, ...]) -> str:
    return listed(sorted(name(graph, value) for value in values), most=3) if values else "not recorded"


def _evidence(graph: nx.MultiDiGraph[str], record: str) -> list[Evidence]:
    """What the record states about itself, who it belongs to or is delivered by, and their names."""
    node = graph.nodes[record]
    texts = [text for text in ("label", "description", "start", "end") if node.get(text)]
    edges = [(value, key) for _, value, key in graph.out_edges(record, keys=True) if key in _CITED]
    bodies = [value for value, key in edges if graph.nodes[value]["family"] == "organisation"]
    return [
        *(stated(graph, record, text) for text in texts),
        *(linked(graph, record, key, value) for value, key in edges),
        *(stated(graph, body, "label") for body in bodies),
    ]


_CITED = frozenset({"deliveredBy", "subOrganizationOf", "sector", *FACET_EDGES.values()})


ANALYSIS = Analysis(
    name="same-record",
    title="One thing recorded twice?",
    question="Which records may be one and the same organisation or effort?",
    method=(
        "Two organisations are proposed as one when their names are equal but for capitals, accents, "
        "punctuation and legal form, unless they belong to different bodies. Two efforts are "
        "proposed as one when their names are equal in this sense and they have an organisation in "
        "common. Nothing is joined: people decide. Records proposed as one are never shown as "
        "overlapping each other."
    ),
    version="1",
    options={},
    run=run,
)
