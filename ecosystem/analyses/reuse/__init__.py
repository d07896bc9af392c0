"""What exists already: solutions running elsewhere, abilities built again, insights that nobody took up."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.reuse.building import METHOD, available_to_all, built_more_than_once, reused
from ecosystem.analyses.reuse.insights import insight_rows, lessons, not_taken_up, taken_up
from ecosystem.analyses.reuse.running import running_elsewhere
from ecosystem.analyses.reuse.solutions import Book
from ecosystem.findings import Result, Rows

LEAST_SHARED, MOST = 2, 100


def run(graph: nx.MultiDiGraph[str], least_shared: int = LEAST_SHARED, most: int = MOST) -> Result:
    """Findings by kind, best first within each.

    `least_shared`: of outcome, group and kind of activity, how many an effort must share with one that uses a
    solution (the outcome always); `most`: how many of these are shown.
    """
    book = Book(graph)
    running, left_out = running_elsewhere(book, least_shared, most)
    found = lessons(book)
    findings = [
        *running,
        *available_to_all(book),
        *built_more_than_once(book),
        *not_taken_up(book, found),
    ]
    statements = (*left_out, *reused(book), *taken_up(book, found))
    kinds = Counter(finding.kind for finding in findings)
    return Result(
        findings=tuple(findings),
        statements=statements or ("No solution and no insight is recorded.",),
        counts=dict(sorted({"solutions": len(book.solutions), "insights": len(found), **kinds}.items())),
        tables={"solutions": _solutions(book), "insights": insight_rows(graph, found)},
    )


def _solutions(book: Book) -> Rows:
    graph = book.graph
    return tuple(
        {
            "id": solution.iri,
            "label": name(graph, solution.iri),
            "owner": " | ".join(name(graph, body) for body in solution.owners),
            "capabilities": " | ".join(name(graph, item) for item in canonical(graph, solution.capabilities)),
            "availability": " | ".join(solution.availability),
            "open_to_reuse": {True: "yes", False: "no", None: ""}[solution.open],
            "built_from": " | ".join(
                name(graph, item) for item in canonical(graph, solution.origins - {solution.iri})
            ),
            "used_by": " | ".join(name(graph, body) for body in solution.users),
        }
        for solution in book.solutions
    )


ANALYSIS = Analysis(
    name=METHOD,
    title="What exists already?",
    question="Who already runs a solution for this need, what was built more than once, and what did nobody take up?",
    method=(
        "Running elsewhere: an effort that names no solution is set beside efforts of other organisations that "
        "name one, work for the same outcome (or one recorded to mean the same shared outcome) and share the group or "
        "the kind of activity. Solutions recorded as not open to reuse, and those the organisation or a part of it "
        "knows already, are left out. Built more than once: solutions of different owners for one ability, none "
        "built from another or from a common source. Available to all: one that only its owner has, where another "
        "for the same ability is recorded as open to reuse or as available nationally. Insights: nobody is recorded "
        "as having taken up the insight, or, since the day it was shared, a solution it is about. Several records "
        "of one organisation, effort or solution count once."
    ),
    version="2",
    options={"least_shared": LEAST_SHARED, "most": MOST},
    run=run,
    references=("Rogers, Diffusion of Innovations (1962), on how solutions are taken up",),
)
