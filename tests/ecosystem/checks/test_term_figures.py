"""Terms of others are looked up one by one."""

from __future__ import annotations

from ecosystem.checks.terms import external_use, figures, own_terms
from ontology import SVE
from ontology.lints import source


def test_a_term_of_others_that_does_not_exist_is_named_with_its_file() -> None:
    text = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <a> skos:broader <b> ; skos:braoder <c> ."
    used, absent = external_use([source("x.ttl", f"@base <http://example.org/> . {text}")])
    assert used == {
        "http://www.w3.org/2004/02/skos/core#broader",
        "http://www.w3.org/2004/02/skos/core#braoder",
    }
    assert absent == {"http://www.w3.org/2004/02/skos/core#braoder": ["x.ttl"]}


def test_own_terms_are_classes_and_properties() -> None:
    assert {SVE.Area, SVE.targetsOutcome} <= set(own_terms())
    assert len(own_terms()) == len(set(own_terms()))


def test_every_figure_about_the_terms_holds() -> None:
    for figure in figures(lambda _step: None):
        assert figure.holds, (figure.name, figure.value, figure.details)
