"""The example place as triples: what an import of its sheets and a run of the analyses leave in the store."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import Graph

from ecosystem.config import Settings


@cache
def example_place() -> Graph:
    """All that is said of the example place, derived statements and findings too. Shared: never add to it.

    Made in a data folder of its own, which is gone afterwards. ConfigError where the sheets are not installed.
    """
    # imported here: the names of the checks are wanted sooner than the whole pipeline
    from ecosystem.analysing import analyse
    from ecosystem.cli.serving import example
    from ecosystem.pipeline import import_paths
    from ecosystem.store import open_store

    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        store = open_store(settings)
        try:
            import_paths(settings, store, [example()], None, lambda _step: None)
            analyse(settings, store, (), lambda _step: None)
            lines = b"".join(store.read().dump()).decode().splitlines()
        finally:
            store.close()
    ours = f"<{settings.base_iri}/graph/"
    graph = Graph()
    graph.parse(
        data="\n".join(_triple(line) for line in lines if _graph_of(line).startswith(ours)), format="nt"
    )
    return graph


def _graph_of(line: str) -> str:
    """The last term of a line of N-Quads, which is the graph; an IRI has no spaces."""
    return line.rstrip(" .").rpartition(" ")[2]


def _triple(line: str) -> str:
    return line.rstrip(" .").rpartition(" ")[0] + " ."
