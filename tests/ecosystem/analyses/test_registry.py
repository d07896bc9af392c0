from __future__ import annotations

import inspect
import re

import networkx as nx
import pytest
from graphs import effort, organisation, twins

from ecosystem.analyses import ANALYSES, Analysis
from ecosystem.findings import KINDS_OF_FINDING

JARGON = re.compile(r"\b(node|edge|centrality|triple|bipartite|null model)s?\b", re.I)

GIVEN = {"confirmed", "rejected", "progress"}
"""What a run is given besides its options: decisions of people, and whom to tell how far it is."""


@pytest.fixture(params=ANALYSES.values(), ids=ANALYSES)
def analysis(request: pytest.FixtureRequest) -> Analysis:
    found: Analysis = request.param
    return found


def test_the_options_are_the_defaults_of_the_function(analysis: Analysis) -> None:
    parameters = list(inspect.signature(analysis.run).parameters.values())[1:]
    assert {
        parameter.name: parameter.default for parameter in parameters if parameter.name not in GIVEN
    } == dict(analysis.options)


def test_title_question_and_method_are_plain_words(analysis: Analysis) -> None:
    assert analysis.question.endswith("?")
    assert not JARGON.search(f"{analysis.title} {analysis.question} {analysis.method}")


def test_an_empty_map_has_no_findings_and_at_least_one_sentence(analysis: Analysis) -> None:
    result = analysis.run(nx.MultiDiGraph(), **analysis.options)
    assert result.findings == ()
    assert result.statements


def test_every_finding_names_its_method_a_known_kind_evidence_and_all_it_involves(analysis: Analysis) -> None:
    graph = twins()
    organisation(graph, "body-c", "Alder Trust Ltd")
    effort(graph, "c", "body-c", label="ACORN CLUB")
    for finding in analysis.run(graph, **analysis.options).findings:
        assert finding.method == analysis.name
        assert finding.kind in KINDS_OF_FINDING
        assert finding.evidence
        assert list(finding.involves) == sorted(finding.involves)
        for fact in finding.evidence:
            assert {iri for iri in (fact.subject, fact.value) if iri in graph} <= set(finding.labels)
        assert set(finding.involves) <= set(finding.labels)
        assert all(
            text.strip() for text in (finding.headline, finding.why, finding.differs, finding.confidence_text)
        )
        assert 0 <= finding.comparability <= 1
