"""The questions put to one table of organisations and outcomes, settled before looking at the answers."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np

from ecosystem.analyses.affiliation import Affiliation
from ecosystem.analyses.alignment_index import Index, index_of
from ecosystem.analyses.chance import LEVEL, Floats, adjusted, expected_below, smallest_detectable
from ecosystem.analyses.comparing import Compared, Question
from ecosystem.analyses.reading import name
from ecosystem.analyses.wording import counted, quoted
from ecosystem.findings import TestFamily


@dataclass(frozen=True, slots=True)
class Tested:
    """One pair in one family. `pair`: IRIs, sorted. `expected`: the number shared by chance.

    `beyond`: whether it shares more than chance would give; otherwise it shares less.
    """

    family: TestFamily
    table: Affiliation
    pair: tuple[str, str]
    shared: int
    expected: float
    p: float
    q: float
    beyond: bool = True


def families_of(
    graph: nx.MultiDiGraph[str], compared: Compared, *, less: bool = False
) -> list[tuple[TestFamily, list[Tested]]]:
    """Each family that the table allows, with the pairs that stand out in it (q <= 0.05).

    With `less`, every question is put a second time, by a family of its own, about pairs that share few.
    """
    found = []
    for question in compared.questions:
        if compared.tests(question):
            found.append(_family(graph, compared, question))
            if less and compared.model is None:
                found.append(_family_below(graph, compared, question))
    return found


def _family(
    graph: nx.MultiDiGraph[str], compared: Compared, question: Question
) -> tuple[TestFamily, list[Tested]]:
    wanted, tests = question.among(compared.first, compared.second), compared.tests(question)
    p = compared.p[wanted]
    # Fewer shared than expected can have q <= 0.05 only in degenerate tables, and is no alignment.
    more = compared.shared[wanted] > compared.chance.mean[wanted]
    q = adjusted(p, tests)
    stand_out = np.flatnonzero((q <= LEVEL) & more)
    chance, weights = compared.standing(question)
    least = smallest_detectable(chance, tests)
    answer = f"{len(stand_out):,} {_share(len(stand_out))}" if len(stand_out) else "none shares"
    power = (
        f"With these numbers, only pairs that share {least} or more could have been told from chance."
        if least
        else "With outcomes this few, no pair could have been told from chance."
    )
    said = [
        f"{_pairs(graph, compared, question)}; {answer} more outcomes than chance would give"
        f"{_alone(compared, p, expected_below(chance, weights))}.",
        power,
    ]
    if (together := index(compared, question)) is not None:
        said.append(str(together))
    family = TestFamily(
        name=f"{question.name}{compared.table.outcome_list.key}",
        title=_title(graph, compared, question),
        tests=tests,
        findings=len(stand_out),
        statement=" ".join(said),
        smallest_detectable=least,
    )
    return family, _tested(compared, family, np.flatnonzero(wanted)[stand_out], p[stand_out], q[stand_out])


def _alone(compared: Compared, p: Floats, by_chance: float) -> str:
    """How many pairs look unusual before all are counted; not known under a model, which holds only the rarest."""
    if compared.model is not None:
        return ""
    unusual = int((p <= LEVEL).sum())
    return (
        f" (taken alone, {unusual:,} {'has' if unusual == 1 else 'have'} p <= 0.05, and about "
        f"{round(by_chance):,} would by chance)"
    )


def index(compared: Compared, question: Question) -> Index | None:
    """How much the pairs of a question share together, against chance; None where that is settled by the numbers.

    All pairs together share the same in every shuffled table: only who shares differs.
    """
    if question.name not in compared.totals:
        return None
    observed, sampled = compared.totals[question.name]
    return index_of(observed, sampled, compared.tests(question))


def _family_below(
    graph: nx.MultiDiGraph[str], compared: Compared, question: Question
) -> tuple[TestFamily, list[Tested]]:
    wanted = question.among(compared.first, compared.second)
    chance = compared.chance.at(wanted)
    p = chance.p_values_below(compared.shared[wanted])
    q = adjusted(p)
    fewer = compared.shared[wanted] < chance.mean
    stand_out = np.flatnonzero((q <= LEVEL) & fewer)
    able = bool((chance.p_values_below(np.zeros(len(p), dtype=np.int64)) <= LEVEL / len(p)).any())
    answer = f"{len(stand_out):,} {_share(len(stand_out))}" if len(stand_out) else "none shares"
    family = TestFamily(
        name=f"less/{question.name}{compared.table.outcome_list.key}",
        title=f"{_title(graph, compared, question)}: fewer than by chance",
        tests=len(p),
        findings=len(stand_out),
        statement=f"{_pairs(graph, compared, question)}; {answer} fewer outcomes than chance would give. "
        + (
            "Working for other outcomes is not working against each other."
            if able
            else "With these numbers, not even a pair that shares nothing could have been told from chance."
        ),
    )
    at = np.flatnonzero(wanted)[stand_out]
    return family, _tested(compared, family, at, p[stand_out], q[stand_out], beyond=False)


def _tested(
    compared: Compared,
    family: TestFamily,
    places: np.ndarray[tuple[int], np.dtype[np.int64]],
    p: np.ndarray[tuple[int], np.dtype[np.float64]],
    q: np.ndarray[tuple[int], np.dtype[np.float64]],
    *,
    beyond: bool = True,
) -> list[Tested]:
    bodies = compared.table.organisations
    found = []
    for place, own_p, own_q in zip(places.tolist(), p.tolist(), q.tolist(), strict=True):
        a, b = bodies[compared.first[place]], bodies[compared.second[place]]
        found.append(
            Tested(
                family=family,
                table=compared.table,
                pair=(min(a, b), max(a, b)),
                shared=int(compared.shared[place]),
                expected=round(float(compared.chance.mean[place]), 6),
                p=round(own_p, 12),
                q=round(own_q, 12),
                beyond=beyond,
            )
        )
    return found


def _title(graph: nx.MultiDiGraph[str], compared: Compared, question: Question) -> str:
    words = compared.table.outcome_list.words
    if question.only >= 0:
        body = quoted(name(graph, compared.table.organisations[question.only]))
        return f"{body} with each other organisation, by outcomes{words}"
    return f"Pairs of organisations{question.which}, by outcomes{words}"


def _pairs(graph: nx.MultiDiGraph[str], compared: Compared, question: Question) -> str:
    tests, words = compared.tests(question), compared.table.outcome_list.words
    which = f" of organisations{question.which}"
    if question.only >= 0:
        which = f" of {quoted(name(graph, compared.table.organisations[question.only]))} with another organisation"
    return f"{counted(tests, 'pair')}{which} {'was' if tests == 1 else 'were'} compared on outcomes{words}"


def _share(number: int) -> str:
    return "shares" if number == 1 else "share"
