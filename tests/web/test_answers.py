"""Lists as files that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from flask import Flask

from web.answers import csv_answer


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1"])
def test_text_that_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    body = csv_answer("map.csv", ("Name",), [(text,)]).data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(body, newline="")))[1] == [f"'{text}"]


def test_numbers_stay_numbers_and_nothing_known_stays_empty() -> None:
    body = csv_answer("map.csv", ("A", "B", "C"), [(-3, "-3.5", None)]).data.decode("utf-8-sig")
    assert body.splitlines()[1] == "-3,-3.5,"


def test_letters_survive_and_the_file_has_a_name() -> None:
    answer = csv_answer("map.csv", ("Name",), [("Tŷ Hafan, Caerdydd",)])
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "filename=map.csv" in answer.headers["Content-Disposition"]
    assert '"Tŷ Hafan, Caerdydd"' in answer.data.decode("utf-8-sig")
