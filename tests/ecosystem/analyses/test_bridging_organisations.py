from __future__ import annotations

import re
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from graphs import Graph, effort, outcome, relabelled, shuffled
from networks import body, network, together

from ecosystem.analyses.brokers import run
from ecosystem.analyses.brokers.crossing import crossings, mixing, with_known_sector
from ecosystem.analyses.brokers.links import single_links
from ecosystem.analyses.brokers.places import brokered, rank_intervals, rows
from ecosystem.analyses.projections import collaboration_graph
from ecosystem.findings import Finding

SECTORS = ("VC", "LG", "HL", "ED")


def joined(sectors: dict[str, str], ties: list[tuple[str, str]]) -> nx.Graph[str]:
    return collaboration_graph(network(sectors, ties), most_partners=12)


def planted() -> Graph:
    """40 bodies in four sectors, each tied to three of its own; "bridge" of VC to ten of each other sector."""
    sectors = {f"{sector}-{at}": sector for sector in SECTORS for at in range(10)} | {"bridge": "VC"}
    ties = [(f"{s}-{at}", f"{s}-{(at + step) % 10}") for s in SECTORS for at in range(10) for step in (1, 3)]
    ties += [("bridge", f"{s}-{at}") for s in SECTORS[1:] for at in range(10)]
    return network(sectors, ties)


def chain() -> Graph:
    """A ring of six; "door" is on it, and beyond it hang c, then d and e, which are tied to each other."""
    ring = ["r1", "r2", "r3", "r4", "r5", "door"]
    ties = [*zip(ring, [*ring[1:], ring[0]], strict=True), ("door", "c"), ("c", "d"), ("c", "e"), ("d", "e")]
    return network(dict.fromkeys([*ring, "c", "d", "e"], "VC"), ties)


def by_kind(graph: Graph, kind: str) -> list[Finding]:
    return [finding for finding in run(graph, rejoined=20).findings if finding.kind == kind]


def test_a_planted_bridge_is_found_and_nobody_else() -> None:
    (finding,) = by_kind(planted(), "bridge-between-sectors")
    assert finding.involves == ("bridge",)
    assert finding.test is not None
    assert finding.test.q <= 0.05
    assert finding.test.tests_in_family == 41
    # 30 ties; of the 40 others 30 are of other sectors: by chance 22.5.
    assert finding.score == 7.5
    assert finding.why.startswith(
        "30 of its 30 recorded ties lead to other sectors, where chance would give about 22.5"
    )
    assert [(part.label, part.text) for part in finding.parts[1:]] == [
        (sector, "10 ties") for sector in sorted(SECTORS[1:])
    ]


def test_p_is_what_many_shuffles_of_the_other_sectors_come_to() -> None:
    known = joined(
        {f"b{at}": SECTORS[at % 3] for at in range(14)},
        [("b0", f"b{at}") for at in (1, 2, 4, 5, 3)]
        + [("b6", "b1"), ("b7", "b8"), ("b9", "b10")]
        + [("b11", "b12"), ("b13", "b1")],
    )
    known = with_known_sector(known)
    (one,) = (found for found in crossings(known)[1] if found.body == "b0")
    others = [known.nodes[node]["sector"] for node in known if node != "b0"]
    rng = np.random.default_rng(0)
    place = {node: at for at, node in enumerate(node for node in known if node != "b0")}
    near = [place[node] for node in known.adj["b0"]]
    drawn = [sum(dealt[near] != "VC") for dealt in (rng.permutation(others) for _ in range(5000))]
    assert one.across == 4
    assert one.p == pytest.approx(np.mean([across >= one.across for across in drawn]), abs=0.02)
    assert one.expected == pytest.approx(np.mean(drawn), abs=0.05)


@pytest.mark.slow
def test_networks_without_bridges_have_findings_in_at_most_one_run_of_twenty() -> None:
    with_any = 0
    for seed in range(200):
        ties = nx.gnm_random_graph(40, 120, seed=seed)
        rng = np.random.default_rng(seed)
        nx.set_node_attributes(ties, dict(enumerate(rng.choice(SECTORS, 40).tolist())), "sector")
        known = with_known_sector(nx.relabel_nodes(ties, str))
        with_any += crossings(known)[0].findings > 0
    assert with_any / 200 <= 0.05 + 2 * (0.05 * 0.95 / 200) ** 0.5


