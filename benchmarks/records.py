"""What is recorded of invented efforts: money, reach and need, decisions, journeys, solutions, what was learned."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

from benchmarks.drawn import Drawn, link
from ecosystem.projection import Money, neighbours


def write(drawn: Drawn) -> None:
    """Add all of it to a map of efforts with their surroundings."""
    for at in drawn.many(0.05):
        drawn.thing("evidence", {"name": f"Source {at}"}, evidenceLevel=drawn.any("evidence-level"))
    _solutions(drawn)
    _efforts(drawn)
    _money(drawn)
    _reach_and_need(drawn)
    _decisions(drawn)
    _journeys(drawn)
    _learned(drawn)


def _solutions(drawn: Drawn) -> None:
    chance = drawn.chance
    for at in drawn.many(0.05):
        reusable = ("true" if chance.happens(0.6) else "false") if chance.happens(0.7) else ""
        drawn.thing(
            "solution",
            {"name": f"Solution {at}", "open_to_reuse": reusable},
            ownedBy=drawn.perhaps(0.9, "organisation"),
            realisesCapability=chance.some(drawn.concepts["capability"], 1, 2),
            availability=drawn.any("availability"),
            builtFrom=drawn.perhaps(0.2, "solution") if at else "",
        )


def _efforts(drawn: Drawn) -> None:
    """Who commissions them, for which event of life, with what, as part of what; one in 200 is recorded twice."""
    nodes, chance, efforts = drawn.graph.nodes, drawn.chance, drawn.things["effort"]
    latest: dict[str, str] = {}
    for at, effort in enumerate(efforts):
        body = neighbours(drawn.graph, effort, "deliveredBy")[0]
        if body in latest and chance.happens(0.005):
            label = nodes[latest[body]]["label"].upper()
            nodes[effort].update(label=label, text=f"{label}. {nodes[effort]['description']}")
        latest[body] = effort
        ties = {
            "commissionedBy": drawn.perhaps(0.3, "organisation"),
            "supportsLifeEvent": drawn.any("life-event") if chance.happens(0.4) else "",
            "atLifeStage": drawn.any("life-stage") if chance.happens(0.3) else "",
            "usesSolution": drawn.perhaps(0.3, "solution"),
            "partOfEffort": efforts[chance.random.randrange(at)] if at and chance.happens(0.05) else "",
        }
        for key, value in ties.items():
            if value:
                link(drawn.graph, effort, key, value)


def _money(drawn: Drawn) -> None:
    """Eight sums for ten efforts, in three states over eight years; some with shares for outcomes of the effort."""
    graph, chance = drawn.graph, drawn.chance
    sums: dict[str, list[Money]] = defaultdict(list)
    for _ in drawn.many(0.8):
        effort = chance.any(drawn.things["effort"])
        period, amount, status = (
            drawn.period(),
            chance.random.randint(1_000, 2_000_000),
            drawn.any("spend-status"),
        )
        currency = "GBP" if chance.happens(0.95) else "EUR"
        spend = drawn.thing(
            "spend",
            period | {"amount": str(amount), "currency": currency},
            payer=drawn.perhaps(1, "organisation"),
            payee=drawn.perhaps(0.5, "organisation"),
            funds=effort,
            spendStatus=status,
        )
        notation = graph.nodes[status]["notation"]
        sums[effort].append(Money(currency, notation, period["start"], period["end"], Decimal(amount), spend))
        outcomes = neighbours(graph, effort, "targetsOutcome")
        for share in chance.any(((), ("1.0",), ("0.6", "0.3"))) if outcomes else ():
            drawn.thing("allocation", {"share": share}, allocates=spend, toOutcome=chance.any(outcomes))
    for effort, found in sums.items():
        graph.nodes[effort]["money"] = tuple(sorted(found))


def _reach_and_need(drawn: Drawn) -> None:
    """People reached by efforts, a third without a number; people in need by group, place and outcome."""
    chance = drawn.chance
    for _ in drawn.many(0.6):
        effort = chance.any(drawn.things["effort"])
        actual = str(chance.random.randint(5, 2_000)) if chance.happens(0.67) else ""
        drawn.thing(
            "reach",
            drawn.period() | {"actual": actual},
            effort=effort,
            group=neighbours(drawn.graph, effort, "serves"),
            inArea=neighbours(drawn.graph, effort, "inArea"),
        )
    for _ in drawn.many(0.1):
        drawn.thing(
            "need",
            drawn.period() | {"needed": str(chance.random.randint(50, 9_000))},
            group=chance.any(drawn.things["group"]),
            inArea=chance.any(drawn.things["area"]),
            needFor=drawn.perhaps(0.7, "shared-outcome"),
            evidence=drawn.perhaps(0.8, "evidence"),
        )


def _decisions(drawn: Drawn) -> None:
    """Half of them with lots, most with criteria and their weights."""
    chance = drawn.chance
    for at in drawn.many(0.02):
        kinds = chance.random.sample(list(drawn.concepts["criterion-kind"]), 4)
        weights = chance.any(((), (60, 30, 10), (50, 50), (40, 30, 20, 10)))
        percent = next(iri for iri in drawn.concepts["weight-basis"] if iri.endswith("percent"))
        criteria = [
            drawn.thing("criterion", {"weight": str(weight)}, criterionKind=kind, weightBasis=percent)
            for kind, weight in zip(kinds, weights, strict=False)
        ]
        lots = [
            drawn.thing(
                "lot",
                {"name": f"Lot {at}.{lot}"},
                targetsOutcome=chance.some(drawn.things["shared-outcome"], 0, 2),
            )
            for lot in range(chance.random.choice((0, 0, 2, 3)))
        ]
        drawn.thing(
            "procurement-decision",
            {"name": f"Decision {at}", "date": drawn.period()["start"]},
            decidedBy=drawn.perhaps(1, "organisation"),
            procures=drawn.perhaps(0.7, "effort"),
            hasCriterion=criteria,
            hasLot=lots,
        )


def _journeys(drawn: Drawn) -> None:
    chance = drawn.chance

    def said(yes: float) -> str:
        return ("true" if chance.happens(yes) else "false") if chance.happens(0.8) else ""

    for at in drawn.many(0.01):
        steps = [
            drawn.thing(
                "journey-step",
                {"position": str(place), "data_shared": said(0.6), "handover_agreed": said(0.6)},
                stepService=chance.any(drawn.things["effort"]),
            )
            for place in range(1, chance.random.randint(3, 7))
        ]
        for step, following in pairwise(steps):
            if chance.happens(0.3):
                link(drawn.graph, step, "handsOverTo", following)
        drawn.thing(
            "journey", {"name": f"Journey {at}"}, hasStep=steps, supportsLifeEvent=drawn.any("life-event")
        )


def _learned(drawn: Drawn) -> None:
    """Events, what was said at them, and who took it up."""
    chance = drawn.chance
    for at in drawn.many(0.005):
        attended = chance.some(drawn.things["organisation"], 3, 12)
        date = drawn.period()["start"]
        drawn.thing("exchange-event", {"name": f"Event {at}", "date": date}, attendedBy=attended)
    for at in drawn.many(0.01):
        drawn.thing(
            "insight",
            {"name": f"Insight {at}"},
            sharedAt=drawn.perhaps(0.8, "exchange-event"),
            originOrganisation=drawn.perhaps(1, "organisation"),
            concernsSolution=drawn.perhaps(0.5, "solution"),
            applicableToSector=chance.some(drawn.concepts["sector"], 0, 2),
            evidence=drawn.perhaps(0.6, "evidence"),
        )
    for at in drawn.many(0.02):
        drawn.thing(
            "adoption",
            {"start": drawn.period()["start"], "result": f"Result {at}" if chance.happens(0.5) else ""},
            organisation=drawn.perhaps(1, "organisation"),
            adopted=drawn.perhaps(1, "solution" if chance.happens(0.6) else "insight"),
            adoptedFrom=drawn.perhaps(0.7, "organisation"),
        )
