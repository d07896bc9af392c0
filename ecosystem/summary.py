"""The five questions that an ecosystem is mapped for, each with the true sentence that one version allows.

Nothing is worked out here: counts and stored findings are read. What was not recorded or not yet worked out
is said in so many words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ecosystem import listings, published
from ecosystem.catalogue import datasets
from ecosystem.findings import KINDS_OF_FINDING, TestFamily
from ecosystem.kinds import KINDS
from ecosystem.projection import CLASS_TO_KIND
from ecosystem.questions import rows
from ecosystem.reviews.decisions import decisions
from ecosystem.reviews.one_body import one_bodies
from ecosystem.store import Reader
from ecosystem.wording import count_of, thousands

ANALYSE = "ecosystem analyse"
"""What a person types to have the findings worked out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a sentence, with the address of the page that lists the rows behind it."""

    text: str
    rows: str


Parts = tuple[str | Counted, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one version says to one question. `page` is the address of the whole answer.

    `answered` is False while the question has no answer here, only a count of what is recorded for it.
    """

    question: str
    page: str
    parts: Parts
    answered: bool = True

    @property
    def sentence(self) -> str:
        """The words without their links."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


def headlines(reader: Reader) -> tuple[Answer, ...]:
    """The five answers, in the order of the home page."""
    return (_goals(reader), _overlaps(reader), _gaps(reader), _journeys(reader), _north_star(reader))


_COUNTED = (
    ("organisation", "organisation", "organisations", "/organisations"),
    ("objective", "objective", "objectives", "/objectives"),
    ("outcome", "outcome", "outcomes", "/outcomes"),
    ("effort", "programme or service", "programmes and services", "/programmes"),
)


def counts(reader: Reader) -> tuple[Counted, ...]:
    """How much is mapped of organisations, objectives, outcomes and programmes; none of those with none.

    Records that people confirmed to be one body count as one.
    """
    found: Counter[str] = Counter()
    for row in rows(reader, "counts"):
        found[KINDS[CLASS_TO_KIND[row["class"]]].family] += int(row["count"])
    found["organisation"] -= sum(iri != body.records[0] for iri, body in one_bodies(reader).items())
    return tuple(
        Counted(count_of(found[family], one, many), page)
        for family, one, many, page in _COUNTED
        if found[family]
    )


def out_of_date(reader: Reader) -> tuple[str, ...]:
    """The methods whose newest run looked at other data, or at other decisions of people, than this version's.

    In alphabetical order.
    """
    decided = decisions(reader).digest
    current = {dataset.graph for dataset in datasets(reader)}
    runs = published.runs(reader)
    used: dict[str, set[str]] = {method: set() for method in runs}
    for row in rows(reader, "run-inputs"):
        used[row["method"]].add(row["graph"])
    return tuple(
        sorted(
            method
            for method, graphs in used.items()
            if graphs != current or runs[method][1].get("decisions", "") != decided
        )
    )


def _goals(reader: Reader) -> Answer:
    opening = _who_works_for_what(reader)
    if "alignment" not in published.runs(reader):
        rest: Parts = (" Whether they agree by more than chance is ", *_not_run())
    else:
        found = len(published.listed(reader, "alignment"))
        rest = (" ", *_beyond_chance(published.families(reader, "alignment"), found))
    return Answer("Who shares our goals?", "/alignment", (*opening, *rest))


def _who_works_for_what(reader: Reader) -> Parts:
    organisations = listings.bodies(reader, listings.organisations(reader))
    objectives = listings.objectives(reader)
    outcomes = listings.outcomes(reader)
    if any(item.organisations for item in objectives):
        committed = sum(1 for item in organisations if item.objectives)
        pursued = sum(1 for item in objectives if item.organisations)
        return (
            Counted(count_of(committed, "organisation"), "/organisations?with=objectives"),
            " pursue " if committed != 1 else " pursues ",
            Counted(_of(pursued, len(objectives), "objective"), "/objectives?with=organisations"),
            ".",
        )
    if any(item.efforts for item in outcomes):
        working = sum(1 for item in organisations if item.outcomes)
        worked_for = sum(1 for item in outcomes if item.efforts)
        return (
            Counted(count_of(working, "organisation"), "/organisations?with=outcomes"),
            " work for " if working != 1 else " works for ",
            Counted(_of(worked_for, len(outcomes), "outcome"), "/outcomes?with=efforts"),
            ".",
        )
    return ("Nobody is recorded as working for any objective or outcome.",)


def _beyond_chance(families: Sequence[TestFamily], found: int) -> Parts:
    """How many of the pairs stand out, over the families of all pairs: one for each list of outcomes."""
    everyone = [family for family in families if family.name.partition("/")[0] == "all-pairs"]
    tests = sum(family.tests for family in everyone)
    if not tests:
        return ("No two organisations could be compared.",)
    noun = "pair" if len(everyone) == 1 else "comparison"
    pairs = Counted(count_of(tests, noun), "/alignment#tests")
    opening = ("Of ", pairs, " compared" if len(everyone) == 1 else " of two organisations", ", ")
    if not found:
        return (*opening, "none shows more shared outcomes than chance would give.")
    verb = "shows" if found == 1 else "show"
    return (
        *opening,
        Counted(thousands(found), "/alignment"),
        f" {verb} more shared outcomes than chance would give.",
    )


def _overlaps(reader: Reader) -> Answer:
    question, page = "Where do we overlap?", "/overlaps"
    run = published.runs(reader).get("overlap")
    if run is None:
        return Answer(question, page, ("This is ", *_not_run()))
    kinds = Counter(item.finding.kind for item in published.listed(reader, "overlap"))
    apart = {kind: kinds.pop(kind, 0) for kind in ("aligned-only", "cannot-tell-yet")}
    parts: Parts = ("No possible overlap was found in what is recorded.",)
    if kinds:
        parts = (Counted(count_of(kinds.total(), "possible overlap"), page), " to look at")
        if same := kinds["possible-duplication"]:
            worst = Counted(thousands(same), f"{page}?kind=possible-duplication")
            parts += ("; ", worst, " of them may be the same help for the same people in the same place")
        parts += (".",)
    if aligned := apart["aligned-only"]:
        pairs = Counted(count_of(aligned, "more pair" if kinds else "pair"), f"{page}?kind=aligned-only")
        parts += (" ", pairs, f" share{'s' if aligned == 1 else ''} an outcome by separate routes.")
    if unclear := apart["cannot-tell-yet"]:
        pairs = Counted(count_of(unclear, "pair"), f"{page}?kind=cannot-tell-yet")
        parts += (" For ", pairs, ", too little is recorded to compare.")
    listed = kinds.total() + sum(apart.values())
    seen = sum(number for kind, number in run[1]["counts"].items() if kind in KINDS_OF_FINDING)
    if seen > listed:
        more = Counted(count_of(seen - listed, "more pair"), f"{page}#left-out")
        parts += (" Seen but not listed: ", more, ".")
    return Answer(question, page, parts)


def _gaps(reader: Reader) -> Answer:
    question, page = "Who is missed out?", "/gaps"
    if "gaps" not in published.runs(reader):
        return Answer(question, page, ("This is ", *_not_run()))
    kinds = Counter(item.finding.kind for item in published.findings(reader, "gaps"))
    totals = (
        ("objective-nobody-pursues", len(listings.objectives(reader)), "objective"),
        ("outcome-nobody-targets", len(listings.outcomes(reader)), "outcome"),
    )
    silent = [
        Counted(_of(kinds[kind], total, noun), f"{page}?kind={kind}")
        for kind, total, noun in totals
        if kinds[kind]
    ]
    if not any(total for _, total, _ in totals):
        return Answer(question, page, ("No objective or outcome is recorded, so no gap can be seen.",))
    parts: Parts = ("Nobody is recorded as working on ",)
    for place, counted in enumerate(silent):
        parts += (" and on ", counted) if place else (counted,)
    parts = (*parts, ".") if silent else ("No gap was found in what is recorded.",)
    if kinds["not-known"]:
        unknown = Counted(
            count_of(kinds["not-known"], "objective or outcome", "objectives and outcomes"),
            f"{page}?kind=not-known",
        )
        parts += (" For ", unknown, ", too little is recorded to tell.")
    return Answer(question, page, parts)


def _journeys(reader: Reader) -> Answer:
    question, page = "What happens to a person when...?", "/journeys"
    journeys = listings.journeys(reader)
    if not journeys:
        return Answer(question, page, ("No journey is recorded so far.",), answered=False)
    counted = Counted(count_of(len(journeys), "journey"), page)
    run = published.runs(reader).get("journeys")
    if run is None:
        return Answer(question, page, (counted, " recorded. Where one may break is ", *_not_run()), False)
    counts: Counter[str] = Counter(run[1]["counts"])
    steps = Counted(count_of(counts["steps"], "step"), f"{page}?show=table")
    parts: Parts = (counted, " with ", steps, ".")
    if total := counts["handovers"]:
        agreed, broken = counts["handovers agreed"], f"{page}?kind=handover-not-agreed"
        verb = "is" if (total if agreed == total else agreed) == 1 else "are"
        some = _of(agreed, total, "handover") if agreed else f"None of {count_of(total, 'handover')}"
        parts += (" ", Counted(some[:1].upper() + some[1:], page), f" {verb} agreed")
        if missing := counts["handovers not agreed"]:
            parts += ("; ", Counted(thousands(missing), broken), f" {'is' if missing == 1 else 'are'} not")
        if unknown := counts["handovers not recorded"]:
            parts += ("; for ", Counted(thousands(unknown), broken), " it is not recorded")
        if both := counts["handovers sources differ"]:
            parts += ("; on ", Counted(thousands(both), broken), " sources differ")
        parts += (".",)
    if again := counts["told-again"]:
        where = Counted(count_of(again, "step"), f"{page}?kind=told-again")
        parts += (" At ", where, " a person may have to tell it all again.")
    return Answer(question, page, parts)


def _north_star(reader: Reader) -> Answer:
    question, page = "Is social value leading?", "/north-star"
    decisions = listings.decisions(reader)
    if not decisions:
        return Answer(question, page, ("No decision is recorded so far.",), answered=False)
    run = published.runs(reader).get("north-star")
    if run is None:
        counted = Counted(count_of(len(decisions), "decision"), page)
        return Answer(
            question, page, (counted, " recorded. Whether social value leads is ", *_not_run()), False
        )
    register = run[1].get("tables", {}).get("decisions", [])
    stated = [row for row in register if row["share"] is not None]
    parts: Parts = ("No decision states what social value weighs.",)
    if stated:
        leading = sum(1 for row in stated if row["primary"] == "social value")
        cost = sum(1 for row in stated if row["primary"] == "price, cost or time")
        parts = (
            "Social value has the largest weight in ",
            Counted(_of(leading, len(stated), "decision") if leading else "none", f"{page}?kind=leading"),
            *(() if leading else (" of ", Counted(count_of(len(stated), "decision"), page))),
            " that state" if len(stated) != 1 else " that states",
            " what it weighs; price, cost or time in ",
            Counted(thousands(cost) if cost else "none", f"{page}?kind=primary"),
            ".",
        )
    if missing := len(register) - len(stated):
        words = f"{thousands(missing)} more" if stated else count_of(missing, "decision")
        apart = Counted(words, f"{page}?kind=not-stated")
        parts += (" For ", apart, ", its weight is not recorded.")
    return Answer(question, page, parts)


def _of(part: int, whole: int, noun: str) -> str:
    """`all 17 objectives`, `9 of 17 objectives`, `1 objective` when that is all there is."""
    if whole == 1:
        return count_of(part, noun)
    return (
        f"all {count_of(whole, noun)}" if part == whole else f"{thousands(part)} of {count_of(whole, noun)}"
    )


def _not_run() -> Parts:
    return (f"not worked out yet. Type: {ANALYSE}",)
