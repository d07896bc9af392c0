"""The graphs beside the data sets: the catalogue, judged identities, and what analyses found."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from rdflib import DCAT, DCTERMS, PROV, RDF, URIRef

from benchmarks.writing import (
    BASE,
    DataSet,
    Term,
    concept,
    concepts,
    count,
    day,
    named,
    number,
    plain,
    repeated,
    text,
)
from ontology import SVE

if TYPE_CHECKING:
    from benchmarks.synthetic import World

_METHODS = (
    ("overlap", SVE.OverlapFinding, 2),
    ("duplication", SVE.DuplicationFinding, 2),
    ("fragmentation", SVE.FragmentationFinding, 3),
    ("alignment", SVE.AlignmentFinding, 2),
    ("gaps", SVE.GapFinding, 1),
    ("brokerage", SVE.BrokerageFinding, 1),
    ("north-star", SVE.NorthStarFinding, 1),
    ("left-behind", SVE.LeftBehindFinding, 1),
)


def graphs(world: World) -> dict[str, list[str]]:
    """Named graph -> lines."""
    found = {
        f"{BASE}/graph/findings/{method}": _run(world, method, of, size) for method, of, size in _METHODS
    }
    return (
        found
        | {f"{BASE}/graph/catalog/{data.name}": _entry(data) for data in (world.national, *world.local)}
        | {f"{BASE}/graph/identity": _identity_links(world)}
        | {f"{BASE}/graph/reviews": _reviews(world)}
    )


def _entry(data: DataSet) -> list[str]:
    entry = DataSet(data.name)
    files = [_file(entry, name) for name in data.files()]
    entry.say(
        data.iri,
        (RDF.type, named(DCAT.Dataset)),
        (DCTERMS.identifier, plain(data.name)),
        (DCTERMS.title, text(f"Invented data of {data.name}")),
        (DCTERMS.publisher, plain("Nobody")),
        (DCTERMS.license, plain("CC0-1.0")),
        (DCTERMS.source, plain("benchmarks")),
        (DCTERMS.description, text("Invented.")),
        (SVE.confidence, number(0.9)),
        (URIRef(f"{DCAT._NS}version"), plain("1")),
        (DCTERMS.hasPart, f"<{data.graph}>"),
        *repeated(PROV.hadPrimarySource, files),
    )
    return entry.lines


def _file(entry: DataSet, name: str) -> Term:
    """Write what the catalogue holds of a file; gives its IRI."""
    digest = sha256(f"{entry.name}/{name}".encode()).hexdigest()
    file = f"<{BASE}/id/file/{digest}>"
    entry.say(file, (RDF.type, named(PROV.Entity)), (SVE.file, plain(name)), (SVE.sha256, plain(digest)))
    return file


def _identity_links(world: World) -> list[str]:
    """Judged pairs of records of one body, most of them accepted, as the graph of identities holds them."""
    chance, graph = world.chance, DataSet("identity")
    bodies = world.things["organisation"]
    aliases = chance.random.sample(bodies[len(bodies) // 2 :], min(len(bodies) // 4, world.many(200)))
    for place, alias in enumerate(aliases, start=1):
        kept = bodies[place % (len(bodies) // 2)]
        accepted = chance.happens(0.8)
        status = "confirmed" if accepted else "rejected"
        graph.say(
            f"<{BASE}/id/identity/{place}>",
            (RDF.type, named(SVE.IdentityLink)),
            *repeated(SVE.involves, (alias, kept)),
            (SVE.score, number(round(chance.random.uniform(0.7, 1), 2))),
            (SVE.reviewStatus, concept("review-status", status)),
        )
        if accepted:
            graph.say(alias, (SVE.canonical, kept))
    return graph.lines


def _reviews(world: World) -> list[str]:
    """What people said of the first findings of the first method, as the graph of reviews holds it."""
    method, graph = _METHODS[0][0], DataSet("reviews")
    for rank in range(1, world.many(100) + 1):
        graph.say(
            f"<{BASE}/id/review/{rank}>",
            (RDF.type, named(SVE.Review)),
            (SVE.reviewOf, f"<{BASE}/id/finding/{method}.{rank}>"),
            (SVE.reviewStatus, concept("review-status", "confirmed" if rank % 3 else "intended")),
            (SVE.reviewedBy, plain("Nobody")),
            (SVE.reviewedOn, day(date(2026, 5, 1))),
        )
    return graph.lines


def _run(world: World, method: str, rdf_class: URIRef, involved: int) -> list[str]:
    graph = DataSet(method)
    run, family = f"<{BASE}/id/run/{method}>", f"<{BASE}/id/run/{method}.family-1>"
    graph.say(
        run,
        (RDF.type, named(SVE.AnalysisRun)),
        (SVE.methodId, plain(method)),
        (SVE.methodVersion, plain("1")),
        (SVE.codeVersion, plain("0")),
        (SVE.parametersJson, plain("{}")),
        (SVE.seed, plain(0)),
        (SVE.detailJson, plain("{}")),
        *repeated(PROV.used, (f"<{data.graph}>" for data in (world.national, *world.local))),
        (SVE.hasFamily, family),
    )
    tests = world.many(350)
    graph.say(family, (RDF.type, named(SVE.TestFamily)), (SVE.testsInFamily, count(tests)))
    for rank in range(1, tests + 1):
        _finding(
            world, graph, f"<{BASE}/id/finding/{method}.{rank}>", run, rdf_class, (rank, involved, tests)
        )
    return graph.lines


def _finding(
    world: World, graph: DataSet, finding: Term, run: Term, rdf_class: URIRef, numbers: tuple[int, int, int]
) -> None:
    chance = world.chance
    rank, involved, tests = numbers
    things = world.things["organisation" if rdf_class == SVE.AlignmentFinding else "effort"]
    p = chance.random.random() ** 3
    graph.say(
        finding,
        (RDF.type, named(rdf_class)),
        (RDF.type, named(SVE.Finding)),
        (SVE.findingKind, chance.any(concepts("finding-kind"))),
        (PROV.wasGeneratedBy, run),
        (SVE.position, count(rank)),
        *repeated(SVE.involves, {chance.one(things): None for _ in range(involved)}),
        (SVE.onOutcome, chance.one(world.things["shared-outcome"])),
        (SVE.onGroup, chance.one(world.things["group"]) if chance.happens(0.5) else None),
        (SVE.score, number(round(chance.random.random(), 3))),
        (SVE.scoreName, plain("made up")),
        (SVE.pValue, number(round(p, 6))),
        (SVE.qValue, number(round(min(1.0, p * 2), 6))),
        (SVE.nullModel, plain("made up")),
        (SVE.testsInFamily, count(tests)),
        (SVE.comparability, number(round(chance.random.random(), 1))),
        (SVE.evidence, chance.any(things)),
        (SVE.headline, chance.sentence()),
        (SVE.detailJson, plain("{}")),
        (SVE.reviewStatus, concept("review-status", "unreviewed")),
    )
