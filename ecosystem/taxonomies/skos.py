"""A list in SKOS: its concepts keep their addresses, and only what SKOS says of them is taken over.

A stranger's file may say anything about anything. What is loaded is about its own concepts and schemes, in
SKOS and a few Dublin Core properties, so that no file can add facts to an organisation or to a shipped list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rdflib import DCTERMS, RDF, RDFS, SKOS, Literal, URIRef

import ontology
from ecosystem.importers.batch import remark
from ecosystem.records import Origin, Problem
from ecosystem.taxonomies.entries import Entry, Listing, concept, on_top
from ecosystem.taxonomies.holding import NO_CONCEPT, nothing_found
from ecosystem.taxonomies.owning import Bounds
from ecosystem.taxonomies.statements import Blank, Statements
from ecosystem.taxonomies.tidying import PLACING, Draft, Whole, link_up, problem_of, tidied, unwound
from ecosystem.taxonomies.unseen import taken_out
from ecosystem.triples import Triple

KEEP = (str(SKOS._NS), str(DCTERMS._NS), str(RDF.type), str(RDFS.label))
"""The beginnings of the properties that are read at all."""

_SAID_OF_CONCEPTS = {
    DCTERMS.created, DCTERMS.creator, DCTERMS.description, DCTERMS.identifier, DCTERMS.issued,
    DCTERMS.license, DCTERMS.modified, DCTERMS.source, DCTERMS.subject, DCTERMS.title,
}  # fmt: skip
_SAID_OF_SCHEMES = {*_SAID_OF_CONCEPTS, SKOS.prefLabel, RDFS.label}
_COLLECTING = {SKOS.member, SKOS.memberList}
_OUR_WORDS = tuple(name for name in ontology.PREFIXES.values() if name != str(SKOS._NS))
"""A type from one of these would make a concept into an organisation, a data set or a term."""


def listing(found: Statements, bounds: Bounds) -> Listing:
    """The concepts and schemes of a file, which `bounds` keeps to its own and names where the file does not."""
    kind = bounds.kind
    drafts = _drafts(found)
    named = _schemes(drafts)
    schemes = [scheme for scheme in named if bounds.describes(scheme)]
    home = schemes[0] if len(schemes) == 1 else bounds.naming.scheme()
    all_schemes = frozenset({*schemes, home})
    subjects = [one for one, draft in drafts.items() if _is_concept(draft) and one not in all_schemes]
    kept, rejected, problems = _chosen(found, subjects, drafts, bounds)
    link_up(drafts, kept)
    whole = Whole(found, bounds, drafts, all_schemes, home, kept)
    problems += (_not_its_own(found, scheme) for scheme in named if scheme not in schemes)
    for subject in kept:
        problems += tidied(whole, subject)
    problems += unwound(whole)
    entries = tuple(
        Entry(subject, tuple(_about(subject, drafts[subject], kind, home)), origin)
        for subject, origin in kept.items()
    )
    return Listing(
        entries=entries,
        scheme=tuple(_about_schemes(schemes, whole)),
        problems=(*problems, *(_remarks(found) if subjects else ())),
        rows_read=len(subjects),
        rows_set_aside=0,
        rejected=frozenset(rejected),
        about=_of_itself(schemes, drafts),
        taken=frozenset(bounds.taken),
    )


def _chosen(
    found: Statements,
    subjects: Iterable[URIRef | Blank],
    drafts: Mapping[URIRef | Blank, Draft],
    bounds: Bounds,
) -> tuple[dict[URIRef, Origin], set[Origin], list[Problem]]:
    """The concepts that can be loaded with their places, the places of the others, and why not."""
    problems: list[Problem] = []
    rejected: set[Origin] = set()
    kept: dict[URIRef, Origin] = {}
    for number, subject in enumerate(subjects, 1):
        origin = Origin(found.source.file, "", number)
        fault = _fault(subject, drafts[subject], bounds)
        if fault is None and isinstance(subject, URIRef):
            kept[subject] = origin
        elif fault is not None:
            rejected.add(origin)
            problems.append(problem_of(found, subject, *fault, "violation"))
    if not kept and not rejected:
        problems.append(nothing_found(found, NO_CONCEPT))
    return kept, rejected, problems


def _drafts(found: Statements) -> dict[URIRef | Blank, Draft]:
    drafts: dict[URIRef | Blank, Draft] = defaultdict(Draft)
    for subject, predicate, value in found.said:
        if isinstance(value, Literal) and not value.strip():
            continue  # what has no letter says nothing, least of all what a thing is called
        drafts[subject].add(predicate, value)
    return dict(drafts)


def _schemes(drafts: Mapping[URIRef | Blank, Draft]) -> list[URIRef]:
    """The schemes that the file declares or names, whoever they belong to."""
    declared = [
        subject
        for subject, draft in drafts.items()
        if isinstance(subject, URIRef)
        and (SKOS.ConceptScheme in draft.iris(RDF.type) or draft.iris(SKOS.hasTopConcept))
    ]
    named = [scheme for draft in drafts.values() for scheme in draft.iris(*PLACING)]
    return list(dict.fromkeys((*declared, *named)))


def _not_its_own(found: Statements, scheme: URIRef) -> Problem:
    message = f"The scheme {scheme} belongs to something else that is in use here; nothing was said of it."
    fix = "Give the list a skos:ConceptScheme of its own."
    return problem_of(found, scheme, message, fix, "warning")


def _is_concept(draft: Draft) -> bool:
    return SKOS.Concept in draft.iris(RDF.type) or bool(draft.iris(*PLACING))


def _fault(subject: URIRef | Blank, draft: Draft, bounds: Bounds) -> tuple[str, str] | None:
    """Why the concept cannot be loaded, and what to do."""
    if not isinstance(subject, URIRef):
        return "A concept has no address of its own.", "Give it one, so that others can refer to it."
    if fault := bounds.fault(subject, draft.texts(SKOS.notation)):
        return fault
    if not draft.texts(SKOS.prefLabel, RDFS.label):
        return f"{subject} has no name.", "Give it a skos:prefLabel."
    return None


def _about(subject: URIRef, draft: Draft, kind: str, home: URIRef) -> Iterator[Triple]:
    scheme = draft.iris(SKOS.inScheme)[0]
    yield from concept(subject, kind, scheme)
    for predicate, values in draft.said.items():
        if predicate in _COLLECTING or not _taken(predicate):
            continue
        for value in values:
            if not isinstance(value, URIRef | Literal):
                continue
            if predicate == RDF.type and str(value).startswith(_OUR_WORDS):
                continue
            yield (subject, predicate, value)
    if not draft.iris(SKOS.broader, SKOS.topConceptOf):
        yield from on_top(subject, scheme)


def _taken(predicate: URIRef) -> bool:
    return predicate == RDF.type or predicate.startswith(str(SKOS._NS)) or predicate in _SAID_OF_CONCEPTS


def _about_schemes(schemes: Iterable[URIRef], whole: Whole) -> Iterator[Triple]:
    for scheme in schemes:
        yield (scheme, RDF.type, SKOS.ConceptScheme)
        for predicate, values in whole.drafts.get(scheme, Draft()).said.items():
            for value in values:
                if predicate == SKOS.hasTopConcept:
                    fits = value in whole.kept
                else:
                    fits = predicate in _SAID_OF_SCHEMES and _usable(value, whole.bounds)
                if fits and isinstance(value, URIRef | Literal):
                    yield (scheme, predicate, value)


def _usable(value: URIRef | Literal | Blank, bounds: Bounds) -> bool:
    return not isinstance(value, URIRef) or bounds.reaches(value)


def _of_itself(schemes: Iterable[URIRef], drafts: Mapping[URIRef | Blank, Draft]) -> dict[str, str]:
    about: dict[str, str] = {}
    for scheme in schemes:
        draft = drafts.get(scheme, Draft())
        for name, predicates in (
            ("title", (DCTERMS.title, SKOS.prefLabel, RDFS.label)),
            ("licence", (DCTERMS.license, DCTERMS.rights)),
            ("publisher", (DCTERMS.publisher, DCTERMS.creator)),
        ):
            values = sorted(draft.values(*predicates), key=_in_english)
            if values:
                about.setdefault(name, str(values[0]))
        about.setdefault("source", str(scheme))
    return about


def _in_english(value: URIRef | Literal) -> bool:
    """False, which sorts first, for what is in English or in no language."""
    language = value.language if isinstance(value, Literal) else None
    return bool(language) and not str(language).startswith("en")


def _remarks(found: Statements) -> Iterator[Problem]:
    yield from taken_out(found.source.file, found.unseen)
    if found.count_left_out:
        most = ", ".join(
            f"{predicate} ({number:,})" for predicate, number in Counter(found.left_out).most_common(5)
        )
        message = f"{found.count_left_out:,} statements with other properties than those of SKOS were left out: {most}."
        yield remark(found.source.file, message)
