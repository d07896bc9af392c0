"""The facts a finding rests on, so that it can be told later whether they are still the same.

Scores, chances and quoted phrases are left out: they move with records that the finding is not about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import networkx as nx
from rdflib import DCTERMS, RDFS, SKOS, URIRef

import ontology
from ecosystem.findings import Finding
from ecosystem.identifiers import digest
from ontology import SVE

_TEXTS = {str(SKOS.prefLabel): "name", str(DCTERMS.description): "description"}
_STATED_BY_FACET = {
    str(SVE.targetsOutcome): "outcome",
    str(SVE.activityKind): "activity",
    str(SVE.serves): "people",
    str(SVE.inArea): "place",
    str(SVE.start): "period",
    str(SVE.end): "period",
}
_FACETS = {
    "outcome": "outcomes",
    "activity": "kind of activity",
    "people": "people",
    "place": "place",
    "period": "period",
}


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """What is said of one thing in one respect: a facet, `name`, `description` or the IRI of a property."""

    about: str
    respect: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """The facts compared or cited; the names and descriptions of all involved; and which of those count.

    A text counts where it was part of the evidence. Which texts are quoted changes with unrelated records, so
    all are held, and those that counted when people decided are compared.
    """

    facts: tuple[Fact, ...]
    texts: tuple[Fact, ...]
    cited: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """Equal for equal facts."""
        return digest(
            part
            for facts in (self.facts, self.texts)
            for fact in facts
            for part in (fact.about, fact.respect, *fact.values, "")
        )


NOTHING = Basis((), (), ())
"""The basis of a finding of which no facts were kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is no longer as it was; an empty side was, or is, not recorded."""

    about: str
    respect: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def basis_of(graph: nx.MultiDiGraph[str], finding: Finding) -> Basis:
    """What a finding rests on in this graph.

    A proposed outcome rests on the texts of the two it joins; the efforts it was learned from are not its facts.
    """
    proposal = finding.kind == "proposed-outcome"
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    compared = {facet.name for facet in finding.facets}
    for facet in finding.facets:
        for iri, side in zip(finding.involves, (facet.a, facet.b), strict=False):
            facts[iri, facet.name].update(side)
    cited = set()
    for item in finding.evidence:
        if item.predicate in _TEXTS:
            cited |= {(item.subject, _TEXTS[item.predicate])} if item.subject in finding.involves else set()
        elif _STATED_BY_FACET.get(item.predicate) not in compared and not proposal:
            facts[item.subject, item.predicate].add(item.value)
    texts = [
        Fact(iri, respect, (text,))
        for iri in finding.involves
        if iri in graph
        for respect, attribute in (("description", "description"), ("name", "label"))
        if (text := graph.nodes[iri].get(attribute))
    ]
    if proposal:
        cited = {(iri, respect) for iri in finding.involves for respect in ("description", "name")}
    return Basis(_facts(facts), tuple(sorted(texts)), tuple(sorted(cited)))


def _facts(found: Mapping[tuple[str, str], set[str]]) -> tuple[Fact, ...]:
    return tuple(sorted(Fact(*key, tuple(sorted(values))) for key, values in found.items() if values))


def changes(before: Basis, after: Basis) -> tuple[Change, ...]:
    """What is recorded otherwise than when people decided; sorted. Nothing means that their decision stands."""
    was, now = (
        {(fact.about, fact.respect): fact.values for fact in basis.facts} for basis in (before, after)
    )
    said, says = (
        {(fact.about, fact.respect): fact.values for fact in basis.texts} for basis in (before, after)
    )
    pairs = [(key, was.get(key, ()), now.get(key, ())) for key in sorted(was.keys() | now.keys())]
    pairs += [(key, said.get(key, ()), says.get(key, ())) for key in before.cited]
    return tuple(Change(*key, old, new) for key, old, new in pairs if old != new)


def as_sentence(change: Change, labels: Mapping[str, str]) -> str:
    """A change for people: '"Walk Well": people was "adults", now "adults"; "pupils".'"""
    what = f'"{labels[change.about]}": ' if change.about in labels else ""
    before, after = (_listed(side, labels) for side in (change.before, change.after))
    return f"{what}{respect_in_words(change.respect)} was {before}, now {after}."


def _listed(values: tuple[str, ...], labels: Mapping[str, str]) -> str:
    return "; ".join(f'"{labels.get(value, value)}"' for value in values) or "not recorded"


def respect_in_words(respect: str) -> str:
    """`people`, `description`, or what the property is called."""
    if "://" not in respect:
        return _FACETS.get(respect, respect)
    label = ontology.core().value(URIRef(respect), RDFS.label)
    return str(label or respect.rpartition("/")[2].rpartition("#")[2])


def basis_data(basis: Basis) -> dict[str, Any]:
    """As JSON holds it."""
    return asdict(basis)


def basis_from(detail: Mapping[str, Any]) -> Basis:
    """From its own JSON."""
    facts, texts = (
        tuple(Fact(item["about"], item["respect"], tuple(item["values"])) for item in detail[name])
        for name in ("facts", "texts")
    )
    return Basis(facts, texts, tuple((iri, respect) for iri, respect in detail["cited"]))
