"""One version of the store as a NetworkX graph: the only input of an analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import networkx as nx
import pyoxigraph as ox
from rdflib import ORG

import ontology
from ecosystem.kinds import KINDS
from ecosystem.store import Reader

CLASS_TO_KIND: dict[str, str] = {str(kind.rdf_class): kind.name for kind in KINDS.values()}
_SCHEME = ontology.SCHEME_BASE


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """One recorded sum. `amount` in `currency`; `status` planned, committed, paid or "" if not recorded.

    `start` and `end` are ISO dates, "" if not recorded.
    """

    currency: str
    status: str
    start: str
    end: str
    amount: Decimal
    spend: str


def ecosystem_graph(reader: Reader, *, money: bool = True) -> nx.MultiDiGraph[str]:
    """Everything that is mapped, as a directed multigraph; nodes and edges in sorted order.

    Nodes are IRIs. Every node has `kind` (a name of `KINDS`, or `concept` for one of a shipped scheme),
    `family`, `label`, `description`, `source_id` and `text` ("label. description"). All but concepts have
    `dataset` (IRI of the data set of its primary source, the first where there are several, "" if none) and
    `dataset_label` (the title of that data set). Besides:
    organisations have `sector` (notation, "NK" if not known), `sector_label`, `parent` (IRI or "") and `root`
    (the top of the parent chain, itself if none); outcomes have `outcome_list`; efforts have `start`, `end`
    (ISO date or "") and `money` (tuple of Money); concepts have `scheme` and `notation`.
    Edges are keyed by the local name of their property (`deliveredBy`, `targetsOutcome`, `serves`, ...) and
    carry `predicate`, its full IRI. Without `money` no effort has any: half the time, for a drawing.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=reader.version)
    nodes = {**_concepts(reader), **_entities(reader)}
    for iri in sorted(nodes):
        graph.add_node(iri, **nodes[iri])
    add_links(graph, _links(reader))
    _add_sectors(graph)
    _add_parents(graph)
    for effort, sums in (_money(reader) if money else {}).items():
        if effort in graph:
            graph.nodes[effort]["money"] = tuple(sorted(sums))
    return graph


def add_links(graph: nx.MultiDiGraph[str], links: Iterable[tuple[str, str, str]]) -> None:
    """An edge for every statement (subject, property, value) between two things of the graph, in sorted order."""
    for subject, predicate, value in sorted(links):
        if subject in graph and value in graph:
            graph.add_edge(subject, value, key=_local(predicate), predicate=predicate)


def neighbours(graph: nx.MultiDiGraph[str], node: str, predicate: str) -> tuple[str, ...]:
    """Where the edges of one property lead from a node, sorted."""
    return tuple(sorted({end for _, end, key in graph.out_edges(node, keys=True) if key == predicate}))


def of_family(graph: nx.MultiDiGraph[str], family: str) -> list[str]:
    """The nodes of one family (organisation, effort, outcome, ...), sorted."""
    return sorted(node for node, data in graph.nodes(data=True) if data["family"] == family)


def _entities(reader: Reader) -> dict[str, dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    homes: dict[str, tuple[str, str]] = {}
    for row in reader.select(ontology.query("entities")):
        entity, home = _text(row["entity"]), (_text(row["dataset"]), _text(row["datasetLabel"]))
        homes[entity] = min(home, homes.get(entity, home))
        kind = CLASS_TO_KIND[_text(row["class"])]
        label, description = _text(row["label"]), _text(row["description"])
        data: dict[str, Any] = {
            "kind": kind,
            "family": KINDS[kind].family,
            "label": label,
            "description": description,
            "source_id": _text(row["identifier"]),
            "text": ". ".join(part for part in (label, description) if part),
        }
        if data["family"] == "outcome":
            data["outcome_list"] = _text(row["outcomeList"])
        if data["family"] == "effort":
            data |= {"start": _text(row["start"]), "end": _text(row["end"]), "money": ()}
        _keep_first(nodes, entity, data)
    for entity, (dataset, title) in homes.items():
        nodes[entity] |= {"dataset": dataset, "dataset_label": title}
    return nodes


def _keep_first(nodes: dict[str, dict[str, Any]], iri: str, data: dict[str, Any]) -> None:
    """One entry per thing: where sources name it differently, the alphabetically first text stands."""
    held = nodes.get(iri)
    if held is None or sorted(map(str, data.values())) < sorted(map(str, held.values())):
        nodes[iri] = data


def _concepts(reader: Reader) -> dict[str, dict[str, Any]]:
    return {
        _text(row["concept"]): {
            "kind": "concept",
            "family": _text(row["scheme"]).removeprefix(_SCHEME),
            "scheme": _text(row["scheme"]).removeprefix(_SCHEME),
            "notation": _text(row["notation"]),
            "label": _text(row["label"]),
            "description": "",
            "source_id": "",
            "text": _text(row["label"]),
        }
        for row in reader.select(ontology.query("concepts"))
    }


def _links(reader: Reader) -> Iterator[tuple[str, str, str]]:
    for row in reader.select(ontology.query("links")):
        yield _text(row["subject"]), _text(row["predicate"]), _text(row["object"])


def _money(reader: Reader) -> Mapping[str, set[Money]]:
    sums: dict[str, set[Money]] = defaultdict(set)
    for row in reader.select(ontology.query("money")):
        sums[_text(row["effort"])].add(
            Money(
                _text(row["currency"]),
                _text(row["status"]),
                _text(row["start"]),
                _text(row["end"]),
                Decimal(_text(row["amount"])),
                _text(row["spend"]),
            )
        )
    sums.pop("", None)
    return sums


def _add_sectors(graph: nx.MultiDiGraph[str]) -> None:
    for organisation in of_family(graph, "organisation"):
        stated = neighbours(graph, organisation, "sector")
        sector = graph.nodes[stated[0]] if stated else {"notation": "NK", "label": "Not known"}
        graph.nodes[organisation].update(sector=sector["notation"], sector_label=sector["label"])


def _add_parents(graph: nx.MultiDiGraph[str]) -> None:
    parent_key = _local(str(ORG.subOrganizationOf))
    for organisation in of_family(graph, "organisation"):
        parents = neighbours(graph, organisation, parent_key)
        graph.nodes[organisation]["parent"] = parents[0] if parents else ""
    for organisation in of_family(graph, "organisation"):
        graph.nodes[organisation]["root"] = _root(graph, organisation)


def _root(graph: nx.MultiDiGraph[str], organisation: str) -> str:
    seen = {organisation}
    while (parent := graph.nodes[organisation]["parent"]) and parent not in seen:
        seen.add(parent)
        organisation = parent
    return organisation


def _local(predicate: str) -> str:
    return predicate.rpartition("#")[2] if "#" in predicate else predicate.rpartition("/")[2]


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else ""
