"""The path from a version to what it makes us ask: the map's graph -> analyses -> findings -> one commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ecosystem import published, publishing
from ecosystem.analyses import ANALYSES
from ecosystem.catalogue import datasets
from ecosystem.config import Settings
from ecosystem.evidence import with_cells
from ecosystem.findings import Result
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import Progress
from ecosystem.store import Changes, Store
from ecosystem.triples import ntriples


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One analysis that was run. `changed`: whether the version did not hold this very result yet."""

    method: str
    title: str
    result: Result
    changed: bool


def analyse(
    settings: Settings, store: Store, names: Iterable[str], progress: Progress
) -> tuple[list[RunSummary], int | None]:
    """Run analyses on the current version and store what they find as one commit.

    Returns a summary of each, in the registry's order, and the new version's number (None: nothing changed).
    """
    wanted = set(names) or set(ANALYSES)
    reader = store.read()
    progress("Gathering the map")
    graph = full_graph(reader)
    inputs = tuple(dataset.graph for dataset in datasets(reader))
    held = published.runs(reader)
    summaries: list[RunSummary] = []
    replaced: dict[str, Iterator[bytes]] = {}
    for name, analysis in ANALYSES.items():
        if name not in wanted:
            continue
        progress(analysis.title)
        run = publishing.Run(settings.base_iri, name, analysis.version, dict(analysis.options), inputs)
        result = analysis.run(graph, **analysis.options)
        result = replace(result, findings=tuple(with_cells(result.findings, reader, settings.base_iri)))
        changed = held.get(name, ("", {}))[0] != str(run.iri)
        summaries.append(RunSummary(name, analysis.title, result, changed))
        if changed:
            replaced[run.graph] = ntriples(sorted(set(publishing.triples(run, result)), key=str))
    if not replaced:
        return summaries, None
    count = sum(len(summary.result.findings) for summary in summaries)
    version = store.commit(Changes(f"Analysed the map: {count:,} findings.", replaced))
    return summaries, version.number
