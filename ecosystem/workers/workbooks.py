"""Excel and OpenDocument workbooks, from bytes to rows of text: visible sheets, values and not formulas."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import PurePath

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ecosystem.workers.child import Refusal
from ecosystem.workers.tables import Limits, Row, Sheet, headed, unreadable

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""All that zipfile raises for archives that were damaged, or made to look so (NotImplementedError
included)."""
_PART = 1024 * 1024
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# A cell that holds something: one without contents is written <c r="B7" s="1"/>.
_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')
_LONGEST_TAG = 256

Value = str | int | float | bool | datetime | date | time | timedelta


def read_workbook(data: bytes, name: str, limits: Limits) -> tuple[list[Sheet], list[str]]:
    """The visible sheets in their order, and in sentences what was not read. Raises Refusal."""
    _refuse_other_kinds(data, name)
    if data.startswith(_ZIP):
        _refuse_bombs(data, name, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _sheets(workbook, name, limits)
    except PasswordError as error:
        raise _protected(name) from error
    except CalamineError as error:
        raise _damaged(name, str(error)) from error


def _sheets(workbook: CalamineWorkbook, name: str, limits: Limits) -> tuple[list[Sheet], list[str]]:
    notes, sheets = [], []
    for known in workbook.sheets_metadata:
        if known.typ is not SheetTypeEnum.WorkSheet:
            continue
        if known.visible is not SheetVisibleEnum.Visible:
            notes.append(
                f"{name}: sheet {known.name} is hidden, so it was not read. Unhide it to have it read."
            )
            continue
        sheet = headed(name, known.name, _rows(workbook.get_sheet_by_name(known.name)), limits)
        if sheet is None:
            notes.append(f"{name}: sheet {known.name} is empty.")
        else:
            sheets.append(sheet)
    if not sheets:
        hidden = " Its other sheets are hidden." if any("hidden" in note for note in notes) else ""
        raise unreadable(f"{name} has nothing in any visible sheet.{hidden} Check that it is the right file.")
    return sheets, notes


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    for number, values in enumerate(sheet.iter_rows(), 1):
        yield number, [as_text(value) for value in values]


def as_text(value: Value) -> str:
    """A cell as text: whole numbers without a point, others with the 15 digits a spreadsheet keeps, dates as
    ISO 8601, truth as yes and no.

    >>> as_text(12.0), as_text(0.1 + 0.2), as_text(1e-7), as_text(True)
    ('12', '0.3', '0.0000001', 'yes')
    >>> as_text(datetime(2026, 5, 3)), as_text(datetime(2026, 5, 3, 9, 30)), as_text(timedelta(hours=30))
    ('2026-05-03', '2026-05-03T09:30:00', '30:00:00')
    """
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return format(Decimal(format(value, ".15g")), "f")
        case datetime():
            second = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
            return second.date().isoformat() if second.time() == time() else second.isoformat()
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case time():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """A file that is not what its ending says: what it is, and what to do."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise _protected(name)
    if data.startswith(_OLE if ending == ".xls" else _ZIP):
        return
    if data.startswith((_OLE, _ZIP)):
        other = ".xls" if ending != ".xls" else ".xlsx"
        advice = f"It looks like a workbook of another kind: rename it to {other}."
    elif _is_text(data):
        page = data.lstrip()[:1] == b"<"
        advice = (
            "It looks like a web page: open it in a spreadsheet and save it as .xlsx."
            if page
            else "It looks like plain text: rename it to .csv."
        )
    else:
        advice = "Open it in a spreadsheet and save it again as .xlsx."
    kind = "an OpenDocument spreadsheet" if ending == ".ods" else "an Excel workbook"
    raise unreadable(f"{name} is not {kind}, though its name ends in {ending}. {advice}")


def _is_text(data: bytes) -> bool:
    start = data[:4096]
    return b"\0" not in start and not any(byte < 32 and byte not in b"\t\r\n\f" for byte in start)


def _refuse_bombs(data: bytes, name: str, limits: Limits) -> None:
    """Unpacks every part once, keeping none, so that what is read next is as large as it says."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.members:
                raise unreadable(
                    f"{name} is made of {len(parts):,} parts; the limit here is {limits.members:,}. "
                    "Open it in a spreadsheet and save it again as .xlsx."
                )
            for part in parts:
                is_sheet = _SHEET.fullmatch(part.filename) is not None
                tail = b""
                with archive.open(part) as stream:
                    while piece := stream.read(_PART):
                        unpacked += len(piece)
                        if unpacked > limits.unpacked:
                            raise unreadable(
                                f"{name} grows to more than {limits.unpacked / 2**20:,.4g} MB when it is "
                                "unpacked, the limit here. Copy the values of its tables to a new workbook."
                            )
                        if is_sheet:
                            _refuse_far_cells(tail + piece, name, limits)
                            tail = piece[-_LONGEST_TAG:]
    except _BROKEN as error:
        raise _damaged(name, str(error)) from error


def _refuse_far_cells(xml: bytes, name: str, limits: Limits) -> None:
    """One cell far outside its table makes the whole area between them be read."""
    for column, row in _CELL.findall(xml):
        number = 0
        for letter in column:
            number = number * 26 + letter - 64
        if number > limits.columns or int(row) > limits.rows + 1:
            cell = f"{column.decode()}{row.decode()}"
            raise unreadable(
                f"{name} has a sheet with something in cell {cell}, beyond the {limits.columns:,} columns "
                f"and {limits.rows:,} rows that are read here. Delete the rows and columns outside the "
                "table, and save it."
            )


def _protected(name: str) -> Refusal:
    return unreadable(f"{name} is protected with a password. Save a copy without the password.")


def _damaged(name: str, reason: str) -> Refusal:
    return unreadable(
        f"{name} cannot be read as a workbook ({reason}). Open it in a spreadsheet and save it again as "
        ".xlsx."
    )
