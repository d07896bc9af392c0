"""Invented efforts of any number as the graph that analyses read, and invented texts: the same seed, the same ones.

Words follow Zipf's law, each outcome has words of its own, one effort in fifty has nearly the text of another, and
three in ten state no outcome. Bodies and outcomes are named unevenly. Every kind of record that an analysis reads
is there in proportion to the efforts; lists (outcomes, groups, places, kinds of activity) are as long for any number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from benchmarks import records, surroundings
from benchmarks.drawn import Drawn, add, add_concepts, link
from benchmarks.writing import Chance

OUTCOMES = 300
_WORDS, _OWN_WORDS = 20_000, 40
_COMMON_WORDS, _TOPIC_WORDS = 24, 10
_CHANGED = 0.12
"""Share of the words of a near copy that are others."""
_NO_SECTOR = {"sector": "NK", "sector_label": "Not known"}
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
    """So many efforts of a tenth as many bodies and all that is recorded about both, as `full_graph` gives it."""
    made, rng = texts(number, seed), np.random.default_rng(seed + 1)
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=1)
    bodies = max(2, number // 10)
    for at in range(bodies):
        iri = f"body/{at}"
        add(found, iri, "organisation", "organisation", f"Body {at}", parent="", root=iri, **_NO_SECTOR)
    for at in range(OUTCOMES):
        meaning = " ".join(f"word{_WORDS + at * _OWN_WORDS + word:05x}" for word in range(6))
        add(
            found, f"outcome/{at}", "shared-outcome", "outcome", f"Outcome {at}", meaning, outcome_list="list"
        )
    for facet, (_, values) in _FACETS.items():
        for at in range(values):
            add(found, f"{facet}/{at}", facet, facet, f"{facet} {at}")
    for at, text in enumerate(made.texts):
        iri = f"effort/{at}"
        add(found, iri, "programme", "effort", f"Effort {at}", text, start="2026-01-01", end="", money=())
        link(found, iri, "deliveredBy", f"body/{int(bodies * rng.random() ** 1.5)}")
        if rng.random() < 0.7:
            stated = {made.topics[at], *(rng.zipf(1.5, size=rng.integers(0, 2)) % OUTCOMES).tolist()}
            for outcome in sorted(stated):
                link(found, iri, "targetsOutcome", f"outcome/{outcome}")
        for facet, (key, values) in _FACETS.items():
            if rng.random() < 0.8:
                link(found, iri, key, f"{facet}/{rng.integers(0, values)}")
    drawn = Drawn(found, Chance(seed), add_concepts(found), _things(number, bodies))
    surroundings.write(drawn)
    records.write(drawn)
    return found


def _things(efforts: int, bodies: int) -> dict[str, list[str]]:
    """Kind -> IRIs of what the map consists of so far."""
    made = [
        ("effort", "effort", efforts),
        ("organisation", "body", bodies),
        ("shared-outcome", "outcome", OUTCOMES),
    ]
    made += [(facet, facet, values) for facet, (_, values) in _FACETS.items()]
    return {kind: [f"{start}/{at}" for at in range(number)] for kind, start, number in made}
