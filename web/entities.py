"""One thing and everything said of it: `/id/{kind}/{key}` as a page, as JSON and as Turtle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from flask import Blueprint, Response, make_response, render_template, request
from rdflib import DCTERMS, URIRef

import ontology
from ecosystem.entity import Entity, entity
from ecosystem.errors import NotFound
from ecosystem.kinds import KINDS
from ecosystem.published import Published
from ecosystem.summary import ANALYSE
from ontology import SVE
from web import profiles
from web.answers import json_answer
from web.findings import METHODS, about, card, finding_data, found, run_of, stale
from web.lists import entity_file
from web.state import ecosystem, entity_key, link, reader
from web.statements import kind_title, mention_groups, said_groups, statement_data, title_of

bp = Blueprint("entities", __name__)

FILES = {".json": "application/json", ".ttl": "text/turtle"}
_PARENTS = {
    "alignment": ("alignment.index", "Who shares our goals?"),
    "overlap": ("overlaps.index", "Where do we overlap?"),
    "same-record": ("overlaps.index", "Where do we overlap?"),
    "gaps": ("gaps.index", "Who is missed out?"),
}
_ON_THE_MAP = frozenset({"organisation", "objective", "outcome", "effort"})


@bp.get("/id/<kind>/<path:key>")
def show(kind: str, key: str) -> Response:
    """What this version says of one thing. Raises NotFound where it says nothing."""
    iri, form = _asked(kind, key)
    if form == "text/turtle":
        answer = Response(_turtle(iri), content_type="text/turtle; charset=utf-8")
    elif kind == "organisation":
        answer = profiles.answer(iri, as_json=form == "application/json")
    elif kind == "finding" and (finding := _finding(iri)):
        answer = _finding_answer(finding, as_json=form == "application/json")
    else:
        answer = _entity_answer(kind, iri, as_json=form == "application/json")
    answer.headers["Vary"] = "Accept"
    return answer


def _asked(kind: str, key: str) -> tuple[str, str]:
    """The IRI and the media type wanted. A key may itself end in `.json`: what is recorded decides."""
    iri = _iri(kind, key)
    for ending, form in FILES.items():
        if key.endswith(ending) and not any(_description(iri)):
            return _iri(kind, key.removesuffix(ending)), form
    wanted = request.accept_mimetypes.best_match(["text/html", *FILES.values()], default="text/html")
    return iri, wanted or "text/html"


def _iri(kind: str, key: str) -> str:
    """The IRI behind an address, percent-encoded as `ecosystem.identifiers` makes it."""
    return f"{ecosystem().settings.base_iri}/id/{quote(kind, safe='')}/{quote(key, safe='-._~')}"


def _description(iri: str) -> ox.QueryTriples:
    return reader().construct(ontology.query("description", subject=URIRef(iri)))


def _turtle(iri: str) -> bytes:
    body = ox.serialize(_description(iri), format=ox.RdfFormat.TURTLE, prefixes=ontology.PREFIXES)
    if not body:
        raise NotFound("Nothing with this address is recorded in this version of the data.")
    return body


def _finding(iri: str) -> Published | None:
    everything = (item for method in METHODS for item in found(method))
    return next((item for item in everything if item.iri == iri), None)


def _finding_answer(item: Published, *, as_json: bool) -> Response:
    method = item.finding.method
    if as_json:
        data = {"version": reader().version, "out_of_date": method in stale(), **finding_data(item)}
        return json_answer(data)
    endpoint, text = _PARENTS[method]
    parent = {"href": link(endpoint), "text": text}
    page = render_template(
        "finding.html",
        title="Finding",
        card=card(item),
        run=run_of(method),
        parent=parent,
        json=entity_file(item.iri, ".json"),
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
        json=entity_file(iri, ".json"),
        turtle=entity_file(iri, ".ttl"),
    )
    return make_response(page)
