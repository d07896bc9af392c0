"""The words for a pair of efforts: templates over what was compared, and nothing else."""

from __future__ import annotations

import networkx as nx

from ecosystem.analyses.efforts import FACET_EDGES, Effort, on_both_sides
from ecosystem.analyses.facets import compared_facets, differences
from ecosystem.analyses.graded_pair import Pair, Term
from ecosystem.analyses.grading import FACETS, comparability
from ecosystem.analyses.money import money_figures, money_sentences
from ecosystem.analyses.pair_evidence import pair_evidence, pair_labels
from ecosystem.analyses.phrases import shared_phrases
from ecosystem.analyses.reading import canonical, name, work_together
from ecosystem.analyses.text import UNUSUAL, Texts
from ecosystem.analyses.wording import listed, quoted
from ecosystem.findings import Contribution, FacetName, Finding, Level

_LEAD = {
    "possible-duplication": "Possible duplication to look at",
    "overlap-other-people": "Possible overlap, for other people",
    "complementary": "Different help for the same people",
    "replicate-elsewhere": "The same in another place",
    "aligned-only": "Working for the same outcome",
    "shared-capability": "The same activity, not the same goals",
    "cannot-tell-yet": "Cannot tell yet",
}
_FRAME = {
    "possible-duplication": "They appear to offer the same thing to the same people in the same place.",
    "overlap-other-people": "The same method for different people: is there a shared capability?",
    "complementary": "Different help for the same people: is the handover joined up?",
    "replicate-elsewhere": "The same thing in another place: compare results, share the solution.",
    "aligned-only": "The same destination, separate routes.",
    "other-time": "The same destination at different times: compare results.",
    "partly-shared": "The same activity for partly different goals: one capability could serve both.",
    "shared-capability": "The same activity for different goals: one capability could serve both.",
    "cannot-tell-yet": "Too little is known to say what kind of pair this is.",
}
_QUESTION = {
    "possible-duplication": "Ask {both} whether both are wanted: choice, capacity and duty are good reasons.",
    "overlap-other-people": "Ask {both} what they could share: method, training, premises.",
    "complementary": "Ask {both} how a person gets from one to the other.",
    "replicate-elsewhere": "Ask {both} to compare results.",
    "aligned-only": "Ask {both} whether they know of each other's work.",
    "shared-capability": "Ask {both} whether one capability could serve both.",
    "cannot-tell-yet": "Ask {both} whether they know of each other's work.",
}
_ASK: dict[FacetName, str] = {
    "outcome": "which outcomes it works for",
    "activity": "what kind of activity it is",
    "people": "whom it is for",
    "place": "where it works",
    "period": "when it runs",
}


def overlap_finding(graph: nx.MultiDiGraph[str], pair: Pair, texts: Texts | None) -> Finding:
    """The finding on one pair. Side `a` of every facet is the first of `involves`."""
    a, b = pair.a, pair.b
    wording = (a.text, b.text)
    phrases = shared_phrases(texts, pair.rows, wording) if texts else ()
    facets = compared_facets(graph, a, b, pair.relations)
    shared = canonical(graph, [term.outcome for term in pair.terms if term.known_a and term.known_b])
    evidence = pair_evidence(graph, pair, phrases)
    known = comparability(pair.relations)
    level = _level(pair, known)
    return Finding(
        method="overlap",
        kind=pair.kind,
        involves=(a.iri, b.iri),
        headline=f"{_LEAD[pair.kind]}: {titled(graph, a)} and {titled(graph, b)}.",
        why=_why(graph, pair, [name(graph, outcome) for outcome in shared], phrases),
        differs=differences(a, b, facets),
        confidence=level,
        confidence_text=_confidence_text(pair, level),
        score=pair.expected if shared or pair.proposed else pair.likeness,
        score_name=(
            "expected shared outcomes"
            if shared or pair.proposed
            else "likeness of the texts (equal texts have 1)"
        ),
        comparability=known,
        evidence=tuple(sorted(evidence)),
        check_next=_check_next(graph, pair),
        money=money_sentences(graph, a, b),
        facets=facets,
        contributions=tuple(
            Contribution(each.outcome, name(graph, each.outcome), each.belief_a, each.belief_b, each.term)
            for each in pair.terms
        ),
        phrases=phrases,
        figures=_figures(pair) | money_figures(graph, a, b),
        labels=pair_labels(graph, pair, evidence),
    )


def _figures(pair: Pair) -> dict[str, float]:
    """The counts in the words on what is known, how often each is recorded and how unusual the texts are."""
    found: dict[str, float] = {
        "points of comparison": len(FACETS),
        "points known on both sides": _points_known(pair),
    }
    found |= {
        f"records of {quoted(effort.label)}": len(effort.members)
        for effort in (pair.a, pair.b)
        if len(effort.members) > 1
    }
    return found | ({"share of pairs whose texts are less alike": UNUSUAL} if pair.alike else {})


def _points_known(pair: Pair) -> int:
    return sum(found != "unknown" for found in pair.relations.values())


def titled(graph: nx.MultiDiGraph[str], effort: Effort) -> str:
    """The effort with who delivers it."""
    return f"{quoted(effort.label)} ({deliverers(graph, effort)})"


