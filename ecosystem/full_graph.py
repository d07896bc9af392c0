"""The map's graph with every record that a map does not draw (sums, reach, needs, criteria, steps, ...), and what each
record says in figures and words: the only input of an analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx
import pyoxigraph as ox
from rdflib import URIRef

import ontology
from ecosystem.kinds import KINDS, Field
from ecosystem.projection import CLASS_TO_KIND, add_links, ecosystem_graph
from ecosystem.store import Reader

Values = Mapping[str, tuple[str, ...]]

_WORDS = {"text", "string", "link", "date", "decimal", "integer", "share", "boolean"}
_FIELDS: dict[str, dict[str, Field]] = {
    kind.name: {str(field.predicate): field for field in kind.fields if not field.inverse}
    for kind in KINDS.values()
}
_PREDICATES = sorted({field.predicate for kind in KINDS.values() for field in kind.fields})
_CLASSES = sorted({URIRef(str(kind.rdf_class)) for kind in KINDS.values()})


def full_graph(reader: Reader) -> nx.MultiDiGraph[str]:
    """As `ecosystem_graph`, with a node for every record of every kind.

    Every node but those of concepts has `values`: name of a field -> its texts, sorted (such as
    `{"weight": ("20",), "start": ("2026-04-01",)}`); a field that is not recorded is absent, never empty.
    Fields that name other things or concepts are edges, keyed by the local name of the property; those of an
    inverse field run from the thing it names (`hasStep` from the journey to its step).
    """
    graph = ecosystem_graph(reader)
    kinds = _kinds(reader) | {node: data["kind"] for node, data in graph.nodes(data=True)}
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    links: set[tuple[str, str, str]] = set()
    for record, predicate, term in _statements(reader):
        field = _FIELDS.get(kinds.get(record, ""), {}).get(predicate)
        if field and field.type in _WORDS:
            values[record][field.name].add(term.value)
        if isinstance(term, ox.NamedNode):
            links.add((record, predicate, term.value))
    homes = _homes(reader)
    for record in sorted(set(kinds) - set(graph)):
        graph.add_node(record, **_node(kinds[record], values[record], homes.get(record, ("", ""))))
    for record, data in graph.nodes(data=True):
        if data["kind"] in _FIELDS:
            said = sorted(values[record].items())
            data["values"] = {name: tuple(sorted(texts)) for name, texts in said}
    add_links(graph, links)
    return graph


def first_value(graph: nx.MultiDiGraph[str], node: str, field: str) -> str:
    """The first of the texts that a record has in a field; "" where it is not recorded."""
    texts: tuple[str, ...] = graph.nodes[node]["values"].get(field, ("",))
    return texts[0]


def _node(kind: str, values: Mapping[str, set[str]], home: tuple[str, str]) -> dict[str, Any]:
    label, description = (min(values.get(name, {""})) for name in ("name", "description"))
    return {
        "kind": kind,
        "family": KINDS[kind].family,
        "label": label,
        "description": description,
        "source_id": min(values.get("source_id", {""})),
        "text": ". ".join(part for part in (label, description) if part),
        "dataset": home[0],
        "dataset_label": home[1],
    }


def _kinds(reader: Reader) -> dict[str, str]:
    """Every record with its kind; the alphabetically first where sources say different ones."""
    kinds: dict[str, str] = {}
    for row in reader.select(ontology.query("records", **{"class": _CLASSES})):
        record, kind = row["record"].value, CLASS_TO_KIND[row["class"].value]
        kinds[record] = min(kind, kinds.get(record, kind))
    return kinds


def _statements(reader: Reader) -> Iterator[tuple[str, str, ox.NamedNode | ox.Literal]]:
    for row in reader.select(ontology.query("record-values", predicate=_PREDICATES)):
        if isinstance(row["value"], ox.NamedNode | ox.Literal):
            yield row["record"].value, row["predicate"].value, row["value"]


def _homes(reader: Reader) -> dict[str, tuple[str, str]]:
    homes: dict[str, tuple[str, str]] = {}
    for row in reader.select(ontology.query("record-homes", **{"class": _CLASSES})):
        home = (row["dataset"].value, row["datasetLabel"].value)
        homes[row["record"].value] = min(home, homes.get(row["record"].value, home))
    return homes
