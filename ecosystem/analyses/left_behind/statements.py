"""What is said of all estimates of need together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import networkx as nx

from ecosystem.analyses.left_behind.belonging import Reading
from ecosystem.analyses.left_behind.finding import who
from ecosystem.analyses.left_behind.inequality import Compared, gini
from ecosystem.analyses.left_behind.need import FEW, NeedCell
from ecosystem.analyses.left_behind.service import what_if
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Finding

MOST_IN_WHAT_IF = 3


def overall(
    graph: nx.MultiDiGraph[str],
    cells: Sequence[NeedCell],
    small: int,
    findings: Sequence[Finding],
    least: int,
) -> list[str]:
    """How many are in which state. `small`: how many were left out; `least`: see `bottom_tenth`."""
    states = Counter(cell.state for cell in cells)
    nobody = sum(1 for item in findings if item.kind == "left-behind" and not item.parts)
    said = [
        f"{counted(len(cells), 'estimate')} of need: {states['met']:,} met, {states['unmet']:,} unmet, "
        f"{states['not known']:,} not known on record; of those not known, {nobody or 'none'} have no "
        "recorded work at all."
    ]
    met = [
        f"{who(graph, cell)}"
        + (f" for {quoted(name(graph, cell.need.outcome))}" if cell.need.outcome else "")
        for cell in cells
        if cell.state == "met"
    ]
    if met:
        said.append(f"Met on record: {listed(met)}.")
    if small:
        said.append(
            f"Left out: {counted(small, 'estimate')} with a number, or a difference, of fewer than {FEW} people."
        )
    known = sum(1 for cell in cells if cell.coverage is not None)
    if known < least:
        said.append(
            f"Which are covered least is not told: that needs {least} estimates with known numbers, and there "
            f"{'is' if known == 1 else 'are'} {known:,}."
        )
    return said


def inequality(
    graph: nx.MultiDiGraph[str], compared: dict[Compared, list[NeedCell]], least: int
) -> list[str]:
    """Gini and best against worst, for each outcome, group and period with enough places."""
    sentences = []
    for (outcome, group, start, end), cells in compared.items():
        if len(cells) < least:
            continue
        coverage = [cell.coverage or 0.0 for cell in cells]
        best, worst = max(coverage), min(coverage)
        ratio = (
            f"the best covered has {best / worst:.1f} times the worst"
            if worst
            else "in the worst nobody is reached"
        )
        goal = f" for {quoted(name(graph, outcome))}" if outcome else ""
        sentences.append(
            f"Across {len(cells):,} places, reach for each person in need among {quoted(name(graph, group))}{goal} "
            f"({start} to {end}) has a Gini coefficient of {gini(coverage):.2f}; {ratio}."
        )
    most = max((len(cells) for cells in compared.values()), default=0)
    return sentences or [
        f"How unequal places are is not told: that needs {least:,} places with known numbers for one group and "
        f"outcome, and there are at most {most:,}."
    ]


def what_ifs(graph: nx.MultiDiGraph[str], reading: Reading, cells: Sequence[NeedCell]) -> list[str]:
    """Which existing work would fit most of the open cells if it went there too; never a plan."""
    chosen = what_if(reading, cells, MOST_IN_WHAT_IF)
    if not chosen:
        return []
    steps = [
        f"{quoted(name(graph, effort))} ({listed([who(graph, cell) for cell in covered], most=3)})"
        for effort, covered in chosen
    ]
    total = sum(len(covered) for _, covered in chosen)
    return [
        f"A what-if, not a plan: recorded work that would fit {total:,} of the {len(cells):,} needs that are unmet or "
        f"have nobody recorded, if it went there too, is, in order, {listed(steps)}. Room, cost and what people want "
        "are not considered."
    ]


def without_estimate(graph: nx.MultiDiGraph[str], reading: Reading, cells: Sequence[NeedCell]) -> list[str]:
    """The groups that are reached somewhere and of whose need there is no estimate."""
    estimated = {group for cell in cells for group in reading.groups(cell.need.group)}
    silent = {group for reach in reading.reaches for group in reach.groups} - estimated
    if not silent:
        return []
    names = [quoted(name(graph, group)) for group in canonical(graph, silent)]
    return [f"Reached, but without any estimate of need, so nothing can be said of it: {listed(names)}."]
