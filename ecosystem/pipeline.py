"""The path of a fact into the store: files -> records -> triples -> checks -> one commit -> a new version."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.term import Node

from ecosystem import __version__
from ecosystem.catalogue import Dataset, catalogue_graph, datasets, entry
from ecosystem.config import Settings
from ecosystem.derived import derivations
from ecosystem.errors import InvalidData, NotFound
from ecosystem.identifiers import Naming, digest
from ecosystem.importers import Batch, dataset_info, description_of, load_mapping, read, template, without
from ecosystem.importers.tables import read_tables
from ecosystem.kinds import KINDS
from ecosystem.provenance import provenance
from ecosystem.records import Cell, Origin, Problem, Source
from ecosystem.standing import vocabulary
from ecosystem.store import Changes, Reader, Store
from ecosystem.store.durable import write_durably
from ecosystem.triples import Statement, Triple, names, ntriples, statements
from ecosystem.validation import check_entry, examined

Progress = Callable[[str], None]
"""Called with a short sentence when a step begins."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows. `version` is None when nothing was written.

    `replaces` is the title of the data set whose content these files took the place of, empty if none.
    """

    dataset: str
    title: str
    rows_read: int
    rows_loaded: int
    rows_reported: int
    records: Mapping[str, int]
    problems: tuple[Problem, ...]
    changed: bool
    version: int | None = None
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Files as read, before any check: what they say, and the version their content would be."""

    naming: Naming
    version: str
    batch: Batch
    sources: tuple[Source, ...]


def reading(
    settings: Settings, paths: Sequence[Path], mapping_file: Path | None, progress: Progress
) -> Reading:
    """Read files without writing anything.

    Raises SourceError for a file that cannot be read and InvalidData where loading any of it would be unsafe.
    """
    progress("Reading the files")
    sources = tuple(read_tables(list(paths), settings))
    mapping = load_mapping(mapping_file) if mapping_file else template()
    batch = read(sources, replace(mapping, dataset=dataset_info(paths[0], mapping)))
    batch = replace(batch, problems=(*_remarks(sources), *batch.problems))
    naming = Naming(settings.base_iri, batch.dataset.id)
    found = Reading(naming, content_version(sources, mapping_file, batch), batch, sources)
    return replace(found, batch=_described(found, description_of(paths[0]).name))


def _described(found: Reading, file: str) -> Batch:
    """The batch with what its own entry in the catalogue leaves out, as problems; `file` is where it is said."""
    graph = Graph()
    for triple in entry(found.naming, found.version, found.batch, found.sources, datetime.now(UTC)):
        graph.add(triple)
    return replace(found.batch, problems=(*found.batch.problems, *check_entry(graph, file)))


def _remarks(sources: Iterable[Source]) -> Iterator[Problem]:
    """What was assumed while reading the files (an encoding, a hidden sheet left out), for the report."""
    for source in sources:
        for note in source.notes:
            yield Problem(source.file, "", None, None, None, note, "", "info", rows=0)


def checked(batch: Batch, naming: Naming) -> tuple[Batch, tuple[Statement, ...]]:
    """The batch without the rows that break a rule, and what the rest says.

    Leaving a row out can break another (a service whose only provider is gone), so this repeats until nothing
    more breaks; every round leaves out at least one row.
    """
    while True:
        found = tuple(statements(batch.records, naming))
        problems = examined(_graph(found), _locator(found))
        worst = {problem: thing for problem, thing in problems if problem.severity == "violation"}
        if not (broken := _rows_of(worst, batch, naming)):
            return replace(batch, problems=(*batch.problems, *(problem for problem, _ in problems))), found
        why = "This row, or another one about the same thing, breaks a rule."
        batch = without(replace(batch, problems=(*batch.problems, *worst)), broken, why)


def _rows_of(worst: Mapping[Problem, Node | None], batch: Batch, naming: Naming) -> set[Origin]:
    """The rows to leave out: those that problems name, and all about a thing that lacks something as a whole."""
    rows = {Origin(problem.file, problem.sheet, problem.row) for problem in worst if problem.row is not None}
    things = {thing for thing in worst.values() if thing is not None}
    iris = names(batch.records, naming)
    defining = (record for record in batch.records if not record.partial)
    return rows | {
        record.origin for record in defining if iris[(KINDS[record.kind].family, record.key)] in things
    }


