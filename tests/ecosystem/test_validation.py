"""What breaks a rule is told with its cell, in words a person can act on. (Each rule: `tests/ontology`.)"""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from rdflib import ORG, RDF, SKOS, Graph, Literal, URIRef

from ecosystem.breaches import Locate
from ecosystem.catalogue import entry
from ecosystem.errors import InvalidData
from ecosystem.identifiers import Naming
from ecosystem.importers import Batch
from ecosystem.importers.batch import DatasetInfo
from ecosystem.records import Cell, ConceptRef, Fact, Origin, Problem, Record, Ref, Source
from ecosystem.triples import statements
from ecosystem.validation import check, check_entry
from ontology import SVE

NAMING = Naming("http://127.0.0.1:8080", "place")
CHARITY = ConceptRef("sector", "VC")


def organisation(row: int, name: str = "", *facts: Fact, file: str = "Organisations.csv") -> Record:
    """An organisation of a sheet with the columns of our template."""
    named = (Fact("name", name, "Name"),) if name else ()
    sector = Fact("sector", CHARITY, "Sector")
    return Record("organisation", (f"o{row}",), (*named, sector, *facts), Origin(file, "", row))


def number(text: str, column: str = "Official identifier") -> Fact:
    return Fact("official_id", text, column)


def objective(row: int, name: str, *parents: str) -> Record:
    facts = (
        Fact("name", name, "Name"),
        *(Fact("part_of", Ref("objective", (p,)), "Part of") for p in parents),
    )
    return Record("objective", (name,), facts, Origin("Objectives.csv", "", row))


def read(records: Sequence[Record]) -> tuple[Graph, Locate]:
    """The graph of some records, and where each of its statements stands."""
    graph = Graph()
    cells: dict[tuple[URIRef, URIRef | None], list[Cell]] = {}
    for statement in statements(records, NAMING):
        graph.add(statement.triple)
        cells.setdefault((statement.subject, statement.predicate), []).append(statement.cell)
        cells.setdefault((statement.subject, None), [replace(statement.cell, column="")])
    return graph, lambda thing, predicate: cells.get((thing, predicate)) or cells.get((thing, None), [])


def problems(*records: Record) -> list[Problem]:
    graph, locate = read(records)
    return check(graph, locate)


def violations(*records: Record) -> list[Problem]:
    return [problem for problem in problems(*records) if problem.severity == "violation"]


def test_a_missing_value_is_told_with_its_row_and_the_column_it_belongs_in() -> None:
    (problem,) = violations(organisation(14))
    assert str(problem) == (
        "Organisations.csv, row 14, column Name: This organisation has no name."
        " Give the name that its partners know it by."
    )
    assert problem.value is None


def test_an_organisation_without_a_number_is_named_in_the_warning() -> None:
    (problem,) = problems(organisation(2, "Youth Hub"))
    assert problem.severity == "warning"
    assert problem.message == "'Youth Hub' has no official number. It can be mapped but may be counted twice."


def test_a_wrong_value_is_shown_with_the_cell_it_stands_in() -> None:
    (problem,) = violations(
        organisation(3, "A", number("GB-CHC-1"), number("GB-COH-7444723", "Company number"))
    )
    assert (problem.row, problem.column, problem.value) == (3, "Company number", "GB-COH-7444723")
    assert problem.message == "Company number 7444723 has 7 characters; Companies House numbers have 8."
    assert problem.fix == "Did a spreadsheet drop a zero? Suggested: 07444723."


def test_of_two_bodies_with_one_number_the_second_is_told_who_has_it() -> None:
    (problem,) = violations(
        organisation(9, "Hub", number("GB-CHC-7"), number("GB-CHC-1090095")),
        organisation(14, "Hub North", number("GB-CHC-8"), number("GB-CHC-1090095")),
    )
    assert (problem.row, problem.column, problem.value) == (14, "Official identifier", "GB-CHC-1090095")
    assert problem.message == "'GB-CHC-1090095' of 'Hub North' is also the number of 'Hub' (row 9)."


