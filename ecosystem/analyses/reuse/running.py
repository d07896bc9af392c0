"""Who already runs a solution for what an effort is for, in another organisation?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.reading import canonical, linked, name, recorded, stated, texts
from ecosystem.analyses.reuse.building import METHOD
from ecosystem.analyses.reuse.solutions import Book, Solution
from ecosystem.analyses.reuse.where import absent, wider
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Part
from ecosystem.projection import neighbours, of_family

_FACETS = {"targetsOutcome": "outcome", "serves": "group", "activityKind": "kind of activity"}
_MOST_USES = 5
"""How many efforts that use a solution are cited for one need; the others are counted."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A solution that others use (`uses`: their efforts, closest first) for what `effort` is for.

    `shared`: facet -> what the effort and the closest use have in common.
    """

    effort: str
    solution: Solution
    uses: tuple[str, ...]
    shared: Mapping[str, tuple[str, ...]]
    other_sector: bool
    absent: bool | None
    results: tuple[str, ...]

    @property
    def strength(self) -> int:
        return sum(1 for both in self.shared.values() if both)


def running_elsewhere(book: Book, least_shared: int, most: int) -> tuple[list[Finding], list[str]]:
    """The closest `most` offers as findings, and what was left out in words."""
    offers = _offers(book, least_shared)
    offers.sort(
        key=lambda offer: (
            offer.solution.open is None, -offer.strength, not offer.other_sector, not offer.results, not offer.absent,
        )
    )  # fmt: skip
    efforts = _without_solution(book)
    statements = []
    if book.solutions:
        known = sum(1 for effort in _efforts(book) if neighbours(book.graph, effort, "usesSolution"))
        statements.append(
            f"{known:,} of {counted(len(_efforts(book)), 'effort')} name a solution they work with; "
            f"for {len({offer.effort for offer in offers}):,} of the other {len(efforts):,}, "
            "somebody else is recorded as running one for the same."
        )
    if len(offers) > most:
        statements.append(
            f"Of what is already running elsewhere, the closest {most:,} of {len(offers):,} are shown."
        )
    return [_finding(book, offer) for offer in offers[:most]], statements


def _efforts(book: Book) -> list[str]:
    """Every effort once."""
    return [effort for effort in of_family(book.graph, "effort") if book.one_of[effort] == effort]


def _without_solution(book: Book) -> list[str]:
    using = {
        book.one_of[effort]
        for effort in of_family(book.graph, "effort")
        if neighbours(book.graph, effort, "usesSolution")
    }
    return [effort for effort in _efforts(book) if effort not in using]


def _offers(book: Book, least_shared: int) -> list[Offer]:
    """Everything that shares the outcome and, with it, `least_shared` of outcome, group and kind of activity."""
    graph = book.graph
    facets = {effort: _facets(graph, effort) for effort in of_family(graph, "effort")}
    by_outcome: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for effort, own in facets.items():
        for record in neighbours(graph, effort, "usesSolution"):
            for outcome in own["targetsOutcome"]:
                by_outcome[outcome].add((book.by_record[record].iri, book.one_of[effort]))
    offers = []
    for effort in canonical(graph, _without_solution(book)):
        own, uses = facets[effort], defaultdict[str, dict[str, int]](dict)
        for solution, use in set[tuple[str, str]]().union(*(by_outcome[at] for at in own["targetsOutcome"])):
            uses[solution][use] = sum(1 for key in _FACETS if not own[key].isdisjoint(facets[use][key]))
        close = [iri for iri, strengths in uses.items() if max(strengths.values()) >= least_shared]
        offers += [_offer(book, effort, iri, uses[iri]) for iri in canonical(graph, close)]
    return [offer for offer in offers if offer and offer.strength >= least_shared]


def _facets(graph: nx.MultiDiGraph[str], effort: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(neighbours(graph, effort, key)) for key in _FACETS}


def _offer(book: Book, effort: str, iri: str, strengths: Mapping[str, int]) -> Offer | None:
    """None where the effort's own bodies know the solution already, it is not open, or nobody else uses it."""
    graph, solution = book.graph, book.by_record[iri]
    bodies = book.providers(effort)
    own = book.roots(bodies)
    if not bodies or solution.open is False or own & book.known_to(solution):
        return None
    above = wider(graph, effort)
    others = [
        use
        for use in canonical(graph, strengths)
        if book.providers(use)
        and not own & book.roots(book.providers(use))
        and use not in above
        and effort not in wider(graph, use)
    ]
    if not others:
        return None
    others.sort(key=lambda use: -strengths[use])
    runners = {body for use in others for body in book.providers(use)}
    return Offer(
        effort,
        solution,
        tuple(others),
        _shared(graph, effort, others[0]),
        any(book.in_another_sector(body, bodies) for body in runners),
        absent(graph, effort, others),
        book.results(solution),
    )


def _shared(graph: nx.MultiDiGraph[str], effort: str, use: str) -> dict[str, tuple[str, ...]]:
    both = {key: set(neighbours(graph, effort, key)) & set(neighbours(graph, use, key)) for key in _FACETS}
    return {key: tuple(canonical(graph, common)) for key, common in both.items()}


