"""Decisions of people: the form that takes them, the list of all, and the proposals that wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

import ontology
from ecosystem import published
from ecosystem.analyses import ANALYSES
from ecosystem.errors import NotFound
from ecosystem.published import Published
from ecosystem.reviews import WITHDRAWN, Review, counted, same_person
from ecosystem.reviews.deciding import LIMITS, faults
from ecosystem.reviews.deciding import decide as keep
from ecosystem.reviews.precision import Missed, missed, precision
from ecosystem.reviews.statements import reviews as all_reviews
from web import deciding
from web.decided import choices_of_state, in_state
from web.deciding import READ_ONLY, Typed, key_of, may_decide, said, said_data
from web.findings import card, finding_data, made, run_of, sheet
from web.lists import ENDINGS, Sheet, answer, kept, page_of
from web.state import ecosystem, link, reader

bp = Blueprint("reviews", __name__)

PROPOSALS = "proposed-outcomes"
SHOWN = 20
FORM_BYTES = 40_000
_HEAD = ("Id", "Finding id", "Analysis", "Finding", "Decision", "By", "When", "Reason", "Next step", "Counts")


@bp.record_once
def _prepare(state: BlueprintSetupState) -> None:
    deciding.prepare(cast(Flask, state.app))


@bp.get("/findings/<key>/review")
def show(key: str) -> str:
    """One finding with all that was said of it, and the form."""
    item = _finding(key)
    return _page(item, Typed(by=request.args.get("by", "")[: LIMITS["by"]]))


@bp.post("/findings/<key>/review")
def decide(key: str) -> AnyResponse:
    """Keep a decision, then 303 to its page; what is wrong is said beside what was typed. Raises Forbidden."""
    if not may_decide():
        raise Forbidden(READ_ONLY)
    request.max_content_length = FORM_BYTES
    item, form = _finding(key), request.form
    verdict, by, reason, step = (form.get(name, "") for name in ("verdict", "by", "reason", "next_step"))
    wrong = faults(verdict, by, reason, step)
    if fault := deciding.signature_fault(form.get("token", ""), item.iri, item.basis.digest):
        wrong["form"] = fault
    own = item.standing.reviews if item.standing else ()
    if verdict == WITHDRAWN and not wrong and not _is_one_of(by, own):
        wrong["by"] = "Nobody of this name decided here. Write the name that stands beside the decision."
    if wrong:
        answer = make_response(_page(item, Typed(verdict, by, reason, step, tuple(wrong.items()))))
        answer.status_code = 422
        return answer
    keep(ecosystem().settings, ecosystem().store, item.iri, verdict, by, reason, step)
    where = link("reviews.show", key=key, saved="1", by=by.strip(), back=deciding.back() or None)
    return redirect(where, 303)


def _is_one_of(name: str, reviews: Sequence[Review]) -> bool:
    return any(same_person(review.person) == same_person(name) for review in reviews)


def _finding(key: str) -> Published:
    iri = f"{ecosystem().settings.base_iri}/id/finding/{key}"
    found = published.to_judge(reader(), iri) if key.isalnum() else None
    if found is None:
        raise NotFound("There is no finding at this address in this version of the data.")
    return found[0]


def _page(item: Published, typed: Typed) -> str:
    everything = [review for review in _all() if review.finding == item.iri]
    waiting = [
        other for other in published.findings(reader(), item.finding.method)
        if other.state != "decided" and other.iri != item.iri
    ]  # fmt: skip
    follow = waiting[0] if waiting else None
    return render_template(
        "review.html",
        title="Decide on a finding",
        card=card(item, typed),
        history=[said(review) for review in reversed(everything)],
        saved=request.method == "GET" and "saved" in request.args and item.standing is not None,
        withdrawn=request.method == "GET" and "saved" in request.args and item.standing is None,
        back=deciding.back(),
        follow=follow
        and {
            "text": follow.finding.headline,
            "href": link(
                "reviews.show", key=key_of(follow.iri), by=typed.by or None, back=deciding.back() or None
            ),
        },
        read_only="" if may_decide() else READ_ONLY,
        again=item.finding.kind in ("proposed-outcome", "same-record"),
    )


def _all() -> list[Review]:
    return kept("reviews", all_reviews)


@bp.get("/reviews")
@bp.get(f"/reviews.{ENDINGS}")
def index(ending: str | None = None) -> Response:
    """What people decided, newest first, and how often they agreed with each analysis so far."""
    everything = list(reversed(_all()))
    counting = {review.iri for items in counted(everything).values() for review in items}
    return answer(
        ending,
        lambda: _list(everything, counting),
        lambda: {
            "version": reader().version,
            "precision": [
                {
                    "method": share.method, "reviewed": share.reviewed, "borne_out": share.borne_out,
                    "intended": share.intended, "low": share.low, "high": share.high, "sentence": share.sentence,
                }
                for share in precision(everything)
            ],
            "missed": [
                {
                    "method": share.method, "reviewed": share.reviewed, "borne_out": share.borne_out,
                    "total": share.total, "low": share.low, "high": share.high, "sentence": share.sentence,
                }
                for share in _missed(everything)
            ],
            "reviews": [said_data(review) | {"counts": review.iri in counting} for review in everything],
        },
        lambda: Sheet("reviews.csv", _HEAD, [_row(review, counting) for review in everything]),
    )  # fmt: skip


def _missed(everything: Sequence[Review]) -> list[Missed]:
    return missed(everything, kept("left-below", published.left_below))


def _list(everything: Sequence[Review], counting: set[str]) -> str:
    page = page_of(everything)
    words = ontology.concepts("review-status")
    return render_template(
        "reviews.html",
        title="What people decided",
        page=page,
        shares=[
            {"title": _title(share.method), "sentence": share.sentence} for share in precision(everything)
        ],
        missed=[
            {"title": _title(share.method), "sentence": share.sentence} for share in _missed(everything)
        ],
        rows=[
            [
                {"text": review.subject.headline, "iri": review.finding},
                {"text": "taken back" if review.verdict == WITHDRAWN else words[review.verdict],
                 "hint": "" if review.iri in counting or review.verdict == WITHDRAWN else "since replaced"},
                review.person,
                f"{review.at:%Y-%m-%d}",
                {"text": review.reason or "none given",
                 "hint": f"Next: {review.next_step}" if review.next_step else ""},
            ]
            for review in page.items
        ],
        csv=link("reviews.index", ending="csv"),
        json=link("reviews.index", ending="json"),
    )  # fmt: skip


def _row(review: Review, counting: set[str]) -> tuple[object, ...]:
    return (
        review.iri, review.finding, review.subject.method, review.subject.headline, review.verdict, review.person,
        review.at.isoformat(), review.reason, review.next_step, "yes" if review.iri in counting else "no",
    )  # fmt: skip


def _title(method: str) -> str:
    return ANALYSES[method].title if method in ANALYSES else method


@bp.get("/proposals")
@bp.get(f"/proposals.{ENDINGS}")
def proposals(ending: str | None = None) -> Response:
    """Outcomes that efforts may work for and nobody recorded, in the order of the analysis."""
    items = in_state(made(PROPOSALS))
    return answer(
        ending,
        lambda: _proposals(items),
        lambda: {
            "version": reader().version,
            "run": run_of(PROPOSALS),
            "total": len(items),
            "findings": [finding_data(item) for item in items],
        },
        lambda: sheet("proposals.csv", items),
    )


def _proposals(items: Sequence[Published]) -> str:
    page = page_of(items, SHOWN)
    run: dict[str, Any] | None = run_of(PROPOSALS)
    settled = [
        review
        for reviews in counted(_all()).values()
        for review in reviews[:1]
        if review.subject.kind == "proposed-outcome"
    ]
    return render_template(
        "proposals.html",
        title="Which outcomes are missing?",
        run=run,
        analysis=ANALYSES.get(PROPOSALS),
        page=page,
        cards=[card(item) for item in page.items],
        states=choices_of_state(made(PROPOSALS)),
        settled=[{**said(review), "headline": review.subject.headline} for review in settled],
        csv=link("reviews.proposals", ending="csv"),
        json=link("reviews.proposals", ending="json"),
    )
