"""Going back: which version is published again, and which decisions of people stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ecosystem.errors import NotFound, StoreError
from ecosystem.store import Version

Describe = Callable[[int], Version]
"""What is known of a version; raises NotFound for one that is not kept."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Publish `version` again, with the graphs `kept` as they are now."""

    version: int
    kept: tuple[str, ...]
    message: str


def plan(describe: Describe, current: int, to: int | None, decisions: Sequence[str]) -> Plan:
    """How to go back from `current`: to the version `to`, or past the last change in force.

    `decisions` are the graphs that hold what people decided. They stay, but for those that the one change
    undone wrote itself, or all of them where nothing else was written in between: that is what is undone.
    Raises NotFound for a version that is not kept, StoreError for one that is current already.
    """
    line = lineage(describe, current)
    if to is None:
        if not line:
            raise NotFound(f"What was before version {current} is no longer kept. Nothing was changed.")
        last = describe(line[0])
        if last.parent == 0:
            raise NotFound(
                f"Version {last.number} is the first one; there is nothing before it to go back to."
            )
        to, message = last.parent, f"Undid version {last.number}: {last.message}"
    else:
        message = f"Went back to version {to}: {describe(to).message}"
    if to == current:
        raise StoreError(f"Version {to} is the current one already. Nothing was changed.")
    written = _written_between(describe, line, lineage(describe, to), decisions)
    return Plan(to, tuple(graph for graph in decisions if graph not in written), message)


def lineage(describe: Describe, number: int) -> list[int]:
    """The changes in force in a version, newest first, as far back as versions are kept.

    An undo stands for the changes of the version that it published again.
    """
    line: list[int] = []
    version = describe(number)
    while True:
        if version.restores is None:
            line.append(version.number)
        before = version.parent if version.restores is None else version.restores
        try:
            version = describe(before)
        except NotFound:
            return line


def _written_between(
    describe: Describe, line: Sequence[int], other: Sequence[int], decisions: Sequence[str]
) -> frozenset[str]:
    """Which graphs of decisions are what is undone by going from one line of changes to another."""
    apart = set(line) ^ set(other)
    written = frozenset(graph for number in apart for graph in describe(number).graphs)
    known = not set(line).isdisjoint(other)
    return written if known and (len(apart) == 1 or written <= set(decisions)) else frozenset()
