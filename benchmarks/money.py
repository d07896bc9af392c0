"""Sums and their shares for outcomes; decisions with their lots and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import SKOS

from benchmarks.writing import DataSet, Fact, Term, concept, concepts, day, number, plain, repeated
from ontology import CV, SVE

if TYPE_CHECKING:
    from benchmarks.synthetic import World

_ABROAD = ("EUR", "USD", "CHF", "NOK", "SEK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY")


def write(world: World) -> None:
    for data in (world.national, *world.local):
        _spends(world, data)
        _decisions(world, data)


def _spends(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(270)):
        bodies = world.near(data, "organisation")
        facts: list[Fact] = [
            (SVE.payer, chance.one(bodies)),
            (SVE.payee, chance.any(bodies) if chance.happens(0.7) else None),
            (SVE.funds, chance.one(world.near(data, "effort")) if chance.happens(0.8) else None),
            (SVE.amount, number(chance.random.randint(1_000, 2_000_000))),
            (SVE.currency, plain(chance.any(_ABROAD) if chance.happens(0.1) else "GBP")),
            (SVE.spendStatus, chance.any(concepts("spend-status"))),
            *chance.period(),
        ]
        if chance.happens(0.05):
            amount = number(chance.random.randint(1_000, 2_000_000))
            report = [(SVE.amount, amount), (SVE.reportedIn, plain("the ledger"))]
            facts.append((SVE.hasAmountReport, data.thing("amount-report", SVE.AmountReport, report)))
        spend = world.keep(data, "spend", data.thing("spend", SVE.Spend, facts))
        _allocations(world, data, spend)


def _allocations(world: World, data: DataSet, spend: Term) -> None:
    """No share, the whole or two parts; a tenth of two parts is left over."""
    chance = world.chance
    for share in chance.any(((), (1.0,), (0.6, 0.3))):
        outcomes = world.near(data, "outcome") if chance.happens(0.5) else world.things["shared-outcome"]
        facts = [
            (SVE.allocates, spend),
            (SVE.toOutcome, chance.one(outcomes)),
            (SVE.share, number(share)),
        ]
        data.thing("allocation", SVE.Allocation, facts)


def _decisions(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(90)):
        buys = chance.happens(0.7)
        kind = "procurement-decision" if buys else "decision"
        lots = [_lot(world, data) for _ in range(chance.random.randint(0, 3))] if buys else []
        facts = [
            (SKOS.prefLabel, chance.name()),
            *repeated(SVE.decidedBy, chance.some(world.near(data, "organisation"), 1, 2)),
            (SVE.decidedOn, day(chance.day())),
            (SVE.procures, chance.one(world.near(data, "effort")) if buys else None),
            *repeated(SVE.hasLot, lots),
            *repeated(SVE.hasCriterion, _criteria(world, data)),
        ]
        rdf_class = SVE.ProcurementDecision if buys else SVE.Decision
        world.keep(data, "decision", data.thing(kind, rdf_class, facts))


def _lot(world: World, data: DataSet) -> Term:
    chance = world.chance
    outcomes = world.things["shared-outcome"] if chance.happens(0.5) else world.near(data, "outcome")
    facts = [(SKOS.prefLabel, chance.name()), *repeated(SVE.targetsOutcome, chance.some(outcomes, 0, 2))]
    return data.thing("lot", SVE.Lot, facts)


def _criteria(world: World, data: DataSet) -> list[Term]:
    """None for a seventh of the decisions; in order only for a tenth of the others; else weights of 100."""
    chance = world.chance
    if chance.happens(1 / 7):
        return []
    ranked = chance.happens(0.1)
    kinds = list(concepts("criterion-kind"))
    chance.random.shuffle(kinds)
    weights = chance.any(((60, 30, 10), (50, 50), (40, 30, 20, 10), (35, 35, 30), (100, 0)))
    return [
        data.thing(
            "criterion",
            SVE.Criterion,
            [
                (SKOS.prefLabel, chance.name()),
                (SVE.criterionKind, kind),
                (CV.weight, number(place if ranked else weight)),
                (SVE.weightBasis, concept("weight-basis", "order-only" if ranked else "percent")),
            ],
        )
        for place, (kind, weight) in enumerate(zip(kinds, weights, strict=False), start=1)
    ]
