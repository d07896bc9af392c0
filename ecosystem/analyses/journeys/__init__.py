"""What happens to a person between services: who serves each step of a journey, and where it may break?"""

from __future__ import annotations

from collections import Counter

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.journeys.broken import METHOD, broken, handover_state, passing_state, told_again
from ecosystem.analyses.journeys.places import partly_offered
from ecosystem.analyses.journeys.steps import Journey, Said, journeys
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Result, Rows
from ecosystem.matching import representatives
from ecosystem.projection import neighbours, of_family

_ORDER = ("step-without-service", "handover-not-agreed", "told-again")


def run(graph: nx.MultiDiGraph[str]) -> Result:
    """Findings: what is recorded as missing before what is not recorded; then by journey and step."""
    found = journeys(graph)
    findings = [finding for journey in found for finding in broken(graph, journey)]
    findings.sort(key=lambda finding: (finding.confidence == "low", _ORDER.index(finding.kind)))
    kinds = Counter(finding.kind for finding in findings)
    handovers = [handover for journey in found for handover in journey.handovers]
    states = Counter(f"handovers {handover_state(handover.step.agreed)}" for handover in handovers)
    counts = {"journeys": len(found), "steps": sum(len(journey.steps) for journey in found)}
    statements = [
        said for journey in found for said in (_summary(graph, journey), *partly_offered(graph, journey))
    ]
    return Result(
        findings=tuple(findings),
        statements=(*statements, *_without_journey(graph, found)) or ("No journey is recorded.",),
        counts=dict(sorted((counts | {"handovers": len(handovers)} | states | kinds).items())),
        tables={"steps": _steps(graph, found), "bodies": _bodies(graph, found)},
    )


def _summary(graph: nx.MultiDiGraph[str], journey: Journey) -> str:
    """`"Leaving care": 6 steps, served by 5 organisations. Of 5 handovers, 2 are agreed, ...`"""
    title = quoted(name(graph, journey.iri))
    if not journey.steps:
        return f"{title}: no step is recorded."
    bodies = f"a person meets {counted(len(journey.bodies), 'organisation')}"
    text = f"{title}: {counted(len(journey.steps), 'step')}, on which {bodies}."
    states = Counter(handover.step.agreed for handover in journey.handovers)
    if journey.handovers:
        words: dict[Said, str] = {
            "yes": "agreed",
            "no": "recorded as not agreed",
            "": "not recorded either way",
            "both": "recorded both ways",
        }
        said = [f"{states[state]:,} {word}" for state, word in words.items() if states[state]]
        text += f" Of {counted(len(journey.handovers), 'handover')}: {listed(said)}."
    again = len({handover.next.iri for handover in journey.handovers if told_again(handover)})
    if again:
        text += f" At {counted(again, 'step')} a person may have to tell it all again."
    unserved = sum(1 for step in journey.steps if step.services and not step.bodies)
    if unserved:
        text += f" Who delivers the service of {counted(unserved, 'step')} is not recorded."
    return text


def _without_journey(graph: nx.MultiDiGraph[str], found: list[Journey]) -> list[str]:
    """Life events that several bodies serve, and through which no recorded journey leads from one to another."""
    one_of = representatives(graph)
    serving: dict[str, set[str]] = {}
    for effort in of_family(graph, "effort"):
        for event in neighbours(graph, effort, "supportsLifeEvent"):
            bodies = {one_of[body] for body in neighbours(graph, effort, "deliveredBy")}
            serving.setdefault(event, set()).update(bodies)
    joint = {event for journey in found if len(journey.bodies) > 1 for event in journey.events}
    return [
        f"For {quoted(name(graph, event))}, {counted(len(serving[event]), 'organisation')} deliver something "
        "and no journey between them is recorded."
        for event in canonical(graph, serving)
        if len(serving[event]) > 1 and event not in joint
    ]


def _steps(graph: nx.MultiDiGraph[str], found: list[Journey]) -> Rows:
    """One row a step and service, in order; a step without a service has one row too."""
    rows: list[dict[str, str | int | None]] = []
    for journey in found:
        following = {handover.step.iri: handover for handover in journey.handovers}
        for step in journey.steps:
            handover = following.get(step.iri)
            for service in step.services or ("",):
                rows.append(
                    {
                        "journey": journey.iri,
                        "step": step.iri,
                        "position": step.position or None,
                        "label": graph.nodes[step.iri]["label"],
                        "description": graph.nodes[step.iri]["description"],
                        "service": service,
                        "service_label": name(graph, service) if service else "",
                        "handover": handover_state(step.agreed),
                        "knowledge": passing_state(step.passes_on),
                        "next": handover.next.iri if handover else "",
                        "next_stated": int(handover.stated) if handover else None,
                    }
                )
    return tuple(rows)


def _bodies(graph: nx.MultiDiGraph[str], found: list[Journey]) -> Rows:
    """One row for each step and organisation that serves it."""
    return tuple(
        {"step": step.iri, "id": body, "label": name(graph, body)}
        for journey in found
        for step in journey.steps
        for body in step.bodies
    )


ANALYSIS = Analysis(
    name=METHOD,
    title="What happens to a person between services?",
    question="On the way through a life event, who serves each step, and where may a person get lost?",
    method=(
        "Each recorded journey is followed step by step, to the step it says it hands over to, or else to the "
        "next in its order. A handover is shown where it is recorded as not agreed, and apart from that where "
        "nothing is recorded about it. A person is taken to have to tell it all again where another "
        "organisation, which has not met the person before on this journey, takes over and what is known is "
        "not recorded as passed on. Several records of one organisation count once. Agreed does not mean that it works."
    ),
    version="1",
    options={},
    run=run,
    references=(
        "Shostack, Designing Services That Deliver, Harv. Bus. Rev. 62:133 (1984), on service blueprints",
    ),
)
