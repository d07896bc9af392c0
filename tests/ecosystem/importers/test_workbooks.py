"""Workbooks become tables of text, one for each visible sheet, or are refused by a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from table_files import read, refusal, refused_text, workbook


def sheet_file(file: Path, fill: Callable[[Worksheet], object]) -> Path:
    """A workbook with one sheet, `Sheet`, filled in by a function."""
    book = openpyxl.Workbook()
    fill(book.active)
    book.save(file)
    return file


def repacked(file: Path, change: Callable[[str, bytes], bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """The workbook with some of its parts changed."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return file


def test_a_workbook_gives_its_visible_sheets_and_says_what_it_left_out(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "book.xlsx",
        First=[["Name"], ["A"]],
        Secret=[["Name"], ["B"]],
        Blank=[],
        Last=[["Id"], ["C"]],
    )
    book = openpyxl.load_workbook(file)
    book["Secret"].sheet_state = "hidden"
    book.create_chartsheet("Chart")
    book.save(file)
    source = read(file)
    assert [(table.sheet, table.header, table.rows) for table in source.tables] == [
        ("First", ("Name",), ((2, ("A",)),)),
        ("Last", ("Id",), ((2, ("C",)),)),
    ]
    assert len(source.notes) == 2
    assert "sheet Secret is hidden" in source.notes[0]
    assert "sheet Blank is empty" in source.notes[1]


def test_values_of_a_workbook_become_text(tmp_path: Path) -> None:
    texts = {
        "12": 12,
        "12.5": 12.5,
        "0.3": 0.1 + 0.2,
        "0.0000001": 1e-7,
        "1099511627776": 2**40,
        "012": "012",
        "yes": True,
        "no": False,
        "2026-05-03": date(2026, 5, 3),
        "2026-05-03T09:30:00": datetime(2026, 5, 3, 9, 30),
        "": "=1",  # a formula that no spreadsheet has worked out yet
    }
    heads = [f"c{number}" for number in range(len(texts))]
    (table,) = read(workbook(tmp_path / "book.xlsx", Sheet=[heads, list(texts.values())])).tables
    assert table.rows[0][1] == tuple(texts)


def test_a_sheet_that_starts_lower_and_further_right_keeps_its_row_numbers(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for cell, value in {"C30": "Name", "D30": "Note", "C31": "A", "D34": "late"}.items():
            sheet[cell] = value

    (table,) = read(sheet_file(tmp_path / "book.xlsx", fill)).tables
    assert table.header == ("Name", "Note")
    assert table.rows == ((31, ("A", "")), (34, ("", "late")))


def test_cells_under_no_heading_widen_the_header(tmp_path: Path) -> None:
    (table,) = read(workbook(tmp_path / "book.xlsx", Sheet=[["Name"], ["A", "stray"]])).tables
    assert table.header == ("Name", "")
    assert table.rows == ((2, ("A", "stray")),)


def test_a_whole_sheet_merge_is_no_work(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Name"])
        sheet.append(["A"])
        sheet.merge_cells("A4:B5")

    file = sheet_file(tmp_path / "book.xlsx", fill)
    repacked(file, lambda _, content: content.replace(b"A4:B5", b"A1:XFD1048576"))
    assert read(file).tables[0].rows == ((2, ("A",)),)


def test_an_untrue_dimension_is_no_work(tmp_path: Path) -> None:
    file = workbook(tmp_path / "book.xlsx", Sheet=[["Name"], ["A"]])
    repacked(file, lambda _, content: content.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert read(file).tables[0].rows == ((2, ("A",)),)


def test_a_cell_far_outside_its_table_is_refused_by_name(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Name"
        sheet["XFD1048576"] = "far"

    file = sheet_file(tmp_path / "book.xlsx", fill)
    assert file.stat().st_size < 10_000
    assert "something in cell XFD1048576, beyond the 500 columns and 200,000 rows" in refusal(file)


def test_a_formatted_cell_far_away_that_holds_nothing_is_no_reason_to_refuse(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Name"
        sheet["A2"] = "A"
        sheet["XFD1048576"].number_format = "0.00"

    assert read(sheet_file(tmp_path / "book.xlsx", fill)).tables[0].rows == ((2, ("A",)),)


def test_a_sheet_made_wide_enough_to_take_all_memory_is_stopped(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Name"
        sheet["SF200000"] = "far"

    file = sheet_file(tmp_path / "book.xlsx", fill)
    assert "needs more than 1 GB of memory" in refusal(file)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "list.xlsx",
            b"Name,Sector\nA,public\n",
            "is not an Excel workbook, though its name ends in .xlsx. It looks like plain text: rename it "
            "to .csv",
        ),
        ("list.xls", b"Name\tSector\nA\tpublic\n", "It looks like plain text: rename it to .csv"),
        ("list.xls", b"<html><table></table></html>", "It looks like a web page"),
        ("list.ods", b"Name\nA\n", "is not an OpenDocument spreadsheet, though its name ends in .ods"),
        ("list.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "rename it to .xls"),
        ("list.xls", b"PK\x03\x04" + bytes(100), "rename it to .xlsx"),
        (
            "list.xlsx",
            b"\x89PNG\r\n\x1a\n" + bytes(100),
            "though its name ends in .xlsx. Open it in a spreadsheet",
        ),
        ("list.xlsx", b"PK\x03\x04" + bytes(100), "cannot be read as a workbook"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "cannot be read as a workbook"),
        ("list.xlsx", b"", "is empty"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    assert sentence in refused_text(tmp_path, content, name=name)


def test_a_protected_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    # an encrypted workbook is a compound file with a stream of this name
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000) + "EncryptedPackage".encode("utf-16-le")
    assert "is protected with a password" in refused_text(tmp_path, content, name="list.xlsx")


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "book.xlsx", Sheet=[["Name"], ["A"]])
    file.write_bytes(file.read_bytes()[:-200])
    assert "cannot be read as a workbook" in refusal(file)


def test_a_workbook_of_empty_or_hidden_sheets_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "book.xlsx", Blank=[], Secret=[["Name"], ["A"]])
    book = openpyxl.load_workbook(file)
    book["Secret"].sheet_state = "veryHidden"
    book.save(file)
    assert "has nothing in any visible sheet. Its other sheets are hidden" in refusal(file)


def test_a_workbook_that_grows_when_unpacked_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "book.xlsx", Sheet=[["Name"], ["A"]])
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(2**20))
    assert file.stat().st_size < 300_000
    assert "grows to more than 200 MB when it is unpacked" in refusal(file)


def test_a_part_that_says_it_is_smaller_than_it_is_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "book.xlsx", Sheet=[["Name"], *[["A"]] * 500])
    with zipfile.ZipFile(file) as archive:
        real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    content = file.read_bytes()
    file.write_bytes(content.replace(real.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert "cannot be read as a workbook" in refusal(file)


def test_a_workbook_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "book.xlsx", Sheet=[["Name"], ["A"]])
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(2_000):
            archive.writestr(f"part{number}", "")
    assert "the limit here is 2,000" in refusal(file)


def test_one_text_shared_by_very_many_cells_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(workbook(tmp_path / "book.xlsx", Sheet=[["Name"]])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001)).encode()
    parts["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )
    parts["xl/sharedStrings.xml"] = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * 32_000
        + b"</t></si></sst>"
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "holds more than 200 MB of text" in refused_text(tmp_path, stream.getvalue(), name="shared.xlsx")
