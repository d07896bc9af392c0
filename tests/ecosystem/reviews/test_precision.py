"""How often people agreed, and what they are given to judge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ecosystem.findings import Finding
from ecosystem.published import Published
from ecosystem.reviews import Review, Subject, counted
from ecosystem.reviews.basis import NOTHING
from ecosystem.reviews.precision import precision, review_sheet

NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)


def review(finding: str, verdict: str, person: str = "Ada", minutes: int = 0) -> Review:
    subject = Subject("overlap", "aligned-only", "A pair", ("a", "b"), (), ())
    at = NOON + timedelta(minutes=minutes)
    return Review(f"r-{finding}-{person}-{minutes}", finding, verdict, person, at, "", "", subject, NOTHING)


def published(count: int) -> list[Published]:
    finding = Finding(
        "overlap", "aligned-only", ("a", "b"), "A pair", "", "", "low", "", 1.0, "score", 1.0, (), ()
    )
    return [Published(f"f{number}", "run", "unreviewed", finding) for number in range(count)]


def test_fourteen_of_twenty_with_the_interval_of_wilson() -> None:
    reviews = [review(f"f{number}", "confirmed" if number < 14 else "rejected") for number in range(20)]
    (share,) = precision(reviews)
    assert share.sentence == "people confirmed 14 of 20 reviewed (48-85%)"
    # by hand: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), p = 0.7, n = 20, z = 1.96
    assert share.low == pytest.approx(0.4810, abs=1e-3)
    assert share.high == pytest.approx(0.8545, abs=1e-3)


def test_fewer_than_five_are_only_counted() -> None:
    (share,) = precision([review(f"f{number}", "confirmed") for number in range(4)])
    assert share.sentence == "people confirmed 4 of 4 reviewed"
    assert share.low is None


def test_intended_means_that_it_is_so_and_is_said() -> None:
    (share,) = precision([review("f1", "intended"), review("f2", "rejected")])
    assert share.sentence == "people confirmed 1 of 2 reviewed, 1 of them as intended"


def test_a_finding_counts_once_and_one_taken_back_not_at_all() -> None:
    reviews = [
        review("f1", "confirmed"),
        review("f1", "rejected", "Grace", 1),
        review("f2", "rejected"),
        review("f2", "unreviewed", "ADA", 1),
    ]
    (share,) = precision(reviews)
    assert (share.reviewed, share.borne_out) == (1, 0)
    assert list(counted(reviews)) == ["f1"]


def test_a_tenth_of_a_sheet_is_drawn_from_below_the_best() -> None:
    sheet = review_sheet(published(100), 20, seed=3)
    assert [line.rank for line in sheet if line.part == "top"] == list(range(1, 19))
    below = [line.rank for line in sheet if line.part == "random"]
    assert len(below) == 2
    assert min(below) > 18
    assert sheet == review_sheet(published(100), 20, seed=3)
    assert sheet != review_sheet(published(100), 20, seed=4)


def test_a_short_list_is_judged_whole() -> None:
    assert [line.part for line in review_sheet(published(5), 20)] == ["top"] * 5
