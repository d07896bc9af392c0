"""Stored findings as every page shows them. Nothing is worked out here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rdflib import SKOS

import ontology
from ecosystem import published
from ecosystem.analyses import ANALYSES
from ecosystem.findings import Finding, TestFamily
from ecosystem.published import Published
from ecosystem.summary import ANALYSE, out_of_date
from web.deciding import Typed, decision_of, said_data
from web.lists import Sheet, cell_data, cell_text, kept
from web.phrases import verb
from web.statements import readable

_TONES = {
    "possible-duplication": "amber",
    "aligned-beyond-chance": "green",
    "objective-nobody-pursues": "amber",
    "outcome-nobody-targets": "amber",
    "overlap-other-people": "blue",
    "complementary": "blue",
    "replicate-elsewhere": "blue",
    "handover-not-agreed": "amber",
    "told-again": "amber",
    "running-elsewhere": "blue",
    "joint-position": "green",
}
_FACETS = {
    "outcome": "Outcomes",
    "activity": "Kind of activity",
    "people": "People",
    "place": "Place",
    "period": "Period",
}
_ABOUT_ONE = (
    "gaps", "left-behind", "fragmentation", "north-star", "brokers", "journeys", "reuse", "positions",
)  # fmt: skip
"""Methods that compare no two things: what others call a difference is a caution there."""
_OF_THEIR_OWN = ("proposed-outcomes", "clusters")
"""Methods not shown on the page of a thing: what is proposed has a page for itself, and groups are no findings."""
METHODS = tuple(name for name in ANALYSES if name not in _OF_THEIR_OWN)
SHEET_HEAD = (
    "Id", "Kind", "Finding", "First", "First id", "Second", "Second id", "Why", "What differs", "Money",
    "How sure", "How sure, in words", "Score", "Score is", "Known share", "p", "q", "Comparisons made",
    "What to check next", "Decision", "State", "Decided by", "Decided on", "Reason",
    "Where this comes from",
)  # fmt: skip


def made(method: str) -> list[Published]:
    """The findings of one method in this request's version, best first."""
    return kept(f"findings/{method}", lambda source: published.findings(source, method))


def found(method: str) -> list[Published]:
    """As `made`, without those that people rejected or called intended on facts that still hold."""
    return [item for item in made(method) if item.listed]


def families(method: str) -> list[TestFamily]:
    """The families of tests of one method's newest run, in its order."""
    return kept(f"families/{method}", lambda source: published.families(source, method))


def about(iris: Iterable[str]) -> list[Published]:
    """The findings of all methods that involve any of the given things, best first within each method."""
    wanted = set(iris)
    return [item for method in METHODS for item in found(method) if wanted & set(item.finding.involves)]


def run_of(method: str) -> dict[str, Any] | None:
    """The statements and counts of the method's newest run; None if it was never run.

    Keys: `run` (IRI), `statements`, `counts`, `out_of_date`: whether it looked at other data than this version
    holds, and `set_aside`: how many of its findings are not listed, as people rejected them or called them intended.
    """
    held = kept("runs", published.runs).get(method)
    if held is None:
        return None
    run, detail = held
    aside = sum(not item.listed for item in made(method))
    return {"run": run, "out_of_date": method in stale(), "set_aside": aside, "command": ANALYSE, **detail}


def rows_of(method: str, table: str) -> list[dict[str, Any]]:
    """The rows of one table of a method's newest run; none if it was never run or has no such table."""
    run = run_of(method)
    rows: list[dict[str, Any]] = run.get("tables", {}).get(table, []) if run else []
    return rows


def stale() -> tuple[str, ...]:
    """The methods whose newest run looked at other data than this version holds."""
    return kept("out-of-date", out_of_date)


def kind_label(kind: str) -> str:
    """A kind of finding in words: `possible duplication`."""
    return ontology.concepts("finding-kind")[kind]


def kind_meaning(kind: str) -> str:
    """One sentence on what a kind of finding says."""
    concept = ontology.concept_iri("finding-kind", kind)
    return str(ontology.schemes()["finding-kind"].value(concept, SKOS.definition))


