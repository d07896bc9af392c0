"""Which organisations stand near each other, by what they work for and by whom they work with? To browse by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.projections import affiliation_graph, collaboration_graph, part_of
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Result, Rows
from ecosystem.graph_engines import communities

MOST_PARTNERS = 12
BETWEEN = "between groups"
VIEWS = {"outcomes": "what they work for", "collaborations": "whom they work with"}
"""Name of a view -> what puts organisations into one group in it."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """`group`: node -> number of its group, from 1, the largest first; None for those between groups.

    `agreement`, 0-1: how often, over all seeds, a node shares a community with the others of the group that it is
    nearest to, on average; the same for those that are left between groups.
    """

    group: dict[str, int | None]
    agreement: dict[str, float]


def run(
    graph: nx.MultiDiGraph[str], *, seeds: int = 20, resolution: float = 1.0, agreement: float = 0.8
) -> Result:
    """No finding, ever: a table for each view with a row for each organisation, by group and then by name.

    `seeds`: how many times groups are sought; `agreement`: see `consensus`. Above `resolution` 1 groups are
    smaller.

    >>> run(nx.MultiDiGraph()).statements
    ('No organisation is recorded as working for an outcome or with another one, so there are no groups.',)
    """
    outcomes = affiliation_graph(graph)
    ties = collaboration_graph(graph, most_partners=MOST_PARTNERS)
    views = {
        "outcomes": outcomes,
        "collaborations": part_of(ties, (node for node in ties if ties.degree(node))),
    }
    tables, statements, counts = {}, [], {}
    for view, joined in views.items():
        if joined.number_of_edges():
            found = consensus(joined, communities(joined, seeds=seeds, resolution=resolution), agreement)
            tables[view] = _rows(joined, outcomes, found)
            counts[view] = len({row["group"] for row in tables[view] if row["group"]})
            statements.append(_statement(view, tables[view], counts[view], seeds, agreement))
    nothing = (
        "No organisation is recorded as working for an outcome or with another one, so there are no groups."
    )
    return Result((), statements=tuple(statements) or (nothing,), counts=counts, tables=tables)


def consensus(graph: nx.Graph[str], runs: Sequence[Sequence[int]], least: float) -> Grouping:
    """One grouping from many: that of the run which agrees best with the others, without its doubtful members.

    A node stays in its group only if it shares a community with the group's other members in `least` (0-1) of all
    runs, on average; otherwise it is between groups, as is a node alone. Groups are numbered by their size, then by
    their first node in the graph's order.
    """
    labels = np.array([_numbered(run) for run in runs])
    together = [_together(labels, own) for own in labels]
    best = int(np.argmax([round(float(own.mean()), 9) for own in together]))
    kept, nodes = together[best] >= least - 1e-9, list(graph)
    members: dict[int, list[int]] = {}
    for at in np.flatnonzero(kept).tolist():
        members.setdefault(int(labels[best, at]), []).append(at)
    groups = sorted((own for own in members.values() if len(own) > 1), key=lambda own: (-len(own), own[0]))
    number = {nodes[at]: place for place, own in enumerate(groups, start=1) for at in own}
    shares = {node: round(float(share), 6) for node, share in zip(nodes, together[best], strict=True)}
    return Grouping({node: number.get(node) for node in nodes}, shares)


def _numbered(run: Sequence[int]) -> list[int]:
    """Communities numbered in the order in which they first occur, so that equal partitions are equal lists."""
    seen: dict[int, int] = {}
    return [seen.setdefault(community, len(seen)) for community in run]


def _together(labels: NDArray[np.int64], own: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each node the share of (run, other member of its community in `own`) that put the two together.

    Counted by community against community, so that it takes time with the nodes and not with their pairs.
    """
    sizes = np.bincount(own)[own]
    total = np.zeros(len(own))
    for run in labels:
        _, place, both = np.unique(own * len(own) + run, return_inverse=True, return_counts=True)
        total += both[place] - 1
    return np.asarray(total / np.maximum((sizes - 1) * len(labels), 1))


