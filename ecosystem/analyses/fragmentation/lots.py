"""Purchases of which some parts state no outcome that partners share."""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.fragmentation.finding import METHOD
from ecosystem.analyses.meaning import Meanings
from ecosystem.analyses.reading import canonical, linked, name, recorded
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Finding, Part
from ecosystem.projection import neighbours, of_family


def lot_findings(graph: nx.MultiDiGraph[str], known: Meanings) -> tuple[list[Finding], str]:
    """One finding for each decision with such a lot, most of them first; and a sentence on all lots."""
    decisions = canonical(graph, of_family(graph, "decision"))
    lots = {decision: canonical(graph, neighbours(graph, decision, "hasLot")) for decision in decisions}
    silent = {
        decision: [lot for lot in own if not shared_outcomes(graph, known, lot)]
        for decision, own in lots.items()
    }
    findings = [
        _finding(graph, decision, lots[decision], silent[decision])
        for decision in sorted(silent, key=lambda iri: -len(silent[iri]))
        if silent[decision]
    ]
    number = sum(map(len, lots.values()))
    if not number:
        return findings, "No lot of a purchase is recorded."
    bought = [decision for decision in decisions if graph.nodes[decision]["kind"] == "procurement-decision"]
    without = sum(1 for decision in bought if not lots[decision])
    return findings, (
        f"{counted(number, 'lot')} of {counted(sum(map(bool, lots.values())), 'purchase')}: "
        f"{sum(map(len, silent.values())):,} state no shared outcome. Of "
        f"{counted(len(bought), 'procurement decision')}, {without:,} have no recorded lot."
    )


def shared_outcomes(graph: nx.MultiDiGraph[str], known: Meanings, lot: str) -> set[str]:
    """The shared outcomes that a lot states, in its own words or in a local outcome that means one."""
    return {
        shared for outcome in neighbours(graph, lot, "targetsOutcome") for shared in known.get(outcome, ())
    }


def _finding(graph: nx.MultiDiGraph[str], decision: str, lots: list[str], silent: list[str]) -> Finding:
    label = quoted(name(graph, decision))
    facts = {*recorded(graph, decision, "name")}
    for lot in lots:
        facts |= {linked(graph, decision, "hasLot", lot), *recorded(graph, lot, "name")}
        facts |= {
            linked(graph, lot, "targetsOutcome", end) for end in neighbours(graph, lot, "targetsOutcome")
        }
    own = [lot for lot in silent if neighbours(graph, lot, "targetsOutcome")]
    named = {iri for fact in facts for iri in (fact.subject, fact.value) if iri in graph} | {decision}
    which = listed([quoted(name(graph, lot)) for lot in silent])
    verb = "states" if len(silent) == 1 else "state"
    buyers = [name(graph, body) for body in neighbours(graph, decision, "decidedBy")]
    return Finding(
        method=METHOD,
        kind="lots-without-shared-outcome",
        involves=(decision,),
        headline=f"{label}: {len(silent):,} of {counted(len(lots), 'lot')} {verb} no shared outcome.",
        why=f"No shared outcome is recorded for {which}."
        + (f" {counted(len(own), 'lot')} of them name an outcome of one body only." if own else ""),
        differs="No recorded outcome is not the same as no purpose: it may stand in papers that were not read here.",
        confidence="medium",
        confidence_text="Medium: the lots are recorded; whether their papers say more is not known.",
        score=float(len(silent)),
        score_name="lots without a shared outcome",
        comparability=round((len(lots) - len(silent)) / len(lots), 6),
        evidence=tuple(sorted(facts)),
        check_next=(
            f"Ask {listed(buyers) if buyers else 'those who keep these records'} what {which} "
            f"{'is' if len(silent) == 1 else 'are'} meant to achieve, and whether others work for it too.",
        ),
        parts=tuple(_part(graph, lot, lot in silent) for lot in lots),
        figures={"lots that name an outcome of one body only": len(own)},
        labels={iri: name(graph, iri) for iri in sorted(named)},
    )


def _part(graph: nx.MultiDiGraph[str], lot: str, silent: bool) -> Part:
    outcomes = [name(graph, end) for end in canonical(graph, neighbours(graph, lot, "targetsOutcome"))]
    return Part(lot, name(graph, lot), listed(outcomes) if outcomes and not silent else "no shared outcome")
