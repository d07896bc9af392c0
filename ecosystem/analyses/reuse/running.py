"""Who already runs a solution for what an effort is for, in another organisation?"""

from __future__ import annotations

from ecosystem.analyses.meaning import meaning_evidence
from ecosystem.analyses.reading import canonical, linked, name, recorded, stated, texts
from ecosystem.analyses.reuse.building import METHOD
from ecosystem.analyses.reuse.offers import FACETS, Offer, Offers
from ecosystem.analyses.reuse.solutions import Book
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Level, Part
from ecosystem.projection import neighbours, of_family

_MOST_USES = 5
"""How many efforts that use a solution are cited for one need; the others are counted."""


def running_elsewhere(book: Book, least_shared: int, most: int) -> tuple[list[Finding], list[str]]:
    """The closest `most` offers as findings, and what was left out in words."""
    efforts = [effort for effort in of_family(book.graph, "effort") if book.one_of[effort] == effort]
    using = {
        book.one_of[effort]
        for effort in of_family(book.graph, "effort")
        if neighbours(book.graph, effort, "usesSolution")
    }
    without = [effort for effort in efforts if effort not in using]
    offers = Offers(book, without, least_shared)
    statements = []
    if book.solutions:
        known = sum(1 for effort in efforts if neighbours(book.graph, effort, "usesSolution"))
        statements.append(
            f"{known:,} of {counted(len(efforts), 'effort')} name a solution they work with; "
            f"for {offers.efforts:,} of the other {len(without):,}, "
            "somebody else is recorded as running one for the same."
        )
    if offers.number > most:
        statements.append(
            f"Of what is already running elsewhere, the closest {most:,} of {offers.number:,} are shown."
        )
    return [_finding(book, offer) for offer in offers.best(most)], statements


def _finding(book: Book, offer: Offer) -> Finding:
    graph, solution = book.graph, offer.solution
    bodies, title = book.providers(offer.effort), quoted(name(graph, solution.iri))
    runners = canonical(graph, {body for use in offer.uses for body in book.providers(use)})
    who = listed([name(graph, body) for body in runners], most=3)
    both = listed([word for key, word in FACETS.items() if offer.shared[key]])
    cited = offer.uses[:_MOST_USES]
    facts = book.facts(solution) | _facts(book, offer, cited)
    known = [
        bool(solution.availability),
        solution.open is not None,
        offer.absent is not None,
        bool(offer.results),
    ]
    surer = solution.open is not None and offer.results and not _meant(book, offer)
    level: Level = "medium" if surer else "low"
    return Finding(
        method=METHOD,
        kind="running-elsewhere",
        involves=tuple(sorted({offer.effort, solution.iri, *cited, *bodies, *runners})),
        headline=f"{who} {'works' if len(runners) == 1 else 'work'} with {title}, for the same {both} "
        f"as {quoted(name(graph, offer.effort))}.",
        why=_why(book, offer, runners),
        differs=_differs(book, offer),
        confidence=level,
        confidence_text=f"{level.capitalize()}: {_sure(offer)}",
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
        for key, word in FACETS.items()
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


def _differs(book: Book, offer: Offer) -> str:
    """Where it is not in use yet, what the two do not share, and what they share by its meaning only."""
    graph = book.graph
    apart = [word for key, word in FACETS.items() if not offer.shared[key]]
    where = {
        True: "Nobody is recorded as using it in the places of this effort.",
        False: "It is in use in the same place already.",
        None: "Whether it is in use in the same place is not recorded.",
    }[offer.absent]
    said = [where, f"Not shared, or not recorded: {listed(apart)}." if apart else ""]
    for outcome, shared in _meant(book, offer):
        said.append(
            f"{quoted(name(graph, outcome))} is recorded to mean the shared outcome {quoted(name(graph, shared))}; "
            "whether it is quite the same is for people to say."
        )
    return " ".join(filter(None, said))


def _meant(book: Book, offer: Offer) -> list[tuple[str, str]]:
    """(outcome that the effort or its closest use states, shared outcome it means), where they share the latter."""
    graph, shared = book.graph, set(offer.shared["targetsOutcome"])
    stated = {
        outcome
        for effort in (offer.effort, offer.uses[0])
        for outcome in neighbours(graph, effort, "targetsOutcome")
    }
    return [
        (outcome, meant)
        for outcome in canonical(graph, stated - shared)
        for meant in canonical(graph, shared.intersection(book.meanings.get(outcome, ())))
    ]


def _sure(offer: Offer) -> str:
    opened = "it is open to reuse" if offer.solution.open else "whether it is open to reuse is not recorded"
    results = "results are reported" if offer.results else "what came of it is not recorded"
    return f"{opened}, and {results}. That it would fit is for those who run it to say."


def _facts(book: Book, offer: Offer, cited: tuple[str, ...]) -> set[Evidence]:
    graph = book.graph
    facts = {stated(graph, offer.effort, "label")}
    meant = _meant(book, offer)
    for outcome, shared in meant:
        facts.update(meaning_evidence(graph, book.meanings, outcome, shared))
    outcomes = {outcome for outcome, _ in meant}
    for effort in (offer.effort, *cited):
        for _, end, key in graph.out_edges(effort, keys=True):
            wanted = key in FACETS and (
                end in offer.shared[key] or (key == "targetsOutcome" and end in outcomes)
            )
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
