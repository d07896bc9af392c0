"""Who connects sectors, and who is the only link of others, as far as collaborations are recorded?"""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.brokers.crossing import crossings, mixing, overall, with_known_sector
from ecosystem.analyses.brokers.links import single_links
from ecosystem.analyses.brokers.places import rows
from ecosystem.analyses.brokers.wording import BEAR_IN_MIND, bridge, only_link
from ecosystem.analyses.chance import LEVEL
from ecosystem.analyses.projections import collaboration_graph
from ecosystem.analyses.reading import name
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Finding, Result
from ecosystem.graph_engines import single_links_by_chance
from ecosystem.projection import of_family

SMALLEST_PART = 2
"""A single organisation behind another one merely has one recorded tie; that is counted, and not asked about."""


def run(
    graph: nx.MultiDiGraph[str],
    *,
    seed: int = 0,
    shuffles: int = 1000,
    rejoined: int = 200,
    resamples: int = 20,
    most_partners: int = 12,
) -> Result:
    """Organisations that join sectors beyond chance, then those that others hang on, the largest part first.

    `shuffles`: how often sectors are dealt out anew; `rejoined`: how often ties are; `resamples`: how often a
    tenth of the ties is left out; `most_partners`: see `collaboration_graph`. Tables: `places`, a row for each
    organisation by name (never by its place), and `mixing`, a row for each two sectors.

    >>> run(nx.MultiDiGraph()).statements
    ('No organisation is recorded.',)
    """
    ties = collaboration_graph(graph, most_partners=most_partners)
    if not ties.number_of_edges():
        return Result((), statements=(_nothing(ties),), counts={"no-recorded-tie": len(ties)})
    labels = {"NK": "Not known"} | {
        graph.nodes[body]["sector"]: graph.nodes[body]["sector_label"]
        for body in of_family(graph, "organisation")
    }
    joined = sum(ties.degree(node) > 0 for node in ties)
    recorded = round(joined / len(ties), 6)
    known = with_known_sector(ties)
    family, crossed = crossings(known)
    bridges = [
        bridge(graph, known, one, family.tests, recorded)
        for one in sorted(crossed, key=lambda one: one.expected - one.across)
        if one.q <= LEVEL
    ]
    links, said = _links(graph, ties, recorded, rejoined, seed)
    tables = {
        "places": rows(ties, crossed, labels, resamples=resamples, seed=seed),
        "mixing": mixing(known, labels),
    }
    return Result(
        findings=(*bridges, *links),
        families=(family,),
        statements=(
            _recorded(ties, joined),
            overall(known, shuffles=shuffles, seed=seed),
            said,
            *_left_out(graph, ties),
            BEAR_IN_MIND,
        ),
        counts={
            "bridge-between-sectors": len(bridges),
            "only-recorded-link": len(links),
            "no-recorded-tie": len(ties) - joined,
        },
        tables={key: table for key, table in tables.items() if table},
    )


def _nothing(ties: nx.Graph[str]) -> str:
    if not ties:
        return "No organisation is recorded."
    return (
        f"No collaboration is recorded for any of {counted(len(ties), 'organisation')}, so nothing is known about "
        "who connects whom."
    )


def _links(
    graph: nx.MultiDiGraph[str], ties: nx.Graph[str], recorded: float, rejoined: int, seed: int
) -> tuple[list[Finding], str]:
    """The findings on single links, and how many there would be if ties were joined anew at random."""
    by_chance = single_links_by_chance(ties, shuffles=rejoined, seed=seed)
    often = dict(zip(ties, by_chance.sum(axis=0).tolist(), strict=True))
    found = single_links(ties, smallest=SMALLEST_PART)
    observed = len(set(nx.articulation_points(ties)))
    totals = sorted(by_chance.sum(axis=1).tolist())
    low, high = totals[int(0.025 * len(totals))], totals[-1 - int(0.025 * len(totals))]
    said = (
        f"{counted(observed, 'organisation')} {'is' if observed == 1 else 'are'} the only recorded link of at "
        f"least one other. Joined anew at random, each with as many ties as it has, there would be between "
        f"{low:,} and {high:,} such in 95% of {counted(rejoined, 'draw')}."
    )
    return [only_link(graph, ties, one, (often[one.link], rejoined), recorded) for one in found], said


def _recorded(ties: nx.Graph[str], joined: int) -> str:
    alone, number = len(ties) - joined, ties.number_of_edges()
    without = f"{alone:,} {'has' if alone == 1 else 'have'} no recorded ties, which does not say that there are none"
    verb = "is" if number == 1 else "are"
    text = f"{counted(number, 'tie')} between {counted(joined, 'organisation')} {verb} recorded"
    return f"{text}; {without}." if alone else f"{text}."


def _left_out(graph: nx.MultiDiGraph[str], ties: nx.Graph[str]) -> list[str]:
    said = []
    if wide := ties.graph["wide"]:
        named = [quoted(name(graph, one)) for one in wide if graph.nodes[one]["label"]]
        which = f" ({listed(named)})" if named else ""
        said.append(
            f"{counted(len(wide), 'collaboration')}{which} with too many partners to be a tie of each with each "
            f"{'was' if len(wide) == 1 else 'were'} left out."
        )
    unknown = sum(ties.nodes[node]["sector"] == "NK" for node in ties)
    if unknown:
        said.append(
            f"For {counted(unknown, 'organisation')} no sector is recorded; their ties are not counted as crossing one."
        )
    return said


ANALYSIS = Analysis(
    name="brokers",
    title="Who connects whom?",
    question="Who connects sectors, and who is the only link of others, as far as collaborations are recorded?",
    method=(
        "Only recorded collaborations count, past and present; working for the same outcome is no tie. An organisation "
        "with three or more ties is shown as a bridge only if more of them lead to other sectors than would if the "
        "sectors of all others were dealt out anew at random, with at most 5% false discoveries expected among all "
        "organisations compared. An organisation is asked about as an only link where two or more others have no "
        "other recorded path to the rest; how common that would be by chance is said with it. Places in the table "
        "are ranges: what they would be if a tenth of the ties had not been recorded. No place is better than another."
    ),
    version="1",
    options={"seed": 0, "shuffles": 1000, "rejoined": 200, "resamples": 20, "most_partners": 12},
    run=run,
    references=(
        "Burt, Structural Holes (1992), on constraint and effective size",
        "Gould and Fernandez, Sociol. Methodol. 19:89 (1989), on the roles of go-betweens",
        "Benjamini and Hochberg, J. R. Stat. Soc. B 57:289 (1995), on false discovery rates",
    ),
)
