"""Insights that were shared: who took them up, and who was there and has not, as far as is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.reading import canonical, linked, name, recorded, stated, texts
from ecosystem.analyses.reuse.building import METHOD
from ecosystem.analyses.reuse.solutions import Book
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Part, Rows
from ecosystem.projection import neighbours, of_family


@dataclass(frozen=True, slots=True)
class Lesson:
    """One insight. `taken`: adoptions of it, or of a solution it is about since the day it was shared.

    `there`: attended, of a sector it applies to (any, where none is recorded), not its origin, and no adoption
    recorded; `using` of them already use a solution it is about.
    """

    iri: str
    events: tuple[str, ...]
    origins: tuple[str, ...]
    sectors: tuple[str, ...]
    sources: tuple[str, ...]
    solutions: tuple[str, ...]
    taken: tuple[str, ...]
    takers: tuple[str, ...]
    there: tuple[str, ...]
    using: tuple[str, ...]


def lessons(book: Book) -> list[Lesson]:
    """Every recorded insight, by name."""
    return [_lesson(book, iri) for iri in canonical(book.graph, of_family(book.graph, "insight"))]


def _lesson(book: Book, iri: str) -> Lesson:
    graph = book.graph
    events = canonical(graph, neighbours(graph, iri, "sharedAt"))
    origins = _bodies(book, [iri], "originOrganisation")
    sectors = canonical(graph, neighbours(graph, iri, "applicableToSector"))
    solutions = canonical(graph, neighbours(graph, iri, "concernsSolution"))
    taken = [
        adoption
        for adoption in canonical(graph, _adoptions(graph, [iri, *solutions]))
        if _took_up(graph, adoption, iri, events, solutions)
    ]
    takers = _bodies(book, taken, "organisation")
    wanted = set(sectors)
    there = [
        body
        for body in _bodies(book, events, "attendedBy")
        if body not in (*takers, *origins) and (not wanted or wanted & book.sectors(body))
    ]
    users = {
        body
        for solution in solutions
        for body in (*book.by_record[solution].users, *book.by_record[solution].owners)
    }
    return Lesson(
        iri,
        tuple(events),
        tuple(origins),
        tuple(sectors),
        tuple(canonical(graph, neighbours(graph, iri, "evidence"))),
        tuple(solutions),
        tuple(taken),
        tuple(takers),
        tuple(there),
        tuple(body for body in there if body in users),
    )


def _bodies(book: Book, records: Iterable[str], key: str) -> list[str]:
    found = {book.one_of[body] for record in records for body in neighbours(book.graph, record, key)}
    return canonical(book.graph, found)


def _adoptions(graph: nx.MultiDiGraph[str], things: Iterable[str]) -> set[str]:
    return {
        source for thing in things for source, _, key in graph.in_edges(thing, keys=True) if key == "adopted"
    }


def _took_up(
    graph: nx.MultiDiGraph[str], adoption: str, insight: str, events: list[str], solutions: list[str]
) -> bool:
    """The insight itself, not known to be before it was shared; or its solution, known to be on the day or since."""
    adopted = set(neighbours(graph, adoption, "adopted"))
    start = min(texts(graph, adoption, "start"), default="")
    days = [day for event in events for day in texts(graph, event, "date")]
    if insight in adopted:
        return not start or not days or start >= min(days)
    return bool(adopted.intersection(solutions) and start and days and start >= min(days))


def not_taken_up(book: Book, found: list[Lesson]) -> list[Finding]:
    """Insights that nobody is recorded to have taken up; those that most of the people there could use first."""
    findings = [_finding(book, lesson) for lesson in found if not lesson.takers]
    return sorted(findings, key=lambda finding: (-finding.score, -finding.comparability))


def _finding(book: Book, lesson: Lesson) -> Finding:
    graph = book.graph
    title = quoted(name(graph, lesson.iri))
    facts = _facts(graph, lesson)
    known = [lesson.events, lesson.sectors, lesson.sources, lesson.origins]
    rest = [body for body in lesson.there if body not in lesson.using]
    asked = []
    if rest:
        asked.append(f"Ask {listed([name(graph, body) for body in rest], most=3)} what became of it.")
    if not lesson.events:
        asked.append(f"Put {title} on the list of the next event.")
    if lesson.origins:
        asked.append(
            f"Ask {listed([name(graph, body) for body in lesson.origins])} who has asked about it since."
        )
    return Finding(
        method=METHOD,
        kind="insight-not-taken-up",
        involves=tuple(
            sorted({lesson.iri, *lesson.events, *lesson.origins, *lesson.solutions, *lesson.there})
        ),
        headline=f"Nobody is recorded as having taken up {title}.",
        why=_why(graph, lesson),
        differs=_differs(graph, lesson),
        confidence="medium" if all(known) else "low",
        confidence_text=f"{'Medium' if all(known) else 'Low'}: {_sure(lesson)} "
        "Not recorded does not mean that nobody has.",
        score=float(len(lesson.there)),
        score_name="organisations that were there, of a sector it applies to, with no adoption recorded",
        comparability=round(sum(map(bool, known)) / len(known), 6),
        evidence=tuple(sorted(facts)),
        check_next=tuple(asked or [f"Find out who shared {title}, and where."]),
        parts=tuple(
            Part(
                body,
                name(graph, body),
                "uses what it is about" if body in lesson.using else "no adoption recorded",
            )
            for body in lesson.there
        ),
        labels=book.labels({*lesson.there, *lesson.origins}, facts),
    )


def _why(graph: nx.MultiDiGraph[str], lesson: Lesson) -> str:
    said = []
    for event in lesson.events:
        said.append(f"It was shared at {quoted(name(graph, event))}{_dated(graph, event)}.")
    if not lesson.events:
        said.append("It is not recorded as shared at any event.")
    if lesson.origins:
        said.append(f"It comes from {listed([name(graph, body) for body in lesson.origins])}.")
    sectors = [name(graph, sector) for sector in lesson.sectors]
    said.append(
        f"Of use to: {listed(sectors)}." if sectors else "To which sectors it is of use is not recorded."
    )
    if lesson.there:
        were = "was there and has" if len(lesson.there) == 1 else "were there and have"
        who = listed([name(graph, body) for body in lesson.there], most=10)
        said.append(
            f"{counted(len(lesson.there), 'organisation')} that may use it {were} no adoption recorded: {who}."
        )
    return " ".join(said)


def _dated(graph: nx.MultiDiGraph[str], event: str) -> str:
    days = texts(graph, event, "date")
    return f" ({days[0]})" if days else ""


def _differs(graph: nx.MultiDiGraph[str], lesson: Lesson) -> str:
    if not lesson.using:
        return "Not known: whether somebody does the same without having recorded it."
    verb = "works" if len(lesson.using) == 1 else "work"
    what = listed([quoted(name(graph, solution)) for solution in lesson.solutions])
    who = listed([name(graph, body) for body in lesson.using])
    return f"{who} {verb} with {what}, which it is about, and may have taken it up that way."


def _sure(lesson: Lesson) -> str:
    missing = [
        what
        for what, there in (
            ("where it was shared", lesson.events),
            ("to whom it is of use", lesson.sectors),
            ("what evidence there is for it", lesson.sources),
            ("where it comes from", lesson.origins),
        )
        if not there
    ]
    return f"not recorded: {listed(missing)}." if missing else "where it was shared and for whom is recorded."


def _facts(graph: nx.MultiDiGraph[str], lesson: Lesson) -> set[Evidence]:
    facts = {stated(graph, lesson.iri, "label")}
    for _, end, key in graph.out_edges(lesson.iri, keys=True):
        if key in ("sharedAt", "originOrganisation", "applicableToSector", "concernsSolution", "evidence"):
            facts.add(linked(graph, lesson.iri, key, end))
    for event in lesson.events:
        facts.update(recorded(graph, event, "date"))
        for _, body, key in graph.out_edges(event, keys=True):
            if key == "attendedBy":
                facts.add(linked(graph, event, key, body))
    return facts


def taken_up(book: Book, found: list[Lesson]) -> list[str]:
    """Who took up what, with the result as it was reported."""
    graph = book.graph
    said = []
    for lesson in found:
        for adoption in lesson.taken:
            results = [quoted(text) for text in texts(graph, adoption, "result")]
            itself = lesson.iri in neighbours(graph, adoption, "adopted")
            what = "" if itself else ", through what it is about; there may have been other reasons"
            came = f" Reported: {' / '.join(results)}" if results else " No result is recorded yet."
            who = listed([name(graph, body) for body in _bodies(book, [adoption], "organisation")])
            said.append(f"{who} took up {quoted(name(graph, lesson.iri))}{what}.{came}")
    return said


def insight_rows(graph: nx.MultiDiGraph[str], found: list[Lesson]) -> Rows:
    """One row an insight, for the page."""

    def named(iris: Iterable[str]) -> str:
        return " | ".join(name(graph, iri) for iri in iris)

    return tuple(
        {
            "id": lesson.iri,
            "label": name(graph, lesson.iri),
            "shared_at": named(lesson.events),
            "sectors": named(lesson.sectors),
            "taken_up_by": named(lesson.takers),
            "there_without_adoption": named(lesson.there),
            "evidence": " | ".join(
                f"{name(graph, source)} ({named(neighbours(graph, source, 'evidenceLevel')) or 'kind not recorded'})"
                for source in lesson.sources
            ),
        }
        for lesson in found
    )
