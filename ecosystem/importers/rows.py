"""One row of a table as the rules see it: its cells by column, the rows joined to it, the item in hand."""

from __future__ import annotations

from collections import abc, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ecosystem.importers.batch import complaint
from ecosystem.importers.layout import Sheet, title
from ecosystem.importers.mapping import Condition, Join, Part
from ecosystem.importers.spelling import Suggestions, folded, quoted
from ecosystem.importers.values import content
from ecosystem.records import Origin, Problem

Cells = abc.Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """`headings`: each column's name as the table spells it; `joined`: by table, the joined row's cells."""

    origin: Origin
    cells: Cells
    headings: abc.Mapping[str, str]
    joined: abc.Mapping[str, Cells]
    joins: tuple[Join, ...]
    item: str = ""
    item_column: str = ""

    def text(self, part: Part) -> str:
        """What stands there, "" for nothing."""
        if part.each:
            return self.item
        if part.via:
            return self.joined.get(part.via, {}).get(part.column, "")
        return self.cells.get(part.column, "") if part.column else part.value

    def column(self, part: Part) -> str:
        """The heading of this row's own cell that leads there, "" for a constant."""
        if part.each:
            return self.heading(self.item_column)
        if part.via:
            return next(self.heading(join.on) for join in self.joins if join.table == part.via)
        return self.heading(part.column)

    def heading(self, column: str) -> str:
        """The column's name as the table spells it."""
        return self.headings.get(column, column)

    def holding(self, item: str, column: str) -> Row:
        """This row with one item of a list cell in hand."""
        return replace(self, item=item, item_column=column)

    def holds(self, conditions: tuple[Condition, ...]) -> bool:
        """Whether all the conditions are true of the row."""
        return all(self._meets(condition) for condition in conditions)

    def _meets(self, condition: Condition) -> bool:
        if condition.test == "differs":
            first, second = (folded(self.cells.get(column, "")) for column in condition.words)
            return bool(first and second) and first != second
        text = self.cells.get(condition.column, "")
        match condition.test:
            case "blank":
                return not text
            case "filled":
                return bool(text)
            case "is":
                return folded(text) in condition.words
            case "not":
                return folded(text) not in condition.words
            case "starts":
                return text.startswith(condition.words)


@dataclass(frozen=True, slots=True)
class Joined:
    """The rows of one table by what they hold in the column that a join looks in."""

    join: Join
    title: str
    rows: abc.Mapping[str, Sequence[tuple[Origin, Cells]]]
    suggestions: Suggestions


def joined_tables(sheet: Sheet, sheets: Sequence[Sheet]) -> list[Joined]:
    """What each join of the sheet finds, prepared once."""
    found = []
    for join in sheet.rule.joins:
        index: dict[str, list[tuple[Origin, Cells]]] = defaultdict(list)
        name = join.table
        for other in sheets:
            if other.rule.name == join.table:
                name = title(other.table)
                for origin, cells in rows_of(other):
                    index[cells.get(join.to, "")].append((origin, cells))
        found.append(Joined(join, name, index, Suggestions(list(index))))
    return found


def rows_of(sheet: Sheet) -> Iterator[tuple[Origin, Cells]]:
    """The rows that are not blank, with what the cells that the mapping names say."""
    positions = list(sheet.positions.items())
    for origin, cells in sheet.rows():
        width = len(cells)
        yield origin, {name: content(cells[at]) if at < width else "" for name, at in positions}


def join_rows(row: Row, tables: Sequence[Joined]) -> tuple[Row, list[Problem]]:
    """The row with the rows it belongs to; a violation for each that is not there or not single."""
    joined: dict[str, Cells] = {}
    problems: list[Problem] = []
    for table in tables:
        text = row.cells.get(table.join.on, "")
        found = table.rows.get(text, ())
        if text and len(found) == 1:
            joined[table.join.table] = found[0][1]
            continue
        if not text:
            message, fix = f"{table.join.on} is empty.", f"Write which row of {table.title} is meant."
        elif found:
            numbers = " and ".join(str(origin.row) for origin, _ in found[:2])
            message, fix = f"{quoted(text)} is in rows {numbers} of {table.title}.", "Keep one of them."
        else:
            message = f"{quoted(text)} is not in {table.title}."
            fix = table.suggestions.question(text, f"Add it to {table.title}, or correct it here.")
        problems.append(complaint(row.origin, message, fix, column=row.heading(table.join.on), value=text))
    return replace(row, joined=joined), problems
