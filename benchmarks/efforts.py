"""Invented efforts of any number as the graph that analyses read, and invented texts: the same seed, the same ones.

Words follow Zipf's law, each outcome has words of its own, one effort in fifty has nearly the text of another, and
three in ten state no outcome. Bodies and outcomes are named unevenly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

OUTCOMES = 300
_WORDS, _OWN_WORDS = 20_000, 40
_COMMON_WORDS, _TOPIC_WORDS = 24, 10
_CHANGED = 0.12
"""Share of the words of a near copy that are others."""
_FACETS = {"activity-kind": ("activityKind", 15), "group": ("serves", 25), "area": ("inArea", 60)}


@dataclass(frozen=True, slots=True)
class Texts:
    """`topics`: the outcome each text is about; `copies`: (original, copy) by row."""

    texts: list[str]
    topics: list[int]
    copies: list[tuple[int, int]]


def texts(number: int, seed: int = 0, copied: float = 0.02) -> Texts:
    """So many texts of about 34 words."""
    rng = np.random.default_rng(seed)
    usual = rng.zipf(1.3, size=(number, _COMMON_WORDS)) % _WORDS
    topics = rng.zipf(1.5, size=number) % OUTCOMES
    own = topics[:, None] * _OWN_WORDS + rng.integers(0, _OWN_WORDS, size=(number, _TOPIC_WORDS)) + _WORDS
    words = np.concatenate([usual, own], axis=1)
    places = np.flatnonzero(rng.random(number) < copied)
    places = places[places > 0]
    originals = (rng.random(len(places)) * places).astype(np.int64)
    for place, original in zip(places.tolist(), originals.tolist(), strict=True):
        words[place] = words[original]
        topics[place] = topics[original]
        other = rng.random(words.shape[1]) < _CHANGED
        words[place, other] = rng.zipf(1.3, size=np.count_nonzero(other)) % _WORDS
    spelled = np.array([f"word{at:05x}" for at in range(_WORDS + OUTCOMES * _OWN_WORDS)])
    return Texts(
        texts=[" ".join(row) for row in spelled[words]],
        topics=topics.tolist(),
        copies=list(zip(originals.tolist(), places.tolist(), strict=True)),
    )


def word_weights(texts: list[str]) -> sparse.csr_array[Any]:
    """Text x word: rare words weigh most, rows have length 1 (TF-IDF, as the analyses weigh words)."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    return sparse.csr_array(TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts))


def graph(number: int, seed: int = 0) -> nx.MultiDiGraph[str]:
    """So many efforts of a tenth as many bodies, in the shape that `ecosystem.projection` gives."""
    made, rng = texts(number, seed), np.random.default_rng(seed + 1)
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=1)
    bodies = max(2, number // 10)
    for at in range(bodies):
        iri = f"body/{at}"
        _add(found, iri, "organisation", "organisation", f"Body {at}", parent="", root=iri, sector="NK")
    for at in range(OUTCOMES):
        meaning = " ".join(f"word{_WORDS + at * _OWN_WORDS + word:05x}" for word in range(6))
        _add(
            found, f"outcome/{at}", "shared-outcome", "outcome", f"Outcome {at}", meaning, outcome_list="list"
        )
    for facet, (_, values) in _FACETS.items():
        for at in range(values):
            _add(found, f"{facet}/{at}", facet, facet, f"{facet} {at}")
    for at, text in enumerate(made.texts):
        iri = f"effort/{at}"
        _add(found, iri, "programme", "effort", f"Effort {at}", text, start="2026-01-01", end="", money=())
        _link(found, iri, "deliveredBy", f"body/{int(bodies * rng.random() ** 1.5)}")
        if rng.random() < 0.7:
            stated = {made.topics[at], *(rng.zipf(1.5, size=rng.integers(0, 2)) % OUTCOMES).tolist()}
            for outcome in sorted(stated):
                _link(found, iri, "targetsOutcome", f"outcome/{outcome}")
        for facet, (key, values) in _FACETS.items():
            if rng.random() < 0.8:
                _link(found, iri, key, f"{facet}/{rng.integers(0, values)}")
    return found


def _add(
    graph: nx.MultiDiGraph[str], iri: str, kind: str, family: str, label: str, text: str = "", **more: Any
) -> None:
    graph.add_node(
        iri,
        **{
            "kind": kind,
            "family": family,
            "label": label,
            "description": text,
            "source_id": iri,
            "text": f"{label}. {text}",
            "dataset": "",
            "dataset_label": "",
            "values": {},
        },
        **more,
    )


def _link(graph: nx.MultiDiGraph[str], subject: str, key: str, value: str) -> None:
    graph.add_edge(subject, value, key=key, predicate=f"https://example.org/terms#{key}")
