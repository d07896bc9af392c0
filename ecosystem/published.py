"""Findings as they were published: read back from a version by pages, exports and the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef

import ontology
from ecosystem.findings import Contribution, Evidence, Facet, Finding, Part, Test, TestFamily
from ecosystem.records import Cell
from ecosystem.reviews import Standing, counted, standing
from ecosystem.reviews.basis import NOTHING, Basis, basis_from
from ecosystem.reviews.statements import reviews
from ecosystem.store import Reader


@dataclass(frozen=True, slots=True)
class Published:
    """A finding as read back, with its run and what a person decided (`unreviewed` if nobody did).

    `basis`: the facts it rests on. `standing`: who said what of it, None where no verdict counts.
    """

    iri: str
    run: str
    review: str
    finding: Finding
    basis: Basis = NOTHING
    standing: Standing | None = None

    @property
    def state(self) -> str:
        """`open`, `decided`, or `changed`: decided on facts that are recorded otherwise now."""
        return self.standing.state if self.standing else "open"

    @property
    def listed(self) -> bool:
        """Whether it belongs in the lists of what is found: not where people rejected it or called it intended."""
        return self.standing is None or not self.standing.set_aside


def findings(reader: Reader, method: str = "", involving: str = "") -> list[Published]:
    """The findings of one version, best first within each method; of one method or about one thing if given."""
    terms: dict[str, ontology.Term] = {}
    if method:
        terms["method"] = Literal(method)
    if involving:
        terms["involving"] = URIRef(involving)
    return _read(reader, terms)


def listed(reader: Reader, method: str = "") -> list[Published]:
    """As `findings`, without those that people rejected or called intended on facts that still hold."""
    return [item for item in findings(reader, method) if item.listed]


def finding(reader: Reader, iri: str) -> Published | None:
    """One finding of a version; None where it has none of this name."""
    return next(iter(_read(reader, {"finding": URIRef(iri)})), None)


def unlisted(reader: Reader, method: str = "") -> dict[str, list[Published]]:
    """Method -> what its newest run drew from below its threshold to be judged; `left_below` says from how much.

    What was drawn holds what a finding holds and has the IRI that the finding would have; it is none.
    """
    found: dict[str, list[Published]] = {}
    decided = counted(reviews(reader))
    for name, (run, detail) in _runs(reader).items():
        if method not in ("", name) or "unlisted" not in detail:
            continue
        drawn = []
        for item in detail["unlisted"]["drawn"]:
            basis = basis_from(item["basis"])
            stands = standing(decided.get(item["iri"], ()), basis)
            review = stands.current.verdict if stands else "unreviewed"
            drawn.append(Published(item["iri"], run, review, finding_from(item["finding"]), basis, stands))
        found[name] = drawn
    return found


def left_below(reader: Reader) -> dict[str, int]:
    """Method -> how much its newest run saw below its threshold, where it can say so."""
    return {
        name: detail["unlisted"]["total"]
        for name, (_, detail) in _runs(reader).items()
        if "unlisted" in detail
    }


def to_judge(reader: Reader, iri: str) -> tuple[Published, bool] | None:
    """What can be judged under an IRI, and whether it was drawn from below the threshold; None for neither."""
    item = finding(reader, iri)
    if item is not None:
        return item, False
    drawn = (item for items in unlisted(reader).values() for item in items if item.iri == iri)
    below = next(drawn, None)
    return (below, True) if below else None


def _read(reader: Reader, terms: Mapping[str, ontology.Term]) -> list[Published]:
    rows = [
        (row["method"].value, int(row["rank"].value), row["finding"].value, row)
        for row in reader.select(ontology.query("findings", **terms))
    ]
    decided = counted(reviews(reader)) if rows else {}
    found: dict[str, Published] = {}
    for _, _, iri, row in sorted(rows, key=lambda item: item[:3]):
        detail = json.loads(row["detail"].value)
        basis = basis_from(detail.pop("basis")) if "basis" in detail else NOTHING
        stands = standing(decided.get(iri, ()), basis)
        stated = row["review"].value if row["review"] else "unreviewed"
        review = stands.current.verdict if stands else stated
        found[iri] = Published(iri, row["run"].value, review, finding_from(detail), basis, stands)
    return list(found.values())


def families(reader: Reader, method: str) -> list[TestFamily]:
    """The test families of one method's newest run, in its order."""
    rows = reader.select(ontology.query("families", method=Literal(method)))
    found = sorted((int(row["place"].value), row["detail"].value) for row in rows)
    return [TestFamily(**json.loads(detail)) for _, detail in found]


def runs(reader: Reader) -> dict[str, tuple[str, dict[str, Any]]]:
    """Method -> (IRI of its newest run, {"statements": [...], "counts": {...}}); see `unlisted` for what it drew."""
    found = _runs(reader)
    for _, detail in found.values():
        detail.pop("unlisted", None)
    return found


def _runs(reader: Reader) -> dict[str, tuple[str, dict[str, Any]]]:
    return {
        row["method"].value: (row["run"].value, json.loads(row["detail"].value))
        for row in reader.select(ontology.query("runs"))
    }


def finding_from(detail: Mapping[str, Any]) -> Finding:
    """A finding from its own JSON."""
    values = dict(detail)
    values["facets"] = tuple(
        Facet(item["name"], tuple(item["a"]), tuple(item["b"]), item["relation"]) for item in detail["facets"]
    )
    values["contributions"] = tuple(Contribution(**item) for item in detail["contributions"])
    values["parts"] = tuple(Part(**item) for item in detail.get("parts", ()))
    values["evidence"] = tuple(
        Evidence(
            item["subject"], item["predicate"], item["value"], tuple(Cell(**cell) for cell in item["cells"])
        )
        for item in detail["evidence"]
    )
    values["test"] = Test(**detail["test"]) if detail["test"] else None
    values["coordinates"] = tuple((name, iri) for name, iri in detail["coordinates"])
    for name in ("involves", "check_next", "phrases"):
        values[name] = tuple(detail[name])
    return Finding(**values)


def of_kind(published: Sequence[Published], *kinds: str) -> list[Published]:
    """Those of the given kinds, in the same order."""
    return [item for item in published if item.finding.kind in kinds]
