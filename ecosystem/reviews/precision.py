"""How often people agreed so far: with what was published, and with what was drawn from below the threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
            text += f" ({_percent(self.low, self.high)})"
        return f"{text}, {self.intended:,} of them as intended" if self.intended else text


@dataclass(frozen=True, slots=True)
class Missed:
    """How many of what one method did not publish people bore out all the same: what it misses, not how right it is.

    `total`: how much its newest run left below, None where it no longer says so. What was judged was drawn from
    that by chance. `low` and `high` as in `Precision`, of the share of `total` that is missed.
    """

    method: str
    reviewed: int
    borne_out: int
    total: int | None
    low: float | None
    high: float | None

    @property
    def sentence(self) -> str:
        """For people: how many of those drawn they confirmed, and how many of all that may stand for."""
        among = f" from the {self.total:,} that it saw and did not list" if self.total is not None else ""
        text = f"of {self.reviewed:,} drawn at random{among}, people confirmed {self.borne_out:,}"
        if self.low is None or self.high is None:
            return text
        text += f" ({_percent(self.low, self.high)})"
        if self.total is None:
            return text
        return f"{text}, so that it may miss {self.low * self.total:,.0f} to {self.high * self.total:,.0f}"


def precision(reviews: Iterable[Review]) -> list[Precision]:
    """Precision so far of every method that people judged any finding of, by name; each finding counts once.

    What was drawn from below the threshold is no finding and never counts here: see `missed`.
    """
    found = []
    for method, verdicts in _verdicts(reviews, below=False):
        intended = verdicts.count("intended")
        borne_out = verdicts.count("confirmed") + intended
        found.append(
            Precision(method, len(verdicts), borne_out, intended, *_interval(borne_out, len(verdicts)))
        )
    return found


def missed(reviews: Iterable[Review], totals: Mapping[str, int]) -> list[Missed]:
    """What may be missed by every method of which people judged something from below its threshold, by name.

    `totals`: method -> how much its newest run left below.
    """
    found = []
    for method, verdicts in _verdicts(reviews, below=True):
        borne_out = len(verdicts) - verdicts.count("rejected")
        interval = _interval(borne_out, len(verdicts))
        found.append(Missed(method, len(verdicts), borne_out, totals.get(method), *interval))
    return found


def _verdicts(reviews: Iterable[Review], *, below: bool) -> list[tuple[str, list[str]]]:
    """Method -> the verdicts that count, of one of the two kinds of what is judged."""
    found: dict[str, list[str]] = {}
    for items in counted(reviews).values():
        if items[0].subject.below == below:
            found.setdefault(items[0].subject.method, []).append(items[0].verdict)
    return sorted(found.items())


def _interval(borne_out: int, reviewed: int) -> tuple[float, float] | tuple[None, None]:
    from scipy.stats import binomtest  # takes half a second to load, and most commands do without

    if reviewed < FEWEST:
        return None, None
    interval = binomtest(borne_out, reviewed).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


def _percent(low: float, high: float) -> str:
    return f"{low:.0%}-{high:.0%}".replace("%-", "-")
