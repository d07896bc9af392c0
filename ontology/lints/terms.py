"""Use of our own terms: declared, not deprecated, not gone without a word, and explained."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from ontology import SCHEME_BASE, SVE, SVS, core, schemes, shapes
from ontology.lints.fault import Fault
from ontology.lints.sources import Source

OURS = str(SVE._NS)
SHAPES = str(SVS)
VERSIONS = "https://w3id.org/sve/ns/"
KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    RDFS.Class,
    RDF.Property,
)
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_HISTORY = {DCTERMS.replaces, RDFS.seeAlso, SKOS.historyNote}


@cache
def declared() -> frozenset[URIRef]:
    """Every term, rule and concept that we ship."""
    graphs = (core(), shapes(), *schemes().values())
    found = {
        subject for graph in graphs for subject in graph.subjects(unique=True) if isinstance(subject, URIRef)
    }
    return frozenset(found)


def undeclared(source: Source, known: Collection[URIRef] | None = None) -> list[Fault]:
    """Names in our namespaces that stand for nothing: as a rule they are misspelt."""
    names = declared() if known is None else known
    own = {
        subject for subject in source.graph.subjects(unique=True) if _is_declared_in(source.graph, subject)
    }
    used = (term for term in source.terms if _ours(term) and term not in names and term not in own)
    return [_undeclared(source.name, term, names) for term in sorted(used)]


def _is_declared_in(graph: Graph, subject: object) -> bool:
    return isinstance(subject, URIRef) and any((subject, RDF.type, kind) in graph for kind in KINDS)


def _ours(term: URIRef) -> bool:
    """Is it a name that we would have to have declared? A namespace and a version IRI are no such names."""
    for space in (OURS, SHAPES, SCHEME_BASE):
        if term.startswith(space):
            return len(term) > len(space)
    return term.startswith(VERSIONS) and not _VERSION.fullmatch(term.removeprefix(VERSIONS))


def _undeclared(file: str, term: URIRef, names: Collection[URIRef]) -> Fault:
    meant = _similar(term, names)
    fix = f"Did you mean {meant}?" if meant else "Look the name up in the list of terms."
    return Fault(file, str(term), "There is no such term.", fix, "undeclared")


def _similar(term: URIRef, names: Collection[URIRef]) -> str | None:
    """The name most like it in its own namespace, whatever the case of its letters."""
    space = next((space for space in (OURS, SHAPES, SCHEME_BASE) if term.startswith(space)), OURS)
    wanted = term.removeprefix(space).removeprefix(VERSIONS).casefold()
    same = {
        name.removeprefix(space).casefold(): str(name) for name in sorted(names) if name.startswith(space)
    }
    found = get_close_matches(wanted, list(same), n=1, cutoff=0.7)
    return same[found[0]] if found else None


def deprecated(source: Source, vocabulary: Graph | None = None) -> list[Fault]:
    """Use of a term that is kept for old data only."""
    told = core() if vocabulary is None else vocabulary
    old = {term for term in told.subjects(OWL.deprecated, Literal(True)) if isinstance(term, URIRef)}
    used = (term for term in source.terms & old if _is_used(source.graph, term))
    return [_deprecated(source.name, term, told) for term in sorted(used)]


def _is_used(graph: Graph, term: URIRef) -> bool:
    """Is it more than declared, and named as what others replace?"""
    if (term, OWL.deprecated, None) not in graph:
        return True
    inside = {predicate for _, predicate, _ in graph.triples((None, None, term))} - _HISTORY
    return bool(inside) or (None, term, None) in graph


def _deprecated(file: str, term: URIRef, told: Graph) -> Fault:
    instead = sorted(str(new) for new in told.objects(term, DCTERMS.isReplacedBy))
    fix = f"Use {' or '.join(instead)}." if instead else "See the changelog for what to use."
    return Fault(
        file, str(term), "This term is deprecated and will go with the next major version.", fix, "deprecated"
    )


def removed(file: str, released: Iterable[URIRef], vocabulary: Graph) -> list[Fault]:
    """Terms of the last release that are gone: people's data still has them."""
    gone = sorted(term for term in set(released) if (term, None, None) not in vocabulary)
    wrong = "This term was released and is gone."
    fix = (
        "Declare it again with owl:deprecated true and dcterms:isReplacedBy, for one major version at least."
    )
    return [Fault(file, str(term), wrong, fix, "removed") for term in gone]


def releases() -> dict[str, frozenset[URIRef]]:
    """The terms of each release by its number, oldest first; none before the first release."""
    folder = files("ontology") / "releases"
    if not folder.is_dir():
        return {}
    found = {
        item.name.removesuffix(".txt"): released_terms(item.read_text(encoding="utf-8"))
        for item in folder.iterdir()
        if item.name.endswith(".txt")
    }
    return dict(sorted(found.items(), key=lambda pair: [int(part) for part in re.findall(r"\d+", pair[0])]))


def released_terms(text: str) -> frozenset[URIRef]:
    """One term a line, as `sve:Area` or as an IRI; after # a remark, and what follows a term is not read."""
    words = (line.split()[0] for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return frozenset(URIRef(OURS + word[4:] if word.startswith("sve:") else word) for word in words)


def undocumented(source: Source) -> list[Fault]:
    """Own classes and properties without label, definition, example or origin, and concepts without words."""
    graph = source.graph
    terms = {term for kind in KINDS for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    own = sorted(term for term in terms if str(term).startswith((OURS, SHAPES)))
    concepts = sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)
    listed = [
        concept for concept in concepts if isinstance(concept, URIRef) and concept.startswith(SCHEME_BASE)
    ]
    faults = [_missing(source.name, term, what) for term in own for what in _lacks(graph, term)]
    return faults + [
        _missing(source.name, item, what) for item in listed for what in _concept_lacks(graph, item)
    ]


def _lacks(graph: Graph, term: URIRef) -> list[str]:
    labels = [label for label in graph.objects(term, RDFS.label) if isinstance(label, Literal)]
    definitions = [text for text in graph.objects(term, SKOS.definition) if isinstance(text, Literal)]
    english = [label for label in labels if label.language == "en"]
    found = []
    if len(english) != 1:
        found.append("exactly one English rdfs:label")
    if not any(text.language == "en" and str(text).strip() for text in definitions):
        found.append("an English skos:definition")
    if any(_repeats(str(label), str(text)) for label in english for text in definitions):
        found.append("a skos:definition that does more than repeat its label")
    if term.startswith(OURS) and not graph.value(term, SKOS.example):
        found.append("a skos:example")
    if term.startswith(OURS) and list(graph.objects(term, RDFS.isDefinedBy)) != [URIRef(OURS.rstrip("#"))]:
        found.append(f"rdfs:isDefinedBy <{OURS.rstrip('#')}>")
    return found


def _repeats(label: str, definition: str) -> bool:
    return bool(re.search(rf"\b{re.escape(label.casefold())}\b", definition.casefold()))


def _concept_lacks(graph: Graph, concept: URIRef) -> list[str]:
    needed = {
        "a skos:prefLabel": SKOS.prefLabel,
        "a skos:notation": SKOS.notation,
        "a skos:definition": SKOS.definition,
        "skos:inScheme": SKOS.inScheme,
    }
    return [what for what, predicate in needed.items() if not graph.value(concept, predicate)]


def _missing(file: str, term: URIRef, what: str) -> Fault:
    return Fault(file, str(term), f"It lacks {what}.", "Add it where the term is declared.", "documentation")
