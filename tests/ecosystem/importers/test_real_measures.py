"""Published measures of a borough, on the open data as it lies: every value that can be told from others is
there to the digit, and nothing is said that the files do not say.

What is expected is counted from the CSV here, without the importer. The periods are spot-checked, as two
readings of one text by the same hand would prove nothing.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, SKOS

from ecosystem.config import Settings
from ecosystem.identifiers import Naming
from ecosystem.importers import Batch, load_mapping, read
from ecosystem.importers.tables import read_tables
from ecosystem.pipeline import import_paths
from ecosystem.store import open_store
from ecosystem.triples import statements
from ontology import SVE

pytestmark = pytest.mark.real_data

MAPPING = Path(__file__).parents[3] / "examples" / "mappings" / "trafford-outcomes.toml"
PREFIXES = f"PREFIX sve: <{SVE}> PREFIX skos: <{SKOS}> PREFIX dcterms: <{DCTERMS}> "
NAMING = Naming("http://example.org", "trafford-outcomes")

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[Row]:
    """The rows of values.csv, each with its number as a person sees it."""
    with (shared_data / "trafford-outcomes" / "values.csv").open(encoding="utf-8", newline="") as file:
        return [row | {"row": str(number)} for number, row in enumerate(csv.DictReader(file), start=2)]


@pytest.fixture(scope="module")
def batch(shared_data: Path) -> Batch:
    return read(read_tables([shared_data / "trafford-outcomes"], Settings()), load_mapping(MAPPING))


@pytest.fixture(scope="module")
def graph(batch: Batch) -> ox.Store:
    """What the rows say."""
    store = ox.Store()
    lines = "\n".join(
        " ".join(term.n3() for term in said.triple) + " ." for said in statements(batch.records, NAMING)
    )
    store.load(lines.encode(), ox.RdfFormat.N_TRIPLES)
    return store


def answers(graph: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = graph.query(PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple("" if term is None else term.value for term in solution) for solution in found]


def is_value(row: Row) -> bool:
    return row["value"] not in {"", "NA"} and row["area_name"] != "England LA average"


def what(row: Row) -> tuple[str, ...]:
    return tuple(
        row[name] for name in ("indicator_id", "indicator", "measure", "unit", "area_code", "period")
    )


def told_apart(rows: list[Row]) -> list[Row]:
    """The rows with a value that no other row has the same indicator, unit, place and period as."""
    values = [row for row in rows if is_value(row)]
    alike = Counter(what(row) for row in values)
    return [row for row in values if alike[what(row)] == 1]


def test_no_row_is_lost_and_each_that_is_not_loaded_has_its_reason(batch: Batch, rows: list[Row]) -> None:
    assert batch.rows_read == 57 + len(rows) == 57 + 5_240
    assert batch.rows_loaded == 57 + len(told_apart(rows))
    assert batch.rows_loaded + batch.rows_reported == batch.rows_read
    refused = {problem.row for problem in batch.problems if problem.severity == "violation"}
    assert refused == {int(row["row"]) for row in rows if is_value(row)} - {
        int(row["row"]) for row in told_apart(rows)
    }


def test_everything_else_about_the_files_is_a_remark(batch: Batch, rows: list[Row]) -> None:
    unpublished = [row["row"] for row in rows if row["value"] in {"", "NA"}]
    averages = [row["row"] for row in rows if row["value"] not in {"", "NA"} and not is_value(row)]
    remarks = [problem for problem in batch.problems if problem.row is None]
    assert {problem.severity for problem in remarks} == {"info"}
    assert [(problem.column, problem.rows) for problem in remarks] == [
        ("theme", 5_240),
        (None, len(unpublished)),
        (None, len(averages)),
    ]
    for problem, numbers in zip(remarks[1:], (unpublished, averages), strict=True):
        more = f"{', '.join(numbers[:3])} and {len(numbers) - 3} more"
        assert problem.message.startswith(f"Rows {more} were left out: ")


def test_rows_that_only_their_values_tell_apart_are_said_to_differ(batch: Batch, rows: list[Row]) -> None:
    alike: dict[tuple[str, ...], set[Decimal]] = {}
    for row in rows:
        if is_value(row):
            alike.setdefault(what(row), set()).add(Decimal(row["value"]))
    by_row = {int(row["row"]): row for row in rows}
    for problem in batch.problems:
        if problem.severity == "violation" and problem.row is not None:
            differs = len(alike[what(by_row[problem.row])]) > 1
            assert problem.message.startswith(
                "Nothing in indicator_id, indicator" if differs else "This row says"
            )
            assert problem.message.endswith("although they differ in value.") == differs


def test_values_places_and_names_of_indicators_are_those_of_the_file(
    graph: ox.Store, rows: list[Row]
) -> None:
    found = answers(
        graph,
        "SELECT ?name ?code ?value WHERE { ?m a sve:Measurement ; sve:value ?value ;"
        " sve:inArea/sve:areaCode ?code ; sve:ofIndicator/skos:prefLabel ?name }",
    )
    assert Counter((name, code, Decimal(value)) for name, code, value in found) == Counter(
        (row["indicator"], row["area_code"], Decimal(row["value"])) for row in told_apart(rows)
    )


def test_decimals_are_written_with_all_their_digits(graph: ox.Store, rows: list[Row]) -> None:
    digits = {row["value"] for row in told_apart(rows)}
    longest = max(digits, key=len)
    assert len(longest) >= 15
    found = {value for (value,) in answers(graph, "SELECT ?value WHERE { ?m sve:value ?value }")}
    assert {Decimal(value) for value in found} == {Decimal(value) for value in digits}
    assert longest in found


def test_a_file_of_two_series_gives_two_indicators(graph: ox.Store, rows: list[Row]) -> None:
    series = {(row["indicator_id"], row["indicator"], row["measure"]) for row in told_apart(rows)}
    unpublished = 2
    counted = "SELECT (COUNT(?i) AS ?n) WHERE { ?i a sve:Indicator }"
    assert answers(graph, counted) == [(str(len(series) + unpublished),)]
    assert answers(
        graph,
        "SELECT ?unit (COUNT(?m) AS ?n) WHERE { ?m sve:ofIndicator ?i ; sve:unit ?unit ."
        ' ?i skos:prefLabel "Household waste sent for reuse, recycling or composting"@en ; sve:unit ?unit }'
        " GROUP BY ?unit ORDER BY ?unit",
    ) == [("Percentage", "48"), ("Tonnes", "33")]


def test_neither_direction_nor_outcome_is_made_up(graph: ox.Store) -> None:
    assert answers(graph, "SELECT ?i WHERE { ?i sve:direction|sve:forOutcome ?x }") == []


def test_the_four_themes_are_there(graph: ox.Store) -> None:
    found = answers(graph, "SELECT ?name WHERE { ?t a sve:Theme ; skos:prefLabel ?name } ORDER BY ?name")
    assert found == [("children",), ("climate",), ("economy",), ("health",)]


def test_each_indicator_stands_under_its_theme(graph: ox.Store, shared_data: Path) -> None:
    with (shared_data / "trafford-outcomes" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        themes = {row["indicator_id"]: row["theme"] for row in csv.DictReader(file)}
    found = answers(
        graph,
        "SELECT ?i ?id ?theme WHERE { ?i a sve:Indicator ; dcterms:identifier ?id"
        " OPTIONAL { ?i sve:theme/skos:prefLabel ?theme } }",
    )
    assert len(found) == 67
    assert [theme for *_, theme in found] == [themes[id_] for _, id_, _ in found]


@pytest.mark.parametrize(
    ("indicator", "code", "period", "value"),
    [
        ("active_children", "E92000001", ("2017-09-01", "2018-08-31"), "43.3"),
        ("active_adults", "E08000009", ("2015-11-16", "2016-11-15"), None),
        ("social_care_satisfaction", "E08000009", ("2014-04-01", "2015-03-31"), None),
        ("adults_smoking", "E08000009", ("2011-01-01", "2011-12-31"), None),
        ("planning_applications_major", "E08000009", ("2023-01-01", "2023-03-31"), None),
        ("economic_inactivity", "E08000009", ("2024-01-01", "2024-12-31"), None),
        ("antibiotics_broad_s", "E08000009", ("2021-02-01", "2021-02-01"), None),
        ("electric_vehicle_charging_points", "E08000009", ("2023-04-01", "2023-04-30"), None),
        ("care_homes_rating", "E08000009", ("2024-02-01", "2024-02-29"), None),
    ],
)
def test_a_period_is_first_and_last_day(
    graph: ox.Store, indicator: str, code: str, period: tuple[str, str], value: str | None
) -> None:
    ((found,),) = answers(
        graph,
        "SELECT ?value WHERE { ?m sve:value ?value ; sve:start ?from ; sve:end ?to ;"
        " sve:inArea/sve:areaCode ?code ; sve:ofIndicator/dcterms:identifier ?id ."
        f' FILTER (?id = "{indicator}" && ?code = "{code}" && STR(?from) = "{period[0]}"'
        f' && STR(?to) = "{period[1]}") }}',
    )
    assert value is None or Decimal(found) == Decimal(value)


def test_each_measurement_has_one_period_reporter_kind_and_place(graph: ox.Store, rows: list[Row]) -> None:
    found = answers(
        graph,
        "SELECT ?m ?from ?to ?by ?kind WHERE { ?m a sve:Measurement ; sve:start ?from ; sve:end ?to ;"
        " sve:inArea ?place ; sve:reportedBy/skos:prefLabel ?by ; sve:measurementKind ?kind }",
    )
    assert len(found) == len({line[0] for line in found}) == len(told_apart(rows))
    assert all(date.fromisoformat(line[1]) <= date.fromisoformat(line[2]) for line in found)
    assert {(by, kind.rsplit("/", 1)[1]) for *_, by, kind in found} == {("Trafford Council", "actual")}


def test_the_source_of_a_value_is_its_evidence(graph: ox.Store, shared_data: Path, rows: list[Row]) -> None:
    with (shared_data / "trafford-outcomes" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        sources = {row["indicator_id"]: row["source"] for row in csv.DictReader(file)}
    wanted = Counter(sources[row["indicator_id"]].strip() for row in told_apart(rows))
    del wanted[""]
    found = answers(
        graph,
        "SELECT ?name (COUNT(?m) AS ?n) WHERE { ?m a sve:Measurement ; sve:evidence/skos:prefLabel ?name }"
        " GROUP BY ?name",
    )
    assert {name: int(count) for name, count in found} == wanted


def test_rates_for_men_and_women_are_of_one_indicator_and_two_groups(graph: ox.Store) -> None:
    assert answers(
        graph,
        "SELECT ?group (COUNT(?m) AS ?n) WHERE { ?m a sve:Measurement ; sve:ofIndicator/dcterms:identifier"
        ' "mortality_rate" OPTIONAL { ?m sve:group/skos:prefLabel ?group } } GROUP BY ?group ORDER BY ?group',
    ) == [("", "121"), ("Female", "121"), ("Male", "121")]


def test_an_import_loads_what_it_read_and_asks_for_directions_and_outcomes(
    settings: Settings, shared_data: Path, rows: list[Row]
) -> None:
    store = open_store(settings)
    try:
        report = import_paths(settings, store, [shared_data / "trafford-outcomes"], MAPPING, lambda _: None)
        reader = store.read()
        (found,) = reader.select(
            PREFIXES + "SELECT (COUNT(?m) AS ?n) (SUM(?v) AS ?sum) { ?m a sve:Measurement ; sve:value ?v }"
        )
    finally:
        store.close()
    wanted = [Decimal(row["value"]) for row in told_apart(rows)]
    assert (int(found["n"].value), Decimal(found["sum"].value)) == (len(wanted), sum(wanted))
    asked = Counter(problem.column for problem in report.problems if problem.severity == "warning")
    assert asked["Direction"] == asked["Outcomes"] == report.records["indicator"] == 67
