"""Files to tables of text. The bytes are taken apart in a worker process, never in this one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.records import Source, Table
from ecosystem.workers.files import content, file_worker, told_why
from ecosystem.workers.process import Worker

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""What is read as a table; anything else in a folder is left alone."""

_TABLES_ARE = f"Tables are files that end in {', '.join(SUFFIXES)}."
_TOO_LARGE = (
    "A cell far outside the table is the usual cause: delete the rows and columns around the table, and save "
    "it."
)
_CRASHED = "Open it in a spreadsheet, copy its tables to a new workbook, and save that as .xlsx."


def read_tables(paths: Sequence[Path], settings: Settings) -> list[Source]:
    """Every table in the files and folders, in the order given, the files of a folder by name.

    Cells are text as the file has it; rows keep the number a person sees beside them, blank rows are left
    out, short rows are filled up with "". Rows wider than their header keep all their cells and are named in
    `Table.surplus`. `Source.notes` says what was assumed and what was not read.
    Raises SourceError for the first file that cannot be read, with its name, what was found and what to do.
    """
    files = _files(paths)
    worker: Worker | None = None
    sources = []
    try:
        for name, file in files:
            data = _bytes(file, name, settings.file_bytes)
            worker = worker or _worker(settings)
            sources.append(_source(worker, name, data, settings))
    finally:
        if worker:
            worker.stop()
    return sources


def read_table(name: str, data: bytes, settings: Settings) -> Source:
    """The tables in the bytes of one file, under its name. Raises SourceError as `read_tables` does."""
    _refuse_blank(name, data)
    worker = _worker(settings)
    try:
        return _source(worker, name, data, settings)
    finally:
        worker.stop()


def _files(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Each file once, under its name; with its folder's name where two files have the same."""
    files: list[Path] = []
    for path in paths:
        files += _in_folder(path) if path.is_dir() else [path]
    files = list(dict.fromkeys(file.absolute() for file in files))
    names = [file.name for file in files]
    return [
        (file.name if names.count(file.name) == 1 else f"{file.parent.name}/{file.name}", file)
        for file in files
    ]


def _in_folder(folder: Path) -> list[Path]:
    # ~$ begins the lock file that a spreadsheet leaves beside an open workbook
    found = [
        file
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$")) and file.is_file()
    ]
    if not found:
        raise SourceError(f"The folder {folder.name} has no table in it. {_TABLES_ARE}", file=folder.name)
    return found


def _bytes(file: Path, name: str, most: int) -> bytes:
    if file.suffix.lower() not in SUFFIXES:
        raise SourceError(f"{name} is not a table we know. {_TABLES_ARE}", file=name)
    data = content(file, most, name)
    _refuse_blank(name, data)
    return data


def _refuse_blank(name: str, data: bytes) -> None:
    if not data:
        raise SourceError(f"{name} is empty. Export it again, with its headings in the first row.", file=name)


def _worker(settings: Settings) -> Worker:
    limits = {
        "unpacked": settings.file_unpacked_bytes,
        "members": settings.file_members,
        "rows": settings.file_rows,
        "columns": settings.file_columns,
        "characters": settings.file_cell_characters,
    }
    return file_worker("tables_child", settings, limits=limits)


def _source(worker: Worker, name: str, data: bytes, settings: Settings) -> Source:
    with told_why(name, settings, too_large=_TOO_LARGE, crashed=_CRASHED):
        tables, notes = _tables(worker, name, data, settings.file_seconds)
    return Source(name, hashlib.sha256(data).hexdigest(), len(data), tables, notes, data)


def _tables(
    worker: Worker, name: str, data: bytes, seconds: float
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    read: list[tuple[str, tuple[str, ...], list[tuple[int, tuple[str, ...]]]]] = []
    notes: tuple[str, ...] = ()
    for frame, body in worker.ask({"name": name}, data, seconds):
        if "notes" in frame:
            notes = tuple(frame["notes"])
        elif "sheet" in frame:
            read.append((frame["sheet"], tuple(json.loads(body)), []))
        else:
            for line in body.splitlines():
                number, *cells = json.loads(line)
                read[-1][2].append((number, tuple(cells)))
    return tuple(
        Table(name, sheet, header, tuple(rows), tuple(n for n, cells in rows if len(cells) > len(header)))
        for sheet, header, rows in read
    ), notes
