"""Has every class a shape, every property a rule or a reason for none, and every rule the words people need?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

import ontology
from ecosystem.checks import Figure, share
from ecosystem.checks.mutants import rules
from ecosystem.checks.mutation import part_of, said
from ontology import SVE, SVS
from ontology.rules import rule_examples

OURS = str(SVE._NS)
SEVERITIES = frozenset({SH.Violation, SH.Warning, SH.Info})
_COMPARED = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals, SH.targetObjectsOf)
_QUERIES = (SH.select, SH.ask)


def figures(progress: Callable[[str], None]) -> list[Figure]:
    """Words of the rules, then what has no rule, then whether the examples show what they should."""
    shapes, core = ontology.shapes(), ontology.core()
    every = rules(shapes)
    progress(f"rules: {len(every):,} rules and their examples")
    wordless = {rule: lacks for rule in every if (lacks := missing(shapes, rule))}
    return [
        _share(
            "rules with message, fix, column, severity and order",
            len(every),
            [f"{_short(rule)} lacks {' and '.join(lacks)}." for rule, lacks in wordless.items()],
        ),
        _share(
            "own classes with a shape", len(_own(core, OWL.Class)), list(classes_without_shape(core, shapes))
        ),
        _share(
            "own properties with a rule or a reason",
            len(_properties(core)),
            list(properties_without_rule(core, shapes)),
        ),
        _share(
            "rules with an example that keeps and one that breaks them", len(every), list(_unshown(every))
        ),
        _shacl_shacl(shapes),
    ]


def _share(name: str, whole: int, wrong: Sequence[str]) -> Figure:
    return Figure(
        name, share(whole - len(wrong), whole), "all", whole > 0 and not wrong, details=tuple(wrong)
    )


def missing(shapes: Graph, rule: URIRef) -> list[str]:
    """What a rule does not say that a person needs."""
    message = shapes.value(rule, SH.message)
    wrong, _, fix = str(message or "").partition("\n")
    order = shapes.value(rule, SH.order)
    told = {
        "an English message": isinstance(message, Literal)
        and message.language == "en"
        and bool(wrong.strip()),
        "what to do": fix.strip().endswith("."),
        "a column": bool(str(shapes.value(rule, SVS.column) or "").strip()),
        "a severity": shapes.value(rule, SH.severity) in SEVERITIES,
        "an order": isinstance(order, Literal) and isinstance(order.value, int) and order.value > 0,
        "a name": bool(shapes.value(rule, SH.name) or shapes.value(rule, RDFS.label)),
    }
    return [what for what, there in told.items() if not there]


def classes_without_shape(core: Graph, shapes: Graph) -> Iterator[str]:
    """Own classes that no node shape targets, neither themselves nor as a kind of one that is targeted."""
    targeted = set(shapes.objects(None, SH.targetClass))
    for term in _own(core, OWL.Class):
        if not targeted & set(core.transitive_objects(term, RDFS.subClassOf)):
            yield f"{_short(term)} has no shape."


def properties_without_rule(core: Graph, shapes: Graph) -> Iterator[str]:
    """Own properties that no shape constrains and that have no written reason."""
    used = set(_constrained(shapes))
    for term in _properties(core):
        reason = str(shapes.value(term, SVS.noRule) or "").strip()
        if term not in used and not reason:
            yield f"{_short(term)} has no rule, and no svs:noRule that says why."


def _constrained(shapes: Graph) -> Iterator[Node]:
    """Properties in a path, compared with another, whose values are targeted, or asked for in a query."""
    for path in shapes.objects(None, SH.path):
        yield from _steps(shapes, path)
    for predicate in _COMPARED:
        yield from shapes.objects(None, predicate)
    for predicate in _QUERIES:
        for text in shapes.objects(None, predicate):
            yield from (URIRef(OURS + name) for name in re.findall(r"\bsve:(\w+)", str(text)))


def _steps(shapes: Graph, path: Node) -> Iterator[Node]:
    yield path
    if not isinstance(path, URIRef):
        for _, inner in shapes.predicate_objects(path):
            yield from _steps(shapes, inner)


def _unshown(every: Sequence[URIRef]) -> Iterator[str]:
    """Rules whose examples are missing, or do not show what they should."""
    for rule in every:
        example = rule_examples().get(rule)
        if example is None:
            yield f"{_short(rule)} has no examples."
            continue
        found = said(rule, part_of(rule), example)
        if found["keeps"]:
            yield f"{_short(rule)} is broken in the example that should keep it."
        if len(found["breaks"]) != example.breaches:
            count = len(found["breaks"])
            yield f"{_short(rule)} is broken {count} times, not {example.breaches}, in the example that breaks it."


def _shacl_shacl(shapes: Graph) -> Figure:
    from pyshacl import validate  # half a second that only a check should pay
    from pyshacl.errors import ShapeLoadError

    name = "shapes valid by SHACL's own shapes"
    try:
        conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True, inference="none")
    except ShapeLoadError as error:
        return Figure(name, "no", "yes", False, details=(str(error),))
    return Figure(name, "yes" if conforms else "no", "yes", conforms, details=() if conforms else (text,))


def _own(core: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(
        term for term in core.subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(OURS)
    )


def _properties(core: Graph) -> list[URIRef]:
    return sorted({*_own(core, OWL.ObjectProperty), *_own(core, OWL.DatatypeProperty)})


def _short(term: URIRef) -> str:
    return term.replace(OURS, "sve:").replace(str(SVS), "svs:")
