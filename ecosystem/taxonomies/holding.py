"""What a file of RDF seems to hold, said to a person who expected something else of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rdflib import DCTERMS, RDF, SKOS

from ecosystem.importers.spelling import listing
from ecosystem.records import Problem
from ecosystem.taxonomies.sssom import PREDICATES
from ecosystem.taxonomies.statements import Statements
from ontology import PREFIXES

_OF_CONCEPTS = (SKOS.inScheme, SKOS.prefLabel, SKOS.topConceptOf, SKOS.hasTopConcept)
_ABOUT = ("http://purl.org/dc/elements/1.1/subject", str(DCTERMS.subject))
_SHOWN = 4

_TABLE = "subject_id, predicate_id (such as skos:relatedMatch), object_id and mapping_justification"
NO_CONCEPT = "There is no concept in this file: nothing in it is a skos:Concept or in a scheme."
NO_MAPPING = (
    f"There is no mapping in this file: no {listing([f'skos:{one.fragment}' for one in PREDICATES])}."
)


def nothing_found(found: Statements, expected: str) -> Problem:
    """`expected` is NO_CONCEPT or NO_MAPPING; the answer adds what there is instead, and what to do."""
    held = Counter(found.left_out)
    held.update(str(predicate) for _, predicate, _ in found.said)
    what, fix = _seems(held, expected)
    return Problem(found.source.file, "", None, None, None, f"{expected} {what}", fix, "violation", rows=0)


def _seems(held: Mapping[str, int], expected: str) -> tuple[str, str]:
    """What statements with these properties, each so many times, seem to be, and what to do with them."""
    mappings = {name: held[name] for name in map(str, PREDICATES) if name in held}
    subjects = {name: held[name] for name in _ABOUT if name in held}
    concepts = {name: held[name] for name in map(str, _OF_CONCEPTS) if name in held}
    if mappings and expected == NO_CONCEPT:
        what = f"It seems to hold mappings between concepts: {_counted(mappings)}."
        return what, "Load it with `ecosystem taxonomy map`."
    if concepts and expected == NO_MAPPING:
        what = f"It seems to hold a list of concepts: {_counted(concepts)}."
        return what, "Load it with `ecosystem taxonomy import`."
    if 2 * sum(subjects.values()) > sum(held.values()):
        what = (
            f"It seems to say what things are about: {_counted(subjects)}. Those are subjects, not mappings."
        )
        fix = "They are not read here. Where one is meant as a mapping, write it in an SSSOM table"
        return what, f"{fix} (.tsv) with {_TABLE}, and load that with `ecosystem taxonomy map`."
    if not held:
        return "It holds no statement at all.", "Check that it is the file that you meant."
    what = f"It seems to hold something else: {_counted(held)}."
    if expected == NO_MAPPING:
        return what, f"Write the mappings as such statements, or in an SSSOM table (.tsv) with {_TABLE}."
    return (
        what,
        "A list needs concepts: each a skos:Concept with a skos:prefLabel, or a row of a table (.csv).",
    )


def _counted(held: Mapping[str, int]) -> str:
    """Properties with how often each is said, the most frequent first."""
    most = sorted(held, key=lambda name: (name == str(RDF.type), -held[name], name))[:_SHOWN]
    return listing([f"{_short(name)} ({held[name]:,})" for name in most], "and")


def _short(name: str) -> str:
    fits = [(len(start), prefix) for prefix, start in PREFIXES.items() if name.startswith(str(start))]
    return f"{max(fits)[1]}:{name[max(fits)[0] :]}" if fits else name
