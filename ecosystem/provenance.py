"""The rows and columns behind the statements, as triples.

A record's first full row is its primary source (`prov:hadPrimarySource`); which column of that table fills
which property is stated once per table (`sve:SourceColumn`). A statement that another row adds, or that stands
in another column than most, gets a `sve:Qualifier` of its own. So `file, row 14, column Outcomes` is found for
every statement, at a small cost in triples.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rdflib import DCTERMS, PROV, RDF, Literal, URIRef

from ecosystem.identifiers import Naming, statement_iri
from ecosystem.kinds import KINDS
from ecosystem.records import Origin, Record
from ecosystem.triples import Names, Statement, Triple, names, primary_rows
from ontology import SVE


def provenance(records: Sequence[Record], naming: Naming, found: Sequence[Statement]) -> Iterator[Triple]:
    """The rows and columns behind the statements, as triples."""
    iris = names(records, naming)
    yield from _rows(records, naming, iris)
    usual = _usual_columns(found)
    for statement in found:
        if not statement.primary or statement.cell.column != usual.get(_table(statement), ""):
            yield from _qualifier(statement, naming)
    for (file, sheet, kind, predicate), column in sorted(usual.items()):
        node = naming.column(file, sheet, kind, predicate)
        yield (node, RDF.type, SVE.SourceColumn)
        yield (node, DCTERMS.isPartOf, naming.dataset_iri())
        yield (node, SVE.file, Literal(file))
        yield (node, SVE.sheet, Literal(sheet))
        yield (node, SVE.column, Literal(column))
        yield (node, SVE.describes, kind)
        yield (node, SVE.fills, predicate)


TableField = tuple[str, str, URIRef, URIRef]
"""(file, sheet, class, property)."""


def _table(statement: Statement) -> TableField:
    return (statement.cell.file, statement.cell.sheet, statement.subject_class, statement.predicate)


def _usual_columns(found: Iterable[Statement]) -> dict[TableField, str]:
    """The column that most statements of a class and property come from, in their primary rows."""
    counts: dict[TableField, Counter[str]] = defaultdict(Counter)
    for statement in found:
        if statement.primary:
            counts[_table(statement)][statement.cell.column] += 1
    usual = {field: min(seen, key=lambda name: (-seen[name], name)) for field, seen in counts.items()}
    return {field: column for field, column in usual.items() if column}


def _rows(records: Sequence[Record], naming: Naming, iris: Names) -> Iterator[Triple]:
    seen: set[Origin] = set()
    derived: set[tuple[URIRef, Origin]] = set()
    primary = primary_rows(records, iris)
    for record in records:
        origin = record.origin
        row = naming.row(origin)
        subject = iris[(KINDS[record.kind].family, record.key)]
        if origin not in seen:
            seen.add(origin)
            yield from source_row(origin, naming)
        if (subject, origin) not in derived:
            derived.add((subject, origin))
            yield (subject, PROV.wasDerivedFrom, row)
    for subject, origin in primary.items():
        yield (subject, PROV.hadPrimarySource, naming.row(origin))


def source_row(origin: Origin, naming: Naming) -> Iterator[Triple]:
    """Where in which file of the data set a row stands."""
    row = naming.row(origin)
    yield (row, RDF.type, SVE.SourceRecord)
    yield (row, SVE.file, Literal(origin.file))
    yield (row, SVE.sheet, Literal(origin.sheet))
    yield (row, SVE.row, Literal(origin.row))
    yield (row, DCTERMS.isPartOf, naming.dataset_iri())


def _qualifier(statement: Statement, naming: Naming) -> Iterator[Triple]:
    node = statement_iri(naming.base, statement.subject, statement.predicate, str(statement.value))
    cell = statement.cell
    yield (node, RDF.type, SVE.Qualifier)
    yield (node, RDF.subject, statement.subject)
    yield (node, RDF.predicate, statement.predicate)
    yield (node, RDF.object, statement.value)
    yield (node, PROV.wasDerivedFrom, naming.row(Origin(cell.file, cell.sheet, cell.row)))
    if cell.column:
        yield (node, SVE.column, Literal(cell.column))
