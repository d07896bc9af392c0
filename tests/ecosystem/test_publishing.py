"""A finding is the same whether read from its triples, from its JSON or from where it was made."""

from __future__ import annotations

import json
from dataclasses import asdict

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rdflib import PROV, RDF, Graph, Literal, URIRef

from ecosystem import findings as found
from ecosystem.findings import KINDS_OF_FINDING, Contribution, Evidence, Facet, Finding, Result
from ecosystem.published import finding_from
from ecosystem.publishing import Run, canonical, iri_of, triples
from ecosystem.records import Cell
from ecosystem.triples import ntriples
from ontology import SVE

BASE = "http://map.example"
RUN = Run(BASE, "overlap", "1", {"seed": 0}, ("http://map.example/graph/dataset/d/1",))
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
numbers = st.floats(0, 1).map(lambda number: round(number, 6))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    evidence = Evidence(
        f"{BASE}/id/service/a", f"{BASE}/p", draw(texts), (Cell("a.csv", "", 2, draw(texts)),)
    )
    return Finding(
        method="overlap",
        kind=draw(st.sampled_from(sorted(KINDS_OF_FINDING))),
        involves=(f"{BASE}/id/service/a", f"{BASE}/id/service/b"),
        headline=draw(texts),
        why=draw(texts),
        differs=draw(texts),
        confidence=draw(st.sampled_from(["high", "medium", "low"])),
        confidence_text=draw(texts),
        score=draw(numbers),
        score_name="shared outcomes",
        comparability=draw(numbers),
        evidence=(evidence,),
        check_next=(draw(texts),),
        facets=(Facet("people", (draw(texts),), (), "unknown"),),
        contributions=(Contribution(f"{BASE}/id/outcome/o", draw(texts), 1.0, 1.0, 1.0),),
        phrases=(draw(texts),),
        test=draw(st.none() | st.just(found.Test(0.01, 0.04, "null", "all pairs", 12))),
        labels={f"{BASE}/id/service/a": draw(texts)},
    )


@given(findings())
def test_a_finding_survives_the_way_through_its_json(finding: Finding) -> None:
    assert finding_from(json.loads(canonical(asdict(finding)))) == finding


@given(findings())
def test_the_properties_of_a_finding_agree_with_its_json(finding: Finding) -> None:
    graph = Graph()
    for triple in triples(RUN, Result((finding,))):
        graph.add(triple)
    node = iri_of(BASE, finding)
    detail = finding_from(json.loads(str(graph.value(node, SVE.detailJson))))
    assert (node, RDF.type, SVE[KINDS_OF_FINDING[detail.kind]]) in graph
    assert {str(iri) for iri in graph.objects(node, SVE.involves)} == set(detail.involves)
    assert float(str(graph.value(node, SVE.score))) == detail.score
    assert float(str(graph.value(node, SVE.comparability))) == detail.comparability
    assert (node, PROV.wasGeneratedBy, RUN.iri) in graph
    assert len(list(graph.objects(node, SVE.evidence))) == len(detail.evidence)
    assert ((node, SVE.pValue, None) in graph) == (detail.test is not None)
    if detail.headline:
        assert (node, SVE.headline, Literal(detail.headline, lang="en")) in graph


def test_the_same_run_has_the_same_name_and_another_input_another() -> None:
    again = Run(BASE, "overlap", "1", {"seed": 0}, ("http://map.example/graph/dataset/d/1",))
    other = Run(BASE, "overlap", "1", {"seed": 0}, ("http://map.example/graph/dataset/d/2",))
    assert again.iri == RUN.iri
    assert other.iri != RUN.iri


def test_a_family_without_findings_is_published() -> None:
    family = found.TestFamily("all", "All pairs", 309, 0, "No pair is aligned beyond chance.", 4)
    store = ox.Store()
    store.load(b"".join(ntriples(triples(RUN, Result((), (family,))))), ox.RdfFormat.N_TRIPLES)
    tests = [quad.object.value for quad in store if quad.predicate.value == str(SVE.testsInFamily)]
    assert tests == ["309"]


def test_a_finding_is_named_by_what_it_compares_not_by_its_score() -> None:
    one = Finding(
        "gaps", "not-known", (f"{BASE}/id/outcome/o",), "h", "w", "", "low", "c", 0.0, "efforts", 0.1, (), ()
    )
    assert isinstance(iri_of(BASE, one), URIRef)
    assert iri_of(BASE, one) == iri_of(
        BASE,
        Finding(
            "gaps", "not-known", (f"{BASE}/id/outcome/o",), "H", "W", "", "high", "C", 9.0, "x", 0.9, (), ()
        ),
    )
