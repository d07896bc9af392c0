"""What is said of a thing as lines of a page: a phrase, what it leads to, and the cells that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from rdflib import DCTERMS, SKOS

from ecosystem.entity import Entity, Said
from ecosystem.kinds import EFFORT_KINDS, KINDS
from ecosystem.listings import delivered_by
from ecosystem.wording import day
from ontology import SVE
from web.lists import cell_data, kept
from web.phrases import backwards, forwards, rank, verb
from web.state import entity_key

_IN_THE_HEADING = {str(SKOS.prefLabel), str(DCTERMS.description), str(SVE.detailJson)}
_NOT_IN_OUTLINES = {str(DCTERMS.identifier), str(SVE.priority)}
_PLAIN_IN_OUTLINES = {str(term) for term in (SVE.organisation, SVE.objective, SVE.participant)}
_COUNTED = {
    str(term) for term in (SVE.amount, SVE.actualReach, SVE.plannedReach, SVE.estimatedNeed, SVE.value)
}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLES = {
    "finding": "finding",
    "run": "analysis run",
    "row": "row of a source",
    "dataset": "data set",
    "file": "file",
    "column": "column of a source",
    "statement": "statement",
}


def kind_title(thing: Entity, kind: str) -> str:
    """What sort of thing it is, in words; `kind` is the word in its address."""
    return KINDS[thing.kind].title if thing.kind else _TITLES.get(kind, kind.replace("-", " "))


def title_of(thing: Entity, kind: str) -> str:
    """Its name; for a thing without one what sort it is, with its place where it is a row."""
    if thing.label:
        return thing.label
    if kind == "row":
        parts = (
            *thing.values(SVE.file),
            *thing.values(SVE.sheet),
            *(f"row {row}" for row in thing.values(SVE.row)),
        )
        return ", ".join(part for part in parts if part)
    named = thing.values(DCTERMS.title) or thing.values(SVE.methodId) or thing.values(SVE.file)
    words = kind_title(thing, kind)
    return named[0] if named else words[:1].upper() + words[1:]


def said_groups(thing: Entity) -> list[dict[str, Any]]:
    """What is said of it, one group a property: `phrase`, `items`, and `more`, how many were left out."""
    shown = (item for item in thing.said if item.value and item.predicate not in _IN_THE_HEADING)
    return [
        {
            "phrase": forwards(predicate, thing.kind),
            "items": _lines(items, thing, back=False),
            "more": thing.said_totals[predicate] - len(items),
        }
        for predicate, items in _by_predicate(shown)
    ]


def mention_groups(thing: Entity) -> list[dict[str, Any]]:
    """Where it is spoken of, one group a property, read from this end; two where kinds read differently."""
    groups = []
    for predicate, found in _by_predicate(thing.mentions):
        phrases: dict[str, list[Said]] = {}
        for item in found:
            phrases.setdefault(backwards(predicate, item.kind), []).append(item)
        more = [0] * (len(phrases) - 1) + [thing.mention_totals[predicate] - len(found)]
        groups += [
            {"phrase": phrase, "items": _lines(items, thing, back=True), "more": left}
            for (phrase, items), left in zip(phrases.items(), more, strict=True)
        ]
    return groups


def statement_data(item: Said) -> dict[str, Any]:
    """One statement as JSON."""
    return {
        "subject": item.subject,
        "predicate": item.predicate,
        "value": item.value,
        "label": item.label,
        "cells": cell_data(item.cells),
    }


def readable(text: str, predicate: str = "") -> str:
    """A value as people write it: yes and no, dates with the name of the month, thousands apart in counts."""
    if _ISO_DATE.fullmatch(text):
        return day(date.fromisoformat(text))
    if predicate in _COUNTED:
        number = Decimal(text)
        return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"
    return {"true": "yes", "false": "no"}.get(text, text)


def _by_predicate(items: Iterable[Said]) -> list[tuple[str, list[Said]]]:
    groups = [
        (predicate, list(found)) for predicate, found in groupby(items, key=lambda item: item.predicate)
    ]
    return sorted(groups, key=lambda pair: (rank(pair[0]), pair[0]))


def _line(item: Said, far: str, thing: Entity) -> dict[str, Any]:
    """One statement: its far end, where that was read, and what a far end without a name is about."""
    title = KINDS[item.kind].title if item.kind in KINDS else entity_key(far) or far
    return {
        "text": (item.label or title) if far else readable(item.value, item.predicate),
        "iri": far,
        "by": _deliverers(item, far),
        "cells": item.cells,
        "outline": [
            {
                "phrase": "" if part.predicate in _PLAIN_IN_OUTLINES else verb(part.predicate),
                "text": part.label if part.is_thing else readable(part.value, part.predicate),
                "iri": part.value if part.is_thing else "",
            }
            for part in sorted(thing.outlines.get(far, ()), key=lambda part: (rank(part.predicate), part))
            if part.value != thing.iri and part.predicate not in _NOT_IN_OUTLINES
        ],
    }


def _deliverers(item: Said, far: str) -> list[dict[str, str]]:
    """Who delivers the programme or service at the far end: without them its name says little."""
    if item.kind not in EFFORT_KINDS or item.predicate == str(SVE.deliveredBy):
        return []
    known = kept("deliverers", delivered_by)
    return [{"text": body.label, "iri": body.iri} for body in known.get(far, ())]


def _lines(items: Iterable[Said], thing: Entity, *, back: bool) -> list[dict[str, Any]]:
    """The statements as lines; those about unnamed things in the order of what these are about."""
    lines = [
        _line(item, item.subject if back else item.value if item.is_thing else "", thing) for item in items
    ]
    return sorted(lines, key=lambda line: [part["text"].casefold() for part in line["outline"]])
