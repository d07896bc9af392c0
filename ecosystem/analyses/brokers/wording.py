"""The words for an organisation that joins sectors, or that others hang on, as far as ties are recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import networkx as nx

from ecosystem.analyses.brokers.crossing import FAMILY, NULL_MODEL, Crossing, sectors_of
from ecosystem.analyses.brokers.links import SingleLink
from ecosystem.analyses.projections import participants
from ecosystem.analyses.reading import linked, name
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Part, Test
from ecosystem.projection import neighbours

BEAR_IN_MIND = (
    "Only recorded collaborations are counted. A tie that nobody wrote down looks like one that is not there, and a "
    "place between others says nothing about the worth of anybody's work."
)
_LONGEST = 8


def bridge(
    graph: nx.MultiDiGraph[str], known: nx.Graph[str], one: Crossing, tests: int, recorded: float
) -> Finding:
    """An organisation with more ties to other sectors than chance would give. `recorded`: 0-1, see `run`."""
    body = quoted(name(graph, one.body))
    sectors = sectors_of(known)
    others = [other for other in known.adj[one.body] if sectors[other] != sectors[one.body]]
    evidence = ties_cited(graph, known, [(one.body, other) for other in others])
    evidence |= sectors_cited(graph, [one.body, *others])
    reached = Counter(_sector(graph, other) for other in others)
    whole = Part(
        one.body,
        name(graph, one.body),
        f"{one.across:,} of {counted(one.ties, 'tie')} to other sectors",
        round(one.across / one.ties, 6),
    )
    parts = tuple(
        Part(_sector_iri(graph, label, others), label, counted(number, "tie"), round(number / len(others), 6))
        for label, number in sorted(reached.items(), key=lambda item: (-item[1], item[0]))
    )
    return Finding(
        method="brokers",
        kind="bridge-between-sectors",
        involves=(one.body,),
        headline=f"{body} has more recorded ties to other sectors than chance would explain.",
        why=(
            f"{one.across:,} of its {counted(one.ties, 'recorded tie')} lead to other sectors, where chance would give "
            f"about {one.expected:.1f} to an organisation of its sector: "
            f"{listed([f'{part.label} ({part.text})' for part in parts], most=_LONGEST)}. Among "
            f"{counted(tests, 'organisation')} compared it stands out with q = {one.q:.2g}."
        ),
        differs=BEAR_IN_MIND,
        confidence="medium",
        confidence_text=(
            f"Medium: {recorded:.0%} of the organisations here have any recorded tie, and ties are recorded by "
            "those who know of them."
        ),
        score=round(one.across - one.expected, 6),
        score_name="ties to other sectors beyond expectation",
        comparability=recorded,
        evidence=tuple(sorted(evidence)),
        check_next=(
            f"Ask {body} which of these ties it keeps on behalf of others, and whom it could introduce to whom.",
            f"Ask what would be lost if {body} had no time for them.",
        ),
        parts=(whole, *parts),
        test=Test(one.p, one.q, NULL_MODEL, FAMILY, tests),
        labels=_labels(graph, evidence, [one.body]),
    )


def only_link(
    graph: nx.MultiDiGraph[str],
    ties: nx.Graph[str],
    one: SingleLink,
    by_chance: tuple[int, int],
    recorded: float,
) -> Finding:
    """A part that hangs on one organisation. `by_chance`: in how many of how many shuffles it was a link too."""
    body, part = quoted(name(graph, one.link)), set(one.part)
    named = listed([quoted(name(graph, other)) for other in one.part], most=_LONGEST)
    direct = [other for other in one.part if ties.has_edge(one.link, other)]
    within = [(a, b) for a, b in ties.edges(part) if a in part and b in part]
    evidence = ties_cited(graph, ties, [*((one.link, other) for other in direct), *within])
    asked = listed([quoted(name(graph, other)) for other in direct], most=3)
    often, shuffles = by_chance
    return Finding(
        method="brokers",
        kind="only-recorded-link",
        involves=tuple(sorted([one.link, *one.part])),
        headline=f"{body} is the only recorded link between {counted(len(one.part), 'organisation')} and the rest.",
        why=f"Without it, no recorded collaboration leads from {named} to the others that hang together with them.",
        differs=BEAR_IN_MIND,
        confidence="low",
        confidence_text=(
            "Low: where little is recorded, single links are common. When ties were joined anew at random, each "
            f"organisation with as many as it has, {body} was the only link of somebody in {often:,} of "
            f"{counted(shuffles, 'draw')}."
        ),
        score=float(len(one.part)),
        score_name="organisations with no other recorded path",
        comparability=recorded,
        evidence=tuple(sorted(evidence)),
        check_next=(
            f"Ask {asked} whether they also work directly with any of the others; if so, record it.",
            f"Ask {body} who would keep these ties if it had to stop.",
        ),
        parts=(
            Part(
                one.link, name(graph, one.link), f"{often:,} of {counted(shuffles, 'draw')}", often / shuffles
            ),
            *(
                Part(other, name(graph, other), counted(ties.degree(other), "recorded tie"))
                for other in one.part
            ),
        ),
        labels=_labels(graph, evidence, [one.link, *one.part]),
    )


def ties_cited(
    graph: nx.MultiDiGraph[str], ties: nx.Graph[str], pairs: Iterable[tuple[str, str]]
) -> set[Evidence]:
    """What says that the two of each pair work together: their parts in each collaboration they share."""
    said = {item for pair in pairs for item in ties.edges[pair]["said_by"]}
    return {linked(graph, collaboration, "hasParticipation", part) for collaboration, part, _ in said} | {
        linked(graph, part, "participant", body) for _, part, body in said
    }


def sectors_cited(graph: nx.MultiDiGraph[str], bodies: Iterable[str]) -> set[Evidence]:
    """What says of which sector each of these is."""
    return {
        linked(graph, body, "sector", sector)
        for body in bodies
        for sector in neighbours(graph, body, "sector")
        if graph.nodes[sector]["notation"] == graph.nodes[body]["sector"]
    }


def _sector(graph: nx.MultiDiGraph[str], body: str) -> str:
    return str(graph.nodes[body]["sector_label"])


def _sector_iri(graph: nx.MultiDiGraph[str], label: str, bodies: Iterable[str]) -> str:
    found = (
        sector
        for body in bodies
        if _sector(graph, body) == label
        for sector in neighbours(graph, body, "sector")
    )
    return next(found, "")


def _labels(
    graph: nx.MultiDiGraph[str], evidence: Iterable[Evidence], bodies: Iterable[str]
) -> dict[str, str]:
    """What each thing is called; a collaboration without a name, by those who take part in it."""
    named = {iri for item in evidence for iri in (item.subject, item.value) if iri in graph} | set(bodies)
    return {iri: _called(graph, iri) for iri in sorted(named)}


def _called(graph: nx.MultiDiGraph[str], iri: str) -> str:
    node = graph.nodes[iri]
    if node["label"] or node["family"] not in ("collaboration", "participation"):
        return name(graph, iri)
    if node["family"] == "participation":
        return (
            f"part of {listed([name(graph, body) for body in neighbours(graph, iri, 'participant')])} in it"
        )
    bodies = {body for _, body in participants(graph, iri)}
    return f"collaboration of {listed(sorted(name(graph, body) for body in bodies))}"
