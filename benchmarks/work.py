"""Outcomes and how they are measured; programmes, services and activities; whom they reach; journeys."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from rdflib import DCTERMS, SKOS, URIRef

from benchmarks.writing import DataSet, Fact, Term, concept, concepts, count, number, plain, repeated, truth
from ontology import SVE

if TYPE_CHECKING:
    from benchmarks.synthetic import World

_JOINED = 8
"""So many life events, the first of the list, are those that journeys are drawn for."""
_KINDS = (("service", SVE.Service), ("programme", SVE.Programme), ("activity", SVE.Activity))


def write(world: World) -> None:
    for data in (world.national, *world.local):
        _outcomes(world, data)
    for data in (world.national, *world.local):
        _alignments(world, data)
        _indicators(world, data)
        _solutions(world, data)
    for data in (world.national, *world.local):
        _efforts(world, data)
        _reach(world, data)
        _needs(world, data)
        _journeys(world, data)
    for data in world.local:
        _remarks(world, data)


def _outcomes(world: World, data: DataSet) -> None:
    chance = world.chance
    shared = data is world.national
    kind, rdf_class = ("shared-outcome", SVE.SharedOutcome) if shared else ("outcome", SVE.Outcome)
    for _ in range(world.many(300 if shared else 270)):
        facts: list[Fact] = [
            (SKOS.prefLabel, chance.name()),
            (DCTERMS.description, chance.sentence()),
            *repeated(SVE.forObjective, chance.some(world.near(data, "objective"), 1, 2)),
            (SVE.theme, chance.one(world.things["theme"]) if chance.happens(0.8) else None),
        ]
        if not shared:
            facts.append((SVE.ownedBy, chance.one(world.near(data, "organisation"))))
        world.keep(data, kind, data.thing(kind, rdf_class, facts))


def _alignments(world: World, data: DataSet) -> None:
    chance = world.chance
    for local in world.of.get((data.name, "outcome"), []):
        if chance.happens(0.7):
            facts = [
                (SVE.localOutcome, local),
                (SVE.sharedOutcome, chance.one(world.things["shared-outcome"])),
                (
                    SVE.strength,
                    number(round(chance.random.uniform(0.1, 1), 2)) if chance.happens(0.9) else None,
                ),
                (SVE.basis, concept("alignment-basis", "asserted" if chance.happens(0.6) else "computed")),
            ]
            data.thing("outcome-alignment", SVE.OutcomeAlignment, facts)


def _indicators(world: World, data: DataSet) -> None:
    chance = world.chance
    outcomes = _outcomes_near(world, data)
    for _ in range(world.many(140)):
        indicator = data.thing(
            "indicator",
            SVE.Indicator,
            [
                (SKOS.prefLabel, chance.name()),
                *repeated(SVE.forOutcome, chance.some(outcomes, 1, 2)),
                (SVE.direction, chance.any(concepts("direction"))),
                (SVE.unit, plain(chance.any(("people", "%", "households", "days")))),
            ],
        )
        world.keep(data, "indicator", indicator)
        _values(world, data, indicator)


def _values(world: World, data: DataSet, indicator: Term) -> None:
    """A target and some values seen for the same body, place and period; a few are told twice, differently."""
    chance = world.chance
    for _ in range(chance.random.randint(1, 3)):
        where: list[Fact] = [
            (SVE.ofIndicator, indicator),
            (SVE.reportedBy, chance.one(world.near(data, "organisation"))),
            *chance.period(),
            (SVE.inArea, chance.one(world.near(data, "area"))),
            (SVE.group, chance.one(world.things["group"]) if chance.happens(0.4) else None),
        ]
        if chance.happens(0.6):
            data.thing("target", SVE.Target, [*where, _value(world)])
        for teller in (data, data, world.national)[: 1 + chance.happens(0.3) + chance.happens(0.1)]:
            kind = concept("measurement-kind", "actual" if chance.happens(0.8) else "baseline")
            evidence = chance.any(world.near(data, "evidence"))
            facts = [*where, _value(world), (SVE.measurementKind, kind), (SVE.evidence, evidence)]
            world.keep(teller, "measurement", teller.thing("measurement", SVE.Measurement, facts))


def _value(world: World) -> Fact:
    if world.chance.happens(0.95):
        return (SVE.value, number(world.chance.random.randint(0, 5_000) / 10))
    return (SVE.valueText, plain("about a third"))


def _solutions(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(60)):
        held = world.things.get("solution", [])
        facts = [
            (SKOS.prefLabel, chance.name()),
            (SVE.ownedBy, chance.one(world.near(data, "organisation")) if chance.happens(0.9) else None),
            *repeated(SVE.realisesCapability, chance.some(world.things["capability"], 1, 2)),
            (SVE.availability, chance.any(concepts("availability"))),
            (SVE.openToReuse, truth(chance.happens(0.6)) if chance.happens(0.7) else None),
            (SVE.builtFrom, chance.one(held) if held and chance.happens(0.2) else None),
        ]
        world.keep(data, "solution", data.thing("solution", SVE.Solution, facts))


def _efforts(world: World, data: DataSet) -> None:
    chance = world.chance
    for kind, rdf_class in _KINDS:
        data.column(kind, rdf_class, "Outcomes", SVE.targetsOutcome)
    for place in range(world.many(500)):
        kind, rdf_class = chance.one(_KINDS)
        outcomes = chance.some(_outcomes_near(world, data), 0, 3)
        alike = _alike(world, outcomes[0]) if outcomes and chance.happens(0.3) else []
        effort = _effort(world, data, kind, rdf_class, outcomes, alike)
        if outcomes and chance.happens(0.7):
            data.qualify(place + 1, effort, SVE.targetsOutcome, outcomes[0], round(chance.random.random(), 1))


def _alike(world: World, outcome: Term) -> list[Fact]:
    """Whom, how and where those serve who do much the same as others for an outcome: one of two ways."""
    place = int(sha256(outcome.encode()).hexdigest(), 16) + world.chance.random.randrange(2)
    return [
        (predicate, things[place % len(things)])
        for predicate, things in (
            (SVE.serves, world.things["group"]),
            (SVE.activityKind, world.things["activity-kind"]),
            (SVE.inArea, world.near(world.national, "area")),
        )
    ]


def _effort(
    world: World, data: DataSet, kind: str, rdf_class: URIRef, outcomes: list[Term], alike: list[Fact]
) -> Term:
    chance = world.chance
    bodies = world.near(data, "organisation")
    held = world.of.get((data.name, "programme"), [])
    facts = [
        (SKOS.prefLabel, chance.name()),
        (DCTERMS.description, chance.sentence()),
        *repeated(SVE.deliveredBy, chance.some(bodies, 1, 2)),
        (SVE.commissionedBy, chance.one(bodies) if chance.happens(0.3) else None),
        *repeated(SVE.targetsOutcome, outcomes),
        *repeated(SVE.serves, chance.some(world.things["group"], 0, 2)),
        *repeated(SVE.activityKind, chance.some(world.things["activity-kind"], 0, 2)),
        *repeated(SVE.inArea, chance.some(world.near(data, "area"), 0, 2)),
        (SVE.supportsLifeEvent, chance.one(concepts("life-event")) if chance.happens(0.4) else None),
        (SVE.atLifeStage, chance.any(concepts("life-stage")) if chance.happens(0.3) else None),
        (SVE.usesSolution, chance.one(world.things["solution"]) if chance.happens(0.3) else None),
        (SVE.partOfEffort, chance.one(held) if held and chance.happens(0.2) else None),
        *chance.period(),
        *alike,
    ]
    facts = list(dict.fromkeys(facts))
    effort = world.keep(data, kind, data.thing(kind, rdf_class, facts))
    return world.keep(data, "effort", effort)


def _reach(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(300)):
        planned = chance.random.randint(10, 2_000)
        seen = round(planned * chance.random.uniform(0.3, 1.2))
        facts = [
            (SVE.effort, chance.one(world.near(data, "effort"))),
            (SVE.group, chance.one(world.things["group"])),
            (SVE.inArea, chance.one(world.near(data, "area"))),
            (SVE.plannedReach, count(planned) if chance.happens(0.8) else None),
            (SVE.actualReach, count(seen) if chance.happens(0.67) else None),
            *chance.period(),
        ]
        data.thing("reach", SVE.Reach, facts)


def _needs(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(110)):
        facts = [
            (SVE.group, chance.one(world.things["group"])),
            (SVE.inArea, chance.one(world.near(data, "area"))),
            (SVE.needFor, chance.one(world.things["shared-outcome"]) if chance.happens(0.7) else None),
            (SVE.estimatedNeed, count(chance.random.randint(50, 9_000))),
            (SVE.evidence, chance.any(world.near(data, "evidence"))),
            *chance.period(),
        ]
        data.thing("need", SVE.NeedEstimate, facts)


def _journeys(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(25)):
        steps: list[Term] = []
        for position in range(1, chance.random.randint(3, 6)):
            facts = [
                (SVE.position, count(position)),
                (SVE.stepService, chance.one(world.near(data, "effort"))),
                (SVE.dataShared, truth(chance.happens(0.6)) if chance.happens(0.8) else None),
                (SVE.handoverAgreed, truth(chance.happens(0.6)) if chance.happens(0.7) else None),
            ]
            steps.append(data.thing("journey-step", SVE.JourneyStep, facts))
        for step, following in pairwise(steps):
            data.say(step, (SVE.handsOverTo, following if chance.happens(0.3) else None))
        facts = [
            (SKOS.prefLabel, chance.name()),
            (SVE.supportsLifeEvent, chance.any(concepts("life-event")[:_JOINED])),
            (SVE.atLifeStage, chance.any(concepts("life-stage")) if chance.happens(0.3) else None),
            *repeated(SVE.hasStep, steps),
        ]
        world.keep(data, "journey", data.thing("journey", SVE.Journey, facts))


def _remarks(world: World, data: DataSet) -> None:
    """What the people of one place say of services that others run and they know too; rows of their own."""
    chance = world.chance
    services = world.near(world.national, "service")
    for place in range(world.many(50)):
        service = services[place % 10 % len(services)]
        outcome = chance.one(_outcomes_near(world, data))
        data.say(service, (SVE.targetsOutcome, outcome))
        data.qualify(10_000 + place, service, SVE.targetsOutcome, outcome, round(chance.random.random(), 1))


def _outcomes_near(world: World, data: DataSet) -> list[Term]:
    """The outcomes that work of a data set is for: its own, and half as often the shared ones."""
    own = world.of.get((data.name, "outcome"), [])
    return [
        outcome for pair in zip(own, world.things["shared-outcome"] * 2, strict=False) for outcome in pair
    ] or (world.things["shared-outcome"])
