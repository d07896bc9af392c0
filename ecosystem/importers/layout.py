"""Which table is which, and whether each has the columns that its rules read.

A file whose tables or columns are not the expected ones is refused as a whole, with every complaint at once:
loading what happens to fit would leave a map half empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePath

from ecosystem.errors import InvalidData
from ecosystem.importers.mapping import Mapping, TableRule
from ecosystem.importers.spelling import did_you_mean, folded, heading, nearest
from ecosystem.records import Origin, Problem, Severity, Source, Table
from ecosystem.wording import count_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rule; `positions` has the place of each column of the mapping that the table has."""

    rule: TableRule
    table: Table
    positions: dict[str, int]

    def rows(self) -> Iterator[tuple[Origin, tuple[str, ...]]]:
        """Each row that is not blank, with where it stands."""
        for number, cells in filled(self.table):
            yield Origin(self.table.file, self.table.sheet, number), cells


@dataclass(slots=True)
class Layout:
    """The sheets to read, in the order of the mapping, and what there is to say about the rest."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    set_aside: int = 0


def arrange(sources: Sequence[Source], mapping: Mapping) -> Layout:
    """The tables matched with the rules; InvalidData where one is missing, unknown or lacks a column."""
    layout = Layout()
    tables = [table for source in sources for table in source.tables]
    taken: set[int] = set()
    for rule in mapping.tables:
        found = [
            (number, table)
            for number, table in enumerate(tables)
            if number not in taken and _matches(rule, table)
        ]
        taken.update(number for number, _ in found)
        if not found and rule.required:
            layout.problems.append(_missing_table(rule, tables))
        for _, table in found:
            if rule.ignore_rows:
                _set_aside(layout, table, rule.ignore_rows, "warning" if rule.warn else "info")
            else:
                _place(layout, rule, table, mapping)
    for number, table in enumerate(tables):
        if number not in taken:
            _leave_out(layout, table, mapping)
    _refuse_if_wrong(layout)
    return layout


def _refuse_if_wrong(layout: Layout) -> None:
    wrong = [problem for problem in layout.problems if problem.severity == "violation"]
    if wrong:
        more = f" Also wrong: {count_of(len(wrong) - 1, 'more thing')}." if len(wrong) > 1 else ""
        raise InvalidData(f"{wrong[0].message} {wrong[0].fix} Nothing was loaded.{more}", layout.problems)


def title(table: Table) -> str:
    """The table's name for people: its sheet, or its file."""
    return table.sheet or PurePath(table.file).name


