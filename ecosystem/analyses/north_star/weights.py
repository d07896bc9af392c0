"""What a decision says that it is judged on, and how much of that is social value.

Weights are compared only where they count in one and the same thing. What is not recorded stays not recorded: a
share of nought is given only where the weights recorded add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from statistics import median

import networkx as nx

from ecosystem.analyses.reading import canonical, name, texts
from ecosystem.projection import neighbours, of_family

HUNDRED = Decimal(100)
_ROUNDING = Decimal("0.005")
"""By how much of the whole weights may miss it, for having been rounded when they were written down."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `kind` and `basis` are notations, "" where none or several are recorded; so `weight` is None."""

    iri: str
    label: str
    kind: str
    kind_label: str
    weight: Decimal | None
    basis: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights of one decision, as far as they can be compared.

    `shares`: a share of the whole, 0-1, for each criterion that has a weight. `social`: the share of all criteria
    of social value together. `recorded`: the share of the whole that the recorded weights make up.
    """

    criteria: tuple[Criterion, ...]
    basis: str
    total: Decimal
    shares: dict[str, Decimal]
    social_value: tuple[str, ...]
    recorded: Decimal

    @property
    def social(self) -> Decimal:
        """The share of social value, 0-1."""
        return sum((self.shares[iri] for iri in self.social_value), Decimal(0))

    @property
    def largest(self) -> tuple[str, ...]:
        """The criteria with the largest weight; several where they are level."""
        most = max(self.shares.values())
        return tuple(iri for iri, share in self.shares.items() if share == most)

    @property
    def rank(self) -> tuple[int, bool] | None:
        """The place of the weightiest criterion of social value among all, and whether it shares that place."""
        if not self.social_value:
            return None
        own = max(self.shares[iri] for iri in self.social_value)
        level = sum(1 for share in self.shares.values() if share == own)
        return 1 + sum(1 for share in self.shares.values() if share > own), level > 1

    @property
    def leading(self) -> bool:
        """Whether a criterion of social value alone has the largest weight."""
        return len(self.largest) == 1 and self.largest[0] in self.social_value


@dataclass(frozen=True, slots=True)
class NotStated:
    """A decision whose share of social value is not known, and why, as the end of a sentence."""

    criteria: tuple[Criterion, ...]
    why: str
    order: tuple[str, ...] = ()
    """The criteria in their recorded order, where that is all that is recorded."""


def rolled_up(graph: nx.MultiDiGraph[str], notations: str) -> frozenset[str]:
    """The kinds of criterion of these notations (with commas between) and of everything narrower in the scheme.

    >>> sorted(rolled_up(nx.MultiDiGraph(), "PR,WC"))
    ['PR', 'WC']
    """
    wanted = {text.strip() for text in notations.split(",")}
    kinds = set(of_family(graph, "criterion-kind"))
    wider = nx.DiGraph((a, b) for a, b, key in graph.edges(keys=True) if key == "broader" and a in kinds)
    wider.add_nodes_from(kinds)
    tops = [kind for kind in kinds if graph.nodes[kind].get("notation") in wanted]
    below = {kind for top in tops for kind in (top, *nx.ancestors(wider, top))}
    return frozenset({str(graph.nodes[kind]["notation"]) for kind in below} | wanted)


def criteria_of(graph: nx.MultiDiGraph[str], decision: str) -> tuple[Criterion, ...]:
    """The recorded criteria, the weightiest first."""
    found = [_criterion(graph, iri) for iri in canonical(graph, neighbours(graph, decision, "hasCriterion"))]
    return tuple(sorted(found, key=lambda item: (item.weight is None, -(item.weight or 0))))


def weighed(criteria: Sequence[Criterion], social: frozenset[str]) -> Weighing | NotStated:
    """The shares of one decision, or why there are none."""
    criteria = tuple(criteria)
    own = tuple(item.iri for item in criteria if item.kind in social)
    if not criteria:
        return NotStated(criteria, "no criteria are recorded")
    if not any(item.weight is not None for item in criteria):
        return NotStated(criteria, "no weights are recorded")
    bases = {item.basis for item in criteria if item.weight is not None}
    if bases == {"order-only"}:
        return _in_order(criteria)
    if len(bases) > 1 or not bases <= {"percent", "points"}:
        return NotStated(criteria, "what the weights count in is not recorded, or differs between them")
    return _shares(criteria, own, bases.pop())


def _in_order(criteria: tuple[Criterion, ...]) -> NotStated:
    placed = sorted((item.weight, place) for place, item in enumerate(criteria) if item.weight is not None)
    order = tuple(criteria[place].iri for _, place in placed)
    return NotStated(criteria, "only the order of the criteria is recorded", order)


def _shares(criteria: tuple[Criterion, ...], own: tuple[str, ...], basis: str) -> Weighing | NotStated:
    weights = {item.iri: item.weight for item in criteria if item.weight is not None}
    total = sum(weights.values(), Decimal(0))
    if total <= 0 or min(weights.values()) < 0:
        return NotStated(criteria, "the recorded weights do not add up to anything above nought")
    whole = _whole(total) if basis == "percent" else total
    if any(iri not in weights for iri in own):
        return NotStated(criteria, "no weight of social value is recorded")
    if basis == "points" and len(weights) < len(criteria):
        return NotStated(criteria, "some criteria have no recorded points, so the whole is not known")
    if not own and (basis == "points" or total < whole):
        missing = "points have no whole of their own" if basis == "points" else f"they add up to {total}"
        return NotStated(
            criteria, f"the recorded weights name no social value and may not be all of them ({missing})"
        )
    shares = {iri: weight / whole for iri, weight in weights.items()}
    return Weighing(criteria, basis, total, shares, own, min(total / whole, Decimal(1)))


def _whole(total: Decimal) -> Decimal:
    """What a percentage is of: 100; what there is, where weights add up to more or are written as fractions of 1."""
    if total > HUNDRED * (1 - _ROUNDING) or abs(total - 1) <= _ROUNDING:
        return total
    return HUNDRED


def _criterion(graph: nx.MultiDiGraph[str], iri: str) -> Criterion:
    kinds = neighbours(graph, iri, "criterionKind")
    bases = neighbours(graph, iri, "weightBasis")
    kind = graph.nodes[kinds[0]] if len(kinds) == 1 else {}
    return Criterion(
        iri,
        name(graph, iri),
        str(kind.get("notation", "")),
        str(kind.get("label", "")),
        _one_number(texts(graph, iri, "weight")),
        str(graph.nodes[bases[0]].get("notation", "")) if len(bases) == 1 else "",
    )


def _one_number(said: Iterable[str]) -> Decimal | None:
    """The one number that is recorded; None where sources differ."""
    try:
        numbers = {Decimal(text) for text in said}
    except InvalidOperation:
        return None
    return numbers.pop() if len(numbers) == 1 else None


def weighted_median(pairs: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    """The value at which half of the weight is reached, of (value, weight above 0) pairs.

    >>> weighted_median([(Decimal(1), Decimal(1)), (Decimal(2), Decimal(1)), (Decimal(9), Decimal(5))])
    Decimal('9')
    """
    half, reached = sum((weight for _, weight in pairs), Decimal(0)) / 2, Decimal(0)
    for value, weight in sorted(pairs):
        reached += weight
        if reached >= half:
            return value
    raise ValueError("The median of nothing is not known.")


def middle(values: Iterable[Decimal]) -> Decimal:
    """The median; of an even number, halfway between the two in the middle."""
    return median(list(values))
