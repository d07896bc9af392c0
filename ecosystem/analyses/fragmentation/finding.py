"""The words for how provision for one shared outcome is spread over bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from ecosystem.analyses.fragmentation.provision import Slice, Work
from ecosystem.analyses.fragmentation.spread import Spread, spread
from ecosystem.analyses.meaning import Meanings, meaning_evidence
from ecosystem.analyses.reading import canonical, joined_among, linked, name, recorded
from ecosystem.analyses.wording import amount, counted, listed, quoted, sentence
from ecosystem.findings import Evidence, Finding, Level, Part
from ecosystem.projection import neighbours

METHOD = "fragmentation"
_SHOWN = 3
_NOT_BAD = (
    "Many providers are not a fault: choice, reach, closeness to people and resilience are good reasons for them. "
    "Whether there is a better way to arrange this, only those involved can tell."
)


@dataclass(frozen=True, slots=True)
class Known:
    """How much is recorded of what shares are worked out from: 0-1, in words, and the numbers in the words."""

    share: float
    words: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Provision:
    """Everything that is said of one shared outcome.

    `slices`: its traced money, the most telling first. `commissioners`: body -> statements that say so. `lots`: IRIs.
    """

    work: Work
    slices: Sequence[Slice]
    commissioners: Mapping[str, tuple[Evidence, ...]]
    lots: Sequence[str]

    @property
    def money(self) -> Slice | None:
        """The money that the shares are of; None where it is traced to fewer than two bodies."""
        first = self.slices[0] if self.slices else None
        return first if first and len(first.by_body) > 1 else None

    def shares(self) -> Mapping[str, Decimal]:
        """Body -> its amount: money where that is traced to two bodies or more, else efforts."""
        return self.money.by_body if self.money else self.work.shares()


def provision_finding(
    graph: nx.MultiDiGraph[str], known: Meanings, found: Provision, knowing: Known
) -> Finding:
    """One shared outcome with two known providers or more."""
    outcome, shares = found.work.outcome, found.shares()
    bodies = sorted(canonical(graph, shares), key=lambda body: -shares[body])
    own = spread(shares.values())
    basis = "money" if found.money else "number of efforts"
    evidence = _evidence(graph, known, found)
    level: Level = "high" if knowing.share >= 0.8 else "medium" if knowing.share >= 0.6 else "low"
    named = {iri for fact in evidence for iri in (fact.subject, fact.value) if iri in graph} | {
        outcome,
        *bodies,
    }
    return Finding(
        method=METHOD,
        kind="piecemeal-provision",
        involves=(outcome,),
        headline=(
            f"{quoted(name(graph, outcome))}: {counted(len(bodies), 'provider')}; by {basis} they are spread as "
            f"{own.effective:.1f} of equal size would be."
        ),
        why=" ".join([_basis(found), _largest(graph, bodies, shares, own), _also(graph, found, bodies)]),
        differs=_NOT_BAD,
        confidence=level,
        confidence_text=f"{level.capitalize()}: {knowing.words}.",
        score=own.effective,
        score_name=f"effective number of providers, by {basis}",
        comparability=knowing.share,
        evidence=tuple(evidence),
        check_next=_check_next(graph, found, bodies),
        money=_money(graph, found),
        coordinates=(("onOutcome", outcome),),
        parts=_parts(graph, found, bodies, shares),
        figures={**knowing.figures, **_figures(graph, found, bodies, own)},
        labels={iri: name(graph, iri) for iri in sorted(named)},
    )


def _basis(found: Provision) -> str:
    efforts = counted(len(found.work.efforts), "effort")
    if found.money:
        return (
            f"Shares are of money that is recorded as allocated to this outcome ({found.money.like}), by who delivers "
            f"what it pays for; {efforts} work for it."
        )
    return (
        f"Shares are of the {efforts} recorded for it, by who delivers them; money is not traced to two providers or "
        "more."
    )


def _figures(
    graph: nx.MultiDiGraph[str], found: Provision, bodies: Sequence[str], own: Spread
) -> dict[str, float]:
    """What is counted, and the sums that are traced to the outcome."""
    counts: dict[str, float] = {
        "efforts": len(found.work.efforts),
        "providers": len(bodies),
        "providers with the largest share": sum(
            1 for part in found.shares().values() if part == max(found.shares().values())
        ),
        "effective number of providers, by entropy": own.by_entropy,
        "bodies that commission or pay": len(found.commissioners),
        "lots that name it": len(found.lots),
        "providers that work with another of them": len(_together(graph, bodies)),
        "periods or states not written out": max(len(found.slices) - _SHOWN, 0),
    }
    for item in found.slices:
        money = f"{item.like.currency} ({item.like})"
        counts[f"allocated: {money}"] = float(item.known + item.not_known)
        counts[f"known providers paid: {money}"] = len(item.by_body)
        counts[f"allocated, and whose work it pays for is not known: {money}"] = float(item.not_known)
    return counts


def _largest(
    graph: nx.MultiDiGraph[str], bodies: Sequence[str], shares: Mapping[str, Decimal], own: Spread
) -> str:
    total = sum(shares.values(), Decimal(0))
    level = sum(1 for body in bodies if shares[body] == shares[bodies[0]])
    share = f"{float(shares[bodies[0]] / total):.0%}"
    if level > _SHOWN:
        said = f"{level:,} providers have {share} each, which is the largest share."
    elif level > 1:
        said = f"The largest share, {share} each, is that of {listed([_q(graph, body) for body in bodies[:level]])}."
    else:
        said = f"The largest share, {share}, is that of {_q(graph, bodies[0])}."
    return f"{said} Counting small providers more (by entropy), it would be {own.by_entropy:.1f}."


def _also(graph: nx.MultiDiGraph[str], found: Provision, bodies: Sequence[str]) -> str:
    together = _together(graph, bodies)
    who = counted(len(found.commissioners), "body", "bodies")
    said = [
        f"{who} {'is' if len(found.commissioners) == 1 else 'are'} recorded as commissioning or paying for it"
        if found.commissioners
        else "nobody is recorded as commissioning or paying for it",
        f"{counted(len(found.lots), 'lot')} of purchases {'names' if len(found.lots) == 1 else 'name'} it"
        if found.lots
        else "no lot of a purchase names it",
        f"{len(together):,} of the {len(bodies):,} providers are recorded as working with another of them"
        if together
        else "no two of the providers are recorded as working together",
    ]
    return f"{sentence('; '.join(said))}."


def _together(graph: nx.MultiDiGraph[str], bodies: Sequence[str]) -> list[str]:
    """Those with a recorded collaboration with another; silence says nothing of the others."""
    joined = joined_among(graph, bodies)
    return [body for body in bodies if body in joined]


def _money(graph: nx.MultiDiGraph[str], found: Provision) -> str:
    """The money traced to the outcome, newest first; nothing is added across currency, state or period."""
    if not found.slices:
        return "No money is recorded as allocated to this outcome."
    shown = [
        f"{item.like.sum(item.known + item.not_known)} over {counted(len(item.by_body), 'known provider')}"
        for item in found.slices[:_SHOWN]
    ]
    text = f"Allocated to it: {listed(shown, most=_SHOWN)}"
    more = len(found.slices) - len(shown)
    text += f"; and {counted(more, 'more period or state', 'more periods or states')}." if more else "."
    slices = [item for item in found.slices if item.not_known]
    if slices:
        text += f" Whose work it pays for is not known for {slices[0].like.sum(slices[0].not_known)}."
    return f"{text} What was allocated is not what was achieved."


def _check_next(graph: nx.MultiDiGraph[str], found: Provision, bodies: Sequence[str]) -> tuple[str, ...]:
    outcome = _q(graph, found.work.outcome)
    largest = listed([_q(graph, body) for body in bodies[:_SHOWN]])
    questions = [f"Ask {largest} whether they plan their work for {outcome} together, and who is missing."]
    if found.commissioners:
        who = listed([_q(graph, body) for body in canonical(graph, found.commissioners)], most=_SHOWN)
        questions.append(f"Ask {who} whether this spread is meant, and what it is good for.")
    return tuple(questions)


def _parts(
    graph: nx.MultiDiGraph[str], found: Provision, bodies: Sequence[str], shares: Mapping[str, Decimal]
) -> tuple[Part, ...]:
    total = sum(shares.values(), Decimal(0))
    return tuple(
        Part(body, name(graph, body), _size(found, shares[body]), round(float(shares[body] / total), 6))
        for body in bodies
    )


def _size(found: Provision, size: Decimal) -> str:
    if found.money:
        return f"{found.money.like.currency or 'currency not recorded'} {amount(round(size, 2))}"
    whole = size == size.to_integral_value()
    return counted(int(size), "effort") if whole else f"{float(size):.2f} efforts"


def _evidence(graph: nx.MultiDiGraph[str], known: Meanings, found: Provision) -> list[Evidence]:
    facts = {fact for said in found.commissioners.values() for fact in said}
    facts.update(recorded(graph, found.work.outcome, "name"))
    for records, outcomes in found.work.efforts.values():
        for record in records:
            facts |= {
                linked(graph, record, "deliveredBy", body)
                for body in neighbours(graph, record, "deliveredBy")
            }
            for outcome in outcomes:
                if graph.has_edge(record, outcome, "targetsOutcome"):
                    facts.add(linked(graph, record, "targetsOutcome", outcome))
                facts.update(meaning_evidence(graph, known, outcome, found.work.outcome))
    for item in found.slices:
        for part in item.parts:
            facts.update(
                _traced(graph, known, part.allocation, part.sum.spend, part.named, found.work.outcome)
            )
    facts |= {
        linked(graph, lot, "targetsOutcome", outcome)
        for lot in found.lots
        for outcome in neighbours(graph, lot, "targetsOutcome")
        if found.work.outcome in known.get(outcome, ())
    }
    return sorted(facts)


def _traced(
    graph: nx.MultiDiGraph[str], known: Meanings, allocation: str, spend: str, named: str, shared: str
) -> list[Evidence]:
    """How one part of one sum comes to be counted here, and for whom."""
    facts = [linked(graph, allocation, "allocates", spend), linked(graph, allocation, "toOutcome", named)]
    facts += recorded(graph, allocation, "share")
    facts += meaning_evidence(graph, known, named, shared)
    facts += recorded(graph, spend, "amount")
    for key in ("funds", "payee", "payer"):
        facts += [linked(graph, spend, key, end) for end in neighbours(graph, spend, key)]
    for effort in neighbours(graph, spend, "funds"):
        facts += [
            linked(graph, effort, "deliveredBy", body) for body in neighbours(graph, effort, "deliveredBy")
        ]
    return facts


def _q(graph: nx.MultiDiGraph[str], iri: str) -> str:
    return quoted(name(graph, iri))
