"""Which objectives does nobody pursue, and for which outcomes does nobody work, as far as is recorded?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain

import networkx as nx

from ecosystem.analyses.analysis import GAO, Analysis
from ecosystem.analyses.datasets import OutcomeList, datasets_of, list_key, outcome_lists
from ecosystem.analyses.gap_finding import Known, Silent, gap_finding
from ecosystem.analyses.reading import canonical
from ecosystem.analyses.wording import counted
from ecosystem.findings import Finding, Result
from ecosystem.projection import neighbours, of_family

ENOUGH_KNOWN = 0.6


def run(graph: nx.MultiDiGraph[str], *, enough_known: float = ENOUGH_KNOWN) -> Result:
    """Gaps first, then what is not known; in each, what most organisations pursue comes first.

    An objective counts as pursued where an organisation pursues it or anything under it, or an effort works
    for an outcome that serves one of these. `enough_known`: 0-1, the share of organisations (for the
    objectives of a data set) or of efforts (for the outcomes of a list) that must say what they work for
    before silence is called a gap. Only those of data sets that own or use these objectives or outcomes are
    asked: what another data set leaves out says nothing about them.

    >>> run(nx.MultiDiGraph()).statements
    ('No objective and no outcome is recorded.',)
    """
    findings, statements = _objectives(graph, enough_known)
    for outcome_list in outcome_lists(graph).values():
        more, said = _outcomes(graph, outcome_list, enough_known)
        findings, statements = findings + more, [*statements, said]
    findings.sort(key=lambda found: (found.kind == "not-known", -found.score))
    return Result(
        findings=tuple(findings),
        statements=tuple(statements) or ("No objective and no outcome is recorded.",),
        counts=dict(sorted(Counter(found.kind for found in findings).items())),
    )


def _objectives(graph: nx.MultiDiGraph[str], enough: float) -> tuple[list[Finding], list[str]]:
    objectives = canonical(graph, of_family(graph, "objective"))
    wider = nx.DiGraph([(a, b) for a, b, key in graph.edges(keys=True) if key == "partOfObjective"])
    wider.add_nodes_from(objectives)
    pursuers, serves = _pursuers(graph), _serves(graph)
    active = {*pursuers, *chain.from_iterable(serves.values())}
    findings, statements = [], []
    for dataset, words in datasets_of(graph, objectives).items():
        own = [goal for goal in objectives if graph.nodes[goal]["dataset"] == dataset]
        silent = [goal for goal in own if not active & {goal, *nx.ancestors(wider, goal)}]
        known = _objectives_known(graph, own, pursuers, serves)
        for goal in silent:
            above = tuple(sorted(nx.descendants(wider, goal)))
            findings.append(gap_finding(graph, Silent(goal, known, above, pursuers), enough))
        what = f"Pursued by nobody on record: {len(silent):,} of {counted(len(own), 'objective')}{words}"
        statements.append(_said(what, silent, known, enough))
    return findings, statements


def _outcomes(
    graph: nx.MultiDiGraph[str], outcome_list: OutcomeList, enough: float
) -> tuple[list[Finding], str]:
    wanted = (outcome_list.dataset, outcome_list.name)
    outcomes = [
        outcome
        for outcome in canonical(graph, of_family(graph, "outcome"))
        if list_key(graph, outcome) == wanted
    ]
    asked = {
        effort: set(neighbours(graph, effort, "targetsOutcome")).intersection(outcomes)
        for effort in of_family(graph, "effort")
    }
    users = {outcome_list.dataset} | {graph.nodes[effort]["dataset"] for effort, own in asked.items() if own}
    targets = [own for effort, own in asked.items() if graph.nodes[effort]["dataset"] in users]
    what_for = f"which outcomes{outcome_list.words} they work for"
    known = Known(sum(map(bool, targets)), len(targets), "effort", what_for)
    reached = set[str]().union(*targets)
    silent = [outcome for outcome in outcomes if outcome not in reached]
    pursuers = _pursuers(graph)
    findings = [
        gap_finding(
            graph, Silent(outcome, known, neighbours(graph, outcome, "forObjective"), pursuers), enough
        )
        for outcome in silent
    ]
    number = counted(len(outcomes), "outcome")
    what = f"Without any recorded effort: {len(silent):,} of {number}{outcome_list.words}"
    return findings, _said(what, silent, known, enough)


def _said(what: str, silent: list[str], known: Known, enough: float) -> str:
    """How many are silent, and whether that is a gap or not known, by how much is recorded at all."""
    if silent and known.share < enough:
        return f"{what}; whether these are gaps is not known, because only {known}."
    return f"{what}; {known}."


def _pursuers(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[str, ...]]:
    """Objective -> the organisations that pursue that very one, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for body, objective, key in graph.edges(keys=True):
        if key == "pursues":
            found[objective].add(body)
    return {objective: tuple(sorted(bodies)) for objective, bodies in sorted(found.items())}


def _serves(graph: nx.MultiDiGraph[str]) -> dict[str, frozenset[str]]:
    """Effort -> the objectives that its outcomes serve."""
    return {
        effort: frozenset(
            objective
            for outcome in neighbours(graph, effort, "targetsOutcome")
            for objective in neighbours(graph, outcome, "forObjective")
        )
        for effort in of_family(graph, "effort")
    }


def _objectives_known(
    graph: nx.MultiDiGraph[str],
    objectives: list[str],
    pursuers: Mapping[str, tuple[str, ...]],
    serves: Mapping[str, frozenset[str]],
) -> Known:
    """How many of the organisations that do anything say, themselves or through an effort, what it is for.

    `objectives` are those of one data set; organisations count by their efforts in data sets that use them.
    """
    telling = {body for goal in objectives for body in pursuers.get(goal, ())}
    asked = set(telling)
    nodes = graph.nodes
    users = {nodes[objectives[0]]["dataset"]}
    users |= {nodes[effort]["dataset"] for effort, goals in serves.items() if goals.intersection(objectives)}
    for effort, goals in serves.items():
        if nodes[effort]["dataset"] in users:
            bodies = {*neighbours(graph, effort, "deliveredBy"), *neighbours(graph, effort, "commissionedBy")}
            asked |= bodies
            if goals.intersection(objectives):
                telling |= bodies
    return Known(len(telling), len(asked), "organisation", "which objectives they work for")


ANALYSIS = Analysis(
    name="gaps",
    title="What does nobody work for?",
    question="Which objectives and outcomes does nobody work for, as far as is recorded?",
    method=(
        "An objective is shown when no organisation is recorded as pursuing it or anything under it "
        "and no effort works for an outcome that serves it; an outcome, when no effort is recorded "
        "for it. This is called a gap only if at least 60% of the organisations or efforts of the same "
        "data set say what they work for. Otherwise it is not known."
    ),
    version="3",
    options={"enough_known": ENOUGH_KNOWN},
    run=run,
    references=(GAO,),
)
