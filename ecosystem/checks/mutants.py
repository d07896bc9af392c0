"""Every way in which one rule of the shapes could be a little weaker, or one part of it be missing.

A mutant is a set of triples to take out and another to put in. Only what changes the meaning of a rule is
made: its constraints, the members of its lists, its targets, its severity, its two sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ecosystem.checks.weaker_patterns import weaker_patterns
from ecosystem.checks.weaker_queries import weaker_queries
from ecosystem.shapes import TARGETS
from ontology import SVS

Triple = tuple[Node, Node, Node]
LOWER: dict[Node, URIRef] = {SH.Violation: SH.Warning, SH.Warning: SH.Info}

REMOVED = (
    SH["class"], SH.datatype, SH.nodeKind, SH.minCount, SH.maxCount, SH.minInclusive, SH.maxInclusive,
    SH.minExclusive, SH.maxExclusive, SH.minLength, SH.maxLength, SH.pattern, SH.languageIn, SH.equals,
    SH.disjoint, SH.lessThan, SH.lessThanOrEquals, SH["not"], SH["and"], SH["or"], SH.xone, SH.node,
    SH.qualifiedValueShape, SH.hasValue, SH["in"], SH.closed, SH.sparql,
)  # fmt: skip
"""Parameters that a mutant leaves out. `sh:uniqueLang` is set to false instead, which comes to the same."""

STEPS: dict[URIRef, int] = {
    SH.minCount: -1, SH.maxCount: 1, SH.minInclusive: -1, SH.maxInclusive: 1, SH.minExclusive: -1,
    SH.maxExclusive: 1, SH.minLength: -1, SH.maxLength: 1, SH.qualifiedMinCount: -1, SH.qualifiedMaxCount: 1,
}  # fmt: skip
"""Bounds that a mutant moves, and in which direction they get weaker."""

VALUES = frozenset({SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive})
LISTS = (SH["in"], SH["or"], SH["and"], SH.xone, SH.languageIn, SH.ignoredProperties)
NESTED = (SH["or"], SH["and"], SH.xone)


@dataclass(frozen=True, slots=True)
class Mutant:
    """`rules`: those whose results could change; `part`: constraint, target, severity, query or words."""

    name: str
    part: str
    rules: tuple[URIRef, ...]
    removed: frozenset[Triple]
    added: frozenset[Triple]


def rules(shapes: Graph) -> list[URIRef]:
    """The shapes that speak to people, in alphabetical order."""
    return sorted(rule for rule in shapes.subjects(SVS.column, unique=True) if isinstance(rule, URIRef))


def mutants(shapes: Graph) -> Iterator[Mutant]:
    """Every mutant of the shapes, rule by rule, then those of the targets."""
    for rule in rules(shapes):
        name = rule.removeprefix(SVS)
        made = [*_of_node(shapes, rule, name), *_severity(shapes, rule, name), *_words(shapes, rule, name)]
        for label, part, removed, added in made:
            yield Mutant(label, part, (rule,), frozenset(removed), frozenset(added))
    yield from _targets(shapes)


Made = tuple[str, str, list[Triple], list[Triple]]


def _of_node(shapes: Graph, node: Node, name: str) -> Iterator[Made]:
    """The mutants of one shape and of the nameless shapes inside it."""
    seen: Counter[Node] = Counter()
    for predicate, value in sorted(shapes.predicate_objects(node), key=lambda pair: _order(shapes, pair)):
        if not isinstance(predicate, URIRef):
            continue
        seen[predicate] += 1
        again = f"({seen[predicate]})" if seen[predicate] > 1 else ""
        word = f"{name}: sh:{predicate.removeprefix(str(SH._NS))}{again}"
        if predicate == SH.path:
            yield from _of_path(shapes, node, value, name)
        if predicate in REMOVED:
            yield f"{word} {_shown(shapes, value)} left out", "constraint", [(node, predicate, value)], []
        if predicate in STEPS and isinstance(value, Literal):
            yield from _moved(shapes, node, predicate, value, word)
        if predicate == SH.uniqueLang:
            changed: list[Triple] = [(node, predicate, Literal(False))]
            yield f"{word} false", "constraint", [(node, predicate, value)], changed
        if predicate == SH.pattern:
            yield from _patterns(node, value, word)
        if predicate in LISTS:
            yield from _shorter(shapes, node, predicate, value, word)
        if predicate == SH.sparql:
            yield from _queries(shapes, value, name)
        yield from _inside(shapes, predicate, value, word)


def _order(shapes: Graph, pair: tuple[Node, Node]) -> tuple[str, ...]:
    """Something to sort by that is the same in each run, which the names of nameless nodes are not."""
    predicate, value = pair
    if not isinstance(value, BNode):
        return (str(predicate), str(value))
    return (
        str(predicate),
        *sorted(text for inner in shapes.predicate_objects(value) for text in _order(shapes, inner)),
    )


def _inside(shapes: Graph, predicate: URIRef, value: Node, word: str) -> Iterator[Made]:
    """The mutants of nameless shapes that a parameter points to, alone or in a list."""
    if predicate in NESTED:
        for number, member in enumerate(Collection(shapes, value), 1):
            if isinstance(member, BNode):
                yield from _of_node(shapes, member, f"{word}[{number}]")
    elif predicate in (SH["not"], SH.qualifiedValueShape, SH.node, SH.property) and isinstance(value, BNode):
        yield from _of_node(shapes, value, word)


def _of_path(shapes: Graph, node: Node, path: Node, name: str) -> Iterator[Made]:
    """The mutants of a path that is a choice; where one alternative is left, it is the path."""
    choice = shapes.value(path, SH.alternativePath) if isinstance(path, BNode) else None
    if choice is None:
        return
    members = list(Collection(shapes, choice))
    for number, member in enumerate(members, 1):
        rest = [item for item in members if item is not member]
        start, triples = _list(rest)
        changed = [(path, SH.alternativePath, start), *triples]
        gone: list[Triple] = [(path, SH.alternativePath, choice)]
        if len(rest) == 1:
            gone, changed = [(node, SH.path, path), *gone], [(node, SH.path, rest[0])]
        yield f"{name}: path without alternative {number}", "constraint", gone, changed


def _moved(shapes: Graph, node: Node, predicate: URIRef, value: Literal, word: str) -> Iterator[Made]:
    """A bound moved by one step; a smallest number of 1 of something is left out elsewhere already."""
    step = _step(shapes, node) if predicate in VALUES else Decimal(1)
    moved = Decimal(str(value)) + STEPS[predicate] * step
    if predicate in (SH.minCount, SH.minLength, SH.qualifiedMinCount) and moved <= 0:
        return
    whole = moved == moved.to_integral_value()
    changed = Literal(str(moved), datatype=value.datatype) if whole else Literal(moved)
    yield f"{word} {value} -> {moved}", "constraint", [(node, predicate, value)], [(node, predicate, changed)]


def _step(shapes: Graph, node: Node) -> Decimal:
    """1, but a tenth for numbers that lie between 0 and 1."""
    between = shapes.value(node, SH.minInclusive), shapes.value(node, SH.maxInclusive)
    return Decimal("0.1") if [str(bound) for bound in between] == ["0", "1"] else Decimal(1)


def _patterns(node: Node, value: Node, word: str) -> Iterator[Made]:
    """The mutants of a pattern."""
    for what, changed in weaker_patterns(str(value)):
        new: list[Triple] = [(node, SH.pattern, Literal(changed))]
        yield f"{word} {what}", "constraint", [(node, SH.pattern, value)], new


def _shorter(shapes: Graph, node: Node, predicate: URIRef, head: Node, word: str) -> Iterator[Made]:
    """A list without each of its members."""
    members = list(Collection(shapes, head))
    for number, member in enumerate(members, 1):
        rest = [item for item in members if item is not member]
        if rest:
            start, triples = _list(rest)
            shown = _shown(shapes, member) if not isinstance(member, BNode) else f"[{number}]"
            changed = [(node, predicate, start), *triples]
            yield f"{word} without {shown}", "constraint", [(node, predicate, head)], changed


def _list(members: Iterable[Node]) -> tuple[Node, list[Triple]]:
    start: Node = RDF.nil
    triples: list[Triple] = []
    for member in reversed(list(members)):
        cell = BNode()
        triples += [(cell, RDF.first, member), (cell, RDF.rest, start)]
        start = cell
    return start, triples


def _queries(shapes: Graph, node: Node, name: str) -> Iterator[Made]:
    """The mutants of the query of a comparison."""
    for text in shapes.objects(node, SH.select):
        for what, weaker in weaker_queries(str(text)):
            changed: list[Triple] = [(node, SH.select, Literal(weaker))]
            yield f"{name}: query {what}", "query", [(node, SH.select, text)], changed


def _severity(shapes: Graph, rule: URIRef, name: str) -> Iterator[Made]:
    for severity in shapes.objects(rule, SH.severity):
        if lower := LOWER.get(severity):
            changed: list[Triple] = [(rule, SH.severity, lower)]
            word = lower.removeprefix(str(SH._NS))
            yield f"{name}: severity lowered to {word}", "severity", [(rule, SH.severity, severity)], changed


def _words(shapes: Graph, rule: URIRef, name: str) -> Iterator[Made]:
    for message in shapes.objects(rule, SH.message):
        gone: list[Triple] = [(rule, SH.message, message)]
        yield f"{name}: message left out", "words", gone, []
        wrong, _, fix = str(message).partition("\n")
        if fix:
            yield f"{name}: fix left out", "words", gone, [(rule, SH.message, Literal(wrong, lang="en"))]


def _targets(shapes: Graph) -> Iterator[Mutant]:
    """Each target of a node shape, and each rule of several node shapes, taken away once."""
    every = rules(shapes)
    for owner, predicate, target in sorted(shapes):
        if predicate in TARGETS and isinstance(owner, URIRef):
            concerned = tuple(rule for rule in every if _is_of(shapes, owner, rule))
            gone = frozenset({(owner, predicate, target)})
            name = f"{owner.removeprefix(SVS)}: target {_shown(shapes, target)} left out"
            yield Mutant(name, "target", concerned, gone, frozenset())
        elif predicate == SH.property and isinstance(owner, URIRef) and isinstance(target, URIRef):
            name = f"{owner.removeprefix(SVS)}: {target.removeprefix(SVS)} left out"
            yield Mutant(name, "target", (target,), frozenset({(owner, predicate, target)}), frozenset())


def _is_of(shapes: Graph, owner: URIRef, rule: URIRef) -> bool:
    return owner == rule or (owner, SH.property, rule) in shapes


def _shown(shapes: Graph, value: Node) -> str:
    if isinstance(value, BNode):
        return ""
    return str(shapes.namespace_manager.normalizeUri(value)) if isinstance(value, URIRef) else str(value)
