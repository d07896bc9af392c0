"""The shipped files and the example place have none of the known mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecosystem.checks.fair import served
from ecosystem.checks.lints import figures, known_elsewhere, looked_at, not_served, the_ontology
from ontology import PREFIXES, SVE
from ontology.lints import shipped


@pytest.mark.slow
def test_every_figure_about_the_lints_holds() -> None:
    found = figures(lambda _step: None)
    for figure in found:
        assert figure.holds, (figure.name, figure.value, figure.details)
    assert len(found) == 9


@pytest.mark.slow
def test_the_example_place_is_looked_at_beside_the_files() -> None:
    sources = looked_at()
    assert [item.name for item in sources[len(shipped()) :]] == ["the example place"]
    assert SVE.Finding in sources[-1].terms


def test_the_ontology_answers_under_its_names(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        assert not_served(address) == []
        (found,) = not_served(address, ["no-such-name"])
    assert found.startswith("P37: /no-such-name is answered with 404")


def test_every_kind_of_shipped_file_is_looked_at() -> None:
    files = {item.name for item in shipped()}
    assert {"ecosystem.ttl", "mappings.ttl", "context.jsonld"} <= files
    for folder, ending in (
        ("schemes/", ".ttl"),
        ("shapes/", ".ttl"),
        ("shapes/examples/", ".trig"),
        ("queries/", ".rq"),
        ("queries/cq/", ".rq"),
        ("external/", ".ttl"),
    ):
        assert [name for name in files if name.startswith(folder) and name.endswith(ending)], folder


def test_shipped_files_bind_our_prefixes_to_what_they_mean() -> None:
    for item in shipped():
        assert [pair for pair in item.prefixes if PREFIXES.get(pair[0], pair[1]) != pair[1]] == [], item.name


def test_terms_of_others_are_known_from_their_extracts() -> None:
    assert "http://www.w3.org/ns/org#Organization" in {str(term) for term in known_elsewhere()}
    assert len(the_ontology().graph) > 1000
