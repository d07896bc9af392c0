"""Small places in a store of their own, made from sheets or from statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from rdflib import Graph

from ecosystem.config import Settings
from ecosystem.pipeline import import_paths
from ecosystem.store import Changes, Reader, Store, open_store

BASE = "http://127.0.0.1:8080"
HOMES, TWIN = f"{BASE}/id/objective/p.homes", f"{BASE}/id/objective/p.homes-2"
PLACE = f"""
<{HOMES}> a <https://w3id.org/sve/ns#Objective> ; <http://purl.org/dc/terms/identifier> "obj-homes" ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Safe homes"@en .
<{BASE}/id/objective/p.streets> a <https://w3id.org/sve/ns#Objective> ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Greener streets"@en .
<{BASE}/id/organisation/p.shelter> a <http://www.w3.org/ns/org#Organization> ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Night shelter"@en ;
  <https://w3id.org/sve/ns#pursues> <{HOMES}> .
"""
"""A body and two objectives; the wide world's lists are left out."""


def sheet_folder(folder: Path, sheets: Mapping[str, str]) -> Path:
    """A new folder with a CSV file for each sheet."""
    folder.mkdir()
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def imported(settings: Settings, folder: Path, sheets: Mapping[str, str]) -> Iterator[Store]:
    """A store with the one data set that these sheets are."""
    with closing(open_store(settings)) as store:
        import_paths(settings, store, [sheet_folder(folder, sheets)], None, lambda _step: None)
        yield store


@contextmanager
def stated(settings: Settings, turtle: str) -> Iterator[Reader]:
    """One version that says this and nothing else."""
    triples = Graph().parse(data=turtle, format="turtle").serialize(format="nt", encoding="utf-8")
    with closing(open_store(settings)) as store:
        store.commit(Changes("Made for a test.", {f"{BASE}/graph/dataset/p/1": [triples]}))
        yield store.read()
