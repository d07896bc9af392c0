"""The text of a period to its first and its last day; one that could be two periods is not guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.importers.values import CONVERTERS


@pytest.mark.parametrize(
    ("convert", "text", "first", "last"),
    [
        ("uk-financial-year", "2017/18", "2017-04-01", "2018-03-31"),
        ("uk-financial-year", "2017-18", "2017-04-01", "2018-03-31"),
        ("uk-financial-year", "2017/2018", "2017-04-01", "2018-03-31"),
        ("uk-financial-year", "1999/00", "1999-04-01", "2000-03-31"),
        ("uk-financial-year", "2011-12", "2011-04-01", "2012-03-31"),
        ("uk-financial-year", "2021-22 to 2023-24", "2021-04-01", "2024-03-31"),
        ("uk-financial-quarter", "2021/22 Q1", "2021-04-01", "2021-06-30"),
        ("uk-financial-quarter", "2021/22 Q3", "2021-10-01", "2021-12-31"),
        ("uk-financial-quarter", "Q4 2021/22", "2022-01-01", "2022-03-31"),
        ("uk-financial-quarter", "2021/22 Q1 - 2022/23 Q2", "2021-04-01", "2022-09-30"),
        ("academic-year", "2017/18", "2017-09-01", "2018-08-31"),
        ("academic-year", "2020/21 - 24/25", "2020-09-01", "2025-08-31"),
        ("calendar-year", "2019", "2019-01-01", "2019-12-31"),
        ("calendar-year", "2015 - 17", "2015-01-01", "2017-12-31"),
        ("calendar-year", "2015 \u2013 2017", "2015-01-01", "2017-12-31"),
        ("quarter", "2019 Q1", "2019-01-01", "2019-03-31"),
        ("quarter", "2019-Q4", "2019-10-01", "2019-12-31"),
        ("quarter", "q2 2019", "2019-04-01", "2019-06-30"),
        ("quarter", "Q1 2022-Q2 2023", "2022-01-01", "2023-06-30"),
        ("month", "2019-03", "2019-03-01", "2019-03-31"),
        ("month", "Mar 2019", "2019-03-01", "2019-03-31"),
        ("month", "february 2024", "2024-02-01", "2024-02-29"),
        ("month", "Sept 2019", "2019-09-01", "2019-09-30"),
        ("month", "2011-12", "2011-12-01", "2011-12-31"),
        ("month", "Jan 2022-Dec 2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_period_is_read_as_its_first_and_last_day(convert: str, text: str, first: str, last: str) -> None:
    assert CONVERTERS[f"{convert}-start"](text).value == date.fromisoformat(first)
    assert CONVERTERS[f"{convert}-end"](text).value == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("convert", "text", "said"),
    [
        (
            "uk-financial-year",
            "2017",
            "'2017' does not say which financial year is meant. Write 2017/18, or 2016/17 for the one before.",
        ),
        ("uk-financial-year", "2017/19", "'2017/19' is not a financial year. Write it as 2017/18."),
        ("uk-financial-year", "17/18", "'17/18' is not a financial year. Write it as 2017/18."),
        (
            "uk-financial-year",
            "2019/20 - 2017/18",
            "'2019/20 - 2017/18' is not a financial year. Write it as",
        ),
        ("academic-year", "autumn", "'autumn' is not an academic year. Write it as 2017/18."),
        (
            "academic-year",
            "2000",
            "'2000' does not say which academic year is meant. Write 2000/01, or 1999/00 for the one before.",
        ),
        (
            "calendar-year",
            "2015 - 16",
            "'2015 - 16' may be two calendar years, or the one year that lies in both. Write one year, such as",
        ),
        (
            "calendar-year",
            "2015/16",
            "'2015/16' may be two calendar years, or the one year that lies in both.",
        ),
        ("calendar-year", "19", "'19' is not a calendar year. Write it as 2019."),
        ("calendar-year", "2015-17", "'2015-17' is not a calendar year. Write it as 2019."),
        ("quarter", "2019", "'2019' does not say which quarter is meant. Write it as 2019 Q1."),
        ("quarter", "2019 Q5", "'2019 Q5' is not a quarter. Write it as 2019 Q1."),
        ("quarter", "2019/20 Q1", "'2019/20 Q1' is not a quarter. Write it as 2019 Q1."),
        (
            "uk-financial-quarter",
            "2019 Q1",
            "'2019 Q1' is not a quarter of a financial year. Write it as 2017/18",
        ),
        ("month", "2019-13", "'2019-13' is not a month. Write it as 2019-03 or Mar 2019."),
        ("month", "03/04/2019", "'03/04/2019' is not a month. Write it as 2019-03 or Mar 2019."),
        ("month", "Mar-19", "'Mar-19' is not a month. Write it as 2019-03 or Mar 2019."),
        ("month", "2019", "'2019' does not say which month is meant. Write it as 2019-03 or Mar 2019."),
    ],
)
def test_what_could_be_another_period_is_sent_back_with_the_form_to_write(
    convert: str, text: str, said: str
) -> None:
    for end in ("start", "end"):
        found = CONVERTERS[f"{convert}-{end}"](text)
        assert (found.value, found.severity) == (None, "violation")
        assert f"{found.message} {found.fix}".startswith(said)


@given(st.integers(1000, 2998), st.sampled_from(["uk-financial-year", "academic-year"]))
def test_years_of_one_kind_follow_each_other_without_a_gap(year: int, kind: str) -> None:
    last = CONVERTERS[f"{kind}-end"](f"{year}/{(year + 1) % 100:02}").value
    following = CONVERTERS[f"{kind}-start"](f"{year + 1}/{(year + 2) % 100:02}").value
    assert isinstance(last, date)
    assert last + timedelta(days=1) == following
