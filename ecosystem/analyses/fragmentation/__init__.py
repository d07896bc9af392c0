"""How piecemeal is provision for each shared outcome, by money where it is traced and by efforts where it is not?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx

from ecosystem.analyses.analysis import GAO, Analysis
from ecosystem.analyses.fragmentation.finding import METHOD, Provision, provision_finding
from ecosystem.analyses.fragmentation.known import allocated, known_share, telling
from ecosystem.analyses.fragmentation.lots import lot_findings, shared_outcomes
from ecosystem.analyses.fragmentation.provision import Slice, Work, deliverers_of, slices, work_for
from ecosystem.analyses.fragmentation.spread import spread
from ecosystem.analyses.fragmentation.traced import traced
from ecosystem.analyses.fragmentation.unallocated import by_likeness, money_row, money_statements
from ecosystem.analyses.meaning import Meanings, meanings
from ecosystem.analyses.reading import linked, name
from ecosystem.analyses.wording import counted
from ecosystem.findings import Evidence, Result
from ecosystem.matching import representatives
from ecosystem.nearest import Progress, silent
from ecosystem.projection import neighbours, of_family

LEAST_PROVIDERS = 2


def run(
    graph: nx.MultiDiGraph[str], *, least_providers: int = LEAST_PROVIDERS, progress: Progress = silent
) -> Result:
    """Shared outcomes with at least `least_providers` known providers, the widest spread first; then purchases.

    >>> run(nx.MultiDiGraph()).statements
    ('No shared outcome is recorded.', 'No sum of money is recorded.', 'No lot of a purchase is recorded.')
    """
    progress("Tracing money to shared outcomes")
    known, one = meanings(graph), representatives(graph)
    deliverers = deliverers_of(graph, one)
    parts = traced(graph, known, one)
    own = slices(parts, deliverers)
    work = work_for(graph, known, one, deliverers)
    paid_by, told = _commissioners(graph, one), telling(graph)
    lots = _lots(graph, known)
    progress("Adding up who provides what")
    provisions = [
        Provision(
            item, own.get(outcome, []), _paid_by(item, own.get(outcome, []), paid_by), lots.get(outcome, ())
        )
        for outcome, item in work.items()
    ]
    money = allocated(parts)
    knowing = {item.work.outcome: known_share(graph, item, money, told) for item in provisions}
    shown = [item for item in provisions if len(item.shares()) >= max(least_providers, 2)]
    progress(f"Writing {len(shown):,} findings")
    findings = sorted(
        (provision_finding(graph, known, item, knowing[item.work.outcome]) for item in shown),
        key=lambda found: -found.score,
    )
    purchases, said = lot_findings(graph, known)
    return Result(
        findings=(*findings, *purchases),
        statements=(_outcomes(provisions, shown), *money_statements(parts), said),
        counts=dict(sorted(Counter(found.kind for found in (*findings, *purchases)).items())),
        tables={
            "outcomes": tuple(_row(graph, item) for item in provisions),
            "money": tuple(money_row(like, totals) for like, totals in by_likeness(parts).items()),
        },
    )


def _row(graph: nx.MultiDiGraph[str], item: Provision) -> dict[str, str | int | float | None]:
    """One shared outcome; `effective` is None where fewer than two providers are known."""
    shares = item.shares()
    own = spread(shares.values()) if len(shares) > 1 else None
    return {
        "id": item.work.outcome,
        "outcome": name(graph, item.work.outcome),
        "efforts": len(item.work.efforts),
        "providers": len(shares),
        "effective": own.effective if own else None,
        "by_entropy": own.by_entropy if own else None,
        "largest_share": own.largest if own else None,
        "basis": ("money" if item.money else "efforts") if own else "",
        "commissioners": len(item.commissioners),
        "lots": len(item.lots),
    }


def _paid_by(
    work: Work, own: Sequence[Slice], paid_by: Mapping[str, Mapping[str, Evidence]]
) -> dict[str, tuple[Evidence, ...]]:
    """Body -> the statement by which it commissions or pays for this work; none where it pays the traced money."""
    found: dict[str, Evidence] = {}
    for effort in work.efforts:
        for body, fact in paid_by.get(effort, {}).items():
            found[body] = min(fact, found.get(body, fact))
    payers = {body for item in own for part in item.parts for body in part.sum.payers}
    return {body: (found[body],) if body in found else () for body in sorted({*found, *payers})}


def _commissioners(graph: nx.MultiDiGraph[str], one: Mapping[str, str]) -> dict[str, dict[str, Evidence]]:
    """Effort -> those who commission it or pay for it, each with one statement that says so."""
    found: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for record in of_family(graph, "effort"):
        for body in neighbours(graph, record, "commissionedBy"):
            found[one[record]].setdefault(one[body], linked(graph, record, "commissionedBy", body))
    for spend in of_family(graph, "spend"):
        for effort in neighbours(graph, spend, "funds"):
            for body in neighbours(graph, spend, "payer"):
                found[one[effort]].setdefault(one[body], linked(graph, spend, "payer", body))
    return found


def _lots(graph: nx.MultiDiGraph[str], known: Meanings) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for lot in of_family(graph, "lot"):
        for outcome in shared_outcomes(graph, known, lot):
            found[outcome].append(lot)
    return found


def _outcomes(provisions: Sequence[Provision], shown: Sequence[Provision]) -> str:
    if not provisions:
        return "No shared outcome is recorded."
    single = sum(1 for item in provisions if len(item.shares()) == 1)
    nobody = sum(1 for item in provisions if not item.shares())
    money = sum(1 for item in shown if item.money)
    return (
        f"{counted(len(provisions), 'shared outcome')}: {len(shown):,} have two known providers or more and are shown "
        f"({money:,} by money, {len(shown) - money:,} by number of efforts); {single:,} have one and {nobody:,} none "
        "on record, so no spread can be given."
    )


ANALYSIS = Analysis(
    name=METHOD,
    title="How is provision spread?",
    question="Over how many providers is the work for each shared outcome spread, and how evenly?",
    method=(
        "For each shared outcome, the outcomes of single bodies that mean it included, the share of each provider is "
        "taken: of the money that is recorded as allocated to the outcome, for one currency, state and period, or, "
        "where that does not reach two providers, of the recorded efforts. A provider is who delivers what is paid "
        "for, or the payee where no deliverer is recorded. The effective number is one divided by the sum of the "
        "squared shares: as many providers of equal size would be spread alike. No money counts twice: of several "
        "amounts of a sum the largest counts, and shares that add up to more than the whole are scaled down. Money "
        "that is not allocated is shown apart and never spread. Many providers are not a fault."
    ),
    version="2",
    options={"least_providers": LEAST_PROVIDERS},
    run=run,
    references=(
        GAO,
        "Hill, Ecology 54:427 (1973), on effective numbers",
    ),
)
