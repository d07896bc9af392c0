"""How strongly a text speaks for each outcome of one list: learned from known efforts, and from definitions.

Three voices are added. *Ridge*: kernel ridge regression from the mean of the word and the theme cosines to the
outcomes that efforts state, with every definition as one more example of its outcome. *Centroid*: likeness to the
middle of an outcome's known efforts (Rocchio). *Definition*: likeness to what the outcome is said to mean, less a
part of its mean likeness to all texts, or outcomes in general terms would attract everything. Every view of the
texts is learned from by itself, and the answers are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from ecosystem.analyses.tagging.features import Features, View
from ecosystem.analyses.text import Floats

Rows = NDArray[np.int64]
BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Voices:
    """How much each voice counts, and how sharply it speaks. docs/evaluation.md says how these were chosen.

    `alpha`: ridge penalty. `generic`: the part of an outcome's mean likeness that is taken off. The sharpness
    of a voice is the temperature of its softmax over the outcomes: lower is sharper. `unseen` is what the
    definition of an outcome that no known effort states counts, against 1 for the others.
    """

    alpha: float = 0.7
    ridge: float = 0.7
    definition: float = 0.3
    centroid: float = 0.3
    generic: float = 0.7
    definition_sharpness: float = 0.03
    centroid_sharpness: float = 0.05
    unseen: float = 0.3


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What one view taught."""

    view: View
    by_theme: Floats
    by_word: Floats
    middles: Floats
    definitions: Floats
    usual: Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned for one list of outcomes; `belief` says it for any rows of the features.

    `seen`: whether any example has the outcome.
    """

    lessons: tuple[_Lesson, ...]
    voices: Voices
    seen: NDArray[np.bool_]

    def belief(self, rows: Rows) -> Floats:
        """Effort x outcome, 0-1, not calibrated."""
        found = np.zeros((len(rows), len(self.seen)))
        for start in range(0, len(rows), BLOCK):
            found[start : start + BLOCK] = mixed(self.parts(rows[start : start + BLOCK]), self.voices)
        return found

    def parts(self, rows: Rows) -> tuple[Floats, ...]:
        """What each voice says, each effort x outcome and 0-1: ridge, definition and, if anything is seen, centroid."""
        said = [self._said(lesson, rows) for lesson in self.lessons]
        return tuple(np.mean(voice, axis=0) for voice in zip(*said, strict=True))

    def _said(self, lesson: _Lesson, rows: Rows) -> tuple[Floats, ...]:
        voices, view = self.voices, lesson.view
        broad = view.broad[rows]
        ridge = (view.themes[rows] @ lesson.by_theme + view.words[rows] @ lesson.by_word) / 2
        near = broad @ lesson.definitions.T - lesson.usual
        if not self.seen.any():
            everywhere = np.ones(len(self.seen))
            return ridge.clip(0, 1), _softmax(near, voices.definition_sharpness, everywhere)
        prior = np.where(self.seen, 1.0, voices.unseen)
        alike = (broad @ lesson.middles.T).clip(0)
        return (
            ridge.clip(0, 1),
            _softmax(near, voices.definition_sharpness, prior),
            _softmax(alike, voices.centroid_sharpness, self.seen.astype(float)),
        )


def mixed(parts: tuple[Floats, ...], voices: Voices) -> Floats:
    """The voices' weighted mean, 0-1."""
    weights = (voices.ridge, voices.definition, voices.centroid)[: len(parts)]
    total = sum(weight * part for weight, part in zip(weights, parts, strict=True))
    return np.asarray(total / sum(weights))


def learn(
    features: Features, examples: Rows, targets: sparse.csr_array[Any], outcomes: Rows, voices: Voices
) -> Learned:
    """`examples`: rows of known efforts, `targets` their outcomes (0-1); `outcomes`: rows of the definitions."""
    told = np.asarray(targets.toarray(), dtype=np.float64)
    lessons = (_lesson(view, features.efforts, examples, told, outcomes, voices) for view in features.views)
    return Learned(tuple(lessons), voices, np.asarray((told >= 1).sum(axis=0) > 0))


def _lesson(
    view: View, efforts: int, examples: Rows, told: Floats, outcomes: Rows, voices: Voices
) -> _Lesson:
    rows = np.concatenate([examples, outcomes])
    themes, words = view.themes[rows], view.words[rows]
    kernel = (themes @ themes.T + (words @ words.T).toarray()) / 2
    wanted = np.vstack([told, np.eye(len(outcomes))])
    kernel[np.diag_indices_from(kernel)] += voices.alpha  # so that it is positive definite
    weights = cho_solve(cho_factor(kernel, overwrite_a=True), wanted)
    definitions = view.broad[outcomes]
    usual = definitions @ view.broad[:efforts].mean(axis=0) if efforts else np.zeros(len(outcomes))
    return _Lesson(
        view=view,
        by_theme=themes.T @ weights,
        by_word=np.asarray(words.T @ weights),
        middles=_unit(told.T @ view.broad[examples]),
        definitions=definitions,
        usual=voices.generic * usual,
    )


def _softmax(values: Floats, sharpness: float, prior: Floats) -> Floats:
    """Shares that sum to 1 in each row, in proportion to `prior` where the values are equal."""
    top = np.where(prior > 0, values, -np.inf).max(axis=1, keepdims=True)
    powers = np.exp(np.minimum((values - top) / sharpness, 0)) * prior
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0))
