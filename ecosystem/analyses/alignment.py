"""Which organisations work for more of the same outcomes than chance would explain?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx

from ecosystem.analyses.affiliation import Affiliation, affiliations
from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.families import Tested, tested_families
from ecosystem.analyses.reading import delivered, linked, name, work_together
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Contribution, Evidence, Finding, Level, Result, Test, TestFamily

MOST_ORGANISATIONS = 2000
NULL_MODEL = (
    "every organisation keeps its number of outcomes and every outcome its number of organisations; "
    "mid-p of a shifted binomial fitted to the mean, variance and unevenness of 300 shuffled tables"
)


def run(graph: nx.MultiDiGraph[str], *, seed: int = 0) -> Result:
    """Pairs of organisations that share more outcomes than expected, at a false discovery rate of at most 5%.

    Every list of outcomes of every data set has its own families, see `families`. A pair is one finding
    however many families it stands out in; most shared beyond expectation first.

    >>> run(nx.MultiDiGraph()).statements
    ('No organisation delivers anything that is recorded as working for an outcome.',)
    """
    tables = affiliations(graph)
    families: list[TestFamily] = []
    stand_out: dict[tuple[str, str], list[Tested]] = defaultdict(list)
    for table in tables:
        if len(table.organisations) <= MOST_ORGANISATIONS:
            for family, tested in tested_families(graph, table, seed):
                families.append(family)
                for one in tested:
                    stand_out[one.pair].append(one)
    delivers = delivered(graph)
    findings = [_finding(graph, delivers, tests) for tests in stand_out.values()]
    findings.sort(
        key=lambda found: (-found.score, sorted(found.labels[iri] for iri in found.involves), found.involves)
    )
    return Result(
        findings=tuple(findings),
        families=tuple(families),
        statements=tuple(_left_out(graph, table) for table in tables) or (_NOTHING,),
        counts={"aligned-beyond-chance": len(findings)},
    )


_NOTHING = "No organisation delivers anything that is recorded as working for an outcome."


def _left_out(graph: nx.MultiDiGraph[str], table: Affiliation) -> str:
    """What the comparison of one table rests on, and what it had to leave out."""
    which, kept = table.outcome_list.words, counted(len(table.organisations), "organisation")
    if len(table.organisations) > MOST_ORGANISATIONS:
        return f"Outcomes{which}: {kept} are more than the {MOST_ORGANISATIONS:,} that can be compared."
    text = f"Outcomes{which}: {kept} and {counted(len(table.outcomes), 'outcome')} were compared"
    if table.universal:
        everywhere = [quoted(name(graph, outcome)) for outcome in table.universal]
        everybody = len(table.organisations) + len(table.small)
        text += (
            f"; {listed(everywhere)} left out because each of the {everybody:,} organisations works for it"
        )
    if table.small:
        outcomes = "other outcomes" if table.universal else "outcomes"
        text += f"; left out: {counted(len(table.small), 'organisation')} with fewer than two {outcomes}"
    return f"{text}."


def _finding(
    graph: nx.MultiDiGraph[str], delivers: Mapping[str, Sequence[str]], tests: list[Tested]
) -> Finding:
    """One pair; the test shown is that of the widest family it stands out in."""
    shown = tests[0]
    a, b = shown.pair
    outcomes = [outcome for test in _by_table(tests) for outcome in test.table.shared(a, b)]
    evidence = sorted({statement for test in _by_table(tests) for statement in _evidence(graph, test)})
    known = _comparability(delivers, shown)
    level: Level = "high" if known >= 0.8 else "medium" if known >= 0.6 else "low"
    named = {iri for statement in evidence for iri in (statement.subject, statement.value)}
    return Finding(
        method="alignment",
        kind="aligned-beyond-chance",
        involves=shown.pair,
        headline=f"{_q(graph, a)} and {_q(graph, b)} share more outcomes than chance would explain.",
        why=_why(graph, tests),
        differs=_differs(graph, shown),
        confidence=level,
        confidence_text=(
            f"{level.capitalize()}: {known:.0%} of the efforts of the two say which "
            f"outcomes{shown.table.outcome_list.words} they work for. Working for the same outcome says nothing "
            "about doing the same thing."
        ),
        score=round(shown.shared - shown.expected, 6),
        score_name="shared outcomes beyond expectation",
        comparability=known,
        evidence=tuple(evidence),
        check_next=_check_next(graph, shown),
        contributions=tuple(Contribution(iri, name(graph, iri), 1.0, 1.0, 1.0) for iri in outcomes),
        test=Test(shown.p, shown.q, NULL_MODEL, shown.family.name, shown.family.tests),
        labels={iri: name(graph, iri) for iri in sorted({*named, *shown.pair})},
    )


def _by_table(tests: list[Tested]) -> list[Tested]:
    """One test for each list of outcomes that the pair stands out in."""
    return list({test.table.outcome_list: test for test in tests}.values())


def _why(graph: nx.MultiDiGraph[str], tests: list[Tested]) -> str:
    sentences = []
    for test in _by_table(tests):
        outcomes = [_q(graph, outcome) for outcome in test.table.shared(*test.pair)]
        sentences.append(
            f"They share {counted(test.shared, 'outcome')}{test.table.outcome_list.words} where chance would give "
            f"about {test.expected:.1f}: {listed(outcomes)}."
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
    outcome = _q(graph, test.table.shared(*test.pair)[0])
    if work_together(graph, test.pair[:1], test.pair[1:]):
        return (f"Ask {a} and {b} whether their recorded collaboration covers {outcome}.",)
    return (
        f"Ask {a} and {b} whether they know of each other's work for {outcome}.",
        "No collaboration of the two is recorded here; ask whether there is one.",
    )


def _comparability(delivers: Mapping[str, Sequence[str]], test: Tested) -> float:
    """The share of the efforts of both that state an outcome of the list, 0-1."""
    efforts = {effort for body in test.pair for effort in delivers[body]}
    telling = {
        effort for (body, _), joined in test.table.efforts.items() if body in test.pair for effort in joined
    }
    return round(len(telling) / len(efforts), 6)


def _evidence(graph: nx.MultiDiGraph[str], test: Tested) -> list[Evidence]:
    statements = []
    for outcome in test.table.shared(*test.pair):
        for body in test.pair:
            for effort in test.table.efforts[body, outcome]:
                statements.append(linked(graph, effort, "deliveredBy", body))
                statements.append(linked(graph, effort, "targetsOutcome", outcome))
    return statements


def _q(graph: nx.MultiDiGraph[str], iri: str) -> str:
    return quoted(name(graph, iri))


ANALYSIS = Analysis(
    name="alignment",
    title="Who works for the same outcomes?",
    question="Which organisations work for more of the same outcomes than chance would explain?",
    method=(
        "Organisations that work for many outcomes, and outcomes that many work for, meet by chance "
        "alone. So the recorded table is compared with 300 shuffled ones in which every organisation "
        "keeps its number of outcomes and every outcome its number of organisations. A pair is shown "
        "only if it shares more than these explain, with at most 5% false discoveries expected among "
        "all pairs compared, those that share nothing included. Which pairs are compared is settled "
        "before looking. Each list of outcomes of each data set is compared on its own. No finding is an "
        "answer too."
    ),
    version="2",
    options={"seed": 0},
    run=run,
    references=(
        "Neal, Domagalski and Sagan, Sci. Rep. 11:23929 (2021), on fixed degree sequence models",
        "Strona and others, Nat. Commun. 5:4114 (2014), on shuffling tables by curveball trades",
        "Benjamini and Hochberg, J. R. Stat. Soc. B 57:289 (1995), on false discovery rates",
    ),
)
