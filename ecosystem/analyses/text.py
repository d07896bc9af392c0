"""Which texts are unusually alike? Words weighted by rarity, and the themes behind them.

Measured on open data: word weights and latent themes find as many related programmes as neural sentence
models do, and neither finds many. So likeness of texts proposes pairs to look at and never grades one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

THEMES = 150
COMMON = 0.3
"""Words in more than this share of the texts (and in more than ten) are left out: house vocabulary."""
FEWEST_WORDS = 5
"""Texts with fewer telling words are not compared: two short names are easily alike."""
LEAST_COSINE = 0.5
UNUSUAL = 0.999
"""Only pairs above this quantile of all pairs of different bodies are proposed."""
NEIGHBOURS = 5
MOST_FITTED = 20_000
"""Texts that the themes are worked out from; further ones are placed among them."""
SAMPLED = 1_000_000
"""Pairs from which the usual likeness is estimated where not all are looked at."""
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Texts:
    """`weights`: text x word, unit rows (TF-IDF); `themes`: text x theme, unit rows (LSA)."""

    weights: sparse.csr_array[Any]
    themes: Floats
    words: tuple[str, ...]
    """What the columns of `weights` are."""

    def cosines(self, first: Numbers, second: Numbers) -> tuple[Floats, Floats]:
        """For each pair of rows the cosine of the word weights and that of the themes, to six decimals."""
        by_words, by_themes = np.zeros(len(first)), np.zeros(len(first))
        for start in range(0, len(first), 20_000):
            part = slice(start, start + 20_000)
            left, right = first[part], second[part]
            by_words[part] = self.weights[left].multiply(self.weights[right]).sum(axis=1)
            by_themes[part] = np.einsum("ij,ij->i", self.themes[left], self.themes[right])
        return by_words.round(6), by_themes.round(6)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likeness is spread over all pairs of different bodies.

    `least` is the combined likeness at the `UNUSUAL` quantile; `pairs` is how many were looked at.
    """

    means: tuple[float, float]
    deviations: tuple[float, float]
    least: float
    pairs: int

    def combined(self, by_words: Floats, by_themes: Floats) -> Floats:
        """Standard scores of both cosines, added; as a share of what equal texts have, to six decimals."""
        (mean_w, mean_t), (spread_w, spread_t) = self.means, (spread or 1.0 for spread in self.deviations)
        most = (1 - mean_w) / spread_w + (1 - mean_t) / spread_t
        scores = (by_words - mean_w) / spread_w + (by_themes - mean_t) / spread_t
        return np.asarray(np.round(scores / (most or 1.0), 6))


def represent(texts: Sequence[str], seed: int) -> Texts | None:
    """The texts as numbers; None where they hold no word to compare by."""
    from sklearn.preprocessing import normalize  # type: ignore[import-untyped]
    from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]

    found = word_weights(texts)
    if found is None:
        return None
    weights, words = found
    fitted = weights
    if weights.shape[0] > MOST_FITTED:
        chosen = np.random.default_rng(seed).choice(weights.shape[0], MOST_FITTED, replace=False)
        fitted = weights[np.sort(chosen)]
    themes = min(THEMES, min(fitted.shape) - 1)
    if themes < 2:
        rows = weights.toarray()
    else:
        _, _, axes = randomized_svd(fitted, themes, n_iter=5, random_state=seed)
        rows = normalize(weights @ axes.T)
    return Texts(weights, np.asarray(rows), words)


def word_weights(texts: Sequence[str]) -> tuple[sparse.csr_array[Any], tuple[str, ...]] | None:
    """Text x word, unit rows (TF-IDF), and what its columns are; None where there is no word to compare by."""
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer  # type: ignore[import-untyped]

    counter = CountVectorizer(stop_words="english")
    read = counter.build_analyzer()
    if not any(read(text) for text in texts):
        return None
    counts = sparse.csr_array(counter.fit_transform(texts))
    in_texts = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero(in_texts <= max(10, int(COMMON * len(texts))))
    if not len(kept):
        return None
    words = counter.get_feature_names_out()
    weights = sparse.csr_array(TfidfTransformer(sublinear_tf=True).fit_transform(counts[:, kept]))
    return weights, tuple(str(words[column]) for column in kept)


