"""The open data sets as graphs, read as plainly as possible; the importer has tests of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from graphs import Graph, effort, link, organisation, outcome, thing


def rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def federal(folder: Path) -> Graph:
    """2,650 programmes of US departments and their agencies, with the published outcomes in two lists."""
    graph = Graph()
    for row in rows(folder / "outcome_taxonomy.csv"):
        iri = f"outcome/{row['level']}/{row['outcome_id']}"
        outcome(graph, iri, row["outcome"], row["level"])
    outcomes: dict[str, list[str]] = {}
    for row in rows(folder / "outcomes.csv"):
        outcomes.setdefault(row["program_id"], []).append(f"outcome/{row['level']}/{row['outcome_id']}")
    for row in rows(folder / "programs.csv"):
        body = department = f"body/{row['agency']}"
        if department not in graph:
            organisation(graph, department, row["agency"])
        if row["sub_agency"]:
            body = f"{department}/{row['sub_agency']}"
            if body not in graph:
                organisation(graph, body, row["sub_agency"], parent=department)
        facets = {"group": row["beneficiary_types"], "activity-kind": row["assistance_types"]}
        named = {
            facet: [f"{facet}/{name}" for name in names.split("|") if name] for facet, names in facets.items()
        }
        for facet, iris in named.items():
            for iri in iris:
                thing(graph, iri, facet, label=iri.partition("/")[2])
        effort(
            graph,
            f"programme/{row['program_id']}",
            body,
            label=row["name"],
            description=row["objective"],
            outcomes=outcomes.get(row["program_id"], []),
            groups=named["group"],
            kinds=named["activity-kind"],
        )
    return graph


def ottawa(folder: Path) -> Graph:
    """494 programme records on 110 solutions (shared outcomes) under obstacles (objectives) and one goal."""
    graph = Graph()
    for row in rows(folder / "objectives.csv"):
        if row["type"] == "solution":
            outcome(graph, row["node_id"], row["title"], objectives=[row["parent_id"]])
        else:
            thing(graph, row["node_id"], "objective", label=row["title"])
            if row["parent_id"]:
                link(graph, row["node_id"], "partOfObjective", row["parent_id"])
    solution = {row["programme_id"]: row["solution_id"] for row in rows(folder / "programme_objective.csv")}
    for row in rows(folder / "programmes.csv"):
        body = f"body/{row['organisation']}"
        organisation(graph, body, row["organisation"])
        effort(
            graph,
            f"programme/{row['programme_id']}",
            body,
            label=row["programme"],
            description=row["description"],
            outcomes=[solution[row["programme_id"]]],
        )
    return graph


def marked_as_one(folder: Path) -> list[tuple[str, str]]:
    """The pairs of programme records that the publisher itself says are one programme."""
    pairs = [(row["programme_id"], row["duplicate_of"]) for row in rows(folder / "duplicate_records.csv")]
    named = [(f"programme/{a}", f"programme/{b}") for a, b in pairs]
    return [(min(pair), max(pair)) for pair in named]
