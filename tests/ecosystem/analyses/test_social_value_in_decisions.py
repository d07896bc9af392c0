"""What social value weighs in decisions: shares, places and what-ifs by hand; what is not stated is never nought."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from graphs import Graph, effort, link, organisation, relabelled, shuffled, thing

from ecosystem.analyses.north_star import run
from ecosystem.analyses.north_star.trend import by_year
from ecosystem.analyses.north_star.weights import NotStated, Weighing, criteria_of, rolled_up, weighed
from ecosystem.analyses.north_star.what_if import what_if
from ecosystem.config import Settings
from ecosystem.findings import Finding
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import import_paths
from ecosystem.store import open_store

BOROUGH = Path(__file__).parents[3] / "examples" / "borough"
KINDS = {"SV": "", "SVE": "SV", "SVC": "SV", "PR": "", "QU": "", "DT": ""}


def place() -> Graph:
    graph = Graph()
    for notation in KINDS:
        thing(graph, notation, "concept", "criterion-kind", notation.lower(), notation=notation)
    for notation, wider in KINDS.items():
        if wider:
            link(graph, notation, "broader", wider)
    for basis in ("percent", "points", "order-only"):
        thing(graph, basis, "concept", "weight-basis", notation=basis)
    organisation(graph, "council", "Council")
    return graph


def decision(graph: Graph, iri: str, weights: str, basis: str = "percent", day: str = "2025-01-30") -> str:
    """A decision with criteria such as "PR 60, QU 40, SV ?": a kind and a weight each, "?" where none is recorded."""
    values = {"name": (iri.title(),)} | ({"date": (day,)} if day else {})
    thing(graph, iri, "procurement-decision", "decision", iri.title(), values=values)
    link(graph, iri, "decidedBy", "council")
    for number, said in enumerate(filter(None, weights.split(", "))):
        kind, weight = said.split()
        own = {"name": (kind,)} | ({"weight": (weight,)} if weight != "?" else {})
        criterion = thing(graph, f"{iri}-{number}", "criterion", label=f"{kind} {number}", values=own)
        link(graph, iri, "hasCriterion", criterion)
        link(graph, criterion, "criterionKind", kind)
        link(graph, criterion, "weightBasis", basis)
    return iri


def judged(weights: str, basis: str = "percent") -> Weighing | NotStated:
    graph = place()
    decision(graph, "buy", weights, basis)
    return weighed(criteria_of(graph, "buy"), rolled_up(graph, "SV"))


def stated(weights: str, basis: str = "percent") -> Weighing:
    found = judged(weights, basis)
    assert isinstance(found, Weighing)
    return found


def finding(weights: str, basis: str = "percent") -> Finding:
    graph = place()
    decision(graph, "buy", weights, basis)
    (found,) = run(graph).findings
    return found


def test_narrower_kinds_of_social_value_are_added_up() -> None:
    found = stated("PR 40, QU 35, SVE 10, SVC 10, SV 5")
    assert found.social == Decimal("0.25")
    assert found.rank == (3, True)
    assert finding("PR 40, QU 35, SVE 10, SVC 10, SV 5").headline == (
        "“Buy”: social value weighs 25% in 3 parts; the weightiest is joint third by weight."
    )


@pytest.mark.parametrize(
    ("weights", "basis", "share", "rank"),
    [
        ("PR 60, QU 30, SV 10", "percent", "0.1", (3, False)),
        ("SV 30, QU 25, PR 25, DT 20", "percent", "0.3", (1, False)),
        ("SV 50, PR 50", "percent", "0.5", (1, True)),
        ("PR 0.6, SV 0.4", "percent", "0.4", (2, False)),
        ("PR 60, QU 40, SV 20", "percent", str(Decimal(20) / Decimal(120)), (3, False)),
        ("PR 350, QU 550, SV 100", "points", "0.1", (3, False)),
        ("PR 60, QU 40, SV 0", "percent", "0", (3, False)),
    ],
)
def test_the_share_and_the_place(weights: str, basis: str, share: str, rank: tuple[int, bool]) -> None:
    found = stated(weights, basis)
    assert found.social == Decimal(share)
    assert found.rank == rank


def test_no_criterion_of_social_value_is_nought_only_where_the_weights_make_up_the_whole() -> None:
    assert stated("PR 60, QU 40").social == 0
    assert isinstance(judged("PR 60, QU 30"), NotStated)
    assert isinstance(judged("PR 600, QU 400", "points"), NotStated)


@pytest.mark.parametrize(
    ("weights", "basis", "why"),
    [
        ("", "percent", "no criteria are recorded"),
        ("PR ?, SV ?", "percent", "no weights are recorded"),
        ("PR 60, SV ?", "percent", "no weight of social value is recorded"),
        ("PR 60, QU ?, SV 10", "points", "some criteria have no recorded points"),
        ("PR 2, SV 1", "order-only", "only the order of the criteria is recorded"),
    ],
)
def test_what_is_not_stated_has_a_reason_and_no_share(weights: str, basis: str, why: str) -> None:
    found = judged(weights, basis)
    assert isinstance(found, NotStated)
    assert found.why.startswith(why)
    said = finding(weights, basis)
    assert said.kind == "weights-not-stated"
    assert said.confidence == "low"
    assert "Not recorded is not the same as no weight" in said.differs


def test_an_order_without_weights_gives_a_place_and_no_share() -> None:
    assert "Social value comes third of 3." in finding("PR 1, QU 2, SV 3", "order-only").why
    assert "Social value comes first of 2." in finding("PR 2, SV 1", "order-only").why


def test_weights_that_are_missing_leave_the_share_a_lower_bound() -> None:
    found = finding("PR 50, QU ?, SV 20")
    assert found.score == 0.2
    assert found.headline.startswith("“Buy”: social value weighs at least 20%")
    assert found.confidence == "low"
    assert found.comparability == 0.7
    assert "what-if" not in found.differs


def test_by_how_much_social_value_would_have_to_grow_is_exact() -> None:
    """PR 60 of the other 90: at x both are level where x = (2/3)(1 - x), so x = 0.4; and then they are."""
    found = what_if(stated("PR 60, QU 30, SV 10"))
    assert found.tips_at == pytest.approx(Decimal("0.4"))
    assert stated("PR 40, QU 20, SV 40").largest == ("buy-0", "buy-2")
    assert found.makes_up == pytest.approx(Decimal(100) * 10 / 60)
    assert (found.without, found.changes) == (("buy-0",), False)


def test_leaving_social_value_out_changes_the_largest_only_where_it_was_the_largest() -> None:
    assert what_if(stated("SV 30, QU 25, PR 25, DT 20")).changes
    assert what_if(stated("SV 50, PR 50")).changes
    assert not what_if(stated("PR 60, QU 40, SV 0")).changes
    assert "would have the largest weight instead" in finding("SV 30, QU 25, PR 25, DT 20").differs
    assert "leaving it out would change nothing" in finding("PR 60, QU 40").differs


def test_price_cost_or_time_is_primary_where_it_has_the_largest_weight() -> None:
    assert "other measures (price, cost or time) are primary" in finding("PR 60, QU 30, SV 10").why
    assert "other measures (price, cost or time) are primary" in finding("DT 45, QU 45, SV 10").why
    assert "primary" not in finding("QU 60, PR 30, SV 10").why


def test_every_decision_has_one_finding_the_largest_share_first_and_not_stated_last() -> None:
    graph = place()
    for iri, weights in (("a", "PR 90, SV 10"), ("b", "PR 70, SV 30"), ("c", ""), ("d", "PR 100")):
        decision(graph, iri, weights)
    result = run(graph)
    assert [item.involves[0] for item in result.findings] == ["b", "a", "d", "c"]
    assert [item.score for item in result.findings[:3]] == [0.3, 0.1, 0.0]
    assert result.counts["weights-not-stated"] == 1
    assert (
        "4 decisions: for 3 it is recorded what social value weighs. Half of these give it 10% or less"
        in result.statements[0]
    )


def test_the_trend_keeps_decisions_without_weights_or_dates_apart() -> None:
    years = by_year(
        [
            ("2025-03-01", Decimal("0.1"), False),
            ("2025-09-01", None, False),
            ("2025", Decimal("0.3"), True),
            ("", None, False),
        ]
    )
    assert [
        (year.year, year.decisions, year.stated, year.not_stated, year.leading, year.median) for year in years
    ] == [
        ("2025", 3, 2, 1, 1, Decimal("0.2")),
        ("", 1, 0, 1, 0, None),
    ]


def test_money_counts_for_the_newest_decision_before_it_and_once() -> None:
    """GBP 100 on 0%, GBP 10 on 20% and GBP 10 on 40%: half of the money hangs on decisions with none."""
    graph = place()
    for iri, weights, day in (
        ("old", "PR 100", "2022-01-01"),
        ("new", "PR 80, SV 20", "2025-01-01"),
        ("own", "PR 60, SV 40", "2022-01-01"),
    ):
        decision(graph, iri, weights, day=day)
    effort(graph, "works", "council", label="Works")
    effort(graph, "visits", "council", label="Visits")
    link(graph, "old", "procures", "works")
    link(graph, "new", "procures", "works")
    link(graph, "own", "procures", "visits")
    thing(graph, "paid", "concept", "spend-status", notation="paid")
    for iri, amount, start, funds in (
        ("s1", "100", "2024-04-01", "works"), ("s2", "10", "2025-04-01", "works"), ("s3", "10", "2023-04-01", "visits"),
        ("s4", "999", "2021-04-01", "works"),
    ):  # fmt: skip
        thing(graph, iri, "spend", values={"amount": (amount,), "currency": ("GBP",), "start": (start,)})
        link(graph, iri, "spendStatus", "paid")
        link(graph, iri, "funds", funds)
    (said,) = (text for text in run(graph).statements if text.startswith("Counted by"))
    assert said.startswith(
        "Counted by paid money in GBP, half of it hangs on decisions that give social value 0% or less"
    )
    assert "recorded for 3 of the 3 decisions" in said


def test_the_reference_is_no_mark_and_binds_no_council() -> None:
    text = " ".join(run(_two()).statements)
    assert "For reference only: 1 of 2 give it at least 10%" in text
    assert "It does not bind councils" in text


def _two() -> Graph:
    graph = place()
    decision(graph, "low", "PR 95, SV 5")
    decision(graph, "high", "PR 90, SV 10")
    return graph


def test_other_iris_and_another_order_change_no_word() -> None:
    graph = _two()
    decision(graph, "level", "PR 50, QU 40, SVE 5, SVC 5")
    said = [(item.headline, item.why, item.differs, item.score) for item in run(graph).findings]
    for seed in range(3):
        assert run(shuffled(graph, seed)) == run(graph)
        other = relabelled(shuffled(graph, seed), lambda iri, seed=seed: f"{seed}/{iri[::-1]}")
        assert [(item.headline, item.why, item.differs, item.score) for item in run(other).findings] == said


def test_a_weight_that_goes_missing_never_makes_more_of_a_decision() -> None:
    """Without a weight there is no finding that says more, and never a larger share."""
    for gone in range(3):
        graph = place()
        decision(graph, "buy", "PR 60, QU 30, SV 10")
        graph.nodes[f"buy-{gone}"]["values"].pop("weight")
        (found,) = run(graph).findings
        assert found.kind == "weights-not-stated" or (found.score <= 0.1 and found.confidence == "low")


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    settings = Settings(data=tmp_path_factory.mktemp("north-star") / "data")
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, lambda _step: None)
    yield full_graph(store.read())
    store.close()


def test_the_example_place_has_the_shares_that_its_readme_tells(borough: Graph) -> None:
    result = run(borough)
    shares = {
        item.involves[0].rpartition(".")[2]: item.score
        for item in result.findings
        if item.kind != "weights-not-stated"
    }
    assert shares == {
        "dec-outreach-2022": 0.0, "dec-insulation-2022": 0.05, "dec-adaptations-2023": 0.1, "dec-breaks-2023": 0.1,
        "dec-refuge-2024": 0.15, "dec-skills-2024": 0.1, "dec-mentors-2025": 0.3, "dec-repairs-2025": 0.25,
        "dec-small-grants-2025": 0.2, "dec-home-care-2026": 0.3, "dec-sampling-2026": 0.0,
    }  # fmt: skip
    leading = [row["label"] for row in result.tables["decisions"] if row["primary"] == "social value"]
    assert leading == ["Home care in the south of the borough"]
    silent = {
        item.involves[0].rpartition(".")[2] for item in result.findings if item.kind == "weights-not-stated"
    }
    assert silent == {"dec-hubs-2023", "dec-virtual-beds-2024"}
