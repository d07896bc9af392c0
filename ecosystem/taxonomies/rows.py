"""A list in a table: a row is a concept, and what is wider stands in a column of its own or in columns of levels.

With columns of levels (`Category, Subcategory`) a name in them that no row is about becomes a concept as well.
A concept without a code gets one from its name and those above it, such as `housing.rent-support`: the same
words give the same code, whatever else is in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rdflib import SKOS, Literal, URIRef

from ecosystem.identifiers import Naming, slug
from ecosystem.importers.batch import remark
from ecosystem.importers.spelling import folded, listing, quoted
from ecosystem.importers.values import content, items
from ecosystem.records import Origin, Problem, Severity, Table
from ecosystem.taxonomies.columns import Columns, titles
from ecosystem.taxonomies.entries import Entry, Listing, closing_links, concept, on_top
from ecosystem.triples import Triple

Path = tuple[str, ...]
"""Names from wide to narrow."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row says. `path` ends with the row's own name; `broader` are the words of its column.

    `rest` are its cells in the columns that are not read.
    """

    origin: Origin | None
    notation: str
    path: Path
    broader: tuple[str, ...] = ()
    definition: str = ""
    note: str = ""
    rest: tuple[str, ...] = ()

    @property
    def key(self) -> Path:
        return tuple(folded(name) for name in self.path)


@dataclass(slots=True)
class _Reading:
    """Rows that are concepts, by notation in the order of the file, and what there is to say about the rest.

    `unread` are the titles of the columns that are not read.
    """

    unread: Sequence[str] = ()
    rows: dict[str, _Row] = field(default_factory=dict)
    by_key: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rejected: set[Origin] = field(default_factory=set)

    def complain(self, origin: Origin, message: str, fix: str, severity: Severity, value: str = "") -> None:
        where = (origin.file, origin.sheet, origin.row, None, value or None)
        self.problems.append(Problem(*where, message, fix, severity))

    def reject(self, origin: Origin, message: str, fix: str, severity: Severity = "violation") -> None:
        self.rejected.add(origin)
        self.complain(origin, message, fix, severity)


def rows_listing(table: Table, found: Columns, naming: Naming, kind: str, language: str) -> Listing:
    """The concepts of a table. Every row is one, or is rejected with a sentence."""
    reading = _Reading(titles(table, found.unread))
    for number, cells in table.rows:
        origin = Origin(table.file, table.sheet, number)
        row = _row(origin, tuple(content(cell) for cell in cells), found)
        if row is None:
            reading.reject(origin, "This row has no name.", "Write the name of the concept.")
        else:
            if found.notation is not None and not row.notation:
                message = f"{quoted(row.path[-1])} has no code; it was given {quoted(_made(row.path))}."
                reading.complain(origin, message, "Write a code, so that it keeps it.", "info")
            _take(reading, row)
    _add_levels(reading)
    wider = _wider(reading)
    scheme = naming.scheme()
    iris = {notation: naming.entity(kind, (notation,)) for notation in reading.rows}
    entries = []
    for notation, row in reading.rows.items():
        triples = [*concept(iris[notation], kind, scheme), *_said(iris[notation], notation, row, language)]
        triples += ((iris[notation], SKOS.broader, iris[other]) for other in wider[notation])
        triples += () if wider[notation] else on_top(iris[notation], scheme)
        entries.append(Entry(iris[notation], tuple(triples), row.origin))
    return Listing(
        entries=tuple(entries),
        scheme=(),
        problems=tuple(reading.problems),
        rows_read=len(table.rows),
        rows_set_aside=0,
        rejected=frozenset(reading.rejected),
        about={},
    )


def _row(origin: Origin, cells: Sequence[str], found: Columns) -> _Row | None:
    def cell(place: int | None) -> str:
        return cells[place] if place is not None else ""

    path = tuple(" ".join(cells[place].split()) for place in found.levels)
    path = tuple(name for name in path if name)
    label = " ".join(cell(found.label).split())
    if label and (not path or folded(path[-1]) != folded(label)):
        path = (*path, label)
    if not path or (found.label is not None and not label):
        return None
    notation = cell(found.notation)
    broader = tuple(items(cell(found.broader)))
    if codes := [cells[place] for place in found.code_levels if cells[place]]:
        notation, broader = codes[-1], tuple(codes[-2:-1])
    rest = tuple(cells[place] for place in found.unread)
    return _Row(origin, notation, path, broader, cell(found.definition), cell(found.note), rest)


def _take(reading: _Reading, row: _Row) -> None:
    """Keep the row as a concept, unless its code is taken: by the same concept again, or by another."""
    notation = row.notation or _made(row.path)
    before = reading.rows.get(notation)
    if before is None:
        reading.rows[notation] = row
        reading.by_key.setdefault(row.key, notation)
    elif row.origin and before.origin:
        if (before.key, before.broader) == (row.key, row.broader):
            _again(reading, row, row.origin, before, before.origin)
        else:
            message = f"The code {quoted(notation)} is that of {quoted(before.path[-1])} in row {before.origin.row}."
            reading.reject(row.origin, message, "Give each concept a code of its own.")


def _again(reading: _Reading, row: _Row, origin: Origin, before: _Row, there: Origin) -> None:
    """Reject a row that says the same as one before; unless they have one code, they may yet be two concepts."""
    message = f"{quoted(before.path[-1])} stands in row {there.row} already"
    pairs = zip(reading.unread, row.rest, before.rest, strict=True)
    differing = [title for title, here, other in pairs if here != other]
    if row.notation or not differing:
        reading.reject(origin, f"{message}.", "Leave one of them out.", "info")
    else:
        fix = (
            "If they are two entries, name the column that tells them apart, with --label, --notation, --level "
            "or --code-level. If they are one, leave one of them out."
        )
        others = listing(differing, "and")
        reading.reject(origin, f"{message}, with other values in columns that were not read: {others}.", fix)


def _made(path: Path) -> str:
    return ".".join(slug(name) for name in path)


def _add_levels(reading: _Reading) -> None:
    """Concepts for the levels that no row is about."""
    for row in list(reading.rows.values()):
        for depth in range(1, len(row.path)):
            level = _Row(None, "", row.path[:depth])
            if level.key not in reading.by_key:
                notation = _made(level.path)
                while notation in reading.rows:
                    notation += "-"
                reading.rows[notation] = level
                reading.by_key[level.key] = notation


def _wider(reading: _Reading) -> dict[str, list[str]]:
    """Notation -> notations of what is wider; no concept is under itself, however far up."""
    named: dict[str, list[str]] = {}
    for notation, row in reading.rows.items():
        named.setdefault(folded(row.path[-1]), []).append(notation)
    wider: dict[str, list[str]] = {}
    for notation, row in reading.rows.items():
        found = list(_parents(reading, row, named))
        wider[notation] = list(dict.fromkeys(other for other, _ in found if other))
        for message in (message for _, message in found if message):
            _unlinked(reading, row, message)
    for notation, other in closing_links(wider):
        wider[notation].remove(other)
        row = reading.rows[notation]
        _unlinked(reading, row, f"{quoted(row.path[-1])} would be wider than itself.")
    return wider


def _unlinked(reading: _Reading, row: _Row, message: str) -> None:
    if row.origin:
        fix = "It was loaded without that link. Correct what it is part of."
        reading.complain(row.origin, message, fix, "warning")


def _parents(reading: _Reading, row: _Row, named: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each wider concept of a row: its notation, or "" and why there is none."""
    if len(row.path) > 1:
        yield reading.by_key[row.key[:-1]], ""
    for text in row.broader:
        called = named.get(folded(text), ())
        if text in reading.rows:
            yield text, ""
        elif len(called) == 1:
            yield called[0], ""
        elif called:
            yield "", f"{quoted(text)} could be {listing(called)}: write the code."
        else:
            yield "", f"{quoted(text)}, of which it is part, is not in this list."


def _said(iri: URIRef, notation: str, row: _Row, language: str) -> Iterator[Triple]:
    yield (iri, SKOS.notation, Literal(notation))
    yield (iri, SKOS.prefLabel, Literal(row.path[-1], lang=language))
    if row.definition:
        yield (iri, SKOS.definition, Literal(row.definition, lang=language))
    if row.note:
        yield (iri, SKOS.scopeNote, Literal(row.note, lang=language))


def with_tables_left_out(found: Listing, tables: Iterable[Table]) -> Listing:
    """The listing, with the further sheets of its workbook set aside."""
    left = [table for table in tables if table.rows]
    message = "Only the first sheet is read as a list."
    problems = tuple(
        remark(table.file, message, "Save it as a file of its own.", sheet=table.sheet, rows=len(table.rows))
        for table in left
    )
    rows = sum(len(table.rows) for table in left)
    return replace(
        found,
        problems=(*found.problems, *problems),
        rows_read=found.rows_read + rows,
        rows_set_aside=found.rows_set_aside + rows,
    )
