"""Organisations that stand in several records and are one body: only where people confirmed it, as long as they do."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
from rdflib import ORG, SKOS

from ecosystem.questions import rows
from ecosystem.reviews import Review
from ecosystem.reviews.statements import joining, reviews
from ecosystem.store import Reader


@dataclass(frozen=True, slots=True)
class OneBody:
    """`records`: IRIs, sorted; the first stands for all, as in analyses. `reviews`: who says so, newest first."""

    records: tuple[str, ...]
    reviews: tuple[Review, ...]

    def others(self, iri: str) -> tuple[str, ...]:
        """The records of this body but that one."""
        return tuple(record for record in self.records if record != iri)


def one_bodies(reader: Reader) -> dict[str, OneBody]:
    """Organisation -> the body that it and others are records of; no key where people confirmed nothing.

    What rules alone take for one is two here. A decision about a record that no data set holds any more joins nothing.
    """
    confirmed = joining(reviews(reader))
    if not confirmed:
        return {}
    asked = {"class": ORG.Organization, "naming": SKOS.prefLabel}
    known = {row["thing"] for row in rows(reader, "things", **asked)}
    told = [review for review in confirmed if known.issuperset(review.subject.involves[:2])]
    one: nx.Graph[str] = nx.Graph()
    for review in told:
        one.add_edge(*review.subject.involves[:2])
    newest_first = sorted(told, key=lambda review: (review.at, review.iri), reverse=True)
    found: dict[str, OneBody] = {}
    for group in nx.connected_components(one):
        said = tuple(review for review in newest_first if review.subject.involves[0] in group)
        found |= dict.fromkeys(group, OneBody(tuple(sorted(group)), said))
    return found
