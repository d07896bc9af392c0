"""Abilities that several bodies built for themselves, and those that could have been had."""

from __future__ import annotations

from collections.abc import Iterator

from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.reuse.solutions import Book, Solution, nationally, to_all
from ecosystem.analyses.wording import counted, listed, quoted, sentence
from ecosystem.findings import Finding, Part

METHOD = "reuse"


def by_capability(book: Book) -> dict[str, list[Solution]]:
    """Capability -> the solutions for it, by name; those recorded as the same are one capability."""
    able: dict[str, list[Solution]] = {}
    for solution in book.solutions:
        for capability in solution.capabilities:
            able.setdefault(capability, []).append(solution)
    return {capability: able[capability] for capability in canonical(book.graph, able)}


def built_more_than_once(book: Book) -> list[Finding]:
    """One finding for each capability with solutions of different owners and no common origin; most owners first."""
    found = []
    for capability, solutions in by_capability(book).items():
        apart = [one for one in solutions if any(one.of_its_own(other) for other in solutions)]
        if apart:
            found.append(_built(book, capability, apart))
    return sorted(found, key=lambda finding: -finding.score)


def _built(book: Book, capability: str, solutions: list[Solution]) -> Finding:
    graph = book.graph
    owners = {owner for solution in solutions for owner in solution.owners}
    label = name(graph, capability)
    facts = set().union(*(book.facts(solution) for solution in solutions))
    unknown = [solution for solution in solutions if solution.open is None]
    opened = [quoted(name(graph, solution.iri)) for solution in solutions if solution.open]
    known = sum(1 for solution in solutions if solution.open is not None and solution.availability)
    asked = [
        f"Ask {listed([name(graph, body) for body in canonical(graph, owners)])} whether they know of each other's."
    ]
    if opened:
        asked.append(f"Look at {listed(opened)}, which others may use, before anything more is built.")
    if unknown:
        names = listed([quoted(name(graph, solution.iri)) for solution in unknown])
        asked.append(f"Find out whether others may use {names}.")
    return Finding(
        method=METHOD,
        kind="built-more-than-once",
        involves=tuple(sorted({solution.iri for solution in solutions} | owners)),
        headline=f"{sentence(label)}: was it built more than once? {counted(len(solutions), 'solution')} "
        f"of {counted(len(owners), 'owner')} are recorded.",
        why=f"For {quoted(label)}: {listed([book.told(solution) for solution in solutions], most=10)}. "
        "None is recorded as built from another owner's or from a common source.",
        differs="One ability may be needed in more than one way, for choice, for safety or for other rules on data. "
        "What each does beyond it is not recorded.",
        confidence="medium",
        confidence_text="Medium: what they make possible and whose they are is recorded; "
        "what was known when each was built is not.",
        score=float(len(owners)),
        score_name="owners of a solution for it",
        comparability=round(known / len(solutions), 6),
        evidence=tuple(sorted(facts)),
        check_next=tuple(asked),
        coordinates=(("onCapability", capability),),
        parts=tuple(Part(one.iri, name(graph, one.iri), book.availability(one)) for one in solutions),
        labels=book.labels({capability, *owners}, facts),
    )


def available_to_all(book: Book) -> list[Finding]:
    """One finding for each solution that only its owner has, and each of its capabilities that could be had."""
    found = []
    for capability, solutions in by_capability(book).items():
        for own in solutions:
            if to_all(own) or nationally(own):
                continue
            offered = [
                other
                for other in solutions
                if to_all(other)
                and own.of_its_own(other)
                and not book.roots(own.owners) & book.known_to(other)
            ]
            if offered:
                found.append(_available(book, capability, own, offered))
    return sorted(found, key=lambda finding: -finding.score)


def _available(book: Book, capability: str, own: Solution, offered: list[Solution]) -> Finding:
    graph = book.graph
    label, title = name(graph, capability), quoted(name(graph, own.iri))
    bodies = {owner for solution in (own, *offered) for owner in solution.owners}
    facts = book.facts(own).union(*(book.facts(solution) for solution in offered))
    whose = listed([name(graph, body) for body in own.owners])
    names = listed([quoted(name(graph, other.iri)) for other in offered])
    wide = [quoted(name(graph, other.iri)) for other in offered if nationally(other)]
    return Finding(
        method=METHOD,
        kind="available-to-all",
        involves=tuple(sorted({own.iri, *(solution.iri for solution in offered)} | bodies)),
        headline=f"{whose} has {title} for {quoted(label)}; "
        f"{counted(len(offered), 'solution')} open to everybody {'is' if len(offered) == 1 else 'are'} recorded.",
        why=f"{title} is recorded as {book.availability(own)}. For the same ability: "
        f"{listed([book.told(solution) for solution in offered], most=10)}."
        + (f" To be had in the whole country: {listed(wide)}." if wide else "")
        + f" {whose} is not recorded as using or having taken up any of these.",
        differs="Which came first is not recorded, nor whether the others would fit.",
        confidence="medium" if own.open is not None else "low",
        confidence_text="Medium: it is recorded how each can be had."
        if own.open is not None
        else f"Low: whether {title} is open to others is not recorded.",
        score=float(len(offered)),
        score_name="other solutions for it that are open to everybody",
        comparability=1.0 if own.open is not None and own.availability else 0.5,
        evidence=tuple(sorted(facts)),
        check_next=(
            f"Ask {whose} what {title} does that the others do not.",
            f"Ask those who work with {names} what it took to start.",
        ),
        coordinates=(("onCapability", capability),),
        parts=tuple(Part(one.iri, name(graph, one.iri), book.availability(one)) for one in (own, *offered)),
        labels=book.labels({capability, *bodies}, facts),
    )


def reused(book: Book) -> Iterator[str]:
    """What is recorded as honest reuse, and what can be had in the whole country and by whom it is used."""
    graph = book.graph
    for solution in book.solutions:
        sources = canonical(graph, solution.origins - {solution.iri})
        if sources:
            names = listed([quoted(name(graph, source)) for source in sources])
            built = f"{quoted(name(graph, solution.iri))} is recorded as built from {names}"
            yield f"{built}: reuse, and not counted as built again."
    for solution in filter(nationally, book.solutions):
        abilities = [quoted(name(graph, item)) for item in canonical(graph, solution.capabilities)]
        users = [name(graph, body) for body in solution.users]
        what = f" for {listed(abilities)}" if abilities else ""
        who = f"recorded users: {listed(users)}" if users else "nobody is recorded as using it"
        yield f"{quoted(name(graph, solution.iri))} can be had in the whole country{what}; {who}."
    ownerless = [solution for solution in book.solutions if not solution.owners]
    if ownerless:
        number = counted(len(ownerless), "solution")
        yield f"The owner of {number} is not recorded, so nobody can tell whether it was built again."
