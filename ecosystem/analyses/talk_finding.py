"""The words for two organisations that have a reason to talk."""

from __future__ import annotations

from dataclasses import dataclass, field

import networkx as nx

from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.facets import facet_evidence
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Contribution, Evidence, Finding, Level

TELLING_KINDS = {
    "complementary": "give different help to the same people",
    "replicate-elsewhere": "do the same for the same people in different places",
}
MOST_EFFORTS = 3
"""Pairs of efforts named in one finding."""


@dataclass(slots=True)
class Reasons:
    """Why two organisations might talk. `kindred`: kind, effort of the first, effort of the second."""

    aligned: Finding | None = None
    near: Finding | None = None
    kindred: list[tuple[str, Effort, Effort]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many of the three reasons there are."""
        return sum((self.aligned is not None, self.near is not None, bool(self.kindred)))

    def order(self) -> tuple[float, ...]:
        """Most reasons first; then what is tested, what is shared, what is only near."""
        near = self.near.score if self.near else 0.0
        return (-self.number, self.aligned is None, -len(self.kindred), -near)


def talk_finding(
    graph: nx.MultiDiGraph[str], pair: tuple[str, str], reasons: Reasons, met: frozenset[str]
) -> Finding:
    """`met`: the organisations with any recorded collaboration."""
    a, b = (_q(graph, body) for body in pair)
    shown = reasons.kindred[:MOST_EFFORTS]
    outcomes = canonical(
        graph,
        {iri for _, one, other in shown for iri in one.facets["outcome"] & other.facets["outcome"]}
        | ({part.outcome for part in reasons.aligned.contributions} if reasons.aligned else set()),
    )
    evidence = _evidence(graph, reasons, shown)
    known = sum(body in met for body in pair) / len(pair)
    level: Level = "medium" if known == 1.0 else "low"
    named = {iri for item in evidence for iri in (item.subject, item.value)} & set(graph)
    return Finding(
        method="might-talk",
        kind="who-might-talk",
        involves=pair,
        headline=f"{a} and {b} might talk: {_because(reasons)}.",
        why=" ".join(_why(graph, reasons, shown)),
        differs=(
            "No collaboration of the two is recorded, nor an organisation that works with both. Not recorded does not "
            "mean that they do not work together."
        ),
        confidence=level,
        confidence_text=f"{level.capitalize()}: {_confidence(graph, pair, met)}",
        score=float(reasons.number),
        score_name="number of reasons",
        comparability=known,
        evidence=tuple(evidence),
        check_next=(
            f"Ask {a} and {b} whether they know of each other's work.",
            "If they do work together, record it: the next run will leave the pair out.",
        ),
        contributions=tuple(Contribution(iri, name(graph, iri), 1.0, 1.0, 1.0) for iri in outcomes),
        labels={iri: name(graph, iri) for iri in sorted({*named, *pair, *outcomes})},
    )


def _because(reasons: Reasons) -> str:
    said = []
    if reasons.aligned:
        said.append("they share more outcomes than chance would explain")
    kinds = {kind for kind, _, _ in reasons.kindred}
    said += [f"they {TELLING_KINDS[kind]}" for kind in sorted(kinds)]
    if reasons.near:
        said.append("they work for nearly the same outcome")
    return listed(said)


def _why(graph: nx.MultiDiGraph[str], reasons: Reasons, shown: list[tuple[str, Effort, Effort]]) -> list[str]:
    said = []
    if reasons.aligned:
        shared = [quoted(part.label) for part in reasons.aligned.contributions]
        said.append(
            f"They share {counted(len(shared), 'outcome')}, more than chance would explain: {listed(shared)}."
        )
    for kind, one, other in shown:
        both = canonical(graph, one.facets["outcome"] & other.facets["outcome"])
        said.append(
            f"{quoted(one.label)} and {quoted(other.label)} {TELLING_KINDS[kind]}, for "
            f"{listed([_q(graph, outcome) for outcome in both])}."
        )
    if len(reasons.kindred) > len(shown):
        said.append("More of their efforts are alike in this way.")
    if reasons.near:
        said.append(reasons.near.why)
    return said


def _confidence(graph: nx.MultiDiGraph[str], pair: tuple[str, str], met: frozenset[str]) -> str:
    silent = [_q(graph, body) for body in pair if body not in met]
    if not silent:
        return "both have recorded collaborations with others, so that the map knows something of whom they work with."
    return f"no collaboration of {listed(silent)} with anybody is recorded, so little is known of whom they work with."


def _evidence(
    graph: nx.MultiDiGraph[str], reasons: Reasons, shown: list[tuple[str, Effort, Effort]]
) -> list[Evidence]:
    found = {item for reason in (reasons.aligned, reasons.near) if reason for item in reason.evidence}
    for _, one, other in shown:
        found.update(facet_evidence(graph, one), facet_evidence(graph, other))
    return sorted(found)


def _q(graph: nx.MultiDiGraph[str], iri: str) -> str:
    return quoted(name(graph, iri))
