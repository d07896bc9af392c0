"""What analyses saw below their thresholds: counted, and some of it drawn by chance to be judged."""

from __future__ import annotations

from graphs import Graph, ecosystem, effort, organisation, outcome, shuffled

from ecosystem.analyses import alignment, overlap, tagging
from ecosystem.analyses.unlisted import DRAWN


def many_pairs() -> Graph:
    """Ten efforts of ten bodies for one outcome: 45 pairs."""
    graph = Graph()
    outcome(graph, "calm")
    for at in range(10):
        effort(graph, f"effort-{at}", organisation(graph, f"body-{at}"), outcomes=["calm"])
    return graph


def test_pairs_that_were_seen_and_not_listed_are_counted_and_some_drawn() -> None:
    result = overlap.run(many_pairs(), limit=5)
    listed = {finding.involves for finding in result.findings}
    assert len(listed) == 5
    assert result.unlisted
    assert result.unlisted.total == 40
    drawn = {finding.involves for finding in result.unlisted.drawn}
    assert len(drawn) == len(result.unlisted.drawn) == DRAWN
    assert not drawn & listed
    assert all(finding.evidence and finding.headline for finding in result.unlisted.drawn)


def test_the_draw_hangs_on_the_seed_and_not_on_the_order_of_rows() -> None:
    graph = many_pairs()
    first = overlap.run(graph, limit=5)
    assert overlap.run(shuffled(graph, 3), limit=5) == first
    assert overlap.run(graph, limit=5, seed=1).unlisted != first.unlisted
    whole = overlap.run(graph)
    assert whole.unlisted
    assert (whole.unlisted.total, whole.unlisted.drawn) == (0, ())


def test_pairs_that_share_no_more_than_chance_explains_are_told_without_chance() -> None:
    result = alignment.run(ecosystem(1))
    beyond = {finding.involves for finding in result.findings}
    assert beyond == {("body-00", "body-01")}
    assert result.unlisted
    assert result.unlisted.total > DRAWN
    for finding in result.unlisted.drawn:
        assert finding.involves not in beyond
        assert finding.test is None
        assert finding.contributions
        assert "chance" not in f"{finding.headline} {finding.why} {finding.differs}"


def test_weak_beliefs_are_drawn_and_none_that_a_person_rejected() -> None:
    graph = Graph()
    for iri, meaning in (
        ("calm", "quiet minds and calm evenings"),
        ("fit", "strong bodies and fit mornings"),
    ):
        outcome(graph, iri, meaning)
    for at in range(8):
        known = ["calm"] if at % 2 else ["fit"]
        words = "quiet calm minds evenings" if at % 2 else "strong fit bodies mornings"
        effort(graph, f"known-{at}", organisation(graph, f"body-{at}"), label=f"{words} {at}", outcomes=known)
    for at in range(4):
        words = "quiet calm evenings with strong bodies" if at % 2 else "strong mornings with quiet minds"
        effort(graph, f"open-{at}", f"body-{at}", label=f"{words} {at}")
    result = tagging.ANALYSIS.run(graph, least=0.9)
    assert result.unlisted
    cells = {(finding.involves, finding.coordinates) for finding in result.unlisted.drawn}
    assert result.unlisted.total == len(cells) > 0
    assert not cells & {(finding.involves, finding.coordinates) for finding in result.findings}
    gone = result.unlisted.drawn[0]
    target = dict(gone.coordinates)["onOutcome"]
    source = next(iri for iri in gone.involves if iri != target)
    again = tagging.ANALYSIS.run(graph, least=0.9, rejected=frozenset({(source, target)}))
    assert again.unlisted
    assert gone.involves not in {finding.involves for finding in again.unlisted.drawn}
