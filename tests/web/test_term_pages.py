"""The reference is served under the paths of its IRIs, in every form, and its pages say all that there is to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.compare import isomorphic

import ontology
from ecosystem.config import Settings
from ontology import SVE, SVS, external, lists, reference, rulebook
from ontology.reference import NAMESPACE_IRI, ROOT, SHAPES_IRI
from ontology.rules import rule_examples
from tests.web.conftest import served

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")

FORMS = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples"}
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt"}
VERSION = reference.version()
DOCUMENTS = ("/ns", f"/ns/{VERSION}", "/shapes", "/scheme/sector", "/scheme/sector/LG")
SHIPPED: dict[str, Callable[[], Graph]] = {
    "/ns": ontology.core,
    f"/ns/{VERSION}": ontology.core,
    "/shapes": ontology.shapes,
    "/scheme/sector": lambda: ontology.schemes()["sector"],
    "/mappings": external.mappings,
}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Asks an application without any data. It only reads, so all these tests share it."""
    with served(Settings(data=tmp_path_factory.mktemp("bare") / "data")) as application:
        yield application.test_client()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(page: str, name: str) -> str:
    """The words of one term's part of the page."""
    found = re.search(rf'<section class="sve-term" id="{name}".*?</section>', page, re.DOTALL)
    assert found, name
    return text_of(found[0])


@pytest.mark.parametrize("path", SHIPPED)
@pytest.mark.parametrize("ending", FORMS)
def test_each_form_of_a_document_is_the_shipped_graph(bare: FlaskClient, path: str, ending: str) -> None:
    by_ending = bare.get(f"{path}.{ending}")
    by_header = bare.get(path, headers={"Accept": FORMS[ending]})
    assert by_ending.mimetype == by_header.mimetype == FORMS[ending]
    assert by_ending.data == by_header.data
    assert isomorphic(Graph().parse(data=by_ending.text, format=RDFLIB[ending]), SHIPPED[path]())


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle;q=0.4, application/n-triples;q=0.9, text/html;q=0.1", "application/n-triples"),
        ("application/rdf+xml, application/ld+json;q=0.5, */*;q=0.1", "application/ld+json"),
        ("*/*;q=0.5, text/html;q=0", "text/turtle"),
        ("text/*", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
    ],
)
def test_the_accept_header_is_weighed(bare: FlaskClient, path: str, accept: str, media: str) -> None:
    answer = bare.get(path, headers={"Accept": accept})
    assert answer.mimetype == media
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize("accept", ["application/pdf", "text/html;q=0, text/turtle;q=0, application/json"])
def test_a_form_there_is_not_is_refused_in_a_sentence(bare: FlaskClient, path: str, accept: str) -> None:
    answer = bare.get(path, headers={"Accept": accept})
    assert answer.status_code == 406
    sentence = answer.json["error"] if answer.is_json else text_of(answer.text)  # type: ignore[index]
    assert "answers as a page (text/html), Turtle (text/turtle)" in sentence
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("path", [*DOCUMENTS, "/ns.ttl", "/context.jsonld", "/mappings.nt"])
def test_who_has_a_document_already_is_told_so(bare: FlaskClient, path: str) -> None:
    first = bare.get(path)
    again = bare.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    other = bare.get(path, headers={"If-None-Match": '"another"'})
    assert other.data == first.data


def test_the_forms_of_one_address_have_tags_of_their_own(bare: FlaskClient) -> None:
    tags = {bare.get("/ns", headers={"Accept": form}).headers["ETag"] for form in FORMS.values()}
    assert len(tags) == len(FORMS)


def test_the_terms_say_when_they_last_changed(bare: FlaskClient) -> None:
    assert bare.get("/ns.ttl").last_modified is not None


