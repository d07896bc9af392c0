"""Two efforts as they were graded, with what their expected shared outcomes are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecosystem.analyses.efforts import Effort
from ecosystem.findings import FacetName, Relation

NEARLY_EQUAL = 0.9
"""Cosine of word weights from which two texts may be one record under two bodies: nothing is claimed."""

LIKELY = 0.5
"""Belief from which an outcome is thought to be worked for: more likely than not."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one outcome adds to the expected number of shared outcomes: `term = belief_a * belief_b`.

    `known_a`: stated, or confirmed by a person. `like_a`: the known efforts that a belief was learned from.
    """

    outcome: str
    belief_a: float
    belief_b: float
    term: float
    known_a: bool
    known_b: bool
    calibrated: bool
    like_a: tuple[Effort, ...]
    like_b: tuple[Effort, ...]

    @property
    def likely(self) -> bool:
        """Known or more likely than not on both sides, and not known on both."""
        return min(self.belief_a, self.belief_b) >= LIKELY and not (self.known_a and self.known_b)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two efforts, `a.iri` before `b.iri`, as they were graded.

    `shared`: number of outcomes known of both; `expected`: the expected number, `terms` its largest parts.
    `likeness`: 0-1, of the texts. `rows`: their rows in `Texts`.
    """

    a: Effort
    b: Effort
    kind: str
    relations: Mapping[FacetName, Relation]
    shared: int
    expected: float
    terms: tuple[Term, ...]
    likeness: float
    alike: bool
    nearly_equal: bool
    rows: tuple[int, int]

    @property
    def proposed(self) -> Term | None:
        """The outcome that both probably work for, where they share none that is known."""
        return next((term for term in self.terms if term.likely), None) if not self.shared else None
