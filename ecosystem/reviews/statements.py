"""Reviews as statements and back, and what follows from them for every page, question and analysis.

Both graphs that hold decisions are a pure function of the reviews, so what follows from one goes when it is
withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import networkx as nx
import pyoxigraph as ox
from rdflib import DCTERMS, PROV, RDF, XSD, Literal, URIRef

import ontology
from ecosystem.errors import StoreError
from ecosystem.identifiers import digest, statement_iri
from ecosystem.publishing import canonical
from ecosystem.reviews import Review, Subject, counted, same_person
from ecosystem.reviews.basis import basis_data, basis_from
from ecosystem.store import Reader
from ecosystem.triples import Triple
from ontology import SVE, concept_iri

_STATUS = f"{ontology.SCHEME_BASE}review-status/"


def reviews(reader: Reader, finding: str = "") -> list[Review]:
    """Every review of a version, or of one finding; oldest first."""
    terms: dict[str, ontology.Term] = {"finding": URIRef(finding)} if finding else {}
    found = []
    for row in reader.select(ontology.query("reviews", **terms)):
        detail = json.loads(row["detail"].value)
        found.append(
            Review(
                iri=row["review"].value,
                finding=row["finding"].value,
                verdict=row["status"].value.removeprefix(_STATUS),
                person=row["person"].value,
                at=datetime.fromisoformat(row["at"].value).astimezone(UTC),
                reason=row["reason"].value if row["reason"] else "",
                next_step=row["next"].value if row["next"] else "",
                subject=_subject(detail["subject"]),
                basis=basis_from(detail["basis"]),
            )
        )
    return sorted(found, key=lambda review: (review.at, review.iri))


def _subject(detail: dict[str, Any]) -> Subject:
    pairs = {
        name: tuple((first, second) for first, second in detail[name]) for name in ("coordinates", "labels")
    }
    return Subject(
        str(detail["method"]),
        str(detail["kind"]),
        str(detail["headline"]),
        tuple(str(iri) for iri in detail["involves"]),
        pairs["coordinates"],
        pairs["labels"],
        bool(detail.get("below")),
    )


def review_iri(base: str, finding: str, person: str, at: datetime) -> str:
    """The IRI of what one person said of a finding at one moment."""
    return f"{base}/id/review/{digest((finding, same_person(person), at.isoformat()))}"


def review_triples(review: Review) -> Iterator[Triple]:
    """One review as it was written."""
    node = URIRef(review.iri)
    yield (node, RDF.type, SVE.Review)
    yield (node, SVE.reviewOf, URIRef(review.finding))
    yield (node, SVE.reviewStatus, concept_iri("review-status", review.verdict))
    yield (node, SVE.reviewedBy, Literal(review.person))
    yield (node, SVE.reviewedOn, Literal(review.at.date()))
    moment = review.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    yield (node, DCTERMS.created, Literal(moment, datatype=XSD.dateTime, normalize=False))
    if review.reason:
        yield (node, SVE.reviewNote, Literal(review.reason))
    if review.next_step:
        yield (node, SVE.checkNext, Literal(review.next_step))
    yield (node, SVE.basisDigest, Literal(review.basis.digest))
    subject = review.subject
    detail = {
        "subject": {
            "method": subject.method,
            "kind": subject.kind,
            "headline": subject.headline,
            "involves": subject.involves,
            "coordinates": subject.coordinates,
            "labels": subject.labels,
        }
        | ({"below": True} if subject.below else {}),
        "basis": basis_data(review.basis),
    }
    yield (node, SVE.detailJson, Literal(canonical(detail)))


def what_follows(base: str, found: Iterable[Review]) -> Iterator[Triple]:
    """The status of each finding, and each proposed outcome that people confirmed as a statement of its own.

    The qualifier of such a statement names the review that it comes from.
    """
    for finding, items in counted(found).items():
        current = items[0]
        yield (URIRef(finding), SVE.reviewStatus, concept_iri("review-status", current.verdict))
        if current.subject.kind == "proposed-outcome" and current.verdict == "confirmed":
            effort, outcome = tagged(current.subject)
            statement = statement_iri(base, effort, str(SVE.targetsOutcome), outcome)
            yield (URIRef(effort), SVE.targetsOutcome, URIRef(outcome))
            yield (statement, RDF.type, SVE.Qualifier)
            yield (statement, RDF.subject, URIRef(effort))
            yield (statement, RDF.predicate, SVE.targetsOutcome)
            yield (statement, RDF.object, URIRef(outcome))
            yield (statement, PROV.wasDerivedFrom, URIRef(current.iri))


def identity_triples(found: Iterable[Review]) -> Iterator[Triple]:
    """Which record stands for those that people said are the same: the first, by IRI, of all that hang together."""
    joined: nx.Graph[str] = nx.Graph()
    for review in joining(found):
        joined.add_edge(*review.subject.involves[:2])
    for group in sorted(sorted(group) for group in nx.connected_components(joined)):
        for member in group[1:]:
            yield (URIRef(member), SVE.canonical, URIRef(group[0]))


def joining(found: Iterable[Review]) -> list[Review]:
    """The verdicts that count and by which the first two things that each involves are one record."""
    current = [items[0] for items in counted(found).values()]
    return [
        review for review in current if review.subject.kind == "same-record" and review.verdict == "confirmed"
    ]


def tagged(subject: Subject) -> tuple[str, str]:
    """The effort and the outcome that a proposal joins."""
    outcome = dict(subject.coordinates).get("onOutcome") or next(
        iri for iri in subject.involves if "/id/outcome/" in iri
    )
    effort = next(iri for iri in subject.involves if iri != outcome)
    return effort, outcome


def statements_of(reader: Reader, graph: str) -> set[Triple]:
    """Every statement of one named graph."""
    rows = reader.select(ontology.query("graph-statements", graph=URIRef(graph)))
    return {
        (URIRef(row["subject"].value), URIRef(row["predicate"].value), _term(row["object"])) for row in rows
    }


def _term(term: object) -> URIRef | Literal:
    if isinstance(term, ox.Literal):
        datatype = None if term.language else URIRef(term.datatype.value)
        if datatype == XSD.string:
            datatype = None
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    if not isinstance(term, ox.NamedNode):
        raise StoreError("A graph of decisions holds a node without a name, which cannot be kept as it is.")
    return URIRef(term.value)
