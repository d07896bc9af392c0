"""Findings to triples: written once by a run, read by every page (`ecosystem.published`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from rdflib import PROV, RDF, SKOS, Literal, URIRef

from ecosystem import __version__
from ecosystem.findings import (
    KINDS_OF_FINDING,
    Evidence,
    Finding,
    Result,
    TestFamily,
)
from ecosystem.identifiers import digest, finding_iri, statement_iri
from ecosystem.kinds import KINDS
from ecosystem.reviews.basis import NOTHING, Basis, basis_data
from ecosystem.triples import Triple
from ontology import SVE, concept_iri

_FIELD_TYPES: dict[str, str] = {
    str(field.predicate): field.type for kind in KINDS.values() for field in kind.fields
}


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of one analysis: all that decides its result, and nothing that does not (no time).

    `decisions`: the digest of what people decided that analyses start from; "" where nobody decided such a thing.
    """

    base: str
    method: str
    method_version: str
    parameters: Mapping[str, object]
    inputs: tuple[str, ...]
    decisions: str = ""

    @property
    def iri(self) -> URIRef:
        """The same inputs, parameters and code always give the same IRI."""
        parts = [self.method, self.method_version, code_version(), canonical(self.parameters), *self.inputs]
        if self.decisions:
            parts.append(self.decisions)
        return URIRef(f"{self.base}/id/run/{digest(parts)}")

    @property
    def graph(self) -> str:
        """The named graph with the newest findings of this method."""
        return f"{self.base}/graph/findings/{self.method}"


@cache
def code_version() -> str:
    """The release and a digest of the code that findings depend on, so that a changed method is run again."""
    package = files("ecosystem")
    named = (
        "matching.py", "reviews/basis.py", "projection.py", "full_graph.py", "graph_engines.py", "nearest.py",
        "near_copies.py",
    )  # fmt: skip
    modules = [*(package / name for name in named), *_modules(package / "analyses")]
    texts = sorted(
        (module.name, module.read_text("utf-8")) for module in modules if module.name.endswith(".py")
    )
    return f"{__version__}+{digest(part for text in texts for part in text)[:8]}"


def _modules(folder: Traversable) -> Iterator[Traversable]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _modules(item)
        else:
            yield item


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces, so that equal values give equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def triples(run: Run, result: Result, bases: Mapping[str, Basis] = MappingProxyType({})) -> Iterator[Triple]:
    """The run, its test families and its findings as triples; `bases`: finding -> the facts it rests on."""
    yield from _run(run, result, bases)
    for place, family in enumerate(result.families):
        yield from _family(run, place, family)
    for rank, finding in enumerate(result.findings, start=1):
        yield from _finding(run, rank, finding, bases.get(str(iri_of(run.base, finding)), NOTHING))


def _run(run: Run, result: Result, bases: Mapping[str, Basis]) -> Iterator[Triple]:
    yield (run.iri, RDF.type, SVE.AnalysisRun)
    yield (run.iri, SVE.methodId, Literal(run.method))
    yield (run.iri, SVE.methodVersion, Literal(run.method_version))
    yield (run.iri, SVE.codeVersion, Literal(code_version()))
    yield (run.iri, SVE.parametersJson, Literal(canonical(run.parameters)))
    yield (run.iri, SVE.seed, Literal(str(run.parameters.get("seed", 0))))
    for graph in run.inputs:
        yield (run.iri, PROV.used, URIRef(graph))
    detail: dict[str, object] = {"statements": result.statements, "counts": dict(result.counts)}
    if run.decisions:
        detail["decisions"] = run.decisions
    if result.tables:
        detail["tables"] = dict(result.tables)
    if result.unlisted:
        drawn = [(str(iri_of(run.base, finding)), finding) for finding in result.unlisted.drawn]
        detail["unlisted"] = {
            "total": result.unlisted.total,
            "drawn": [
                {"iri": iri, "finding": asdict(finding), "basis": basis_data(bases.get(iri, NOTHING))}
                for iri, finding in drawn
            ],
        }
    yield (run.iri, SVE.detailJson, Literal(canonical(detail)))