def test_being_of_a_rare_sector_is_no_bridge() -> None:
    sectors = {f"b{at:02}": "VC" for at in range(20)} | {"only": "RG"}
    graph = network(sectors, [("only", f"b{at:02}") for at in range(20)])
    assert by_kind(graph, "bridge-between-sectors") == []


def test_a_shared_outcome_is_no_tie() -> None:
    graph = network({"a": "VC", "b": "LG"}, [])
    outcome(graph, "calm")
    effort(graph, "one", "a", outcomes=["calm"])
    effort(graph, "two", "b", outcomes=["calm"])
    result = run(graph)
    assert result.findings == ()
    assert "nothing is known about who connects whom" in result.statements[0]
    assert result.counts == {"no-recorded-tie": 2}


def test_parts_that_hang_on_one_organisation_are_found_one_inside_the_other() -> None:
    found = by_kind(chain(), "only-recorded-link")
    assert [(finding.involves, finding.score) for finding in found] == [
        (("c", "d", "door", "e"), 3.0),
        (("c", "d", "e"), 2.0),
    ]
    assert found[0].headline.startswith("“door” is the only recorded link between 3 organisations")
    assert {(fact.subject, fact.value) for fact in found[0].evidence} >= {
        ("door+c", "door+c/c"), ("door+c/door", "door"), ("d+e/d", "d"),
    }  # fmt: skip
    assert all(finding.confidence == "low" for finding in found)


def test_one_more_recorded_tie_takes_the_question_away() -> None:
    graph = chain()
    together(graph, "e+r1", "e", "r1")
    assert by_kind(graph, "only-recorded-link") == []


def test_single_links_are_those_whose_removal_parts_the_rest() -> None:
    for seed in range(20):
        ties = nx.relabel_nodes(nx.gnm_random_graph(25, 27, seed=seed), lambda node: f"{node:02}")
        expected = set()
        for component in nx.connected_components(ties):
            for node in component:
                rest = sorted(
                    nx.connected_components(ties.subgraph(component - {node})),
                    key=lambda part: (-len(part), min(part)),
                )
                expected |= {(node, frozenset(part)) for part in rest[1:] if len(part) >= 2}
        found = [(one.link, frozenset(one.part)) for one in single_links(ties, smallest=2)]
        cut_off = {(node, len(part)) for node, part in found}
        assert cut_off == {(node, len(part)) for node, part in expected}
        assert len(found) == len(expected)


def test_a_table_tells_where_each_stands_and_says_nothing_of_those_without_ties() -> None:
    graph = network({"a": "VC", "b": "LG", "c": "HL", "d": "NK"}, [("a", "b"), ("b", "c")])
    table = {row["iri"]: row for row in run(graph).tables["places"]}
    assert list(table) == ["a", "b", "c", "d"]
    assert table["b"]["ties"] == table["b"]["ties_to_other_sectors"] == 2
    # b has two partners without a tie of their own: constraint 2 x 0.5 squared, nothing redundant.
    assert (table["b"]["constraint"], table["b"]["effective_size"]) == (0.5, 2.0)
    assert (table["a"]["constraint"], table["b"]["liaison"]) == (1.0, 1)
    assert table["d"]["ties"] == 0
    assert {table["d"][name] for name in ("constraint", "effective_size", "between_from", "liaison")} == {
        None
    }


def test_the_four_roles_of_a_go_between() -> None:
    sectors = {"x": "VC", "v1": "VC", "v2": "VC", "l1": "LG", "l2": "LG", "h": "HL"}
    known = with_known_sector(joined(sectors, [("x", other) for other in sectors if other != "x"]))
    notations = nx.get_node_attributes(known, "sector")
    # Ten pairs of partners: v1-v2; l1-l2; four of v and l, two of v and h; two of l and h.
    assert brokered(known, notations, "x") == {
        "coordinator": 1,
        "consultant": 1,
        "gatekeeper": 6,
        "liaison": 2,
    }
    known.add_edge("l1", "h")
    assert brokered(known, notations, "x")["liaison"] == 1


