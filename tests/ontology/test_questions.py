"""Every shipped question runs on both engines, and what is put into one stays a value."""

from __future__ import annotations

import re
import warnings

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal, URIRef

import ontology

SLOT = re.compile(r"VALUES \(\?(\w+)\) \{ \(UNDEF\) \}")
QUESTION = "findings"
METHOD, INVOLVING = "method", "involving"


@pytest.mark.parametrize("name", ontology.queries())
def test_a_question_has_a_title_and_runs_on_both_engines(name: str) -> None:
    text = ontology.query_text(name)
    assert re.match(r"# title: \S.*\n# about: \S", text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 warns of itself
        list(Dataset(default_union=True).query(text))
    pyoxigraph.Store().query(text)


def read_back(query: str) -> dict[str, list[pyoxigraph.Literal | pyoxigraph.NamedNode]]:
    """What another engine understands to be asked for: the values of each parameter of a bound question.

    Everything around the values must stand as in the file.
    """
    pieces = SLOT.split(ontology.query_text(QUESTION))
    pattern = re.escape(pieces[0])
    for parameter, after in zip(pieces[1::2], pieces[2::2], strict=True):
        pattern += rf"(?P<{parameter}>VALUES \(\?{parameter}\) \{{.*\}})" + re.escape(after)
    found = re.fullmatch(pattern, query, re.DOTALL)
    assert found, query
    return {
        parameter: [row[parameter] for row in pyoxigraph.Store().query(f"SELECT * WHERE {{ {values} }}")]
        for parameter, values in found.groupdict().items()
    }


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
def test_any_text_stays_one_literal(text: str) -> None:
    assert read_back(ontology.query(QUESTION, method=Literal(text)))[METHOD] == [pyoxigraph.Literal(text)]


@pytest.mark.parametrize(
    "text",
    [
        '") } } DROP ALL #',
        "\\",
        '"',
        '"""',
        "'''",
        "line\nbreak",
        'ends with \\"',
        "?finding",
        "} UNION {",
        "\u202e",
    ],
)
def test_a_text_that_looks_like_a_question_stays_a_text(text: str) -> None:
    assert read_back(ontology.query(QUESTION, method=Literal(text)))[METHOD] == [pyoxigraph.Literal(text)]


@pytest.mark.parametrize(
    "iri",
    [
        "http://example.org/> } DROP ALL #",
        "http://example.org/a b",
        'http://example.org/"',
        "http://example.org/{x}",
        "http://example.org/\n",
        "http://example.org/\\u003e",
    ],
)
def test_an_address_that_would_leave_its_brackets_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="not a valid IRI"):
        ontology.query(QUESTION, involving=URIRef(iri))


def test_a_type_that_would_leave_its_brackets_is_refused() -> None:
    value = Literal("1", datatype=URIRef("http://example.org/> ) } DROP ALL #"))
    with pytest.raises(ValueError, match="not a valid IRI"):
        ontology.query(QUESTION, method=value)


def test_the_value_of_one_parameter_is_never_taken_for_another_parameter() -> None:
    sly = "VALUES (?involving) { (UNDEF) }"
    item = URIRef("http://example.org/x")
    asked = read_back(ontology.query(QUESTION, method=Literal(sly), involving=item))
    assert asked[METHOD] == [pyoxigraph.Literal(sly)]
    assert asked[INVOLVING] == [pyoxigraph.NamedNode(str(item))]


def test_several_values_are_asked_for_at_once() -> None:
    items = [URIRef("http://example.org/1"), URIRef("http://example.org/2")]
    asked = read_back(ontology.query(QUESTION, involving=items))
    assert asked[INVOLVING] == [pyoxigraph.NamedNode(str(item)) for item in items]


def test_a_parameter_that_the_question_does_not_have_raises() -> None:
    with pytest.raises(ValueError, match="no parameter 'colour'"):
        ontology.query(QUESTION, colour=Literal("red"))
