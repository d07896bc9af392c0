"""How often people agreed so far, and what to give them to judge so that this can be known."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ecosystem.published import Published
from ecosystem.reviews import Review, counted

FEWEST = 5
"""Below this many reviewed findings there are counts only: no share of so few says anything."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the findings of one method that people judged they bore out.

    `borne_out` counts confirmed and intended: intended means that it is so, and wanted. `low` and `high`: the
    95% interval of Wilson (1927), None below `FEWEST`.
    """

    method: str
    reviewed: int
    borne_out: int
    intended: int
    low: float | None
    high: float | None

    @property
    def sentence(self) -> str:
        """For people: "people confirmed 14 of 20 reviewed (48-85%)"."""
        text = f"people confirmed {self.borne_out:,} of {self.reviewed:,} reviewed"
        if self.low is not None and self.high is not None:
            text += f" ({self.low:.0%}-{self.high:.0%})".replace("%-", "-")
        return f"{text}, {self.intended:,} of them as intended" if self.intended else text


def precision(reviews: Iterable[Review]) -> list[Precision]:
    """Precision so far of every method that people judged anything of, by name; each finding counts once."""
    verdicts: dict[str, list[str]] = {}
    for items in counted(reviews).values():
        verdicts.setdefault(items[0].subject.method, []).append(items[0].verdict)
    return [_precision(method, found) for method, found in sorted(verdicts.items())]


def _precision(method: str, verdicts: Sequence[str]) -> Precision:
    from scipy.stats import binomtest  # takes half a second to load, and most commands do without

    intended = verdicts.count("intended")
    borne_out = verdicts.count("confirmed") + intended
    low = high = None
    if len(verdicts) >= FEWEST:
        interval = binomtest(borne_out, len(verdicts)).proportion_ci(method="wilson")
        low, high = float(interval.low), float(interval.high)
    return Precision(method, len(verdicts), borne_out, intended, low, high)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of a review sheet. `rank` is its place among the findings of its method; `part`: top or random."""

    rank: int
    part: str
    item: Published


def review_sheet(findings: Sequence[Published], size: int, seed: int = 0) -> list[Drawn]:
    """What to judge next of one method's findings, given best first: the top, and a tenth at random from below.

    Of `size` findings a tenth (at least one) are drawn at random, with the seed, from what no list shows first;
    the rest are the best ones. Findings that people decided on are left out. An analysis publishes what passed its
    threshold only, so this says how good the lower ranks are, and nothing of what was never published.
    """
    ranked = [(rank, item) for rank, item in enumerate(findings, 1) if item.state != "decided"]
    drawn = max(1, size // 10) if len(ranked) > size else 0
    top, rest = ranked[: size - drawn], ranked[size - drawn :]
    # for a sheet that may be repeated, not for a secret
    chosen = random.Random(seed).sample(rest, min(drawn, len(rest))) if drawn else []  # noqa: S311
    return [
        *(Drawn(rank, "top", item) for rank, item in top),
        *(Drawn(rank, "random", item) for rank, item in sorted(chosen, key=lambda pair: pair[0])),
    ]
