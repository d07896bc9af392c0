"""Which objectives does nobody pursue, and for which outcomes does nobody work, as far as is recorded?"""

from __future__ import annotations

from collections import Counter, defaultdict

import networkx as nx

from ecosystem.analyses.gap_finding import Known, Silent, gap_finding
from ecosystem.analyses.reading import canonical
from ecosystem.analyses.wording import counted, quoted
from ecosystem.findings import Finding, Result
from ecosystem.projection import neighbours, of_family

ENOUGH_KNOWN = 0.6

Found = tuple[list[Finding], list[str]]


def run(graph: nx.MultiDiGraph[str], *, enough_known: float = ENOUGH_KNOWN) -> Result:
    """Gaps first, then what is not known; in each, what most organisations pursue comes first.

    An objective counts as pursued where an organisation pursues it or anything under it, or an effort works
    for an outcome that serves one of these. `enough_known`: 0-1, the share of organisations (for objectives)
    or of efforts (for the outcomes of a list) that must say what they work for before silence is called a
    gap.

    >>> run(nx.MultiDiGraph()).statements
    ('No objective and no outcome is recorded.',)
    """
    findings, statements = _objectives(graph, enough_known)
    for outcome_list in sorted(
        {graph.nodes[outcome]["outcome_list"] for outcome in of_family(graph, "outcome")}
    ):
        more, said = _outcomes(graph, outcome_list, enough_known)
        findings, statements = findings + more, statements + said
    findings.sort(key=lambda found: (found.kind == "not-known", -found.score))
    return Result(
        findings=tuple(findings),
        statements=tuple(statements) or ("No objective and no outcome is recorded.",),
        counts=dict(sorted(Counter(found.kind for found in findings).items())),
    )


def _objectives(graph: nx.MultiDiGraph[str], enough: float) -> Found:
    objectives = canonical(graph, of_family(graph, "objective"))
    wider = nx.DiGraph([(a, b) for a, b, key in graph.edges(keys=True) if key == "partOfObjective"])
    wider.add_nodes_from(objectives)
    pursuers = _pursuers(graph)
    active = set(pursuers) | {
        goal for effort in of_family(graph, "effort") for goal in _serves(graph, effort)
    }
    silent = [goal for goal in objectives if not active & {goal, *nx.ancestors(wider, goal)}]
    known = _objectives_known(graph, pursuers)
    findings = [
        gap_finding(graph, Silent(goal, known, tuple(sorted(nx.descendants(wider, goal))), pursuers), enough)
        for goal in silent
    ]
    what = f"Pursued by nobody on record: {len(silent):,} of {counted(len(objectives), 'objective')}"
    return findings, _said(what, silent, known, enough)


def _outcomes(graph: nx.MultiDiGraph[str], outcome_list: str, enough: float) -> Found:
    nodes, efforts = graph.nodes, of_family(graph, "effort")
    outcomes = [
        outcome
        for outcome in canonical(graph, of_family(graph, "outcome"))
        if nodes[outcome]["outcome_list"] == outcome_list
    ]
    wanted = frozenset(outcomes)
    targets = [wanted.intersection(neighbours(graph, effort, "targetsOutcome")) for effort in efforts]
    which = f" of the list {quoted(outcome_list)}" if outcome_list else ""
    known = Known(sum(map(bool, targets)), len(efforts), "effort", f"which outcomes{which} they work for")
    reached = set[str]().union(*targets)
    silent = [outcome for outcome in outcomes if outcome not in reached]
    pursuers = _pursuers(graph)
    findings = [
        gap_finding(
            graph, Silent(outcome, known, neighbours(graph, outcome, "forObjective"), pursuers), enough
        )
        for outcome in silent
    ]
    what = f"Without any recorded effort: {len(silent):,} of {counted(len(outcomes), 'outcome')}{which}"
    return findings, _said(what, silent, known, enough)


def _said(what: str, silent: list[str], known: Known, enough: float) -> list[str]:
    """One sentence where anything is silent: a gap, or not known, by how much is recorded at all."""
    if not silent:
        return []
    if known.share < enough:
        return [f"{what}; whether these are gaps is not known, because only {known}."]
    return [f"{what}; {known}."]


def _pursuers(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[str, ...]]:
    """Objective -> the organisations that pursue that very one, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for body, objective, key in graph.edges(keys=True):
        if key == "pursues":
            found[objective].add(body)
    return {objective: tuple(sorted(bodies)) for objective, bodies in sorted(found.items())}


def _serves(graph: nx.MultiDiGraph[str], effort: str) -> set[str]:
    """The objectives that the effort's outcomes serve."""
    return {
        objective
        for outcome in neighbours(graph, effort, "targetsOutcome")
        for objective in neighbours(graph, outcome, "forObjective")
    }


def _objectives_known(graph: nx.MultiDiGraph[str], pursuers: dict[str, tuple[str, ...]]) -> Known:
    """How many of the organisations that do anything say, themselves or through an effort, what it is for."""
    telling = {body for bodies in pursuers.values() for body in bodies}
    asked = set(telling)
    for effort in of_family(graph, "effort"):
        bodies = {*neighbours(graph, effort, "deliveredBy"), *neighbours(graph, effort, "commissionedBy")}
        asked |= bodies
        if _serves(graph, effort):
            telling |= bodies
    return Known(len(telling), len(asked), "organisation", "which objectives they work for")
