"""Each lint finds its mistake in a file that has it, and nothing in one that has not."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from ontology import SVE
from ontology.lints import (
    DATA,
    Source,
    deprecated,
    lint_data,
    removed,
    source,
    twins,
    two_meanings_of_org,
    undeclared,
    undocumented,
    unread,
)
from ontology.lints.sources import CONTEXT
from ontology.lints.terms import released_terms

HERE = Path(__file__).parent


def read(name: str) -> Source:
    return source(name, (HERE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["clean.ttl", "org-clean.jsonld"])
@pytest.mark.parametrize("lint", DATA)
def test_a_clean_file_has_no_mistake(lint: str, name: str) -> None:
    assert DATA[lint](read(name)) == []


def test_http_and_https_twins_are_told_apart_by_their_owners_spelling() -> None:
    found = {fault.subject: fault.fix for fault in twins(read("twins.ttl"))}
    assert set(found) == {
        "http://schema.org/",
        "http://ontology.commonapproach.org/cids#",
        "https://metadata.un.org/sdg/",
        "http://w3id.org/sve/ns#",
    }
    assert "https://schema.org/" in found["http://schema.org/"]
    assert "http://metadata.un.org/sdg/" in found["https://metadata.un.org/sdg/"]


def test_twins_nobody_knows_are_seen_when_a_file_has_both() -> None:
    (found,) = twins(read("twins-unknown.ttl"))
    assert found.subject == "http://terms.example.org/"


@pytest.mark.parametrize("name", ["org-tove.ttl", "org-context.jsonld"])
def test_org_bound_to_tove_is_named(name: str) -> None:
    found = two_meanings_of_org(read(name))
    assert [fault.subject for fault in found] == ["org:"]
    assert "eil-org:" in found[0].fix


def test_a_term_of_tove_in_the_namespace_of_w3c_is_named() -> None:
    (found,) = two_meanings_of_org(read("org-misplaced.ttl"))
    assert found.subject == "http://www.w3.org/ns/org#hasLegalName"
    assert "tove/organization#hasLegalName" in found.fix


def test_org_without_its_context_is_never_accepted() -> None:
    (found,) = two_meanings_of_org(read("org-bare.jsonld"))
    assert "not fetched" in found.wrong
    assert "org:Organization" in found.wrong


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a context on a real server, and every path that anybody asked of it."""
    paths: list[str] = []

    class Context(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            body = b'{"@context": {"name": "http://example.org/name"}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/ld+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Not onto the screen."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Context) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/context.jsonld", paths
        finally:
            server.shutdown()
            thread.join()


ELSEWHERE = {
    "alone": '"{}"',
    "in a list": '["{}", {{"a": "http://example.org/a"}}]',
    "in a list in a list": '[[[["{}"]]]]',
    "in a context": '{{"@context": "{}"}}',
    "of one term": '{{"name": {{"@id": "http://example.org/name", "@context": "{}"}}}}',
    "of one term, in lists": '{{"name": {{"@id": "http://example.org/name", "@context": [["{}"]]}}}}',
    "of a term of a term": '{{"a": {{"@id": "b:a", "@context": {{"c": {{"@id": "b:c", "@context": "{}"}}}}}}}}',
    "imported": '{{"@version": 1.1, "@import": "{}"}}',
    "imported from a list": '{{"@version": 1.1, "@import": ["{}"]}}',
}


@pytest.mark.parametrize("shape", ELSEWHERE.values(), ids=ELSEWHERE)
@pytest.mark.parametrize(
    "around",
    ['{{"@context": {}, "name": {{"name": "A"}}}}', '[[{{"http://example.org/p": {{"@context": {}}}}}]]'],
    ids=["of the document", "of a thing in it"],
)
def test_no_context_is_ever_fetched(asked: tuple[str, list[str]], around: str, shape: str) -> None:
    address, paths = asked
    found = source("data.jsonld", around.format(shape.format(address)))
    assert paths == []
    assert found.elsewhere == (address,)
    assert len(found.graph) == 0
    assert [fault.subject for fault in unread(found)] == [address]


@pytest.mark.parametrize("shape", [f'"{CONTEXT}"', f'[["{CONTEXT}"]]', f'{{"@import": "{CONTEXT}"}}'])
def test_our_own_context_is_known_wherever_it_stands(shape: str) -> None:
    text = (
        f'{{"@context": {shape}, "@id": "http://example.org/a", "@type": "sve:Area", "sve:is": "{CONTEXT}"}}'
    )
    found = source("data.jsonld", text)
    assert found.elsewhere == ()
    assert (URIRef("http://example.org/a"), RDF.type, SVE.Area) in found.graph
    assert Literal(CONTEXT) in set(found.graph.objects())


def test_a_file_nested_without_end_is_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"deep\.jsonld is nested too deeply"):
        source("deep.jsonld", "[" * 100_000 + "]" * 100_000)


