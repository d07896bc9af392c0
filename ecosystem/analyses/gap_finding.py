"""The words for an objective or outcome about which the records are silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from ecosystem.analyses.reading import canonical, linked, name, stated
from ecosystem.analyses.wording import counted, listed, quoted
from ecosystem.findings import Evidence, Finding, Level

_SILENCE = "Not recorded does not mean that nobody does it."


@dataclass(frozen=True, slots=True)
class Known:
    """How much is recorded of what silence must be judged by: `telling` of `asked` records say `what`."""

    telling: int
    asked: int
    noun: str
    what: str

    @property
    def share(self) -> float:
        """0-1; nought where there is nobody to ask."""
        return round(self.telling / self.asked, 6) if self.asked else 0.0

    def figures(self) -> dict[str, float]:
        """The counts behind the share, by name."""
        asked = f"{self.noun}s asked about"
        return {
            asked: self.asked,
            f"{self.noun}s that say {self.what}": self.telling,
            f"{self.noun}s that do not say so": self.asked - self.telling,
        }

    def __str__(self) -> str:
        share = f" ({self.share:.0%})" if self.asked else ""
        return f"{self.telling:,} of {counted(self.asked, self.noun)}{share} say {self.what}"


@dataclass(frozen=True, slots=True)
class Silent:
    """An objective or outcome that no record speaks for.

    `serves`: the objectives it belongs to, directly or further up; `pursuers`: objective -> organisations.
    """

    iri: str
    known: Known
    serves: tuple[str, ...]
    pursuers: Mapping[str, tuple[str, ...]]


def gap_finding(graph: nx.MultiDiGraph[str], silent: Silent, enough: float) -> Finding:
    """A gap where enough is known (`enough`: 0-1), otherwise the statement that it is not known."""
    objective = graph.nodes[silent.iri]["family"] == "objective"
    is_gap = silent.known.share >= enough
    kind = "objective-nobody-pursues" if objective else "outcome-nobody-targets"
    wanting = canonical(graph, {body for goal in silent.serves for body in silent.pursuers.get(goal, ())})
    evidence = _evidence(graph, silent)
    level: Level = "low" if not is_gap else "high" if silent.known.share >= 0.8 else "medium"
    named = {silent.iri, *silent.serves, *wanting} | {
        iri for fact in evidence for iri in (fact.subject, fact.value)
    }
    return Finding(
        method="gaps",
        kind=kind if is_gap else "not-known",
        involves=(silent.iri,),
        headline=_headline(quoted(name(graph, silent.iri)), objective=objective, is_gap=is_gap),
        why=_why(graph, silent, wanting, objective=objective, is_gap=is_gap),
        differs="Not known: work that nobody has recorded here, and bodies that are not on this map.",
        confidence=level,
        confidence_text=f"{level.capitalize()}: {silent.known}. {_SILENCE}",
        score=float(len(wanting)),
        score_name=f"organisations that pursue {'what it is part of' if objective else 'its objectives'}",
        comparability=silent.known.share,
        evidence=tuple(evidence),
        check_next=_check_next(graph, silent, wanting, is_gap=is_gap),
        figures=silent.known.figures(),
        labels={iri: name(graph, iri) for iri in sorted(named) if iri in graph},
    )


def _headline(label: str, *, objective: bool, is_gap: bool) -> str:
    if objective:
        return (
            f"Nobody is recorded as pursuing {label}."
            if is_gap
            else f"Not known whether anybody pursues {label}."
        )
    return (
        f"No effort is recorded for {label}." if is_gap else f"Not known whether anybody works for {label}."
    )


def _why(
    graph: nx.MultiDiGraph[str], silent: Silent, wanting: list[str], *, objective: bool, is_gap: bool
) -> str:
    if objective:
        text = (
            "No organisation is recorded as pursuing it or anything under it, and no effort as working for it"
        )
    else:
        text = "No effort is recorded for it"
    sentences = [f"{text}." if is_gap else f"{text}, but only {silent.known}."]
    if wanting:
        goals = [
            quoted(name(graph, goal)) for goal in canonical(graph, silent.serves) if goal in silent.pursuers
        ]
        verb = "is" if len(wanting) == 1 else "are"
        sentences.append(
            f"{counted(len(wanting), 'organisation')} {verb} recorded as pursuing {listed(goals)}."
        )
    return " ".join(sentences)


def _check_next(
    graph: nx.MultiDiGraph[str], silent: Silent, wanting: list[str], *, is_gap: bool
) -> tuple[str, ...]:
    label = quoted(name(graph, silent.iri))
    who = (
        listed([name(graph, body) for body in wanting], most=3) if wanting else "those who keep these records"
    )
    questions = [f"Ask {who} whether anybody works for {label}, perhaps under another name."]
    missing = silent.known.asked - silent.known.telling
    if not is_gap and missing:
        questions.append(f"Find out for {counted(missing, silent.known.noun)} {silent.known.what}.")
    return tuple(questions)


def _evidence(graph: nx.MultiDiGraph[str], silent: Silent) -> list[Evidence]:
    """What it is called and what it belongs to. Who pursues that is a shortcut that no cell states."""
    upwards = [
        linked(graph, silent.iri, key, goal)
        for _, goal, key in graph.out_edges(silent.iri, keys=True)
        if key in ("forObjective", "partOfObjective")
    ]
    return sorted({stated(graph, silent.iri, "label"), *upwards})
