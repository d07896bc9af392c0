"""Why a belief is held: the known efforts most like it, and the words that both texts use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from ecosystem.analyses.efforts import Effort
from ecosystem.analyses.phrases import shared_phrases
from ecosystem.analyses.reading import linked, name, stated
from ecosystem.analyses.tagging.features import Features
from ecosystem.analyses.tagging.learning import Rows
from ecosystem.analyses.tagging.mapped import Beliefs, Group
from ecosystem.analyses.text import Floats
from ecosystem.findings import Evidence

MOST_SIMILAR = 3
LEAST_ALIKE = 0.05
"""Cosine below which two texts have next to nothing in common."""


@dataclass(frozen=True, slots=True)
class Reason:
    """`similar`: places of known efforts with this outcome, most alike first. `phrases`: words of both texts.

    `nearest`: the known effort most alike of all, where it is known for other outcomes only; None otherwise.
    """

    similar: tuple[int, ...]
    phrases: tuple[str, ...]
    nearest: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where efforts and outcomes of one group stand in its features, and which of its efforts are known.

    `known` is sorted; `taught` holds the themes of these efforts in that order, view by view.
    """

    group: Group
    features: Features
    efforts: dict[int, int]
    outcomes: dict[int, int]
    known: Rows
    taught: tuple[Floats, ...]

    def likeness(self, effort: int) -> Floats:
        """Mean cosine of themes over the views, of one effort with each known one, to six decimals."""
        row = self.efforts[effort]
        views = [
            themes @ view.themes[row] for themes, view in zip(self.taught, self.features.views, strict=True)
        ]
        return np.asarray(np.mean(views, axis=0).round(6))

    def table(self, some: Sequence[int], others: Sequence[int]) -> Floats:
        """`likeness` of efforts with efforts, nothing below 0."""
        first, second = ([self.efforts[row] for row in rows] for rows in (some, others))
        views = [view.themes[first] @ view.themes[second].T for view in self.features.views]
        return np.asarray(np.mean(views, axis=0).clip(0))


def shelves(beliefs: Beliefs) -> dict[int, Shelf]:
    """Place of an effort -> the shelf it stands on; efforts without text to compare are on none."""
    knows = np.diff(beliefs.basis.indptr) > 0
    found: dict[int, Shelf] = {}
    for group in beliefs.groups:
        if group.features is None:
            continue
        columns = [int(at) for places in group.columns.values() for at in places]
        known = np.flatnonzero(knows[group.rows])
        shelf = Shelf(
            group=group,
            features=group.features,
            efforts={int(row): at for at, row in enumerate(group.rows)},
            outcomes={column: len(group.rows) + at for at, column in enumerate(columns)},
            known=group.rows[known],
            taught=tuple(view.themes[known] for view in group.features.views),
        )
        found |= {int(row): shelf for row in group.rows}
    return found


def reason(
    graph: nx.MultiDiGraph[str],
    efforts: Sequence[Effort],
    beliefs: Beliefs,
    by_outcome: sparse.csc_array[Any],
    shelf: Shelf,
    cell: tuple[int, int],
) -> Reason:
    """`by_outcome` is the basis by columns; `cell`: places of the effort and the outcome."""
    effort, outcome = cell
    found = by_outcome.indices[by_outcome.indptr[outcome] : by_outcome.indptr[outcome + 1]]
    having = np.flatnonzero(np.isin(shelf.known, found))
    alike = shelf.likeness(effort)
    nearest = having[np.argsort(-alike[having], kind="stable")[:MOST_SIMILAR]]
    similar = tuple(int(shelf.known[at]) for at in nearest if alike[at] >= LEAST_ALIKE)
    row, text = shelf.efforts[effort], efforts[effort].text
    if similar:
        other, wording = shelf.efforts[similar[0]], efforts[similar[0]].text
    else:
        other, wording = shelf.outcomes[outcome], graph.nodes[beliefs.outcomes[outcome]]["text"]
    phrases = shared_phrases(shelf.features.texts, (row, other), (text, wording))
    return Reason(similar, phrases, _nearest(shelf, alike, having))


def _nearest(shelf: Shelf, alike: Floats, having: Rows) -> int | None:
    if not len(alike) or alike.max() < LEAST_ALIKE:
        return None
    nearest = int(np.argmax(alike))
    return None if nearest in having else int(shelf.known[nearest])


def evidence_of(
    graph: nx.MultiDiGraph[str],
    efforts: Sequence[Effort],
    beliefs: Beliefs,
    cell: tuple[int, int],
    why: Reason,
) -> tuple[Evidence, ...]:
    """What was read of the effort and the outcome, and who states the outcome."""
    outcome = beliefs.outcomes[cell[1]]
    shown = [efforts[cell[0]], *(efforts[at] for at in why.similar)]
    facts = {
        stated(graph, member, attribute)
        for effort in shown
        for member in effort.members
        for attribute in ("label", "description")
        if graph.nodes[member][attribute]
    }
    facts |= {stated(graph, outcome, text) for text in ("label", "description") if graph.nodes[outcome][text]}
    facts |= {
        linked(graph, member, "deliveredBy", body)
        for member in efforts[cell[0]].members
        for body in efforts[cell[0]].deliverers
        if graph.has_edge(member, body, "deliveredBy")
    }
    tags = [(at, outcome) for at in why.similar]
    if why.nearest is not None:
        tags += [(why.nearest, beliefs.outcomes[at]) for at in beliefs.basis[[why.nearest]].indices]
    for at, value in tags:
        facts |= {
            linked(graph, member, "targetsOutcome", value)
            for member in efforts[at].members
            if graph.has_edge(member, value, "targetsOutcome")
        }
    return tuple(sorted(facts))


def known_for(graph: nx.MultiDiGraph[str], beliefs: Beliefs, effort: int) -> list[str]:
    """The names of the outcomes an effort is known for."""
    return sorted(name(graph, beliefs.outcomes[at]) for at in beliefs.basis[[effort]].indices)
