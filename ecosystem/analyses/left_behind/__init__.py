"""Whose need is not met, of whose need nothing is known, and for whom is nobody there, as far as is recorded?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.left_behind.belonging import Reading, cell_of, needs
from ecosystem.analyses.left_behind.finding import (
    METHOD,
    nobody_finding,
    not_known_finding,
    unmet_finding,
)
from ecosystem.analyses.left_behind.inequality import bottom_tenth, comparable
from ecosystem.analyses.left_behind.need import NeedCell
from ecosystem.analyses.left_behind.service import Telling, service_for, telling
from ecosystem.analyses.left_behind.statements import inequality, overall, what_ifs, without_estimate
from ecosystem.analyses.reading import name
from ecosystem.analyses.wording import counted
from ecosystem.findings import Finding, Result
from ecosystem.projection import of_family

ENOUGH_KNOWN, LEAST_COMPARED, LEAST_AREAS = 0.6, 10, 10


def run(
    graph: nx.MultiDiGraph[str],
    *,
    enough_known: float = ENOUGH_KNOWN,
    least_compared: int = LEAST_COMPARED,
    least_areas: int = LEAST_AREAS,
) -> Result:
    """Who is left behind first, then unmet need with the least covered first, then what is not known.

    `enough_known`: 0-1, the share of efforts that must say for whom and where they are before silence is called
    anything; `least_compared`: how many estimates must have a known coverage before a lowest tenth is told;
    `least_areas`: how many places before their inequality is.

    >>> run(nx.MultiDiGraph()).statements
    ('No need is estimated for any group in any place.',)
    """
    reading = Reading(graph)
    every = [cell_of(reading, need) for need in needs(graph)]
    cells = [cell for cell in every if not cell.small]
    if not every:
        return Result((), statements=(_nothing(graph),))
    judge = _Judge(reading, bottom_tenth(cells, least_compared), telling(reading), enough_known)
    findings = sorted(filter(None, map(judge.finding, cells)), key=_order)
    kinds = _kinds(findings)
    open_cells = [cell for cell in cells if kinds.get(_key(cell)) in ("left-behind", "unmet-need")]
    return Result(
        findings=tuple(findings),
        statements=(
            *overall(graph, cells, len(every) - len(cells), findings, least_compared),
            *inequality(graph, comparable(reading, cells), least_areas),
            *what_ifs(graph, reading, open_cells),
            *without_estimate(graph, reading, every),
        ),
        counts=_counts(cells, findings),
        tables={"needs": tuple(_row(graph, cell, kinds) for cell in cells)},
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """What estimates are judged by: `lowest`, those covered least; `told`: see `telling`."""

    reading: Reading
    lowest: set[str]
    told: Mapping[tuple[str, bool], Telling]
    enough: float

    def finding(self, cell: NeedCell) -> Finding | None:
        """What is found of one estimate; nothing where the need is met."""
        graph, need = self.reading.graph, cell.need
        if cell.state == "met":
            return None
        if cell.state == "unmet":
            return unmet_finding(graph, cell, least_covered=need.iri in self.lowest)
        told = self.told.get((graph.nodes[need.iri]["dataset"], bool(need.outcome)), Telling(0, 0))
        silent = not cell.certain and not cell.perhaps and not cell.wider
        if silent and told.share >= self.enough and service_for(self.reading, need) == "none recorded":
            return nobody_finding(graph, cell, told)
        return not_known_finding(graph, cell, told)


_ORDER = {"left-behind": 0, "unmet-need": 1, "not-known": 2}


def _order(finding: Finding) -> tuple[int, bool, float]:
    """Nobody recorded before little recorded; the least covered and the largest estimates first."""
    covered = finding.score_name == "people reached for each person in need"
    return _ORDER[finding.kind], covered, finding.score if covered else -finding.score


def _kinds(findings: Sequence[Finding]) -> dict[frozenset[str], str]:
    return {
        frozenset({found.involves[0], *(iri for _, iri in found.coordinates)}): found.kind
        for found in findings
    }


def _key(cell: NeedCell) -> frozenset[str]:
    """What tells one estimate for one group, place and outcome from all others."""
    need = cell.need
    return frozenset({need.iri, need.group, need.area, *filter(None, (need.outcome,))})


def _row(
    graph: nx.MultiDiGraph[str], cell: NeedCell, kinds: Mapping[frozenset[str], str]
) -> dict[str, str | int | float | None]:
    """One estimate with its state; `reached` is None where no number is recorded."""
    need = cell.need
    return {
        "id": need.iri,
        "group": name(graph, need.group),
        "group_id": need.group,
        "place": name(graph, need.area),
        "place_id": need.area,
        "outcome": name(graph, need.outcome) if need.outcome else "",
        "outcome_id": need.outcome,
        "start": need.start,
        "end": need.end,
        "needed": need.needed,
        "reached": cell.reached,
        "coverage": cell.coverage,
        "state": cell.state,
        "kind": kinds.get(_key(cell), ""),
    }


def _counts(cells: Sequence[NeedCell], findings: Sequence[Finding]) -> dict[str, int]:
    """Every estimate in one of three states, and the kinds of finding."""
    states = Counter(cell.state for cell in cells)
    return {
        **{f"state: {state}": states[state] for state in ("met", "unmet", "not known")},
        **dict(sorted(Counter(finding.kind for finding in findings).items())),
    }


def _nothing(graph: nx.MultiDiGraph[str]) -> str:
    number = len(of_family(graph, "need"))
    if number:
        return f"{counted(number, 'estimate')} of need: none says for whom, where and how many."
    return "No need is estimated for any group in any place."


ANALYSIS = Analysis(
    name=METHOD,
    title="Who is left behind?",
    question="Whose need is not met, and for which groups and places is nobody recorded?",
    method=(
        "Each estimate of need is set beside the people recorded as reached: of the same group or a narrower one, in "
        "the same place or one inside it, in a period within that of the estimate, by work for its outcome. It is met, "
        "unmet or not known; a number that is missing is never taken for nought, and reach that may belong elsewhere "
        "cannot make a need unmet. Left behind are those for whom no work is recorded at all, where at least 60% of "
        "efforts say for whom and where they are, and the least covered tenth of at least ten estimates. Numbers and "
        "differences below 5 people are left out. Different needs are hard to compare, and estimates are not counts."
    ),
    version="2",
    options={
        "enough_known": ENOUGH_KNOWN,
        "least_compared": LEAST_COMPARED,
        "least_areas": LEAST_AREAS,
    },
    run=run,
    references=("Chvatal, Math. Oper. Res. 4:233 (1979), on greedy covering",),
)
