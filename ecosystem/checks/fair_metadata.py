"""What FOOPS! expects an ontology to say of itself, and the properties with which that may be said.

Facts of its catalogue (repository oeg-upm/fair_ontologies, `doc/test`); the lists of addresses are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdflib import DCTERMS, FOAF, OWL, PROV, RDFS, SDO, SKOS, Namespace, URIRef
from rdflib.namespace import DC, DOAP, VANN

PAV = Namespace("http://purl.org/pav/")
CC = Namespace("http://creativecommons.org/ns#")
MOD = Namespace("https://w3id.org/mod#")
BIBO = Namespace("http://purl.org/ontology/bibo/")

PERSISTENT = (
    "https://w3id.org/",
    "http://w3id.org/",
    "http://purl.org/",
    "https://purl.org/",
    "https://doi.org/",
    "http://www.w3.org/",
    "https://www.w3.org/",
    "http://data.europa.eu/",
    "https://perma.cc/",
)
"""How addresses begin that are meant to outlive servers."""

LICENCES = frozenset(
    {
        "https://creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "https://opendatacommons.org/licenses/by/1-0/",
    }
)
"""Published licences at the addresses that their publishers give for them. Nobody is asked from here."""

CREATOR = (
    DC.creator,
    DCTERMS.creator,
    PAV.createdBy,
    PAV.authoredBy,
    SDO.creator,
    PROV.wasAttributedTo,
    DOAP.developer,
)
CREATED = (DCTERMS.created, SDO.dateCreated, DOAP.created, PROV.generatedAtTime, PAV.createdOn)
LICENCE = (DCTERMS.license, SDO.license, DOAP.license, CC.license)
PUBLISHER = (DC.publisher, DCTERMS.publisher, SDO.publisher)
MINIMUM: Mapping[str, Sequence[URIRef]] = {
    "title": (DC.title, DCTERMS.title, SDO.name),
    "description": (
        DCTERMS.abstract,
        DC.description,
        DCTERMS.description,
        SDO.description,
        RDFS.comment,
        SKOS.note,
    ),
    "licence": LICENCE,
    "version IRI": (OWL.versionIRI,),
    "creator": CREATOR,
    "namespace IRI": (VANN.preferredNamespaceUri,),
}
RECOMMENDED: Mapping[str, Sequence[URIRef]] = {
    "namespace prefix": (VANN.preferredNamespacePrefix,),
    "version": (OWL.versionInfo, SDO.schemaVersion),
    "date of creation": CREATED,
    "citation": (DCTERMS.bibliographicCitation,),
}
PROVENANCE: Mapping[str, Sequence[URIRef]] = {"creator": CREATOR, "date of creation": CREATED}
MORE_PROVENANCE: Mapping[str, Sequence[URIRef]] = {
    "date of issue": (DCTERMS.issued, DCTERMS.dateSubmitted, SDO.datePublished),
    "publisher": PUBLISHER,
}
DETAILED: Mapping[str, Sequence[URIRef]] = {
    "publisher": PUBLISHER,
    "logo": (FOAF.logo, SDO.logo),
    "status": (BIBO.status, MOD.status),
    "source": (DCTERMS.source, PROV.hadPrimarySource),
    "date of issue": (DCTERMS.issued,),
}
"""What OM3 asks for, but for the DOI."""

METADATA = (DC, DCTERMS, SDO, VANN, PROV, BIBO, PAV, FOAF, DOAP, MOD)
