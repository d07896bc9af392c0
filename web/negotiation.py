"""One thing in several forms: which of them is wanted, and what an answer in one of them says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write something: the ending of its address, its media type, its name for people."""

    ending: str
    media: str
    name: str


HTML = Form("html", "text/html", "a page")
JSON = Form("json", "application/json", "JSON")
TURTLE = Form("ttl", "text/turtle", "Turtle")
JSON_LD = Form("jsonld", "application/ld+json", "JSON-LD")
N_TRIPLES = Form("nt", "application/n-triples", "N-Triples")

RDF: tuple[Form, ...] = (TURTLE, JSON_LD, N_TRIPLES)
DOCUMENT: tuple[Form, ...] = (HTML, *RDF)
"""What the addresses of terms, rules and lists answer in; the first is for those who take anything."""

ENDINGS = "<any(ttl, jsonld, nt, html):form>"
"""The part of a route that asks for one form, whatever the Accept header says."""


def chosen(offered: Sequence[Form], ending: str | None = None) -> Form:
    """The form that the ending, or else the Accept header with its weights, asks for.

    Of several that are equally welcome the first offered is taken. Raises NotAcceptable, in a sentence, where
    the header rules out all of them or the ending is that of another form.
    """
    if ending is not None:
        found = [form for form in offered if form.ending == ending]
        if not found:
            raise NotAcceptable(
                f"This answers as {named(offered)}, not in the form that the address ends in."
            )
        return found[0]
    accept = accepted()
    if not accept:
        return offered[0]
    best = max(offered, key=lambda form: accept.quality(form.media))  # the first of equals
    if accept.quality(best.media) <= 0:
        raise NotAcceptable(
            f"This address answers as {named(offered)}. The request takes none of these; "
            "ask for one of them in its Accept header, or leave the header out."
        )
    return best


def accepted() -> MIMEAccept:
    """The media types of the Accept header with their weights; what else they say (charset, profile) is left out.

    No form of ours comes in several charsets or profiles, so such a wish rules nothing out.
    """
    return MIMEAccept(
        [(kind.partition(";")[0].rstrip(), weight) for kind, weight in request.accept_mimetypes]
    )


def named(offered: Sequence[Form]) -> str:
    """The forms in words.

    >>> named((HTML, TURTLE))
    'a page (text/html) or Turtle (text/turtle)'
    """
    words = [f"{form.name} ({form.media})" for form in offered]
    return " or ".join([*([", ".join(words[:-1])] if words[1:] else []), words[-1]])


def split_ending(text: str, offered: Sequence[Form]) -> tuple[str, str | None]:
    """The end of an address without and with the ending of one of the forms; None where it has none.

    >>> split_ending("0.1.0.ttl", RDF), split_ending("0.1.0", RDF)
    (('0.1.0', 'ttl'), ('0.1.0', None))
    """
    for form in offered:
        if text.endswith(f".{form.ending}"):
            return text.removesuffix(f".{form.ending}"), form.ending
    return text, None


def written(body: str | bytes, form: Form, *, negotiated: bool, modified: datetime | None = None) -> Response:
    """An answer that says what it is, when it last changed, and that its other forms may differ.

    Its ETag is a digest of the body; a reader that already has it gets 304 and no body.
    """
    text = f"{form.media}; charset=utf-8" if form.media.startswith("text/") else form.media
    answer = Response(body, content_type=text)
    if negotiated:
        answer.headers["Vary"] = "Accept"
    if modified is not None:
        answer.last_modified = modified
    answer.add_etag()
    answer.make_conditional(request)
    return answer
