"""Findings as they were published: read back from a version by pages, exports and the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef

import ontology
from ecosystem.findings import Contribution, Evidence, Facet, Finding, Test, TestFamily
from ecosystem.records import Cell
from ecosystem.store import Reader


@dataclass(frozen=True, slots=True)
class Published:
    """A finding as read back, with its run and what a person decided (`unreviewed` if nobody did)."""

    iri: str
    run: str
    review: str
    finding: Finding


def findings(reader: Reader, method: str = "", involving: str = "") -> list[Published]:
    """The findings of one version, best first within each method; of one method or about one thing if given."""
    terms: dict[str, ontology.Term] = {}
    if method:
        terms["method"] = Literal(method)
    if involving:
        terms["involving"] = URIRef(involving)
    rows = [
        (row["method"].value, int(row["rank"].value), row["finding"].value, row)
        for row in reader.select(ontology.query("findings", **terms))
    ]
    return [
        Published(
            iri,
            row["run"].value,
            row["review"].value if row["review"] else "unreviewed",
            finding_from(json.loads(row["detail"].value)),
        )
        for _, _, iri, row in sorted(rows, key=lambda item: item[:3])
    ]


def families(reader: Reader, method: str) -> list[TestFamily]:
    """The test families of one method's newest run, in its order."""
    rows = reader.select(ontology.query("families", method=Literal(method)))
    found = sorted((int(row["place"].value), row["detail"].value) for row in rows)
    return [TestFamily(**json.loads(detail)) for _, detail in found]


def runs(reader: Reader) -> dict[str, tuple[str, dict[str, Any]]]:
    """Method -> (IRI of its newest run, {"statements": [...], "counts": {...}})."""
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
