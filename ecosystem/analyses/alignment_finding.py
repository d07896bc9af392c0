"""The words for two organisations that share more outcomes, or fewer, than chance would explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from ecosystem.analyses.families import Tested
from ecosystem.analyses.reading import linked, name, work_together
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Contribution, Evidence, Finding, Level, Test

MORE, LESS = "aligned-beyond-chance", "aligned-less-than-chance"


def alignment_finding(
    graph: nx.MultiDiGraph[str], delivers: Mapping[str, Sequence[str]], tests: list[Tested], model: str
) -> Finding:
    """One pair; the test shown is that of the widest family it stands out in."""
    shown = tests[0]
    tests = [test for test in tests if test.beyond == shown.beyond]
    a, b = shown.pair
    outcomes = [outcome for test in _by_table(tests) for outcome in test.table.shared(a, b)]
    evidence = sorted({statement for test in _by_table(tests) for statement in _evidence(graph, test)})
    known = shown.table.known(delivers, shown.pair)
    level: Level = "high" if known >= 0.8 else "medium" if known >= 0.6 else "low"
    named = {iri for statement in evidence for iri in (statement.subject, statement.value)}
    more, way = ("more", "beyond") if shown.beyond else ("fewer", "below")
    meaning = (
        "Working for the same outcome says nothing about doing the same thing."
        if shown.beyond
        else "Working for other outcomes is not working against each other."
    )
    return Finding(
        method="alignment",
        kind=MORE if shown.beyond else LESS,
        involves=shown.pair,
        headline=f"{_q(graph, a)} and {_q(graph, b)} share {more} outcomes than chance would explain.",
        why=_why(graph, tests),
        differs=_differs(graph, shown),
        confidence=level,
        confidence_text=(
            f"{level.capitalize()}: {known:.0%} of the efforts of the two say which "
            f"outcomes{shown.table.outcome_list.words} they work for. {meaning}"
        ),
        score=round(abs(shown.shared - shown.expected), 6),
        score_name=f"shared outcomes {way} expectation",
        comparability=known,
        evidence=tuple(evidence),
        check_next=_check_next(graph, shown),
        contributions=tuple(Contribution(iri, name(graph, iri), 1.0, 1.0, 1.0) for iri in outcomes),
        test=Test(shown.p, shown.q, model, shown.family.name, shown.family.tests),
        figures=_figures(tests),
        labels={iri: name(graph, iri) for iri in sorted({*named, *shown.pair})},
    )


def _figures(tests: list[Tested]) -> dict[str, float]:
    """What `_why` says besides the shown test: what each list of outcomes gives, and the other families' q."""
    found: dict[str, float] = {}
    for test in _by_table(tests):
        words = test.table.outcome_list.words
        found[f"outcomes shared{words}"] = test.shared
        found[f"outcomes that chance would give{words}"] = round(test.expected, 6)
    return found | {f"q in: {other.family.title}": other.q for other in tests[1:]}


def _by_table(tests: list[Tested]) -> list[Tested]:
    """One test for each list of outcomes that the pair stands out in."""
    return list({test.table.outcome_list: test for test in tests}.values())


def _why(graph: nx.MultiDiGraph[str], tests: list[Tested]) -> str:
    sentences = []
    for test in _by_table(tests):
        outcomes = [_q(graph, outcome) for outcome in test.table.shared(*test.pair)]
        named = f": {listed(outcomes)}" if outcomes else ""
        sentences.append(
            f"They share {counted(test.shared, 'outcome')}{test.table.outcome_list.words} where chance would give "
            f"about {test.expected:.1f}{named}."
        )
    shown = tests[0]
    sentences.append(
        f"Among {counted(shown.family.tests, 'pair')} compared they stand out with q = {shown.q:.2g}."
    )
    others = [f"{other.family.title} (q = {other.q:.2g})" for other in tests[1:]]
    if others:
        sentences.append(f"They also stand out in: {'; '.join(others)}.")
    a, b = shown.pair
    if graph.nodes[a]["root"] == graph.nodes[b]["root"]:
        sentences.append(f"Both belong to {_q(graph, graph.nodes[a]['root'])}.")
    if work_together(graph, [a], [b]):
        sentences.append("A collaboration of the two is recorded.")
    return " ".join(sentences)


def _differs(graph: nx.MultiDiGraph[str], test: Tested) -> str:
    table = test.table
    rows = [table.rows[table.organisations.index(body)] for body in test.pair]
    sentences = []
    for body, own, others in zip(test.pair, rows, reversed(rows), strict=True):
        only = [_q(graph, table.outcomes[place]) for place in sorted(own - others)]
        if only:
            sentences.append(f"Only {_q(graph, body)} works for {listed(only, most=3)}.")
    sentences = sentences or ["Their recorded outcomes do not differ."]
    return " ".join([*sentences, "Kind of activity, people and place are not compared here."])


def _check_next(graph: nx.MultiDiGraph[str], test: Tested) -> tuple[str, ...]:
    a, b = (_q(graph, body) for body in test.pair)
    if not test.beyond:
        return (f"Ask {a} and {b} whether the outcomes recorded here are all that they work for.",)
    outcome = _q(graph, test.table.shared(*test.pair)[0])
    if work_together(graph, test.pair[:1], test.pair[1:]):
        return (f"Ask {a} and {b} whether their recorded collaboration covers {outcome}.",)
    return (
        f"Ask {a} and {b} whether they know of each other's work for {outcome}.",
        "No collaboration of the two is recorded here; ask whether there is one.",
    )


def _evidence(graph: nx.MultiDiGraph[str], test: Tested) -> list[Evidence]:
    """The outcomes that both work for; where they share too few, everything that either works for."""
    shared = set(test.table.shared(*test.pair))
    statements = []
    for body, outcome in sorted(test.table.efforts):
        if body in test.pair and (outcome in shared or not test.beyond):
            for effort in test.table.efforts[body, outcome]:
                statements.append(linked(graph, effort, "deliveredBy", body))
                statements.append(linked(graph, effort, "targetsOutcome", outcome))
    return statements


def _q(graph: nx.MultiDiGraph[str], iri: str) -> str:
    return quoted(name(graph, iri))
