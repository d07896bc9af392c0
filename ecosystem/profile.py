"""One organisation as people ask about it: its aims, work, for whom, where, with whom, for what money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import ORG, URIRef

from ecosystem.entity import Entity, cells_by_subject, entity
from ecosystem.listings import Named, by_label
from ecosystem.projection import CLASS_TO_KIND
from ecosystem.questions import rows
from ecosystem.records import Cell
from ecosystem.store import Reader
from ecosystem.sums import Sum, Total, sums, totals
from ontology import SVE


@dataclass(frozen=True, slots=True)
class Commitment:
    """An objective that the organisation pursues; `role` and `priority` are empty where not recorded."""

    iri: str
    objective: Named
    role: str
    priority: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A programme, service or activity (`kind`) that the organisation delivers, or only commissions."""

    iri: str
    label: str
    kind: str
    delivered: bool
    commissioned: bool
    outcomes: tuple[Named, ...]
    groups: tuple[Named, ...]
    places: tuple[Named, ...]
    activity_kinds: tuple[Named, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Partnership:
    """One collaboration of the organisation with everyone else in it."""

    iri: str
    label: str
    stage: str
    partners: tuple[Named, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything on an organisation's page but its findings. Lists are by label, money newest first."""

    entity: Entity
    parts: tuple[Named, ...]
    commitments: tuple[Commitment, ...]
    work: tuple[Work, ...]
    partnerships: tuple[Partnership, ...]
    money: tuple[Sum, ...]
    totals: tuple[Total, ...]

    def delivered_outcomes(self) -> list[tuple[Named, tuple[Named, ...]]]:
        """The outcomes that its own efforts work for, each with those efforts; most efforts first."""
        found: dict[Named, list[Named]] = defaultdict(list)
        for work in self.work:
            for outcome in work.outcomes if work.delivered else ():
                found[outcome].append(Named(work.iri, work.label))
        in_order = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0].label.casefold()))
        return [(outcome, tuple(efforts)) for outcome, efforts in in_order]

    def groups(self) -> list[Named]:
        """The groups of people that its own efforts serve."""
        return by_label({group for work in self.work if work.delivered for group in work.groups})

    def places(self) -> list[Named]:
        """Where it works itself or its own efforts do."""
        own = {Named(item.value, item.label) for item in self.entity.about(SVE.operatesIn)}
        return by_label(own | {place for work in self.work if work.delivered for place in work.places})


def profile(reader: Reader, base: str, iri: str) -> Profile:
    """The profile of one organisation. Raises NotFound where nothing is said of it."""
    found = entity(reader, base, iri)
    part_of = str(ORG.subOrganizationOf)
    money = sums(reader, base, iri)
    return Profile(
        entity=found,
        parts=tuple(Named(item.subject, item.label) for item in found.mentions if item.predicate == part_of),
        commitments=_commitments(reader, base, iri),
        work=_work(reader, base, iri),
        partnerships=_partnerships(reader, base, iri),
        money=money,
        totals=totals(money),
    )


def _commitments(reader: Reader, base: str, iri: str) -> tuple[Commitment, ...]:
    found: dict[str, Mapping[str, str]] = {}
    for row in rows(reader, "organisation-objectives", organisation=URIRef(iri)):
        found.setdefault(row["commitment"], row)
    cells = cells_by_subject(
        ((key, SVE.objective, row["objective"]) for key, row in found.items()), reader, base
    )
    listed = (
        Commitment(key, Named(row["objective"], row["label"]), row["role"], row["priority"], cells[key])
        for key, row in found.items()
    )
    return tuple(sorted(listed, key=lambda item: (item.priority or "~", item.objective.label.casefold())))


_COORDINATES = {
    str(SVE.targetsOutcome): "outcomes",
    str(SVE.serves): "groups",
    str(SVE.inArea): "places",
    str(SVE.activityKind): "activity_kinds",
}


def _work(reader: Reader, base: str, iri: str) -> tuple[Work, ...]:
    groups: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows(reader, "organisation-work", organisation=URIRef(iri)):
        groups[row["effort"]].append(row)
    ties = {(effort, row["tie"]) for effort, group in groups.items() for row in group}
    cells = cells_by_subject(((effort, URIRef(tie), iri) for effort, tie in ties), reader, base)
    return tuple(by_label(_one_work(effort, group, cells[effort]) for effort, group in groups.items()))


def _one_work(effort: str, group: Sequence[Mapping[str, str]], cells: tuple[Cell, ...]) -> Work:
    coordinates: dict[str, set[Named]] = {name: set() for name in _COORDINATES.values()}
    for row in group:
        if row["coordinate"]:
            coordinates[_COORDINATES[row["coordinate"]]].add(Named(row["value"], row["valueLabel"]))
    ties = {row["tie"] for row in group}
    return Work(
        iri=effort,
        label=min(row["label"] for row in group),
        kind=CLASS_TO_KIND[min(row["class"] for row in group)],
        delivered=str(SVE.deliveredBy) in ties,
        commissioned=str(SVE.commissionedBy) in ties,
        cells=cells,
        **{name: tuple(by_label(named)) for name, named in coordinates.items()},
    )


def _partnerships(reader: Reader, base: str, iri: str) -> tuple[Partnership, ...]:
    groups: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows(reader, "organisation-partners", organisation=URIRef(iri)):
        groups[row["collaboration"]].append(row)
    first = {key: group[0]["participation"] for key, group in groups.items()}
    cells = cells_by_subject(((part, SVE.participant, iri) for part in first.values()), reader, base)
    found = (
        Partnership(
            iri=key,
            label=min(row["label"] for row in group),
            stage=min(row["stage"] for row in group),
            partners=tuple(by_label({Named(row["partner"], row["partnerLabel"]) for row in group})),
            cells=cells[first[key]],
        )
        for key, group in groups.items()
    )
    return tuple(
        sorted(found, key=lambda item: ([partner.label.casefold() for partner in item.partners], item.iri))
    )
