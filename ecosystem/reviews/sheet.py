"""What to give people to judge, so that it can be known how often an analysis is right and how much it misses.

Nobody who judges is told which rows come from below the threshold: who knows what an analysis thinks agrees with it
more often. So every row of a method is worded alike, and rows come in no order.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ecosystem.analyses.wording import listed, quoted
from ecosystem.published import Published

_DRAWN = 10
"""One row in so many is drawn from what is listed low, and one from what is not listed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was drawn: the best findings, some that are listed low, and some from below the threshold."""

    best: tuple[Published, ...] = ()
    low: tuple[Published, ...] = ()
    below: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a judge sees it: what to decide on, and what is recorded that speaks for it or against it."""

    id: str
    asked: str
    told: str
    item: Published


def review_sheet(
    findings: Sequence[Published], size: int, seed: int = 0, below: Sequence[Published] = ()
) -> Sheet:
    """What to judge next of one method's findings, given best first: best ones, low ones, and some of `below`.

    Of `size` rows a tenth (at least one) are drawn at random, with the seed, from `below`, what the analysis saw and
    did not publish; another tenth from the findings that no list shows first; the rest are the best. What people
    decided on is left out.
    """
    chance = random.Random(seed)  # noqa: S311 - for a sheet that may be repeated, not for a secret
    a_tenth = max(1, size // _DRAWN)
    undecided = [item for item in below if item.state != "decided"]
    ranked = [item for item in findings if item.state != "decided"]
    unlisted = chance.sample(undecided, min(a_tenth, len(undecided), size - min(1, len(ranked))))
    room = size - len(unlisted)
    drawn = min(a_tenth, room - 1) if len(ranked) > room else 0
    best, rest = ranked[: room - drawn], ranked[room - drawn :]
    return Sheet(tuple(best), tuple(chance.sample(rest, drawn)), tuple(unlisted))


def rows(sheet: Sheet, seed: int = 0) -> list[Row]:
    """The sheet as judges see it: without its parts, in an order drawn by chance."""
    drawn = (*sheet.best, *sheet.low, *sheet.below)
    mixed = random.Random(seed).sample(drawn, len(drawn))  # noqa: S311 - as above
    return [Row(item.iri, *_words(item), item) for item in mixed]


def _words(item: Published) -> tuple[str, str]:
    """What is asked and what is told, alike for what is published and what is not."""
    found = item.finding
    if found.method != "alignment":
        return found.headline, f"{found.why} {found.differs}"
    # a published pair is said to beat chance, and others are not: here both are told by what they share
    names = listed([quoted(found.labels[iri]) for iri in found.involves])
    outcomes = [quoted(part.label) for part in found.contributions]
    shared = f"Both work for {listed(outcomes)}." if outcomes else "They share no outcome."
    return f"Do {names} work for the same ends?", f"{shared} {found.differs}"