def test_the_matrix_of_sectors_holds_every_tie_once_and_what_chance_would_give() -> None:
    known = with_known_sector(
        joined({"a": "VC", "b": "VC", "c": "LG", "d": "LG"}, [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")])
    )
    found = mixing(known, {"VC": "voluntary", "LG": "council"})
    # Six pairs, four ties: 4/6 on each pair; one pair within each sector, four between.
    assert [(row["sector"], row["other"], row["ties"]) for row in found] == [
        ("council", "council", 1),
        ("council", "voluntary", 2),
        ("voluntary", "voluntary", 1),
    ]
    assert [row["expected"] for row in found] == pytest.approx([4 / 6, 16 / 6, 4 / 6], abs=1e-6)


def test_a_range_of_places_holds_the_place_by_all_ties() -> None:
    ties = joined(
        dict.fromkeys("abcdefg", "VC"), [*combinations("abcd", 2), ("d", "e"), ("e", "f"), ("f", "g")]
    )
    found = rank_intervals(ties, resamples=20, seed=0)
    scores = nx.betweenness_centrality(ties)
    for node, (low, high) in found.items():
        assert low <= 1 + sum(other > scores[node] + 1e-9 for other in scores.values()) <= high
    assert rank_intervals(ties, resamples=20, seed=0) == found


def test_the_rows_are_by_name_and_not_by_place() -> None:
    ties = collaboration_graph(planted(), most_partners=12)
    found = rows(ties, [], dict.fromkeys([*SECTORS, "NK"], ""), resamples=1, seed=0)
    assert [row["name"] for row in found] == sorted(str(row["name"]) for row in found)


def test_shuffled_rows_and_other_names_change_nothing() -> None:
    graph = planted()
    expected = run(graph, rejoined=10)
    assert run(shuffled(graph, 3), rejoined=10) == expected
    turned = run(relabelled(graph, lambda iri: iri[::-1]), rejoined=10)
    assert turned.families == expected.families
    assert turned.statements == expected.statements
    assert [found.headline for found in turned.findings] == [found.headline for found in expected.findings]
    own = [{key: value for key, value in row.items() if key != "iri"} for row in expected.tables["places"]]
    assert [
        {key: value for key, value in row.items() if key != "iri"} for row in turned.tables["places"]
    ] == own


def test_sectors_that_are_not_known_are_said_and_not_guessed() -> None:
    graph = planted()
    body(graph, "unknown", "NK")
    together(graph, "u", "bridge", "unknown")
    result = run(graph, rejoined=5)
    assert any(said.startswith("For 1 organisation no sector is recorded") for said in result.statements)
    table = {row["iri"]: row for row in result.tables["places"]}
    assert table["unknown"]["ties_to_other_sectors"] is None
    assert table["bridge"]["ties_to_other_sectors"] == 30


def test_a_meeting_of_many_is_named_among_what_is_left_out() -> None:
    graph = network(dict.fromkeys("abcd", "VC"), [("a", "b")])
    together(graph, "board", "a", "b", "c", "d", label="The whole board")
    said = run(graph, most_partners=3, rejoined=5).statements
    assert any("“The whole board”" in one and "left out" in one for one in said)


def test_every_number_and_name_in_the_words_is_one_of_the_finding() -> None:
    for graph in (planted(), chain()):
        for finding in run(graph, rejoined=20).findings:
            words = f"{finding.headline} {finding.why} {finding.confidence_text}"
            assert set(re.findall("“([^”]*)”", words)) <= set(finding.labels.values())
            of_fields = {f"{finding.score:g}", f"{finding.comparability:.0%}".rstrip("%")}
            of_fields |= {number for part in finding.parts for number in re.findall(r"[\d.]+", part.text)}
            of_fields.add(str(len(finding.involves) - 1 - 8))  # "and 2 more", past eight names
            if finding.test:
                across = sum(int(part.text.split()[0]) for part in finding.parts[1:])
                of_fields |= {f"{across - finding.score:.1f}", f"{finding.test.q:.2g}"}
                of_fields.add(str(finding.test.tests_in_family))
            bare = re.sub("“[^”]*”", "", words)
            bare = re.sub(r"\b(?:VC|LG|HL|ED)\b", "", bare)
            assert set(re.findall(r"\d+(?:\.\d+)?(?:e-\d+)?", bare)) <= of_fields


def test_nothing_in_the_words_ranks_anybody_or_claims_that_no_tie_is_there() -> None:
    for finding in run(planted(), rejoined=5).findings:
        assert "says nothing about the worth" in finding.differs
        assert not re.search(r"\b(best|worst|top|better than)\b", finding.headline + finding.why)
