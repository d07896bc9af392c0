"""CSV and its relatives, from bytes to rows of text."""

from __future__ import annotations

import codecs
import csv
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath

from ecosystem.workers.tables import Limits, Row, Sheet, headed, unreadable

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_END = "\0"  # no text that is read holds one
_NOT_TEXT = {
    b"PK\x03\x04": "It looks like a workbook: give it its own ending again, such as .xlsx.",
    b"\xd0\xcf\x11\xe0": "It looks like an Excel workbook: give it its own ending again, such as .xls.",
    b"%PDF": "It is a PDF: ask for the table it was made from.",
}


def read_text(data: bytes, name: str, limits: Limits) -> tuple[list[Sheet], list[str]]:
    """The table in the file, and in sentences what was assumed to read it.

    Rows are counted as a spreadsheet shows them: a quoted text over several lines is one row.
    Raises Refusal.
    """
    text, notes = _decoded(data, name)
    separator = _separator(text, PurePath(name).suffix.lower())
    sheet = headed(name, "", _records(text, separator, name), limits)
    if sheet is None:
        raise unreadable(f"{name} is empty. Export it again, with its headings in the first row.")
    if separator != ",":
        notes.append(f"{name}: columns were taken to be separated by {SEPARATORS[separator]}.")
    return [sheet], notes


def _decoded(data: bytes, name: str) -> tuple[str, list[str]]:
    for start, advice in _NOT_TEXT.items():
        if data.startswith(start):
            raise unreadable(f"{name} is not a text table, though its name says so. {advice}")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise unreadable(f"{name} is UTF-32 text, which is not read here. Save it as CSV UTF-8.")
    encoding, notes = _encoding(data), []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable(
            f"{name} cannot be read as {encoding.upper()} text (byte {error.start + 1:,}). "
            "Open it in a spreadsheet and save it as CSV UTF-8."
        ) from error
    if "\0" in text:
        raise unreadable(
            f"{name} holds characters that no text has (a NUL, character {text.index(chr(0)) + 1:,}), so "
            "it is damaged, not a text table, or UTF-16 without its mark. Save it as CSV UTF-8."
        )
    if encoding == "cp1252":
        notes.append(
            f"{name}: not UTF-8, so it was read as Windows-1252 (Western European). If letters with "
            "accents look wrong, save it as CSV UTF-8."
        )
    return text, notes


def _encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str, suffix: str) -> str:
    """The mark that parts most of the first row, outside its quotation marks."""
    counts = dict.fromkeys(SEPARATORS, 0)
    quoted = False
    for mark in text.lstrip():
        if mark == '"':
            quoted = not quoted
        elif mark in "\r\n" and not quoted:
            break
        elif mark in counts and not quoted:
            counts[mark] += 1
    if suffix == ".tsv" and counts["\t"]:
        return "\t"
    return max(counts, key=lambda mark: counts[mark])


def _records(text: str, separator: str, name: str) -> Iterator[Row]:
    """Every record, blank ones too. The last must be the mark that we put behind the end of the text: where
    it is not, a quotation mark swallowed it."""
    csv.field_size_limit(sys.maxsize)  # the length of a cell is checked where its place can be told
    lines: Iterable[str] = io.StringIO(text, newline="")
    number, cells = 0, [_END]
    for number, cells in enumerate(csv.reader(chain(lines, [_END]), delimiter=separator), 1):
        if cells == [_END]:
            return
        if cells and _END in cells[-1]:
            break
        yield number, cells
    raise unreadable(
        f"{name}, row {number:,}: a quotation mark is opened and never closed, so the rest of the file "
        "cannot be told apart. Close it, or write it twice where it belongs to the text."
    )
