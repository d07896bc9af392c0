"""The path from a version to what it makes us ask: the map's graph -> analyses -> findings -> one commit.

It is a job, which may be stopped or killed at any moment: nothing is stored then, but what each finished analysis
found is kept, and taken up by the next run on the same data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any

import networkx as nx

from ecosystem import graph_engines, published, publishing, spark
from ecosystem.analyses import ANALYSES, Analysis
from ecosystem.catalogue import datasets
from ecosystem.config import Settings
from ecosystem.evidence import with_cells
from ecosystem.findings import Result
from ecosystem.full_graph import full_graph
from ecosystem.jobs import Underway, job
from ecosystem.kept_results import KeptResults
from ecosystem.nearest import silent
from ecosystem.pipeline import Progress
from ecosystem.reviews.basis import basis_of
from ecosystem.reviews.decisions import Decisions, decisions
from ecosystem.store import Changes, Reader, Store
from ecosystem.triples import ntriples


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One analysis that was run. `changed`: whether the version did not hold this very result yet.

    `kept`: whether the result comes from an earlier run that did not get as far as saving it.
    """

    method: str
    title: str
    result: Result
    changed: bool
    kept: bool


def analyse(
    settings: Settings, store: Store, names: Iterable[str], progress: Progress, within: Progress = silent
) -> tuple[list[RunSummary], int | None]:
    """Run analyses on the current version and store what they find as one commit.

    Returns a summary of each, in the registry's order, and the new version's number (None: nothing changed).
    `progress` is called as each of `steps_of(names)` begins, `within` with how far it is. Raises StoreError where
    another run on this data folder does not end within the setting `lock_wait`.
    """
    store.read()  # says what to do where there are no data yet
    wanted = _wanted(names)
    with job(settings.data, "analyse", steps_of(names), settings.lock_wait) as underway:
        found = _worked_out(settings, store, wanted, _Told(underway, progress, within))
    KeptResults(settings.data).drop(analysis.name for analysis in wanted)
    return found


def steps_of(names: Iterable[str]) -> int:
    """How many steps a run of these analyses has; of all, if none is named."""
    return len(_wanted(names)) + 2


def _wanted(names: Iterable[str]) -> list[Analysis]:
    chosen = set(names) or set(ANALYSES)
    return [analysis for name, analysis in ANALYSES.items() if name in chosen]


@dataclass(frozen=True, slots=True)
class _Told:
    """Those who hear how far the work is: the job that others look at, and who started it."""

    job: Underway
    progress: Progress
    inside: Progress

    def begin(self, step: str) -> None:
        self.job(step)
        self.progress(step)

    def within(self, text: str) -> None:
        self.job.within(text)
        self.inside(text)


def _worked_out(
    settings: Settings, store: Store, wanted: Iterable[Analysis], told: _Told
) -> tuple[list[RunSummary], int | None]:
    reader = store.read()
    told.begin("Gathering the map")
    graph = full_graph(reader)
    decided, digest = decisions(reader, graph), decisions(reader).digest
    graph.graph.update(same=decided.same, apart=decided.apart)  # what `matching` goes by
    nx.freeze(graph)  # what several analyses need of it is worked out once, see `remembering`
    inputs = tuple(dataset.graph for dataset in datasets(reader))
    held = published.runs(reader)
    earlier = KeptResults(settings.data)
    summaries: list[RunSummary] = []
    replaced: dict[str, Iterator[bytes]] = {}
    for analysis in wanted:
        told.begin(analysis.title)
        options = dict(analysis.options)
        run = publishing.Run(settings.base_iri, analysis.name, analysis.version, options, inputs, digest)
        key = f"{run.iri} {settings.networkx_backend} {settings.engine}"
        kept = earlier.get(analysis.name, key)
        if kept is None:
            with graph_engines.using(settings.networkx_backend), spark.engine(settings.engine):
                result = analysis.run(graph, **options, **_taken(analysis.run, decided, told.within))
            earlier.put(analysis.name, key, result)
        else:
            result = kept
        result = _with_cells(result, reader, settings.base_iri)
        changed = held.get(analysis.name, ("", {}))[0] != str(run.iri)
        summaries.append(RunSummary(analysis.name, analysis.title, result, changed, kept is not None))
        if changed:
            replaced[run.graph] = _triples(graph, run, result)
    told.begin("Saving what was found")
    if not replaced:
        return summaries, None
    count = sum(len(summary.result.findings) for summary in summaries)
    version = store.commit(Changes(f"Analysed the map: {count:,} findings.", replaced))
    return summaries, version.number


def _triples(graph: nx.MultiDiGraph[str], run: publishing.Run, result: Result) -> Iterator[bytes]:
    drawn = result.unlisted.drawn if result.unlisted else ()
    bases = {
        str(publishing.iri_of(run.base, item)): basis_of(graph, item) for item in (*result.findings, *drawn)
    }
    return ntriples(sorted(set(publishing.triples(run, result, bases)), key=str))


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


def _taken(run: Callable[..., Result], decided: Decisions, within: Progress) -> dict[str, Any]:
    """What only some analyses take: decisions on proposed outcomes that they start from, and whom to tell."""
    offered = {"confirmed": decided.confirmed, "rejected": decided.rejected, "progress": within}
    return {name: value for name, value in offered.items() if name in signature(run).parameters}
