"""What an Accept header gets (RFC 9110, 12.5.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.workers.media import Form, choose, offered

JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("accept", "form", "answered"),
    [
        ("", "SELECT", JSON),
        ("*/*", "ASK", JSON),
        ("application/json", "SELECT", JSON),
        ("text/csv", "SELECT", "text/csv; charset=utf-8"),
        (
            "TEXT/CSV ; Q=0.5 , text/tab-separated-values",
            "SELECT",
            "text/tab-separated-values; charset=utf-8",
        ),
        ("text/*", "SELECT", "text/csv; charset=utf-8"),
        ("text/*;q=0.3, application/sparql-results+xml;q=0.2", "SELECT", "text/csv; charset=utf-8"),
        ("text/csv;q=0, text/*", "SELECT", "text/tab-separated-values; charset=utf-8"),
        ("*/*;q=0.1, text/csv;q=0.01", "SELECT", JSON),
        ("", "CONSTRUCT", "text/turtle; charset=utf-8"),
        ("application/ld+json, text/turtle;q=0.9", "DESCRIBE", "application/ld+json"),
        ("application/rdf+xml", "CONSTRUCT", "application/rdf+xml"),
        ("application/json", "CONSTRUCT", "application/ld+json"),
        ("text/csv, text/turtle;q=0.9", "CONSTRUCT", "text/turtle; charset=utf-8"),
        ("text/turtle", "SELECT", None),
        ("image/png, text/csv;q=0", "SELECT", None),
        ("*/*;q=0", "ASK", None),
        ("text/csv;q=many", "SELECT", None),
        ("text/csv;q=2", "SELECT", None),
    ],
)
def test_the_best_of_what_fits_the_form_is_chosen(accept: str, form: Form, answered: str | None) -> None:
    assert choose(accept, form) == answered


@given(st.text(), st.sampled_from(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]))
def test_any_header_gets_something_offered_or_nothing(accept: str, form: Form) -> None:
    assert choose(accept, form) in {None, *offered(form).values()}
