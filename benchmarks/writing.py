"""Things as N-Triples, each with the row it would have been read from: what the importer writes, made by hand."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TypeVar

from rdflib import DCTERMS, PROV, RDF, SKOS, XSD, URIRef

import ontology
from ontology import SVE

BASE = "http://127.0.0.1:8080"
"""The base IRI of a deployment that nobody has configured."""

Item = TypeVar("Item")
Term = str
"""A value as N-Triples writes it: `<iri>`, `"text"@en`, `"1"^^<...>`."""
Fact = tuple[URIRef, Term | None]
"""A property and a value; None where nothing is recorded."""

FIRST_DAY, LAST_DAY = date(2018, 4, 1), date(2027, 3, 31)
_WORDS = (
    "safe",
    "warm",
    "local",
    "open",
    "steady",
    "early",
    "second",
    "better",
    "closer",
    "next",
    "young",
    "older",
    "rural",
    "digital",
    "family",
    "green",
    "home",
    "school",
    "work",
    "health",
    "street",
    "garden",
    "bridge",
    "table",
    "harbour",
    "kitchen",
    "path",
    "door",
    "market",
    "valley",
    "river",
    "support",
    "advice",
    "start",
    "club",
    "network",
    "desk",
    "plan",
    "visits",
    "grants",
    "skills",
    "transport",
    "mentors",
    "space",
    "fund",
)


@cache
def named(term: URIRef) -> Term:
    """The N-Triples form of one of our terms."""
    return f"<{term}>"


def text(words: str) -> Term:
    return f'"{words}"@en'


def plain(value: object) -> Term:
    return f'"{value}"'


def number(value: Decimal | float) -> Term:
    """A decimal, without trailing noughts, as the store writes it."""
    return f'"{Decimal(str(value)).normalize():f}"^^<{XSD.decimal}>'


def count(value: int) -> Term:
    return f'"{value}"^^<{XSD.integer}>'


def day(value: date) -> Term:
    return f'"{value.isoformat()}"^^<{XSD.date}>'


def truth(value: bool) -> Term:
    return f'"{str(value).lower()}"^^<{XSD.boolean}>'


@cache
def concepts(scheme: str) -> tuple[Term, ...]:
    """The concepts of a shipped scheme, in the order of their notations."""
    pairs = ontology.schemes()[scheme].subject_objects(SKOS.notation)
    return tuple(f"<{concept}>" for concept, _ in sorted(pairs, key=lambda pair: str(pair[1])))


def concept(scheme: str, notation: str) -> Term:
    return f"<{ontology.concept_iri(scheme, notation)}>"


class Chance:
    """A seeded source of everything that is made up."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - made-up data, not a secret

    def happens(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, items: Sequence[Item]) -> Item:
        """Any item; the first ones far more often, as a few bodies and aims are named far more often."""
        return items[int(len(items) * self.random.random() ** 2)]

    def any(self, items: Sequence[Item]) -> Item:
        """Any item, each as often as the others."""
        return items[int(len(items) * self.random.random())]

    def some(self, items: Sequence[Item], least: int, most: int) -> list[Item]:
        """Different items, the first ones far more often."""
        wanted = self.random.randint(least, most)
        return list(dict.fromkeys(self.one(items) for _ in range(wanted)))

    def name(self) -> Term:
        return text(" ".join(self.any(_WORDS) for _ in range(4)).capitalize())

    def sentence(self) -> Term:
        return text(" ".join(self.any(_WORDS) for _ in range(14)).capitalize() + ".")

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.random.randint(0, (LAST_DAY - FIRST_DAY).days))

    def period(self) -> tuple[Fact, Fact]:
        """A financial year: start and end."""
        year = self.random.randint(2019, 2026)
        return (SVE.start, day(date(year, 4, 1))), (SVE.end, day(date(year + 1, 3, 31)))


class DataSet:
    """The statements of one data set. Each thing stands in a row of its own, of a table of its own kind."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.graph = f"{BASE}/graph/dataset/{name}/1"
        self.iri = f"<{BASE}/id/dataset/{name}>"
        self.lines: list[str] = []
        self._rows: Counter[str] = Counter()

    def thing(self, kind: str, rdf_class: URIRef, facts: Iterable[Fact]) -> Term:
        """Write one thing with its source row; gives its IRI."""
        self._rows[kind] += 1
        row = self._rows[kind]
        subject = f"<{BASE}/id/{kind}/{self.name}.{row}>"
        self.say(subject, (RDF.type, named(rdf_class)), *facts)
        source = self.row(kind, row + 1)
        self.say(subject, (PROV.wasDerivedFrom, source), (PROV.hadPrimarySource, source))
        return subject

    def files(self) -> list[str]:
        """The names of the tables that things were written to so far."""
        return [f"{kind}.csv" for kind in self._rows]

    def row(self, kind: str, place: int) -> Term:
        """Write the source row of a table; gives its IRI."""
        source = f"<{BASE}/id/row/{self.name}.{kind}%2Ecsv.{place}>"
        self.say(
            source,
            (RDF.type, named(SVE.SourceRecord)),
            (SVE.file, plain(f"{kind}.csv")),
            (SVE.sheet, plain("")),
            (SVE.row, count(place)),
            (DCTERMS.isPartOf, self.iri),
        )
        return source

    def column(self, kind: str, rdf_class: URIRef, name: str, predicate: URIRef) -> None:
        """Write which column of a table fills a property."""
        self.say(
            f"<{BASE}/id/column/{self.name}.{kind}.{name}>",
            (RDF.type, named(SVE.SourceColumn)),
            (DCTERMS.isPartOf, self.iri),
            (SVE.file, plain(f"{kind}.csv")),
            (SVE.sheet, plain("")),
            (SVE.column, plain(name)),
            (SVE.describes, named(rdf_class)),
            (SVE.fills, named(predicate)),
        )

    def say(self, subject: Term, *facts: Fact) -> None:
        for predicate, value in facts:
            if value is not None:
                self.lines.append(f"{subject} {named(predicate)} {value} .\n")

    def qualify(self, place: int, subject: Term, predicate: URIRef, value: Term, confidence: float) -> None:
        """Write a remark on one statement: it stands in a row of its own and is less sure than the rest."""
        source = self.row("links", place + 1)
        self.say(
            f"<{BASE}/id/statement/{self.name}.{place}>",
            (RDF.type, named(SVE.Qualifier)),
            (RDF.subject, subject),
            (RDF.predicate, named(predicate)),
            (RDF.object, value),
            (PROV.wasDerivedFrom, source),
            (SVE.column, plain("Outcomes")),
            (SVE.confidence, number(confidence)),
        )


def repeated(predicate: URIRef, values: Iterable[Term]) -> list[Fact]:
    """The same property with several values."""
    return [(predicate, value) for value in values]
