"""Places, bodies, aims, and who has promised and does what with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS, FOAF, ORG, SKOS

from benchmarks.writing import (
    DataSet,
    Fact,
    Term,
    concepts,
    count,
    day,
    number,
    plain,
    repeated,
    text,
)
from ontology import SVE

if TYPE_CHECKING:
    from benchmarks.synthetic import World


def write(world: World) -> None:
    _areas(world)
    _lists(world)
    _evidence(world)
    _organisations(world)
    _objectives(world)
    _commitments(world)
    _collaborations(world)
    _wide_collaborations(world)


def _areas(world: World) -> None:
    """One country, nine regions, ninety districts, and wards: four levels."""
    national = world.national

    def area(data: DataSet, within: Term | None) -> Term:
        facts = [
            (SKOS.prefLabel, world.chance.name()),
            (SVE.areaCode, plain(f"E{len(world.things.get('area', ())):08}")),
            (SVE.withinArea, within),
        ]
        return world.keep(data, "area", data.thing("area", SVE.Area, facts))

    country = area(national, None)
    regions = [area(national, country) for _ in range(9)]
    districts = [area(national, region) for region in regions for _ in range(10)]
    for place, data in enumerate(world.local):
        for ward in range(world.many(100)):
            area(data, districts[(place * 7 + ward) % len(districts)])


def _lists(world: World) -> None:
    """Local groups, kinds of activity, themes and capabilities, mapped to the shipped ones where they have an equal."""
    chance = world.chance
    lists = (
        ("group", SVE.BeneficiaryGroup, "group"),
        ("activity-kind", SVE.ActivityKind, "activity-kind"),
        ("theme", SVE.Theme, None),
        ("capability", SVE.Capability, "capability"),
    )
    for kind, rdf_class, scheme in lists:
        world.things[kind] = list(concepts(scheme)) if scheme else []
        for data in (world.national, *world.local):
            held: list[Term] = []
            for _ in range(10):
                facts: list[Fact] = [(SKOS.prefLabel, chance.name())]
                if held and chance.happens(0.7):
                    facts.append((SKOS.broader, chance.any(held)))
                if scheme and chance.happens(0.5):
                    facts.append((SKOS.exactMatch, chance.any(concepts(scheme))))
                held.append(world.keep(data, kind, data.thing(kind, rdf_class, facts)))
    for data in (world.national, *world.local):
        facts = [
            (SKOS.prefLabel, text(f"Together in {data.name}")),
            (SVE.inArea, world.near(data, "area")[0]),
        ]
        world.keep(data, "ecosystem", data.thing("ecosystem", SVE.Ecosystem, facts))


def _evidence(world: World) -> None:
    for data in (world.national, *world.local):
        for _ in range(world.many(80)):
            facts = [
                (SKOS.prefLabel, world.chance.name()),
                (DCTERMS.publisher, plain("An invented publisher")),
                (SVE.evidenceLevel, world.chance.any(concepts("evidence-level"))),
                (DCTERMS.issued, day(world.chance.day())),
            ]
            world.keep(data, "evidence", data.thing("evidence", SVE.Evidence, facts))


def _organisations(world: World) -> None:
    chance = world.chance
    for data in (world.national, *world.local):
        for place in range(world.many(300)):
            held = world.of.get((data.name, "organisation"), [])
            facts = [
                (SKOS.prefLabel, chance.name()),
                (DCTERMS.description, chance.sentence()),
                (SVE.sector, chance.one(concepts("sector")) if chance.happens(0.97) else None),
                (ORG.classification, chance.any(concepts("org-type")) if chance.happens(0.6) else None),
                (SVE.orgId, plain(f"GB-CHC-{data.name}-{place}") if chance.happens(0.6) else None),
                (ORG.subOrganizationOf, chance.one(held) if held and chance.happens(0.08) else None),
                (SVE.operatesIn, chance.one(world.near(data, "area"))),
                (SVE.inEcosystem, world.near(data, "ecosystem")[0]),
                (FOAF.homepage, f"<https://{data.name}-{place}.example/>" if chance.happens(0.3) else None),
            ]
            world.keep(data, "organisation", data.thing("organisation", ORG.Organization, facts))


def _objectives(world: World) -> None:
    """Trees, four or more levels deep, the widest of all first."""
    chance = world.chance
    for data in (world.national, *world.local):
        for _ in range(world.many(90)):
            held = world.things.get("objective", [])
            facts = [
                (SKOS.prefLabel, chance.name()),
                (DCTERMS.description, chance.sentence()),
                (SVE.partOfObjective, chance.one(held) if held and chance.happens(0.8) else None),
            ]
            world.keep(data, "objective", data.thing("objective", SVE.Objective, facts))


def _commitments(world: World) -> None:
    chance = world.chance
    for data in (world.national, *world.local):
        for _ in range(world.many(360)):
            start, end = chance.period()
            objectives = world.near(data, "objective") if chance.happens(0.7) else world.things["objective"]
            facts = [
                (SVE.organisation, chance.one(world.near(data, "organisation"))),
                (SVE.objective, chance.one(objectives)),
                (SVE.commitmentRole, chance.any(concepts("role"))),
                (SVE.priority, count(chance.random.randint(1, 3))),
                (SVE.evidence, chance.any(world.near(data, "evidence"))),
                start,
                end,
            ]
            data.thing("commitment", SVE.Commitment, facts)


def _collaborations(world: World) -> None:
    for data in (world.national, *world.local):
        for _ in range(world.many(130)):
            _collaboration(world, data, world.chance.some(world.near(data, "organisation"), 2, 8))


def _wide_collaborations(world: World) -> None:
    bodies = world.things["organisation"]
    for _ in range(world.many(20)):
        _collaboration(
            world, world.national, list(dict.fromkeys(world.chance.any(bodies) for _ in range(40)))
        )


def _collaboration(world: World, data: DataSet, bodies: list[Term]) -> None:
    chance = world.chance
    start, end = chance.period()
    parts = [
        data.thing(
            "participation",
            SVE.Participation,
            [
                (SVE.participant, body),
                (SVE.participationRole, chance.any(concepts("role"))),
                (SVE.strength, number(round(chance.random.random(), 1))),
            ],
        )
        for body in bodies
    ]
    facts = [
        (SKOS.prefLabel, chance.name()),
        *repeated(SVE.hasParticipation, parts),
        *repeated(SVE.aboutObjective, chance.some(world.near(data, "objective"), 1, 2)),
        (SVE.collaborationStage, chance.any(concepts("collaboration-stage"))),
        start,
        end if chance.happens(0.5) else (SVE.end, None),
    ]
    world.keep(data, "collaboration", data.thing("collaboration", SVE.Collaboration, facts))
