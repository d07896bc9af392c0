"""The words for one decision: what social value weighs in it, where that stands, and what would change it."""

from __future__ import annotations

from decimal import Decimal

import networkx as nx

from ecosystem.analyses.north_star.figures import percent, place
from ecosystem.analyses.north_star.weights import Criterion, NotStated, Weighing
from ecosystem.analyses.north_star.what_if_wording import what_if_figures, what_ifs
from ecosystem.analyses.reading import linked, name, recorded, texts
from ecosystem.analyses.wording import listed, quoted, sentence
from ecosystem.findings import Evidence, Finding, Level, Part
from ecosystem.projection import neighbours

METHOD = "north-star"
_INFLUENCE = (
    "A weight is not influence: a criterion on which all bids score alike decides nothing, and no scores are "
    "recorded here."
)


def stated_finding(
    graph: nx.MultiDiGraph[str], decision: str, weighing: Weighing, *, primary: bool
) -> Finding:
    """What share and place social value has. `primary`: price, cost or time has the largest weight."""
    label, share = quoted(name(graph, decision)), percent(weighing.social)
    whole = weighing.recorded == 1
    level: Level = "high" if whole and weighing.basis == "percent" else "medium" if whole else "low"
    evidence, labels = _evidence(graph, decision, weighing.criteria)
    return Finding(
        method=METHOD,
        kind="social-value-in-decision",
        involves=(decision,),
        headline=_headline(label, weighing, share),
        why=" ".join(filter(None, (_criteria(weighing), _standing(weighing, primary=primary)))),
        differs=" ".join([*what_ifs(weighing), _INFLUENCE]),
        confidence=level,
        confidence_text=_how_sure(weighing, level),
        score=float(round(weighing.social, 6)),
        score_name="share of the weights that is social value",
        comparability=float(round(weighing.recorded, 6)),
        evidence=evidence,
        check_next=_check_next(graph, decision, weighing),
        parts=tuple(_part(item, weighing) for item in weighing.criteria),
        figures={
            "criteria that are social value": len(weighing.social_value),
            "sum of the weights": float(weighing.total),
        }
        | what_if_figures(weighing),
        labels=labels,
    )


def not_stated_finding(graph: nx.MultiDiGraph[str], decision: str, gap: NotStated, own: list[str]) -> Finding:
    """That it is not known what social value weighs. `own`: the criteria that are social value."""
    label = quoted(name(graph, decision))
    evidence, labels = _evidence(graph, decision, gap.criteria)
    known = sum(1 for item in gap.criteria if item.weight is not None and item.kind)
    return Finding(
        method=METHOD,
        kind="weights-not-stated",
        involves=(decision,),
        headline=f"What social value weighs in {label} is not recorded.",
        why=" ".join([f"{sentence(gap.why)}.", *_order(gap, own)]),
        differs=f"Not recorded is not the same as no weight. {_INFLUENCE}",
        confidence="low",
        confidence_text="Low: nothing can be said of the share; this decision is kept apart from all averages.",
        score=float(len(gap.criteria)),
        score_name="criteria recorded",
        comparability=round(known / len(gap.criteria), 6) if gap.criteria and not gap.order else 0.0,
        evidence=evidence,
        check_next=(f"Ask {_who(graph, decision)} what {label} was judged on, and what each part weighed.",),
        parts=tuple(Part(item.iri, item.label, _as_recorded(item)) for item in gap.criteria),
        labels=labels,
    )


def _as_recorded(item: Criterion) -> str:
    if item.weight is None:
        return "not recorded"
    return f"{item.weight.normalize():f} ({item.basis or 'basis not recorded'})"


def _headline(label: str, weighing: Weighing, share: str) -> str:
    if not weighing.social_value:
        return f"{label}: social value has no weight."
    rank = weighing.rank or (0, False)
    if weighing.social == 0:
        return f"{label}: social value is named with a weight of nought."
    most = "at least " if weighing.recorded < 1 else ""
    if len(weighing.social_value) == 1:
        return f"{label}: social value weighs {most}{share}; it is {_as_weight(rank)}."
    number = len(weighing.social_value)
    return (
        f"{label}: social value weighs {most}{share} in {number} parts; the weightiest is {_as_weight(rank)}."
    )


def _as_weight(standing: tuple[int, bool]) -> str:
    rank, level = standing
    words = place(rank, level=level)
    return f"{words} weight" if rank == 1 else f"{words} by weight"