def test_a_body_in_another_file_is_named_with_its_file() -> None:
    (problem,) = violations(
        organisation(9, "Hub", number("GB-CHC-7"), number("GB-CHC-1090095"), file="a.csv"),
        organisation(2, "Hub North", number("GB-CHC-8"), number("GB-CHC-1090095"), file="b.csv"),
    )
    assert (problem.file, problem.row) == ("b.csv", 2)
    assert "'Hub' (a.csv, row 9)" in problem.message


def test_two_rows_that_are_one_body_by_its_number_may_not_have_two_names() -> None:
    (problem,) = violations(
        organisation(9, "Hub", number("GB-CHC-1090095")),
        organisation(14, "Hub North", number("GB-CHC-1090095")),
    )
    assert (problem.row, problem.column) == (14, "Name")
    assert problem.message == "One organisation has several names here: 'Hub' and 'Hub North'."


def test_a_claimed_number_of_several_bodies_is_a_warning_on_each() -> None:
    def claim(row: int, name: str) -> Record:
        return organisation(row, name, Fact("claimed_id", "GB-CHC-1", "Recipient number"))

    found = problems(claim(2, "A"), claim(3, "B"))
    assert [(problem.severity, problem.row, problem.column) for problem in found] == [
        ("warning", 2, "Recipient number"),
        ("warning", 3, "Recipient number"),
    ]
    assert "to 'A' and to 'B' (row 3)" in found[0].message


def test_a_circle_of_objectives_names_its_members_in_order() -> None:
    found = violations(
        objective(2, "A", "B"), objective(3, "B", "C"), objective(4, "C", "A"), objective(5, "D", "A")
    )
    assert [(problem.row, problem.column) for problem in found] == [(row, "Part of") for row in (2, 3, 4)]
    assert found[0].message == "'A' is part of 'B', 'B' is part of 'C' and 'C' is part of 'A'."


def test_an_objective_that_is_part_of_itself_is_told_so() -> None:
    (problem,) = violations(objective(2, "A", "A"))
    assert problem.message == "'A' is part of itself."


def test_a_reference_to_a_thing_of_another_kind_is_told_with_the_cell_of_that_value() -> None:
    service = Record(
        "service",
        ("s",),
        (
            Fact("name", "S", "Name"),
            Fact("delivered_by", Ref("organisation", ("o2",)), "Delivered by"),
            Fact("delivered_by", Ref("objective", ("Safe homes",)), "Also by"),
        ),
        Origin("Activities.csv", "", 5),
    )
    (problem,) = violations(organisation(2, "A"), objective(2, "Safe homes"), service)
    assert (problem.file, problem.row, problem.column) == ("Activities.csv", 5, "Also by")
    assert problem.message == "'Safe homes' is not an organisation of this map."


def test_a_missing_value_is_placed_in_the_column_that_the_sheet_has_for_it() -> None:
    def programme(row: int, *facts: Fact) -> Record:
        named = (
            Fact("name", f"P{row}", "Program name"),
            Fact("delivered_by", Ref("organisation", ("o2",)), "Agency"),
        )
        return Record("programme", (f"p{row}",), (*named, *facts), Origin("programs.csv", "", row))

    found = problems(
        organisation(2, "A"),
        programme(2, Fact("groups", ConceptRef("group", "BE102"), "Beneficiary")),
        programme(3),
    )
    (problem,) = (problem for problem in found if "no group of people" in problem.message)
    assert (problem.row, problem.column) == (3, "Beneficiary")
    assert "Say in column Beneficiary whom it is for" in problem.fix


def test_what_looks_like_personal_data_is_not_repeated_in_the_report() -> None:
    group = Record(
        "group", ("g",), (Fact("name", "Ask jo@example.org", "Name"),), Origin("Groups.csv", "", 4)
    )
    (problem,) = violations(group)
    assert (problem.row, problem.column, problem.value) == (4, "Name", None)
    assert problem.message == "This looks like personal data; it was not loaded."
    assert "jo@" not in str(problem)


