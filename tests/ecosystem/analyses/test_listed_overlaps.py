"""Many efforts: which pairs are listed, which only counted, and what holds of every list."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from graphs import RING, Graph, effort, organisation, outcome, relabelled, shuffled, twins
from hypothesis import given, settings
from hypothesis import strategies as st
from open_data import federal, marked_as_one, ottawa

from ecosystem.analyses.overlap import candidate_pairs, run
from ecosystem.findings import Finding

FORBIDDEN = re.compile(
    r"\b(duplicat(e|es|ed)|wast\w*|saving\w*|inefficien\w*|merg\w*|unnecessary spend\w*)\b", re.I
)


def sentences(finding: Finding) -> list[str]:
    single = (finding.headline, finding.why, finding.differs, finding.money, finding.confidence_text)
    return [*single, *finding.check_next]


def crowd(bodies: int, each: int) -> Graph:
    graph = Graph()
    outcome(graph, "calm")
    for body in range(bodies):
        organisation(graph, f"body-{body}", f"Body {body}")
        for place in range(each):
            iri = f"effort-{body}-{place:02}"
            effort(graph, iri, f"body-{body}", label=f"Effort {body} {place:02}", outcomes=["calm"])
    return graph


def test_no_two_bodies_crowd_out_the_others_and_what_is_not_listed_is_counted() -> None:
    result = run(crowd(bodies=3, each=10), limit=50)
    shown = Counter(tuple(iri[:8] for iri in finding.involves) for finding in result.findings)
    assert len(result.findings) == 50
    assert max(shown.values()) == 20
    assert result.counts == {"cannot-tell-yet": 300}
    assert "250 further pairs were seen and are not listed: 250 cannot tell yet." in result.statements


def test_an_outcome_that_very_many_state_proposes_no_pair_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ecosystem.analyses.pairs.MOST_PAIRS", 100)
    graph = crowd(bodies=3, each=10)
    outcome(graph, "rare")
    for body in ("body-0", "body-1"):
        effort(graph, f"rare-{body}", body, label=f"Rare {body}", outcomes=["rare", "calm"])
    for at in range(20):
        effort(graph, f"silent-{at}", "body-0", label=f"Silent {at}")
    result = run(graph)
    assert [finding.involves for finding in result.findings] == [("rare-body-0", "rare-body-1")]
    assert result.findings[0].score == 2.0
    assert any("“calm” are left out" in said for said in result.statements)


def test_efforts_without_a_body_are_counted_and_not_compared() -> None:
    graph = twins()
    effort(graph, "nobody's", outcomes=["calm"])
    assert "1 effort without a recorded organisation could not be compared." in run(graph).statements


def test_the_strongest_claims_come_first_in_findings_and_the_best_scores_in_candidates() -> None:
    graph = twins()
    organisation(graph, "body-c", "Cedar")
    effort(graph, "c", "body-c", label="Cedar Club", outcomes=["calm", "fit"])
    effort(graph, "d", "body-a", label="Dahlia Club", outcomes=["calm", "fit"])
    effort(graph, "a2", "body-a", label="ACORN CLUB")
    assert run(graph).findings[0].kind == "possible-duplication"
    pairs = candidate_pairs(graph)
    assert pairs[0].score == 2.0
    assert (pairs[-1].a, pairs[-1].b, pairs[-1].kind) == ("a", "a2", "same-record")


SMALL = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.frozensets(st.sampled_from(["calm", "fit"])),
        st.frozensets(st.sampled_from(["group-1", "group-2"])),
        st.frozensets(st.sampled_from(["area-1", "area-2"])),
        st.sampled_from(["", "2020-01-01", "2024-01-01"]),
        st.sampled_from(["", RING, "Repairs bicycles, kettles, lamps and radios with young apprentices"]),
    ),
    max_size=7,
)


def small(rows: list[tuple[Any, ...]]) -> Graph:
    graph = twins()
    graph.remove_nodes_from(["a", "b"])
    for place in range(4):
        organisation(graph, f"body-{place}", f"Body {place}")
    for place, (body, outcomes, groups, areas, start, text) in enumerate(rows):
        effort(
            graph,
            f"effort-{place}",
            f"body-{body}",
            label=f"Effort {place}",
            description=text,
            outcomes=sorted(outcomes),
            kinds=["activity-kind-1"],
            groups=sorted(groups),
            places=sorted(areas),
            start=start,
        )
    return graph


@settings(max_examples=40)
@given(rows=SMALL, seed=st.integers())
def test_results_depend_on_neither_order_nor_iris(rows: list[tuple[Any, ...]], seed: int) -> None:
    graph = small(rows)
    expected = run(graph)
    assert run(shuffled(graph, seed)) == expected
    turned = run(relabelled(graph, lambda iri: iri[::-1]))
    assert turned.counts == expected.counts
    assert set(map(sides, turned.findings)) == set(map(sides, expected.findings))


def sides(finding: Finding) -> tuple[Any, ...]:
    """What must not change with the IRIs, whichever effort comes first."""
    named = frozenset(finding.labels[iri] for iri in finding.involves)
    facets = frozenset((facet.name, facet.relation) for facet in finding.facets)
    return (
        named,
        facets,
        finding.kind,
        finding.score,
        finding.comparability,
        finding.confidence,
        finding.phrases,
    )


@settings(max_examples=40)
@given(rows=SMALL)
def test_words_quote_only_what_the_finding_holds_and_never_judge(rows: list[tuple[Any, ...]]) -> None:
    for finding in run(small(rows)).findings:
        held = {*finding.labels.values(), *finding.phrases}
        held |= {label for facet in finding.facets for label in (*facet.a, *facet.b)}
        for text in sentences(finding):
            assert set(re.findall("“([^”]*)”", text)) <= held
            assert not FORBIDDEN.search(re.sub("“[^”]*”", "", text))
        numbers = set(
            re.findall(r"\d+(?:\.\d+)?", re.sub("“[^”]*”", "", f"{finding.why} {finding.confidence_text}"))
        )
        assert numbers <= {f"{finding.comparability * 5:.0f}", "5", "99.9"}
        assert finding.evidence
        assert finding.differs
        assert finding.check_next


@settings(max_examples=40)
@given(rows=SMALL.filter(bool))
def test_every_pair_has_different_bodies_and_is_listed_once(rows: list[tuple[Any, ...]]) -> None:
    graph = small(rows)
    found = [finding.involves for finding in run(graph).findings]
    assert len(found) == len(set(found))
    for a, b in found:
        assert a < b
        assert (
            not set(graph.successors(a)) & set(graph.successors(b)) & {f"body-{place}" for place in range(4)}
        )


@pytest.mark.real_data
def test_what_the_publisher_marked_as_one_programme_is_never_an_overlap(shared_data: Path) -> None:
    folder = shared_data / "ottawa-partner-map"
    pairs = candidate_pairs(ottawa(folder))
    marked = set(marked_as_one(folder))
    assert {(pair.a, pair.b) for pair in pairs if pair.kind == "same-record"} >= marked
    assert not marked & {(pair.a, pair.b) for pair in pairs if pair.kind != "same-record"}


@pytest.mark.real_data
def test_all_pairs_of_the_federal_programmes_are_compared_in_time(shared_data: Path) -> None:
    graph = federal(shared_data / "federal-programs")
    began = time.process_time()
    result = run(graph)
    assert time.process_time() - began < 25
    assert len(result.findings) == 500
    assert sum(result.counts.values()) > 3000
    assert "possible-duplication" not in result.counts