@pytest.mark.parametrize("path", ["/ns/0.1.0", "/ns/0.1.0.ttl"])
def test_an_earlier_version_of_the_terms_is_served_as_it_was(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.mimetype == "text/turtle"
    served = Graph().parse(data=answer.text, format="turtle")
    assert isomorphic(served, ontology.earlier()["0.1.0"])
    assert (SVE.Capability, None, None) not in served


@pytest.mark.parametrize("path", ["/ns/0.0.1", "/ns/0.0.1.ttl", "/shapes/9.9.9", "/ns/<script>"])
def test_a_version_that_is_not_shipped_is_named_as_such(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "That version is not shipped with this server, which has version" in text_of(answer.text)
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/scheme/no-such-list",
        "/scheme/sector/no-such-entry",
        "/scheme/sector/LG.pdf",
        "/shapes/group/no-such",
    ],
)
def test_what_is_in_no_list_is_a_calm_404(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no" in answer.text or "has no entry" in answer.text


def test_every_term_has_its_part_of_the_page_with_what_is_said_of_it(bare: FlaskClient) -> None:
    page = bare.get("/ns").text
    for term in reference.terms().values():
        words = section(page, term.name)
        told = (*term.examples, *term.scope, term.definition, f"sve:{term.name}")
        assert [part for part in told if " ".join(part.split()) not in words] == [], term.name
        for other in (*term.wider, *term.narrower, *term.domains, *(match.iri for match in term.matches)):
            assert reference.label_of(other) in words, (term.name, other)


def test_a_class_has_its_properties_rules_questions_and_picture(bare: FlaskClient) -> None:
    page = bare.get("/ns").text
    effort = section(page, "Effort")
    for words in (
        "delivered by sve:deliveredBy 1 or more Organization",
        "has nobody who delivers it",
        "Column:",
    ):
        assert words in effort, words
    assert "must" in effort
    assert "What effort is tied to" in effort
    assert "Questions it answers" in section(page, "pursues")


def test_every_rule_that_names_a_term_is_told_with_it(bare: FlaskClient) -> None:
    page = bare.get("/ns").text
    for iri in reference.terms():
        words = section(page, reference.terms()[iri].name)
        for rule in rulebook.rules_about(iri):
            assert " ".join(rule.wrong.split()) in words, (iri, rule.name)


def test_links_within_the_reference_lead_to_something(bare: FlaskClient, pages: FlaskClient) -> None:
    for path in ("/ns", "/shapes", "/scheme", "/scheme/group", "/shapes/group/organisations"):
        page = bare.get(path).text
        places = set(re.findall(r'\bid="([^"]+)"', page))
        for href in set(re.findall(r'href="([^"]*)"', page)):
            target, _, fragment = unescape(href).partition("#")
            if target in {"", path} and fragment:
                assert fragment in places, (path, href)
            elif target.startswith("/ask"):
                assert pages.get(target).status_code == 200, (path, href)
            elif target.startswith(("/ns", "/shapes", "/scheme")) and path != "/scheme/group":
                assert bare.get(target).status_code == 200, (path, href)


def test_the_page_has_examples_from_the_data_and_none_without_any(
    pages: FlaskClient, bare: FlaskClient
) -> None:
    with_data, without = pages.get("/ns").text, bare.get("/ns").text
    assert "In the data here" in section(with_data, "Service")
    examples = re.findall(r'href="(/doc/service/[^"]+)"', with_data)
    assert examples
    assert all(pages.get(unescape(href)).status_code == 200 for href in examples)
    assert "In the data here" not in without


def test_examples_come_from_the_version_that_was_asked_for(pages: FlaskClient) -> None:
    page = pages.get("/ns?version=1").text
    found = re.findall(r'href="(/doc/[^"]+)"', page)
    assert found
    assert all("version=1" in href for href in found)
    assert pages.get("/ns?version=99").status_code == 404


def test_no_visitor_changes_the_links_of_the_next(pages: FlaskClient) -> None:
    pages.get("/ns?version=&evil=buy")
    pages.get("/ns?version=2&evil=buy")
    pages.get("/ns?version=2", environ_overrides={"SCRIPT_NAME": "/elsewhere"})
    pages.get(f"/ns/{VERSION}?version=2")
    page = pages.get("/ns?version=2").text
    assert "evil" not in page
    assert "/elsewhere" not in page
    assert 'href="/alignment?version=2"' in page
    assert 'href="/ns">See the newest version' in page


def test_a_walk_through_all_entries_pushes_nothing_else_out(pages: FlaskClient) -> None:
    made: list[int] = []
    recent = pages.application.extensions["ecosystem"].recent
    recent.get("findings of long ago", lambda: made.append(1))
    entries = [iri for scheme in lists.schemes().values() for iri in scheme.concepts]
    for iri in entries:
        pages.get(f"/{iri.removeprefix(ROOT)}")
        pages.get(f"/{iri.removeprefix(ROOT)}.ttl")
    recent.get("findings of long ago", lambda: made.append(2))
    assert len(entries) > 128
    assert made == [1]


def test_every_rule_has_its_words_and_both_examples_on_its_groups_page(bare: FlaskClient) -> None:
    for group in rulebook.groups().values():
        page = bare.get(f"/shapes/group/{group.name}").text
        for rule in group.rules:
            words = section(page, rule.name)
            assert " ".join(rule.wrong.split()) in words, rule.name
            assert " ".join(rule.remedy.split()) in words, rule.name
            assert rule.severity in words
            if rule.iri in rule_examples():
                assert words.count("Data that keeps it") == words.count("Data that breaks it") == 1, rule.name


def test_the_groups_hold_every_rule_once() -> None:
    told = [rule.iri for group in rulebook.groups().values() for rule in group.rules]
    stated = set(ontology.shapes().subjects(URIRef("http://www.w3.org/ns/shacl#message")))
    assert sorted(told) == sorted(iri for iri in stated if isinstance(iri, URIRef))


@pytest.mark.parametrize("name", ontology.schemes())
def test_a_list_is_a_tree_with_every_entry(bare: FlaskClient, name: str) -> None:
    page = bare.get(f"/scheme/{name}").text
    links = re.findall(rf'href="/scheme/{name}/([^"]+)"', page)
    assert set(links) == {iri.rpartition("/")[2] for iri in lists.schemes()[name].concepts}
    first = lists.schemes()[name].concepts[lists.schemes()[name].tops[0]]
    words = text_of(bare.get(f"/{first.iri.removeprefix(ROOT)}").text)
    assert first.definition in words
    assert first.notation in words


def test_an_entry_as_rdf_says_what_the_list_says_of_it(bare: FlaskClient) -> None:
    iri = ontology.concept_iri("sector", "LG")
    found = Graph().parse(data=bare.get("/scheme/sector/LG.ttl").text, format="turtle")
    assert set(found) == set(ontology.schemes()["sector"].triples((iri, None, None)))
    assert (iri, RDF.type, SKOS.Concept) in found


def test_an_entry_leads_to_things_in_the_data_that_name_it(pages: FlaskClient) -> None:
    page = pages.get("/scheme/sector/LG").text
    assert "Thackenshaw Metropolitan Borough Council" in text_of(page)
    assert 'href="/doc/organisation/borough.org-council"' in page


def test_the_context_is_served_as_it_stands(bare: FlaskClient) -> None:
    answer = bare.get("/context.jsonld")
    assert answer.mimetype == "application/ld+json"
    assert answer.json
    assert answer.json["@context"]["sve"] == str(SVE._NS)


def test_a_name_in_a_fragment_is_the_place_of_the_term(bare: FlaskClient) -> None:
    terms, rules = bare.get("/ns").text, bare.get("/shapes").text
    assert all(f'id="{term.name}"' in terms for term in reference.terms().values())
    assert all(f'id="{rule.removeprefix(SVS)}"' in rules for rule in rulebook.rules())


def test_every_address_of_ours_is_where_the_reference_says(bare: FlaskClient) -> None:
    for iri in (
        SVE.Outcome,
        NAMESPACE_IRI,
        SHAPES_IRI,
        ontology.scheme_iri("role"),
        f"{NAMESPACE_IRI}/{VERSION}",
    ):
        address = reference.local_address(str(iri))
        assert address
        assert bare.get(address.partition("#")[0]).status_code == 200
    for other in (
        "https://w3id.org/sve/ns#NoSuchTerm",
        "https://w3id.org/sve/scheme/role/none",
        "https://example.org/",
    ):
        assert reference.local_address(other) is None


def test_no_page_of_the_reference_has_style_or_script_in_it(bare: FlaskClient) -> None:
    for path in ("/ns", "/shapes", "/shapes/group/money", "/scheme", "/scheme/group", "/scheme/group/BE101"):
        page = bare.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", page))
        assert 'rel="alternate"' in page or path in {"/scheme", "/shapes/group/money"}


def test_the_footer_and_the_query_page_lead_to_the_reference(client: FlaskClient) -> None:
    assert 'href="/ns">about the data model</a>' in client.get("/").text
    assert 'href="/ns">the data model</a>' in client.get("/sparql", headers={"Accept": "text/html"}).text