def card(item: Published, typed: Typed | None = None) -> dict[str, Any]:
    """One finding as its card reads: words for kind and comparison, the statements behind it, and the decision.

    `typed`: what somebody wrote into its form, where that was not taken.
    """
    finding = item.finding
    return {
        "iri": item.iri,
        "finding": finding,
        "kind": kind_label(finding.kind),
        "tone": _TONES.get(finding.kind, "grey"),
        "review": "" if item.review == "unreviewed" else ontology.concepts("review-status")[item.review],
        "decision": decision_of(item, typed),
        "p": probability(finding.test.p) if finding.test else "",
        "q": probability(finding.test.q) if finding.test else "",
        "differs": "Bear in mind" if finding.method in _ABOUT_ONE else "What differs",
        "ends": [{"text": finding.labels.get(iri, iri), "iri": iri} for iri in finding.involves],
        "facets": [
            {
                "name": _FACETS[facet.name],
                "a": facet.a,
                "b": facet.b,
                "relation": "not known" if facet.relation == "unknown" else facet.relation,
            }
            for facet in finding.facets
        ],
        "statements": [
            {
                "subject": _end(finding, evidence.subject),
                "verb": verb(evidence.predicate),
                "value": _end(finding, evidence.value),
                "cells": evidence.cells,
            }
            for evidence in finding.evidence
        ],
    }


def probability(number: float) -> str:
    """A p or q in two digits that matter, without powers of ten.

    >>> probability(0.00058), probability(0.0000037), probability(0.2)
    ('0.00058', 'under 0.0001', '0.2')
    """
    return "under 0.0001" if number < 0.0001 else f"{number:.2g}"


def _end(finding: Finding, value: str) -> dict[str, str]:
    """One end of a statement: a named thing, or a text."""
    label = finding.labels.get(value)
    return {"text": readable(value), "iri": ""} if label is None else {"text": label, "iri": value}


def finding_data(item: Published) -> dict[str, Any]:
    """One finding as JSON: everything that its page says."""
    finding = item.finding
    test = finding.test
    return {
        "id": item.iri,
        "run": item.run,
        "method": finding.method,
        "kind": finding.kind,
        "kind_label": kind_label(finding.kind),
        "headline": finding.headline,
        "involves": [{"id": iri, "label": finding.labels.get(iri, "")} for iri in finding.involves],
        "coordinates": [{"property": name, "id": iri} for name, iri in finding.coordinates],
        "why": finding.why,
        "differs": finding.differs,
        "money": finding.money,
        "confidence": finding.confidence,
        "confidence_text": finding.confidence_text,
        "score": finding.score,
        "score_name": finding.score_name,
        "comparability": finding.comparability,
        "test": {
            "p": test.p, "q": test.q, "null_model": test.null_model,
            "family": test.family, "tests_in_family": test.tests_in_family,
        } if test else None,
        "facets": [
            {"facet": facet.name, "a": facet.a, "b": facet.b, "relation": facet.relation}
            for facet in finding.facets
        ],
        "shared_outcomes": [
            {"id": part.outcome, "label": part.label, "term": part.term} for part in finding.contributions
        ],
        "parts": [
            {"id": part.iri, "label": part.label, "text": part.text, "share": part.share} for part in finding.parts
        ],
        "phrases": finding.phrases,
        "figures": dict(finding.figures),
        "check_next": finding.check_next,
        "review": item.review,
        "state": item.state,
        "decisions": [said_data(review) for review in item.standing.reviews] if item.standing else [],
        "evidence": [
            {
                "subject": evidence.subject, "predicate": evidence.predicate, "value": evidence.value,
                "cells": cell_data(evidence.cells),
            }
            for evidence in finding.evidence
        ],
    }  # fmt: skip


def family_data(family: TestFamily) -> dict[str, Any]:
    """One family of tests as JSON."""
    return {
        "name": family.name,
        "title": family.title,
        "tests": family.tests,
        "findings": family.findings,
        "smallest_detectable": family.smallest_detectable,
        "statement": family.statement,
    }


def sheet(filename: str, items: Sequence[Published]) -> Sheet:
    """Findings as a spreadsheet, one a row, with every cell that each rests on."""
    return Sheet(filename, SHEET_HEAD, [_row(item) for item in items])


def _row(item: Published) -> tuple[object, ...]:
    finding = item.finding
    first, second, *_ = (*finding.involves, "", "")
    test = finding.test
    latest = item.standing.current if item.standing else None
    return (
        item.iri, finding.kind, finding.headline,
        finding.labels.get(first, ""), first, finding.labels.get(second, ""), second,
        finding.why, finding.differs, finding.money,
        finding.confidence, finding.confidence_text, finding.score, finding.score_name, finding.comparability,
        test.p if test else None, test.q if test else None, test.tests_in_family if test else None,
        " | ".join(finding.check_next), item.review, item.state,
        latest.person if latest else "", f"{latest.at:%Y-%m-%d}" if latest else "", latest.reason if latest else "",
        cell_text(sorted({cell for evidence in finding.evidence for cell in evidence.cells})),
    )  # fmt: skip
