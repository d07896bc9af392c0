"""The statements that the words for a pair of efforts rest on, and what everything in them is called."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from ecosystem.analyses.efforts import FACET_EDGES
from ecosystem.analyses.facets import facet_evidence
from ecosystem.analyses.graded_pair import Pair
from ecosystem.analyses.money import money_evidence
from ecosystem.analyses.reading import linked, name, stated
from ecosystem.findings import Evidence


def pair_evidence(graph: nx.MultiDiGraph[str], pair: Pair, phrases: tuple[str, ...]) -> dict[Evidence, str]:
    """Every statement that the words rest on; a sum of money with what to call it, all others with ""."""
    facts = [
        *facet_evidence(graph, pair.a),
        *facet_evidence(graph, pair.b),
        *_text_evidence(graph, pair, phrases),
        *_learned_from(graph, pair),
    ]
    return dict.fromkeys(facts, "") | money_evidence(graph, pair.a, pair.b)


def pair_labels(graph: nx.MultiDiGraph[str], pair: Pair, evidence: Mapping[Evidence, str]) -> dict[str, str]:
    """IRI -> what it is called, of everything that the evidence and the terms name."""
    named = {pair.a.iri, pair.b.iri, *(term.outcome for term in pair.terms)}
    named |= {iri for fact in evidence for iri in (fact.subject, fact.value)}
    labels = {iri: name(graph, iri) for iri in named if iri in graph}
    return dict(
        sorted((labels | {fact.subject: called for fact, called in evidence.items() if called}).items())
    )


def _text_evidence(graph: nx.MultiDiGraph[str], pair: Pair, phrases: tuple[str, ...]) -> list[Evidence]:
    """The names and descriptions that a quoted phrase stands in, or that were found alike."""
    return [
        stated(graph, member, attribute)
        for member in (*pair.a.members, *pair.b.members)
        for attribute in ("label", "description")
        if (text := graph.nodes[member][attribute].lower())
        and (pair.alike or pair.proposed or any(phrase in text for phrase in phrases))
    ]


def _learned_from(graph: nx.MultiDiGraph[str], pair: Pair) -> list[Evidence]:
    """That the efforts named as what a belief was learned from are called so and state the outcome."""
    term = pair.proposed
    if term is None:
        return []
    return [
        fact
        for other in (*term.like_a, *term.like_b)
        for member in other.members
        for fact in (
            stated(graph, member, "label"),
            *(
                [linked(graph, member, FACET_EDGES["outcome"], term.outcome)]
                if graph.has_edge(member, term.outcome, FACET_EDGES["outcome"])
                else []
            ),
        )
    ]
