"""How much is recorded of what shares are worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.fragmentation.finding import Known, Provision
from ecosystem.analyses.fragmentation.provision import Slice
from ecosystem.analyses.fragmentation.traced import TracedPart
from ecosystem.analyses.wording import counted
from ecosystem.projection import neighbours, of_family


def known_share(
    graph: nx.MultiDiGraph[str],
    item: Provision,
    parts: Sequence[TracedPart],
    telling: Mapping[str, tuple[int, int]],
) -> Known:
    """How much is recorded of what the shares of one outcome are worked out from."""
    if item.money:
        return _money_known(item.money, parts)
    homes = {
        graph.nodes[record]["dataset"] for records, _ in item.work.efforts.values() for record in records
    }
    told, asked = (sum(telling[home][place] for home in homes) for place in (0, 1))
    return _efforts_known(told, asked)


def _money_known(own: Slice, parts: Sequence[TracedPart]) -> Known:
    """How much of the money of this currency, state and period is allocated at all."""
    alike = [part for part in parts if part.sum.like == own.like]
    total = sum((part.amount for part in alike), Decimal(0))
    told = sum((part.amount for part in alike if part.where != "not allocated"), Decimal(0))
    share = round(float(told / total), 6)
    return Known(
        share,
        f"of {own.like.sum(total)}, {share:.0%} is recorded as allocated to any outcome; the rest may change the "
        "shares",
    )


def _efforts_known(told: int, asked: int) -> Known:
    share = round(told / asked, 6) if asked else 0.0
    return Known(
        share,
        f"{told:,} of {counted(asked, 'effort')} ({share:.0%}) say which outcomes they work for and who delivers "
        "them; efforts differ in size",
    )


def telling(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[int, int]]:
    """Data set -> how many of its efforts say which outcomes they work for and who delivers them; of how many."""
    found: dict[str, tuple[int, int]] = {}
    for effort in of_family(graph, "effort"):
        home = graph.nodes[effort]["dataset"]
        tells = neighbours(graph, effort, "targetsOutcome") and neighbours(graph, effort, "deliveredBy")
        told, asked = found.get(home, (0, 0))
        found[home] = (told + bool(tells), asked + 1)
    return found
