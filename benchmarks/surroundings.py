"""Who is there around invented efforts, and what they want: sectors, aims, promises, ties and positions of bodies."""

from __future__ import annotations

from benchmarks.drawn import Drawn, link

_NEAR = 15
"""Bodies work with those near them in the list, which makes circles; one part in seven is anybody's."""
_OWN_OUTCOMES = 40
_TREES = {"area": "withinArea", "group": "broader"}


def write(drawn: Drawn) -> None:
    """Add all of it to a map of efforts, bodies, outcomes, groups and areas."""
    for kind, key in _TREES.items():
        held = drawn.things[kind]
        for at in range(4, len(held)):
            link(drawn.graph, held[at], key, held[at // 4 - 1])
    _bodies(drawn)
    _aims(drawn)
    _own_outcomes(drawn)
    _collaborations(drawn)
    _positions(drawn)


def _bodies(drawn: Drawn) -> None:
    """Sectors of most, a parent of a twelfth; one in a hundred is recorded a second time, in capitals."""
    nodes, bodies, chance = drawn.graph.nodes, drawn.things["organisation"], drawn.chance
    for at, body in enumerate(bodies):
        if chance.happens(0.95):
            sector = drawn.any("sector")
            link(drawn.graph, body, "sector", sector)
            nodes[body].update(sector=nodes[sector]["notation"], sector_label=nodes[sector]["label"])
        if at and chance.happens(0.01):
            nodes[body]["label"] = nodes[bodies[at - 1]]["label"].upper()
        elif at and chance.happens(0.08):
            parent = chance.one(bodies[:at])
            link(drawn.graph, body, "subOrganizationOf", parent)
            nodes[body].update(parent=parent, root=nodes[parent]["root"])


def _aims(drawn: Drawn) -> None:
    """Objectives in trees, what outcomes are for, and which body has promised what."""
    chance = drawn.chance
    for at in drawn.many(0.02):
        wider = drawn.perhaps(0.8, "objective") if at else ""
        drawn.thing("objective", {"name": f"Objective {at}"}, partOfObjective=wider)
    for outcome in drawn.things["shared-outcome"]:
        for objective in chance.some(drawn.things["objective"], 1, 2):
            link(drawn.graph, outcome, "forObjective", objective)
    for _ in drawn.many(0.12):
        body, objective = (drawn.perhaps(1, kind) for kind in ("organisation", "objective"))
        drawn.thing(
            "commitment",
            drawn.period() | {"priority": str(chance.random.randint(1, 3))},
            organisation=body,
            objective=objective,
            commitmentRole=drawn.any("role"),
        )
        link(drawn.graph, body, "pursues", objective)


def _own_outcomes(drawn: Drawn) -> None:
    """Outcomes of single bodies, stated by some of their efforts, and which shared ones they mean."""
    graph, chance = drawn.graph, drawn.chance
    for at in range(_OWN_OUTCOMES):
        owner, (shared, other) = (
            drawn.perhaps(1, "organisation"),
            chance.random.sample(drawn.things["shared-outcome"], 2),
        )
        own = drawn.thing("outcome", {"name": f"Own outcome {at}"}, ownedBy=owner)
        graph.nodes[own].update(outcome_list="list", text=graph.nodes[shared]["text"])
        for strength, meant in (("0.9", shared), ("0.3", other)):
            drawn.thing("outcome-alignment", {"strength": strength}, localOutcome=own, sharedOutcome=meant)
        efforts = [effort for effort, _, key in graph.in_edges(owner, keys=True) if key == "deliveredBy"]
        for effort in efforts:
            if chance.happens(0.3):
                link(graph, effort, "targetsOutcome", own)


def _collaborations(drawn: Drawn) -> None:
    """Of two to eight near each other, and a few meetings of forty; everybody in one works with everybody else."""
    bodies, chance = drawn.things["organisation"], drawn.chance
    for _ in drawn.many(0.05):
        centre = chance.random.randrange(len(bodies))
        near = bodies[max(0, centre - _NEAR) : centre + _NEAR]
        some = [
            chance.any(near if chance.happens(6 / 7) else bodies) for _ in range(chance.random.randint(2, 8))
        ]
        _collaboration(drawn, list(dict.fromkeys(some)))
    for _ in drawn.many(0.0005):
        _collaboration(drawn, chance.some(bodies, 40, 40))


def _collaboration(drawn: Drawn, partners: list[str]) -> None:
    chance = drawn.chance
    parts = [
        drawn.thing(
            "participation",
            {"strength": str(round(chance.random.random(), 1))},
            participant=body,
            participationRole=drawn.any("role"),
        )
        for body in partners
    ]
    drawn.thing(
        "collaboration",
        drawn.period(),
        hasParticipation=parts,
        aboutObjective=chance.some(drawn.things["objective"], 1, 2),
        collaborationStage=drawn.any("collaboration-stage"),
    )
    for one in partners:
        for other in partners:
            if one != other:
                link(drawn.graph, one, "collaboratesWith", other)


def _positions(drawn: Drawn) -> None:
    """What is asked of whom, and who supports it."""
    bodies, chance = drawn.things["organisation"], drawn.chance
    for at in drawn.many(0.005):
        position = drawn.thing(
            "advocacy-position",
            {"name": f"Position {at}", "start": drawn.period()["start"]},
            addressedTo=chance.some(bodies, 1, 2),
            aboutObjective=drawn.perhaps(0.9, "objective"),
            positionStatus=drawn.any("position-status"),
        )
        for body in dict.fromkeys(chance.any(bodies) for _ in range(chance.random.randint(0, 12))):
            drawn.thing(
                "endorsement",
                {"start": drawn.period()["start"]},
                onPosition=position,
                organisation=body,
                stance=drawn.concepts["stance"][2 if chance.happens(0.7) else chance.random.randrange(2)],
            )
