"""How much is recorded of what shares are worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.fragmentation.finding import Known, Provision
from ecosystem.analyses.fragmentation.provision import Slice
from ecosystem.analyses.fragmentation.traced import TracedPart
from ecosystem.analyses.sums import Like
from ecosystem.analyses.wording import counted
from ecosystem.projection import neighbours, of_family


def known_share(
    graph: nx.MultiDiGraph[str],
    item: Provision,
    traced: Mapping[Like, tuple[Decimal, Decimal]],
    telling: Mapping[str, tuple[int, int]],
) -> Known:
    """How much is recorded of what the shares of one outcome are worked out from."""
    if item.money:
        return _money_known(item.money, *traced[item.money.like])
    homes = {
        graph.nodes[record]["dataset"] for records, _ in item.work.efforts.values() for record in records
    }
    told, asked = (sum(telling[home][place] for home in homes) for place in (0, 1))
    return _efforts_known(told, asked)


def allocated(parts: Iterable[TracedPart]) -> dict[Like, tuple[Decimal, Decimal]]:
    """Currency, state and period -> all its money, and how much of that is allocated at all."""
    found: dict[Like, tuple[Decimal, Decimal]] = {}
    for part in parts:
        total, told = found.get(part.sum.like, (Decimal(0), Decimal(0)))
        more = part.amount if part.where != "not allocated" else Decimal(0)
        found[part.sum.like] = (total + part.amount, told + more)
    return found


def _money_known(own: Slice, total: Decimal, told: Decimal) -> Known:
    share = round(float(told / total), 6)
    return Known(
        share,
        f"of {own.like.sum(total)}, {share:.0%} is recorded as allocated to any outcome; the rest may change the "
        "shares",
        {f"all that is recorded: {own.like.currency} ({own.like})": float(total)},
    )


def _efforts_known(told: int, asked: int) -> Known:
    share = round(told / asked, 6) if asked else 0.0
    return Known(
        share,
        f"{told:,} of {counted(asked, 'effort')} ({share:.0%}) say which outcomes they work for and who delivers "
        "them; efforts differ in size",
        {"efforts asked about": asked, "efforts that say so": told},
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
