"""The lists that things are sorted by, where a data set has its own: groups, themes, capabilities and so on."""

from __future__ import annotations

from rdflib import SKOS, URIRef

from ecosystem.kinds.fields import BASIC, Field, Kind
from ontology import SVE


def _concept(name: str, rdf_class: URIRef, title: str, *, scheme: str, broader: bool) -> Kind:
    """A list of one's own. `scheme` is the shipped list that its entries may be the same as.

    Where none is shipped (""), they may be the same as entries of any list in the world, by web address.
    """
    wider = Field("broader", SKOS.broader, "ref", many=True, to=name, scheme=scheme)
    shipped = Field("same_as", SKOS.exactMatch, "concept", scheme=scheme)
    anywhere = Field("same_as", SKOS.exactMatch, "link", many=True)
    same = shipped if scheme else anywhere
    return Kind(name, name, rdf_class, title, (*BASIC, *((wider,) if broader else ()), same))


LISTS = (
    _concept("group", SVE.BeneficiaryGroup, "group of people", scheme="group", broader=True),
    _concept("activity-kind", SVE.ActivityKind, "kind of activity", scheme="activity-kind", broader=False),
    _concept("theme", SVE.Theme, "theme", scheme="", broader=True),
    _concept("capability", SVE.Capability, "capability", scheme="capability", broader=True),
)
