"""The path from a version to what it makes us ask: the map's graph -> analyses -> findings -> one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from inspect import signature

import networkx as nx

from ecosystem import graph_engines, published, publishing, spark
from ecosystem.analyses import ANALYSES
from ecosystem.catalogue import datasets
from ecosystem.config import Settings
from ecosystem.evidence import with_cells
from ecosystem.findings import Result
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import Progress
from ecosystem.reviews.basis import basis_of
from ecosystem.reviews.decisions import Decisions, decisions
from ecosystem.store import Changes, Reader, Store
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
    decided, told = decisions(reader, graph), decisions(reader).digest
    graph.graph.update(same=decided.same, apart=decided.apart)  # what `matching` goes by
    nx.freeze(graph)  # what several analyses need of it is worked out once, see `remembering`
    inputs = tuple(dataset.graph for dataset in datasets(reader))
    held = published.runs(reader)
    summaries: list[RunSummary] = []
    replaced: dict[str, Iterator[bytes]] = {}
    for name, analysis in ANALYSES.items():
        if name not in wanted:
            continue
        progress(analysis.title)
        run = publishing.Run(settings.base_iri, name, analysis.version, dict(analysis.options), inputs, told)
        with graph_engines.using(settings.networkx_backend), spark.engine(settings.engine):
            result = analysis.run(graph, **analysis.options, **_taken(analysis.run, decided))
        result = _with_cells(result, reader, settings.base_iri)
        changed = held.get(name, ("", {}))[0] != str(run.iri)
        summaries.append(RunSummary(name, analysis.title, result, changed))
        if changed:
            drawn = result.unlisted.drawn if result.unlisted else ()
            bases = {
                str(publishing.iri_of(run.base, item)): basis_of(graph, item)
                for item in (*result.findings, *drawn)
            }
            replaced[run.graph] = ntriples(sorted(set(publishing.triples(run, result, bases)), key=str))
    if not replaced:
        return summaries, None
    count = sum(len(summary.result.findings) for summary in summaries)
    version = store.commit(Changes(f"Analysed the map: {count:,} findings.", replaced))
    return summaries, version.number


def _with_cells(result: Result, reader: Reader, base: str) -> Result:
    """The same with the cells of all evidence, also of what was drawn from below the threshold."""
    below = result.unlisted
    findings = with_cells([*result.findings, *(below.drawn if below else ())], reader, base)
    count = len(result.findings)
    return replace(
        result,
        findings=tuple(findings[:count]),
        unlisted=replace(below, drawn=tuple(findings[count:])) if below else None,
    )


def _taken(run: Callable[..., Result], decided: Decisions) -> dict[str, frozenset[tuple[str, str]]]:
    """The decisions on proposed outcomes, for an analysis that starts from them: `confirmed=`, `rejected=`."""
    offered = {"confirmed": decided.confirmed, "rejected": decided.rejected}
    return {name: pairs for name, pairs in offered.items() if name in signature(run).parameters}
