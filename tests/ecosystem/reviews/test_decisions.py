"""What people decide is what analyses start from: confirmed outcomes, and records that are or are not the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_places import imported

from ecosystem import published
from ecosystem.analysing import analyse
from ecosystem.config import Settings
from ecosystem.evidence import locate
from ecosystem.findings import Evidence, Finding, Result
from ecosystem.full_graph import full_graph
from ecosystem.identifiers import system_graph
from ecosystem.publishing import Run, triples
from ecosystem.reviews.basis import basis_of
from ecosystem.reviews.deciding import decide
from ecosystem.reviews.decisions import Decisions, decisions
from ecosystem.reviews.statements import statements_of
from ecosystem.store import Changes, Store
from ecosystem.triples import ntriples
from ontology import SVE

BASE = "http://127.0.0.1:8080"
SHEETS = {
    "Organisations": "ID,Name,Sector\ncouncil,Vale Council,LG\ntrust,Vale Trust,VC\n",
    "Outcomes": "ID,Name\nr1,Fewer road injuries\nr2,Cleaner air\n",
    "Activities": (
        "ID,Name,Kind,Delivered by,Outcomes,Description\n"
        "a1,Safe routes,programme,council,Fewer road injuries,Crossings near schools\n"
        "a2,Walk well,programme,trust,,Walks on safer crossings\n"
        "a3,Walk Well,programme,trust,,Walks\n"
    ),
}
EFFORT, OUTCOME = f"{BASE}/id/programme/place.a2", f"{BASE}/id/outcome/place.r1"


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Iterator[Store]:
    with imported(settings, tmp_path / "place", SHEETS) as store:
        yield store


def things(store: Store) -> tuple[str, str]:
    """The effort that states no outcome, and the outcome that somebody may propose for it."""
    graph = full_graph(store.read())
    named = {data["label"]: node for node, data in graph.nodes(data=True)}
    return named["Walk well"], named["Fewer road injuries"]


def propose(settings: Settings, store: Store) -> str:
    """Publish one proposal, as an analysis would; gives its IRI."""
    effort, outcome = things(store)
    graph = full_graph(store.read())
    finding = Finding(
        method="proposed-outcomes", kind="proposed-outcome", involves=tuple(sorted((effort, outcome))),
        headline="To confirm", why="We think so.", differs="", confidence="low", confidence_text="Low.", score=0.5,
        score_name="strength", comparability=1.0, check_next=("Ask.",), coordinates=(("onOutcome", outcome),),
        evidence=(Evidence(effort, "http://www.w3.org/2004/02/skos/core#prefLabel", "Walk well"),),
    )  # fmt: skip
    run = Run(BASE, "proposed-outcomes", "1", {}, ())
    from ecosystem.publishing import iri_of

    iri = str(iri_of(BASE, finding))
    written = sorted(set(triples(run, Result((finding,)), {iri: basis_of(graph, finding)})), key=str)
    store.commit(Changes("Proposed.", {run.graph: ntriples(written)}))
    return iri


def test_a_confirmed_proposal_is_a_statement_with_the_person_as_its_source(
    settings: Settings, store: Store
) -> None:
    effort, outcome = things(store)
    iri = propose(settings, store)
    assert not full_graph(store.read()).has_edge(effort, outcome, "targetsOutcome")
    decide(settings, store, iri, "confirmed", "Ada", "I run it.")
    reader = store.read()
    assert full_graph(reader).has_edge(effort, outcome, "targetsOutcome")
    statement = Evidence(effort, str(SVE.targetsOutcome), outcome)
    (cell,) = locate([statement], reader, BASE)[statement]
    assert str(cell).startswith("decision of Ada, 20")
    assert decisions(reader).confirmed == {(effort, outcome)}


def test_taking_it_back_takes_the_statement_back(settings: Settings, store: Store) -> None:
    effort, outcome = things(store)
    iri = propose(settings, store)
    decide(settings, store, iri, "confirmed", "Ada", "I run it.")
    decide(settings, store, iri, "unreviewed", "Ada", "")
    assert not full_graph(store.read()).has_edge(effort, outcome, "targetsOutcome")
    assert decisions(store.read()) == Decisions()


def test_a_rejection_counts_until_the_texts_change(settings: Settings, store: Store) -> None:
    effort, outcome = things(store)
    decide(settings, store, propose(settings, store), "rejected", "Ada", "It is about health.")
    reader = store.read()
    graph = full_graph(reader)
    assert decisions(reader, graph).rejected == {(effort, outcome)}
    graph.nodes[effort]["description"] = "Something else"
    assert decisions(reader, graph).rejected == frozenset()


def twins(settings: Settings, store: Store) -> str:
    analyse(settings, store, ("same-record",), lambda _step: None)
    (item,) = published.findings(store.read(), "same-record")
    return item.iri


def test_records_that_people_joined_have_one_that_stands_for_both(settings: Settings, store: Store) -> None:
    iri = twins(settings, store)
    decide(settings, store, iri, "confirmed", "Ada", "")
    identity = system_graph(BASE, "identity")
    ((other, predicate, kept),) = statements_of(store.read(), identity)
    assert predicate == SVE.canonical
    assert str(other) > str(kept)
    decide(settings, store, iri, "unreviewed", "Ada", "")
    assert statements_of(store.read(), identity) == set()


def test_records_that_people_told_apart_are_not_proposed_as_one_again(
    settings: Settings, store: Store
) -> None:
    iri = twins(settings, store)
    decide(settings, store, iri, "rejected", "Ada", "Two walks on two days.")
    analyse(settings, store, ("same-record",), lambda _step: None)
    assert published.findings(store.read(), "same-record") == []


def test_nothing_is_analysed_again_as_long_as_no_decision_feeds_it(settings: Settings, store: Store) -> None:
    iri = twins(settings, store)
    assert analyse(settings, store, ("same-record",), lambda _step: None)[1] is None
    decide(settings, store, iri, "rejected", "Ada", "Two walks.")
    assert analyse(settings, store, ("same-record",), lambda _step: None)[1] is not None