def _family(run: Run, place: int, family: TestFamily) -> Iterator[Triple]:
    node = URIRef(f"{run.iri}.family-{place + 1}")
    yield (run.iri, SVE.hasFamily, node)
    yield (node, RDF.type, SVE.TestFamily)
    yield (node, SKOS.prefLabel, Literal(family.title, lang="en"))
    yield (node, SVE.testsInFamily, Literal(family.tests))
    yield (node, SVE.findingsInFamily, Literal(family.findings))
    yield (node, SVE.headline, Literal(family.statement, lang="en"))
    yield (node, SVE.position, Literal(place + 1))
    yield (node, SVE.detailJson, Literal(canonical(asdict(family))))
    if family.smallest_detectable is not None:
        yield (node, SVE.smallestDetectable, Literal(family.smallest_detectable))


def _finding(run: Run, rank: int, finding: Finding, basis: Basis) -> Iterator[Triple]:
    node = iri_of(run.base, finding)
    yield (node, RDF.type, SVE[KINDS_OF_FINDING[finding.kind]])
    yield (node, RDF.type, SVE.Finding)
    yield (node, SVE.findingKind, concept_iri("finding-kind", finding.kind))
    yield (node, PROV.wasGeneratedBy, run.iri)
    yield (node, SVE.position, Literal(rank))
    for iri in finding.involves:
        yield (node, SVE.involves, URIRef(iri))
    for name, iri in finding.coordinates:
        yield (node, SVE[name], URIRef(iri))
    yield (node, SVE.score, _decimal(finding.score))
    yield (node, SVE.scoreName, Literal(finding.score_name))
    yield (node, SVE.comparability, _decimal(finding.comparability))
    if finding.test:
        yield (node, SVE.pValue, _decimal(finding.test.p, 12))
        yield (node, SVE.qValue, _decimal(finding.test.q, 12))
        yield (node, SVE.nullModel, Literal(finding.test.null_model))
        yield (node, SVE.testsInFamily, Literal(finding.test.tests_in_family))
    yield from _sentences(node, finding)
    for item in finding.evidence:
        yield from _evidence(run.base, node, item)
    detail = asdict(finding)
    if basis != NOTHING:
        detail["basis"] = basis_data(basis)
        yield (node, SVE.basisDigest, Literal(basis.digest))
    yield (node, SVE.detailJson, Literal(canonical(detail)))


def _sentences(node: URIRef, finding: Finding) -> Iterator[Triple]:
    said = (
        (SVE.headline, finding.headline),
        (SVE.whyText, finding.why),
        (SVE.differsText, finding.differs),
        (SVE.moneyText, finding.money),
        (SVE.confidenceText, finding.confidence_text),
        *((SVE.checkNext, question) for question in finding.check_next),
    )
    for predicate, text in said:
        if text:
            yield (node, predicate, Literal(text, lang="en"))


def _evidence(base: str, node: URIRef, item: Evidence) -> Iterator[Triple]:
    statement = statement_iri(base, item.subject, item.predicate, item.value)
    yield (node, SVE.evidence, statement)
    yield (statement, RDF.type, SVE.Qualifier)
    yield (statement, RDF.subject, URIRef(item.subject))
    yield (statement, RDF.predicate, URIRef(item.predicate))
    yield (statement, RDF.object, _object(item))


def _object(item: Evidence) -> URIRef | Literal:
    """The value as the data set's own statement has it, so that both speak of one statement.

    A property that no field fills is a derived link between two things.
    """
    kind = _FIELD_TYPES.get(item.predicate, "ref")
    if kind in {"ref", "concept", "link"}:
        return URIRef(item.value)
    return Literal(item.value, lang="en") if kind == "text" else Literal(item.value)


def iri_of(base: str, finding: Finding) -> URIRef:
    """The finding's stable IRI: what was compared, not when."""
    where = [f"{name}={iri}" for name, iri in finding.coordinates]
    return finding_iri(base, finding.method, finding.involves, where)


def _decimal(number: float, places: int = 6) -> Literal:
    return Literal(Decimal(f"{number:.{places}f}").normalize() + 0)
