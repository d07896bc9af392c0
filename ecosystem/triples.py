"""Records to statements, each with the cell it was read from, and on to N-Triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from ecosystem.identifiers import Naming
from ecosystem.kinds import KINDS, Field
from ecosystem.records import Cell, ConceptRef, Fact, Origin, Record, Ref
from ontology import concept_iri

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
    subject_class: URIRef

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
    classes = _classes(records, iris)
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
            cell = Cell(origin.file, origin.sheet, origin.row, column)
            yield Statement(*triple, cell, primary[triple[0]] == origin, classes[triple[0]])


def primary_rows(records: Iterable[Record], iris: Names) -> dict[URIRef, Origin]:
    """The first full row of each record, by IRI."""
    rows: dict[URIRef, Origin] = {}
    for record in records:
        if not record.partial:
            rows.setdefault(iris[(KINDS[record.kind].family, record.key)], record.origin)
    return rows


def _classes(records: Iterable[Record], iris: Names) -> dict[URIRef, URIRef]:
    found: dict[URIRef, URIRef] = {}
    for record in records:
        if not record.partial:
            kind = KINDS[record.kind]
            found.setdefault(iris[(kind.family, record.key)], kind.rdf_class)
    return found


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
        case Decimal() as number:
            return Literal(f"{number.normalize():f}", datatype=XSD.decimal)  # as the store will write it
        case bool() | int() | date() as value:
            return Literal(value)


def ntriples(triples: Iterable[tuple[Node, Node, Node]], chunk: int = 2_000) -> Iterator[bytes]:
    """The triples as N-Triples text, some thousands of lines at a time."""
    lines: list[str] = []
    for subject, predicate, value in triples:
        lines.append(f"{_n3(subject)} {_n3(predicate)} {_n3(value)} .\n")
        if len(lines) == chunk:
            yield "".join(lines).encode()
            lines.clear()
    if lines:
        yield "".join(lines).encode()


def _n3(value: Node) -> str:
    """The N-Triples form of a term; rdflib writes the line breaks of a long text raw, inside triple quotes."""
    if not isinstance(value, Literal):
        return value.n3()
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"^^<{value.datatype}>' if value.datatype else f'"{text}"'
