"""Money is added up only where direction, status, currency and period are the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.sums import Sum, totals

PAID = Sum("s", True, Decimal(10), "GBP", "paid", "2025-04-01", "2026-03-31", None, ())

sums = st.builds(
    Sum,
    iri=st.just("s"),
    pays=st.booleans(),
    amount=st.decimals(0, 1000, places=2),
    currency=st.sampled_from(["GBP", "EUR"]),
    status=st.sampled_from(["paid", "planned", ""]),
    start=st.sampled_from(["2024-04-01", "2025-04-01", ""]),
    end=st.sampled_from(["2026-03-31", ""]),
    other=st.none(),
    efforts=st.just(()),
)


def test_planned_money_is_never_added_to_paid_money() -> None:
    found = totals([PAID, replace(PAID, status="planned")])
    assert [(total.status, total.amount) for total in found] == [
        ("paid", Decimal(10)),
        ("planned", Decimal(10)),
    ]


def test_two_currencies_give_two_totals() -> None:
    assert len(totals([PAID, replace(PAID, currency="EUR")])) == 2


def test_two_periods_give_two_totals_the_newer_first() -> None:
    found = totals([replace(PAID, start="2024-04-01", end="2025-03-31"), PAID])
    assert [total.start for total in found] == ["2025-04-01", "2024-04-01"]


def test_money_in_is_never_set_off_against_money_out() -> None:
    assert [total.pays for total in totals([replace(PAID, pays=False), PAID])] == [True, False]


@given(st.lists(sums))
def test_every_sum_is_in_exactly_one_total(items: list[Sum]) -> None:
    found = totals(items)
    assert sum(total.sums for total in found) == len(items)
    assert sum((total.amount for total in found), Decimal()) == sum(
        (item.amount for item in items), Decimal()
    )
    kinds = Counter((total.pays, total.status, total.currency, total.start, total.end) for total in found)
    assert set(kinds.values()) <= {1}
