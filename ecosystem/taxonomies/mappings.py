"""What people say of how the concepts of two lists correspond: into the store, and out again as it came.

A mapping is the SKOS statement itself, which questions follow, and a remark on it with who says so, why and how
surely: two people may say the same, or disagree, and both can be read.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from rdflib import RDF, SH, SKOS, XSD, Literal, URIRef

import ontology
from ecosystem.config import Settings
from ecosystem.errors import NotFound, SourceError
from ecosystem.identifiers import Naming, digest
from ecosystem.importers import tables
from ecosystem.importers.batch import remark
from ecosystem.importers.spelling import heading, listing, quoted
from ecosystem.records import Origin, Problem, Source, Table
from ecosystem.store import Reader, Store
from ecosystem.taxonomies import saving
from ecosystem.taxonomies.columns import titles, too_wide, unread
from ecosystem.taxonomies.mapping_rows import Reading, checked, look_up, read_columns
from ecosystem.taxonomies.matches import read_matches, without_rows
from ecosystem.taxonomies.saving import UNSAID, About, Content, Report
from ecosystem.taxonomies.sssom import (
    HEADER,
    REQUIRED,
    SLOTS,
    SSSOM,
    Head,
    Row,
    Slot,
    cleaned_head,
    read_head,
    split,
    written,
)
from ecosystem.taxonomies.statements import SUFFIXES
from ecosystem.taxonomies.unseen import cleaned_table, taken_out
from ecosystem.triples import Triple
from ecosystem.workers.files import content
from ontology import SVE

_FORMS = (".tsv", ".csv")
_SLOT_OF = {str(slot.predicate): slot for slot in SLOTS}


def import_mappings(
    settings: Settings,
    store: Store,
    file: Path,
    *,
    about: About = UNSAID,
    progress: Callable[[str], None] = lambda _step: None,
) -> Report:
    """Load a file of mappings, an SSSOM table or SKOS statements in RDF, as one commit. The same file again changes
    nothing, and the report says so.

    Raises SourceError for a file that cannot be read or lacks a column, and InvalidData where no row of it can
    be loaded; nothing is written then.
    """
    progress("Reading the file")
    statements = file.suffix.lower() in SUFFIXES
    head, table, source, remarks = _statements(file, settings) if statements else _read(file, settings)
    found = {"title": head.values.get("mapping_set_title", ""), "licence": head.values.get("license", "")}
    found["source"] = head.values.get("mapping_set_id", "")
    info = saving.dataset_info(about, found, file.stem.removesuffix(".sssom"))
    reading = checked(table, head, numbered=not statements)
    look_up(reading, _known(store))
    naming = Naming(settings.base_iri, info.id)
    problems = without_rows(reading, table) if statements else tuple(reading.problems)
    triples, origins = _said(reading, naming)
    what = Content(
        triples=[*triples, *_above(head, naming)],
        origins=origins,
        items=len(origins),
        problems=(*problems, *remarks),
        rows_read=len(table.rows),
        rows_set_aside=0,
        rejected=frozenset(reading.rejected),
    )
    progress("Saving a new version")
    version = saving.content_version(source, info)
    return saving.save(settings, store, info, saving.MAPPINGS, version, source, what)


def export_mappings(reader: Reader, identifier: str = "") -> str:
    """One set of mappings as the file it came from: same rows, same order. Without `identifier`, the only one.

    Raises NotFound where there is no such set, or several to choose from.
    """
    heads, rows = stored_heads(reader), stored(reader, identifier)
    if not rows:
        what = f"called {quoted(identifier)}" if identifier else "yet"
        raise NotFound(f"There is no set of mappings {what}. `ecosystem taxonomy list` shows what there is.")
    if len(rows) > 1:
        raise NotFound(f"There are several sets of mappings: {listing(rows, 'and')}. Say which.")
    ((name, found),) = rows.items()
    return written(heads.get(name, Head()), found)


def stored(reader: Reader, identifier: str = "") -> dict[str, list[Row]]:
    """Every mapping of a version, by the id of its set, in the order of its rows."""
    named = {"identifier": Literal(identifier)} if identifier else {}
    found: dict[str, dict[tuple[int, str], dict[str, list[str]]]] = defaultdict(dict)
    for line in reader.select(ontology.query("mappings", **named)):
        slot = _SLOT_OF.get(line["slot"].value)
        if slot:
            key = (int(line["row"].value), line["mapping"].value)
            row = found[line["identifier"].value].setdefault(key, {})
            row.setdefault(slot.name, []).append(line["value"].value)
    return {
        name: [{slot: tuple(values) for slot, values in rows[key].items()} for key in sorted(rows)]
        for name, rows in found.items()
    }


def stored_heads(reader: Reader) -> dict[str, Head]:
    """What stands above each set of mappings, by its id."""
    prefixes: dict[str, dict[str, str]] = defaultdict(dict)
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for line in reader.select(ontology.query("mapping-heads")):
        kept = prefixes if line["prefix"].value == "true" else values
        name = line["name"].value.removeprefix(str(SSSOM))
        kept[line["identifier"].value][name] = line["value"].value
    return {name: Head(prefixes[name], values[name]) for name in (*prefixes, *values)}


def _statements(file: Path, settings: Settings) -> tuple[Head, Table, Source, tuple[Problem, ...]]:
    return (Head(), *read_matches(file, settings))


def _read(file: Path, settings: Settings) -> tuple[Head, Table, Source, tuple[Problem, ...]]:
    if file.suffix.lower() not in _FORMS:
        raise SourceError(
            f"{file.name} is not a file of mappings that we can read. Mappings are SSSOM tables "
            f"({listing(_FORMS)}) or SKOS statements in RDF ({listing(SUFFIXES)}).",
            file=file.name,
        )
    data = content(file, settings.file_bytes)
    try:
        above, rest = split(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{file.name} is not UTF-8 text. Save it as UTF-8.", file=file.name) from error
    source = tables.read_table(file.name, rest.encode(), settings)
    (table,) = source.tables
    columns = {heading(title) for title in table.header}
    if missing := [name for name in REQUIRED if name not in columns]:
        raise SourceError(
            f"{file.name} has no column {listing(missing)}. A table of mappings has {listing(REQUIRED, 'and')}.",
            file=file.name,
        )
    whole = replace(source, sha256=hashlib.sha256(data).hexdigest(), size=len(data), content=data)
    table, unseen = cleaned_table(table)
    head, more = cleaned_head(read_head(above))
    return head, table, whole, (*_remarks(table, head), *taken_out(file.name, unseen + more))


def _known(store: Store) -> frozenset[str]:
    shipped = {str(term) for graph in ontology.schemes().values() for term in graph.subjects(SKOS.inScheme)}
    reader = saving.current(store)
    found = reader.select(ontology.query("taxonomy-concepts")) if reader else ()
    return frozenset(shipped | {row["concept"].value for row in found})


def _remarks(table: Table, head: Head) -> Iterator[Problem]:
    rest = titles(table, unread(table, set(read_columns(table).values())))
    for names, what in ((rest, "columns are"), (head.unread, "lines above the table are")):
        if names:
            message = f"These {what} not kept: {listing(names, 'and')}."
            yield remark(table.file, message, sheet=table.sheet)
    yield from too_wide(table)


def _said(reading: Reading, naming: Naming) -> tuple[list[Triple], list[tuple[URIRef, Origin]]]:
    triples: list[Triple] = []
    origins: list[tuple[URIRef, Origin]] = []
    for origin, row in reading.rows:
        subject, predicate, value = (
            URIRef(row[name][0]) for name in ("subject_id", "predicate_id", "object_id")
        )
        parts = [part for name, values in sorted(row.items()) for part in (name, *values)]
        node = naming.entity("mapping", (digest(parts),))
        triples += [(subject, predicate, value), (node, RDF.type, SVE.Qualifier)]
        triples += (
            (node, slot.predicate, _term(slot, text)) for slot in SLOTS for text in row.get(slot.name, ())
        )
        origins.append((node, origin))
    return triples, origins


def _term(slot: Slot, text: str) -> URIRef | Literal:
    match slot.form:
        case "iri":
            return URIRef(text)
        case "number":
            return Literal(text, datatype=XSD.decimal)
        case "date":
            return Literal(text, datatype=XSD.date)
        case "text":
            return Literal(text)


def _above(head: Head, naming: Naming) -> Iterator[Triple]:
    """What stands above the table, on the data set."""
    dataset = naming.dataset_iri()
    for name, start in sorted(head.prefixes.items()):
        declaration = naming.entity("prefix", (name,))
        yield (dataset, SH.declare, declaration)
        yield (declaration, SH.prefix, Literal(name))
        yield (declaration, SH.namespace, Literal(start))
    for name in HEADER:
        if name in head.values:
            yield (dataset, SSSOM[name], Literal(head.values[name]))