def measurement(row: int, value: Decimal, unit: str) -> Record:
    facts = (
        Fact("indicator", Ref("indicator", ("i",)), "Indicator"),
        Fact("kind", ConceptRef("measurement-kind", "actual"), "Kind"),
        Fact("reported_by", Ref("organisation", ("o2",)), "Reported by"),
        Fact("start", date(2025, 1, 1), "Start"),
        Fact("end", date(2025, 12, 31), "End"),
        Fact("value", value, "Value"),
        Fact("unit", unit, "Unit"),
    )
    return Record("measurement", (str(row),), facts, Origin("Measurements.csv", "", row))


def indicator(*facts: Fact) -> list[Record]:
    known = (
        Fact("name", "Settled after a year", "Name"),
        Fact("direction", ConceptRef("direction", "increase"), "Direction"),
        Fact("outcomes", Ref("outcome", ("s",)), "Outcomes"),
    )
    return [
        organisation(2, "Council", number("GB-LAE-TST")),
        Record("shared-outcome", ("s",), (Fact("name", "A settled home", "Name"),), Origin("O.csv", "", 2)),
        Record("indicator", ("i",), (*known, *facts), Origin("Indicators.csv", "", 2)),
    ]


def test_a_value_in_another_unit_is_told_both_units() -> None:
    (problem,) = problems(*indicator(Fact("unit", "people", "Unit")), measurement(7, Decimal(40), "percent"))
    assert (problem.file, problem.row, problem.column) == ("Measurements.csv", 7, "Unit")
    assert problem.message == "This value is in 'percent', its indicator counts in 'people'."


def test_two_values_for_one_thing_are_a_warning_on_each_and_equal_ones_are_none() -> None:
    given = indicator(Fact("unit", "people", "Unit"))
    rows = [measurement(row, value, "people") for row, value in ((7, Decimal(40)), (9, Decimal(41)))]
    found = problems(*given, *rows)
    assert [(problem.severity, problem.row, problem.value) for problem in found] == [
        ("warning", 7, "40"),
        ("warning", 9, "41"),
    ]
    assert not problems(*given, *(measurement(row, Decimal("40.0"), "people") for row in (7, 9)))


def test_all_steps_after_a_missing_number_are_told_at_once() -> None:
    graph = Graph()
    journey = URIRef("http://example.org/j")
    for position in (1, 3, 4, 5):
        step = URIRef(f"http://example.org/{position}")
        graph.add((journey, SVE.hasStep, step))
        graph.add((step, SVE.position, Literal(position)))
    found = check(graph, lambda thing, predicate: [])
    assert [problem.value for problem in found if "a number is missing" in problem.message] == ["3", "4", "5"]


def catalogue_entry(**texts: str) -> Graph:
    """The catalogue entry of a data set that was read from one file with no row."""
    info = replace(DatasetInfo("place", "A place", "A council", "CC BY 4.0", "Our own sheets"), **texts)
    batch = Batch(info, (), (), (), 0, 0, frozenset())
    graph = Graph()
    for triple in entry(NAMING, "1", batch, [Source("a.csv", "0" * 64, 0, ())], datetime.now(UTC)):
        graph.add(triple)
    return graph


def test_a_full_description_of_a_data_set_is_let_through() -> None:
    assert not check_entry(catalogue_entry())


def test_a_data_set_without_publisher_and_licence_is_loaded_with_a_warning_that_names_the_setting() -> None:
    found = check_entry(catalogue_entry(publisher="", licence="", source=""))
    assert [(problem.severity, problem.file, problem.row, problem.column) for problem in found] == [
        ("warning", "dataset.toml", None, "publisher"),
        ("warning", "dataset.toml", None, "licence"),
        ("info", "dataset.toml", None, "source"),
    ]
    assert "Write licence in dataset.toml" in found[1].fix
    assert sum(problem.rows for problem in found) == 0


