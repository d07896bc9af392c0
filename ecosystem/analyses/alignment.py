"""Which organisations work for more of the same outcomes than chance would explain?"""

from __future__ import annotations

from collections import Counter, defaultdict

import networkx as nx

from ecosystem.analyses.affiliation import Affiliation, affiliations
from ecosystem.analyses.alignment_finding import LESS, MORE, alignment_finding
from ecosystem.analyses.alignment_unlisted import not_beyond_chance
from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.comparing import MOST_SHUFFLED, Compared, Null, compare
from ecosystem.analyses.families import Tested, families_of
from ecosystem.analyses.reading import delivered, name
from ecosystem.analyses.relabelling import FEWEST_EFFORTS
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Result, TestFamily
from ecosystem.remembering import once

NULL_MODELS: dict[str, str] = {
    "margins": (
        "every organisation keeps its number of outcomes and every outcome its number of organisations; "
        "mid-p of a shifted binomial fitted to the mean, variance and unevenness of 300 shuffled tables"
    ),
    "labels": (
        "every organisation keeps its number of efforts, drawn at random from those of all; mid-p of a shifted "
        "binomial fitted to the mean, variance and unevenness of 300 such draws"
    ),
    "model": (
        "every organisation keeps its number of outcomes and every outcome its number of organisations on average; "
        "mid-p of a shifted binomial with the mean, variance and skewness of that model"
    ),
}


@once
def run(
    graph: nx.MultiDiGraph[str],
    *,
    seed: int = 0,
    null: Null = "margins",
    organisation: str = "",
    less: bool = False,
) -> Result:
    """Pairs of organisations that share more outcomes than expected, at a false discovery rate of at most 5%.

    Every list of outcomes of every data set has its own families, see `comparing`. A pair is one finding
    however many families it stands out in; most shared beyond expectation first. `null`: what chance is, see
    `compare`. `organisation`: the IRI of the one organisation whose pairs are asked about. `less`: ask also who
    shares fewer outcomes than expected; those findings come last.

    >>> run(nx.MultiDiGraph()).statements
    ('No organisation delivers anything that is recorded as working for an outcome.',)
    """
    tables = affiliations(graph)
    families: list[TestFamily] = []
    statements: list[str] = []
    stand_out: dict[tuple[str, str], list[Tested]] = defaultdict(list)
    seen: list[Compared] = []
    for table in tables:
        compared = compare(graph, table, seed=seed, null=null, organisation=organisation)
        statements.append(_left_out(graph, table, compared, null, less=less))
        seen.append(compared)
        for family, tested in families_of(graph, compared, less=less):
            families.append(family)
            for one in tested:
                stand_out[one.pair].append(one)
    delivers, model = delivered(graph), NULL_MODELS
    findings = [
        alignment_finding(graph, delivers, tests, model[_model(tests[0], null)])
        for tests in stand_out.values()
    ]
    findings.sort(
        key=lambda found: (
            found.kind == LESS,
            -found.score,
            sorted(found.labels[iri] for iri in found.involves),
            found.involves,
        )
    )
    counts = Counter(found.kind for found in findings)
    return Result(
        findings=tuple(findings),
        families=tuple(families),
        statements=tuple(statements) or (_NOTHING,),
        counts={MORE: counts[MORE]} | ({LESS: counts[LESS]} if less else {}),
        unlisted=not_beyond_chance(graph, delivers, seen, stand_out.keys(), seed),
    )


_NOTHING = "No organisation delivers anything that is recorded as working for an outcome."


def _model(test: Tested, null: Null) -> str:
    large = null == "margins" and len(test.table.organisations) > MOST_SHUFFLED
    return "model" if large else null


def _left_out(
    graph: nx.MultiDiGraph[str], table: Affiliation, compared: Compared, null: Null, *, less: bool
) -> str:
    """What the comparison of one table rests on, and what it had to leave out."""
    which, kept = table.outcome_list.words, counted(len(compared.table.organisations), "organisation")
    text = f"Outcomes{which}: {kept} and {counted(len(table.outcomes), 'outcome')} were compared"
    if null == "labels":
        few = len(table.organisations) - len(compared.table.organisations)
        text += (
            f" by dealing out efforts anew; left out: {counted(few, 'organisation')} with fewer than "
            f"{FEWEST_EFFORTS} efforts that state one"
        )
    if compared.model is not None:
        text += (
            f"; these are more than the {MOST_SHUFFLED:,} whose tables can be shuffled, so that chance keeps their "
            "numbers on average only"
        )
        if less:
            text += "; who shares fewer than chance would give cannot be asked of so many"
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
        "answer too. All pairs under different parents, or of different sectors, are also compared together: "
        "an index of 1 is what chance gives. Above 2,000 organisations, numbers are kept on average instead of "
        "exactly. On request: one organisation's pairs, pairs that share fewer than chance would give, or another "
        "question: do the efforts of two coincide more than if all efforts were dealt out anew?"
    ),
    version="4",
    options={"seed": 0, "null": "margins", "organisation": "", "less": 0},
    run=run,
    references=(
        "Neal, Domagalski and Sagan, Sci. Rep. 11:23929 (2021), on fixed degree sequence models",
        "Strona and others, Nat. Commun. 5:4114 (2014), on shuffling tables by curveball trades",
        "Benjamini and Hochberg, J. R. Stat. Soc. B 57:289 (1995), on false discovery rates",
        "Saracco and others, Sci. Rep. 5:10595 (2015), on the model for large tables",
    ),
)
