"""A list in a table becomes concepts, each row loaded or reported; a level that no row is about is one too."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from rdflib import SKOS
from table_lists import LOADED, hierarchy, load, rows

from ecosystem.config import Settings
from ecosystem.errors import ConfigError, InvalidData, SourceError
from ecosystem.store import Store
from ecosystem.taxonomies import CLASSES, About, import_list

UK_CAT = """Code,tag,Category,Subcategory,Level,Notes
AR,Arts,Arts,,1,
AR200,Media and publishing,Arts,Media and publishing,2,
AR201,Film,Arts,Media and publishing,3,Cinema included
AR104,Visual arts,Arts,,3,
"""


def test_levels_of_a_table_become_wider_concepts(settings: Settings, store: Store, tmp_path: Path) -> None:
    report = load(settings, store, tmp_path, UK_CAT)
    assert hierarchy(store) == {"AR": "", "AR200": "AR", "AR201": "AR200", "AR104": "AR"}
    assert (report.items, report.rows_read, report.rows_loaded, report.rows_reported) == (4, 4, 4, 0)


def test_a_concept_has_its_name_note_scheme_and_row(settings: Settings, store: Store, tmp_path: Path) -> None:
    load(settings, store, tmp_path, UK_CAT)
    query = """SELECT ?label ?note ?row WHERE {
        ?c skos:notation "AR201" ; skos:prefLabel ?label ; skos:scopeNote ?note ; skos:inScheme ?s ;
           <http://www.w3.org/ns/prov#hadPrimarySource>/sve:row ?row .
        ?s a skos:ConceptScheme ; skos:hasTopConcept/skos:notation "AR" . }"""
    assert rows(store.read(), query) == [("Film", "Cinema included", "4")]


def test_a_table_without_codes_gets_them_from_its_names(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = "Category,Sub-category\nHousing,Rent support\nHousing,Home repair\nFood & drink,School meals\n"
    report = load(settings, store, tmp_path, text)
    assert hierarchy(store) == {
        "housing": "",
        "housing.rent-support": "housing",
        "housing.home-repair": "housing",
        "food-drink": "",
        "food-drink.school-meals": "food-drink",
    }
    assert (report.items, report.rows_loaded) == (5, 3)


def test_another_row_does_not_change_the_codes_of_the_rest(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = "Category,Subcategory\nHealth,Advice\n"
    load(settings, store, tmp_path, text)
    before = set(hierarchy(store))
    load(settings, store, tmp_path, text + "Housing,Advice\n")
    assert set(hierarchy(store)) == before | {"housing", "housing.advice"}


def test_wider_concepts_are_found_by_code_or_by_name(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = "id,name,parent\n1,Homes,\n1.1,Rent,1\n1.2,Repair,homes\n"
    load(settings, store, tmp_path, text)
    assert hierarchy(store) == {"1": "", "1.1": "1", "1.2": "1"}


def test_a_row_that_differs_in_what_was_not_read_is_not_called_the_same(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = "Title,Town,Colour\nHelp,Leeds,red\nFood,,\nHelp,York,red\nFood,,\n"
    report = load(settings, store, tmp_path, text)
    said = {problem.row: problem for problem in report.problems if problem.row}
    assert said[4].message == (
        "'Help' stands in row 2 already, with other values in columns that were not read: Town."
    )
    assert "name the column that tells them apart" in said[4].fix
    assert (said[4].severity, said[5].severity) == ("violation", "info")
    assert said[5].fix == "Leave one of them out."


def test_cells_beyond_the_headings_are_pointed_out(settings: Settings, store: Store, tmp_path: Path) -> None:
    problems = load(settings, store, tmp_path, "Code,Name\nA,Bread, butter\nB,Homes\n").problems
    assert [(problem.row, problem.severity) for problem in problems] == [(2, "warning"), (None, "info")]


def test_every_row_is_loaded_or_reported(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = "code,name,parent\nA,Homes,\nA,Rent,\nB,,\nA,Homes,\nC,Food,Z\nD,Self,D\nE,One,F\nF,Two,E\n,Nameless code,\n"
    report = load(settings, store, tmp_path, text)
    assert report.rows_read == report.rows_loaded + report.rows_reported == 9
    assert report.rows_reported == 3
    said = {problem.row: (problem.severity, problem.message) for problem in report.problems if problem.row}
    assert said == {
        3: ("violation", "The code 'A' is that of 'Homes' in row 2."),
        4: ("violation", "This row has no name."),
        5: ("info", "'Homes' stands in row 2 already."),
        6: ("warning", "'Z', of which it is part, is not in this list."),
        7: ("warning", "'Self' would be wider than itself."),
        9: ("warning", "'Two' would be wider than itself."),
        10: ("info", "'Nameless code' has no code; it was given 'nameless-code'."),
    }
    assert hierarchy(store) == {"A": "", "C": "", "D": "", "E": "F", "F": "", "nameless-code": ""}


def test_one_name_may_have_two_codes_under_two_parents(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    load(settings, store, tmp_path, "code,name,parent\nA,Homes,\nB,Food,\nA9,Other,A\nB9,Other,B\n")
    assert hierarchy(store) == {"A": "", "B": "", "A9": "A", "B9": "B"}


def test_only_the_first_sheet_of_a_workbook_is_the_list_and_the_others_are_counted(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for sheet, names in ((book.active, ("Homes", "Food")), (book.create_sheet("Notes"), ("x", "y", "z"))):
        for name in ("name", *names):
            sheet.append([name])
    book.save(tmp_path / "list.xlsx")
    report = import_list(settings, store, tmp_path / "list.xlsx")
    assert (report.items, report.rows_read, report.rows_reported) == (2, 5, 3)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_list_is_of_the_kind_that_was_said(
    settings: Settings, store: Store, tmp_path: Path, kind: str
) -> None:
    load(settings, store, tmp_path, "name\nFirst\n", kind=kind)
    node = ox.NamedNode(f"http://127.0.0.1:8080/id/{kind}/list.first")
    assert store.read().ask(f"ASK {{ {node} a <{CLASSES[kind]}>, <{SKOS.Concept}> }}")


def test_the_same_file_again_changes_nothing_and_a_changed_one_takes_its_place(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    first = load(settings, store, tmp_path, "name\nHomes\nFood\n")
    again = load(settings, store, tmp_path, "name\nHomes\nFood\n")
    assert (first.changed, first.version, again.changed, again.version) == (True, 1, False, None)
    load(settings, store, tmp_path, "name\nFood\n")
    assert hierarchy(store) == {"food": ""}
    assert [version.number for version in store.versions()] == [2, 1]


def test_a_list_can_be_undone(settings: Settings, store: Store, tmp_path: Path) -> None:
    load(settings, store, tmp_path, "name\nHomes\n")
    load(settings, store, tmp_path, "name\nHomes\nFood\n")
    store.undo()
    assert set(hierarchy(store)) == {"homes"}


def test_the_catalogue_says_title_licence_source_and_counts(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    about = About("our-list", "Our list", "The council", "OGL v3.0", "https://example.org/list")
    load(settings, store, tmp_path, "code,name\nA,Homes\nA,Food\n", about=about)
    query = """PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?t ?p ?l ?s ?r ?g ?x WHERE {
        ?d dcterms:identifier "our-list" ; dcterms:title ?t ; dcterms:publisher ?p ; dcterms:license ?l ;
           dcterms:source ?s ; sve:rowsRead ?r ; sve:rowsLoaded ?g ; sve:rowsReported ?x }"""
    expected = ("Our list", "The council", "OGL v3.0", "https://example.org/list", "2", "1", "1")
    assert rows(store.read(), query) == [expected]


def test_nothing_is_written_where_no_row_can_be_used(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(InvalidData) as error:
        load(settings, store, tmp_path, "code,name\nA,\nB,\n")
    assert [problem.row for problem in error.value.problems] == [
        2,
        3,
    ]  # no word of a licence for what was refused
    assert store.versions() == []


def test_an_id_of_a_data_set_that_is_no_list_is_not_taken(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    from ecosystem.pipeline import import_paths

    place = tmp_path / "place"
    place.mkdir()
    (place / "Organisations.csv").write_text("Name,Sector\nVale Trust,VC\n", encoding="utf-8")
    import_paths(settings, store, [place], None, lambda _step: None)
    with pytest.raises(ConfigError, match="The id 'place' is that of place"):
        load(settings, store, tmp_path, "name\nHomes\n", about=About(id="place"))


@pytest.mark.parametrize("name", ["list.pdf", "list"])
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_read(
    settings: Settings, store: Store, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(SourceError, match=r"\.csv.*\.ttl"):
        import_list(settings, store, tmp_path / name)


def test_invisible_characters_are_taken_out_of_cells_and_headings_and_counted(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    text = 'Code,Na\u202eme,Definition\nA,Ho\x1b[31mmes\x7f,"one\ntwo\u2069"\nB,\u202e,\n'
    report = load(settings, store, tmp_path, text)
    query = f"SELECT ?l ?d {{ {LOADED} . ?c skos:prefLabel ?l ; skos:definition ?d }}"
    assert rows(store.read(), query) == [("Ho[31mmes", "one\ntwo")]
    said = [one.message for one in report.problems if one.severity == "info"]
    assert said[0].startswith("5 invisible characters were taken out of its texts")
    assert [one.message for one in report.problems if one.severity == "violation"] == [
        "This row has no name."
    ]


def test_an_id_that_cannot_stand_in_an_address_is_refused(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match="'Our List' cannot be used"):
        load(settings, store, tmp_path, "name\nHomes\n", about=About(id="Our List"))


@pytest.mark.real_data
def test_the_charity_tags_load_whole(settings: Settings, store: Store, shared_data: Path) -> None:
    report = import_list(settings, store, shared_data / "uk-charities" / "ukcat.csv")
    assert (report.items, report.rows_loaded, report.rows_reported) == (254, 254, 0)
    assert "Related ICNPTSO code" in report.problems[0].message
    wider = hierarchy(store)
    assert sum(not above for above in wider.values()) == 24
    assert (wider["AR201"], wider["AR200"], wider["BE108"]) == ("AR200", "AR", "BE")
