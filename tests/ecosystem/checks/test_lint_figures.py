"""The shipped files and the example place have none of the known mistakes."""

from __future__ import annotations

import pytest

from ecosystem.checks.lints import EXAMPLE, figures, known_elsewhere, not_served, the_ontology
from ontology import PREFIXES
from ontology.lints import shipped


@pytest.mark.slow
def test_every_figure_about_the_lints_holds() -> None:
    found = figures(lambda _step: None)
    for figure in found:
        assert figure.holds, (figure.name, figure.value, figure.details)
    assert len(found) == 8
    assert EXAMPLE


def test_the_ontology_answers_under_its_names() -> None:
    assert not_served() == []
    (found,) = not_served(["/no-such-name"])
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
