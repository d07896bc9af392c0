"""Which classes follow for each thing from what is said of it, and what of that cannot be.

The rules of OWL RL that decide about classes (prp-dom, prp-rng, prp-spo1, prp-eqp, prp-inv, prp-symp, cax-sco,
cax-eqc, cax-dw, cax-adc, prp-key and the value spaces of literals), written out so that thousands of triples
take a moment. What else an axiom may use is listed by `not_read`; `reasoning` has a full reasoner look at that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology import PREFIXES

_READ = frozenset(
    {
        RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.members,
        OWL.inverseOf, OWL.equivalentClass, OWL.equivalentProperty, OWL.disjointWith, OWL.hasKey,
    }
)  # fmt: skip
_KINDS_READ = frozenset(
    {
        OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.SymmetricProperty,
        OWL.TransitiveProperty, OWL.AllDisjointClasses, OWL.Ontology, RDF.Property, RDFS.Class,
    }
)  # fmt: skip
"""Transitive steps bring no class that a single step does not bring: both ends are in the middle already."""

_WIDER = {
    XSD.integer: {XSD.decimal},
    XSD.nonNegativeInteger: {XSD.integer, XSD.decimal},
    XSD.positiveInteger: {XSD.nonNegativeInteger, XSD.integer, XSD.decimal},
    XSD.int: {XSD.integer, XSD.decimal},
    XSD.long: {XSD.integer, XSD.decimal},
}

Turned = tuple[Node, bool]
"""A property, and whether it is read from its value to its subject."""


@dataclass(frozen=True, slots=True)
class Model:
    """What the axioms say, ready to be looked up. `above` has each class itself too."""

    above: Mapping[Node, frozenset[Node]]
    implied: Mapping[Node, frozenset[Turned]]
    domains: Mapping[Node, frozenset[Node]]
    ranges: Mapping[Node, frozenset[Node]]
    disjoint: frozenset[frozenset[Node]]
    things: frozenset[Node]
    values: frozenset[Node]
    keys: frozenset[Node]


Statement = tuple[Node, Node, Node]
Types = dict[Node, dict[Node, Statement | None]]
"""Thing -> each class that follows -> the statement it follows from, None where it is stated."""


def model(axioms: Graph) -> Model:
    """The axioms as tables."""
    classes = {node for node in axioms.all_nodes() if isinstance(node, URIRef)}
    properties = {node for node in classes if _is_property(axioms, node)}
    pairs = {
        frozenset(pair) for pair in axioms.subject_objects(OWL.disjointWith) if isinstance(pair[1], URIRef)
    }
    for members in axioms.objects(None, OWL.members):
        pairs |= {frozenset(pair) for pair in combinations(Collection(axioms, members), 2)}
    return Model(
        above={node: frozenset(_above(axioms, node)) for node in classes - properties},
        implied={node: frozenset(_implied(axioms, node)) for node in properties},
        domains={node: _named(axioms, node, RDFS.domain) for node in properties},
        ranges={node: _named(axioms, node, RDFS.range) for node in properties},
        disjoint=frozenset(pairs),
        things=frozenset(axioms.subjects(RDF.type, OWL.ObjectProperty)),
        values=frozenset(axioms.subjects(RDF.type, OWL.DatatypeProperty)),
        keys=frozenset(key for head in axioms.objects(None, OWL.hasKey) for key in Collection(axioms, head)),
    )


def not_read(axioms: Graph) -> set[str]:
    """What the axioms use that these rules do not read, such as `owl:unionOf`."""
    space = str(OWL._NS)
    used = {node for node in axioms.predicates() if str(node).startswith(space) and node not in _READ}
    kinds = {
        node
        for node in axioms.objects(None, RDF.type)
        if str(node).startswith(space) and node not in _KINDS_READ
    }
    return {f"owl:{str(node).removeprefix(space)}" for node in used | kinds}


def _is_property(axioms: Graph, node: Node) -> bool:
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property}
    return bool(kinds & set(axioms.objects(node, RDF.type)))


def _above(axioms: Graph, node: Node) -> set[Node]:
    seen, waiting = {node}, [node]
    while waiting:
        here = waiting.pop()
        wider = {*axioms.objects(here, RDFS.subClassOf), *axioms.objects(here, OWL.equivalentClass)}
        wider |= set(axioms.subjects(OWL.equivalentClass, here))
        new = {other for other in wider - seen if isinstance(other, URIRef)}
        seen |= new
        waiting.extend(new)
    return seen


def _implied(axioms: Graph, node: Node) -> set[Turned]:
    seen: set[Turned] = {(node, False)}
    waiting = list(seen)
    while waiting:
        here, turned = waiting.pop()
        same = {*axioms.objects(here, RDFS.subPropertyOf), *axioms.objects(here, OWL.equivalentProperty)}
        same |= set(axioms.subjects(OWL.equivalentProperty, here))
        back = {*axioms.objects(here, OWL.inverseOf), *axioms.subjects(OWL.inverseOf, here)}
        if (here, RDF.type, OWL.SymmetricProperty) in axioms:
            back.add(here)
        new = {(other, turned) for other in same} | {(other, not turned) for other in back}
        waiting.extend(new - seen)
        seen |= new
    return seen


def _named(axioms: Graph, node: Node, predicate: URIRef) -> frozenset[Node]:
    return frozenset(term for term in axioms.objects(node, predicate) if isinstance(term, URIRef))


def types(data: Graph, told: Model) -> Types:
    """The classes of each thing in the data, stated and following."""
    found: Types = {}
    for thing, stated in data.subject_objects(RDF.type):
        for wider in told.above.get(stated, frozenset({stated})):
            found.setdefault(thing, {})[wider] = None
    for statement in data:
        subject, predicate, value = statement
        for implied, turned in told.implied.get(predicate, ()):
            start, end = (value, subject) if turned else (subject, value)
            _follow(found, start, told.domains.get(implied, ()), told, statement)
            _follow(found, end, told.ranges.get(implied, ()), told, statement)
    return found


def _follow(found: Types, thing: Node, classes: Iterable[Node], told: Model, why: Statement) -> None:
    if isinstance(thing, Literal):
        return
    for narrow in classes:
        for wider in told.above.get(narrow, frozenset({narrow})):
            found.setdefault(thing, {}).setdefault(wider, why)


def contradictions(data: Graph, told: Model) -> Iterator[str]:
    """What cannot be, one sentence each, in no particular order."""
    for thing, classes in types(data, told).items():
        for pair in map(frozenset, combinations(classes, 2)):
            if pair in told.disjoint:
                one, other = sorted(pair, key=str)
                reasons = sorted({_said(why) for why in (classes[one], classes[other]) if why})
                because = f", because {' and '.join(reasons)}" if reasons else ""
                yield f"{_short(thing)} would be both {_short(one)} and {_short(other)}{because}."
        if OWL.Nothing in classes:
            yield f"{_short(thing)} is said to be nothing."
    for subject, predicate, value in data:
        if isinstance(value, Literal) and predicate in told.things:
            yield f"{_short(subject)} {_short(predicate)}: {_short(value)} is a text, and a thing is needed."
        elif not isinstance(value, Literal) and predicate in told.values:
            yield f"{_short(subject)} {_short(predicate)}: {_short(value)} is a thing, and a value is needed."
        elif isinstance(value, Literal):
            yield from _out_of_range(subject, predicate, value, told)


def _out_of_range(subject: Node, predicate: Node, value: Literal, told: Model) -> Iterator[str]:
    given = value.datatype or (RDF.langString if value.language else XSD.string)
    for implied, turned in told.implied.get(predicate, ()):
        for wanted in () if turned else told.ranges.get(implied, ()):
            if (
                str(wanted).startswith(str(XSD._NS))
                and wanted != given
                and wanted not in _WIDER.get(given, ())
            ):
                what = f"is of {_short(given)}, and {_short(implied)} needs {_short(wanted)}"
                yield f"{_short(subject)} {_short(predicate)}: {_short(value)} {what}."


def merged(data: Graph, told: Model) -> Iterator[str]:
    """Things that would be taken for one and the same because they share a key (`owl:hasKey`)."""
    owners: dict[tuple[Node, Node], set[Node]] = {}
    for subject, predicate, value in data:
        for implied, turned in told.implied.get(predicate, ()):
            if implied in told.keys and not turned:
                owners.setdefault((implied, value), set()).add(subject)
    for (key, value), things in owners.items():
        if len(things) > 1:
            names = " and ".join(sorted(_short(thing) for thing in things))
            yield f"{names} would be one thing, since both have {_short(value)} as {_short(key)}."


def gained(data: Graph, told: Model, allowed: Iterable[Node]) -> Iterator[str]:
    """Classes that things with a stated class get besides, and that are neither above it nor allowed."""
    welcome = {wider for narrow in allowed for wider in told.above.get(narrow, frozenset({narrow}))}
    for thing, classes in types(data, told).items():
        stated = {name for name, why in classes.items() if why is None}
        for name, why in sorted(classes.items()) if stated else ():
            if why and name not in welcome:
                yield f"{_short(thing)} would become {_short(name)}, because {_said(why)}."


def _said(statement: Statement) -> str:
    return " ".join(map(_short, statement))


def _short(node: Node) -> str:
    """A name for people: a prefixed name, an IRI, or the text of a value."""
    if isinstance(node, Literal):
        return f'"{str(node)[:60]}"'
    if isinstance(node, BNode):
        return "something"
    name = str(node)
    short = (
        f"{prefix}:{name.removeprefix(space)}" for prefix, space in PREFIXES.items() if name.startswith(space)
    )
    return next(short, name)
