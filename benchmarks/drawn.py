"""Things and ties as the graph that analyses read has them, made by hand: what `ecosystem.full_graph` gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
from rdflib import SKOS

import ontology
from benchmarks.writing import Chance
from ecosystem.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Drawn:
    """A graph that is added to, and the chance that decides what.

    `things`: kind -> its IRIs in the order they were added; `concepts`: scheme -> those that are shipped.
    """

    graph: nx.MultiDiGraph[str]
    chance: Chance
    concepts: Mapping[str, Sequence[str]]
    things: dict[str, list[str]] = field(default_factory=dict)

    def many(self, share: float) -> range:
        """As many places as this share of the efforts, at least one."""
        return range(max(1, round(share * len(self.things["effort"]))))

    def thing(self, kind: str, values: Mapping[str, str], /, **links: str | Sequence[str]) -> str:
        """Add one record. `values`: field -> text; `links`: property -> what it names. "" is not recorded."""
        held = self.things.setdefault(kind, [])
        iri = f"{kind}.{len(held)}"
        held.append(iri)
        add(self.graph, iri, kind, KINDS[kind].family, values.get("name", ""))
        self.graph.nodes[iri]["values"] = {name: (text,) for name, text in values.items() if text}
        for key, ends in links.items():
            for end in [ends] if isinstance(ends, str) else ends:
                if end:
                    link(self.graph, iri, key, end)
        return iri

    def any(self, scheme: str) -> str:
        """Any concept of a shipped scheme."""
        return self.chance.any(self.concepts[scheme])

    def perhaps(self, share: float, kind: str) -> str:
        """A thing of this kind, the first ones far more often, in this share of the cases; else ""."""
        return self.chance.one(self.things[kind]) if self.chance.happens(share) else ""

    def period(self) -> dict[str, str]:
        """A financial year."""
        year = self.chance.random.randint(2019, 2026)
        return {"start": f"{year}-04-01", "end": f"{year + 1}-03-31"}


def add(
    graph: nx.MultiDiGraph[str], iri: str, kind: str, family: str, label: str, text: str = "", **more: Any
) -> None:
    """Add a node with what every node has."""
    graph.add_node(
        iri,
        **{
            "kind": kind,
            "family": family,
            "label": label,
            "description": text,
            "source_id": iri,
            "text": f"{label}. {text}",
            "dataset": "",
            "dataset_label": "",
            "values": {},
        },
        **more,
    )


def link(graph: nx.MultiDiGraph[str], subject: str, key: str, value: str) -> None:
    """Add a statement that names another thing."""
    graph.add_edge(subject, value, key=key, predicate=f"https://example.org/terms#{key}")


def add_concepts(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """Add the shipped concepts; gives them by scheme."""
    found = {}
    for scheme, terms in ontology.schemes().items():
        iris = []
        for notation, label in ontology.concepts(scheme).items():
            iri = str(ontology.concept_iri(scheme, notation))
            add(graph, iri, "concept", scheme, label, scheme=scheme, notation=notation)
            iris.append(iri)
        for narrow, wide in sorted(terms.subject_objects(SKOS.broader)):
            link(graph, str(narrow), "broader", str(wide))
        found[scheme] = iris
    return found
