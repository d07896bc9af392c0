"""The page of one organisation: aims, work, for whom, where, with whom, money, and what was found."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from flask import Response, make_response, render_template
from rdflib import DCTERMS, FOAF, ORG, SKOS, URIRef

from ecosystem.kinds import KINDS
from ecosystem.listings import Named, Organisation, organisations
from ecosystem.profile import Profile, Work, profile
from ecosystem.records import Cell
from ecosystem.reviews.one_body import OneBody, one_bodies
from ecosystem.summary import ANALYSE
from ecosystem.sums import Sum, Total
from ecosystem.wording import count_of
from ontology import SVE
from web.answers import json_answer
from web.deciding import said, said_data
from web.findings import METHODS, about, card, finding_data, run_of, stale
from web.lists import cell_data, entity_file, files_of, kept
from web.state import ecosystem, entity_key, link, reader
from web.statements import readable, statement_data

MOST = 50
"""Rows of work and of money on the page; its JSON has them all."""

_FACTS: tuple[tuple[str, URIRef], ...] = (
    ("Sector", SVE.sector),
    ("Type", ORG.classification),
    ("Part of", ORG.subOrganizationOf),
    ("Also called", SKOS.altLabel),
    ("Official number", SVE.orgId),
    ("Number as given", SVE.claimedOrgId),
    ("Identifier in the source", DCTERMS.identifier),
    ("Website", FOAF.homepage),
)


def answer(iri: str, *, as_json: bool) -> Response:
    """The organisation as a page or as JSON. Raises NotFound where nothing is said of it."""
    found = profile(reader(), ecosystem().settings.base_iri, iri)
    body = kept("one-bodies", one_bodies).get(iri, OneBody((iri,), ()))
    others = _others(body, iri)
    findings = about([*body.records, *(work.iri for work in found.work if work.delivered)])
    if as_json:
        return json_answer(
            {
                **_data(found),
                "one_with": [{"iri": other.iri, "label": other.label} for other in others],
                "one_by_decisions": [said_data(review) for review in body.reviews],
                "out_of_date": stale(),
                "findings": [finding_data(item) for item in findings],
            }
        )
    page = render_template(
        "organisation.html",
        title=found.entity.label or "Organisation",
        profile=found,
        others=others,
        joined_by=[{**said(review), "finding": review.finding} for review in body.reviews],
        description=" ".join(found.entity.values(DCTERMS.description)),
        sentence=sentence(found),
        facts=_facts(found),
        work=[_work_row(item) for item in found.work[:MOST]],
        more_work=max(0, len(found.work) - MOST),
        totals=[_total_row(item) for item in found.totals],
        sums=[_sum_row(item) for item in found.money[:MOST]],
        more_money=max(0, len(found.money) - MOST),
        findings=[card(item) for item in findings],
        worked_out=any(run_of(method) for method in METHODS),
        stale=stale(),
        command=ANALYSE,
        map_href=link("map.index", focus=entity_key(iri)),
        json=entity_file(iri, ".json"),
        files=files_of(iri),
        iri=iri,
    )
    return make_response(page)


def _others(body: OneBody, iri: str) -> list[Organisation]:
    """The other records of this body, as the list has them; the list is not read where there are none."""
    wanted = body.others(iri)
    return (
        [item for item in kept("listing/organisations", organisations) if item.iri in wanted]
        if wanted
        else []
    )


def sentence(found: Profile) -> str:
    """What is recorded of it in one sentence; what is not recorded is said too."""
    delivered = sum(1 for work in found.work if work.delivered)
    partners = len({partner for item in found.partnerships for partner in item.partners})
    objectives = len({item.objective for item in found.commitments})
    said = (
        (objectives, f"pursues {count_of(objectives, 'objective')}", "an objective"),
        (
            delivered,
            f"delivers {count_of(delivered, 'programme or service', 'programmes and services')}"
            f" for {count_of(len(found.delivered_outcomes()), 'outcome')}",
            "a programme or service",
        ),
        (partners, f"works with {count_of(partners, 'other organisation')}", "a partner"),
    )
    known = [words for number, words, _ in said if number]
    unknown = [what for number, _, what in said if not number]
    sentences = [f"It {_joined(known, 'and')}."] if known else []
    if unknown:
        sentences.append(f"Not recorded: {_joined(unknown, 'or')}.")
    return " ".join(sentences)


def money(amount: Decimal, currency: str) -> str:
    """A sum as findings write it too, pence only where there are any.

    >>> money(Decimal("410000"), "GBP"), money(Decimal("12.5"), "USD")
    ('GBP 410,000', 'USD 12.50')
    """
    return (
        f"{currency} {amount:,.0f}" if amount == amount.to_integral_value() else f"{currency} {amount:,.2f}"
    )


def _joined(words: list[str], conjunction: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _facts(found: Profile) -> list[dict[str, Any]]:
    """The facts that are recorded; sector always, since its absence is worth knowing."""
    facts = []
    for heading, predicate in _FACTS:
        items = found.entity.about(predicate)
        lines = [
            {"text": item.label or readable(item.value), "iri": item.value if item.is_thing else ""}
            for item in items
        ]
        if lines or predicate == SVE.sector:
            facts.append({"phrase": heading, "items": lines, "outside": predicate == FOAF.homepage})
    parts = [{"text": part.label, "iri": part.iri} for part in found.parts]
    return [*facts, {"phrase": "Its parts", "items": parts, "outside": False}] if parts else facts


def _work_row(work: Work) -> list[object]:
    ties = [
        word for word, is_so in (("delivers", work.delivered), ("commissions", work.commissioned)) if is_so
    ]
    return [
        {
            "text": work.label,
            "iri": work.iri,
            "hint": _where(f"{KINDS[work.kind].title}, {_joined(ties, 'and')}", work.cells),
        },
        _names(work.outcomes),
        _names(work.groups),
        _names(work.places),
    ]


def _names(items: tuple[Named, ...]) -> dict[str, object]:
    return {"items": [{"text": item.label, "iri": item.iri} for item in items]}


def _where(words: str, cells: tuple[Cell, ...]) -> str:
    """Words with the cells behind them: a row of these has one or two."""
    return f"{words}; {' and '.join(str(cell) for cell in cells) or 'no row is recorded for this'}"


def _total_row(total: Total) -> list[object]:
    return [
        "Pays" if total.pays else "Is paid",
        total.status or "not recorded",
        period(total.start, total.end),
        total.sums,
        money(total.amount, total.currency),
    ]


def _sum_row(item: Sum) -> list[object]:
    return [
        {
            "text": money(item.amount, item.currency),
            "iri": item.iri,
            "hint": _where(item.status or "status not recorded", item.cells),
        },
        "pays" if item.pays else "is paid",
        {"text": item.other.label, "iri": item.other.iri} if item.other else "not recorded",
        _names(item.efforts),
        period(item.start, item.end),
    ]


def period(start: str, end: str) -> str:
    """A period in words; an end or a start that is not recorded is said to be so."""
    if start and end:
        return f"{readable(start)} to {readable(end)}"
    if start or end:
        return f"from {readable(start)}" if start else f"until {readable(end)}"
    return "not recorded"


def _data(found: Profile) -> dict[str, Any]:
    thing = found.entity
    return {
        "version": reader().version,
        "id": thing.iri,
        "kind": "organisation",
        "label": thing.label,
        "sentence": sentence(found),
        "statements": [statement_data(item) for item in thing.said],
        "parts": [asdict(part) for part in found.parts],
        "objectives": [_with_cells(item) for item in found.commitments],
        "outcomes": [
            {**asdict(outcome), "efforts": [asdict(effort) for effort in efforts]}
            for outcome, efforts in found.delivered_outcomes()
        ],
        "work": [_with_cells(item) for item in found.work],
        "groups": [asdict(group) for group in found.groups()],
        "places": [asdict(place) for place in found.places()],
        "partnerships": [_with_cells(item) for item in found.partnerships],
        "money": [_with_cells(item) for item in found.money],
        "totals": [{**asdict(total), "amount": str(total.amount)} for total in found.totals],
        "rows": [str(row) for row in thing.rows],
    }


def _with_cells(item: Any) -> dict[str, Any]:
    values = {**asdict(item), "cells": cell_data(item.cells)}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}
