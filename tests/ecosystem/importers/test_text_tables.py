"""Text files become tables with the row numbers a person sees, or are refused by a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from table_files import SETTINGS, read, refusal, refused_text

from ecosystem.config import Settings
from ecosystem.records import Table


def table_of(
    folder: Path, content: str | bytes, name: str = "sheet.csv", settings: Settings = SETTINGS
) -> Table:
    """The table of a text file with this content."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    (table,) = read(file, settings).tables
    return table


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("utf-16-le", None), ("cp1252", 1)],
)
def test_encodings_are_recognised_and_an_assumed_one_is_said(
    tmp_path: Path, encoding: str, notes: int | None
) -> None:
    file = tmp_path / "sheet.csv"
    file.write_bytes("Name,Café\r\nÉlan,“quoted”\r\n".encode(encoding))
    if notes is None:
        assert "UTF-16 without its mark" in refusal(file)
        return
    source = read(file)
    assert source.tables[0].header == ("Name", "Café")
    assert source.tables[0].rows == ((2, ("Élan", "“quoted”")),)
    assert len(source.notes) == notes
    assert all("Windows-1252" in note for note in source.notes)


def test_a_big_endian_utf16_file_is_read(tmp_path: Path) -> None:
    table = table_of(tmp_path, b"\xfe\xff" + "Name;Café\nÉlan;x\n".encode("utf-16-be"))
    assert table.header == ("Name", "Café")


@pytest.mark.parametrize(
    ("separator", "word"), [(",", ""), (";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
)
def test_the_separator_is_told_from_the_heading_row(tmp_path: Path, separator: str, word: str) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text(
        f'"Name, or; title|here\tnow"{separator}Sector\nA, b; c{separator}x\n'.replace("A, b; c", '"A"')
    )
    source = read(file)
    assert source.tables[0].header == ("Name, or; title|here now", "Sector")
    assert source.tables[0].rows == ((2, ("A", "x")),)
    assert [word in note for note in source.notes] == ([True] if word else [])


def test_a_file_with_one_column_has_one(tmp_path: Path) -> None:
    assert table_of(tmp_path, "Name\nA\nB\n").rows == ((2, ("A",)), (3, ("B",)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_counted_as_records_whatever_ends_a_line(tmp_path: Path, end: str) -> None:
    content = end.join(["Name,Note", f'A,"two{end}lines, and ""more"""', "", ",", "B,x", "C,"])
    table = table_of(tmp_path, content.encode())
    assert table.rows == ((2, ("A", f'two{end}lines, and "more"')), (5, ("B", "x")), (6, ("C", "")))


def test_odd_line_breaks_inside_a_cell_do_not_make_rows(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name,Note\nA,one\u2028two\x0bthree\x85four\nB,x\n")
    assert [number for number, _ in table.rows] == [2, 3]


def test_the_header_is_the_first_row_that_is_not_blank(tmp_path: Path) -> None:
    table = table_of(tmp_path, "\n,\nName,Note\nA,b\n")
    assert table.header == ("Name", "Note")
    assert table.rows == ((4, ("A", "b")),)


def test_short_rows_are_filled_and_long_rows_keep_what_is_too_much(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name,Note\nA\nB,x,y\nC,x,,\nD,x,,z\n")
    assert table.rows == (
        (2, ("A", "")),
        (3, ("B", "x", "y")),
        (4, ("C", "x")),
        (5, ("D", "x", "", "z")),
    )
    assert table.surplus == (3, 5)


def test_cells_stay_the_text_they_are(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'id,x\n10.250,012\n 007 ,"=1+1"\n1e5,12" pipe\n')
    assert [cells for _, cells in table.rows] == [("10.250", "012"), (" 007 ", "=1+1"), ("1e5", '12" pipe')]


def test_headings_lose_breaks_and_outer_spaces_and_repeated_ones_stay(tmp_path: Path) -> None:
    table = table_of(tmp_path, '" Long\n name ",,Name,Name\na,b,c,d\n')
    assert table.header == ("Long name", "", "Name", "Name")


# Text tables: what is refused


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\n\n , \n", "is empty"),
        (b"Name,\x81\n", "cannot be read as CP1252 text (byte 6)"),
        (b"\xef\xbb\xbfName,\xff\n", "cannot be read as UTF-8"),
        (b"Name\nA\0B\n", "a NUL, character 7"),
        (b"\xff\xfe\x00\x00N\x00\x00\x00", "UTF-32"),
        (b"PK\x03\x04rest", "It looks like a workbook"),
        (b"\xd0\xcf\x11\xe0rest", "It looks like an Excel workbook"),
        (b"%PDF-1.7", "It is a PDF"),
        (b'Name,Note\nA,b\nB,"open\nC,d\n', "row 3: a quotation mark is opened and never closed"),
        (b'"Name,Note\nA,b\n', "row 1: a quotation mark is opened and never closed"),
        (b"Name,Note\nA," + b"x" * 32_768, "row 2, column Note holds a text of 32,768 characters"),
        (b"Name," + b"x" * 32_768, "row 1, column 2 holds a text of 32,768"),
        (b"," * 500 + b"Name\n", "row 1 has 501 columns; the limit here is 500"),
        (b"Name\n" + b"," * 500 + b"x\n", "row 2 has 501 columns"),
    ],
)
def test_a_text_file_that_cannot_be_trusted_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert sentence in refused_text(tmp_path, content)


def test_the_limits_of_rows_and_of_the_file_are_named(tmp_path: Path) -> None:
    few = replace(SETTINGS, file_rows=2)
    assert len(table_of(tmp_path, "Name\nA\nB\n", settings=few).rows) == 2
    assert "more than 2 rows under its header, the limit here (row 4)" in refused_text(
        tmp_path, b"Name\nA\nB\nC", few
    )
    small = replace(SETTINGS, file_bytes=2**20)
    assert "is larger than 1 MB, the limit here" in refused_text(tmp_path, b"N\n" * 2**19 + b"x", small)


def test_a_file_that_takes_too_long_is_stopped_and_says_so(tmp_path: Path) -> None:
    hurried = replace(SETTINGS, file_seconds=0.05)
    content = b"a,b,c,d\n" + b"some text,and more,and more,and more\n" * 100_000
    assert "was not read within 0.05 seconds, the limit here" in refused_text(tmp_path, content, hurried)


def test_a_file_that_takes_too_much_memory_is_stopped_and_says_so(tmp_path: Path) -> None:
    tight = replace(SETTINGS, file_memory=220 * 2**20)
    content = b"a,b\n" + b"x,y\n" * 10_000_000
    assert "needs more than 220 MB of memory" in refused_text(tmp_path, content, tight)
