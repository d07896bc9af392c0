"""Which records of reach can belong to an estimate of need at all? Asked of all records at once, before each is judged.

A record of other groups, of places neither inside nor around, of days outside, or of work for other outcomes cannot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ecosystem.analyses.left_behind.need import Need, Reach

Mask = NDArray[np.bool_]


class Sieve:
    """`groups`, `places`: what a record must name one of, if it names any, to belong to a group or a place.

    `work`: the places, in `reaches`, of the records by work for an outcome. `outside`: whether the days of an estimate
    and of a record rule each other out.
    """

    def __init__(
        self,
        reaches: Sequence[Reach],
        *,
        groups: Callable[[str], Iterable[str]],
        places: Callable[[str], Iterable[str]],
        work: Callable[[str], Iterable[int]],
        outside: Callable[[str, str, str, str], bool],
    ) -> None:
        number = len(reaches)
        of_group, of_place = (
            _named(reach.groups for reach in reaches),
            _named(reach.places for reach in reaches),
        )
        days: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, reach in enumerate(reaches):
            days[reach.start, reach.end].append(at)

        def mask(chosen: Iterable[Iterable[int]]) -> Mask:
            found = np.zeros(number, dtype=np.bool_)
            for own in chosen:
                found[list(own)] = True
            return found

        self._group = cache(lambda group: mask(of_group.get(one, ()) for one in ("", *groups(group))))
        self._place = cache(lambda area: mask(of_place.get(one, ()) for one in ("", *places(area))))
        self._work = cache(lambda outcome: mask([work(outcome)]))
        self._days = cache(
            lambda start, end: mask(own for when, own in days.items() if not outside(start, end, *when))
        )

    def possible(self, need: Need) -> list[int]:
        """Places of the records that may belong to it, in order."""
        found = self._work(need.outcome) & self._group(need.group) & self._place(need.area)
        return list(np.flatnonzero(found & self._days(need.start, need.end)).tolist())


def _named(sets: Iterable[Sequence[str]]) -> Mapping[str, list[int]]:
    """Name -> the places of the sets that hold it; "" -> those of the empty ones."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(sets):
        for one in own or ("",):
            found[one].append(at)
    return found
