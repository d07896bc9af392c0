"""Do recorded ties join more different sectors than chance would? For each organisation, and for all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy import stats

from ecosystem.analyses.chance import LEVEL, adjusted
from ecosystem.analyses.projections import part_of
from ecosystem.analyses.wording import counted
from ecosystem.findings import Rows, TestFamily

FEWEST_TIES = 3
NULL_MODEL = (
    "every organisation keeps its ties and its own sector, and the sectors of all others are dealt out anew at random "
    "(exact, hypergeometric)"
)
FAMILY = "cross-sector-ties"


@dataclass(frozen=True, slots=True)
class Crossing:
    """The ties of one organisation to those whose sector is known. `expected`: ties to other sectors by chance."""

    body: str
    ties: int
    across: int
    expected: float
    p: float
    q: float


def with_known_sector(ties: nx.Graph[str]) -> nx.Graph[str]:
    """The organisations of a known sector that have a tie to another such."""
    known = part_of(ties, (node for node in ties if ties.nodes[node]["sector"] != "NK"))
    return part_of(known, (node for node in known if known.degree(node)))


def sectors_of(ties: nx.Graph[str]) -> dict[str, str]:
    """Organisation -> notation of its sector."""
    return {node: str(data["sector"]) for node, data in ties.nodes(data=True)}


def crossings(known: nx.Graph[str]) -> tuple[TestFamily, list[Crossing]]:
    """Every organisation with at least `FEWEST_TIES` ties, in the graph's order, as one family of tests.

    p: the chance of so few ties within one's own sector, if its ties led to anybody. Shuffling the other sectors
    often enough comes to this number: those of its d neighbours are d draws from all others, without putting back.
    """
    sectors = sectors_of(known)
    sizes = Counter(sectors.values())
    bodies = [node for node in known if known.degree(node) >= FEWEST_TIES]
    degree = np.array([known.degree(node) for node in bodies], dtype=np.int64)
    own = np.array([sizes[sectors[node]] - 1 for node in bodies], dtype=np.int64)
    within = np.array(
        [sum(sectors[other] == sectors[node] for other in known.adj[node]) for node in bodies], dtype=np.int64
    )
    others = len(known) - 1
    p = np.asarray(stats.hypergeom(others, own, degree).cdf(within)) if bodies else np.ones(0)
    q = adjusted(p)
    possible = np.asarray(stats.hypergeom(others, own, degree).cdf(0)) if bodies else p
    found = [
        Crossing(
            body, int(d), int(d - w), round(float(d * (others - o) / others), 6), float(one), float(all_)
        )
        for body, d, w, o, one, all_ in zip(
            bodies, degree, within, own, np.round(p, 12), np.round(q, 12), strict=True
        )
    ]
    standing_out = sum(one.q <= LEVEL for one in found)
    return _family(len(found), standing_out, int(np.count_nonzero(possible <= LEVEL))), found


def _family(tests: int, findings: int, possible: int) -> TestFamily:
    answer = f"{findings:,} {'has' if findings == 1 else 'have'}" if findings else "none has"
    return TestFamily(
        name=FAMILY,
        title="Organisations, by their recorded ties to other sectors",
        tests=tests,
        findings=findings,
        statement=(
            f"{counted(tests, 'organisation')} with {FEWEST_TIES} or more recorded ties "
            f"{'was' if tests == 1 else 'were'} compared; {answer} more ties to other sectors than chance would "
            f"give. Taken alone, {possible:,} of them {'has' if possible == 1 else 'have'} so many ties, and "
            "so many others of the same sector, that ties to other sectors alone would be unusual."
        ),
    )


def overall(known: nx.Graph[str], *, shuffles: int, seed: int) -> str:
    """One sentence: how many ties join different sectors, and how many would if sectors were dealt out at random."""
    if not known:
        return "No two organisations whose sector is known are recorded as working together."
    place = {node: at for at, node in enumerate(known)}
    _, sectors = np.unique(list(sectors_of(known).values()), return_inverse=True)
    first, second = np.array([(place[a], place[b]) for a, b in known.edges()]).T
    observed = int((sectors[first] != sectors[second]).sum())
    rng = np.random.default_rng(seed)
    drawn = np.empty(shuffles, dtype=np.int64)
    for at in range(shuffles):
        dealt = rng.permutation(sectors)
        drawn[at] = (dealt[first] != dealt[second]).sum()
    low, high = np.quantile(drawn, (0.025, 0.975), method="inverted_cdf").tolist()
    reading = "fewer than" if observed < low else "more than" if observed > high else "about what"
    return (
        f"{observed:,} of {counted(len(first), 'recorded tie')} join different sectors: {reading} chance would give "
        f"(between {low:,.0f} and {high:,.0f} in 95% of {counted(shuffles, 'draw')} in which the sectors were "
        "dealt out anew at random)."
    )


def mixing(known: nx.Graph[str], labels: dict[str, str]) -> Rows:
    """Each two sectors, or one with itself, with the number of ties between them and the number by chance."""
    sizes = Counter(sectors_of(known).values())
    names = sorted(sizes, key=lambda sector: (labels[sector], sector))
    place = {sector: at for at, sector in enumerate(names)}
    between = nx.attribute_mixing_matrix(known, "sector", mapping=place, normalized=False)
    pairs, number = len(known) * (len(known) - 1) / 2, known.number_of_edges()
    rows: list[Mapping[str, str | float]] = []
    for one, a in place.items():
        for other, b in list(place.items())[a:]:
            # The matrix holds a tie within a sector twice in one cell, one between two once in each of two.
            ties = int(between[a, b]) // (2 if a == b else 1)
            possible = sizes[one] * (sizes[one] - 1) / 2 if a == b else sizes[one] * sizes[other]
            expected = round(number * possible / pairs, 6)
            if ties or expected >= 1:
                rows.append(
                    {"sector": labels[one], "other": labels[other], "ties": ties, "expected": expected}
                )
    return tuple(rows)
