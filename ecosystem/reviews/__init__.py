"""What people decide about findings: kept for good, never averaged, always reversible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ecosystem.findings import Finding
from ecosystem.reviews.basis import Basis, Change, changes

Verdict = Literal["confirmed", "rejected", "intended", "unreviewed"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "rejected", "intended")
"""What can be said of a finding: notations of the scheme `review-status`."""
WITHDRAWN: Verdict = "unreviewed"
"""What takes a person's earlier verdict back."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was judged, as it stood then: enough to tell of it when the finding is no longer made."""

    method: str
    kind: str
    headline: str
    involves: tuple[str, ...]
    coordinates: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    """IRI -> what it was called."""
    below: bool = False
    """Whether it was drawn from below the threshold, and not published, when it was judged."""

    @classmethod
    def of(cls, finding: Finding, *, below: bool = False) -> Subject:
        """What is kept of a finding, or of what would be one."""
        return cls(
            method=finding.method,
            kind=finding.kind,
            headline=finding.headline,
            involves=finding.involves,
            coordinates=finding.coordinates,
            labels=tuple(sorted(finding.labels.items())),
            below=below,
        )


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict of one person on one finding. `at` is in UTC; `basis` holds the facts as they were then."""

    iri: str
    finding: str
    verdict: str
    person: str
    at: datetime
    reason: str
    next_step: str
    subject: Subject
    basis: Basis


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a finding stands. `reviews`: the newest of each person, newest first, without those withdrawn.

    `changes`: what is recorded otherwise now than when the current verdict was given.
    """

    reviews: tuple[Review, ...]
    changes: tuple[Change, ...] = ()

    @property
    def current(self) -> Review:
        """The verdict that counts: the newest of those that people stand by."""
        return self.reviews[0]

    @property
    def disputed(self) -> bool:
        """Whether people stand by different verdicts."""
        return len({review.verdict for review in self.reviews}) > 1

    @property
    def state(self) -> str:
        """`changed` where the facts are no longer those that were judged, else `decided`."""
        return "changed" if self.changes else "decided"

    @property
    def set_aside(self) -> bool:
        """Whether it is left out of the lists of what is open: rejected or intended, on facts that still hold."""
        return self.current.verdict in ("rejected", "intended") and not self.changes


def counted(reviews: Iterable[Review]) -> dict[str, tuple[Review, ...]]:
    """Finding -> the reviews that count: of each person the newest, unless it takes the verdict back; newest first.

    This is the one place where it is decided who has the last word.
    """
    newest: dict[tuple[str, str], Review] = {}
    for review in sorted(reviews, key=_order):
        newest[review.finding, same_person(review.person)] = review
    found: dict[str, list[Review]] = defaultdict(list)
    for review in sorted(newest.values(), key=_order, reverse=True):
        if review.verdict != WITHDRAWN:
            found[review.finding].append(review)
    return {finding: tuple(items) for finding, items in sorted(found.items())}


def standing(counting: tuple[Review, ...], basis: Basis | None) -> Standing | None:
    """Where a finding stands on the facts of today; None where no verdict counts.

    `basis` is None where the finding is no longer made: then nothing is compared.
    """
    if not counting:
        return None
    return Standing(counting, changes(counting[0].basis, basis) if basis else ())


def same_person(name: str) -> str:
    """A name as compared: one person may type it in capitals or with two spaces."""
    return " ".join(name.casefold().split())


def _order(review: Review) -> tuple[datetime, str]:
    return (review.at, review.iri)
