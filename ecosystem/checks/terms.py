"""Is every term of ours explained, and does every term of others that we use exist?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rdflib import OWL, RDF, RDFS, SH, XSD, URIRef

import ontology
from ecosystem.checks import Figure, share
from ontology import SVE
from ontology.external import terms as external_terms
from ontology.external import vocabularies
from ontology.lints import Source, of_graph, shipped, undocumented
from ontology.lints.terms import KINDS

OURS = str(SVE._NS)
LANGUAGE = tuple(str(space._NS) for space in (OWL, RDF, RDFS, SH, XSD))
"""Namespaces of the languages themselves: what they have is known to every program that reads them."""
_OWN = "https://w3id.org/sve"
_ONTOLOGY = ("ecosystem.ttl", "mappings.ttl", "context.jsonld")


def figures(progress: Callable[[str], None]) -> list[Figure]:
    """Own terms with words, and the terms of others."""
    progress("terms: words of our own, and terms of others in the shipped files")
    own = own_terms()
    wordless = undocumented(of_graph("ecosystem.ttl", ontology.core()))
    lacking = sorted({fault.subject for fault in wordless})
    files = [item for item in shipped() if not item.name.startswith("external/")]
    used, absent = external_use(files)
    return [
        Figure(
            "own terms with label, definition, example and origin",
            share(len(own) - len(lacking), len(own)),
            "all",
            bool(own) and not lacking,
            details=tuple(map(str, wordless)),
        ),
        Figure(
            "terms of others that exist",
            share(len(used) - len(absent), len(used)),
            "all",
            bool(used) and not absent,
            f"Looked up in the extracts of {len(vocabularies())} vocabularies, pinned to their sources.",
            details=tuple(
                f"{term} is in no extract; used in {', '.join(found)}." for term, found in absent.items()
            ),
        ),
        _unpinned(files),
    ]


def own_terms() -> list[URIRef]:
    """Our classes and properties, in alphabetical order."""
    core = ontology.core()
    found = {term for kind in KINDS for term in core.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return sorted(term for term in found if term.startswith(OURS))


def external_use(files: Sequence[Source]) -> tuple[set[str], dict[str, list[str]]]:
    """Terms of the vocabularies that we have extracts of, and those of them that are in none, with the files."""
    known = {str(term) for term in external_terms().subjects(unique=True)}
    spaces = {_space(term) for term in known}
    used: set[str] = set()
    absent: dict[str, list[str]] = {}
    for item in files:
        for term in sorted(item.terms):
            if _space(term) in spaces and len(term) > len(_space(term)):
                used.add(str(term))
                if str(term) not in known:
                    absent.setdefault(str(term), []).append(item.name)
    return used, absent


def _unpinned(files: Sequence[Source]) -> Figure:
    """Vocabularies that the ontology itself uses without an extract to look them up in."""
    pinned = {_space(str(term)) for term in external_terms().subjects(unique=True)}
    spaces = {space for item in files if item.name in _ONTOLOGY for space in _foreign(item)}
    missing = sorted(spaces - pinned)
    return Figure(
        "vocabularies in use without an extract",
        f"{len(missing)} of {len(spaces)}",
        "0",
        not missing,
        details=tuple(f"{space} is used, and there is no extract of it." for space in missing),
    )


def _foreign(item: Source) -> Iterator[str]:
    """Namespaces that a prefix of the file names and one of its terms is in."""
    for _, space in item.prefixes:
        used = any(term.startswith(space) and len(term) > len(space) for term in item.terms)
        if used and not space.startswith((*LANGUAGE, _OWN)):
            yield space


def _space(term: str) -> str:
    """The namespace of a term: all up to its last # or /."""
    cut = max(term.rfind("#"), term.rfind("/")) + 1
    return term[:cut]
