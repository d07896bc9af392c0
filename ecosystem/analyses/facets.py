"""What two efforts state in the five respects in which they are compared, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from ecosystem.analyses.efforts import FACET_EDGES, Effort
from ecosystem.analyses.grading import FACETS
from ecosystem.analyses.reading import linked, name, stated
from ecosystem.analyses.wording import listed, quoted, sentence
from ecosystem.findings import Evidence, Facet, FacetName, Relation

FACET_NAMES: dict[FacetName, str] = {
    "outcome": "outcomes",
    "activity": "kind of activity",
    "people": "people",
    "place": "place",
    "period": "period",
}
_NEARNESS: dict[Relation, str] = {"same": " in part", "related": ", though related", "different": ""}


def compared_facets(
    graph: nx.MultiDiGraph[str], a: Effort, b: Effort, relations: Mapping[FacetName, Relation]
) -> tuple[Facet, ...]:
    """What each side states in each respect, for people to read."""
    return tuple(
        Facet(facet, _labels(graph, a, facet), _labels(graph, b, facet), relations[facet]) for facet in FACETS
    )


def differences(a: Effort, b: Effort, facets: Iterable[Facet]) -> str:
    """What differs, what only partly agrees, and what is not known. Never empty."""
    unlike, unknown = [], []
    for facet in facets:
        title = FACET_NAMES[facet.name]
        if facet.relation != "unknown" and facet.a != facet.b:
            unlike.append(f"{title}{_NEARNESS[facet.relation]} {_sides(facet)}")
        elif facet.relation == "unknown":
            missing = [quoted(side.label) for side, own in ((a, facet.a), (b, facet.b)) if not own]
            unknown.append(f"{title} of {'either' if len(missing) > 1 else missing[0]}")
    known = f"{sentence('; '.join(unlike))}." if unlike else "No difference is recorded."
    return f"{known} Not known: {'; '.join(unknown)}." if unknown else known


def _labels(graph: nx.MultiDiGraph[str], effort: Effort, facet: FacetName) -> tuple[str, ...]:
    if facet == "period":
        return tuple(_span(*period.split("/")) for period in sorted(effort.facets[facet]))
    return tuple(sorted({name(graph, value) for value in effort.facets[facet]}))


def _span(start: str, end: str) -> str:
    return f"{start} to {end}" if end else f"from {start}, no end recorded"


def _sides(facet: Facet) -> str:
    """What only one side states, first / second."""
    both = set(facet.a) & set(facet.b)
    only = ([label for label in side if label not in both] for side in (facet.a, facet.b))
    sides = " / ".join(listed(labels, most=3) if labels else "nothing more" for labels in only)
    return f"(besides what both state: {sides})" if both else f"({sides})"


def facet_evidence(graph: nx.MultiDiGraph[str], effort: Effort) -> list[Evidence]:
    """Every statement on who is behind the effort and what was compared, of all its records."""
    edges = ("deliveredBy", "commissionedBy", *FACET_EDGES.values())
    facts = [
        linked(graph, member, key, value)
        for member in effort.members
        for _, value, key in graph.out_edges(member, keys=True)
        if key in edges
    ]
    dates = [
        (member, date) for member in effort.members for date in ("start", "end") if graph.nodes[member][date]
    ]
    return facts + [stated(graph, member, date) for member, date in dates]