def _rows(joined: nx.Graph[str], outcomes: nx.Graph[str], found: Grouping) -> Rows:
    bodies = [node for node in joined if joined.nodes[node].get("bipartite", 0) == 0]
    members: dict[int, list[str]] = {}
    for body in bodies:
        if (number := found.group[body]) is not None:
            members.setdefault(number, []).append(body)
    # A group may hold one organisation and its outcomes, which groups nobody.
    groups = sorted((own for own in members.values() if len(own) > 1), key=len, reverse=True)
    place_of = {body: place for place, own in enumerate(groups, start=1) for body in own}
    labels = {place: label(outcomes, own) for place, own in enumerate(groups, start=1)}
    rows: list[dict[str, str | int | float | None]] = [
        {
            "iri": body,
            "name": joined.nodes[body]["label"],
            "group": place_of.get(body),
            "label": labels.get(place_of.get(body, 0), BETWEEN),
            "agreement": found.agreement[body],
        }
        for body in bodies
    ]
    return tuple(sorted(rows, key=lambda row: (row["group"] is None, row["group"] or 0)))


def label(outcomes: nx.Graph[str], members: Iterable[str], most: int = 2) -> str:
    """The outcomes that most of the members work for and fewest others do, quoted; words of the data only.

    Only outcomes of at least two members; where there are none, that is said.
    """
    own = [body for body in members if body in outcomes]
    everybody = sum(data["bipartite"] == 0 for _, data in outcomes.nodes(data=True))
    inside = Counter(outcome for body in own for outcome in outcomes.adj[body])
    place = {node: at for at, node in enumerate(outcomes)}
    scores = {
        outcome: number / len(own)
        - (outcomes.nodes[outcome]["n_orgs"] - number) / max(everybody - len(own), 1)
        for outcome, number in inside.items()
        if number > 1
    }
    best = sorted(scores, key=lambda outcome: (-round(scores[outcome], 9), place[outcome]))
    named = [quoted(outcomes.nodes[outcome]["label"]) for outcome in best if scores[outcome] > 0]
    return listed(named[:most]) if named else "no outcome in common recorded"


def _statement(view: str, rows: Rows, groups: int, seeds: int, agreement: float) -> str:
    between = sum(row["group"] is None for row in rows)
    return (
        f"By {VIEWS[view]}, {counted(len(rows), 'organisation')} fall into {counted(groups, 'group')}; "
        f"{between:,} {'is' if between == 1 else 'are'} between groups: {counted(seeds, 'search', 'searches')} did not "
        f"keep them with the same others in {agreement:.0%} of cases, or nobody is near."
    )


def barber_modularity(joined: nx.Graph[str], group: dict[str, int | None]) -> float:
    """How far links between the two kinds of a bipartite graph stay within groups beyond chance (Barber 2007).

    At most 1; 0 is what links dealt out at random, each node keeping its number, would give. A node without a
    group is one of its own.
    """
    links = joined.number_of_edges()
    if not links:
        return 0.0
    degrees: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for node, data in joined.nodes(data=True):
        if (number := group[node]) is not None:
            degrees[data["bipartite"]][number] += joined.degree(node)
    within = sum(group[one] is not None and group[one] == group[other] for one, other in joined.edges())
    chance = sum(degrees[0][number] * degrees[1][number] for number in degrees[0])
    return within / links - chance / links**2


ANALYSIS = Analysis(
    name="clusters",
    title="Groups to browse by",
    question="Which organisations stand near each other, by what they work for and by whom they work with?",
    method=(
        "Groups are sought twenty times, each time from another start, so that as many links as possible stay within "
        "groups, beyond what chance would give. An organisation is put into a group only if it keeps the same "
        "company in at least 80% of these searches; otherwise it is between groups. A group is named by the outcomes "
        "that its members share and others do not. Groups are a way to find one's way about and nothing that was "
        "found: another question would give others."
    ),
    version="1",
    options={"seeds": 20, "resolution": 1.0, "agreement": 0.8},
    run=run,
    references=(
        "Traag, Waltman and van Eck, Sci. Rep. 9:5233 (2019), on finding communities that hang together",
        "Barber, Phys. Rev. E 76:066102 (2007), on groups in tables of two kinds",
    ),
)
