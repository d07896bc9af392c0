"""The form by which a person decides on a finding, and what was decided, as every card shows them.

Until there is sign-in, only somebody at the machine that serves may decide: the server listens on a loopback address
and is asked under a loopback name (a proxy that passes strangers on uses another).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

import ontology
from ecosystem.published import Published
from ecosystem.reviews import Review
from ecosystem.reviews.basis import as_sentence
from ecosystem.reviews.deciding import LIMITS
from web.headers import LOOPBACK
from web.state import ecosystem, link

READ_ONLY = (
    "Decisions cannot be saved from here: this server is open to others and has no sign-in yet. "
    "Whoever runs it can decide with `ecosystem review`, or on the page at its own address, 127.0.0.1."
)
FORM_HOURS = 12
CHOICES = (
    ("confirmed", "Confirmed", "It is so, and worth acting on."),
    ("intended", "Intended", "It is so, and wanted: for choice, capacity or duty."),
    ("rejected", "Rejected", "It is not so: not related, one record twice, or they complement each other."),
)
_SECRET, _PURPOSE = "form-secret", "decide on a finding"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person wrote into the form; `faults`: field -> what is wrong with it."""

    verdict: str = ""
    by: str = ""
    reason: str = ""
    next_step: str = ""
    faults: tuple[tuple[str, str], ...] = ()


def prepare(app: Flask) -> None:
    """Gives the application the secret that its forms are signed with: made anew at each start, never stored."""
    app.extensions[_SECRET] = secrets.token_bytes(32)


def may_decide() -> bool:
    """Whether this request comes to a server that only its own machine reaches."""
    name = (urlsplit(f"//{request.host}").hostname or "").lower()
    return ecosystem().settings.host.lower() in LOOPBACK and name in LOOPBACK


def signed(finding: str, basis: str) -> str:
    """The token of a form about this finding on these facts; it is good for no other."""
    return _signer().dumps([finding, basis])


def signature_fault(token: str, finding: str, basis: str) -> str:
    """Why a form with this token is not taken; "" where it is ours, new enough, and about this."""
    try:
        about, facts = _signer().loads(token, max_age=FORM_HOURS * 3600)
    except (BadSignature, ValueError):
        return "This form is too old, or the server was started again. Check what you wrote, and send it once more."
    if about != finding:
        return "This form belongs to another finding. Check what you wrote and send it once more."
    if facts != basis:
        return (
            "What is recorded changed while you were reading. Look at the finding again before you send this."
        )
    return ""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.extensions[_SECRET], salt=_PURPOSE)


def decision_of(item: Published, typed: Typed | None = None) -> dict[str, Any]:
    """What people said of a finding, and the form to say more; for a card."""
    stands = item.standing
    return {
        "key": key_of(item.iri),
        "state": item.state,
        "disputed": bool(stands and stands.disputed),
        "reviews": [said(review) for review in stands.reviews] if stands else [],
        "changes": [as_sentence(change, item.finding.labels) for change in stands.changes] if stands else [],
        "form": _form(item, typed or Typed()) if may_decide() and "version" not in request.args else None,
    }


def _form(item: Published, typed: Typed) -> dict[str, Any]:
    return {
        "action": link("reviews.decide", key=key_of(item.iri)),
        "token": signed(item.iri, item.basis.digest),
        "back": back(),
        "choices": [
            {"value": value, "text": text, "hint": hint, "checked": typed.verdict == value}
            for value, text, hint in CHOICES
        ],
        "typed": typed,
        "faults": dict(typed.faults),
        "limits": LIMITS,
        "decided": item.standing is not None,
    }


def said(review: Review) -> dict[str, Any]:
    """One verdict for people."""
    return {
        "verdict": review.verdict,
        "text": ontology.concepts("review-status")[review.verdict],
        "person": review.person,
        "at": review.at,
        "reason": review.reason,
        "next_step": review.next_step,
    }


def said_data(review: Review) -> dict[str, Any]:
    """One verdict as JSON."""
    return {
        "id": review.iri,
        "finding": review.finding,
        "method": review.subject.method,
        "kind": review.subject.kind,
        "headline": review.subject.headline,
        "verdict": review.verdict,
        "by": review.person,
        "at": review.at.isoformat(),
        "reason": review.reason,
        "next_step": review.next_step,
    }


def key_of(iri: str) -> str:
    """The last part of a finding's IRI."""
    return iri.rpartition("/")[2]


def back() -> str:
    """Where to go after deciding: the address of the list that the form stands in, on this server only."""
    if request.method == "POST" or request.endpoint == "reviews.show":
        return safe_path(request.values.get("back", ""))
    return safe_path(request.full_path.rstrip("?"))


def safe_path(text: str) -> str:
    """The text if it is a path of ours, else "": browsers read `//x` and `/\\x` as other sites."""
    if not text.startswith("/") or text.startswith("//") or len(text) > 1_000:
        return ""
    return "" if "\\" in text or any(ord(mark) < 33 or ord(mark) == 127 for mark in text) else text
