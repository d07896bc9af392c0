"""One list, or one set of mappings, as one commit: a named graph of its own and an entry in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rdflib import DCTERMS, PROV, SKOS, URIRef

import ontology
from ecosystem import __version__
from ecosystem.catalogue import catalogue_graph, entry
from ecosystem.config import Settings
from ecosystem.derived import derivations
from ecosystem.errors import ConfigError, InvalidData, NotFound
from ecosystem.identifiers import DATASET_ID, Naming, digest, slug
from ecosystem.importers.batch import Batch, DatasetInfo
from ecosystem.pipeline import keep_sources
from ecosystem.provenance import source_row
from ecosystem.records import Origin, Problem, Record, Source
from ecosystem.standing import vocabulary
from ecosystem.store import Changes, Reader, Store
from ecosystem.triples import Triple, ntriples

LIST = SKOS.ConceptScheme
MAPPINGS = URIRef("https://w3id.org/sssom/MappingSet")
FORMS = {str(LIST): "list", str(MAPPINGS): "mappings"}
"""What `dcterms:type` says a data set of this package is."""


@dataclass(frozen=True, slots=True)
class About:
    """What a person says of a list or set of mappings; "" leaves it to the file, then to the file's name."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""
    source: str = ""


UNSAID = About()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file. `items` counts the concepts or mappings that were loaded; `version` is None when
    nothing was written."""

    id: str
    title: str
    form: str
    items: int
    rows_read: int
    rows_loaded: int
    rows_reported: int
    problems: tuple[Problem, ...]
    changed: bool
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be saved. `origins` are the rows it came from; `rejected` those that gave nothing."""

    triples: Sequence[Triple]
    origins: Sequence[tuple[URIRef, Origin]]
    items: int
    problems: tuple[Problem, ...]
    rows_read: int
    rows_set_aside: int
    rejected: frozenset[Origin]


def dataset_info(about: About, found: dict[str, str], stem: str) -> DatasetInfo:
    """What the data set is called: what a person said, else what the file says, else its name.

    Raises ConfigError for an id that cannot stand in an address.
    """
    chosen = about.id or slug(stem)
    if not DATASET_ID.fullmatch(chosen):
        raise ConfigError(
            f"The id '{chosen}' cannot be used. Write --id with up to 63 lower-case letters, digits and "
            "hyphens, such as uk-cat."
        )
    return DatasetInfo(
        id=chosen,
        title=about.title or found.get("title", "") or stem,
        publisher=about.publisher or found.get("publisher", ""),
        licence=about.licence or found.get("licence", ""),
        source=about.source or found.get("source", ""),
    )


def content_version(source: Source, *choices: object) -> str:
    """The version of a content: the same file, choices and code give the same."""
    return digest([__version__, source.sha256, *map(str, choices)])[:12]


def save(
    settings: Settings,
    store: Store,
    info: DatasetInfo,
    form: URIRef,
    version: str,
    source: Source,
    what: Content,
) -> Report:
    """Commit it, unless the same is there already. Raises InvalidData where nothing of the file can be used."""
    naming = Naming(settings.base_iri, info.id)
    if _held(store, info, form) == str(naming.graph(version)):
        return _report(info, form, what, changed=False)
    if not what.items:
        raise InvalidData("Nothing was loaded: no entry of this file can be used as it is.", what.problems)
    batch = _batch(info, what)
    entries = [*entry(naming, version, batch, [source], datetime.now(UTC))]
    entries.append((naming.dataset_iri(), DCTERMS.type, form))
    keep_sources(settings.data, [source])
    made = store.commit(
        Changes(
            message=f"Loaded {info.title}: {batch.rows_loaded:,} of {batch.rows_read:,} entries.",
            replace={
                **{graph: ntriples(triples) for graph, triples in vocabulary().items()},
                str(naming.graph(version)): ntriples([*what.triples, *_rows(what.origins, naming)]),
                catalogue_graph(naming): ntriples(entries),
            },
            drop_prefixes=(f"{naming.base}/graph/dataset/{naming.dataset}/",),
            derive=derivations(naming.base),
        )
    )
    return _report(info, form, what, changed=True, version=made.number)


def current(store: Store) -> Reader | None:
    """The current version, None before the first."""
    try:
        return store.read()
    except NotFound:
        return None


def _held(store: Store, info: DatasetInfo, form: URIRef) -> str:
    """The graph that holds this data set now, "" if none. ConfigError where the id is taken by something else."""
    reader = current(store)
    if reader is None:
        return ""
    for row in reader.select(ontology.query("taxonomies")):
        if row["identifier"].value == info.id and row["form"].value == str(form):
            return str(row["graph"].value)
    taken = [
        row["title"].value
        for row in reader.select(ontology.query("datasets"))
        if row["identifier"].value == info.id
    ]
    if taken:
        raise ConfigError(
            f"The id '{info.id}' is that of {taken[0]}, which is something else. Choose another with --id."
        )
    return ""


def _batch(info: DatasetInfo, what: Content) -> Batch:
    """The content in the form that the catalogue counts: a record of each row that was loaded."""
    records = tuple(
        Record("concept", (str(origin.row),), (), origin)
        for origin in dict.fromkeys(origin for _, origin in what.origins)
    )
    return Batch(
        info, records, (), what.problems, what.rows_read, what.rows_set_aside, frozenset(what.rejected)
    )


def _rows(origins: Iterable[tuple[URIRef, Origin]], naming: Naming) -> Iterable[Triple]:
    """Which row each thing was read from."""
    for subject, origin in origins:
        yield from source_row(origin, naming)
        row = naming.row(origin)
        yield (subject, PROV.wasDerivedFrom, row)
        yield (subject, PROV.hadPrimarySource, row)


def _report(
    info: DatasetInfo, form: URIRef, what: Content, *, changed: bool, version: int | None = None
) -> Report:
    batch = _batch(info, what)
    return Report(
        id=info.id,
        title=info.title,
        form=FORMS[str(form)],
        items=what.items,
        rows_read=batch.rows_read,
        rows_loaded=batch.rows_loaded,
        rows_reported=batch.rows_reported,
        problems=what.problems,
        changed=changed,
        version=version,
    )