def test_terms_of_ours_that_do_not_exist_are_found_with_the_one_meant() -> None:
    found = {fault.subject: fault.fix for fault in undeclared(read("undeclared.ttl"))}
    assert (
        found["https://w3id.org/sve/ns#targetOutcome"]
        == "Did you mean https://w3id.org/sve/ns#targetsOutcome?"
    )
    assert found["https://w3id.org/sve/shapes#colum"] == "Did you mean https://w3id.org/sve/shapes#column?"
    assert "https://w3id.org/sve/ns/Outcome" in found
    assert "https://w3id.org/sve/scheme/sector/local" in found
    assert "https://w3id.org/sve/ns#Organistaion" in found


def test_the_terms_of_a_query_are_read_but_not_its_remarks_and_texts() -> None:
    (found,) = undeclared(read("undeclared.rq"))
    assert found.subject == "https://w3id.org/sve/ns#targetOutcome"


def test_use_of_a_deprecated_term_names_the_new_one() -> None:
    vocabulary = Graph().parse(HERE / "deprecated-vocabulary.ttl")
    (found,) = deprecated(read("deprecated.ttl"), vocabulary)
    assert found.fix == "Use https://w3id.org/sve/ns#newName."
    assert deprecated(read("deprecated-vocabulary.ttl"), vocabulary) == []
    asked = source("a.rq", "PREFIX sve: <https://w3id.org/sve/ns#> SELECT ?a WHERE { ?a sve:oldName ?b }")
    assert [fault.subject for fault in deprecated(asked, vocabulary)] == ["https://w3id.org/sve/ns#oldName"]


def test_a_released_term_may_be_deprecated_but_not_gone() -> None:
    vocabulary = Graph().parse(HERE / "deprecated-vocabulary.ttl")
    released = released_terms(
        "# sve 0.1.0\nsve:oldName\nhttps://w3id.org/sve/ns#goneName  # was never used\n\n"
    )
    (found,) = removed("ecosystem.ttl", released, vocabulary)
    assert found.subject == "https://w3id.org/sve/ns#goneName"
    assert "owl:deprecated" in found.fix


def test_missing_words_are_listed_term_by_term() -> None:
    found = undocumented(read("documentation.ttl"))
    park = [fault.wrong for fault in found if fault.subject == "https://w3id.org/sve/ns#Park"]
    assert len(park) == 3
    assert any("repeat its label" in wrong for wrong in park)
    assert any("skos:example" in wrong for wrong in park)
    assert any("rdfs:isDefinedBy" in wrong for wrong in park)
    assert [fault.wrong for fault in found if "scheme/parks" in fault.subject] == [
        "It lacks a skos:notation.",
        "It lacks a skos:definition.",
        "It lacks skos:inScheme.",
    ]
    assert not [fault for fault in found if fault.subject == "https://w3id.org/sve/ns#Keeper"]


def test_terms_inside_the_queries_of_shapes_are_terms_too() -> None:
    shape = '@prefix sh: <http://www.w3.org/ns/shacl#> . [] sh:select "SELECT ?a WHERE { ?a sve:efort ?b }" .'
    (found,) = undeclared(source("shape.ttl", shape))
    assert found.fix == f"Did you mean {SVE.effort}?"


def test_a_file_that_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"broken\.ttl cannot be read as turtle"):
        source("broken.ttl", "<a> <b> .")
    with pytest.raises(ValueError, match="is not JSON"):
        source("broken.jsonld", "{")
    with pytest.raises(ValueError, match="say by its ending"):
        source("data.csv", "a,b")


def test_a_fault_says_file_subject_mistake_and_remedy() -> None:
    fault = lint_data(read("org-tove.ttl"))[0]
    assert str(fault).startswith("org-tove.ttl: org:: The prefix org: stands for ")
    assert str(fault).endswith(" [org]")


def test_prefixed_names_in_json_are_expanded_by_their_context() -> None:
    assert URIRef("http://www.w3.org/ns/org#classification") in read("org-clean.jsonld").terms


@pytest.mark.parametrize(
    ("graph", "triples"), [("https://w3id.org/sve/shapes/example/x/breaks", 0), ("#breaks", 1)]
)
def test_only_our_own_examples_of_broken_rules_may_be_wrong(graph: str, triples: int) -> None:
    text = f"@base <http://example.org/> . <{graph}> {{ <a> <https://w3id.org/sve/ns#efort> <b> }}"
    found = source("x.trig", text)
    assert len(found.graph) == triples
    assert len(undeclared(found)) == triples