def _criteria(weighing: Weighing) -> str:
    shown = [f"{quoted(item.label)} {_weight(item, weighing)}" for item in weighing.criteria]
    return f"Its weights: {listed(shown, most=8)}."


def _weight(item: Criterion, weighing: Weighing) -> str:
    if item.weight is None:
        return "not recorded"
    share = percent(weighing.shares[item.iri])
    plain = f"{item.weight.normalize():f}"
    return share if f"{plain}%" == share else f"{plain} of {weighing.total.normalize():,f} ({share})"


def _standing(weighing: Weighing, *, primary: bool) -> str:
    names = {item.iri: quoted(item.label) for item in weighing.criteria}
    largest = listed([names[iri] for iri in weighing.largest])
    verb = "has" if len(weighing.largest) == 1 else "share"
    text = f"{largest} {verb} the largest weight"
    return f"{text}: other measures (price, cost or time) are primary." if primary else f"{text}."


def _how_sure(weighing: Weighing, level: Level) -> str:
    basis = "in percent" if weighing.basis == "percent" else "in points of a whole that is their sum"
    said = f"{level.capitalize()}: weights are recorded {basis}"
    if weighing.recorded < 1:
        return f"{said}, but only {percent(weighing.recorded)} of the whole, so other shares may be missing."
    if weighing.basis == "percent" and abs(weighing.total - 100) > Decimal("0.5") and weighing.total > 1:
        return f"{said}; they add up to {weighing.total.normalize():f}, so shares are taken of that."
    return f"{said} and make up the whole."


def _check_next(graph: nx.MultiDiGraph[str], decision: str, weighing: Weighing) -> tuple[str, ...]:
    who, label = _who(graph, decision), quoted(name(graph, decision))
    if not weighing.social:
        return (f"Ask {who} whether social value was looked at in {label} in some other way.",)
    return (
        f"Ask {who} how the bids or options scored on social value in {label}: did they differ?",
        "Ask whether what was promised under it was later delivered.",
    )


def _order(gap: NotStated, own: list[str]) -> list[str]:
    if not gap.order:
        return []
    names = {item.iri: quoted(item.label) for item in gap.criteria}
    said = [f"In order: {listed([names[iri] for iri in gap.order], most=8)}."]
    first = min((gap.order.index(iri) for iri in own if iri in gap.order), default=None)
    if first is None:
        return [*said, "None of them is social value."]
    where = "first" if first == 0 else place(first + 1, level=False)
    return [*said, f"Social value comes {where} of {len(gap.order)}."]


def _part(item: Criterion, weighing: Weighing) -> Part:
    share = weighing.shares.get(item.iri)
    text = "not recorded" if item.weight is None else f"{item.weight.normalize():f} {weighing.basis}"
    kind = f", {item.kind_label}" if item.kind_label else ""
    return Part(item.iri, f"{item.label}{kind}", text, None if share is None else float(round(share, 6)))


def _who(graph: nx.MultiDiGraph[str], decision: str) -> str:
    bodies = [name(graph, body) for body in neighbours(graph, decision, "decidedBy")]
    return listed(bodies) if bodies else "those who keep these records"


def _evidence(
    graph: nx.MultiDiGraph[str], decision: str, criteria: tuple[Criterion, ...]
) -> tuple[tuple[Evidence, ...], dict[str, str]]:
    """The statements behind the words, and what everything in them is called."""
    facts = [*recorded(graph, decision, "name"), *recorded(graph, decision, "date")]
    facts += [linked(graph, decision, "decidedBy", body) for body in neighbours(graph, decision, "decidedBy")]
    for item in criteria:
        facts.append(linked(graph, decision, "hasCriterion", item.iri))
        facts += recorded(graph, item.iri, "weight")
        facts += [
            linked(graph, item.iri, key, end)
            for key in ("criterionKind", "weightBasis")
            for end in neighbours(graph, item.iri, key)
        ]
    named = {iri for fact in facts for iri in (fact.subject, fact.value) if iri in graph} | {decision}
    return tuple(sorted(set(facts))), {iri: name(graph, iri) for iri in sorted(named)}


def day_of(graph: nx.MultiDiGraph[str], decision: str) -> str:
    """The recorded day of a decision, the first of several; "" where none is."""
    days = texts(graph, decision, "date")
    return days[0] if days else ""
