"""Pitfalls of an ontology as a publication: its name, its namespace, its licence."""

from __future__ import annotations

import re

from rdflib import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, VANN, Graph, URIRef
from rdflib.term import Node

from ontology.lints.hierarchy import CLASSES, PROPERTIES, Found

_ENDING = re.compile(r"\.(owl|rdf|rdfs|ttl|n3|nt|xml|jsonld)(?=[#/]|$)", re.IGNORECASE)
_LICENCES = (
    DCTERMS.license,
    DCTERMS.rights,
    SDO.license,
    URIRef("http://schema.org/license"),
    URIRef("http://creativecommons.org/ns#license"),
    URIRef("http://purl.org/dc/elements/1.1/rights"),
)
_DEFINING = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.comment, SKOS.definition)


def declarations(graph: Graph) -> list[Node]:
    """What is said to be an ontology, in alphabetical order."""
    return sorted(set(graph.subjects(RDF.type, OWL.Ontology)), key=str)


def own_spaces(graph: Graph) -> tuple[str, ...]:
    """The namespaces that the ontologies of the graph speak for: the one they state, or their own name."""
    stated = [str(space) for space in graph.objects(None, VANN.preferredNamespaceUri)]
    named = [str(node) for node in declarations(graph) if isinstance(node, URIRef)]
    spaces = [f"{name.rstrip('#/')}{end}" for name in named for end in "#/"]
    return tuple(stated + spaces)


def file_ending(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Names with a file ending, which tie the meaning to one format."""
    names = [str(node) for node in declarations(graph)]
    names += [str(space) for space in graph.objects(None, VANN.preferredNamespaceUri)]
    return [
        (
            name,
            "Its name carries a file ending.",
            "Name the ontology without one, and serve the formats beside it.",
        )
        for name in sorted(set(names))
        if _ENDING.search(name)
    ]


def no_declaration(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """A graph of terms that does not say which ontology it is."""
    if declarations(graph):
        return []
    return [("the file", "It does not say which ontology it is.", "Add `<its name> a owl:Ontology`.")]


def no_licence(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """Ontologies that do not say how they may be used."""
    return [
        (str(node), "It does not say under which licence it may be used.", "Add dcterms:license.")
        for node in declarations(graph)
        if not any(graph.value(node, predicate) for predicate in _LICENCES)
    ]


def ambiguous_namespace(graph: Graph, _known: frozenset[URIRef]) -> Found:
    """An ontology whose terms cannot be told from those of others by their names."""
    nameless = [node for node in declarations(graph) if not isinstance(node, URIRef)]
    found = [
        (str(node), "The ontology has no name of its own.", "Give it an IRI, and a namespace for its terms.")
        for node in nameless
    ]
    stated = sorted({str(space) for space in graph.objects(None, VANN.preferredNamespaceUri)})
    if len(stated) > 1:
        wrong = f"It states several namespaces: {', '.join(stated)}."
        found.append((stated[0], wrong, "Keep one vann:preferredNamespaceUri."))
    terms = [term for term in _declared(graph) if isinstance(term, URIRef)]
    if declarations(graph) and not nameless and terms and not any(_own(graph, term) for term in terms):
        name = str(declarations(graph)[0])
        wrong = "None of the terms it declares begins with its name or with the namespace it states."
        found.append((name, wrong, "State vann:preferredNamespaceUri, and declare the terms in it."))
    return found


def hijacking(graph: Graph, known: frozenset[URIRef]) -> Found:
    """Terms declared or defined here in a namespace that is somebody else's, and that are not theirs."""
    if not own_spaces(graph):
        return []
    told = set(_declared(graph)) | {node for predicate in _DEFINING for node in graph.subjects(predicate)}
    foreign = (
        node for node in told if isinstance(node, URIRef) and not _own(graph, node) and node not in known
    )
    return [
        (
            str(node),
            "It is declared here in a namespace of others.",
            "Declare it in the namespace of the ontology.",
        )
        for node in sorted(foreign)
    ]


def _declared(graph: Graph) -> list[Node]:
    return [node for kind in CLASSES | PROPERTIES for node in graph.subjects(RDF.type, kind)]


def _own(graph: Graph, term: URIRef) -> bool:
    return str(term).startswith(own_spaces(graph))  # an IRI of rdflib takes no tuple
