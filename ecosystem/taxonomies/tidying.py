"""What a file of SKOS leaves unsaid or says twice, put in order: links both ways, one name a language, no circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import RDFS, SKOS, Literal, URIRef

from ecosystem.records import Origin, Problem, Severity
from ecosystem.taxonomies.entries import closing_links
from ecosystem.taxonomies.owning import Bounds, shipped
from ecosystem.taxonomies.statements import Blank, Statements

PLACING = {SKOS.inScheme, SKOS.topConceptOf}
"""What says that a concept is in a scheme."""

_STEPS = {
    SKOS.broader: "under",
    SKOS.broaderTransitive: "under",
    SKOS.narrower: "above",
    SKOS.narrowerTransitive: "above",
}


@dataclass(slots=True)
class Draft:
    """What one subject says of itself: property -> values, each once, in the order of the file."""

    said: dict[URIRef, dict[URIRef | Literal | Blank, None]] = field(default_factory=dict)

    def values(self, *predicates: URIRef) -> list[URIRef | Literal]:
        found = (value for predicate in predicates for value in self.said.get(predicate, ()))
        return [value for value in found if isinstance(value, URIRef | Literal)]

    def texts(self, *predicates: URIRef) -> list[Literal]:
        return [value for value in self.values(*predicates) if isinstance(value, Literal)]

    def iris(self, *predicates: URIRef) -> list[URIRef]:
        return [value for value in self.values(*predicates) if isinstance(value, URIRef)]

    def add(self, predicate: URIRef, value: URIRef | Literal | Blank) -> None:
        self.said.setdefault(predicate, {})[value] = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A file with what was found in it. `home`, one of the schemes, is that of concepts that name none."""

    found: Statements
    bounds: Bounds
    drafts: Mapping[URIRef | Blank, Draft]
    schemes: frozenset[URIRef]
    home: URIRef
    kept: Mapping[URIRef, Origin]


def link_up(drafts: Mapping[URIRef | Blank, Draft], kept: Mapping[URIRef, Origin]) -> None:
    """Say both ways what many files say one way only."""
    for subject in kept:
        draft = drafts[subject]
        for narrower in draft.iris(SKOS.narrower):
            if narrower in kept:
                drafts[narrower].add(SKOS.broader, subject)
    for scheme, draft in drafts.items():
        for top in draft.iris(SKOS.hasTopConcept):
            if top in kept and isinstance(scheme, URIRef):
                drafts[top].add(SKOS.topConceptOf, scheme)


def tidied(whole: Whole, subject: URIRef) -> Iterator[Problem]:
    """Complete what is said of a concept, and say where it contradicts itself."""
    draft = whole.drafts[subject]
    if not draft.texts(SKOS.prefLabel):
        draft.said[SKOS.prefLabel] = dict.fromkeys(draft.texts(RDFS.label))
    yield from _one_name_a_language(whole.found, subject, draft)
    yield from _without_strangers(whole, subject, draft)
    for predicate in PLACING:
        for scheme in set(draft.iris(predicate)) - whole.schemes:
            del draft.said[predicate][scheme]
    if not draft.iris(SKOS.inScheme):
        draft.add(SKOS.inScheme, next(iter(draft.iris(SKOS.topConceptOf)), whole.home))


def _without_strangers(whole: Whole, subject: URIRef, draft: Draft) -> Iterator[Problem]:
    """Take away the links that would say something of what belongs to others."""
    for predicate, values in draft.said.items():
        if predicate in PLACING:
            continue
        for value in [one for one in values if isinstance(one, URIRef)]:
            if not whole.bounds.reaches(value):
                message = f"{subject} points at {value}, something else that is mapped here."
                fix = "It was loaded without that link."
            elif predicate in _STEPS and not (
                value in whole.kept or (shipped(value) and _STEPS[predicate] == "under")
            ):
                message = f"{subject} is {_STEPS[predicate]} {value}, which is not in this file."
                fix = "It was loaded without that link. Load both in one file."
            else:
                continue
            del values[value]
            yield problem_of(whole.found, subject, message, fix, "warning")


def unwound(whole: Whole) -> Iterator[Problem]:
    """Take away the links that would make a concept wider than itself."""
    drafts = whole.drafts
    wider = {subject: drafts[subject].iris(SKOS.broader) for subject in whole.kept}
    for subject, other in closing_links(wider):
        del drafts[subject].said[SKOS.broader][other]
        drafts[other].said.get(SKOS.narrower, {}).pop(subject, None)
        message = f"{subject} would be wider than itself by way of {other}."
        yield problem_of(whole.found, subject, message, "It was loaded without that link.", "warning")


def _one_name_a_language(found: Statements, subject: URIRef, draft: Draft) -> Iterator[Problem]:
    """Of several names in one language the longest stays, which is seldom the one that was cut off."""
    names: dict[str, list[Literal]] = defaultdict(list)
    for name in draft.texts(SKOS.prefLabel):
        names[name.language or ""].append(name)
    for language, several in names.items():
        several.sort(key=lambda name: (-len(name), str(name)))
        for name in several[1:]:
            draft.add(SKOS.altLabel, name)
        if len(several) > 1:
            message = (
                f"{subject} has several names in one language ({language or 'none'}); the longest is shown."
            )
            fix = "Make the others alternative names, as was done here."
            yield problem_of(found, subject, message, fix, "warning")
    if not any(language == "" or language.startswith("en") for language in names):
        first = next(iter(names.values()))[0]
        names[""] = [Literal(str(first))]  # what pages show where there is no English name
    draft.said[SKOS.prefLabel] = dict.fromkeys(several[0] for several in names.values())


def problem_of(
    found: Statements, subject: URIRef | Blank, message: str, fix: str, severity: Severity
) -> Problem:
    """A problem of one concept; a file of statements has no rows to point at."""
    return Problem(found.source.file, "", None, None, str(subject), message, fix, severity)
