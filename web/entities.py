"""The page of one thing with everything said of it: `/doc/{kind}/{key}`, and the same as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, make_response, render_template
from rdflib import DCTERMS

from ecosystem import published
from ecosystem.entity import Entity, entity
from ecosystem.kinds import KINDS
from ecosystem.published import Published
from ecosystem.summary import ANALYSE
from ontology import SVE
from web import profiles
from web.answers import json_answer
from web.descriptions import recorded_iri
from web.finding_pages import page_of_findings
from web.findings import about, card, finding_data, run_of, stale
from web.lists import files_of, kept
from web.negotiation import HTML, JSON, chosen
from web.state import ecosystem, entity_key, link, reader
from web.statements import kind_title, mention_groups, said_groups, statement_data, title_of

bp = Blueprint("entities", __name__)

_ON_THE_MAP = frozenset({"organisation", "objective", "outcome", "effort"})


@bp.get("/doc/<kind>/<path:key>")
def show(kind: str, key: str) -> Response:
    """What this version says of one thing. Raises NotFound where it says nothing."""
    iri, ending = recorded_iri(kind, key, (HTML, JSON))
    answer = page_or_data(kind, iri, as_json=chosen((HTML, JSON), ending) is JSON)
    if ending is None:
        answer.headers["Vary"] = "Accept"
    return answer


def page_or_data(kind: str, iri: str, *, as_json: bool) -> Response:
    """One thing as a page or as JSON; `kind` is the word in its address."""
    if kind == "organisation":
        return profiles.answer(iri, as_json=as_json)
    if kind == "finding" and (finding := _finding(iri)):
        return _finding_answer(finding, as_json=as_json)
    return _entity_answer(kind, iri, as_json=as_json)


def _finding(iri: str) -> Published | None:
    return kept(f"finding/{iri}", lambda source: published.finding(source, iri))


def _finding_answer(item: Published, *, as_json: bool) -> Response:
    method = item.finding.method
    if as_json:
        data = {"version": reader().version, "out_of_date": method in stale(), **finding_data(item)}
        return json_answer(data)
    page = render_template(
        "finding.html",
        title="Finding",
        card=card(item),
        run=run_of(method),
        parent=page_of_findings(method),
        files=files_of(item.iri),
        iri=item.iri,
    )
    return make_response(page)


def _entity_data(thing: Entity, findings: Sequence[Published]) -> dict[str, Any]:
    return {
        "version": reader().version,
        "id": thing.iri,
        "kind": thing.kind,
        "label": thing.label,
        "statements": [statement_data(item) for item in thing.said if item.predicate != str(SVE.detailJson)],
        "statements_in_all": thing.said_totals,
        "mentions": [statement_data(item) for item in thing.mentions],
        "mentions_in_all": thing.mention_totals,
        "rows": [str(row) for row in thing.rows],
        "out_of_date": stale(),
        "findings": [finding_data(item) for item in findings],
    }


def _entity_answer(kind: str, iri: str, *, as_json: bool) -> Response:
    thing = entity(reader(), ecosystem().settings.base_iri, iri)
    findings = about([iri])
    if as_json:
        return json_answer(_entity_data(thing, findings))
    on_map = thing.kind in KINDS and KINDS[thing.kind].family in _ON_THE_MAP
    page = render_template(
        "entity.html",
        title=title_of(thing, kind),
        kind=kind_title(thing, kind),
        thing=thing,
        description=" ".join(thing.values(DCTERMS.description)),
        said=said_groups(thing),
        mentions=mention_groups(thing),
        findings=[card(item) for item in findings],
        stale=stale(),
        command=ANALYSE,
        map_href=link("map.index", focus=entity_key(iri)) if on_map else None,
        files=files_of(iri),
        iri=iri,
    )
    return make_response(page)
