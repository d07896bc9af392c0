"""The pages of the reference: what each shows, for its template."""

from __future__ import annotations

import re
from collections import Counter

from flask import render_template
from rdflib import DCTERMS, FOAF, OWL, SKOS, Graph, URIRef
from rdflib.term import Node

import ontology
from ontology import lists, reference, rulebook, uses
from ontology.lists import Concept, Scheme
from ontology.reference import NAMESPACE_IRI, ROOT, SHAPES_IRI
from ontology.rulebook import Group
from ontology.rules import rule_examples
from web import diagrams
from web.examples import examples_in_data, naming, questions_about
from web.negotiation import RDF as RDF_FORMS
from web.state import link

SEVERITY_TONES = {"must": "red", "should": "amber", "could": "blue"}


def terms_page() -> str:
    """Every class and property, with pictures, rules, mappings and examples.

    Made for each request, since its links are: what takes long to read is kept where it is read.
    """
    classes = [term for term in reference.terms().values() if term.is_class]
    borrowed = uses.borrowed_classes()
    return _page(
        "ns.html",
        "The data model",
        about=_about(ontology.core(), NAMESPACE_IRI),
        classes=classes,
        properties=[term for term in reference.terms().values() if not term.is_class],
        borrowed=borrowed,
        examples=examples_in_data((*(term.iri for term in classes), *borrowed)),
        questions_about=questions_about,
        rules_about=rulebook.rules_about,
        uses=uses,
        overview=diagrams.overview(),
        ties=diagrams.main_ties(),
        left_out=diagrams.left_out(),
        neighbourhood=diagrams.neighbourhood,
        groups=rulebook.groups().values(),
        schemes=lists.schemes().values(),
        history=_history(ontology.core()),
        files=files_of("ns"),
    )


def rules_page() -> str:
    """Every rule, group by group."""
    return _page(
        "shapes.html",
        "Rules for data",
        about=_about(ontology.shapes(), SHAPES_IRI),
        groups=rulebook.groups().values(),
        counts=Counter(rule.severity for rule in rulebook.rules().values()),
        files=files_of("shapes"),
    )


def group_page(group: Group) -> str:
    """One group of rules with their examples."""
    examples = {
        rule.iri: (turtle(example.keeps), turtle(example.breaks))
        for rule in group.rules
        if (example := rule_examples().get(rule.iri))
    }
    return _page("rule_group.html", f"Rules: {group.title}", group=group, examples=examples)


def schemes_page() -> str:
    """Every list with how many entries it has."""
    return _page("schemes.html", "Lists that data chooses from", schemes=lists.schemes().values())


def scheme_page(scheme: Scheme) -> str:
    """One list as a tree."""
    return _page("scheme.html", scheme.title, scheme=scheme, files=files_of(f"scheme/{scheme.name}"))


def concept_page(scheme: Scheme, concept: Concept) -> str:
    """One entry of a list."""
    path = concept.iri.removeprefix(ROOT)
    return _page(
        "concept.html",
        concept.label,
        scheme=scheme,
        concept=concept,
        mentions=naming(concept.iri),
        files=files_of(path),
    )


def turtle(graph: Graph) -> str:
    """A small graph as people read it: short names, without the lines that declare them."""
    text = graph.serialize(format="turtle")
    return re.sub(r"(?m)^@prefix .*\n", "", text).strip()


def files_of(path: str) -> list[dict[str, str]]:
    """The same document as RDF: what each file is, its address and its media type."""
    root = link("terms.namespace").partition("?")[0].removesuffix("/ns")
    return [
        {"text": form.name, "href": f"{root}/{path}.{form.ending}", "type": form.media} for form in RDF_FORMS
    ]


def _about(graph: Graph, iri: URIRef) -> dict[str, str]:
    """What a document says of itself."""
    said = {
        "description": DCTERMS.description,
        "version": OWL.versionInfo,
        "version_iri": OWL.versionIRI,
        "licence": DCTERMS.license,
        "citation": DCTERMS.bibliographicCitation,
        "issued": DCTERMS.issued,
    }
    found = {name: str(graph.value(iri, predicate) or "") for name, predicate in said.items()}
    creators = sorted(str(graph.value(who, FOAF.name) or who) for who in graph.objects(iri, DCTERMS.creator))
    return {"iri": str(iri), "creators": ", ".join(creators), **found}


def _history(graph: Graph) -> list[tuple[str, list[str]]]:
    """What changed, version by version, the newest first."""
    versions = sorted(graph.subjects(SKOS.changeNote, unique=True), key=_number, reverse=True)
    return [
        (str(iri).rpartition("/")[2], sorted(str(note) for note in graph.objects(iri, SKOS.changeNote)))
        for iri in versions
    ]


def _number(iri: Node) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", str(iri).rpartition("/")[2])]


def _page(template: str, title: str, **values: object) -> str:
    return render_template(
        template,
        title=title,
        label_of=reference.label_of,
        short=reference.short,
        tones=SEVERITY_TONES,
        **values,
    )
