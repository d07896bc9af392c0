"""Texts of efforts and definitions of outcomes as numbers, in one space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse

from ecosystem.analyses.text import COMMON, Floats, Texts

THEMES = 400
"""Themes behind the words, for learning from known efforts."""
BROAD = 250
"""How many of them, the strongest first, when a text is held against a definition."""
MOST_FITTED = 20_000
"""Texts that the themes are worked out from; further ones are placed among them."""
MANY = 10_000
"""Texts past which a quarter of the themes must do."""
_WORD = re.compile(r"\b\w\w+\b")
_PLURALS = (("ies", "y"), ("sses", "ss"), ("s", ""))
_ENDINGS = ("ation", "ment", "ing", "tion", "ive", "ion", "ed", "al", "ity", "e", "er")


@dataclass(frozen=True, slots=True)
class View:
    """One way to read the texts. Rows are the efforts and then the outcomes, in the order they were given in.

    `texts.themes` has unit rows; `broad` its first columns, made unit rows again.
    """

    texts: Texts
    broad: Floats

    @property
    def words(self) -> sparse.csr_array[Any]:
        """Text x word, unit rows."""
        return self.texts.weights

    @property
    def themes(self) -> Floats:
        """Text x theme, unit rows."""
        return self.texts.themes


@dataclass(frozen=True, slots=True)
class Features:
    """The texts as they stand; and by stems, with the names of who delivers the effort. `efforts`: how many."""

    views: tuple[View, ...]
    efforts: int

    @property
    def texts(self) -> Texts:
        """The words as they stand, for quoting."""
        return self.views[0].texts


def features(
    texts: Sequence[str], definitions: Sequence[str], seed: int, bodies: Sequence[str] = ()
) -> Features | None:
    """None where they hold no word to compare by. Equal input gives equal output: one thread, one seed.

    `bodies`: for each text the names of who delivers the effort; empty where that is not known.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    named = [f"{text} {body}" for text, body in zip(texts, bodies or [""] * len(texts), strict=True)]
    with threadpool_limits(limits=1):
        plain = _view([*texts, *definitions], seed)
        stems = _view([stemmed(text) for text in (*named, *definitions)], seed)
    return Features((plain, stems), len(texts)) if plain and stems else None


def stemmed(text: str) -> str:
    """Every word without its most usual English endings; crude, and enough to bring forms of a word together.

    >>> stemmed("Supports families, reducing evictions")
    'support family reduc evic'
    """
    return " ".join(_stem(word) for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if not word.endswith(("ss", "us")):
        for ending, instead in _PLURALS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)] + instead
                break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _view(documents: Sequence[str], seed: int) -> View | None:
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer  # type: ignore[import-untyped]

    counter = CountVectorizer(stop_words="english")
    read = counter.build_analyzer()
    if not any(read(document) for document in documents):
        return None
    counts = sparse.csr_array(counter.fit_transform(documents))
    within = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero((within > 1) & (within <= max(10, int(COMMON * len(documents)))))
    if not len(kept):
        return None
    weights = sparse.csr_array(TfidfTransformer(sublinear_tf=True).fit_transform(counts[:, kept]))
    themes = _themes(weights, seed)
    names = counter.get_feature_names_out()
    words = tuple(str(names[column]) for column in kept)
    return View(Texts(weights, _unit(themes), words), _unit(themes[:, :BROAD]))


def _themes(weights: sparse.csr_array[Any], seed: int) -> Floats:
    """Latent semantic analysis; the words themselves where they are too few for it."""
    from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]

    fitted = weights
    if weights.shape[0] > MOST_FITTED:
        chosen = np.random.default_rng(seed).choice(weights.shape[0], MOST_FITTED, replace=False)
        fitted = weights[np.sort(chosen)]
    number = min(THEMES if weights.shape[0] <= MANY else THEMES // 4, min(fitted.shape) - 1)
    if number < 2:
        return np.asarray(weights.toarray())
    _, _, axes = randomized_svd(fitted, number, n_iter=5, random_state=seed)
    return np.asarray(weights @ axes.T)


def _unit(rows: Floats) -> Floats:
    from sklearn.preprocessing import normalize  # type: ignore[import-untyped]

    return np.asarray(normalize(rows))
