"""What a kind of record and its fields are, and the fields that many kinds have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rdflib import DCTERMS, SKOS, URIRef

from ontology import SVE

FieldType = Literal[
    "text", "string", "decimal", "share", "integer", "date", "boolean", "link", "ref", "concept"
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind.

    `text` becomes an English language string, `string` a plain one (identifiers are never numbers); a `share`
    is a decimal from 0 to 1.
    A `ref` points at a record of the family `to`; where `scheme` is given too, a value that names no record
    may name a concept of that shipped scheme. A `concept` is always one of a shipped scheme.
    `inverse`: the triple runs from the value to the record (a step is written on its journey).
    `people`: it counts people, and a count so small that somebody might be recognised is not loaded.
    Two fields of a kind may share a property: then the family that a value belongs to tells them apart.
    """

    name: str
    predicate: URIRef
    type: FieldType = "text"
    many: bool = False
    to: str = ""
    scheme: str = ""
    inverse: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of records. Kinds of one `family` share their keys, names and references."""

    name: str
    family: str
    rdf_class: URIRef
    title: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name; KeyError where this kind has none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


SOURCE_ID = Field("source_id", DCTERMS.identifier, "string")
BASIC = (
    Field("name", SKOS.prefLabel),
    Field("other_names", SKOS.altLabel, many=True),
    Field("description", DCTERMS.description),
    SOURCE_ID,
)
START = Field("start", SVE.start, "date")
PERIOD = (START, Field("end", SVE.end, "date"))
EVIDENCE = Field("evidence", SVE.evidence, "ref", many=True, to="evidence")
PLACES = Field("places", SVE.inArea, "ref", many=True, to="area")
THEMES = Field("themes", SVE.theme, "ref", many=True, to="theme")
OBJECTIVES = Field("objectives", SVE.aboutObjective, "ref", many=True, to="objective")
LIFE_STAGES = Field("life_stages", SVE.atLifeStage, "concept", many=True, scheme="life-stage")
GROUP = Field("group", SVE.group, "ref", to="group", scheme="group")
