"""What is asked of government and regulators: who supports it, who does not, and what stands behind it?"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.positions.asks import Ask, Commitments, ask_of, commitments_of, sectors_of
from ecosystem.analyses.positions.joint import METHOD, backing, joint_position, no_joint_position, status
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Result, Rows
from ecosystem.matching import representatives
from ecosystem.projection import of_family


def run(graph: nx.MultiDiGraph[str]) -> Result:
    """Findings: positions that two organisations or more support, most supporters first."""
    one_of = representatives(graph)
    commitments = commitments_of(graph, one_of)
    asks = [
        ask_of(graph, iri, one_of, commitments)
        for iri in canonical(graph, of_family(graph, "advocacy-position"))
    ]
    findings = [joint_position(graph, ask, commitments) for ask in asks if len(ask.supporters) >= 2]
    findings.sort(key=lambda found: -found.score)
    statements = [no_joint_position(graph, ask) for ask in asks if len(ask.supporters) < 2]
    return Result(
        findings=tuple(findings),
        statements=(*statements, *_unspoken(graph, asks, commitments)) or ("No position is recorded.",),
        counts={"joint-position": len(findings), "positions": len(asks)},
        tables={"positions": _positions(graph, asks), "stances": _taken(graph, asks)},
    )


def _unspoken(
    graph: nx.MultiDiGraph[str],
    asks: Sequence[Ask],
    commitments: Commitments,
) -> list[str]:
    """Objectives that two or more pursue and about which no position is recorded, not even a draft."""
    spoken = {objective for ask in asks for objective in ask.objectives}
    shared = [goal for goal, bodies in commitments.items() if len(bodies) > 1 and goal not in spoken]
    if not asks or not shared:
        return []
    said = [f"{quoted(name(graph, goal))} ({len(commitments[goal]):,})" for goal in canonical(graph, shared)]
    return [
        f"No position is recorded on {counted(len(shared), 'objective')} that two organisations or more pursue: "
        f"{listed(said, most=10)}."
    ]


def _positions(graph: nx.MultiDiGraph[str], asks: Sequence[Ask]) -> Rows:
    return tuple(
        {
            "id": ask.iri,
            "label": name(graph, ask.iri),
            "status": status(graph, ask),
            "addressed_to": " | ".join(name(graph, body) for body in ask.addressed),
            "objectives": " | ".join(name(graph, goal) for goal in ask.objectives),
            **{stance: len(bodies) for stance, bodies in ask.stances.items()},
            "sectors_in_support": len(sectors_of(graph, ask)),
            "not_recorded": len(ask.silent),
            "backing": backing(graph, ask),
        }
        for ask in asks
    )


def _taken(graph: nx.MultiDiGraph[str], asks: Sequence[Ask]) -> Rows:
    """One row for each position, stance and organisation; `not recorded` for those who pursue what it is about."""
    return tuple(
        {"position": ask.iri, "stance": stance, "id": body, "label": name(graph, body)}
        for ask in asks
        for stance, bodies in (*ask.stances.items(), ("not recorded", ask.silent))
        for body in bodies
    )


ANALYSIS = Analysis(
    name=METHOD,
    title="What do we ask of government together?",
    question="Who supports what is asked of central government, and what evidence stands behind it?",
    method=(
        "For each position, the organisations that are recorded as supporting it, opposing it and standing aside are "
        "counted, several records of one organisation once. It is shown as a joint position from two "
        "supporters on. Who pursues an objective that the position is about and has taken no stance is named as "
        "not recorded, which is neither for nor against. Evidence is what the position itself names; the letters "
        "in which organisations say where they stand are not evidence that it would work."
    ),
    version="1",
    options={},
    run=run,
    references=(
        "OECD, Recommendation on Policy Coherence for Sustainable Development, OECD/LEGAL/0381 (2019)",
    ),
)
