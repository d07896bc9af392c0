"""From files to a version and on to findings: nothing lost, every statement has its cell."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from ecosystem import published, publishing
from ecosystem.analysing import analyse
from ecosystem.catalogue import datasets
from ecosystem.config import Settings
from ecosystem.errors import InvalidData
from ecosystem.evidence import locate
from ecosystem.findings import Evidence
from ecosystem.identifiers import system_graph
from ecosystem.pipeline import ImportReport, check_paths, import_paths
from ecosystem.store import Changes, Reader, Store, open_store
from ecosystem.taxonomies import About, import_list
from ontology import SVE

ROOT = Path(__file__).parent.parent.parent
BOROUGH = ROOT / "examples" / "borough"
MAPPINGS = ROOT / "examples" / "mappings"


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, as the csv module reads them."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def quietly(_step: str) -> None:
    """No progress to show."""


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = open_store(settings)
    yield store
    store.close()


def bring(settings: Settings, store: Store, path: Path, mapping: str = "") -> ImportReport:
    return import_paths(settings, store, [path], MAPPINGS / f"{mapping}.toml" if mapping else None, quietly)


def count(reader: Reader, pattern: str) -> int:
    """How many solutions a pattern has; the prefixes are ours."""
    text = (
        "PREFIX sve: <https://w3id.org/sve/ns#> PREFIX org: <http://www.w3.org/ns/org#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/> "
        f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    )
    return int(next(reader.select(text))["n"].value)


def test_the_example_loads_whole(settings: Settings, store: Store) -> None:
    report = bring(settings, store, BOROUGH)
    rows = sum(len(rows_of(file)) for file in BOROUGH.glob("*.csv"))
    assert (report.rows_read, report.rows_loaded, report.rows_reported) == (rows, rows, 0)
    assert [problem for problem in report.problems if problem.severity == "violation"] == []
    assert datasets(store.read())[0].invented


def test_the_same_files_twice_change_nothing(settings: Settings, store: Store) -> None:
    assert bring(settings, store, BOROUGH).changed
    again = bring(settings, store, BOROUGH)
    assert not again.changed
    assert again.version is None
    assert [version.number for version in store.versions()] == [1]


BODIES = """
[dataset]
id = "bodies"
title = "Bodies by the row"
publisher = "Nobody"
licence = "CC0-1.0"
source = "https://example.org"
[tables.rows]
file = "rows.csv"
[[records]]
table = "rows"
kind = "organisation"
key = ["body"]
same_key = "merge"
fields = { name = "body", sector = "sector", other_names = "also" }
"""


def test_a_thing_of_many_rows_that_lacks_something_is_reported_once(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    rows = [("Hub", "", number) for number in range(30)] + [("Shelter", "VC", number) for number in range(20)]
    lines = ["body,sector,also", *(f"{body},{sector},{body} {number}" for body, sector, number in rows)]
    (tmp_path / "rows.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "bodies.toml").write_text(BODIES, encoding="utf-8")
    steps: list[str] = []
    report = import_paths(settings, store, [tmp_path / "rows.csv"], tmp_path / "bodies.toml", steps.append)
    assert (report.rows_read, report.rows_loaded, report.rows_reported) == (50, 20, 30)
    worst = [problem for problem in report.problems if problem.severity == "violation"]
    assert Counter(problem.message for problem in worst) == {
        "'Hub' needs one sector, no more and no fewer.": 1,
        "This row, or another one about the same thing, breaks a rule.": 29,
    }
    assert {problem.row for problem in worst} == set(range(2, 32))


def test_advice_on_a_data_set_names_the_file_to_write(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("body,sector,also\nHub,VC,\n", encoding="utf-8")
    mapping = BODIES.replace("rows.csv", "bodies.csv").replace('licence = "CC0-1.0"', "")
    (tmp_path / "bodies.toml").write_text(mapping, encoding="utf-8")
    report = check_paths(settings, [tmp_path / "bodies.csv"], tmp_path / "bodies.toml", quietly)
    (about,) = [problem for problem in report.problems if problem.column == "licence"]
    assert about.file == "bodies.dataset.toml"
    assert about.fix.startswith("Write licence in bodies.dataset.toml beside the sheets")


def test_a_data_set_never_takes_the_place_of_a_list(settings: Settings, store: Store, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("code,label\nA,Homes\n", encoding="utf-8")
    import_list(settings, store, table, about=About(id="borough"), progress=quietly)
    with pytest.raises(InvalidData, match="already that of a list or mapping set, 'list'"):
        bring(settings, store, BOROUGH)
    assert [version.number for version in store.versions()] == [1]


def test_checking_writes_nothing(settings: Settings) -> None:
    report = check_paths(settings, [BOROUGH], None, quietly)
    assert report.rows_loaded > 0
    assert not settings.data.exists()


def test_a_changed_file_takes_the_place_of_the_old(settings: Settings, store: Store, tmp_path: Path) -> None:
    place = tmp_path / "borough"
    shutil.copytree(BOROUGH, place)
    bring(settings, store, place)
    before = count(store.read(), "?s a sve:Spend")
    money = place / "Money.csv"
    lines = money.read_text(encoding="utf-8").splitlines(keepends=True)
    money.write_text("".join(lines[:-1]), encoding="utf-8")
    bring(settings, store, place)
    assert count(store.read(), "?s a sve:Spend") == before - 1
    assert len(datasets(store.read())) == 1
    assert count(store.read(1), "?s a sve:Spend") == before


def test_every_statement_leads_to_a_cell_that_holds_it(settings: Settings, store: Store) -> None:
    """Checked against the sheets themselves, for the direct statements of the example."""
    bring(settings, store, BOROUGH)
    reader = store.read()
    sheets = {file.name: rows_of(file) for file in BOROUGH.glob("*.csv")}
    text = (
        "PREFIX sve: <https://w3id.org/sve/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?s ?p ?o ?id ?label ?notation WHERE { "
        "VALUES ?p { sve:deliveredBy sve:targetsOutcome sve:serves sve:inArea sve:activityKind sve:amount "
        "sve:payer sve:funds skos:prefLabel dcterms:description } ?s ?p ?o ; "
        "<http://www.w3.org/ns/prov#hadPrimarySource> ?row . ?row a sve:SourceRecord . "
        "OPTIONAL { ?o dcterms:identifier ?id } OPTIONAL { ?o skos:prefLabel ?label } "
        "OPTIONAL { ?o skos:notation ?notation } }"
    )
    said: dict[Evidence, set[str]] = {}
    for row in reader.select(text):
        names = {row[name].value for name in ("o", "id", "label", "notation") if row[name]}
        said[Evidence(row["s"].value, row["p"].value, row["o"].value)] = names
    cells = locate(said, reader, settings.base_iri)
    assert len(said) > 700
    for statement, names in said.items():
        assert cells[statement], f"no cell for {statement}"
        for cell in cells[statement]:
            found = sheets[cell.file][cell.row - 2][cell.column]
            assert any(name in found or _number(name, found) for name in names), (statement, found)


def _number(name: str, found: str) -> bool:
    try:
        return float(name) == float(found)
    except ValueError:
        return False


def test_every_imported_file_is_kept_as_it_came(settings: Settings, store: Store) -> None:
    bring(settings, store, BOROUGH)
    kept = {file.read_bytes() for file in (settings.data / "sources").iterdir()}
    assert kept == {file.read_bytes() for file in BOROUGH.glob("*.csv")}


def test_the_same_data_gives_the_same_findings_byte_for_byte(tmp_path: Path) -> None:
    dumps = []
    for name in ("one", "other"):
        settings = Settings(data=tmp_path / name)
        store = open_store(settings)
        bring(settings, store, BOROUGH)
        analyse(settings, store, (), quietly)
        graphs = [line for line in b"".join(store.read().dump()).splitlines() if b"/graph/findings/" in line]
        dumps.append(sorted(graphs))
        store.close()
    assert len(dumps[0]) > 1_000
    assert dumps[0] == dumps[1]


def test_analysing_again_writes_nothing(settings: Settings, store: Store) -> None:
    bring(settings, store, BOROUGH)
    _, first = analyse(settings, store, (), quietly)
    again, second = analyse(settings, store, (), quietly)
    assert first == 2
    assert second is None
    assert not any(summary.changed for summary in again)


def test_the_example_shows_every_kind_of_finding_built_so_far(settings: Settings, store: Store) -> None:
    bring(settings, store, BOROUGH)
    analyse(settings, store, (), quietly)
    kinds = {item.finding.kind for item in published.findings(store.read())}
    assert kinds >= {
        "same-record",
        "aligned-beyond-chance",
        "possible-duplication",
        "replicate-elsewhere",
        "overlap-other-people",
        "complementary",
        "aligned-only",
        "shared-capability",
        "cannot-tell-yet",
        "objective-nobody-pursues",
        "outcome-nobody-targets",
    }


def test_a_decision_of_a_person_survives_imports_analyses_and_undo(settings: Settings, store: Store) -> None:
    bring(settings, store, BOROUGH)
    analyse(settings, store, (), quietly)
    finding = published.findings(store.read(), "overlap")[0].iri
    rejected = "https://w3id.org/sve/scheme/review-status/rejected"
    decision = f"<{finding}> <{SVE.reviewStatus}> <{rejected}> .\n".encode()
    store.commit(Changes("A person decided.", {system_graph(settings.base_iri, "reviews"): [decision]}))
    shutil.copytree(BOROUGH, settings.data.parent / "borough")
    changed = settings.data.parent / "borough" / "Objectives.csv"
    changed.write_text(changed.read_text(encoding="utf-8") + "obj-new,Something new,,\n", encoding="utf-8")
    bring(settings, store, settings.data.parent / "borough")
    analyse(settings, store, (), quietly)
    store.undo()
    reviews = {item.iri: item.review for item in published.findings(store.read(), "overlap")}
    assert reviews[finding] == "rejected"


def test_decisions_and_links_between_bodies_are_derived_once(settings: Settings, store: Store) -> None:
    bring(settings, store, BOROUGH)
    once = count(store.read(), "?a sve:collaboratesWith ?b")
    assert once > 0
    shutil.copytree(BOROUGH, settings.data.parent / "borough")
    groups = settings.data.parent / "borough" / "Groups.csv"
    groups.write_text(groups.read_text(encoding="utf-8") + "grp-new,Another group,,,\n", encoding="utf-8")
    bring(settings, store, settings.data.parent / "borough")
    assert count(store.read(), "?a sve:collaboratesWith ?b") == once


@pytest.mark.real_data
@pytest.mark.slow
def test_the_federal_inventory_loads_with_nothing_lost(
    settings: Settings, store: Store, shared_data: Path
) -> None:
    report = bring(settings, store, shared_data / "federal-programs", "federal-programs")
    reader = store.read()
    assert report.rows_read == report.rows_loaded + report.rows_reported
    assert report.rows_reported == 0
    assert count(reader, "?s a sve:Programme") == 2_650
    assert count(reader, "?s a sve:Spend") == 7_419
    assert count(reader, "?s sve:targetsOutcome ?o") == 651
    assert count(reader, "{ SELECT DISTINCT ?s { ?s sve:targetsOutcome ?o } }") == 244
    assert count(reader, "?s a org:Organization FILTER NOT EXISTS { ?s org:subOrganizationOf ?p }") == 57
    ids = {
        row["i"].value
        for row in reader.select(
            "SELECT ?i WHERE { ?s a <https://w3id.org/sve/ns#Programme> ; <http://purl.org/dc/terms/identifier> ?i }"
        )
    }
    programs = rows_of(shared_data / "federal-programs" / "programs.csv")
    assert ids == {row["program_id"] for row in programs}
    analyse(settings, store, ("alignment",), quietly)
    across = [
        family
        for family in published.families(store.read(), "alignment")
        if "different top-level organisations" in family.statement and "PON" in family.statement
    ]
    assert [family.findings for family in across] == [0]


@pytest.mark.real_data
def test_the_ottawa_map_recognises_all_marked_pairs_and_shows_none_as_overlap(
    settings: Settings, store: Store, shared_data: Path
) -> None:
    folder = shared_data / "ottawa-partner-map"
    bring(settings, store, folder, "ottawa-partner-map")
    analyse(settings, store, (), quietly)
    reader = store.read()
    assert count(reader, "?s a sve:Programme") == 494
    assert count(reader, "?s a sve:SharedOutcome") == 110
    marks = rows_of(folder / "duplicate_records.csv")
    marked = {frozenset((row["programme_id"], row["duplicate_of"])) for row in marks}
    assert len(marked) == 49
    same, overlapping = _pairs(reader, "same-record"), _pairs(reader, "overlap")
    assert marked <= _closed(same)
    assert not marked & overlapping
    gaps = published.of_kind(published.findings(reader, "gaps"), "outcome-nobody-targets")
    assert len(gaps) == 9


def _pairs(reader: Reader, method: str) -> set[frozenset[str]]:
    """Pairs of efforts in the findings of one method, by the ids of the source."""
    ids = {
        row["s"].value: row["i"].value
        for row in reader.select("SELECT ?s ?i WHERE { ?s <http://purl.org/dc/terms/identifier> ?i }")
    }
    found = (item.finding.involves for item in published.findings(reader, method))
    return {frozenset(ids.get(iri, iri) for iri in pair) for pair in found}


def _closed(pairs: set[frozenset[str]]) -> set[frozenset[str]]:
    """The pairs and what follows from them: of three records that are one, each two are."""
    import networkx as nx

    graph = nx.Graph(tuple(pair) for pair in pairs if len(pair) == 2)
    return {
        frozenset((one, other))
        for group in nx.connected_components(graph)
        for one in group
        for other in group
        if one != other
    }


@pytest.mark.real_data
def test_the_trafford_grants_load_with_every_name_and_amount(
    settings: Settings, store: Store, shared_data: Path
) -> None:
    source = shared_data / "trafford-local" / "voluntary_sector_grants_360giving.csv"
    report = bring(settings, store, source, "trafford-grants")
    reader = store.read()
    assert (report.rows_read, report.rows_loaded, report.rows_reported) == (555, 555, 0)
    assert report.problems
    assert count(reader, '?s a sve:Spend ; sve:amount ?a ; sve:currency "GBP"') == 555
    names = count(reader, "{ SELECT DISTINCT ?n { ?s a sve:Spend ; sve:payee ?o . ?o skos:prefLabel ?n } }")
    assert names == 359
    total = sum(float(row["Amount Awarded"]) for row in rows_of(source))
    held = reader.select(
        "SELECT (SUM(?a) AS ?t) WHERE { ?s a <https://w3id.org/sve/ns#Spend> ; <https://w3id.org/sve/ns#amount> ?a }"
    )
    assert float(next(held)["t"].value) == pytest.approx(total)


def test_a_report_is_one_json_document(settings: Settings, store: Store) -> None:
    report = bring(settings, store, BOROUGH)
    assert json.loads(publishing.canonical(report.records))["service"] == report.records["service"]
    assert isinstance(store.read().select("SELECT * WHERE { ?s ?p ?o } LIMIT 1"), ox.QuerySolutions)


def place(folder: Path, rows: str) -> Path:
    """A folder of our template with a list of organisations only."""
    folder.mkdir()
    (folder / "Organisations.csv").write_text(rows, encoding="utf-8")
    return folder


def test_what_two_data_sets_say_of_one_body_is_traced_to_the_one_that_says_it(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    one = "Name,Sector,Official identifier,Description\nFirst,LG,GB-LAE-X,\nTrust,VC,GB-CHC-1090095,From alpha\n"
    other = "Description,Name,Sector,Official identifier\nFrom beta,Trust,VC,GB-CHC-1090095\n"
    bring(settings, store, place(tmp_path / "alpha", one))
    bring(settings, store, place(tmp_path / "beta", other))
    trust = f"{settings.base_iri}/id/organisation/GB-CHC-1090095"
    description = "http://purl.org/dc/terms/description"
    said = [Evidence(trust, description, f"From {name}") for name in ("alpha", "beta")]
    cells = locate(said, store.read(), settings.base_iri)
    assert [str(cell) for cell in cells[said[0]]] == ["Organisations.csv, row 3, column Description (alpha)"]
    assert [str(cell) for cell in cells[said[1]]] == ["Organisations.csv, row 2, column Description (beta)"]


def test_what_follows_from_other_statements_has_no_cell_of_its_own(settings: Settings, store: Store) -> None:
    bring(settings, store, BOROUGH)
    reader = store.read()
    derived = reader.select(
        "SELECT ?s ?o WHERE { ?s <https://w3id.org/sve/ns#pursues> ?o } ORDER BY ?s ?o LIMIT 3"
    )
    said = [Evidence(row["s"].value, str(SVE.pursues), row["o"].value) for row in derived]
    assert said
    assert set(locate(said, reader, settings.base_iri).values()) == {()}
