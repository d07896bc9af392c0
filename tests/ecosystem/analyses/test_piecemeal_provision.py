"""How provision is spread: money by allocation alone and never twice, else efforts; each figure worked out by hand."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from graphs import Graph, effort, link, organisation, outcome, relabelled, shuffled, thing
from open_data import federal

from ecosystem.analyses.fragmentation import run
from ecosystem.analyses.fragmentation.spread import spread
from ecosystem.analyses.fragmentation.traced import traced
from ecosystem.analyses.meaning import meanings
from ecosystem.config import Settings
from ecosystem.findings import Finding
from ecosystem.full_graph import full_graph
from ecosystem.matching import representatives
from ecosystem.pipeline import import_paths
from ecosystem.questions import rows
from ecosystem.store import open_store

BOROUGH = Path(__file__).parents[3] / "examples" / "borough"
YEAR = {"start": ("2025-04-01",), "end": ("2026-03-31",)}


def place(*outcomes: str) -> Graph:
    graph = Graph()
    for iri in outcomes or ("calm",):
        outcome(graph, iri)
    thing(graph, "paid", "concept", "spend-status", notation="paid")
    thing(graph, "planned", "concept", "spend-status", notation="planned")
    return graph


def work(graph: Graph, body: str, *outcomes: str, name: str = "") -> str:
    """An effort of a body of its own for these outcomes."""
    if body not in graph:
        organisation(graph, body, body.title())
    return effort(graph, f"work-{name or body}", body, label=f"Work {name or body}", outcomes=outcomes)


def money(
    graph: Graph,
    iri: str,
    amount: str | tuple[str, ...],
    *,
    funds: str = "",
    payee: str = "",
    status: str = "paid",
    shares: Mapping[str, str] | None = None,
    **more: Any,
) -> str:
    """A sum of 2025/26 with the shares of it that are allocated to outcomes."""
    amounts = (amount,) if isinstance(amount, str) else amount
    thing(graph, iri, "spend", values={"amount": amounts, "currency": ("GBP",), **YEAR, **more})
    link(graph, iri, "spendStatus", status)
    for key, end in (("funds", funds), ("payee", payee)):
        if end:
            link(graph, iri, key, end)
    for goal, share in (shares or {}).items():
        allocation = thing(graph, f"{iri}-to-{goal}", "allocation", values={"share": (share,)})
        link(graph, allocation, "allocates", iri)
        link(graph, allocation, "toOutcome", goal)
    return iri


def three_bodies() -> Graph:
    """Of GBP 100 for "calm": 50, 30 and 20."""
    graph = place()
    for body, amount in (("alder", "50"), ("birch", "30"), ("cedar", "20")):
        money(graph, f"sum-{body}", amount, funds=work(graph, body, "calm"), shares={"calm": "1"})
    return graph


def of_outcome(graph: Graph, iri: str = "calm") -> Finding:
    (found,) = (item for item in run(graph).findings if item.involves == (iri,))
    return found


def parts_of(graph: Graph) -> list[tuple[str, str, Decimal]]:
    parts = traced(graph, meanings(graph), representatives(graph))
    return sorted((part.where, part.outcome, part.amount) for part in parts)


def test_effective_numbers_are_those_worked_out_by_hand() -> None:
    """0.5, 0.3 and 0.2: 1 / (0.25 + 0.09 + 0.04) = 1 / 0.38."""
    own = spread(map(Decimal, (50, 30, 20)))
    assert own.effective == pytest.approx(1 / 0.38, abs=1e-6)
    entropy = -(0.5 * math.log(0.5) + 0.3 * math.log(0.3) + 0.2 * math.log(0.2))
    assert own.by_entropy == pytest.approx(math.exp(entropy), abs=1e-6)
    assert own.largest == 0.5


def test_money_is_shared_out_by_who_delivers_what_it_pays_for() -> None:
    found = of_outcome(three_bodies())
    assert found.score == pytest.approx(2.631579)
    assert found.score_name == "effective number of providers, by money"
    assert [(part.label, part.text, part.share) for part in found.parts] == [
        ("Alder", "GBP 50", 0.5),
        ("Birch", "GBP 30", 0.3),
        ("Cedar", "GBP 20", 0.2),
    ]
    assert found.comparability == 1.0


def test_one_provider_is_no_spread_and_that_is_said() -> None:
    graph = place("calm", "fit")
    money(graph, "sum", "50", funds=work(graph, "alder", "calm"), shares={"calm": "1"})
    result = run(graph)
    assert result.findings == ()
    assert result.statements[0].startswith("2 shared outcomes: 0 have two known providers or more")
    assert "1 have one and 1 none on record" in result.statements[0]


def test_where_money_reaches_one_provider_only_efforts_are_counted_and_that_is_said() -> None:
    """Three efforts of one body and one of another: shares 3/4 and 1/4, so 1 / (9/16 + 1/16) = 1.6."""
    graph = place()
    for number in "123":
        work(graph, "alder", "calm", name=number)
    work(graph, "birch", "calm")
    money(graph, "sum", "900", funds="work-1", shares={"calm": "1"})
    found = of_outcome(graph)
    assert found.score == pytest.approx(1.6)
    assert found.score_name == "effective number of providers, by number of efforts"
    assert "money is not traced to two providers or more" in found.why
    assert "GBP 900 (paid, 2025-04-01 to 2026-03-31) over 1 known provider" in found.money


def test_an_effort_of_several_counts_in_equal_parts() -> None:
    """Birch alone 1, both together half each: 1.5 and 0.5 of 2."""
    graph = place()
    organisation(graph, "alder", "Alder")
    organisation(graph, "birch", "Birch")
    effort(graph, "joint", ["alder", "birch"], label="Joint", outcomes=["calm"])
    effort(graph, "own", "birch", label="Own", outcomes=["calm"])
    assert [(part.label, part.share) for part in of_outcome(graph).parts] == [
        ("Birch", 0.75),
        ("Alder", 0.25),
    ]


def test_shares_above_the_whole_are_scaled_down_and_the_largest_of_several_amounts_counts() -> None:
    graph = place("calm", "fit")
    money(graph, "sum", ("90", "100"), shares={"calm": "0.8", "fit": "0.8"})
    assert parts_of(graph) == [("shared", "calm", Decimal(50)), ("shared", "fit", Decimal(50))]


def test_what_is_not_allocated_stands_apart() -> None:
    graph = place()
    money(graph, "part", "100", shares={"calm": "0.7"})
    money(graph, "none", "40")
    assert parts_of(graph) == [
        ("not allocated", "", Decimal("30.0")),
        ("not allocated", "", Decimal(40)),
        ("shared", "calm", Decimal("70.0")),
    ]
    assert any(
        "70 for shared outcomes; 70 not allocated to any outcome" in said for said in run(graph).statements
    )


def test_parts_of_a_sum_add_up_to_it_whatever_the_shares() -> None:
    graph = place("calm", "fit")
    for place_, shares in enumerate(("0.1", "0.9"), start=1):
        money(graph, f"sum-{place_}", "77.77", shares={"calm": shares, "fit": "0.3"})
    assert sum(amount for _, _, amount in parts_of(graph)) == pytest.approx(Decimal("155.54"))


def test_a_local_outcome_counts_for_the_one_shared_outcome_it_means() -> None:
    graph = place("calm", "fit")
    for iri, strengths in (("mine", {"calm": "0.6", "fit": "0.4"}), ("both", {"calm": "0.5", "fit": "0.9"})):
        thing(graph, iri, "outcome", outcome_list="")
        for shared, strength in strengths.items():
            said = thing(graph, f"{iri}-{shared}", "outcome-alignment", values={"strength": (strength,)})
            link(graph, said, "localOutcome", iri)
            link(graph, said, "sharedOutcome", shared)
    thing(graph, "alone", "outcome", outcome_list="")
    money(graph, "sum", "100", shares={"mine": "0.5", "both": "0.3", "alone": "0.2"})
    assert parts_of(graph) == [
        ("not shared", "", Decimal("20.0")),
        ("several", "", Decimal("30.0")),
        ("shared", "calm", Decimal("50.0")),
    ]
    work(graph, "alder", "mine")
    work(graph, "birch", "calm")
    found = of_outcome(graph)
    assert len(found.parts) == 2
    assert {fact.subject for fact in found.evidence} >= {"mine-calm", "work-alder", "work-birch"}


def test_planned_and_paid_and_other_periods_are_never_added() -> None:
    graph = place()
    for body, status, end in (
        ("alder", "paid", "2026-03-31"),
        ("birch", "planned", "2026-03-31"),
        ("cedar", "paid", "2025-03-31"),
    ):
        money(
            graph,
            f"sum-{body}",
            "10",
            funds=work(graph, body, "calm"),
            status=status,
            shares={"calm": "1"},
            end=(end,),
        )
    assert of_outcome(graph).score_name.endswith("by number of efforts")
    assert of_outcome(graph).money.count("GBP 10 (") == 3


def test_one_grant_under_two_records_of_one_effort_counts_once() -> None:
    graph = place()
    organisation(graph, "youth", "Youth Project")
    for iri, label in (("one", "Wharf Nights"), ("two", "WHARF NIGHTS")):
        effort(graph, iri, "youth", label=label, outcomes=["calm"])
        money(graph, f"sum-{iri}", "58000", funds=iri, payee="youth")
    assert parts_of(graph) == [("not allocated", "", Decimal(58000))]
    effort(graph, "three", "youth", label="Wharf Mornings", outcomes=["calm"])
    money(graph, "sum-three", "58000", funds="three", payee="youth")
    assert len(parts_of(graph)) == 2


def test_of_several_deliverers_the_one_that_is_paid_and_otherwise_nobody() -> None:
    graph = three_bodies()
    effort(graph, "joint", ["alder", "birch"], label="Joint", outcomes=["calm"])
    money(graph, "joint-paid", "40", funds="joint", payee="birch", shares={"calm": "1"})
    money(graph, "joint-open", "60", funds="joint", shares={"calm": "1"})
    found = of_outcome(graph)
    assert {part.label: part.text for part in found.parts} == {
        "Alder": "GBP 50",
        "Birch": "GBP 70",
        "Cedar": "GBP 20",
    }
    assert "Whose work it pays for is not known for GBP 60" in found.money


def test_lots_commissioners_and_collaborations_stand_beside_the_figure() -> None:
    graph = three_bodies()
    organisation(graph, "council", "Council")
    link(graph, "work-alder", "commissionedBy", "council")
    link(graph, "alder", "collaboratesWith", "birch")
    link(graph, thing(graph, "lot", "lot", label="Lot"), "targetsOutcome", "calm")
    why = of_outcome(graph).why
    assert "1 body is recorded as commissioning or paying for it" in why
    assert "1 lot of purchases names it" in why
    assert "2 of the 3 providers are recorded as working with another of them" in why


def test_many_providers_are_never_called_bad() -> None:
    text = str(of_outcome(three_bodies()))
    assert "Many providers are not a fault" in text
    assert not re.search(r"duplicat|waste|saving|inefficien", text, re.I)


def test_purchases_whose_lots_state_no_shared_outcome() -> None:
    graph = place()
    thing(graph, "own", "outcome", outcome_list="")
    thing(graph, "buy", "procurement-decision", "decision", "Repairs")
    for lot, goal in (("named", "calm"), ("silent", ""), ("local", "own")):
        link(graph, "buy", "hasLot", thing(graph, lot, "lot", label=lot.title()))
        if goal:
            link(graph, lot, "targetsOutcome", goal)
    (found,) = run(graph).findings
    assert found.kind == "lots-without-shared-outcome"
    assert found.headline == "“Repairs”: 2 of 3 lots state no shared outcome."
    assert found.score == 2.0
    assert "1 lot of them name an outcome of one body only" in found.why


def test_other_iris_and_another_order_change_nothing() -> None:
    graph = three_bodies()
    work(graph, "dogwood", "calm")
    said = [(found.headline, found.why, found.money, found.score) for found in run(graph).findings]
    for seed in range(3):
        other = relabelled(shuffled(graph, seed), lambda iri, seed=seed: f"{seed}/{iri[::-1]}")
        assert [
            (found.headline, found.why, found.money, found.score) for found in run(other).findings
        ] == said
        assert run(shuffled(graph, seed)) == run(graph)


def test_without_its_allocation_money_is_no_longer_counted_for_an_outcome() -> None:
    graph = three_bodies()
    for body in ("birch", "cedar"):
        graph.remove_node(f"sum-{body}-to-calm")
    assert of_outcome(graph).score_name.endswith("by number of efforts")
    graph.remove_edges_from([edge for edge in graph.edges(keys=True) if edge[2] == "targetsOutcome"])
    assert run(graph).findings == ()


def test_traced_money_is_that_of_the_question_of_money_by_outcome(settings: Settings) -> None:
    """The same figures by another road: the shipped query S6 over the example place."""
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, lambda _step: None)
    graph = full_graph(store.read())
    own: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for part in traced(graph, meanings(graph), {}):
        like = part.sum.like
        own[part.outcome, like.currency, like.status, like.start, like.end] += part.amount
    asked: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows(store.read(), "cq/S6"):
        asked[row["outcome"], row["currency"], row["status"], row["start"], row["end"]] += Decimal(
            row["amount"]
        )
    assert own == asked
    assert (
        sum(1 for key in own if key[0]) == 11
    )  # of 12 allocations two reach one shared outcome, one by what it means
    store.close()


@pytest.mark.real_data
def test_the_federal_inventory_has_no_allocation_so_efforts_are_counted(shared_data: Path) -> None:
    """By money the design found 7 providers as 4.2 for research and 5 as 2.8 for transit: here of the same order."""
    result = run(federal(shared_data / "federal-programs"))
    found = {item.labels[item.involves[0]]: item for item in result.findings}
    assert len(result.findings) > 50
    for item in result.findings:
        assert 1 <= item.score <= len(item.parts)
        assert item.confidence == "low"
        assert sum(part.share or 0 for part in item.parts) == pytest.approx(1, abs=1e-4)
    research, transit = found["Expand Basic and Applied Research"], found["Improve Transit Connectivity"]
    assert (len(research.parts), round(research.score, 1)) == (6, 4.8)
    assert (len(transit.parts), round(transit.score, 1)) == (5, 3.2)
