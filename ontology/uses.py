"""What the things of a class may have, and what may point at them: read from the rules, domains and ranges.

The terms themselves say little about it on purpose; the rules do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import URIRef

from ontology.reference import short, terms
from ontology.rulebook import rules

_ANY_NUMBER = "any number"


@dataclass(frozen=True, slots=True)
class Use:
    """One property of the things of a class: how many values it has, and of which classes or types.

    `inherited` is the wider class that has the property, None where it is the class itself.
    """

    property: URIRef
    number: str
    values: tuple[URIRef, ...]
    inherited: URIRef | None


@cache
def values_of(prop: URIRef) -> tuple[URIRef, ...]:
    """The classes, lists or types that values of a property are of, as far as anything says."""
    said = {value for rule in rules().values() if prop in rule.ends for value in rule.values}
    said |= {
        value for rule in rules().values() if rule.own == rule.properties == (prop,) for value in rule.values
    }
    said |= {cls for rule in rules().values() if prop in rule.leading for cls in rule.classes}
    known = terms().get(prop)
    return tuple(sorted(said or (known.ranges if known else ())))


@cache
def uses(cls: URIRef) -> tuple[Use, ...]:
    """The properties of the things of a class: its own first, then those of wider classes."""
    found: dict[URIRef, Use] = {}
    for owner in (cls, *wider_classes(cls)):
        own = {prop for rule in rules().values() if owner in rule.classes for prop in rule.own}
        own |= {term.iri for term in terms().values() if owner in term.domains}
        for prop in sorted(own - found.keys()):
            inherited = None if owner == cls else owner
            found[prop] = Use(prop, _number(owner, prop), values_of(prop), inherited)
    return tuple(found.values())


@cache
def used_by(prop: URIRef) -> tuple[URIRef, ...]:
    """The classes whose things have a property, as rules or its domain say; wider classes only."""
    named = {cls for rule in rules().values() if prop in rule.own for cls in rule.classes}
    known = terms().get(prop)
    return tuple(sorted(named | set(known.domains if known else ())))


@cache
def pointing_at(cls: URIRef) -> tuple[URIRef, ...]:
    """The properties whose values are things of a class (of that one, not of wider ones)."""
    properties = {*terms(), *(prop for rule in rules().values() for prop in (*rule.ends, *rule.properties))}
    return tuple(sorted(prop for prop in properties if cls in values_of(prop)))


def wider_classes(cls: URIRef) -> tuple[URIRef, ...]:
    """Every class of ours above one, nearest first."""
    found: list[URIRef] = []
    waiting = [cls]
    while waiting:
        known = terms().get(waiting.pop(0))
        above = [wider for wider in (known.wider if known else ()) if wider not in found]
        found += above
        waiting += above
    return tuple(found)


@cache
def borrowed_classes() -> tuple[URIRef, ...]:
    """The classes of others that rules of ours look at: we use them as they are."""
    targets = {cls for rule in rules().values() for cls in rule.classes}
    return tuple(sorted(targets - terms().keys(), key=short))


def _number(owner: URIRef, prop: URIRef) -> str:
    about = [
        rule for rule in rules().values() if owner in rule.classes and rule.own == rule.properties == (prop,)
    ]
    least = max((rule.least for rule in about), default=0)
    most = min((rule.most for rule in about if rule.most is not None), default=None)
    if most is None:
        return f"{least} or more" if least else _ANY_NUMBER
    return f"exactly {least}" if least == most else f"{least} to {most}"
