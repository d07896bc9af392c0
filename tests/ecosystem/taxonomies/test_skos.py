"""A list in SKOS keeps its addresses, and nothing is taken over that is not about its own concepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from ecosystem.config import Settings
from ecosystem.errors import InvalidData
from ecosystem.projection import ecosystem_graph
from ecosystem.store import Reader, Store
from ecosystem.taxonomies import Report, import_list
from ecosystem.validation import check

START = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix ex: <http://example.org/> .
"""
SDG = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix sdgs: <https://metadata.un.org/sdg/> .
@prefix sdgo: <http://metadata.un.org/sdg/ontology#> .

<http://metadata.un.org/sdg> a skos:ConceptScheme ; dct:title "Goals"@en ; skos:hasTopConcept sdg:1 .
sdg:1 a sdgo:Goal, skos:Concept ;
    skos:notation "1"^^sdgo:SDGCodeCompact, "01"^^sdgo:SDGCode ;
    skos:prefLabel "Ne plus avoir faim"@fr, "No poverty"@en ;
    skos:inScheme <https://metadata.un.org/sdg> ;
    sdgo:hasTarget sdg:1.1 ;
    skos:narrower sdgs:1.1 .
sdg:1.1 a sdgo:Target, skos:Concept ;
    skos:notation "1.1"^^sdgo:SDGCodeCompact, "01.01"^^sdgo:SDGCode ;
    skos:prefLabel "End extreme poverty"@en ;
    skos:inScheme <http://metadata.un.org/sdg> .
sdgs:C010101 a sdgo:Indicator, skos:Concept ;
    skos:notation "1.1.1"^^sdgo:SDGCodeCompact ;
    skos:prefLabel "Part of the population below the poverty line"@en ;
    skos:broader sdgs:1.1 ;
    skos:inScheme <http://metadata.un.org/sdg> .
"""
PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX ex: <http://example.org/>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX sdg: <http://metadata.un.org/sdg/>
PREFIX sve: <https://w3id.org/sve/ns#> """


def load(settings: Settings, store: Store, folder: Path, text: str, name: str = "list.ttl") -> Report:
    (folder / name).write_text(text, encoding="utf-8")
    return import_list(settings, store, folder / name)


def ask(reader: Reader, pattern: str) -> bool:
    return reader.ask(f"{PREFIXES} ASK {{ {pattern} }}")


