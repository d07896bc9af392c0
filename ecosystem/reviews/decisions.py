"""The decisions that analyses start from: proposed outcomes, and records that are or are not the same."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
from rdflib import URIRef

import ontology
from ecosystem.identifiers import digest
from ecosystem.reviews import Review, counted
from ecosystem.reviews.basis import Fact
from ecosystem.reviews.statements import reviews, tagged
from ecosystem.store import Reader
from ontology import SVE

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is told of pairs. `confirmed` and `rejected`: (effort, outcome); `same` and `apart`: two records, sorted.

    What a data set states by now is left out of `confirmed`: it no longer hangs on the decision.
    """

    confirmed: Pairs = frozenset()
    rejected: Pairs = frozenset()
    same: Pairs = frozenset()
    apart: Pairs = frozenset()

    @property
    def digest(self) -> str:
        """Equal for equal decisions; "" where there are none, as for data that nobody decided on."""
        named = {
            "confirmed": self.confirmed,
            "rejected": self.rejected,
            "same": self.same,
            "apart": self.apart,
        }
        parts = [part for name, pairs in named.items() for pair in sorted(pairs) for part in (name, *pair)]
        return digest(parts) if parts else ""


def decisions(reader: Reader, graph: nx.MultiDiGraph[str] | None = None) -> Decisions:
    """What people decided so far, as far as analyses start from it.

    With the graph of the version: a rejection counts only as long as the names and descriptions of the two are
    those that were judged; after that the analysis may propose the same again, for people to look at anew.
    """
    found: dict[str, set[tuple[str, str]]] = {
        "confirmed": set(),
        "rejected": set(),
        "same": set(),
        "apart": set(),
    }
    for items in counted(reviews(reader)).values():
        review = items[0]
        if review.verdict != "confirmed" and graph is not None and not _still_said(review, graph):
            continue
        if review.subject.kind == "proposed-outcome":
            name = "confirmed" if review.verdict == "confirmed" else "rejected"
            found[name].add(tagged(review.subject))
        elif review.subject.kind == "same-record":
            first, second = sorted(review.subject.involves[:2])
            found["same" if review.verdict == "confirmed" else "apart"].add((first, second))
    found["confirmed"] -= _stated(reader, found["confirmed"])
    return Decisions(**{name: frozenset(pairs) for name, pairs in found.items()})


def _stated(reader: Reader, pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pairs of effort and outcome that a data set states, whatever people decided."""
    if not pairs:
        return set()
    efforts = [URIRef(effort) for effort in sorted({effort for effort, _ in pairs})]
    return {
        (row["subject"].value, row["value"].value)
        for row in reader.select(ontology.query("asserting", subject=efforts))
        if row["predicate"].value == str(SVE.targetsOutcome)
    }


def _still_said(review: Review, graph: nx.MultiDiGraph[str]) -> bool:
    """Whether names and descriptions are those that were judged, as far as they counted."""
    cited = set(review.basis.cited)
    then = {fact for fact in review.basis.texts if (fact.about, fact.respect) in cited}
    now = {
        Fact(iri, respect, (text,))
        for iri, respect in cited
        if iri in graph and (text := graph.nodes[iri].get(_ATTRIBUTES[respect]))
    }
    return then == now


_ATTRIBUTES = {"name": "label", "description": "description"}
