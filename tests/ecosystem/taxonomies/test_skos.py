"""A list in SKOS keeps its addresses, and nothing is taken over that is not about its own concepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

from ecosystem.config import Settings
from ecosystem.errors import InvalidData
from ecosystem.projection import ecosystem_graph
from ecosystem.store import Reader, Store
from ecosystem.taxonomies import About, Report, import_list
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


HERE = "http://127.0.0.1:8080"
MINE = START + 'ex:a a skos:Concept ; skos:prefLabel "Homes"@en .\n'


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{HERE}/id/theme/borough.young", "is the address of something else"),
        (f"{HERE}/id/theme/list-two.young", "is the address of something else"),
        (f"{HERE}/graph/dataset/borough/93b981deb9f7", "is the address of something else"),
        (f"{HERE}/graph/catalog", "is the address of something else"),
        (f"{HERE}/id/dataset/list", "is the address of something else"),
        (f"{HERE}#a", "is the address of something else"),
        (HERE, "is the address of something else"),
        ("http://www.w3.org/ns/org#Organization", r"is a term of a vocabulary that is in use here \(org\)"),
        ("http://www.w3.org/2004/02/skos/core#Concept", r"vocabulary that is in use here \(skos\)"),
        ("https://w3id.org/sve/ns#Outcome", "comes with this software"),
        ("https://w3id.org/sve/scheme/sector/LG", "comes with this software"),
    ],
)
def test_a_concept_at_an_address_of_others_is_refused_with_a_sentence_and_counted(
    settings: Settings, store: Store, tmp_path: Path, address: str, said: str
) -> None:
    text = f'{MINE}<{address}> a skos:Concept ; skos:prefLabel "A name to win"@en .'
    report = load(settings, store, tmp_path, text)
    (problem,) = [one for one in report.problems if one.severity == "violation"]
    assert re.search(said, problem.message)
    assert (report.items, report.rows_read, report.rows_reported) == (1, 2, 1)
    assert b"A name to win" not in b"".join(store.read().dump())


@pytest.mark.parametrize(
    "address",
    [
        f"{HERE}/id/theme/list.H1",
        f"{HERE}0/id/theme/borough.young",
        "https://w3id.org/svex/a",
        "http://example.org/http://www.w3.org/ns/org#a",
    ],
)
def test_a_concept_at_an_address_of_its_own_is_loaded(
    settings: Settings, store: Store, tmp_path: Path, address: str
) -> None:
    report = load(settings, store, tmp_path, f'{START}<{address}> a skos:Concept ; skos:prefLabel "Own"@en .')
    assert (report.items, report.rows_reported) == (1, 0)
    assert ask(store.read(), f'<{address}> skos:prefLabel "Own"@en')


def test_a_list_from_a_table_can_come_back_as_skos(settings: Settings, store: Store, tmp_path: Path) -> None:
    """Also where a code cannot stand in an address, which is made from it then."""
    (tmp_path / "list.csv").write_text("code,name\nA 1,Homes\nB,Food\n", encoding="utf-8")
    import_list(settings, store, tmp_path / "list.csv")
    mine = f"?c skos:inScheme <{HERE}/id/scheme/list> ; ?p ?o"
    found = store.read().construct(f"{PREFIXES} CONSTRUCT {{ ?c ?p ?o }} WHERE {{ {mine} }}")
    text = "".join(f"{triple} .\n" for triple in found)
    report = load(settings, store, tmp_path, text, "list.nt")
    assert (report.items, report.rows_reported) == (2, 0)


def test_what_another_list_describes_stays_as_that_list_says(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    scheme = 'ex:list a skos:ConceptScheme ; dcterms:title "First"@en .\n'
    load(settings, store, tmp_path, MINE + scheme + "ex:a skos:inScheme ex:list .", "first.ttl")
    mine = 'ex:b a skos:Concept ; skos:prefLabel "Food"@en ; skos:inScheme ex:list ; skos:narrower ex:a .\n'
    other = mine + 'ex:a a skos:Concept ; skos:prefLabel "A name to win"@en .\n'
    text = START + other + 'ex:list dcterms:title "A title to win"@en ; skos:hasTopConcept ex:a .'
    report = load(settings, store, tmp_path, text, "second.ttl")
    assert (report.items, report.rows_read, report.rows_reported) == (1, 2, 1)
    (problem,) = [one for one in report.problems if one.severity == "violation"]
    assert problem.message == "http://example.org/a is described by 'first' already."
    warnings = [one.message for one in report.problems if one.severity == "warning"]
    assert [message.split(" belongs")[0] for message in warnings] == [
        "The scheme http://example.org/list",
        "http://example.org/b is above http://example.org/a, which is not in this file.",
    ]
    assert b"to win" not in b"".join(store.read().dump())
    assert ask(store.read(), f"ex:b skos:inScheme <{HERE}/id/scheme/second>")
    assert not ask(store.read(), "ex:b skos:narrower ?any")


def test_a_new_edition_of_a_list_may_say_its_concepts_anew(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    load(settings, store, tmp_path, MINE, "first.ttl")
    file = tmp_path / "edition.ttl"
    file.write_text(MINE.replace("Homes", "Housing"), encoding="utf-8")
    assert import_list(settings, store, file, about=About(id="first")).rows_reported == 0
    assert ask(store.read(), 'ex:a skos:prefLabel "Housing"@en')


def test_a_file_can_be_loaded_again_once_its_concepts_are_free(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    load(settings, store, tmp_path, MINE, "first.ttl")
    text = MINE + 'ex:b a skos:Concept ; skos:prefLabel "Food"@en .'
    assert load(settings, store, tmp_path, text, "second.ttl").items == 1
    load(settings, store, tmp_path, MINE.replace("ex:a", "ex:c"), "first.ttl")
    again = load(settings, store, tmp_path, text, "second.ttl")
    assert (again.changed, again.items, again.rows_reported) == (True, 2, 0)


@pytest.mark.parametrize("property", ["exactMatch", "related", "broadMatch", "narrower", "broader"])
def test_a_link_to_something_that_is_no_concept_of_its_kind_is_left_out_with_a_warning(
    settings: Settings, store: Store, tmp_path: Path, property: str
) -> None:
    body = f"{HERE}/id/organisation/GB-CHC-1"
    report = load(settings, store, tmp_path, f"{MINE}ex:a skos:{property} <{body}> .")
    (problem,) = [one for one in report.problems if one.severity == "warning"]
    assert problem.message == f"http://example.org/a points at {body}, something else that is mapped here."
    assert report.items == 1
    assert body.encode() not in b"".join(store.read().dump())


def test_a_link_to_a_concept_of_another_list_is_kept(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    young = f"{HERE}/id/theme/borough.young"
    report = load(settings, store, tmp_path, f"{MINE}ex:a skos:exactMatch <{young}>, ex:elsewhere .")
    assert [one for one in report.problems if one.severity == "warning"] == []
    assert ask(store.read(), f"ex:a skos:exactMatch <{young}>, ex:elsewhere")


def test_invisible_characters_are_taken_out_of_texts_and_counted(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    name = r"A\u001b[31mRED\u001b]0;owned\u0007\u202Eabc\u0085"
    text = (
        START + f'ex:a a skos:Concept ; skos:prefLabel "{name}"@en ; skos:definition "a\\tb\\nc\\u2066"@en .'
    )
    report = load(settings, store, tmp_path, text)
    assert ask(store.read(), r'ex:a skos:prefLabel "A[31mRED]0;ownedabc"@en ; skos:definition "a\tb\nc"@en')
    assert report.problems[0].message.startswith("6 invisible characters were taken out of its texts")
    assert (report.problems[0].severity, report.problems[0].rows) == ("info", 0)


def test_a_name_of_invisible_characters_is_no_name(settings: Settings, store: Store, tmp_path: Path) -> None:
    report = load(
        settings, store, tmp_path, MINE + r'ex:b a skos:Concept ; skos:prefLabel "\u202E \u001b"@en .'
    )
    (problem,) = [one for one in report.problems if one.severity == "violation"]
    assert problem.message == "http://example.org/b has no name."


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
