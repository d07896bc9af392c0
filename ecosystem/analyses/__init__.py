"""The analyses: pure functions of the ecosystem graph, listed by hand in the order they are shown in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ecosystem.analyses import alignment, gaps, overlap, same_record
from ecosystem.findings import Result


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one analysis is called, asks and does. `run(graph, **options)`; `options` holds the defaults.

    `version` changes whenever the same graph and options would give another result.
    """

    name: str
    title: str
    question: str
    method: str
    version: str
    options: Mapping[str, int | float | str]
    run: Callable[..., Result]
    references: tuple[str, ...] = ()


_GAO = "US Government Accountability Office, Fragmentation, Overlap, and Duplication, GAO-15-49SP (2015)"

_ALL = (
    Analysis(
        name="same-record",
        title="One thing recorded twice?",
        question="Which records may be one and the same organisation or effort?",
        method=(
            "Two organisations are proposed as one when their names are equal but for capitals, accents, "
            "punctuation and legal form, unless they belong to different bodies. Two efforts are "
            "proposed as one when their names are equal in this sense and they have an organisation in "
            "common. Nothing is joined: people decide. Records proposed as one are never shown as "
            "overlapping each other."
        ),
        version="1",
        options={},
        run=same_record.run,
    ),
    Analysis(
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
        run=alignment.run,
        references=(
            "Neal, Domagalski and Sagan, Sci. Rep. 11:23929 (2021), on fixed degree sequence models",
            "Strona and others, Nat. Commun. 5:4114 (2014), on shuffling tables by curveball trades",
            "Benjamini and Hochberg, J. R. Stat. Soc. B 57:289 (1995), on false discovery rates",
        ),
    ),
    Analysis(
        name="overlap",
        title="Where might efforts overlap?",
        question="Which efforts of different organisations may overlap, and what kind of pair are they?",
        method=(
            "Two efforts are compared when both state an outcome in common, or when their texts are more "
            "alike than those of 99.9% of all pairs of different organisations. Outcomes, kind of "
            "activity, people, place and period then decide what kind of pair it is; what is not "
            "recorded never counts as the same, and with less than three of five recorded on both sides "
            "the answer is: cannot tell yet. Sharing an outcome is alignment; possible duplication needs "
            "the same outcome, activity, people and place at the same time. Likeness of texts proposes a "
            "pair but never decides its kind."
        ),
        version="1",
        options={"seed": 0, "limit": 500, "boundary": "organisation"},
        run=overlap.run,
        references=(_GAO,),
    ),
    Analysis(
        name="gaps",
        title="What does nobody work for?",
        question="Which objectives and outcomes does nobody work for, as far as is recorded?",
        method=(
            "An objective is shown when no organisation is recorded as pursuing it or anything under it "
            "and no effort works for an outcome that serves it; an outcome, when no effort is recorded "
            "for it. This is called a gap only if at least 60% of the organisations or efforts of the same "
            "data set say what they work for. Otherwise it is not known."
        ),
        version="2",
        options={"enough_known": gaps.ENOUGH_KNOWN},
        run=gaps.run,
        references=(_GAO,),
    ),
)

ANALYSES: dict[str, Analysis] = {analysis.name: analysis for analysis in _ALL}
