"""Whether any work is recorded for a group in a place, and which work would fit if it went there too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from ecosystem.analyses.left_behind.belonging import Reading
from ecosystem.analyses.left_behind.need import Need, NeedCell

Service = Literal["recorded", "perhaps", "none recorded"]


@dataclass(frozen=True, slots=True)
class Telling:
    """How many efforts of a data set say what must be known before silence is told from a gap."""

    telling: int
    asked: int

    @property
    def share(self) -> float:
        """0-1; nought where there is nobody to ask."""
        return round(self.telling / self.asked, 6) if self.asked else 0.0


def service_for(reading: Reading, need: Need) -> Service:
    """Whether an effort is recorded for this group, place and outcome.

    One for a wider group or in a wider place is one. "perhaps": an effort for the very outcome leaves its group or
    place open. Where the estimate names no outcome, an effort that leaves them open counts for nothing: see `telling`.
    """
    groups = reading.groups_met(need.group)
    places = reading.inside(need.area) | reading.around(need.area)
    found: Service = "none recorded"
    for effort in reading.efforts[need.outcome]:
        people = _says(reading.stated(effort, "serves"), groups)
        where = _says(reading.stated(effort, "inArea"), places)
        if people and where:
            return "recorded"
        if need.outcome and people is not False and where is not False:
            found = "perhaps"
    return found


def telling(reading: Reading) -> Mapping[tuple[str, bool], Telling]:
    """(Data set, whether an outcome is asked for) -> how many of its efforts say for whom, where (and for what)."""
    found: dict[tuple[str, bool], Telling] = defaultdict(lambda: Telling(0, 0))
    for effort in reading.efforts[""]:
        home = reading.graph.nodes[effort]["dataset"]
        tells = bool(reading.stated(effort, "serves") and reading.stated(effort, "inArea"))
        for asked, told in ((False, tells), (True, tells and bool(reading.stated(effort, "targetsOutcome")))):
            so_far = found[home, asked]
            found[home, asked] = Telling(so_far.telling + told, so_far.asked + 1)
    return found


def what_if(reading: Reading, cells: Sequence[NeedCell], most: int) -> list[tuple[str, list[NeedCell]]]:
    """Greedy set cover: the effort that would fit most of these cells, then the one that fits most of the rest, ...

    An effort fits a cell if it works for its outcome and its group, and is not recorded there yet. Greedy choice is
    within a factor of ln n of the fewest possible. At most `most` efforts; ties go by name.
    """
    fits = _fits(reading, cells)
    left = set(range(len(cells)))
    chosen: list[tuple[str, list[NeedCell]]] = []
    while left and len(chosen) < most:
        best = max(fits, key=lambda effort: len(fits[effort] & left), default="")
        covered = sorted(fits[best] & left) if best else []
        if not covered:
            break
        chosen.append((best, [cells[place] for place in covered]))
        left -= set(covered)
    return chosen


def _fits(reading: Reading, cells: Sequence[NeedCell]) -> Mapping[str, Set[int]]:
    """Effort -> the cells that it would fit, by place in the list; in canonical order."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, cell in enumerate(cells):
        for effort in reading.efforts[cell.need.outcome] if cell.need.outcome else ():
            people = reading.stated(effort, "serves")
            if reading.groups(cell.need.group) & people and not _there(reading, effort, cell):
                found[effort].add(place)
    return {
        effort: found[effort]
        for effort in reading.efforts[""]
        if effort in found and reading.one.get(effort, effort) == effort
    }


def _there(reading: Reading, effort: str, cell: NeedCell) -> bool:
    """Whether an effort is in the place already, or may be, since it does not say where it is."""
    here = reading.inside(cell.need.area) | reading.around(cell.need.area)
    stated = reading.stated(effort, "inArea")
    reached = any(effort in reach.efforts for reach in (*cell.certain, *cell.perhaps))
    return reached or not stated or bool(here & stated)


def _says(stated: frozenset[str], wanted: frozenset[str]) -> bool | None:
    """Whether one of these is stated; None where nothing is."""
    return bool(wanted & stated) if stated else None
