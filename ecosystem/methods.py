"""What people are told of each analysis beyond its registry entry: its limits, its options and what chance is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ecosystem.analyses import Analysis


@dataclass(frozen=True, slots=True)
class Guide:
    """`limits`: what the answer cannot tell. `statistics`: what chance is taken to be; "" where nothing is tested.

    `options`: name of an option -> what another value changes.
    """

    limits: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    statistics: str = ""


_SEED = "Where chance is drawn from. Another value draws others; what is found should hardly change."
_LIMIT = "The most findings that are listed. All others are counted."
_PEOPLE = "Nothing recorded does not mean that there is nothing."


def steps(analysis: Analysis) -> list[str]:
    """The method note, a step a sentence."""
    return re.split(r"(?<=[.?]) (?=[A-Z])", analysis.method)


def guide(name: str) -> Guide:
    """What is told of the analysis of that name."""
    return GUIDES[name]


GUIDES: dict[str, Guide] = {
    "same-record": Guide(
        ("Two bodies can have one name, and one body two. Only people who know them can tell.",
         "Records in different languages, or with hardly any text, are not recognised."),
        {"limit": _LIMIT},
    ),
    "proposed-outcomes": Guide(
        ("A text tells what somebody wrote, not what is done.",
         "Where few efforts state their outcomes there is little to learn from; beliefs are then words, not numbers."),
        {"seed": _SEED, "limit": _LIMIT, "most": "The most outcomes that are proposed for one effort.",
         "least": "The least belief, 0 to 1, that is shown. Higher: fewer proposals, and more of them right."},
    ),
    "alignment": Guide(
        ("Sharing outcomes says nothing about doing the same thing, nor about working together.",
         "Small tables can hold real agreement that no test can tell from chance; the smallest number that could "
         "have been detected is said with each comparison.",
         "Indices of places that use different lists of outcomes cannot be compared."),
        {"seed": _SEED,
         "null": "What chance is: `margins` keeps everybody's number of outcomes; `labels` deals efforts out anew.",
         "organisation": "The one organisation whose pairs are asked about; empty: all pairs.",
         "less": "1: also ask who shares fewer outcomes than chance would give."},
        "Chance is a table in which every organisation keeps its number of outcomes and every outcome its number of "
        "organisations. p is how often such tables give a pair this many; q is p made stricter for the number of "
        "pairs compared (Benjamini and Hochberg). Pairs with q up to 0.05 are shown.",
    ),
    "near-outcomes": Guide(
        ("The order is a ranking and no probability.", "An organisation with many outcomes is near to many others.",
         "A list's distances are not the truth: read the two names."),
        {"limit": _LIMIT},
    ),
    "might-talk": Guide(
        ("A collaboration that is not recorded may exist.", "A reason to talk is not a reason to merge or to stop."),
        {"seed": _SEED, "limit": _LIMIT},
    ),
    "overlap": Guide(
        ("Texts that are alike do not mean services that are the same.",
         "It cannot tell whether both are wanted: duty, choice, capacity and resilience are good reasons.",
         "What could concern both is said as “at most”: how much does is not known."),
        {"seed": _SEED, "limit": _LIMIT,
         "boundary": "`organisation`: efforts of two bodies under one parent are compared; `parent`: they are not."},
    ),
    "gaps": Guide(
        (_PEOPLE, "Work of bodies that are not on this map is not seen."),
        {"enough_known": "The share, 0 to 1, of organisations or efforts that must say what they work for before "
                         "silence is called a gap. Higher: more is called not known."},
    ),
    "left-behind": Guide(
        (_PEOPLE, "Estimates are not counts, and the same person may have been reached twice.",
         "Groups of fewer than 5 people are left out."),
        {"enough_known": "The share of efforts, 0 to 1, that must say for whom and where they are.",
         "least_compared": "How many estimates there must be before the least covered tenth is named.",
         "least_areas": "How many places there must be before inequality between them is told."},
    ),
    "fragmentation": Guide(
        ("Many providers are not a fault, and few are not a merit.",
         "Efforts differ in size; where money is not traced, each counts the same."),
        {"least_providers": "The fewest known providers of an outcome that is shown."},
    ),
    "north-star": Guide(
        ("A weight is not influence: a criterion on which all bids score alike decides nothing.",
         "It cannot tell whether what was promised was delivered."),
        {"social_value": "Kinds of criterion that are social value; narrower kinds count with them.",
         "cost_or_time": "Kinds of criterion that are price, cost or time.",
         "reference": "A share, 0 to 1, that some bodies ask for. It is only counted against."},
    ),
    "brokers": Guide(
        ("Only recorded collaborations count; ties that are missing look like holes.",
         "No place in a network is better than another."),
        {"seed": _SEED, "shuffles": "How often sectors are dealt out anew. More: steadier, and slower.",
         "rejoined": "How often ties are joined anew. More: steadier, and slower.",
         "resamples": "How often a tenth of the ties is left out to give the ranges.",
         "most_partners": "Collaborations with more partners than this make no tie of each with each."},
        "Chance is the same ties with the sectors of all others dealt out anew. q allows at most 5% false "
        "discoveries among all organisations compared (Benjamini and Hochberg).",
    ),
    "journeys": Guide(
        ("That a handover is agreed does not mean that it works.", "Only journeys that somebody recorded are seen."),
    ),
    "reuse": Guide(
        ("That something runs elsewhere does not mean that it would work here.", _PEOPLE),
        {"least_shared": "How much two efforts must have in common before a solution is offered.",
         "most": "The most solutions that are offered to one effort."},
    ),
    "positions": Guide(
        ("No recorded stance is neither for nor against.", "That many support a position is no evidence for it."),
    ),
    "clusters": Guide(
        ("Groups are a way to find one's way about and nothing that was found.",),
        {"seeds": "How many searches are made.", "resolution": "Higher: more and smaller groups.",
         "agreement": "The share of searches, 0 to 1, in which members must keep the same company."},
        "Searches maximise links within groups beyond what chance would give; only what they agree on is shown.",
    ),
}  # fmt: skip
"""Name of an analysis -> its guide; the registry's order."""
