"""Somebody's list into the store: a table or SKOS, as a data set of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rdflib import URIRef

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.identifiers import Naming
from ecosystem.importers import tables
from ecosystem.importers.batch import remark
from ecosystem.importers.spelling import listing as sentence
from ecosystem.records import Problem, Source
from ecosystem.store import Store
from ecosystem.taxonomies.columns import USUAL, Named, columns, remarks
from ecosystem.taxonomies.entries import Listing, scheme_of
from ecosystem.taxonomies.owning import Bounds, taken
from ecosystem.taxonomies.rows import rows_listing, with_tables_left_out
from ecosystem.taxonomies.saving import (
    LIST,
    UNSAID,
    About,
    Content,
    Report,
    content_version,
    dataset_info,
    save,
)
from ecosystem.taxonomies.skos import KEEP, listing
from ecosystem.taxonomies.statements import SUFFIXES, read_statements
from ecosystem.taxonomies.unseen import cleaned_table, taken_out


def import_list(
    settings: Settings,
    store: Store,
    file: Path,
    *,
    kind: str = "theme",
    about: About = UNSAID,
    named: Named = USUAL,
    language: str = "en",
    progress: Callable[[str], None] = lambda _step: None,
) -> Report:
    """Load a list of concepts as one commit. The same file again changes nothing, and the report says so.

    `kind` is a name of `entries.CLASSES`; `named` and `language` are for tables. Raises SourceError for a file
    that cannot be read, ConfigError for a column or an id that cannot be used, and InvalidData where no row of it
    can be loaded; nothing is written then.
    """
    progress("Reading the file")
    info = dataset_info(about, {}, file.stem)
    naming = Naming(settings.base_iri, info.id)
    found, source = _read(settings, store, file, naming, kind, named, language)
    info = dataset_info(about, dict(found.about), file.stem)
    version = content_version(source, info, kind, named, language, *sorted(found.taken))
    progress("Saving a new version")
    if found.entries and not info.licence:
        found = replace(found, problems=(*found.problems, _unlicensed(source)))
    return save(settings, store, info, LIST, version, source, _content(found, naming, info.title))


def _read(
    settings: Settings, store: Store, file: Path, naming: Naming, kind: str, named: Named, language: str
) -> tuple[Listing, Source]:
    suffix = file.suffix.lower()
    if suffix in SUFFIXES:
        statements = read_statements(file, KEEP, settings)
        mentioned = {
            node
            for subject, _, value in statements.said
            for node in (subject, value)
            if isinstance(node, URIRef)
        }
        bounds = Bounds(naming, kind, taken(store, naming, mentioned))
        return listing(statements, bounds), statements.source
    if suffix not in tables.SUFFIXES:
        raise SourceError(
            f"{file.name} is not a list we can read. Lists are tables ({sentence(tables.SUFFIXES)}) or SKOS "
            f"({sentence(SUFFIXES)}).",
            file=file.name,
        )
    (source,) = tables.read_tables([file], settings)
    if not source.tables:
        raise SourceError(f"{file.name} has no table in it.", file=file.name)
    first, *rest = source.tables
    first, unseen = cleaned_table(first)
    known = columns(first, named)
    found = rows_listing(first, known, naming, kind, language)
    found = replace(
        found, problems=(*found.problems, *remarks(first, known), *taken_out(source.file, unseen))
    )
    return with_tables_left_out(found, rest), source


def _unlicensed(source: Source) -> Problem:
    message = "Nobody says under which licence this list may be used."
    fix = "Look it up where the list is from, and load it again with --licence."
    return remark(source.file, message, fix)


def _content(found: Listing, naming: Naming, title: str) -> Content:
    triples = [*found.scheme]
    for entry in found.entries:
        triples += entry.triples
    if any(value == naming.scheme() for _, _, value in triples):
        triples += scheme_of(naming.scheme(), title)
    return Content(
        triples=triples,
        origins=[(entry.iri, entry.origin) for entry in found.entries if entry.origin],
        items=len(found.entries),
        problems=found.problems,
        rows_read=found.rows_read,
        rows_set_aside=found.rows_set_aside,
        rejected=found.rejected,
    )
