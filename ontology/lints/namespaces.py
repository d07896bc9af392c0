"""Namespaces that look alike and are not: http and https, and the two that are called `org:`."""

from __future__ import annotations

import re

from rdflib import ORG, URIRef

from ontology import PREFIXES
from ontology.lints.fault import Fault
from ontology.lints.sources import Source

TOVE = "http://ontology.eil.utoronto.ca/tove/organization#"
W3C_ORG = str(ORG._NS)

NAMESPACES = (
    *PREFIXES.values(),
    "https://schema.org/",
    "https://ontology.commonapproach.org/cids#",
    "https://w3id.org/sve/",
    "http://metadata.un.org/sdg/",
    "http://data.europa.eu/",
    "http://purl.org/vocab/cpsv#",
    "http://purl.org/linked-data/cube#",
    "http://purl.org/vocab/vann/",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/2006/time#",
    "http://rdfs.org/ns/void#",
    TOVE,
)
"""As their owners write them. All terms below each share its http or https."""

_LOCAL = re.compile(r"[^#/]*$")


def twins(source: Source) -> list[Fault]:
    """Terms whose namespace is right but for http in place of https, or the other way round."""
    used = {str(term) for term in source.terms} | {iri for _, iri in source.prefixes}
    spaces = sorted({_LOCAL.sub("", iri) for iri in used if iri.startswith(("http://", "https://"))})
    found = {space: right for space in spaces if (right := _right(space))}
    return [
        Fault(
            source.name,
            space,
            f"The owner of these terms writes {right}; with the other beginning they are other terms.",
            f"Write {right} wherever {space} stands.",
            "twins",
        )
        for space, right in found.items()
    ] + _unknown_twins(source.name, [space for space in spaces if space not in found])


def _right(space: str) -> str | None:
    """The same namespace as its owner writes it, where this one is the twin."""
    other = _twin(space)
    known = any(other.startswith(name) for name in NAMESPACES)
    return other if known and not space.startswith(NAMESPACES) else None


def _twin(iri: str) -> str:
    return "http://" + iri[8:] if iri.startswith("https://") else "https://" + iri[7:]


def _unknown_twins(file: str, spaces: list[str]) -> list[Fault]:
    both = [space for space in spaces if space.startswith("http://") and _twin(space) in spaces]
    return [
        Fault(
            file,
            space,
            f"The file uses {space} and {_twin(space)}, which are different terms to every program.",
            "Find out which of them the owner writes, and use that one only.",
            "twins",
        )
        for space in both
        if len(space) > len("http://a/")
    ]


def unread(source: Source) -> list[Fault]:
    """Contexts that are elsewhere: without them nobody knows which terms a file uses."""
    return [
        Fault(
            source.name,
            context,
            "This context is elsewhere and is not fetched, so the terms of the file were not looked at.",
            "Write the context into the file, or save the file as Turtle.",
            "unread",
        )
        for context in source.elsewhere
    ]


def two_meanings_of_org(source: Source) -> list[Fault]:
    """`org:` where it is not the organisation ontology of W3C, or where nobody can tell which it is."""
    faults = [
        _org(source, f"The prefix org: stands for {iri} here.", _meant(iri))
        for prefix, iri in source.prefixes
        if prefix == "org" and iri != W3C_ORG
    ]
    bare = sorted(name for name in source.names if name.startswith("org:"))
    if bare:
        told = (
            "Its context is elsewhere and is not fetched" if source.elsewhere else "The file does not bind it"
        )
        fix = f"Bind org: to <{W3C_ORG}> in the file, or eil-org: to <{TOVE}>, whichever is meant."
        faults.append(_org(source, f"{told}, so {', '.join(bare)} may be of W3C or of TOVE.", fix))
    return faults + [_not_in_org(source, term) for term in _misplaced(source)]


def _meant(iri: str) -> str:
    if iri == TOVE:
        return f"Call that one eil-org:, and keep org: for <{W3C_ORG}>."
    return f"Keep org: for <{W3C_ORG}>, and give the other a prefix of its own."


def _misplaced(source: Source) -> list[URIRef]:
    """Terms in the namespace of W3C ORG that it does not have: as a rule they are those of TOVE."""
    inside = (term for term in source.terms if term.startswith(W3C_ORG) and term != URIRef(W3C_ORG))
    return sorted(term for term in inside if term not in ORG)


def _not_in_org(source: Source, term: URIRef) -> Fault:
    local = term.removeprefix(W3C_ORG)
    fix = f"If the ontology of TOVE is meant, write <{TOVE}{local}>; otherwise look the term up in W3C ORG."
    return Fault(source.name, str(term), "W3C's organisation ontology has no such term.", fix, "org")


def _org(source: Source, wrong: str, fix: str) -> Fault:
    return Fault(source.name, "org:", wrong, fix, "org")
