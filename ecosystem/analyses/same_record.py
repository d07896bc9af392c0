"""Which records may be one and the same organisation or effort?"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from ecosystem.analyses.analysis import Analysis
from ecosystem.analyses.near_records import MOST_ALIKE, near_efforts, near_organisations
from ecosystem.analyses.reading import name
from ecosystem.analyses.record_pair import exact_finding, near_finding
from ecosystem.analyses.wording import counted, sentence
from ecosystem.findings import Finding, Result
from ecosystem.matching import decided, same_efforts, same_organisations
from ecosystem.nearest import Progress, silent

Groups = list[tuple[str, ...]]
_SURE = {"high": 0, "medium": 1, "low": 2}


def run(graph: nx.MultiDiGraph[str], *, limit: int = 500, progress: Progress = silent) -> Result:
    """Records of one name first, by `matching`; then those that are nearly alike, by `near_records`.

    Of a group of one name each further member gives a finding: organisations first, then efforts, by name. Of the
    nearly alike the surest come first, `limit` at most. What people told apart is not asked again.

    >>> run(nx.MultiDiGraph()).counts
    {'same-record': 0}
    """
    organisations, efforts = (same(graph, joined=False) for same in (same_organisations, same_efforts))
    exact = [
        exact_finding(graph, *pair)
        for groups in (organisations, efforts)
        for group in sorted(groups, key=lambda group: (name(graph, group[0]), group))
        for pair in _asked(graph, group)
    ]
    bodies, texts = near_organisations(graph, organisations), near_efforts(graph, efforts, progress)
    progress("Writing the findings")
    near = [near_finding(graph, pair) for pair in (*bodies, *texts.pairs)]
    shown = sorted(near, key=_surest_first)[:limit]
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in (*organisations, *efforts))
    statements = [_by_rule(organisations, efforts), *_nearly(len(bodies), len(texts.pairs), len(shown))]
    if texts.form_of_words:
        statements.append(
            f"{sentence(counted(texts.form_of_words, 'effort'))} with a text nearly equal to those of more than "
            f"{MOST_ALIKE} others were not asked about: such a text is a form of words."
        )
    return Result(
        findings=(*exact, *shown),
        statements=tuple(statements),
        counts={"same-record": pairs + len(near)},
    )


def _asked(graph: nx.MultiDiGraph[str], group: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each further member with the first one of the group that people did not tell it apart from."""
    apart = decided(graph, "apart")
    asked: dict[tuple[str, str], None] = {}
    for other in group[1:]:
        with_other = (tuple(sorted((other, one))) for one in group if one != other)
        first, second = next(pair for pair in with_other if pair not in apart)
        asked[first, second] = None
    return list(asked)


def _surest_first(finding: Finding) -> tuple[int, float, str, tuple[str, ...]]:
    return (_SURE[finding.confidence], -finding.score, finding.headline, finding.involves)


def _by_rule(organisations: Groups, efforts: Groups) -> str:
    if not organisations and not efforts:
        return "No two records have the same name and organisation."
    return (
        f"{counted(len(efforts), 'effort')} and {counted(len(organisations), 'organisation')} seem to be "
        "recorded more than once. Nothing was joined; the records of one effort are looked at together "
        "when overlaps are sought."
    )


def _nearly(bodies: int, efforts: int, shown: int) -> Sequence[str]:
    """What is said of the nearly alike; nothing where there are none."""
    seen = bodies + efforts
    if not seen:
        return ()
    said = (
        f"Besides, {counted(efforts, 'pair')} of efforts have nearly equal texts, and {counted(bodies, 'pair')} of "
        "organisations have names that say the same. Each stays two for every analysis unless somebody confirms "
        "that it is one."
    )
    rest = seen - shown
    return (said, f"{rest:,} of these pairs {'is' if rest == 1 else 'are'} not listed.") if rest else (said,)


ANALYSIS = Analysis(
    name="same-record",
    title="One thing recorded twice?",
    question="Which records may be one and the same organisation or effort?",
    method=(
        "Two organisations are proposed as one when their names are equal but for capitals, accents, "
        "punctuation and legal form, unless they belong to different bodies. Two efforts are "
        "proposed as one when their names are equal in this sense and they have an organisation in "
        "common. Records proposed so are never shown as overlapping each other. Less sure, and kept as two "
        "until somebody confirms them: organisations whose names have the same words in another order, without "
        "small words, spaces, plurals or an abbreviation in initials; and efforts whose texts (name and description) "
        "are nearly equal, that is 0.9 or more where equal texts have 1, rare words counting most. Such efforts "
        "may still be listed as a pair to look at, which then says that it may be one record. What differs is "
        "said: the organisation, the words and the numbers in the names, dates, people and places. Two phases, "
        "years or lots of one thing are two efforts. A text that more than five others nearly repeat is a form of "
        "words and is not asked about. Nothing is joined: people decide."
    ),
    version="2",
    options={"limit": 500},
    run=run,
    references=(
        "Fellegi and Sunter, J. Am. Stat. Assoc. 64:1183 (1969), on leaving doubtful pairs of records to people",
    ),
)
