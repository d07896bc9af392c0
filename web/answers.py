"""Lists as files: the JSON and CSV form of a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, jsonify

from ecosystem.exporters.tables import safe_cell


def counted(value: int) -> int | None:
    """A count of what is recorded, for a file: None instead of 0, since nothing recorded is not none there."""
    return value or None


def json_answer(payload: Any) -> Response:
    """One JSON document."""
    return jsonify(payload)


def csv_answer(filename: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A CSV file with UTF-8 byte-order mark, so that spreadsheets read its letters right.

    Text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(head)
    writer.writerows([_safe(value) for value in row] for row in rows)
    answer = Response(stream.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=filename)
    return answer


def _safe(value: object) -> object:
    if value is None:
        return ""
    return safe_cell(value) if isinstance(value, str) else value
