"""Reasoners that others wrote: owlrl for OWL RL, HermiT (Java) for OWL DL."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from rdflib import OWL, RDF, Graph, Namespace

from ecosystem.checks.samples import joined

_ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
"""The words in which owlrl reports a contradiction."""


def rl_closure(axioms: Graph, data: Graph) -> Graph:
    """All that follows in OWL RL, and the errors met; seconds for some hundred triples."""
    import owlrl  # half a second that only this check should pay

    whole = joined((axioms, data))
    closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False)
    closure.expand(whole)
    return whole


def rl_errors(closed: Graph) -> Iterator[str]:
    """What owlrl calls an error, in its own words, and everything that it takes for nothing."""
    for node in closed.subjects(RDF.type, _ERROR.ErrorMessage):
        yield str(closed.value(node, _ERROR.error))
    for node in closed.subjects(RDF.type, OWL.Nothing):
        yield f"{node} is said to be nothing."


@dataclass(frozen=True, slots=True)
class Verdict:
    """`impossible`: classes that nothing can be in, by name."""

    consistent: bool
    impossible: tuple[str, ...] = ()


def lacking() -> str | None:
    """What HermiT would need that is not on this machine, in a sentence; None where all is there."""
    if shutil.which("java") is None:
        return "Java not found."
    return (
        None if find_spec("owlready2") else "The package owlready2, which carries HermiT, is not installed."
    )


def verdict(axioms: Graph, data: Graph) -> Verdict:
    """What HermiT says of the two together. Needs all that `lacking` asks for."""
    import owlready2  # a second that only this check should pay

    whole = joined((axioms, data))
    world = owlready2.World()
    triples = io.BytesIO(whole.serialize(format="nt", encoding="utf-8"))
    world.get_ontology("https://w3id.org/sve/check").load(fileobj=triples, format="ntriples")
    try:
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(consistent=False)
    impossible = (found.iri for found in world.inconsistent_classes() if found is not owlready2.Nothing)
    return Verdict(consistent=True, impossible=tuple(sorted(impossible)))
