"""Which outcomes should a person confirm next? Proposals with their reasons, those that help most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import networkx as nx
import numpy as np

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.datasets import datasets_of, list_key, outcome_lists
from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.reading import name
from ecosystem.analyses.tagging.believing import Table
from ecosystem.analyses.tagging.calibration import FEWEST_LABELS
from ecosystem.analyses.tagging.learning import Rows
from ecosystem.analyses.tagging.mapped import Beliefs, Tags, efforts_and_beliefs
from ecosystem.analyses.tagging.ordering import Cell, by_use
from ecosystem.analyses.tagging.reasons import Reason, evidence_of, known_for, reason, shelves
from ecosystem.analyses.unlisted import unlisted
from ecosystem.analyses.wording import counted, listed, quoted, sentence
from ecosystem.findings import Finding, Level, Result
from ecosystem.nearest import Progress, silent
from ecosystem.projection import of_family


def run(
    graph: nx.MultiDiGraph[str],
    *,
    seed: int = 0,
    limit: int = 500,
    most: int = 3,
    least: float = 0.25,
    confirmed: Tags = frozenset(),
    rejected: Tags = frozenset(),
    progress: Progress = silent,
) -> Result:
    """Outcomes that efforts may work for, at most `most` an effort and none believed less than `least`.

    `confirmed` and `rejected`: (effort, outcome) that a person judged; they are learned from and never proposed.

    >>> run(nx.MultiDiGraph()).statements
    ('No outcomes are recorded, so none can be proposed.',)
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    progress("Learning from the outcomes that efforts state")
    efforts, held = efforts_and_beliefs(graph, seed=seed, confirmed=confirmed, rejected=rejected)
    proposed = _proposed(held, most, least)
    progress(f"Putting {len(proposed):,} proposals in the order in which they help most")
    with threadpool_limits(limits=1):
        ordered = by_use(held, proposed, limit)
    progress("Looking for the reasons")
    shelf, by_outcome = shelves(held), held.basis.tocsc()

    def finding(cell: Cell) -> Finding:
        why = reason(graph, efforts, held, by_outcome, shelf[cell[0]], cell)
        return _finding(graph, efforts, held, cell, why)

    findings, below = tuple(map(finding, ordered)), _below(held, ordered)
    size = len(held.outcomes)
    return Result(
        unlisted=unlisted(len(below), seed, lambda at: finding(divmod(int(below[at]), size))),
        findings=findings,
        statements=tuple(_statements(graph, efforts, held, proposed, len(ordered), least)),
        counts={"proposed-outcome": len(proposed)},
    )


