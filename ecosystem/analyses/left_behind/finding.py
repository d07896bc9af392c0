"""The words for one estimate of need: not met on record, not known, or with nobody there."""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.left_behind.need import NeedCell, Reach
from ecosystem.analyses.left_behind.service import Telling
from ecosystem.analyses.reading import canonical, linked, name, recorded
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Level, Part
from ecosystem.projection import neighbours

METHOD = "left-behind"
_SILENCE = "Not recorded does not mean that nobody does it."
_TWICE = "An estimate is not a count, and the same person may have been reached twice."


def unmet_finding(graph: nx.MultiDiGraph[str], cell: NeedCell, *, least_covered: bool) -> Finding:
    """Fewer reached than in need. `least_covered`: among the tenth of all estimates that are covered least."""
    need, reached = cell.need, cell.reached or 0
    known = _known_share(cell)
    level: Level = "low" if known < 0.6 else "medium" if cell.wider or known < 1 else "high"
    coverage = cell.coverage or 0.0
    tail = (
        "; that is among the least covered tenth of all estimates that can be compared"
        if least_covered
        else ""
    )
    return _finding(
        graph,
        cell,
        kind="left-behind" if least_covered else "unmet-need",
        headline=f"{_who(graph, cell)}: {reached:,} of {need.needed:,} in need are recorded as reached.",
        why=(
            f"{need.needed:,} people are estimated to need {_what(graph, cell)}{_when(cell)}; "
            f"{counted(len(cell.certain), 'record')} of reach {'adds' if len(cell.certain) == 1 else 'add'} up to "
            f"{reached:,} ({coverage:.0%}){tail}."
        ),
        level=level,
        sure=f"{known:.0%} of the records of reach that may belong here have a number, a place, a group and all days",
        score=coverage,
        score_name="people reached for each person in need",
        comparability=known,
        ask=_ask_providers(graph, cell),
    )


def nobody_finding(graph: nx.MultiDiGraph[str], cell: NeedCell, told: Telling) -> Finding:
    """Need for which no work is recorded at all, where most efforts say for whom and where they are."""
    level: Level = "high" if told.share >= 0.8 else "medium"
    what = "for this outcome, " if cell.need.outcome else ""
    return _finding(
        graph,
        cell,
        kind="left-behind",
        headline=f"{_who(graph, cell)}: {cell.need.needed:,} in need by estimate, and no work is recorded for them.",
        why=(
            f"{cell.need.needed:,} people are estimated to need {_what(graph, cell)}{_when(cell)}; no effort and no "
            f"reach is recorded {what}for this group or a wider one in this place, one inside it or one around it."
        ),
        level=level,
        sure=f"{_telling(cell, told)}. {_SILENCE}",
        score=float(cell.need.needed),
        score_name="people estimated to be in need",
        comparability=told.share,
        told=told,
        ask=(f"Ask those who work nearby who helps {_who(graph, cell)}, perhaps under another name.",),
    )


def not_known_finding(graph: nx.MultiDiGraph[str], cell: NeedCell, told: Telling) -> Finding:
    """Need of which cannot be said whether it is met."""
    open_numbers = [reach for reach in (*cell.certain, *cell.perhaps) if reach.number is None]
    if not cell.certain and not cell.perhaps:
        why = "no record of reach belongs to this group, place and period"
    elif open_numbers:
        verb = "has" if len(open_numbers) == 1 else "have"
        why = f"{counted(len(open_numbers), 'record')} of reach that may belong here {verb} no number"
    else:
        why = "a day, a place or a group is not recorded for some of the reach, so it may or may not belong here"
    so_far = f" So far {cell.reached:,} are recorded as reached." if cell.reached is not None else ""
    return _finding(
        graph,
        cell,
        kind="not-known",
        headline=f"Not known whether the need of {_who(graph, cell)} is met.",
        why=f"{cell.need.needed:,} people are estimated to need {_what(graph, cell)}{_when(cell)}, but {why}.{so_far}",
        level="low",
        sure=f"{_telling(cell, told)}. {_SILENCE}",
        told=told,
        score=float(cell.need.needed),
        score_name="people estimated to be in need",
        comparability=_known_share(cell) if cell.certain or cell.perhaps else 0.0,
        ask=_ask_providers(graph, cell),
    )


def _finding(
    graph: nx.MultiDiGraph[str],
    cell: NeedCell,
    *,
    kind: str,
    headline: str,
    why: str,
    level: Level,
    sure: str,
    score: float,
    score_name: str,
    comparability: float,
    ask: tuple[str, ...],
    told: Telling | None = None,
) -> Finding:
    need = cell.need
    evidence = _evidence(graph, cell)
    named = {iri for fact in evidence for iri in (fact.subject, fact.value) if iri in graph} | {
        need.group,
        need.iri,
        *(effort for reach in cell.wider for effort in reach.efforts),
    }
    coordinates = [("onGroup", need.group), ("inArea", need.area)]
    if need.outcome:
        coordinates.append(("onOutcome", need.outcome))
    labels = {iri: name(graph, iri) for iri in sorted(named)}
    labels[need.iri] = f"{name(graph, need.group)} in {name(graph, need.area)}"
    return Finding(
        method=METHOD,
        kind=kind,
        involves=(need.iri,),
        headline=headline,
        why=why,
        differs=_bear_in_mind(graph, cell),
        confidence=level,
        confidence_text=f"{level.capitalize()}: {sure}.".replace("..", "."),
        score=score,
        score_name=score_name,
        comparability=comparability,
        evidence=evidence,
        check_next=ask,
        coordinates=tuple(coordinates),
        parts=tuple(_part(graph, cell, reach) for reach in (*cell.certain, *cell.perhaps)),
        figures=_figures(cell, told),
        labels=labels,
    )


