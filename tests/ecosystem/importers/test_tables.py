"""Files become tables of text with the row numbers a person sees, or are refused by a sentence."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.importers.tables import read_tables
from ecosystem.records import Source, Table

SETTINGS = Settings()


def read(file: Path, settings: Settings = SETTINGS) -> Source:
    (source,) = read_tables([file], settings)
    return source


def table_of(
    folder: Path, content: str | bytes, name: str = "sheet.csv", settings: Settings = SETTINGS
) -> Table:
    """The table of a text file with this content."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    (table,) = read(file, settings).tables
    return table


def workbook(file: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


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


def refusal(file: Path, settings: Settings = SETTINGS) -> str:
    with pytest.raises(SourceError) as error:
        read_tables([file], settings)
    assert error.value.file == file.name
    assert str(error.value).startswith(file.name)
    return str(error.value)


def refused_text(folder: Path, content: bytes, settings: Settings = SETTINGS, name: str = "sheet.csv") -> str:
    (folder / name).write_bytes(content)
    return refusal(folder / name, settings)


# Text tables: what the bytes mean


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


# Workbooks


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


# Paths


def test_a_folder_gives_its_tables_by_name_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    for name in ("b.csv", "a.TSV", "README.md", "dataset.toml", ".hidden.csv", "~$c.xlsx"):
        (tmp_path / name).write_text("Name\nA\n")
    workbook(tmp_path / "c.xlsx", Sheet=[["Name"], ["A"]])
    (tmp_path / "sub.csv").mkdir()
    assert [source.file for source in read_tables([tmp_path], SETTINGS)] == ["a.TSV", "b.csv", "c.xlsx"]


def test_a_source_knows_the_bytes_it_came_from(tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_bytes(b"Name\nA\n")
    source = read(tmp_path / "sheet.csv")
    assert (source.sha256, source.size) == (hashlib.sha256(b"Name\nA\n").hexdigest(), 7)
    assert source.tables[0].file == source.file == "sheet.csv"


def test_files_of_one_name_are_told_apart_and_the_same_file_is_read_once(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "list.csv").write_text(f"Name\n{folder}\n")
    paths = [tmp_path / "north", tmp_path / "south" / "list.csv", tmp_path / "north" / "list.csv"]
    sources = read_tables(paths, SETTINGS)
    assert [(source.file, source.tables[0].rows[0][1]) for source in sources] == [
        ("north/list.csv", ("north",)),
        ("south/list.csv", ("south",)),
    ]


@pytest.mark.parametrize(
    ("name", "sentence"), [("absent.csv", "cannot be opened"), ("notes.txt", "is not a table we know")]
)
def test_a_path_that_is_no_table_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "notes.txt").write_text("Name\n")
    assert sentence in refusal(tmp_path / name)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no table in it"):
        read_tables([tmp_path], SETTINGS)


# Real data


@pytest.mark.real_data
def test_identifiers_of_the_federal_programmes_stay_text(shared_data: Path) -> None:
    sources = {source.file: source for source in read_tables([shared_data / "federal-programs"], SETTINGS)}
    assert {name: len(source.tables[0].rows) for name, source in sources.items()} == {
        "budget_functions.csv": 7_802,
        "obligations.csv": 7_419,
        "outcome_taxonomy.csv": 459,
        "outcomes.csv": 651,
        "programs.csv": 2_650,
    }
    programs = {cells[0] for _, cells in sources["programs.csv"].tables[0].rows}
    assert len(programs) == 2_650
    assert {"10.250", "12.010", "20.200"} <= programs
    assert {cells[0] for _, cells in sources["outcomes.csv"].tables[0].rows} <= programs
    assert not any(source.tables[0].surplus or source.notes for source in sources.values())


@pytest.mark.real_data
def test_rows_of_the_federal_programmes_are_counted_over_line_breaks(shared_data: Path) -> None:
    file = shared_data / "federal-programs" / "programs.csv"
    rows = read(file).tables[0].rows
    assert [number for number, _ in rows] == list(range(2, 2_652))
    assert file.read_bytes().count(b"\n") > 2_651  # there are breaks inside cells


@pytest.mark.real_data
def test_every_open_data_set_is_read(shared_data: Path) -> None:
    folders = (
        "ottawa-partner-map",
        "trafford-local",
        "trafford-outcomes",
        "uk-charities",
        "council-services",
    )
    for folder in folders:
        for source in read_tables([shared_data / folder], SETTINGS):
            assert source.tables[0].rows
            assert source.tables[0].surplus == ()
