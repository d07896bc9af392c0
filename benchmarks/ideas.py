"""Events, what was learnt and taken up, and what bodies ask of others together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import SKOS

from benchmarks.writing import DataSet, Fact, concepts, day, repeated
from ontology import SVE

if TYPE_CHECKING:
    from benchmarks.synthetic import World


def write(world: World) -> None:
    for data in (world.national, *world.local):
        _insights(world, data)
        _adoptions(world, data)
        _positions(world, data)


def _insights(world: World, data: DataSet) -> None:
    chance = world.chance
    bodies = world.near(data, "organisation")
    for _ in range(world.many(15)):
        facts = [
            (SKOS.prefLabel, chance.name()),
            (SVE.heldOn, day(chance.day())),
            *repeated(SVE.attendedBy, chance.some(world.things["organisation"], 3, 20)),
            (SVE.inArea, chance.one(world.near(data, "area"))),
        ]
        world.keep(data, "exchange-event", data.thing("exchange-event", SVE.ExchangeEvent, facts))
    for _ in range(world.many(70)):
        facts = [
            (SKOS.prefLabel, chance.name()),
            (SVE.sharedAt, chance.one(world.near(data, "exchange-event")) if chance.happens(0.8) else None),
            (SVE.originOrganisation, chance.one(bodies)),
            *repeated(SVE.concernsSolution, chance.some(world.near(data, "solution"), 0, 1)),
            *repeated(SVE.applicableToSector, chance.some(concepts("sector"), 0, 2)),
        ]
        world.keep(data, "insight", data.thing("insight", SVE.Insight, facts))


def _adoptions(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(90)):
        taken = "solution" if chance.happens(0.6) else "insight"
        facts: list[Fact] = [
            (SVE.organisation, chance.one(world.near(data, "organisation"))),
            (SVE.adopted, chance.one(world.near(data, taken))),
            (SVE.adoptedFrom, chance.one(world.things["organisation"]) if chance.happens(0.7) else None),
            chance.period()[0],
            (SVE.result, chance.sentence() if chance.happens(0.5) else None),
            (SVE.saving, chance.any(world.near(data, "spend")) if chance.happens(0.1) else None),
        ]
        data.thing("adoption", SVE.Adoption, facts)


def _positions(world: World, data: DataSet) -> None:
    chance = world.chance
    for _ in range(world.many(15)):
        objectives = world.near(data, "objective")
        facts = [
            (SKOS.prefLabel, chance.name()),
            *repeated(SVE.addressedTo, chance.some(world.near(world.national, "organisation"), 1, 2)),
            (SVE.aboutObjective, chance.one(objectives) if chance.happens(0.9) else None),
            (SVE.positionStatus, chance.any(concepts("position-status"))),
            (SVE.start, day(chance.day())),
        ]
        position = data.thing("advocacy-position", SVE.AdvocacyPosition, facts)
        for body in chance.some(world.things["organisation"], 0, 25):
            facts = [
                (SVE.onPosition, position),
                (SVE.organisation, body),
                (SVE.stance, chance.one(concepts("stance"))),
                (SVE.start, day(chance.day())),
            ]
            data.thing("endorsement", SVE.Endorsement, facts)
