"""The words for two records that may be one thing, and the statements that they rest on."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from ecosystem.analyses.efforts import FACET_EDGES
from ecosystem.analyses.near_records import NearPair
from ecosystem.analyses.reading import canonical, linked, name, stated
from ecosystem.analyses.record_differences import body_differs, effort_differs
from ecosystem.analyses.similar_names import name_keys
from ecosystem.analyses.wording import listed, quoted
from ecosystem.findings import Evidence, Finding, Level
from ecosystem.projection import neighbours


def exact_finding(graph: nx.MultiDiGraph[str], first: str, other: str) -> Finding:
    """Two records of one name, by the rules of `matching`."""
    differs, serious = _differs(graph, first, other)
    level = _level_of_equals(graph, first, other, serious=serious)
    what = _what(graph, first)
    names = sorted({name(graph, first), name(graph, other)})
    if len(names) == 1:
        why = f"Both records are called {quoted(names[0])}"
    else:
        why = (
            f"{quoted(names[0])} and {quoted(names[1])} are the same but for case, punctuation or legal form"
        )
    why += f", and both are delivered by {_bodies(graph, first, other)}." if what == "effort" else "."
    return _finding(
        graph,
        NearPair(first, other, 1.0),
        headline=f"One {what} or two? {quoted(name(graph, first))} is recorded more than once.",
        why=why,
        differs=differs,
        level=level,
        confidence_text=_CONFIDENCE[level],
        score_name="exact rule (1 means that the names are equal)",
        next_step="If they are one, give both the same identifier; if not, give them names that tell them apart.",
    )


_CONFIDENCE: dict[Level, str] = {
    "high": "High: names and descriptions are equal.",
    "medium": "Medium: the names are equal, the descriptions are not, or there is none.",
    "low": "Low: the names are equal, but what is recorded besides speaks for two.",
}


def near_finding(graph: nx.MultiDiGraph[str], pair: NearPair) -> Finding:
    """Two records that no rule takes for one, though the texts or the names are nearly alike."""
    first, second = sorted((pair.first, pair.second), key=canonical(graph, (pair.first, pair.second)).index)
    differs, serious = _differs(graph, first, second)
    names = [quoted(name(graph, record)) for record in (first, second)]
    titles = [_titled(graph, record) for record in (first, second)]
    alike = bool(name_keys(name(graph, first)) & name_keys(name(graph, second)))
    what = _what(graph, first)
    level: Level = "medium" if alike and not serious else "low"
    called = f"Both are called {names[0]}" if names[0] == names[1] else f"They are called {listed(names)}"
    if what == "effort":
        headline = f"One effort or two? {listed(titles)} have nearly equal texts."
        why = f"{called}, and their texts (name and description) are nearly equal."
        score_name = "likeness of the texts (equal texts have 1)"
    else:
        headline = f"One organisation or two? {listed(names)} are names that say the same."
        why = (
            f"{called}: the same words but for their order, small words, spaces, plurals or an abbreviation."
        )
        score_name = "names (1 means that they say the same)"
    return _finding(
        graph,
        pair,
        headline=headline,
        why=f"{why} No rule takes them for one: for every analysis they are two unless somebody confirms this.",
        differs=differs,
        level=level,
        confidence_text=_near_confidence(what, alike=alike, serious=serious),
        score_name=score_name,
        next_step="If they are one, confirm it or give both the same identifier; if they are two, reject it.",
    )


def _near_confidence(what: str, *, alike: bool, serious: bool) -> str:
    if serious:
        return "Low: what is recorded besides speaks for two."
    if what == "organisation":
        return "Medium: the names say the same; nothing that is recorded speaks for two."
    if alike:
        return "Medium: the texts are nearly equal, and the names say the same."
    return "Low: the texts are nearly equal, the names are not; strands of one programme often read so."


def _finding(
    graph: nx.MultiDiGraph[str],
    pair: NearPair,
    *,
    headline: str,
    why: str,
    differs: str,
    level: Level,
    confidence_text: str,
    score_name: str,
    next_step: str,
) -> Finding:
    records = (pair.first, pair.second)
    evidence = sorted({fact for record in records for fact in _evidence(graph, record)})
    involved = {*records} | {iri for fact in evidence for iri in (fact.subject, fact.value)}
    asked, what = _bodies(graph, *records), _what(graph, pair.first)
    return Finding(
        method="same-record",
        kind="same-record",
        involves=records,
        headline=headline,
        why=why,
        differs=differs,
        confidence=level,
        confidence_text=confidence_text,
        score=pair.likeness,
        score_name=score_name,
        comparability=1.0,
        evidence=tuple(evidence),
        check_next=(f"Ask {asked} whether these two records are one {what}.", next_step),
        labels={iri: name(graph, iri) for iri in sorted(involved) if iri in graph},
    )


def _titled(graph: nx.MultiDiGraph[str], effort: str) -> str:
    """The effort with who delivers it: two of one name are told apart by that alone."""
    by = [name(graph, body) for body in canonical(graph, neighbours(graph, effort, "deliveredBy"))]
    return f"{quoted(name(graph, effort))} ({listed(by, most=3) if by else 'no organisation recorded'})"


def _what(graph: nx.MultiDiGraph[str], record: str) -> str:
    return "effort" if graph.nodes[record]["family"] == "effort" else "organisation"


def _bodies(graph: nx.MultiDiGraph[str], first: str, other: str) -> str:
    """Whom to ask: who delivers the efforts; the two themselves where nobody is recorded."""
    found = {body for record in (first, other) for body in neighbours(graph, record, "deliveredBy")}
    asked: Sequence[str] = canonical(graph, found) or (first, other)
    return listed(list(dict.fromkeys(name(graph, body) for body in asked)), most=3)


def _differs(graph: nx.MultiDiGraph[str], first: str, other: str) -> tuple[str, bool]:
    """What the two records state differently, and whether one thing could hardly state both."""
    if graph.nodes[first]["family"] == "effort":
        return effort_differs(graph, first, other)
    return body_differs(graph, first, other)


def _level_of_equals(graph: nx.MultiDiGraph[str], first: str, other: str, *, serious: bool) -> Level:
    if serious:
        return "low"
    texts = {graph.nodes[record]["description"] for record in (first, other)}
    return "high" if len(texts) == 1 and "" not in texts else "medium"


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
