"""Where an IRI leads: `/id/...` to a page or to data, `/data/...` to data, `/resource` for the IRIs of others."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

import ontology
from ecosystem.errors import NotFound
from ontology.reference import local_address
from web.descriptions import NOTHING, described, is_recorded, recorded_iri
from web.entities import page_or_data
from web.lists import entity_file, in_version
from web.negotiation import DOCUMENT, HTML, JSON, JSON_LD, RDF, Form, chosen, written
from web.state import entity_key, entity_url, version

bp = Blueprint("resources", __name__)

FORMS: tuple[Form, ...] = (HTML, *RDF, JSON)
"""What is known of a thing comes as a page, as RDF, or as the JSON of its page."""


@bp.get("/id/<kind>/<path:key>")
def identify(kind: str, key: str) -> Response:
    """The thing itself cannot be sent: 303 to its page or to data about it, in the version that was asked for."""
    iri, ending = recorded_iri(kind, key, FORMS)
    if not is_recorded(iri):
        raise NotFound(NOTHING)
    return _elsewhere(_address(iri, chosen(FORMS, ending)), negotiated=ending is None)


@bp.get("/data/<kind>/<path:key>")
def data(kind: str, key: str) -> Response:
    """What this version says of one thing, as RDF. Raises NotFound where it says nothing."""
    iri, ending = recorded_iri(kind, key, RDF)
    form = chosen(RDF, ending)
    return written(described(iri, form), form, negotiated=ending is None, modified=version().created)


@bp.get("/resource")
@bp.get("/resource.<any(ttl, jsonld, nt, html, json):form>")
def resource(form: str | None = None) -> Response:
    """What is known here of any IRI: ours lead on to their own address, those of others answer at this one."""
    iri = request.args.get("iri", "").strip()
    wanted = chosen(FORMS, form)
    if not iri:
        raise NotFound("Say which thing you mean: write its IRI into the address, after /resource?iri=.")
    if (address := local_address(iri)) is not None:
        return _elsewhere(in_version(_in_the_reference(address, form)), negotiated=form is None)
    if not is_recorded(iri):
        raise NotFound(
            "Nothing with this IRI is recorded in this version of the data, and it is no term of ours."
        )
    if entity_key(iri) is not None:
        return _elsewhere(_address(iri, wanted), negotiated=form is None)
    if wanted in RDF:
        return written(described(iri, wanted), wanted, negotiated=form is None, modified=version().created)
    answer = page_or_data("thing", iri, as_json=wanted is JSON)
    if form is None:
        answer.headers["Vary"] = "Accept"
    return answer


def _address(iri: str, form: Form) -> str:
    """Where one of our own things is to be had in a form."""
    page = entity_url(iri)
    return page if form is HTML and page else entity_file(iri, f".{form.ending}")


def _in_the_reference(address: str, form: str | None) -> str:
    """Where something of ours is to be had in a form; its JSON is its JSON-LD.

    Raises NotAcceptable where it has no such form: some documents are no pages.
    """
    path, mark, fragment = address.partition("#")
    offered = _reference_forms(path)
    wanted = chosen((*offered, JSON), form)
    if path.endswith(f".{JSON_LD.ending}") or (form is None and wanted is not JSON):
        return address
    ending = JSON_LD.ending if wanted is JSON else wanted.ending
    return f"{path}.{ending}{mark}{fragment}"


def _reference_forms(path: str) -> tuple[Form, ...]:
    """The forms in which `web.terms` answers at a path."""
    if path.endswith(f".{JSON_LD.ending}"):
        return (JSON_LD,)
    earlier = {f"/ns/{number}" for number in ontology.earlier()}
    return RDF if path == "/mappings" or path in earlier else DOCUMENT


def _elsewhere(address: str, *, negotiated: bool) -> Response:
    answer = redirect(address, 303)
    if negotiated:
        answer.headers["Vary"] = "Accept"
    return answer