def likeness(texts: Texts, bodies: sparse.csr_array[Any], sample_seed: int | None = None) -> Likeness | None:
    """What is usual between different bodies; None where no two bodies have text to compare.

    From all pairs or, with a `sample_seed`, from `SAMPLED` of them drawn by chance.
    """

    def looked_at() -> Iterable[tuple[Numbers, Numbers, Floats, Floats]]:
        if sample_seed is None:
            return _blocks(texts, bodies)
        return [_sample(texts, bodies, sample_seed)]

    pairs, sums, squares = 0, np.zeros(2), np.zeros(2)
    for _, _, *cosines in looked_at():
        pairs += len(cosines[0])
        sums += [cosine.sum() for cosine in cosines]
        squares += [np.square(cosine).sum() for cosine in cosines]
    if not pairs:
        return None
    means = sums / pairs
    deviations = np.sqrt(np.maximum(squares / pairs - means**2, 0)).round(9)
    spread = Likeness((means[0], means[1]), (deviations[0], deviations[1]), 0.0, pairs)
    scores = [spread.combined(*cosines).astype(np.float32) for _, _, *cosines in looked_at()]
    least = float(np.quantile(np.concatenate(scores), UNUSUAL))
    return Likeness(spread.means, spread.deviations, least, pairs)


def alike(texts: Texts, bodies: sparse.csr_array[Any], usual: Likeness) -> tuple[Numbers, Numbers]:
    """Pairs of rows (first < second) with unusually similar texts.

    Above the `UNUSUAL` quantile, a cosine of at least `LEAST_COSINE` in themes, and each among the nearest
    `NEIGHBOURS` of the other. `bodies`: text x body; rows with a body in common are never a pair.
    """
    found = [
        _unusual(first, second, by_words, by_themes, usual)
        for first, second, by_words, by_themes in _blocks(texts, bodies)
    ]
    return _each_other(*(np.concatenate(column) for column in zip(*found, strict=True)))


def mutual(texts: Texts, usual: Likeness, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    """As `alike`, among the pairs given, none of which has a body in common."""
    telling = np.diff(texts.weights.indptr) >= FEWEST_WORDS
    kept = telling[first] & telling[second]
    first, second = first[kept], second[kept]
    return _each_other(*_unusual(first, second, *texts.cosines(first, second), usual))


def _unusual(
    first: Numbers, second: Numbers, by_words: Floats, by_themes: Floats, usual: Likeness
) -> tuple[Numbers, Numbers, Floats]:
    scores = usual.combined(by_words, by_themes)
    kept = (scores >= usual.least) & (by_themes >= LEAST_COSINE)
    return first[kept], second[kept], scores[kept]


def _each_other(first: Numbers, second: Numbers, scores: Floats) -> tuple[Numbers, Numbers]:
    """The pairs each of which is among the nearest `NEIGHBOURS` of the other; ties in the order of the rows."""
    near: dict[int, list[int]] = {}
    order = np.lexsort((second, first, -scores))
    for one, other in zip(first[order].tolist(), second[order].tolist(), strict=True):
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    nearest = {row: set(others[:NEIGHBOURS]) for row, others in near.items()}
    both = [b in nearest[a] and a in nearest[b] for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    kept = np.array(both, dtype=bool)
    return first[kept], second[kept]


def _sample(
    texts: Texts, bodies: sparse.csr_array[Any], seed: int
) -> tuple[Numbers, Numbers, Floats, Floats]:
    """Some pairs of telling texts of different bodies, with both cosines."""
    telling = np.flatnonzero(np.diff(texts.weights.indptr) >= FEWEST_WORDS)
    number = min(SAMPLED, len(telling) ** 2)
    drawn = np.random.default_rng(seed).choice(telling, (2, number))
    first, second = drawn.min(axis=0), drawn.max(axis=0)
    together = np.asarray(bodies[first].multiply(bodies[second]).sum(axis=1)) > 0
    kept = (first != second) & ~together
    first, second = first[kept], second[kept]
    return first, second, *texts.cosines(first, second)


def _blocks(texts: Texts, bodies: sparse.csr_array[Any]) -> Iterator[tuple[Numbers, Numbers, Floats, Floats]]:
    """Every pair of telling texts of different bodies once: first row, second row, and both cosines."""
    telling = np.diff(texts.weights.indptr) >= FEWEST_WORDS
    columns = np.arange(len(telling))
    for start in range(0, len(telling), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(telling)))
        wanted = telling[rows, None] & telling & (columns > rows[:, None])
        wanted &= (bodies[rows] @ bodies.T).toarray() == 0
        first, second = np.nonzero(wanted)
        by_words = (texts.weights[rows] @ texts.weights.T).toarray()[first, second]
        by_themes = (texts.themes[rows] @ texts.themes.T)[first, second]
        yield rows[first], second, by_words.round(6), by_themes.round(6)
