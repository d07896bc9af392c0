"""Need for each outcome, group, place and period, and the people reached: met, unmet or not known, never nought.

Which reach belongs to which need is settled in `belonging`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["met", "unmet", "not known"]
FEW = 5
"""Below this, people might be recognised."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One record of people reached. `number`: None where none is recorded."""

    iri: str
    efforts: tuple[str, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    start: str
    end: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Need:
    """One estimate of need for one group in one place. `outcome` is "" where the estimate names none."""

    iri: str
    outcome: str
    group: str
    area: str
    start: str
    end: str
    needed: int


@dataclass(frozen=True, slots=True)
class NeedCell:
    """One estimate with the reach that belongs to it (`certain`), that may (`perhaps`), and that of wider places."""

    need: Need
    certain: tuple[Reach, ...]
    perhaps: tuple[Reach, ...]
    wider: tuple[Reach, ...]

    @property
    def reached(self) -> int | None:
        """The people reached as far as numbers are recorded; None where none is."""
        numbers = [reach.number for reach in self.certain if reach.number is not None]
        return sum(numbers) if numbers else None

    @property
    def state(self) -> State:
        """Unmet only where all that may belong here, counted in, would still not be enough."""
        if self.reached is None:
            return "not known"
        if self.reached >= self.need.needed:
            return "met"
        most = [reach.number for reach in (*self.certain, *self.perhaps)]
        known = [number for number in most if number is not None]
        return "unmet" if len(known) == len(most) and sum(known) < self.need.needed else "not known"

    @property
    def coverage(self) -> float | None:
        """People reached for each person in need, where the state is known."""
        if self.reached is None or self.state == "not known":
            return None
        return round(self.reached / self.need.needed, 6)

    @property
    def small(self) -> bool:
        """Whether a number here, or the difference of two, is of so few people that they might be recognised."""
        numbers = [reach.number for reach in (*self.certain, *self.perhaps)]
        short = None if self.reached is None else self.need.needed - self.reached
        return any(
            number is not None and 0 < number < FEW
            for number in (*numbers, self.reached, short, self.need.needed)
        )