def test_problems_come_in_the_order_of_files_and_rows() -> None:
    found = problems(
        organisation(10, "B", file="b.csv"), organisation(9, file="b.csv"), organisation(99, file="a.csv")
    )
    places = [(problem.file, problem.row) for problem in found]
    assert places == sorted(places)


def test_a_name_that_looks_like_a_placeholder_stays_as_it_is() -> None:
    (problem,) = problems(organisation(2, "{shown} \\1 {nothing}"))
    assert problem.message.startswith("'{shown} \\1 {nothing}' has no official number")


def test_of_many_values_only_some_are_listed() -> None:
    names = (Fact("name", f"Name {place}", "Name") for place in range(9))
    found = violations(organisation(2, "", *names, number("GB-CHC-1")))
    assert found[0].message.endswith("'Name 4' and 4 more.")


def test_the_graph_is_the_same_after_the_check() -> None:
    graph, locate = read([organisation(2, "A"), objective(2, "B")])
    before = set(graph)
    check(graph, locate)
    assert set(graph) == before


def test_a_graph_that_was_read_from_no_rows_is_checked_too() -> None:
    graph = Graph()
    graph.add((URIRef("http://example.org/x"), RDF.type, ORG.Organization))
    (problem, *_) = check(graph, lambda thing, predicate: [])
    assert (problem.file, problem.row, problem.column) == ("", None, "Name")


def test_steps_upon_steps_without_end_are_refused_with_a_sentence() -> None:
    graph = Graph()
    things = [URIRef(f"http://example.org/{place}") for place in range(3000)]
    for thing, whole in pairwise(things):
        graph.add((thing, RDF.type, SVE.Objective))
        graph.add((thing, SKOS.prefLabel, Literal("O", lang="en")))
        graph.add((thing, SVE.partOfObjective, whole))
    with pytest.raises(InvalidData, match="part of each other over hundreds of steps"):
        check(graph, lambda thing, predicate: [])


def large_place() -> list[Record]:
    """As many records as the largest real data set has: 2,650 programmes and 22,000 figures of money."""
    paid, planned = ConceptRef("spend-status", "paid"), ConceptRef("spend-status", "planned")
    records = [organisation(row, f"Agency {row}") for row in range(2, 252)]
    for place in range(2650):
        facts = (
            Fact("name", f"Programme {place}", "name"),
            Fact("delivered_by", Ref("organisation", (f"o{2 + place % 250}",)), "agency"),
            Fact("groups", ConceptRef("group", "BE102"), "people"),
        )
        records.append(Record("programme", (f"p{place}",), facts, Origin("programs.csv", "", place + 2)))
    for place in range(7419):
        row = Origin("money.csv", "", place + 2)
        spend = (
            Fact("payer", Ref("organisation", (f"o{2 + place % 250}",)), "agency"),
            Fact("funds", Ref("effort", (f"p{place % 2650}",)), "program"),
            Fact("amount", Decimal(place), "amount"),
            Fact("currency", "USD", ""),
            Fact("status", paid, ""),
        )
        records.append(Record("spend", (f"m{place}",), spend, row))
        for report in ("a", "b"):
            figure = (
                Fact("spend", Ref("spend", (f"m{place}",)), ""),
                Fact("amount", Decimal(place), report),
                Fact("status", planned, ""),
                Fact("reported_in", report, ""),
            )
            records.append(Record("amount-report", (f"m{place}", report), figure, row))
    return records


@pytest.mark.slow
def test_25_000_records_are_checked_in_15_seconds_and_little_memory() -> None:
    graph, locate = read(large_place())
    memory, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = check(graph, locate)
    assert time.process_time() - start < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 400 * 1024
    assert len(found) == 250 + 3 * 2650
    assert {problem.severity for problem in found} == {"warning"}
