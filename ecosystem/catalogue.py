"""What the store says about its data sets: title, licence, counts, and which files they came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from rdflib import DCAT, DCTERMS, PROV, RDF, XSD, Literal, URIRef

import ontology
from ecosystem.identifiers import Naming
from ecosystem.importers import Batch
from ecosystem.records import Source
from ecosystem.store import Reader
from ecosystem.triples import Triple
from ontology import SVE

DCAT_VERSION = URIRef(str(DCAT._NS) + "version")
"""`dcat:version` is in DCAT 3; the vocabulary bundled with rdflib is DCAT 2."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One data set of a version of the store. `graph` is the named graph with what it says.

    `form` is the IRI of what it is where that is no table of records: a list of concepts, a set of mappings.
    """

    iri: str
    identifier: str
    title: str
    publisher: str
    licence: str
    source: str
    version: str
    graph: str
    invented: bool
    note: str
    form: str = ""


def catalogue_graph(naming: Naming) -> str:
    """The named graph with the catalogue entry of one data set."""
    return f"{naming.base}/graph/catalog/{naming.dataset}"


def entry(
    naming: Naming, version: str, batch: Batch, sources: Sequence[Source], when: datetime
) -> Iterator[Triple]:
    """The catalogue entry of one imported data set (DCAT, PROV)."""
    dataset, info = naming.dataset_iri(), batch.dataset
    yield (dataset, RDF.type, DCAT.Dataset)
    yield (dataset, DCTERMS.identifier, Literal(info.id))
    yield (dataset, DCTERMS.title, Literal(info.title, lang="en"))
    yield (dataset, DCTERMS.publisher, Literal(info.publisher))
    yield (dataset, DCTERMS.license, Literal(info.licence))
    yield (dataset, DCTERMS.source, Literal(info.source))
    yield (dataset, DCTERMS.description, Literal(info.note, lang="en"))
    yield (dataset, SVE.confidence, Literal(Decimal(str(info.confidence))))
    yield (dataset, SVE.invented, Literal(info.invented))
    yield (dataset, DCAT_VERSION, Literal(version))
    yield (dataset, DCTERMS.hasPart, naming.graph(version))
    yield (dataset, DCTERMS.issued, Literal(when.isoformat(timespec="seconds"), datatype=XSD.dateTime))
    yield (dataset, SVE.rowsRead, Literal(batch.rows_read))
    yield (dataset, SVE.rowsLoaded, Literal(batch.rows_loaded))
    yield (dataset, SVE.rowsReported, Literal(batch.rows_reported))
    for source in sources:
        file = URIRef(f"{naming.base}/id/file/{source.sha256}")
        yield (dataset, PROV.hadPrimarySource, file)
        yield (file, RDF.type, PROV.Entity)
        yield (file, SVE.file, Literal(source.file))
        yield (file, SVE.sha256, Literal(source.sha256))


def datasets(reader: Reader) -> list[Dataset]:
    """The data sets of one version, by title."""
    found = [
        Dataset(
            iri=row["dataset"].value,
            identifier=row["identifier"].value,
            title=row["title"].value,
            publisher=row["publisher"].value,
            licence=row["licence"].value,
            source=row["source"].value,
            version=row["version"].value,
            graph=row["graph"].value,
            invented=row["invented"].value == "true",
            note=row["note"].value,
            form=row["form"].value if row["form"] is not None else "",
        )
        for row in reader.select(ontology.query("datasets"))
    ]
    return sorted(found, key=lambda dataset: (dataset.title, dataset.iri))
