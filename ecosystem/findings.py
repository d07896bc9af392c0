"""What an analysis found: a question for named people, with everything it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ecosystem.records import Cell

Relation = Literal["same", "related", "different", "unknown"]
Level = Literal["high", "medium", "low"]
FacetName = Literal["outcome", "activity", "people", "place", "period"]

KINDS_OF_FINDING: dict[str, str] = {
    "aligned-beyond-chance": "AlignmentFinding",
    "possible-duplication": "DuplicationFinding",
    "overlap-other-people": "OverlapFinding",
    "complementary": "OverlapFinding",
    "replicate-elsewhere": "OverlapFinding",
    "aligned-only": "OverlapFinding",
    "shared-capability": "OverlapFinding",
    "cannot-tell-yet": "OverlapFinding",
    "objective-nobody-pursues": "GapFinding",
    "outcome-nobody-targets": "GapFinding",
    "not-known": "GapFinding",
    "same-record": "IdentityLink",
    "proposed-outcome": "Finding",
    "aligned-less-than-chance": "AlignmentFinding",
    "nearly-the-same-outcome": "AlignmentFinding",
    "who-might-talk": "AlignmentFinding",
    "piecemeal-provision": "FragmentationFinding",
    "lots-without-shared-outcome": "FragmentationFinding",
    "unmet-need": "GapFinding",
    "left-behind": "LeftBehindFinding",
    "bridge-between-sectors": "BrokerageFinding",
    "only-recorded-link": "BrokerageFinding",
    "social-value-in-decision": "NorthStarFinding",
    "weights-not-stated": "NorthStarFinding",
    "running-elsewhere": "Finding",
    "available-to-all": "Finding",
    "built-more-than-once": "Finding",
    "insight-not-taken-up": "Finding",
    "handover-not-agreed": "Finding",
    "told-again": "Finding",
    "step-without-service": "Finding",
    "joint-position": "Finding",
}
"""Kind (a notation of the `finding-kind` scheme) -> class in the ontology."""


@dataclass(frozen=True, slots=True)
class Facet:
    """How two efforts compare in one respect. `a` and `b` hold labels for people to read, in their order."""

    name: FacetName
    a: tuple[str, ...]
    b: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one shared outcome adds to a pair's score: `term = belief_a * belief_b`, each 0-1."""

    outcome: str
    label: str
    belief_a: float
    belief_b: float
    term: float


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the whole that a finding's figures are worked out from, such as a provider or a criterion.

    `text` is its amount in words (`3 efforts`, `GBP 1,200`, `not recorded`), `share` its part of the whole, 0-1.
    """

    iri: str
    label: str
    text: str
    share: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One statement of the map that a finding rests on: three IRIs, or two and a text.

    `cells` are filled in when the finding is published: where the statement was read.
    """

    subject: str
    predicate: str
    value: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """A statistic with what is needed to judge it. `q` is `p` adjusted over its family (Benjamini-Hochberg)."""

    p: float
    q: float
    null_model: str
    family: str
    tests_in_family: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One result for people to judge; never a verdict.

    `involves`: IRIs, sorted; two for pairwise kinds. `coordinates`: (property name such as `onOutcome`, IRI).
    `score` is the statistic called `score_name`, not a probability unless its name says so.
    `comparability`: 0-1, the share of what is needed for the comparison that is actually known.
    `confidence` is separate from the score. All sentences come from templates over the other fields.
    """

    method: str
    kind: str
    involves: tuple[str, ...]
    headline: str
    why: str
    differs: str
    confidence: Level
    confidence_text: str
    score: float
    score_name: str
    comparability: float
    evidence: tuple[Evidence, ...]
    check_next: tuple[str, ...]
    money: str = ""
    coordinates: tuple[tuple[str, str], ...] = ()
    facets: tuple[Facet, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    parts: tuple[Part, ...] = ()
    phrases: tuple[str, ...] = ()
    test: Test | None = None
    figures: Mapping[str, float] = field(default_factory=dict)
    """What is counted or worked out for the sentences and stands in no other field: name in words -> number."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """IRI -> label of everything involved, as it stood when the finding was made."""


@dataclass(frozen=True, slots=True)
class TestFamily:
    """All the tests of one question, decided before looking. A family without a finding is an answer too.

    `smallest_detectable`: the least number of shared outcomes that could have been told from chance, or None
    when no number could. `statement` is the honest sentence for people.
    """

    name: str
    title: str
    tests: int
    findings: int
    statement: str
    smallest_detectable: int | None = None


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What an analysis saw below its threshold: how much, and some of it drawn by chance for people to judge.

    `drawn` hold what findings hold, so that they can be judged like those; they are none.
    """

    total: int
    drawn: tuple[Finding, ...]


Rows = tuple[Mapping[str, str | int | float | None], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What one analysis says: findings, best first; its test families; and sentences on what it left out.

    `counts` says how many pairs of each kind were seen, those not shown and those suppressed included.
    """

    findings: tuple[Finding, ...]
    families: tuple[TestFamily, ...] = ()
    statements: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, Rows] = field(default_factory=dict)
    """Name -> rows, to look things up in: what is known of each thing, without anything being found about it."""
    unlisted: Unlisted | None = None
    """None where an analysis has no threshold, or cannot say what it left below."""
