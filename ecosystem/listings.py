"""What there is, and how much is recorded of each: the lists that pages, files and the summary share.

Counts say what is recorded, never what exists: 0 means that nobody has recorded any. Every list is in the
order of its labels, whatever their case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from rdflib import URIRef

from ecosystem.projection import CLASS_TO_KIND
from ecosystem.questions import rows
from ecosystem.reviews.one_body import one_bodies
from ecosystem.store import Reader
from ontology import SVE


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be pointed at: its IRI and the name people know it by."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """`sector` is empty where none is recorded; `outcomes` are those its own efforts work for.

    `one_with`: the other records that people confirmed to be this same body.
    """

    iri: str
    label: str
    sector: str
    objectives: int
    efforts: int
    outcomes: int
    one_with: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """`organisations` pursue it; `outcomes` stand for it; `efforts` work for those."""

    iri: str
    label: str
    organisations: int
    outcomes: int
    efforts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`owner` is empty for an outcome that organisations share."""

    iri: str
    label: str
    owner: str
    efforts: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Effort:
    """A programme, service or activity (`kind`), and how many outcomes, groups and places it names."""

    iri: str
    label: str
    kind: str
    delivered_by: tuple[Named, ...]
    outcomes: int
    groups: int
    places: int


@dataclass(frozen=True, slots=True)
class Journey:
    """`event` is the life event it follows, empty where none is recorded."""

    iri: str
    label: str
    event: str
    steps: int


@dataclass(frozen=True, slots=True)
class Decision:
    """`day` is an ISO date or empty; `weighted` counts the criteria whose weight is recorded."""

    iri: str
    label: str
    day: str
    decided_by: str
    criteria: int
    weighted: int


class _Labelled(Protocol):
    @property
    def iri(self) -> str: ...

    @property
    def label(self) -> str: ...


Item = TypeVar("Item", bound=_Labelled)


def organisations(reader: Reader) -> list[Organisation]:
    """Every record of an organisation with its sector and what it says directly, its parts left out."""
    found = {
        row["organisation"]: Organisation(
            row["organisation"], row["label"], row["sector"],
            int(row["objectives"]), int(row["efforts"]), int(row["outcomes"]),
        )
        for row in rows(reader, "organisations")
    }  # fmt: skip
    for iri, body in one_bodies(reader).items():
        others = tuple(Named(other, found[other].label) for other in body.others(iri))
        found[iri] = replace(found[iri], one_with=others)
    return by_label(found.values())


def bodies(reader: Reader, records: Sequence[Organisation]) -> list[Organisation]:
    """The same with one item for each body: the first record by IRI of those that people confirmed to be one.

    It counts what any of them says, and what several of them say once. Sectors that differ are all named.
    """
    joined = {record.iri: record for record in records if record.one_with}
    if not joined:
        return list(records)
    aims, work, outcomes_of = _said_of(reader, joined)
    found = []
    for record in records:
        group = sorted((record.iri, *(other.iri for other in record.one_with)))
        if record.iri != group[0]:
            continue
        if record.one_with:
            record = replace(
                record,
                sector=", ".join(sorted({joined[iri].sector for iri in group} - {""})),
                objectives=_together(aims, group),
                efforts=_together(work, group),
                outcomes=_together(outcomes_of, group),
            )
        found.append(record)
    return found


_Said = defaultdict[str, set[str]]


def _said_of(reader: Reader, iris: Iterable[str]) -> tuple[_Said, _Said, _Said]:
    """Organisation -> its objectives; the efforts it delivers; the outcomes of those."""
    asked = [URIRef(iri) for iri in iris]
    aims, work, outcomes_of = _Said(set), _Said(set), _Said(set)
    for row in rows(reader, "organisation-objectives", organisation=asked):
        aims[row["organisation"]].add(row["objective"])
    for row in rows(reader, "organisation-work", organisation=asked):
        if row["tie"] == str(SVE.deliveredBy):
            work[row["organisation"]].add(row["effort"])
            if row["coordinate"] == str(SVE.targetsOutcome):
                outcomes_of[row["organisation"]].add(row["value"])
    return aims, work, outcomes_of


def _together(said: _Said, group: Iterable[str]) -> int:
    return len(set[str]().union(*(said[iri] for iri in group)))


def objectives(reader: Reader) -> list[Objective]:
    """Every objective with how many organisations pursue it and what works for it."""
    return by_label(
        Objective(
            row["objective"], row["label"],
            int(row["organisations"]), int(row["outcomes"]), int(row["efforts"]),
        )
        for row in rows(reader, "objectives")
    )  # fmt: skip


def outcomes(reader: Reader) -> list[Outcome]:
    """Every outcome with how many efforts work for it, and of how many organisations."""
    return by_label(
        Outcome(row["outcome"], row["label"], row["owner"], int(row["efforts"]), int(row["organisations"]))
        for row in rows(reader, "outcomes")
    )


def efforts(reader: Reader) -> list[Effort]:
    """Every programme, service and activity with who delivers it."""
    deliverers = delivered_by(reader)
    return by_label(
        Effort(
            row["effort"], row["label"], CLASS_TO_KIND[row["class"]], deliverers.get(row["effort"], ()),
            int(row["outcomes"]), int(row["groups"]), int(row["areas"]),
        )
        for row in rows(reader, "programmes")
    )  # fmt: skip


def delivered_by(reader: Reader) -> Mapping[str, tuple[Named, ...]]:
    """Effort -> the organisations that deliver it, by label. An effort without any is not a key."""
    found: dict[str, list[Named]] = defaultdict(list)
    for row in rows(reader, "deliverers"):
        found[row["effort"]].append(Named(row["organisation"], row["label"]))
    return {effort: tuple(by_label(named)) for effort, named in found.items()}


def journeys(reader: Reader) -> list[Journey]:
    """Every recorded journey of a person through services."""
    return by_label(
        Journey(row["journey"], row["label"], row["event"], int(row["steps"]))
        for row in rows(reader, "journeys")
    )


def decisions(reader: Reader) -> list[Decision]:
    """Every recorded decision with how much is known of its criteria."""
    return by_label(
        Decision(
            row["decision"], row["label"], row["day"], row["by"], int(row["criteria"]), int(row["weighted"])
        )
        for row in rows(reader, "decisions")
    )


def by_label(items: Iterable[Item]) -> list[Item]:
    """The items in the order of their labels, then of their IRIs."""
    return sorted(items, key=lambda item: (item.label.casefold(), item.label, item.iri))
