"""How often people agreed, and what they are given to judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ecosystem.findings import Finding
from ecosystem.published import Published
from ecosystem.reviews import Review, Standing, Subject, counted
from ecosystem.reviews.basis import NOTHING
from ecosystem.reviews.precision import missed, precision
from ecosystem.reviews.sheet import Sheet, review_sheet, rows

NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)


def review(
    finding: str, verdict: str, person: str = "Ada", minutes: int = 0, *, below: bool = False
) -> Review:
    subject = Subject("overlap", "aligned-only", "A pair", ("a", "b"), (), (), below)
    at = NOON + timedelta(minutes=minutes)
    return Review(f"r-{finding}-{person}-{minutes}", finding, verdict, person, at, "", "", subject, NOTHING)


def published(count: int, name: str = "f", method: str = "overlap") -> list[Published]:
    finding = Finding(
        method, "aligned-only", ("a", "b"), "A pair", "", "", "low", "", 1.0, "score", 1.0, (), ()
    )
    finding = replace(finding, labels={"a": "Alder", "b": "Birch"})
    return [Published(f"{name}{number}", "run", "unreviewed", finding) for number in range(count)]


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
    findings = published(100)
    sheet = review_sheet(findings, 20, seed=3)
    assert list(sheet.best) == findings[:18]
    assert len(sheet.low) == len({item.iri for item in sheet.low}) == 2
    assert all(item in findings[18:] for item in sheet.low)
    assert sheet.below == ()
    assert sheet == review_sheet(published(100), 20, seed=3)
    assert sheet != review_sheet(published(100), 20, seed=4)


def test_a_short_list_is_judged_whole() -> None:
    assert review_sheet(published(5), 20) == Sheet(best=tuple(published(5)))


def test_a_tenth_more_is_drawn_from_what_was_not_published_and_at_least_one() -> None:
    below = published(50, "b")
    sheet = review_sheet(published(100), 20, 3, below)
    assert (len(sheet.best), len(sheet.low), len(sheet.below)) == (16, 2, 2)
    assert {item.iri for item in sheet.below} <= {item.iri for item in below}
    assert sheet == review_sheet(published(100), 20, 3, below)
    assert len(review_sheet(published(9), 4, 3, below).below) == 1
    alone = review_sheet([], 20, 3, below)
    assert (alone.best, alone.low, len(alone.below)) == ((), (), 2)
    assert review_sheet(published(9), 1, 3, below) == Sheet(best=tuple(published(1)))


def test_what_people_decided_on_is_drawn_neither_from_above_nor_from_below() -> None:
    decided = Standing((review("b0", "rejected"),))
    below = [replace(item, standing=decided) for item in published(3, "b")]
    assert review_sheet([], 20, 3, below) == Sheet()


@pytest.mark.parametrize("method", ["overlap", "alignment"])
def test_a_judge_is_not_told_which_rows_were_published(method: str) -> None:
    listed = [
        replace(
            item, finding=replace(item.finding, headline="A pair beyond chance" * (method == "alignment"))
        )
        for item in published(40, "f", method)
    ]
    sheet = review_sheet(listed, 30, 3, published(40, "b", method))
    shown = rows(sheet, 3)
    assert {row.id for row in shown} == {item.iri for item in (*sheet.best, *sheet.low, *sheet.below)}
    if method == "alignment":
        assert {row.asked for row in shown} == {"Do “Alder” and “Birch” work for the same ends?"}
    places = [place for place, row in enumerate(shown) if row.id.startswith("b")]
    assert places != sorted(range(len(shown)))[-len(places) :]
    assert [row.id for row in shown] == [row.id for row in rows(sheet, 3)]


def test_what_was_drawn_from_below_says_what_is_missed_and_never_counts_as_precision() -> None:
    reviews = [review(f"f{number}", "confirmed") for number in range(5)]
    reviews += [review(f"b{number}", "rejected", below=True) for number in range(18)]
    reviews += [review("b18", "confirmed", below=True), review("b19", "intended", below=True)]
    (share,) = precision(reviews)
    assert (share.reviewed, share.borne_out) == (5, 5)
    (unseen,) = missed(reviews, {"overlap": 1_000})
    assert (unseen.reviewed, unseen.borne_out) == (20, 2)
    # Wilson by hand, as above: p = 0.1, n = 20
    assert unseen.low == pytest.approx(0.0279, abs=1e-3)
    assert unseen.high == pytest.approx(0.3010, abs=1e-3)
    assert unseen.sentence == (
        "of 20 drawn at random from the 1,000 that it saw and did not list, people confirmed 2 (3-30%), "
        "so that it may miss 28 to 301"
    )


def test_of_few_or_of_an_unknown_number_no_more_is_said_than_was_counted() -> None:
    few = [review(f"b{number}", "rejected", below=True) for number in range(4)]
    assert missed(few, {"overlap": 9})[0].sentence == (
        "of 4 drawn at random from the 9 that it saw and did not list, people confirmed 0"
    )
    five = [*few, review("b4", "rejected", below=True)]
    assert missed(five, {})[0].sentence == "of 5 drawn at random, people confirmed 0 (0-43%)"
    assert precision(few) == []