def filled(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that are not blank."""
    for number, cells in table.rows:
        if any(cell.strip() for cell in cells):
            yield number, cells


def _matches(rule: TableRule, table: Table) -> bool:
    name = PurePath(table.file).name
    of_file = fnmatchcase(folded(name), folded(rule.file)) if rule.file else True
    of_sheet = folded(table.sheet or PurePath(name).stem) == folded(rule.sheet) if rule.sheet else True
    return of_file and of_sheet


def _place(layout: Layout, rule: TableRule, table: Table, mapping: Mapping) -> None:
    """Adds the table to the layout, with its columns found."""
    named = mapping.columns(rule.name)
    positions: dict[str, int] = {}
    for column in named:
        at = [number for number, text in enumerate(table.header) if text.strip() == column]
        at = at or [number for number, text in enumerate(table.header) if heading(text) == heading(column)]
        if len(at) > 1:
            layout.problems.append(
                _about(
                    table,
                    column,
                    f"{title(table)} has {len(at)} columns called {column}.",
                    "Keep one of them.",
                )
            )
        elif at:
            positions[column] = at[0]
    # an absent column looks empty, and a row may be left out because it is
    deciding = tuple(part.column for block in mapping.blocks(rule.name) for part in block.tested())
    wanted = named if rule.must_have is None else dict.fromkeys((*rule.must_have, *deciding))
    layout.problems += [_missing_column(table, column, named) for column in wanted if column not in positions]
    layout.problems += _other_columns(rule, table, mapping, set(positions.values()))
    layout.sheets.append(Sheet(rule, table, positions))


def _missing_column(table: Table, column: str, named: Sequence[str]) -> Problem:
    spare = [text.strip() for text in table.header if heading(text) not in {heading(one) for one in named}]
    meant = nearest(column, [text for text in spare if text])
    return _about(
        table,
        column,
        f"We couldn't find a column called {column} in {title(table)}.",
        f"Is it '{meant}'?" if meant else "Add it, or check that the headings are in the first row.",
    )


def _other_columns(rule: TableRule, table: Table, mapping: Mapping, used: set[int]) -> Iterator[Problem]:
    """One problem for each column that holds something and is not read."""
    counts = [0] * len(table.header)
    for _, cells in filled(table):
        for number, cell in enumerate(cells[: len(counts)]):
            counts[number] += bool(cell.strip())
    reasons = {heading(column): reason for column, reason in rule.ignore.items()}
    severity: Severity = "warning" if mapping.closed else "info"
    for number, text in enumerate(table.header):
        if number in used or not counts[number]:
            continue
        if heading(text) in reasons:
            yield _remark(
                table,
                text,
                f"Column {text} was left out: {reasons[heading(text)]}",
                "",
                "info",
                counts[number],
            )
        elif not text.strip():
            message = f"Column {number + 1} of {title(table)} has no heading; what it holds was not loaded."
            yield _remark(table, "", message, "Give it a heading.", "warning", counts[number])
        else:
            absent = [
                one for one in mapping.columns(rule.name) if heading(one) not in map(heading, table.header)
            ]
            fix = did_you_mean(text, absent, "It can stay; it is not part of the map.")
            message = f"Column {text} of {title(table)} is not one we read; what it holds was not loaded."
            yield _remark(table, text, message, fix, severity, counts[number])


def _missing_table(rule: TableRule, tables: Sequence[Table]) -> Problem:
    named = "sheet" if rule.sheet else "file"
    meant = nearest(
        rule.title, [title(table) for table in tables] + [PurePath(one.file).stem for one in tables]
    )
    there = ", ".join(dict.fromkeys(title(table) for table in tables)) or "nothing"
    return Problem(
        file=PurePath(tables[0].file).name if tables else rule.title,
        sheet="",
        row=None,
        column=None,
        value=None,
        message=f"We couldn't find a {named} called {rule.title}.",
        fix=f"Is it '{meant}'?" if meant else f"We found {there}.",
        severity="violation",
        rows=0,
    )


def _leave_out(layout: Layout, table: Table, mapping: Mapping) -> None:
    """A table that no rule speaks of: a remark, or in a closed mapping a reason to refuse the file."""
    rows = sum(1 for _ in filled(table))
    if not mapping.closed:
        _set_aside(layout, table, f"it is not part of the mapping {mapping.file}.", "info")
    elif title(table).strip().casefold().removesuffix(".csv").endswith("(ignore)"):
        _set_aside(layout, table, "its name says so.", "info")
    elif rows or any(cell.strip() for cell in table.header):
        ours = [rule.title for rule in mapping.tables]
        name = table.sheet or PurePath(table.file).stem
        fix = did_you_mean(name, ours, "Rename it, or end its name in (ignore) to leave it out.")
        message = f"Sheet '{name}' is not one of ours."
        layout.problems.append(_remark(table, "", message, fix, "violation", rows))


def _set_aside(layout: Layout, table: Table, why: str, severity: Severity) -> None:
    rows = sum(1 for _ in filled(table))
    layout.set_aside += rows
    if rows:
        message = f"{title(table)} was not read: {why}"
        layout.problems.append(_remark(table, "", message, "", severity, rows))


def _about(table: Table, column: str, message: str, fix: str) -> Problem:
    return Problem(table.file, table.sheet, None, column, None, message, fix, "violation", 0)


def _remark(table: Table, column: str, message: str, fix: str, severity: Severity, rows: int) -> Problem:
    return Problem(table.file, table.sheet, None, column or None, None, message, fix, severity, rows)
