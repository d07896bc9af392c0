"""Records to triples, each traceable to the row and column that said it.

A record's first full row is its primary source (`prov:hadPrimarySource`); which column of that table fills
which property is stated once per table (`sve:SourceColumn`). A fact that another row adds gets a
`sve:Qualifier` of its own. So `file, row 14, column Outcomes` can be found for every statement at a small
cost in triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rdflib import DCTERMS, PROV, RDF, Literal, URIRef

from ecosystem.identifiers import Naming, statement_iri
from ecosystem.kinds import KINDS, Field
from ecosystem.records import Cell, ConceptRef, Fact, Origin, Record, Ref
from ontology import SVE, concept_iri

Triple = tuple[URIRef, URIRef, URIRef | Literal]
Names = Mapping[tuple[str, tuple[str, ...]], URIRef]
"""(family, key) -> IRI."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple and the cell it was read from."""

    subject: URIRef
    predicate: URIRef
    value: URIRef | Literal
    cell: Cell
    primary: bool
    """Whether the cell lies in the subject's primary row."""

    @property
    def triple(self) -> Triple:
        return (self.subject, self.predicate, self.value)


def names(records: Iterable[Record], naming: Naming) -> Names:
    """The IRI of every record, by family and key; an organisation's first official number names it."""
    kinds: dict[tuple[str, tuple[str, ...]], str] = {}
    official: dict[tuple[str, tuple[str, ...]], str] = {}
    for record in records:
        key = (KINDS[record.kind].family, record.key)
        if not record.partial:
            kinds.setdefault(key, record.kind)
        for fact in record.facts:
            if fact.field == "official_id":
                official.setdefault(key, str(fact.value))
    return {
        key: naming.organisation(key[1], official.get(key))
        if kind == "organisation"
        else naming.entity(kind, key[1])
        for key, kind in kinds.items()
    }


def statements(records: Sequence[Record], naming: Naming) -> Iterator[Statement]:
    """Every statement of the records once, in the order of the rows, with the first cell that says it."""
    iris = names(records, naming)
    primary = primary_rows(records, iris)
    seen: set[Triple] = set()
    for record in sorted(records, key=lambda item: item.partial):
        subject = iris[(KINDS[record.kind].family, record.key)]
        for predicate, value, column, inverse in _facts(record, iris):
            triple: Triple = (subject, predicate, value)
            if inverse and isinstance(value, URIRef):
                triple = (value, predicate, subject)
            if triple in seen:
                continue
            seen.add(triple)
            origin = record.origin
            at_home = primary.get(triple[0]) == origin
            yield Statement(*triple, Cell(origin.file, origin.sheet, origin.row, column), at_home)


def primary_rows(records: Iterable[Record], iris: Names) -> dict[URIRef, Origin]:
    """The first full row of each record, by IRI."""
    rows: dict[URIRef, Origin] = {}
    for record in records:
        if not record.partial:
            rows.setdefault(iris[(KINDS[record.kind].family, record.key)], record.origin)
    return rows


def provenance(records: Sequence[Record], naming: Naming, found: Iterable[Statement]) -> Iterator[Triple]:
    """The rows and columns behind the statements, as triples."""
    iris = names(records, naming)
    yield from _rows(records, naming, iris)
    columns: set[tuple[str, str, str, URIRef]] = set()
    for statement in found:
        cell = statement.cell
        if statement.primary:
            if cell.column:
                columns.add((cell.file, cell.sheet, cell.column, statement.predicate))
        else:
            yield from _qualifier(statement, naming)
    for file, sheet, column, predicate in sorted(columns):
        node = naming.column(file, sheet, column, predicate)
        yield (node, RDF.type, SVE.SourceColumn)
        yield (node, SVE.file, Literal(file))
        yield (node, SVE.sheet, Literal(sheet))
        yield (node, SVE.column, Literal(column))
        yield (node, SVE.fills, predicate)


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
            yield (row, RDF.type, SVE.SourceRecord)
            yield (row, SVE.file, Literal(origin.file))
            yield (row, SVE.sheet, Literal(origin.sheet))
            yield (row, SVE.row, Literal(origin.row))
            yield (row, DCTERMS.isPartOf, naming.dataset_iri())
        if (subject, origin) not in derived:
            derived.add((subject, origin))
            yield (subject, PROV.wasDerivedFrom, row)
    for subject, origin in primary.items():
        yield (subject, PROV.hadPrimarySource, naming.row(origin))


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


def _facts(record: Record, iris: Names) -> Iterator[tuple[URIRef, URIRef | Literal, str, bool]]:
    """(property, value, column, inverse) of each fact; the class of a full record comes first."""
    kind = KINDS[record.kind]
    if not record.partial:
        yield (RDF.type, kind.rdf_class, "", False)
    for fact in record.facts:
        spec = kind.field(fact.field)
        yield (spec.predicate, _term(fact, spec, iris), fact.column, spec.inverse)


def _term(fact: Fact, spec: Field, iris: Names) -> URIRef | Literal:
    match fact.value:
        case Ref(kind, key):
            return iris[(KINDS[kind].family if kind in KINDS else kind, key)]
        case ConceptRef(scheme, notation):
            return concept_iri(scheme, notation)
        case str(text) if spec.type == "link":
            return URIRef(text)
        case str(text):
            return Literal(text, lang="en") if spec.type == "text" else Literal(text)
        case bool() | int() | Decimal() | date() as value:
            return Literal(value)


def ntriples(triples: Iterable[Triple], chunk: int = 2_000) -> Iterator[bytes]:
    """The triples as N-Triples text, some thousands of lines at a time."""
    lines: list[str] = []
    for subject, predicate, value in triples:
        lines.append(f"{subject.n3()} {predicate.n3()} {_n3(value)} .\n")
        if len(lines) == chunk:
            yield "".join(lines).encode()
            lines.clear()
    if lines:
        yield "".join(lines).encode()


def _n3(value: URIRef | Literal) -> str:
    """N-Triples form of a value. rdflib writes line breaks of long texts raw, inside triple quotes: not here."""
    if isinstance(value, URIRef):
        return value.n3()
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"^^<{value.datatype}>' if value.datatype else f'"{text}"'
