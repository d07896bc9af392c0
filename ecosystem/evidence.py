"""From a statement of the map back to the cell of the spreadsheet that said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox
from rdflib import RDF, URIRef

import ontology
from ecosystem.catalogue import datasets
from ecosystem.findings import Evidence, Finding
from ecosystem.identifiers import statement_iri
from ecosystem.kinds import KINDS
from ecosystem.records import Cell
from ecosystem.store import Reader
from ontology import SVE

_READ = {str(field.predicate) for kind in KINDS.values() for field in kind.fields} | {str(RDF.type)}
"""The properties that are read from cells; others follow from them and have no cell of their own."""

_CONFIRMED = {str(SVE.targetsOutcome)}
"""The properties of statements that people may confirm (`reviews.statements.what_follows`)."""
_ASKED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, order=True)
class _Row:
    """A row that is the primary source of a thing, in one data set, and the thing's class."""

    kind: str
    dataset: str
    file: str
    sheet: str
    row: int


def with_cells(findings: Sequence[Finding], reader: Reader, base: str) -> list[Finding]:
    """The findings with the cells of each statement of their evidence filled in; same order."""
    wanted = {item for finding in findings for item in finding.evidence}
    cells = locate(wanted, reader, base)
    return [
        replace(
            finding, evidence=tuple(replace(item, cells=cells.get(item, ())) for item in finding.evidence)
        )
        for finding in findings
    ]


def locate(wanted: Iterable[Evidence], reader: Reader, base: str) -> dict[Evidence, tuple[Cell, ...]]:
    """Where each statement was read, sorted by data set, file, sheet, row and column.

    A statement with a cell of its own is found by its qualifier. Any other stands in the primary row of its
    subject, of each data set that makes it, in the column that fills its property; where there is no such column
    (a value that a mapping states for all rows) the cell is the row alone. A statement that is derived from others
    has no cell; one that a person decided names that person in place of a file. Cells name their data set where the
    version holds more than one.
    """
    items = sorted(wanted)
    titles = _titles(reader)
    qualified = _qualified(items, reader, base, titles)
    rest = [item for item in items if item.predicate in _READ]
    rows = _primary_rows({item.subject for item in rest}, reader)
    shared = {subject for subject, found in rows.items() if len({row.dataset for row in found}) > 1}
    decided = _decided(rest, reader, base)
    said = _asserting(shared | {item.subject for item in decided}, reader)
    columns = _columns(reader)
    found: dict[Evidence, tuple[Cell, ...]] = dict.fromkeys(items, ())
    for item in rest:
        cells = set(qualified.get(item, ())) | decided.get(item, set())
        answered = {dataset for dataset, _ in cells}
        for row in rows.get(item.subject, ()):
            alone = item.subject not in shared and item not in decided
            makes_it = alone or (row.dataset, *_key(item)) in said
            if makes_it and row.dataset not in answered:
                column = columns.get((row.dataset, row.file, row.sheet, row.kind, item.predicate), "")
                title = titles.get(row.dataset, "")
                cells.add((row.dataset, Cell(row.file, row.sheet, row.row, column, title)))
        found[item] = tuple(cell for _, cell in sorted(cells))
    return found


def _key(item: Evidence) -> tuple[str, str, str]:
    return (item.subject, item.predicate, item.value)


def _titles(reader: Reader) -> dict[str, str]:
    """Data set -> title; nothing where there is only one, which need not be named."""
    found = datasets(reader)
    return {dataset.iri: dataset.title for dataset in found} if len(found) > 1 else {}


def _qualified(
    items: Sequence[Evidence], reader: Reader, base: str, titles: Mapping[str, str]
) -> dict[Evidence, set[tuple[str, Cell]]]:
    """Statement -> (data set, cell) of each row that makes it and is not the subject's primary row."""
    found: dict[Evidence, set[tuple[str, Cell]]] = defaultdict(set)
    by_iri = {str(statement_iri(base, *_key(item))): item for item in items}
    for row in _select_some(reader, "qualified-cells", by_iri):
        column = row["column"].value if row["column"] else ""
        place, dataset = _place(row), row["dataset"].value
        cell = Cell(*place, column, titles.get(dataset, ""))
        found[by_iri[row["statement"].value]].add((dataset, cell))
    return dict(found)


def _select_some(reader: Reader, query: str, statements: Iterable[str]) -> Iterator[ox.QuerySolution]:
    """The answers to a shipped question about these statements, some of them at a time: the engine's own time grows
    with the square of how many it is asked about at once."""
    wanted = list(map(URIRef, statements))
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        yield from reader.select(ontology.query(query, statement=wanted[start : start + _ASKED_AT_ONCE]))


def _decided(items: Sequence[Evidence], reader: Reader, base: str) -> dict[Evidence, set[tuple[str, Cell]]]:
    """Statement -> who decided so and when, in the form of a cell of no table, for each that follows from a review."""
    found: dict[Evidence, set[tuple[str, Cell]]] = defaultdict(set)
    by_iri = {str(statement_iri(base, *_key(item))): item for item in items if item.predicate in _CONFIRMED}
    for row in _select_some(reader, "decided-statements", by_iri):
        words = f"decision of {row['person'].value}, {row['day'].value}"
        found[by_iri[row["statement"].value]].add(("", Cell(words, "", 0, "")))
    return dict(found)


def _primary_rows(subjects: set[str], reader: Reader) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    if not subjects:
        return found
    for row in reader.select(ontology.query("primary-rows", subject=map(URIRef, sorted(subjects)))):
        place = _Row(row["class"].value, row["dataset"].value, *_place(row))
        found[row["subject"].value].append(place)
    return found


def _asserting(subjects: set[str], reader: Reader) -> set[tuple[str, str, str, str]]:
    """(data set, subject, property, value) of everything that is said about things of several data sets."""
    if not subjects:
        return set()
    rows = reader.select(ontology.query("asserting", subject=map(URIRef, sorted(subjects))))
    names = ("dataset", "subject", "predicate", "value")
    return {
        (row[names[0]].value, row[names[1]].value, row[names[2]].value, row[names[3]].value) for row in rows
    }


def _columns(reader: Reader) -> dict[tuple[str, str, str, str, str], str]:
    """(data set, file, sheet, class, property) -> the heading of the column that fills it."""
    return {
        (
            row["dataset"].value,
            row["file"].value,
            row["sheet"].value,
            row["class"].value,
            row["property"].value,
        ): row["column"].value
        for row in reader.select(ontology.query("columns"))
    }


def _place(row: ox.QuerySolution) -> tuple[str, str, int]:
    return (row["file"].value, row["sheet"].value, int(row["row"].value))