def test_goals_keep_their_addresses_and_both_notations(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    report = load(settings, store, tmp_path, SDG, "sdg.ttl")
    assert (report.title, report.items, report.rows_reported) == ("Goals", 3, 0)
    found = store.read().select(f"{PREFIXES} SELECT (STR(?n) AS ?t) {{ sdg:1 skos:notation ?n }} ORDER BY ?t")
    assert [row["t"].value for row in found] == ["01", "1"]
    assert ask(store.read(), "sdg:1 a sve:Theme, <http://metadata.un.org/sdg/ontology#Goal>")


def test_goals_targets_and_indicators_are_one_hierarchy(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    load(settings, store, tmp_path, SDG, "sdg.ttl")
    assert ask(store.read(), "sdg:C010101 skos:broader sdg:1.1 . sdg:1.1 skos:broader sdg:1")
    assert ask(store.read(), "sdg:1 skos:topConceptOf <http://metadata.un.org/sdg>")


def test_addresses_with_https_become_the_ones_the_goals_really_have(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    load(settings, store, tmp_path, SDG, "sdg.ttl")
    assert b"https://metadata.un.org/sdg" not in b"".join(store.read().dump())


def test_a_page_shows_the_english_name(settings: Settings, store: Store, tmp_path: Path) -> None:
    load(settings, store, tmp_path, SDG, "sdg.ttl")
    assert ecosystem_graph(store.read()).nodes["http://metadata.un.org/sdg/1"]["label"] == "No poverty"


def test_a_name_in_another_language_is_shown_where_there_is_no_english_one(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    load(settings, store, tmp_path, START + 'ex:a a skos:Concept ; skos:prefLabel "Maison"@fr .')
    assert ecosystem_graph(store.read()).nodes["http://example.org/a"]["label"] == "Maison"
    assert ask(store.read(), 'ex:a skos:prefLabel "Maison"@fr')


def test_of_several_names_in_one_language_the_longest_is_kept_and_the_rest_are_others(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = START + 'ex:a a skos:Concept ; skos:prefLabel "By 2030,d"@en, "By 2030, halve waste"@en .'
    report = load(settings, store, tmp_path, text)
    assert ask(store.read(), 'ex:a skos:prefLabel "By 2030, halve waste"@en ; skos:altLabel "By 2030,d"@en')
    assert not ask(store.read(), 'ex:a skos:prefLabel "By 2030,d"@en')
    assert [problem.severity for problem in report.problems] == ["warning", "info"]


@pytest.mark.parametrize(
    "said",
    [
        "ex:a a org:Organization .",
        "ex:a org:memberOf ex:b .",
        'ex:council skos:prefLabel "Not their name"@en .',
        '<https://w3id.org/sve/scheme/sector/LG> a skos:Concept ; skos:prefLabel "Not its name"@en .',
        "ex:a skos:inScheme <https://w3id.org/sve/scheme/sector> .",
        '<http://127.0.0.1:8080/id/organisation/x> a skos:Concept ; skos:prefLabel "Not their name"@en .',
        "<https://w3id.org/sve/scheme/sector> skos:hasTopConcept ex:a .",
        '<http://127.0.0.1:8080/id/organisation/x> a skos:ConceptScheme ; dcterms:title "Not their name"@en .',
        "ex:a skos:inScheme <http://127.0.0.1:8080/id/organisation/x> .",
    ],
)
def test_a_file_adds_nothing_to_what_is_not_its_own(
    settings: Settings, store: Store, tmp_path: Path, said: str
) -> None:
    clean = START + 'ex:a a skos:Concept ; skos:prefLabel "Homes"@en ; skos:inScheme ex:list .\n'
    load(settings, store, tmp_path, clean)
    before = statements(store)
    load(settings, store, tmp_path, clean + said)
    assert statements(store) == before


def statements(store: Store) -> set[str]:
    """What the current version says, without the catalogue and the rows it was read from."""
    found = store.read().select(
        "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } "
        'FILTER(!CONTAINS(STR(?g), "/graph/catalog/") && !CONTAINS(STR(?s), "/id/row/")) }'
    )
    return {" ".join(str(row[name]) for name in ("s", "p", "o")) for row in found}


def test_concepts_that_cannot_be_loaded_are_counted_and_named(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = START + (
        'ex:a a skos:Concept ; skos:prefLabel "Homes" . ex:b a skos:Concept . [] a skos:Concept .\n'
        'ex:c a skos:Concept ; skos:prefLabel "Rent" ; skos:broader ex:nowhere .'
    )
    report = load(settings, store, tmp_path, text)
    assert report.rows_read == 4
    assert (report.rows_loaded, report.rows_reported) == (2, 2)
    said = [problem.message for problem in report.problems if problem.severity != "info"]
    assert said == [
        "http://example.org/b has no name.",
        "A concept has no address of its own.",
        "http://example.org/c is under http://example.org/nowhere, which is not in this file.",
    ]


def test_no_concept_is_wider_than_itself(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = START + (
        'ex:a a skos:Concept ; skos:prefLabel "A" ; skos:broader ex:b .\n'
        'ex:b a skos:Concept ; skos:prefLabel "B" ; skos:broader ex:c .\n'
        'ex:c a skos:Concept ; skos:prefLabel "C" ; skos:broader ex:a .\n'
    )
    report = load(settings, store, tmp_path, text)
    (problem,) = [item for item in report.problems if item.severity == "warning"]
    assert (
        problem.message == "http://example.org/c would be wider than itself by way of http://example.org/a."
    )
    assert ask(store.read(), "ex:a skos:broader+ ex:c . ex:c skos:topConceptOf ?s")
    assert not ask(store.read(), "?c skos:broader+ ?c")


def test_what_is_loaded_keeps_the_rules_of_the_ontology(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    load(settings, store, tmp_path, SDG, "sdg.ttl")
    graph = Graph()
    for triple in store.read().construct("CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } ?s a ?t }"):
        graph.parse(data=f"{triple} .", format="nt")
    found = check(graph, lambda _subject, _property: [])
    assert [str(problem) for problem in found if problem.severity == "violation"] == []


def test_a_file_without_a_concept_is_a_sentence(settings: Settings, store: Store, tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as error:
        load(settings, store, tmp_path, START + 'ex:a dcterms:title "x" .')
    assert "no concept in this file" in error.value.problems[0].message


FORMS = {
    "list.nt": '<http://example.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "Homes"@en .\n'
    "<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<http://www.w3.org/2004/02/skos/core#Concept> .\n",
    "list.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="http://example.org/a">'
    '<skos:prefLabel xml:lang="en">Homes</skos:prefLabel></skos:Concept></rdf:RDF>',
    "list.jsonld": '{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@id": "http://example.org/a", '
    '"@type": "skos:Concept", "skos:prefLabel": {"@value": "Homes", "@language": "en"}}',
    "list.ttl": START + 'ex:a a skos:Concept ; skos:prefLabel "Homes"@en .',
}


@pytest.mark.parametrize("name", FORMS)
def test_each_form_of_file_says_the_same(settings: Settings, store: Store, tmp_path: Path, name: str) -> None:
    report = load(settings, store, tmp_path, FORMS[name], name)
    assert (report.items, report.rows_read) == (1, 1)
    assert ask(store.read(), 'ex:a skos:prefLabel "Homes"@en ; skos:inScheme/skos:hasTopConcept ex:a')


def test_a_file_in_sixteen_bit_letters_is_read(settings: Settings, store: Store, tmp_path: Path) -> None:
    (tmp_path / "list.ttl").write_text(FORMS["list.ttl"], encoding="utf-16")
    assert import_list(settings, store, tmp_path / "list.ttl").items == 1


@pytest.mark.real_data
def test_the_goals_of_the_united_nations_load_whole(
    settings: Settings, store: Store, shared_data: Path
) -> None:
    file = shared_data / "sdg-kos" / "sdg-kos-goals-targets-indicators.ttl"
    report = import_list(settings, store, file)
    assert (report.items, report.rows_read, report.rows_reported) == (418, 418, 0)
    counts = {
        kind: len(
            list(store.read().select(f"SELECT ?c {{ ?c a <http://metadata.un.org/sdg/ontology#{kind}> }}"))
        )
        for kind in ("Goal", "Target", "Indicator")
    }
    assert counts == {"Goal": 17, "Target": 169, "Indicator": 232}
    unplaced = (
        "?c skos:inScheme <http://metadata.un.org/sdg> FILTER NOT EXISTS "
        "{ ?c skos:broader*/skos:topConceptOf <http://metadata.un.org/sdg> }"
    )
    assert not ask(store.read(), unplaced)
    assert import_list(settings, store, file).changed is False
