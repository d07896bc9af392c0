"""Which lists there are: those that come with the software, those that were loaded, and mappings between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, SKOS

import ontology
from ecosystem.store import Reader, Store
from ecosystem.taxonomies.entries import CLASSES
from ecosystem.taxonomies.mappings import stored
from ecosystem.taxonomies.saving import FORMS, current
from ontology import SVE

_KINDS = {str(iri): kind for kind, iri in {**CLASSES, "life-stage": SVE.LifeStage}.items()}


@dataclass(frozen=True, slots=True)
class Known:
    """One list, or one set of mappings. `kind` is what its concepts are, "" where they are of no special class;
    `items` counts concepts or mappings, `tops` the concepts that have nothing wider. `missing` is what the list
    says of itself that it lacks."""

    id: str
    form: str
    title: str
    kind: str
    items: int
    tops: int
    shipped: bool
    licence: str
    source: str
    missing: tuple[str, ...] = ()


def known_lists(store: Store) -> list[Known]:
    """Shipped lists by name, then loaded lists and mappings by title."""
    reader = current(store)
    return [
        *_shipped(),
        *(sorted(_loaded(reader), key=lambda item: (item.form, item.title)) if reader else ()),
    ]


def _shipped() -> list[Known]:
    found = []
    for name, graph in ontology.schemes().items():
        scheme = ontology.scheme_iri(name)
        types = {str(value) for value in graph.objects(None, RDF.type)}
        notes = sorted(str(note) for note in graph.objects(scheme, SKOS.editorialNote))
        found.append(
            Known(
                id=name,
                form="list",
                title=str(graph.value(scheme, DCTERMS.title)),
                kind=next((kind for iri, kind in _KINDS.items() if iri in types), ""),
                items=len(set(graph.subjects(RDF.type, SKOS.Concept))),
                tops=len(set(graph.objects(scheme, SKOS.hasTopConcept))),
                shipped=True,
                licence=str(graph.value(scheme, DCTERMS.license)),
                source=", ".join(sorted(map(str, graph.objects(scheme, DCTERMS.source)))),
                missing=tuple(
                    note.removeprefix("missing: ") for note in notes if note.startswith("missing: ")
                ),
            )
        )
    return found


def _loaded(reader: Reader) -> list[Known]:
    counts: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for row in reader.select(ontology.query("taxonomy-counts")):
        if row["graph"]:
            found = (row["class"].value, int(row["concepts"].value), int(row["tops"].value))
            counts[row["graph"].value].append(found)
    mappings = {name: len(rows) for name, rows in stored(reader).items()}
    lists = []
    for row in reader.select(ontology.query("taxonomies")):
        form = FORMS.get(row["form"].value)
        if form is None:
            continue
        name = row["identifier"].value
        kind, items, tops = next(iter(counts[row["graph"].value]), ("", mappings.get(name, 0), 0))
        lists.append(
            Known(
                id=name,
                form=form,
                title=row["title"].value,
                kind=_KINDS.get(kind, ""),
                items=items,
                tops=tops,
                shipped=False,
                licence=row["licence"].value,
                source=row["source"].value,
            )
        )
    return lists
