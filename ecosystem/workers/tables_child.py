"""The program of a file worker: the bytes of one file in, its tables out as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from ecosystem.workers import child
from ecosystem.workers.child import Frame, Task
from ecosystem.workers.tables import Limits, Sheet, unreadable
from ecosystem.workers.text_tables import read_text
from ecosystem.workers.workbooks import read_workbook

_PART = 256 * 1024


def begin(setup: dict[str, Any]) -> Task:
    """The limits hold for all files of this worker."""
    limits = Limits(**setup["limits"])

    def task(request: dict[str, Any], body: bytearray) -> Iterable[Frame]:
        return _tables(request["name"], bytes(body), limits)

    return task


def _tables(name: str, data: bytes, limits: Limits) -> Iterator[Frame]:
    """For each table a frame with its name and header, then frames of rows; last the notes."""
    is_text = PurePath(name).suffix.lower() in {".csv", ".tsv"}
    sheets, notes = (read_text if is_text else read_workbook)(data, name, limits)
    sent = 0
    for sheet in sheets:
        yield {"sheet": sheet.name}, _packed(sheet.header)
        for part in _parts(sheet):
            sent += len(part)
            if sent > limits.unpacked:
                raise unreadable(
                    f"{name} holds more than {limits.unpacked / 2**20:,.4g} MB of text, the limit here. "
                    "Split it into several files."
                )
            yield {}, part
    yield {"notes": notes}, b""


def _parts(sheet: Sheet) -> Iterator[bytearray]:
    """The rows as lines of JSON, [number, cell, ...], some hundred kilobytes at a time."""
    part = bytearray()
    for number, cells in sheet.rows:
        part += _packed([number, *cells]) + b"\n"
        if len(part) > _PART:
            yield part
            part = bytearray()
    if part:
        yield part


def _packed(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


if __name__ == "__main__":
    child.run(begin)
