"""What every version holds besides people's data: the shipped terms and lists, and what follows from the rest."""

from __future__ import annotations

from rdflib import Graph

import ontology
from ecosystem.config import Settings
from ecosystem.derived import derivations
from ecosystem.store import Changes, Store, Version
from ecosystem.triples import ntriples


def vocabulary() -> dict[str, Graph]:
    """The shipped terms and lists, by the named graph each is kept in."""
    graphs = {"https://w3id.org/sve/ns": ontology.core()}
    return graphs | {str(ontology.scheme_iri(name)): graph for name, graph in ontology.schemes().items()}


def rebuild(settings: Settings, store: Store) -> Version:
    """Write the shipped graphs again and work out the derived layers anew, as one commit.

    For data that an earlier release brought in: an import does the same, but only where the files changed.
    Raises NotFound where there is no data yet.
    """
    store.read()
    return store.commit(
        Changes(
            message="Wrote the shipped terms and lists again and worked out what follows from the data.",
            replace={graph: ntriples(triples) for graph, triples in vocabulary().items()},
            derive=derivations(settings.base_iri),
        )
    )
