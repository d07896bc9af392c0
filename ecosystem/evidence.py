"""From a statement of the map back to the cell of the spreadsheet that said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rdflib import URIRef

import ontology
from ecosystem.findings import Evidence, Finding
from ecosystem.identifiers import statement_iri
from ecosystem.records import Cell
from ecosystem.store import Reader


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
    """Where each statement was read, sorted by file, sheet, row and column.

    A statement with a cell of its own is found by its qualifier; any other stands in the primary row of its
    subject, in the column that fills its property. Where there is none (a value that a mapping states for all
    rows) the cell is the row alone.
    """
    items = sorted(wanted)
    by_iri = {str(statement_iri(base, item.subject, item.predicate, item.value)): item for item in items}
    qualified = _qualified(by_iri, reader)
    rows = _primary_rows({item.subject for item in items if item not in qualified}, reader)
    columns = _columns(reader)
    found: dict[Evidence, tuple[Cell, ...]] = {}
    for item in items:
        if item in qualified:
            found[item] = tuple(sorted(qualified[item]))
            continue
        cells = {
            Cell(file, sheet, row, columns.get((file, sheet, kind, item.predicate), ""))
            for kind, file, sheet, row in rows.get(item.subject, ())
        }
        found[item] = tuple(sorted(cells))
    return found


def _qualified(by_iri: Mapping[str, Evidence], reader: Reader) -> dict[Evidence, set[Cell]]:
    found: dict[Evidence, set[Cell]] = defaultdict(set)
    if not by_iri:
        return found
    query = ontology.query("qualified-cells", statement=[URIRef(iri) for iri in by_iri])
    for row in reader.select(query):
        column = row["column"].value if row["column"] else ""
        cell = Cell(row["file"].value, row["sheet"].value, int(row["row"].value), column)
        found[by_iri[row["statement"].value]].add(cell)
    return dict(found)


def _primary_rows(subjects: set[str], reader: Reader) -> dict[str, list[tuple[str, str, str, int]]]:
    """Subject -> (class, file, sheet, row), one for each data set that speaks of it."""
    found: dict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
    if not subjects:
        return found
    query = ontology.query("primary-rows", subject=[URIRef(iri) for iri in sorted(subjects)])
    for row in reader.select(query):
        place = (row["class"].value, row["file"].value, row["sheet"].value, int(row["row"].value))
        found[row["subject"].value].append(place)
    return found


def _columns(reader: Reader) -> dict[tuple[str, str, str, str], str]:
    """(file, sheet, class, property) -> the heading of the column that fills it."""
    names = ("file", "sheet", "class", "property")
    return {
        (row[names[0]].value, row[names[1]].value, row[names[2]].value, row[names[3]].value): row[
            "column"
        ].value
        for row in reader.select(ontology.query("columns"))
    }
