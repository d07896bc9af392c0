"""The pitfalls of the OOPS! catalogue that are looked for, and those that no program can find.

Numbers and importance are those of the public catalogue (https://oops.linkeddata.es/catalogue.jsp); the
words are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rdflib import Graph, URIRef

from ontology.lints import hierarchy, logic, publication

Importance = Literal["critical", "important", "minor"]
Find = Callable[[Graph, frozenset[URIRef]], list[tuple[str, str, str]]]
"""From an ontology, and the terms of others known to exist: subject, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Pitfall:
    """`find` None: a person has to look; `reason` says why no program can."""

    title: str
    importance: Importance
    find: Find | None
    reason: str = ""


PITFALLS: dict[str, Pitfall] = {
    "P01": Pitfall(
        "one term with two meanings",
        "critical",
        None,
        "Only who reads the definitions can tell two meanings.",
    ),
    "P03": Pitfall("a relation called is", "critical", logic.relation_called_is),
    "P05": Pitfall("inverses that are none", "critical", logic.wrong_inverses),
    "P06": Pitfall("a circle in the hierarchy", "critical", hierarchy.circles),
    "P14": Pitfall("only without some", "critical", logic.only_without_some),
    "P15": Pitfall("some not for not some", "critical", logic.some_not),
    "P16": Pitfall(
        "necessary conditions where sufficient ones were meant",
        "critical",
        None,
        "Whether conditions are meant to be enough stands in nobody's file.",
    ),
    "P19": Pitfall("several domains or ranges", "critical", hierarchy.several_domains),
    "P27": Pitfall("properties wrongly the same", "critical", logic.wrong_equivalent_properties),
    "P28": Pitfall("wrongly symmetric", "critical", logic.wrong_symmetric),
    "P29": Pitfall("wrongly transitive", "critical", logic.wrong_transitive),
    "P31": Pitfall("classes wrongly the same", "critical", logic.wrong_equivalent_classes),
    "P34": Pitfall("a class that is not declared", "important", hierarchy.untyped_classes),
    "P35": Pitfall("a property that is not declared", "important", hierarchy.untyped_properties),
    "P36": Pitfall("a file ending in the name", "minor", publication.file_ending),
    "P37": Pitfall(
        "not to be had under its name",
        "critical",
        None,
        "Whether the names answer is asked of the running pages: check lints does it on this machine.",
    ),
    "P38": Pitfall("no declaration of the ontology", "important", publication.no_declaration),
    "P39": Pitfall("an ambiguous namespace", "critical", publication.ambiguous_namespace),
    "P40": Pitfall("terms minted in the namespace of others", "critical", publication.hijacking),
    "P41": Pitfall("no licence", "important", publication.no_licence),
}


def critical() -> list[str]:
    """The numbers of the critical pitfalls."""
    return [number for number, pitfall in PITFALLS.items() if pitfall.importance == "critical"]
