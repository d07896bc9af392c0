"""The words for a position that several organisations support."""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.positions.asks import Ask, Commitments, sectors_of
from ecosystem.analyses.reading import linked, name, recorded, stated
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Level, Part
from ecosystem.projection import neighbours

METHOD = "positions"
_STANCES = {"supports": "support", "opposes": "oppose", "neutral": "neither support nor oppose"}


def joint_position(graph: nx.MultiDiGraph[str], ask: Ask, commitments: Commitments) -> Finding:
    against = ask.stances["opposes"]
    known = [ask.addressed, ask.objectives, ask.sources]
    level: Level = "low" if against or ask.torn else "high" if all(known) else "medium"
    evidence = _evidence(graph, ask, commitments)
    named = {*_everybody(ask)} | {iri for fact in evidence for iri in (fact.subject, fact.value)}
    return Finding(
        method=METHOD,
        kind="joint-position",
        involves=tuple(
            sorted({ask.iri, *ask.addressed, *(body for bodies in ask.stances.values() for body in bodies)})
        ),
        headline=f"{counted(len(ask.supporters), 'organisation')} support {quoted(name(graph, ask.iri))}.",
        why=" ".join((_stances(graph, ask), _addressed(graph, ask), backing(graph, ask))),
        differs=_silent(graph, ask),
        confidence=level,
        confidence_text=f"{level.capitalize()}: {_sure(ask)}",
        score=float(len(ask.supporters)),
        score_name="organisations recorded as supporting it",
        comparability=round(sum(map(bool, known)) / len(known), 6),
        evidence=evidence,
        check_next=_check_next(graph, ask),
        labels={iri: name(graph, iri) for iri in sorted(named) if iri in graph},
        parts=_parts(graph, ask),
    )


def _parts(graph: nx.MultiDiGraph[str], ask: Ask) -> tuple[Part, ...]:
    """The position with its counts, then each organisation with where it stands."""
    counts = (
        f"{counted(len(sectors_of(graph, ask)), 'sector')} in support; {len(ask.silent):,} without a stance"
    )
    stances = [(body, stance) for stance, bodies in ask.stances.items() for body in bodies]
    everybody = [*stances, *((body, "not recorded") for body in ask.silent)]
    told = (Part(body, name(graph, body), stance) for body, stance in everybody)
    return (Part(ask.iri, name(graph, ask.iri), counts), *told)


def _everybody(ask: Ask) -> tuple[str, ...]:
    stances = (body for bodies in ask.stances.values() for body in bodies)
    return (ask.iri, *ask.addressed, *ask.objectives, *ask.sources, *ask.silent, *stances)


def _stances(graph: nx.MultiDiGraph[str], ask: Ask) -> str:
    """Who says what, and from how many sectors the supporters come."""
    said = []
    for stance, bodies in ask.stances.items():
        if bodies:
            verb = _STANCES[stance] if len(bodies) > 1 else {"neutral": "is neutral on"}.get(stance, stance)
            said.append(f"{listed([name(graph, body) for body in bodies])} {verb} it.")
    sectors = sectors_of(graph, ask)
    if len(sectors) > 1:
        said.append(f"Those who support it are of {len(sectors):,} sectors.")
    if ask.torn:
        verb = "is" if len(ask.torn) == 1 else "are"
        said.append(f"{listed([name(graph, body) for body in ask.torn])} {verb} recorded with two stances.")
    return " ".join(said) or "No stance on it is recorded."


def _addressed(graph: nx.MultiDiGraph[str], ask: Ask) -> str:
    to = listed([name(graph, body) for body in ask.addressed]) if ask.addressed else ""
    about = listed([quoted(name(graph, goal)) for goal in ask.objectives]) if ask.objectives else ""
    how_far = status(graph, ask)
    text = f"It is addressed to {to}" if to else "To whom it is addressed is not recorded"
    text += f" and is about {about}." if about else "; no objective is recorded for it."
    return f"{text} Its status: {how_far}." if how_far else f"{text} How far it has come is not recorded."


def status(graph: nx.MultiDiGraph[str], ask: Ask) -> str:
    return " / ".join(name(graph, item) for item in neighbours(graph, ask.iri, "positionStatus"))


def backing(graph: nx.MultiDiGraph[str], ask: Ask) -> str:
    """What evidence stands behind the position itself; the letters of those who support it are something else."""
    if not ask.sources:
        return "No evidence is recorded for it."
    said = []
    for source in ask.sources:
        levels = [name(graph, level) for level in neighbours(graph, source, "evidenceLevel")]
        said.append(f"{quoted(name(graph, source))} ({' / '.join(levels) or 'what kind is not recorded'})")
    return f"Recorded as its evidence: {listed(said)}."


def _silent(graph: nx.MultiDiGraph[str], ask: Ask) -> str:
    if not ask.silent:
        return "No organisation that pursues the objective is without a recorded stance."
    verb, have = ("pursues", "has") if len(ask.silent) == 1 else ("pursue", "have")
    number = counted(len(ask.silent), "more organisation")
    who = listed([name(graph, body) for body in ask.silent])
    said = f"{number} {verb} what it is about and {have} no recorded stance: {who}."
    return f"{said} Not recorded is neither for nor against."


def _sure(ask: Ask) -> str:
    if ask.stances["opposes"] or ask.torn:
        return "stances are recorded that contradict each other."
    missing = [
        what
        for what, there in (
            ("to whom it is addressed", ask.addressed),
            ("which objective it is about", ask.objectives),
            ("what evidence stands behind it", ask.sources),
        )
        if not there
    ]
    return f"not recorded: {listed(missing)}." if missing else "nobody is recorded as opposing it."


def _check_next(graph: nx.MultiDiGraph[str], ask: Ask) -> tuple[str, ...]:
    questions = []
    if ask.silent:
        named = [name(graph, body) for body in ask.silent[:3]]
        who = listed(named) if len(ask.silent) <= len(named) else f"{', '.join(named)} and the others"
        questions.append(f"Ask {who} where they stand.")
    for stance in ("opposes", "neutral"):
        if bodies := ask.stances[stance]:
            questions.append(
                f"Ask {listed([name(graph, body) for body in bodies])} what would let them support it."
            )
    if not ask.sources:
        questions.append("Ask its supporters what evidence they would put to those it is addressed to.")
    return tuple(questions or ["Ask those it is addressed to what they made of it."])


def _evidence(graph: nx.MultiDiGraph[str], ask: Ask, commitments: Commitments) -> tuple[Evidence, ...]:
    """What the position says of itself, each stance, the level of its evidence, and who pursues what it is about."""
    facts = {stated(graph, ask.iri, "label")}
    for record in (ask.iri, *ask.endorsements, *ask.sources):
        for _, end, key in graph.out_edges(record, keys=True):
            if key != "insideArea":
                facts.add(linked(graph, record, key, end))
    for item in ask.endorsements:
        facts.update(recorded(graph, item, "start"))
    for objective in ask.objectives:
        for body in ask.silent:
            facts.update(commitments.get(objective, {}).get(body, ()))
    return tuple(sorted(facts))


def no_joint_position(graph: nx.MultiDiGraph[str], ask: Ask) -> str:
    """What is known of a position that fewer than two support."""
    title, stances = quoted(name(graph, ask.iri)), [len(bodies) for bodies in ask.stances.values()]
    if not any(stances):
        return f"{title}: no stance is recorded."
    who = _stances(graph, ask)
    return f"{title} is no joint position so far. {who} {backing(graph, ask)}"