def deliverers(graph: nx.MultiDiGraph[str], effort: Effort) -> str:
    """Who delivers the effort, each name once."""
    return listed(list(dict.fromkeys(name(graph, body) for body in effort.deliverers)), most=3)


def _why(graph: nx.MultiDiGraph[str], pair: Pair, shared: list[str], phrases: tuple[str, ...]) -> str:
    sentences = [_frame(pair)]
    if shared:
        known = "recorded or confirmed by a person" if _confirmed(graph, pair) else "recorded"
        sentences.append(f"Both are {known} as working for {listed([quoted(label) for label in shared])}.")
    else:
        sentences.append("No outcome is stated by both.")
    if pair.proposed:
        sentences.append(_thought(graph, pair, pair.proposed))
    if pair.nearly_equal:
        sentences.append("Their texts are nearly equal: is this one effort, recorded under two bodies?")
    elif pair.alike:
        sentences.append(
            f"Their texts are more alike than those of {UNUSUAL:.1%} of all pairs of different bodies."
        )
    if phrases:
        sentences.append(f"Both texts say: {listed([quoted(phrase) for phrase in phrases])}.")
    for effort in (pair.a, pair.b):
        if len(effort.members) > 1:
            sentences.append(
                f"{quoted(effort.label)} is recorded {len(effort.members)} times and taken as one."
            )
    if work_together(graph, pair.a.deliverers, pair.b.deliverers):
        sentences.append("A collaboration of the organisations is recorded.")
    commissioners = [quoted(name(graph, body)) for body in on_both_sides(graph, pair.a, pair.b)]
    if commissioners:
        sentences.append(f"Who commissions or delivers both: {listed(commissioners)}.")
    return " ".join(sentences)


def _confirmed(graph: nx.MultiDiGraph[str], pair: Pair) -> bool:
    """Whether an outcome known of both is not stated in the data of one, but by a person who judged a proposal."""
    return any(
        not any(graph.has_edge(member, term.outcome, FACET_EDGES["outcome"]) for member in effort.members)
        for term in pair.terms
        if term.known_a and term.known_b
        for effort in (pair.a, pair.b)
    )


def _thought(graph: nx.MultiDiGraph[str], pair: Pair, term: Term) -> str:
    """What we think and nobody recorded, with the known efforts that led to it."""
    text = f"We think that both work for {quoted(name(graph, term.outcome))}:"
    sides = ((pair.a, term.known_a, term.like_a), (pair.b, term.known_b, term.like_b))
    stated_by = [f"{quoted(effort.label)} states it" for effort, known, _ in sides if known]
    read = [
        f"{quoted(effort.label)} reads like {listed([quoted(other.label) for other in like])}, known to work for it"
        if like
        else f"the text of {quoted(effort.label)} speaks for it"
        for effort, known, like in sides
        if not known
    ]
    return f"{text} {'; '.join([*stated_by, *read])}. Nobody has confirmed it."


def _frame(pair: Pair) -> str:
    if pair.kind == "shared-capability" and pair.shared:
        return _FRAME["partly-shared"]
    if pair.kind == "aligned-only" and pair.relations["period"] == "different":
        return _FRAME["other-time"]
    return _FRAME[pair.kind]


def _level(pair: Pair, known: float) -> Level:
    if pair.nearly_equal or known < 0.6:
        return "low"
    if not pair.shared:
        term = pair.proposed
        return "medium" if term and term.calibrated and (term.known_a or term.known_b) else "low"
    one_record_each = len(pair.a.members) == len(pair.b.members) == 1
    return "high" if known >= 0.8 and one_record_each else "medium"


def _confidence_text(pair: Pair, level: Level) -> str:
    if pair.shared:
        basis = "the shared outcome is known of both"
    elif pair.proposed and (pair.proposed.known_a or pair.proposed.known_b):
        basis = "the shared outcome is stated by one and thought of the other"
    elif pair.proposed:
        basis = "the shared outcome is only thought of both"
    else:
        basis = "no outcome is stated by both, only texts are alike"
    text = (
        f"{level.capitalize()}: {basis}; known on both sides: {_points_known(pair)} of {len(FACETS)} points of "
        "comparison."
    )
    if pair.nearly_equal:
        text += " The two records may be one."
    return f"{text} This is not a claim that either is unnecessary."


def _check_next(graph: nx.MultiDiGraph[str], pair: Pair) -> tuple[str, ...]:
    bodies = [deliverers(graph, effort) for effort in (pair.a, pair.b)]
    both = bodies[0] if bodies[0] == bodies[1] else f"{bodies[0]} and {bodies[1]}"
    questions = [f"Ask {both} whether these two records are one effort."] if pair.nearly_equal else []
    term = pair.proposed
    if term:
        thought = [side for side, known in ((pair.a, term.known_a), (pair.b, term.known_b)) if not known]
        questions += [
            f"Ask {deliverers(graph, side)} whether {quoted(side.label)} works for "
            f"{quoted(name(graph, term.outcome))}, and confirm or reject that."
            for side in thought
        ]
    for effort, body in zip((pair.a, pair.b), bodies, strict=True):
        unknown = [_ASK[facet] for facet in FACETS if not effort.facets[facet]]
        if unknown:
            questions.append(f"Ask {body} about {quoted(effort.label)}: {listed(unknown)}.")
    return (*questions, _QUESTION[pair.kind].format(both=both))
