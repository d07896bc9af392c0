"""The findings of a journey: handovers that are not agreed, telling it again, steps without a service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import networkx as nx

from ecosystem.analyses.journeys.steps import Handover, Journey, Said, Step
from ecosystem.analyses.reading import linked, name, recorded, stated
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Level, Part

METHOD = "journeys"
_SILENCE = "Not recorded does not mean that it is not done."
_PASSING: dict[Said, str] = {
    "yes": "What is known of the person is recorded as passed on.",
    "no": "What is known of the person is recorded as not passed on.",
    "both": "Sources differ on whether what is known of the person is passed on.",
    "": "Whether what is known of the person is passed on is not recorded.",
}
_AGREED: dict[Said, str] = {
    "yes": "is recorded as agreed",
    "no": "is recorded as not agreed",
    "both": "is recorded both as agreed and as not agreed",
    "": "is not recorded as agreed or not agreed",
}


def handover_state(said: Said) -> str:
    """A handover in words: `agreed`, `not agreed`, `not recorded`, `sources differ`."""
    return {"yes": "agreed", "no": "not agreed", "both": "sources differ", "": "not recorded"}[said]


def passing_state(said: Said) -> str:
    """What happens to what a step knows: `passed on`, `not passed on`, `not recorded`, `sources differ`."""
    return {"yes": "passed on", "no": "not passed on", "both": "sources differ", "": "not recorded"}[said]


def broken(graph: nx.MultiDiGraph[str], journey: Journey) -> Iterator[Finding]:
    """Everything found on one journey, in the order of its steps."""
    for step in journey.steps:
        if not step.services:
            yield _without_service(graph, journey, step)
    for handover in journey.handovers:
        if handover.step.agreed != "yes":
            yield _not_agreed(graph, journey, handover)
    for last in {
        handover.next.iri: handover for handover in journey.handovers if told_again(handover)
    }.values():
        yield _told_again(graph, journey, last)


def told_again(handover: Handover) -> bool:
    """Whether somebody new meets the person, and what was told before is not recorded as passed on."""
    return (
        handover.step.passes_on != "yes" and handover.providers == "different" and not handover.known_already
    )


def step_name(graph: nx.MultiDiGraph[str], step: Step) -> str:
    """What people call a step: its name, else its services, else its place in the order."""
    services = listed([quoted(name(graph, service)) for service in step.services]) if step.services else ""
    named = quoted(graph.nodes[step.iri]["label"]) if graph.nodes[step.iri]["label"] else services
    return named or (f"step {step.position}" if step.position else "a step without a name")


def _not_agreed(graph: nx.MultiDiGraph[str], journey: Journey, handover: Handover) -> Finding:
    step, after = handover.step, handover.next
    both = f"from {step_name(graph, step)} to {step_name(graph, after)}"
    state = {
        "no": f"The handover {both} is recorded as not agreed.",
        "both": f"Sources differ on whether the handover {both} is agreed.",
    }.get(step.agreed, f"Not recorded whether the handover {both} is agreed.")
    missing = float((step.agreed == "no") + (step.passes_on == "no"))
    known = [step.agreed, step.passes_on, step.bodies, after.bodies]
    level: Level = "low" if step.agreed != "no" else "high" if all(known) else "medium"
    return Finding(
        method=METHOD,
        kind="handover-not-agreed",
        involves=_involved(journey, (step, after), (step.iri, after.iri)),
        headline=state,
        why=(
            f"On {quoted(name(graph, journey.iri))}, {_who(graph, handover)} "
            f"The handover {_AGREED[step.agreed]}. {_PASSING[step.passes_on]}"
        ),
        differs=_order(handover),
        confidence=level,
        confidence_text=f"{level.capitalize()}: {_sure(step.agreed)}",
        score=missing,
        score_name="of an agreement and what is known of the person, recorded as missing",
        comparability=round(sum(map(bool, known)) / len(known), 6),
        evidence=_evidence(graph, journey, (step, after)),
        check_next=(
            f"Ask {_bodies(graph, (step, after))} who tells whom what, and when, at {step_name(graph, step)}.",
            "Ask people who took this road what happened between the two steps.",
        ),
        labels=_labels(graph, journey, (step, after)),
        parts=_parts(graph, (step, after)),
    )


def _told_again(graph: nx.MultiDiGraph[str], journey: Journey, handover: Handover) -> Finding:
    step, after = handover.step, handover.next
    earlier = tuple(
        other
        for other in journey.steps
        if other.iri != after.iri and (other.iri == step.iri or other.position <= step.position)
    )
    met = list(dict.fromkeys(body for other in earlier for body in other.bodies))
    may = "has to" if step.passes_on == "no" else "may have to"
    level: Level = "medium" if step.passes_on == "no" else "low"
    organisations = counted(len(met), "organisation")
    return Finding(
        method=METHOD,
        kind="told-again",
        involves=_involved(journey, (after,), (after.iri,)),
        headline=f"At {step_name(graph, after)}, a person {may} tell it all again, as far as is recorded.",
        why=(
            f"On {quoted(name(graph, journey.iri))}, {_bodies(graph, (after,))} "
            f"{'is' if len(after.bodies) == 1 else 'are'} new to the person, who has met {organisations} by then: "
            f"{listed([name(graph, body) for body in met])}. At {step_name(graph, step)}: "
            f"{_PASSING[step.passes_on][0].lower()}{_PASSING[step.passes_on][1:]}"
        ),
        differs="Not known: what is asked at each step, and whether people mind being asked.",
        confidence=level,
        confidence_text=f"{level.capitalize()}: {_told_sure(step.passes_on)}",
        score=float(len(met)),
        score_name="organisations that a person has met before this step",
        comparability=1.0 if step.passes_on else 0.5,
        evidence=_evidence(graph, journey, (*earlier, after)),
        check_next=(
            f"Put the questions that {_bodies(graph, (step,))} and {_bodies(graph, (after,))} ask side by side.",
            "Ask people who took this road what they had to say more than once.",
        ),
        labels=_labels(graph, journey, (*earlier, after)),
        parts=_parts(graph, (*earlier, after)),
    )


def _without_service(graph: nx.MultiDiGraph[str], journey: Journey, step: Step) -> Finding:
    served = [other for other in journey.steps if other.services]
    place = f", step {step.position}," if step.position and graph.nodes[step.iri]["label"] else ""
    nearby = listed([step_name(graph, other) for other in served]) if served else ""
    why = f"On {quoted(name(graph, journey.iri))}, {step_name(graph, step)}{place} names no service."
    if served:
        share = f"{len(served):,} of {counted(len(journey.steps), 'step')}"
        why += f" {share} {'does' if len(served) == 1 else 'do'}: {nearby}."
    return Finding(
        method=METHOD,
        kind="step-without-service",
        involves=tuple(sorted({journey.iri, step.iri})),
        headline=f"No service is recorded for {step_name(graph, step)}.",
        why=why,
        differs="Not known: whether somebody helps at this step whom nobody has recorded.",
        confidence="medium",
        confidence_text=f"Medium: the step is recorded, and no service on it. {_SILENCE}",
        score=float(len(served)),
        score_name="steps of the journey with a service",
        comparability=round(len(served) / len(journey.steps), 6),
        evidence=_evidence(graph, journey, (step, *served)),
        check_next=("Ask those who drew up this journey who helps a person at this step.",),
        labels=_labels(graph, journey, (step, *served)),
        parts=_parts(graph, journey.steps),
    )


def _who(graph: nx.MultiDiGraph[str], handover: Handover) -> str:
    step, after = handover.step, handover.next
    if handover.providers == "same":
        return f"{_bodies(graph, (step,))} serves both steps."
    sides = []
    for side in (step, after):
        if not side.services:
            sides.append(f"no service is recorded for {step_name(graph, side)}")
        elif side.bodies:
            verb = "serves" if len(side.bodies) == 1 else "serve"
            sides.append(f"{_bodies(graph, (side,))} {verb} {step_name(graph, side)}")
        else:
            sides.append(f"nobody is recorded as serving {step_name(graph, side)}")
    return f"{sides[0]} and {sides[1]}."


def _order(handover: Handover) -> str:
    """Whether the two steps are known to follow each other."""
    if handover.stated:
        return "Agreed would not yet mean that it works: only people on the way can tell."
    return "That people go from the one to the other is read from the order of the steps; it is not stated."


def _sure(agreed: Said) -> str:
    if agreed == "no":
        return "somebody recorded that it is not agreed."
    if agreed == "both":
        return "sources differ; ask which is the newer."
    return f"nobody recorded whether it is agreed. {_SILENCE}"


def _told_sure(passes_on: Said) -> str:
    if passes_on == "no":
        return "somebody recorded that nothing is passed on; what is asked again is not recorded."
    if passes_on == "both":
        return "sources differ on whether anything is passed on."
    return f"nobody recorded whether anything is passed on. {_SILENCE}"


def _bodies(graph: nx.MultiDiGraph[str], steps: Iterable[Step]) -> str:
    """The organisations of some steps in words; whoever keeps the records where none is known."""
    bodies = dict.fromkeys(body for step in steps for body in step.bodies)
    return listed([name(graph, body) for body in bodies]) if bodies else "those who drew up this journey"


def _involved(journey: Journey, steps: tuple[Step, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    parts = chain.from_iterable((*step.services, *step.bodies) for step in steps)
    return tuple(sorted({journey.iri, *parts, *more}))


def _evidence(graph: nx.MultiDiGraph[str], journey: Journey, steps: Iterable[Step]) -> tuple[Evidence, ...]:
    """What each step is called, where it stands, what it passes on, and who serves it."""
    facts: set[Evidence] = {stated(graph, journey.iri, "label")}
    for step in steps:
        facts.add(linked(graph, journey.iri, "hasStep", step.iri))
        for field in ("name", "position", "data_shared", "handover_agreed"):
            facts.update(recorded(graph, step.iri, field))
        for _, end, key in graph.out_edges(step.iri, keys=True):
            if key in ("stepService", "handsOverTo"):
                facts.add(linked(graph, step.iri, key, end))
        for service in step.services:
            for _, body, key in graph.out_edges(service, keys=True):
                if key == "deliveredBy":
                    facts.add(linked(graph, service, key, body))
    return tuple(sorted(facts))


def _labels(graph: nx.MultiDiGraph[str], journey: Journey, steps: tuple[Step, ...]) -> dict[str, str]:
    named = set(_involved(journey, steps, tuple(step.iri for step in steps)))
    named |= {iri for fact in _evidence(graph, journey, steps) for iri in (fact.subject, fact.value)}
    labels = {iri: name(graph, iri) for iri in sorted(named) if iri in graph}
    return labels | {step.iri: step_name(graph, step).strip("“”") for step in steps}


def _parts(graph: nx.MultiDiGraph[str], steps: Iterable[Step]) -> tuple[Part, ...]:
    """The steps spoken of, each with its place in the order and who serves it."""
    parts = []
    for step in sorted(steps, key=lambda step: step.position or 1_000_000):
        place = f"step {step.position}" if step.position else "place not recorded"
        who = listed([name(graph, body) for body in step.bodies]) if step.bodies else "nobody recorded"
        parts.append(Part(step.iri, step_name(graph, step), f"{place}: {who}"))
    return tuple(parts)
