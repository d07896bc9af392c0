"""Saving what a person decides: one commit, never on top of what somebody else saved meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ecosystem import published
from ecosystem.config import Settings
from ecosystem.errors import InvalidData, NotFound
from ecosystem.identifiers import system_graph
from ecosystem.reviews import VERDICTS, WITHDRAWN, Review, Subject, same_person
from ecosystem.reviews.basis import Basis
from ecosystem.reviews.statements import (
    identity_triples,
    review_iri,
    review_triples,
    reviews,
    statements_of,
    what_follows,
)
from ecosystem.store import Changes, Reader, Store, Version
from ecosystem.triples import Triple, ntriples

LIMITS = {"by": 100, "reason": 2_000, "next_step": 500}
"""How many characters each text may have."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CALLED = {"by": "the name", "reason": "the reason", "next_step": "the next step"}


def clean(text: str) -> str:
    """A text as it is kept: line breaks in one form, and nothing that nobody sees."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def faults(verdict: str, by: str, reason: str, next_step: str = "") -> dict[str, str]:
    """What is missing or too long, as a sentence for each field: `verdict`, `by`, `reason`, `next_step`."""
    found: dict[str, str] = {}
    if verdict not in (*VERDICTS, WITHDRAWN):
        found["verdict"] = (
            "Choose what you decide: confirmed, rejected, intended, or take your decision back."
        )
    if not clean(by):
        found["by"] = "Write your name or role, so that others know whom to ask."
    if verdict in ("rejected", "intended") and not clean(reason):
        found["reason"] = f"Write why it is {verdict}, so that the next reader understands it."
    for name, text in (("by", by), ("reason", reason), ("next_step", next_step)):
        if len(clean(text)) > LIMITS[name]:
            found[name] = f"Shorten {_CALLED[name]}: it may have {LIMITS[name]:,} characters."
    return found


def decide(
    settings: Settings, store: Store, finding: str, verdict: str, by: str, reason: str, next_step: str = ""
) -> tuple[Review, Version | None]:
    """Keep one verdict; the version is None where this person had said exactly this of the same facts.

    Raises InvalidData for texts that `faults` complains of, NotFound for a finding that nobody ever made and for
    a verdict to take back that this person never gave.
    """
    if wrong := faults(verdict, by, reason, next_step):
        raise InvalidData(" ".join(wrong.values()))
    by, reason, next_step = clean(by), clean(reason), clean(next_step)
    reader = store.read()
    earlier = reviews(reader, finding)
    own = [review for review in earlier if same_person(review.person) == same_person(by)]
    subject, basis = _judged(reader, finding, earlier)
    if verdict == WITHDRAWN and (not own or own[-1].verdict == WITHDRAWN):
        raise NotFound(f"{by} has not decided on this finding, so there is nothing to take back.")
    if own and _says(own[-1]) == (verdict, reason, next_step, basis.digest):
        return own[-1], None
    at = datetime.now(UTC)
    iri = review_iri(settings.base_iri, finding, by, at)
    review = Review(iri, finding, verdict, by, at, reason, next_step, subject, basis)
    message = f"{by} took a decision back: {subject.headline}"
    if verdict != WITHDRAWN:
        message = f"{by} decided ({verdict}): {subject.headline}"
    return review, store.commit(Changes(message, _graphs(settings.base_iri, store, review), who=by))


def _says(review: Review) -> tuple[str, str, str, str]:
    return (review.verdict, review.reason, review.next_step, review.basis.digest)


def _judged(reader: Reader, finding: str, earlier: list[Review]) -> tuple[Subject, Basis]:
    """What is judged: the finding as it is now, or what was drawn from below; else what somebody last decided on."""
    found = published.to_judge(reader, finding)
    if found is not None:
        item, below = found
        return Subject.of(item.finding, below=below), item.basis
    if earlier:
        return earlier[-1].subject, earlier[-1].basis
    raise NotFound(
        f"There is no finding {finding}. `ecosystem findings --json` lists all of them with their ids."
    )


def _graphs(base: str, store: Store, review: Review) -> dict[str, Iterator[bytes]]:
    """Both graphs of decisions with one more review.

    They are read only when the commit consumes them, as its only writer: two people who decide at the same
    moment both find their decision kept.
    """
    decided, identity = system_graph(base, "reviews"), system_graph(base, "identity")

    def reviewed() -> Iterator[bytes]:
        reader = store.read()
        before = reviews(reader)
        held = statements_of(reader, decided) - set(what_follows(base, before))
        yield from _lines(held | set(review_triples(review)) | set(what_follows(base, [*before, review])))

    def identified() -> Iterator[bytes]:
        reader = store.read()
        before = reviews(reader)
        held = statements_of(reader, identity) - set(identity_triples(before))
        yield from _lines(held | set(identity_triples([*before, review])))

    return {decided: reviewed(), identity: identified()}


def _lines(triples: set[Triple]) -> Iterator[bytes]:
    return ntriples(sorted(triples, key=str))
