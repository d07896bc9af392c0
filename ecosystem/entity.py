"""Everything that one version says about one thing, each statement with the cells that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter

from rdflib import DCTERMS, RDF, SKOS, URIRef

from ecosystem.errors import NotFound
from ecosystem.evidence import locate
from ecosystem.findings import Evidence
from ecosystem.kinds import KINDS
from ecosystem.projection import CLASS_TO_KIND
from ecosystem.questions import rows
from ecosystem.records import Cell, Origin
from ecosystem.store import Reader
from ontology import SVE

MOST = 200
"""Statements of one property that are given; `said_totals` and `mention_totals` say how many there are."""

SORTED = 1_000
"""Statements of one property that are read and sorted; the questions `statements-of-property` and `mentions` stop
there, since sorting a hundred thousand by name takes a server most of a minute."""

_OUTLINE_ROWS = 20_000
"""Rows read for all outlines of one thing together; far ends beyond them stand without an outline."""

_PERIOD = {str(SVE.start), str(SVE.end)}


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One statement. `label` and `kind` are of its far end: a named thing, one without a name, or a text.

    `place` is the far end's place in an order (a step's in its journey), 0 where it has none.

    `subject` and `value` are as stored, whichever way the statement is read.
    """

    predicate: str
    place: int
    label: str
    subject: str
    value: str
    is_thing: bool
    kind: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing. `kind` is a name of `KINDS`, or empty for one that has no kind of ours.

    `said` is about the thing, `mentions` are statements of others that lead to it; both are in the order of
    property and label, at most `MOST` of one property (of a property with more than `SORTED`, any). `outlines`
    holds what is said of each unnamed far end, since a sum of money or a count of people reached has no name to
    show. `rows` are all its rows.
    """

    iri: str
    kind: str
    label: str
    said: tuple[Said, ...]
    mentions: tuple[Said, ...]
    outlines: Mapping[str, tuple[Said, ...]]
    said_totals: Mapping[str, int]
    mention_totals: Mapping[str, int]
    rows: tuple[Origin, ...]

    def values(self, predicate: URIRef) -> tuple[str, ...]:
        """The texts (or IRIs) of one property, in order."""
        return tuple(item.value for item in self.said if item.predicate == str(predicate))

    def about(self, predicate: URIRef) -> tuple[Said, ...]:
        """The statements of one property."""
        return tuple(item for item in self.said if item.predicate == str(predicate))


def entity(reader: Reader, base: str, iri: str) -> Entity:
    """What is said of a thing and where it is spoken of. Raises NotFound where nothing is said of it."""
    thing = URIRef(iri)
    said, said_totals = _few(
        _counts(reader, "statement-counts", subject=thing), lambda predicate: _said(reader, thing, predicate)
    )
    if not said:
        raise NotFound("Nothing with this address is recorded in this version of the data.")
    mentions, mention_totals = _few(
        _counts(reader, "mention-counts", value=thing), lambda predicate: _mentions(reader, thing, predicate)
    )
    classes = [item.value for item in said if item.predicate == str(RDF.type)]
    labels = sorted(item.value for item in said if item.predicate == str(SKOS.prefLabel))
    said = with_cells((item for item in said if item.predicate != str(RDF.type)), reader, base)
    mentions = with_cells(mentions, reader, base)
    return Entity(
        iri=iri,
        kind=kind_of(classes),
        label=labels[0] if labels else "",
        said=tuple(said),
        mentions=tuple(mentions),
        outlines=_outlines(reader, said, mentions),
        said_totals=said_totals,
        mention_totals=mention_totals,
        rows=source_rows(reader, iri),
    )


def kind_of(classes: Iterable[str]) -> str:
    """The name in `KINDS` of the first class that has one, in alphabetical order; empty if none has."""
    kinds = (CLASS_TO_KIND[name] for name in sorted(classes) if name in CLASS_TO_KIND)
    return next(kinds, "")


def source_rows(reader: Reader, iri: str) -> tuple[Origin, ...]:
    """Every row the thing was read from, in the order of file, sheet and row."""
    found = rows(reader, "source-rows", subject=URIRef(iri))
    return tuple(sorted(Origin(row["file"], row["sheet"], int(row["row"])) for row in found))


def with_cells(items: Iterable[Said], reader: Reader, base: str) -> list[Said]:
    """The statements with the cells that say each of them; same order."""
    listed = list(items)
    cells = locate({_statement(item) for item in listed}, reader, base)
    return [replace(item, cells=cells[_statement(item)]) for item in listed]


def cells_by_subject(
    statements: Iterable[tuple[str, URIRef, str]], reader: Reader, base: str
) -> dict[str, tuple[Cell, ...]]:
    """Subject -> the cells behind its given statements (subject, property, value)."""
    found: dict[str, set[Cell]] = defaultdict(set)
    items = {Evidence(subject, str(predicate), value) for subject, predicate, value in statements}
    for item, cells in locate(items, reader, base).items():
        found[item.subject].update(cells)
    return {subject: tuple(sorted(cells)) for subject, cells in found.items()}


def _statement(item: Said) -> Evidence:
    return Evidence(item.subject, item.predicate, item.value)


def _counts(reader: Reader, name: str, **thing: URIRef) -> dict[str, int]:
    """Property -> its statements, in the order of properties."""
    found = sorted(rows(reader, name, **thing), key=itemgetter("predicate"))
    return {row["predicate"]: int(row["count"]) for row in found}


def _statements(found: Iterable[Mapping[str, str]]) -> list[Said]:
    return _merged((row["subject"], row["value"], row["thing"] == "true", row) for row in found)


def _said(reader: Reader, thing: URIRef, predicate: URIRef) -> list[Said]:
    return _statements(rows(reader, "statements-of-property", subject=thing, predicate=predicate))


def _mentions(reader: Reader, thing: URIRef, predicate: URIRef) -> list[Said]:
    found = rows(reader, "mentions", value=thing, predicate=predicate)
    return _merged((row["subject"], str(thing), True, row) for row in found)


def _merged(found: Iterable[tuple[str, str, bool, Mapping[str, str]]]) -> list[Said]:
    """One entry a statement, although a thing with two classes or names comes in several rows."""
    groups: dict[tuple[str, str, str, bool], list[Mapping[str, str]]] = defaultdict(list)
    for subject, value, is_thing, row in found:
        groups[(row["predicate"], subject, value, is_thing)].append(row)
    return sorted(
        Said(
            predicate=predicate,
            place=min((int(row["place"]) for row in group if row.get("place")), default=0),
            label=min((row["label"] for row in group if row["label"]), default="" if is_thing else value),
            subject=subject,
            value=value,
            is_thing=is_thing,
            kind=kind_of(row["class"] for row in group),
        )
        for (predicate, subject, value, is_thing), group in groups.items()
    )


def _few(
    counts: Mapping[str, int], read: Callable[[URIRef], Sequence[Said]]
) -> tuple[list[Said], Mapping[str, int]]:
    """At most `MOST` of each property, and how many there are of each."""
    kept: list[Said] = []
    totals = {}
    for predicate, count in counts.items():
        items = read(URIRef(predicate))
        kept += items[:MOST]
        # one text in two languages is two values and one statement of the page
        totals[predicate] = count if count > SORTED else len(items)
    return kept, totals


def _outlines(reader: Reader, said: Sequence[Said], mentions: Sequence[Said]) -> dict[str, tuple[Said, ...]]:
    """What is said of each of our own things at a far end that has no name.

    Where that in turn leads to things without a name (the parts that bodies take in a collaboration), what
    those lead to by name stands in their place; but not what they lead to from here, nor their period beside
    one of its own.
    """
    ends = {item.value for item in said if _nameless(item)} | {
        item.subject for item in mentions if _nameless(item)
    }
    here = {item.subject for item in said}
    first = _by_subject(reader, ends)
    second = _by_subject(
        reader, {item.value for items in first.values() for item in items if _nameless(item)} - here
    )
    return {iri: tuple(_outline(items, second)) for iri, items in first.items()}


def _outline(items: Sequence[Said], second: Mapping[str, Sequence[Said]]) -> Iterator[Said]:
    """The statements of one unnamed thing, those of unnamed things further on in their place."""
    dated = any(item.predicate in _PERIOD for item in items)
    for item in items:
        if item.label:
            yield item
            continue
        for further in second.get(item.value, ()):
            told = further.predicate == str(DCTERMS.description) or (dated and further.predicate in _PERIOD)
            if further.label and not told:
                yield further


def _nameless(item: Said) -> bool:
    return item.is_thing and not item.label and item.kind in KINDS


def _by_subject(reader: Reader, subjects: set[str]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    if subjects:
        asked = rows(reader, "statements", subject=[URIRef(iri) for iri in sorted(subjects)])
        for item in _statements(islice(asked, _OUTLINE_ROWS)):
            if item.predicate != str(RDF.type):
                found[item.subject].append(item)
    return found