def _figures(cell: NeedCell, told: Telling | None) -> dict[str, float]:
    """What was added up or counted for the words."""
    reaches = (*cell.certain, *cell.perhaps)
    found: dict[str, float] = {
        "people estimated to be in need": cell.need.needed,
        "records of reach counted": len(cell.certain),
        "records of reach without a number": sum(reach.number is None for reach in reaches),
    }
    if cell.reached is not None:
        found["people reached, as recorded"] = cell.reached
    if told:
        found |= {"efforts asked about": told.asked, "efforts that say so": told.telling}
        found["share of efforts that say so"] = told.share
    return found


def who(graph: nx.MultiDiGraph[str], cell: NeedCell) -> str:
    """The group and the place: `“Older people” in “Cragg End”`."""
    return _who(graph, cell)


def _who(graph: nx.MultiDiGraph[str], cell: NeedCell) -> str:
    return f"{quoted(name(graph, cell.need.group))} in {quoted(name(graph, cell.need.area))}"


def _what(graph: nx.MultiDiGraph[str], cell: NeedCell) -> str:
    return f"help towards {quoted(name(graph, cell.need.outcome))}" if cell.need.outcome else "help"


def _when(cell: NeedCell) -> str:
    start, end = cell.need.start, cell.need.end
    return f" from {start} to {end}" if start and end else " (period not recorded)"


def _known_share(cell: NeedCell) -> float:
    """Of the records of reach that belong here or may: how many say all that is needed."""
    every = (*cell.certain, *cell.perhaps)
    full = [reach for reach in cell.certain if reach.number is not None]
    return round(len(full) / len(every), 6) if every else 0.0


def _telling(cell: NeedCell, told: Telling) -> str:
    what = "for whom, where and for what" if cell.need.outcome else "for whom and where"
    return f"{told.telling:,} of {counted(told.asked, 'effort')} ({told.share:.0%}) say {what} they are"


def _bear_in_mind(graph: nx.MultiDiGraph[str], cell: NeedCell) -> str:
    said = [_TWICE]
    if cell.perhaps:
        said.append(f"May belong here too: {_efforts(graph, cell.perhaps)}.")
    if cell.wider:
        said.append(f"Recorded for a wider place, so not counted: {_efforts(graph, cell.wider)}.")
    return " ".join(said)


def _efforts(graph: nx.MultiDiGraph[str], reaches: tuple[Reach, ...]) -> str:
    efforts = canonical(graph, {effort for reach in reaches for effort in reach.efforts})
    return listed([quoted(name(graph, effort)) for effort in efforts])


def _ask_providers(graph: nx.MultiDiGraph[str], cell: NeedCell) -> tuple[str, ...]:
    reaches = (*cell.certain, *cell.perhaps) or cell.wider
    bodies = canonical(
        graph,
        {
            body
            for reach in reaches
            for effort in reach.efforts
            for body in neighbours(graph, effort, "deliveredBy")
        },
    )
    who_to_ask = listed([name(graph, body) for body in bodies]) if bodies else "those who keep these records"
    questions = [f"Ask {who_to_ask} how many of {_who(graph, cell)} were reached, and who was not."]
    if any(reach.number is None for reach in cell.certain):
        questions.append("Find the numbers that are missing before anything is said of this need.")
    return tuple(questions)


def _part(graph: nx.MultiDiGraph[str], cell: NeedCell, reach: Reach) -> Part:
    text = "not recorded" if reach.number is None else counted(reach.number, "person", "people")
    label = listed([name(graph, effort) for effort in reach.efforts]) if reach.efforts else "not recorded"
    share = None if reach.number is None else round(reach.number / cell.need.needed, 6)
    return Part(reach.iri, label, text if reach in cell.certain else f"{text}; may belong here", share)


def _evidence(graph: nx.MultiDiGraph[str], cell: NeedCell) -> tuple[Evidence, ...]:
    need = cell.need
    facts = [*recorded(graph, need.iri, "needed"), linked(graph, need.iri, "group", need.group)]
    facts.append(linked(graph, need.iri, "inArea", need.area))
    if need.outcome:
        facts.append(linked(graph, need.iri, "needFor", need.outcome))
    for field in ("start", "end"):
        facts += recorded(graph, need.iri, field)
    for reach in (*cell.certain, *cell.perhaps):
        for field in ("actual", "start", "end"):
            facts += recorded(graph, reach.iri, field)
        facts += [linked(graph, reach.iri, "effort", effort) for effort in reach.efforts]
        facts += [linked(graph, reach.iri, "group", group) for group in reach.groups]
        facts += [linked(graph, reach.iri, "inArea", place) for place in reach.places]
        facts += [
            linked(graph, effort, "targetsOutcome", outcome)
            for effort in reach.efforts
            if need.outcome
            for outcome in neighbours(graph, effort, "targetsOutcome")
        ]
    return tuple(sorted(set(facts)))
