"""Does social value steer decisions? What the recorded weights of criteria say, decision by decision."""

from __future__ import annotations

from decimal import Decimal

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.north_star.figures import place
from ecosystem.analyses.north_star.statements import Weighings, by_money, in_words, overall
from ecosystem.analyses.north_star.trend import Year, by_year
from ecosystem.analyses.north_star.weights import (
    NotStated,
    Weighing,
    criteria_of,
    rolled_up,
    weighed,
)
from ecosystem.analyses.north_star.wording import (
    METHOD,
    day_of,
    not_stated_finding,
    stated_finding,
)
from ecosystem.analyses.reading import canonical, name
from ecosystem.analyses.wording import listed
from ecosystem.findings import Finding, Result
from ecosystem.projection import neighbours, of_family

SOCIAL_VALUE, COST_OR_TIME, REFERENCE = "SV", "PR,WC,DT", 0.1


def run(
    graph: nx.MultiDiGraph[str],
    *,
    social_value: str = SOCIAL_VALUE,
    cost_or_time: str = COST_OR_TIME,
    reference: float = REFERENCE,
) -> Result:
    """Every decision once: those that state what social value weighs, the largest share first, then the others.

    `social_value`, `cost_or_time`: notations of kinds of criterion, commas between; narrower kinds count with them.
    `reference`: a share (0-1) that some bodies ask for; it is only counted against, never a mark.

    >>> run(nx.MultiDiGraph()).statements
    ('No decision is recorded.',)
    """
    decisions = canonical(graph, of_family(graph, "decision"))
    if not decisions:
        return Result((), statements=("No decision is recorded.",))
    social, others = rolled_up(graph, social_value), rolled_up(graph, cost_or_time)
    judged = {decision: weighed(criteria_of(graph, decision), social) for decision in decisions}
    stated = {decision: found for decision, found in judged.items() if isinstance(found, Weighing)}
    primary = {decision for decision, found in stated.items() if _primary(found, others)}
    findings = [
        stated_finding(graph, decision, stated[decision], primary=decision in primary)
        for decision in sorted(stated, key=lambda iri: -stated[iri].social)
    ]
    findings += [
        not_stated_finding(
            graph, decision, found, [item.iri for item in found.criteria if item.kind in social]
        )
        for decision, found in judged.items()
        if isinstance(found, NotStated)
    ]
    years = by_year(
        (
            day_of(graph, decision),
            stated[decision].social if decision in stated else None,
            decision in stated and stated[decision].leading,
        )
        for decision in decisions
    )
    statements = [
        *overall(decisions, stated, primary, Decimal(str(reference))),
        *by_money(graph, decisions, stated),
        *map(in_words, years),
    ]
    return Result(
        tuple(findings),
        statements=tuple(statements),
        counts=_counts(findings, stated, primary),
        tables={
            "decisions": tuple(
                _row(graph, decision, judged[decision], primary=decision in primary) for decision in decisions
            ),
            "years": tuple(map(_year_row, years)),
        },
    )


def _row(
    graph: nx.MultiDiGraph[str], decision: str, found: Weighing | NotStated, *, primary: bool
) -> dict[str, str | int | float | None]:
    """One decision as the register has it; `share` 0-1 and `rank` are None where they are not stated."""
    rank = found.rank if isinstance(found, Weighing) else None
    bodies = neighbours(graph, decision, "decidedBy")
    return {
        "id": decision,
        "label": name(graph, decision),
        "decided_by": listed([name(graph, body) for body in bodies]) if bodies else "",
        "date": day_of(graph, decision),
        "share": float(round(found.social, 6)) if isinstance(found, Weighing) else None,
        "rank": rank[0] if rank else None,
        "place": place(rank[0], level=rank[1]) if rank else "",
        "criteria": len(found.criteria),
        "largest": _largest(found),
        "primary": "social value" if _leads(found) else "price, cost or time" if primary else "",
        "why_not_stated": found.why if isinstance(found, NotStated) else "",
    }


def _largest(found: Weighing | NotStated) -> str:
    names = {item.iri: item.label for item in found.criteria}
    return listed([names[iri] for iri in found.largest]) if isinstance(found, Weighing) else ""


def _leads(found: Weighing | NotStated) -> bool:
    return isinstance(found, Weighing) and found.leading


def _year_row(year: Year) -> dict[str, str | int | float | None]:
    return {
        "year": year.year,
        "decisions": year.decisions,
        "stated": year.stated,
        "not_stated": year.not_stated,
        "median": None if year.median is None else float(round(year.median, 6)),
        "leading": year.leading,
    }


def _primary(weighing: Weighing, kinds: frozenset[str]) -> bool:
    return any(item.iri in weighing.largest and item.kind in kinds for item in weighing.criteria)


def _counts(findings: list[Finding], stated: Weighings, primary: set[str]) -> dict[str, int]:
    return {
        "social-value-in-decision": len(stated),
        "weights-not-stated": len(findings) - len(stated),
        "social value has the largest weight": sum(1 for found in stated.values() if found.leading),
        "price, cost or time has the largest weight": len(primary),
        "social value has no weight": sum(1 for found in stated.values() if not found.social),
    }


ANALYSIS = Analysis(
    name=METHOD,
    title="Is social value leading?",
    question="What share and what place has social value among the weights of each decision?",
    method=(
        "For each decision the weights of the criteria that are social value (economic, community and environmental "
        "social value included) are added up and divided by the whole: 100 for percent, the sum for points. Where "
        "weights are missing, or only an order is recorded, no share is given and the decision is kept apart. Nought "
        "is said only where the recorded weights make up the whole. What would change the largest weight is worked "
        "out from the weights alone. A weight is not influence: a criterion on which all bids score alike decides "
        "nothing. Money counts for the newest decision that buys what it pays for and was taken before its first day."
    ),
    version="2",
    options={"social_value": SOCIAL_VALUE, "cost_or_time": COST_OR_TIME, "reference": REFERENCE},
    run=run,
    references=(
        "Cabinet Office, Procurement Policy Note 06/20, Taking account of social value (2020)",
        "Cabinet Office, Procurement Policy Note 002, the Social Value Model (2025)",
    ),
)