def _proposed(held: Beliefs, most: int, least: float) -> list[Cell]:
    """Of each effort the `most` it is believed to work for, the strongest first; efforts in their order."""
    believed = _numbered(held.matrix)
    open_ = (held.matrix.data >= least) & ~np.isin(believed, _numbered(held.basis))
    rows, columns = np.divmod(believed[open_], max(1, len(held.outcomes)))
    values = held.matrix.data[open_]
    order = np.lexsort((columns, -values, rows))
    rows, columns = rows[order], columns[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    return list(zip(rows[rank < most].tolist(), columns[rank < most].tolist(), strict=True))


def _below(held: Beliefs, proposed: Sequence[Cell]) -> Rows:
    """What is believed a little and not listed, `_numbered`: nothing known, and nothing that a person rejected."""
    size = len(held.outcomes)
    offered = np.array([row * size + column for row, column in proposed], dtype=np.int64)
    believed = _numbered(held.matrix)[held.matrix.data > 0]
    return np.setdiff1d(believed, np.concatenate([_numbered(held.basis), offered]))


def _numbered(table: Table) -> Rows:
    """The stored cells of effort x outcome in their order, each as row x number of columns + column."""
    rows = np.repeat(np.arange(table.shape[0], dtype=np.int64), np.diff(table.indptr))
    return rows * table.shape[1] + table.indices


def _finding(
    graph: nx.MultiDiGraph[str], efforts: Sequence[Effort], held: Beliefs, cell: Cell, why: Reason
) -> Finding:
    effort, outcome = efforts[cell[0]], held.outcomes[cell[1]]
    belief = round(float(held.matrix[cell]), 2)
    tested = outcome in held.calibrated and _body_is_known(held, efforts, cell)
    level = _level(belief, bool(why.similar))
    facts = evidence_of(graph, efforts, held, cell, why)
    bodies = listed(list(dict.fromkeys(name(graph, body) for body in effort.deliverers)), most=3)
    shown = {effort.iri, outcome} | {iri for fact in facts for iri in (fact.subject, fact.value)}
    return Finding(
        method="proposed-outcomes",
        kind="proposed-outcome",
        involves=tuple(sorted((effort.iri, outcome))),
        headline=f"To confirm: we think {quoted(effort.label)} ({bodies}) works for {quoted(name(graph, outcome))}.",
        why=_why(graph, efforts, why),
        differs=_differs(graph, efforts, held, why),
        confidence=level,
        confidence_text=_confidence(level, belief, tested=tested, learned=bool(why.similar)),
        score=belief,
        score_name="probability (tested)" if tested else "strength of the belief (0 to 1, not a probability)",
        comparability=1.0 if any(graph.nodes[member]["description"] for member in effort.members) else 0.5,
        evidence=facts,
        check_next=(
            f"Ask {bodies} whether {quoted(effort.label)} works for {quoted(name(graph, outcome))}, "
            "and confirm or reject it.",
        ),
        coordinates=(("onOutcome", outcome),),
        phrases=why.phrases,
        labels={iri: name(graph, iri) for iri in sorted(shown) if iri in graph},
    )


def _why(graph: nx.MultiDiGraph[str], efforts: Sequence[Effort], why: Reason) -> str:
    said = listed([quoted(phrase) for phrase in why.phrases]) if why.phrases else ""
    if not why.similar:
        text = "No similar effort is known to work for it: we think so from what the outcome is said to mean."
        return f"{text} The text and the definition both say: {said}." if said else text
    names = [quoted(efforts[at].label) for at in why.similar]
    most = "effort" if len(names) == 1 else "efforts"
    text = f"We think so because the most similar {most} known to work for it {'is' if len(names) == 1 else 'are'} "
    text += f"{listed(names)}."
    return f"{text} Its text and that of {names[0]} both say: {said}." if said else text


def _differs(graph: nx.MultiDiGraph[str], efforts: Sequence[Effort], held: Beliefs, why: Reason) -> str:
    if why.nearest is None:
        return "Nothing that is known speaks against it."
    outcomes = listed([quoted(label) for label in known_for(graph, held, why.nearest)], most=3)
    return f"The known effort most like it, {quoted(efforts[why.nearest].label)}, is known for {outcomes} instead."


def _level(belief: float, similar: bool) -> Level:
    if not similar:
        return "low"
    return "high" if belief >= 0.75 else "medium" if belief >= 0.5 else "low"


def _confidence(level: Level, belief: float, *, tested: bool, learned: bool) -> str:
    words = level.capitalize()
    if tested:
        return (
            f"{words}: about {belief:.0%} of beliefs as strong as this were right where efforts with known "
            "outcomes were used as a test. Nobody has stated it."
        )
    basis = "learned from efforts that state it" if learned else "from what it is said to mean"
    return f"{words}: {basis}; how often such a belief is right has not been tested. Nobody has stated it."


def _body_is_known(held: Beliefs, efforts: Sequence[Effort], cell: Cell) -> bool:
    """Whether outcomes are known of other efforts of its bodies: a test says nothing of bodies it never saw."""
    knowing = held.bodies_known
    return bool(efforts[cell[0]].bodies & knowing)


def _statements(
    graph: nx.MultiDiGraph[str],
    efforts: Sequence[Effort],
    held: Beliefs,
    proposed: Sequence[Cell],
    shown: int,
    least: float,
) -> list[str]:
    if not held.outcomes:
        return ["No outcomes are recorded, so none can be proposed."]
    open_efforts = int((np.diff(held.basis.indptr) == 0).sum())
    said = [
        f"{sentence(counted(open_efforts, 'effort'))} state no outcome; {counted(len(proposed), 'outcome')} "
        f"of {counted(len({row for row, _ in proposed}), 'effort')} are proposed, none believed less than "
        f"{least:g} of 1."
        if open_efforts
        else "Every effort states an outcome, so none is proposed."
    ]
    if shown < len(proposed):
        said.append(
            f"The {shown:,} whose answers teach most are listed; {len(proposed) - shown:,} more are not."
        )
    return said + _trust(graph, held) + _left_out(graph, efforts, held)


def _trust(graph: nx.MultiDiGraph[str], held: Beliefs) -> list[str]:
    said = []
    for key, found in outcome_lists(graph).items():
        columns = [at for at, outcome in enumerate(held.outcomes) if list_key(graph, outcome) == key]
        labels = sum(held.examples[at] for at in columns)
        if any(held.outcomes[at] in held.calibrated for at in columns):
            said.append(
                f"Beliefs in outcomes{found.words} are probabilities for efforts of organisations with known "
                f"outcomes: they were held against {counted(labels, 'known outcome')} of efforts."
            )
        elif labels:
            said.append(
                f"Beliefs in outcomes{found.words} are no probabilities: {counted(labels, 'outcome')} of efforts "
                f"are known, and {FEWEST_LABELS} are needed for a test."
            )
    return said


def _left_out(graph: nx.MultiDiGraph[str], efforts: Sequence[Effort], held: Beliefs) -> list[str]:
    covered = {int(row) for group in held.groups for row in group.rows}
    homes = Counter(
        graph.nodes[effort.iri]["dataset"] for at, effort in enumerate(efforts) if at not in covered
    )
    words = datasets_of(graph, [effort.iri for effort in efforts])
    said = [
        f"Nothing could be proposed for {counted(number, 'effort')}{words[home]}: no list of outcomes is used there."
        for home, number in sorted(homes.items(), key=lambda item: (words[item[0]], item[0]))
    ]
    alone = len(of_family(graph, "effort")) - sum(len(effort.members) for effort in efforts)
    if alone:
        said.append(f"{sentence(counted(alone, 'effort'))} without a recorded organisation got no proposal.")
    return said


ANALYSIS = Analysis(
    name="proposed-outcomes",
    title="Which outcomes might efforts work for that nobody has recorded?",
    question="Which outcomes does an effort seem to work for, though nobody has recorded any of it?",
    method=(
        "Texts of efforts are compared with those of efforts whose outcomes are known and with the definitions "
        "of outcomes. Three voices are added: what known efforts teach (kernel ridge regression over words and "
        "their themes), how near a text is to the middle of an outcome's efforts, and how near it is to the "
        "definition. Once 200 outcomes of efforts are known, beliefs are set against how often such beliefs "
        "were right (isotonic regression on efforts left out); before, they are words. An effort that states "
        "outcomes of a list is taken to have no others of it. First come the efforts whose answer takes away most "
        "doubt about the others. A belief is never recorded as a fact."
    ),
    version="1",
    options={"seed": 0, "limit": 500, "most": 3, "least": 0.25},
    run=run,
    references=(
        "Deerwester and others, Indexing by latent semantic analysis (1990)",
        "Yu, Bi and Tresp, Active learning via transductive experimental design (2006)",
    ),
)