def _finding(book: Book, offer: Offer) -> Finding:
    graph, solution = book.graph, offer.solution
    bodies, title = book.providers(offer.effort), quoted(name(graph, solution.iri))
    runners = canonical(graph, {body for use in offer.uses for body in book.providers(use)})
    who = listed([name(graph, body) for body in runners], most=3)
    both = listed([word for key, word in _FACETS.items() if offer.shared[key]])
    cited = offer.uses[:_MOST_USES]
    facts = book.facts(solution) | _facts(book, offer, cited)
    known = [
        bool(solution.availability),
        solution.open is not None,
        offer.absent is not None,
        bool(offer.results),
    ]
    open_known = solution.open is not None
    return Finding(
        method=METHOD,
        kind="running-elsewhere",
        involves=tuple(sorted({offer.effort, solution.iri, *cited, *bodies, *runners})),
        headline=f"{who} {'works' if len(runners) == 1 else 'work'} with {title}, for the same {both} "
        f"as {quoted(name(graph, offer.effort))}.",
        why=_why(book, offer, runners),
        differs=_differs(graph, offer),
        confidence="medium" if open_known and offer.results else "low",
        confidence_text=f"{'Medium' if open_known and offer.results else 'Low'}: {_sure(offer)}",
        score=float(offer.strength),
        score_name="of outcome, group and kind of activity, shared with the closest use",
        comparability=round(sum(known) / len(known), 6),
        evidence=tuple(sorted(facts)),
        check_next=(
            f"Ask {who} what {title} took to start and what came of it.",
            f"Ask {listed([name(graph, body) for body in bodies])} whether "
            f"{quoted(name(graph, offer.effort))} works with anything of the kind already.",
        ),
        coordinates=tuple(("onOutcome", outcome) for outcome in offer.shared["targetsOutcome"]),
        phrases=tuple(text for adoption in offer.results for text in texts(graph, adoption, "result")),
        parts=tuple(
            Part(use, name(graph, use), listed([name(graph, body) for body in book.providers(use)]))
            for use in offer.uses
        ),
        labels=book.labels(
            {*bodies, *runners, *(item for both in offer.shared.values() for item in both)}, facts
        ),
    )


def _why(book: Book, offer: Offer, runners: list[str]) -> str:
    graph = book.graph
    uses = listed([quoted(name(graph, use)) for use in offer.uses], most=_MOST_USES)
    both = [
        f"{word} {listed([quoted(name(graph, item)) for item in offer.shared[key]])}"
        for key, word in _FACETS.items()
        if offer.shared[key]
    ]
    said = [
        f"{book.told(offer.solution)} is used in {uses}. {quoted(name(graph, offer.uses[0]))} and "
        f"{quoted(name(graph, offer.effort))} share the {listed(both)}.",
        f"{listed([name(graph, body) for body in book.providers(offer.effort)])} is not recorded as using it.",
    ]
    own = book.providers(offer.effort)
    theirs = {graph.nodes[body]["sector_label"] for body in runners if book.in_another_sector(body, own)}
    if offer.other_sector:
        where = "another sector" if len(theirs) == 1 else f"{len(theirs):,} other sectors"
        said.append(f"It is run in {where}: {listed(sorted(theirs))}.")
    for adoption in offer.results:
        who = listed([name(graph, body) for body in neighbours(graph, adoption, "organisation")])
        said.append(f"Reported by {who}: {quoted(' / '.join(texts(graph, adoption, 'result')))}")
    return " ".join(said)


def _differs(graph: nx.MultiDiGraph[str], offer: Offer) -> str:
    """Where it is not in use yet, and what the two do not share."""
    apart = [word for key, word in _FACETS.items() if not offer.shared[key]]
    where = {
        True: "Nobody is recorded as using it in the places of this effort.",
        False: "It is in use in the same place already.",
        None: "Whether it is in use in the same place is not recorded.",
    }[offer.absent]
    return f"{where} Not shared, or not recorded: {listed(apart)}." if apart else where


def _sure(offer: Offer) -> str:
    opened = "it is open to reuse" if offer.solution.open else "whether it is open to reuse is not recorded"
    results = "results are reported" if offer.results else "what came of it is not recorded"
    return f"{opened}, and {results}. That it would fit is for those who run it to say."


def _facts(book: Book, offer: Offer, cited: tuple[str, ...]) -> set[Evidence]:
    graph = book.graph
    facts = {stated(graph, offer.effort, "label")}
    for effort in (offer.effort, *cited):
        for _, end, key in graph.out_edges(effort, keys=True):
            wanted = key in _FACETS and end in offer.shared[key]
            if (
                wanted
                or key in ("deliveredBy", "inArea")
                or (key == "usesSolution" and end in offer.solution.records)
            ):
                facts.add(linked(graph, effort, key, end))
    for adoption in offer.results:
        facts.update(recorded(graph, adoption, "result"))
        for _, end, key in graph.out_edges(adoption, keys=True):
            if key in ("organisation", "adopted"):
                facts.add(linked(graph, adoption, key, end))
    return facts