def import_paths(
    settings: Settings, store: Store, paths: Sequence[Path], mapping_file: Path | None, progress: Progress
) -> ImportReport:
    """Bring files into the store as one commit. The same files twice change nothing, and the report says so.

    Rows with a violation are left out whole. Raises InvalidData when no row at all can be loaded (with
    its problems), or when the id belongs to a loaded list; nothing is written then.
    """
    found = reading(settings, paths, mapping_file, progress)
    held = {dataset.identifier: dataset for dataset in _current(store)}.get(found.batch.dataset.id)
    if held and held.form:
        raise InvalidData(
            f"The id '{held.identifier}' is already that of a list or mapping set, '{held.title}'. Give this data set "
            f"another id, in {description_of(paths[0]).name} or its mapping file."
        )
    if held and held.graph == str(found.naming.graph(found.version)):
        return _report(found.batch, changed=False)
    progress(f"Checking {found.batch.rows_read:,} rows")
    batch, said = checked(found.batch, found.naming)
    if not batch.records:
        raise InvalidData("Nothing was loaded: no row of these files can be used as it is.", batch.problems)
    progress("Saving a new version")
    keep_sources(settings.data, found.sources)
    version = store.commit(_import_changes(replace(found, batch=batch), said))
    replaced = held.title if held else ""
    return replace(_report(batch, changed=True), version=version.number, replaces=replaced)


def check_paths(
    settings: Settings, paths: Sequence[Path], mapping_file: Path | None, progress: Progress
) -> ImportReport:
    """What `import_paths` would do, without doing it."""
    found = reading(settings, paths, mapping_file, progress)
    progress(f"Checking {found.batch.rows_read:,} rows")
    batch, _ = checked(found.batch, found.naming)
    return _report(batch, changed=False)


def content_version(sources: Sequence[Source], mapping_file: Path | None, batch: Batch) -> str:
    """The version of a data set's content: the same files, description, mapping and code give the same."""
    rules = mapping_file.read_text(encoding="utf-8") if mapping_file else "template"
    files = (f"{source.file}={source.sha256}" for source in sources)
    return digest([__version__, rules, str(batch.dataset), *files])[:12]


def keep_sources(data: Path, sources: Sequence[Source]) -> None:
    """Keep every imported file as it came, under its SHA-256, so that any finding leads back to the cell."""
    folder = data / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources:
        kept = folder / source.sha256
        if not kept.exists():
            own = folder / f"{source.sha256}.{os.getpid()}"  # another import may keep the same file just now
            write_durably(own, source.content)
            own.replace(kept)


def _import_changes(found: Reading, said: Sequence[Statement]) -> Changes:
    naming, batch = found.naming, found.batch
    entries = entry(naming, found.version, batch, found.sources, datetime.now(UTC))
    return Changes(
        message=f"Imported {batch.dataset.title}: {batch.rows_loaded:,} of {batch.rows_read:,} rows.",
        replace={
            **{graph: ntriples(triples) for graph, triples in vocabulary().items()},
            str(naming.graph(found.version)): ntriples(_content(batch, naming, said)),
            catalogue_graph(naming): ntriples(entries),
        },
        drop_prefixes=(f"{naming.base}/graph/dataset/{naming.dataset}/",),
        derive=derivations(naming.base),
    )


def _content(batch: Batch, naming: Naming, said: Sequence[Statement]) -> Iterator[Triple]:
    for statement in said:
        yield statement.triple
    yield from provenance(batch.records, naming, said)


def _graph(found: Iterable[Statement]) -> Graph:
    graph = Graph()
    for statement in found:
        graph.add(statement.triple)
    return graph


def _locator(found: Iterable[Statement]) -> Callable[[URIRef, URIRef | None], list[Cell]]:
    """Where a thing's property was read; without a property (or where it has none) where the thing was."""
    cells: dict[tuple[URIRef, URIRef | None], list[Cell]] = {}
    for statement in found:
        cells.setdefault((statement.subject, statement.predicate), []).append(statement.cell)
        cells.setdefault((statement.subject, None), [replace(statement.cell, column="")])

    def locate(subject: URIRef, predicate: URIRef | None) -> list[Cell]:
        return cells.get((subject, predicate)) or cells.get((subject, None), [])

    return locate


def _current(store: Store) -> list[Dataset]:
    try:
        reader: Reader = store.read()
    except NotFound:
        return []
    return datasets(reader)


def _report(batch: Batch, *, changed: bool) -> ImportReport:
    things = {(record.kind, record.key) for record in batch.records if not record.partial}
    return ImportReport(
        dataset=batch.dataset.id,
        title=batch.dataset.title,
        rows_read=batch.rows_read,
        rows_loaded=batch.rows_loaded,
        rows_reported=batch.rows_reported,
        records=dict(sorted(Counter(kind for kind, _ in things).items())),
        problems=batch.problems,
        changed=changed,
    )
