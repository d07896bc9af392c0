from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analyses.pairs import membership
from ecosystem.analyses.phrases import shared_phrases
from ecosystem.analyses.text import alike, likeness, represent

CROSSINGS = "Safe Routes. Builds safer crossings and wardens for school streets near primary schools."
STREETS = (
    "Walk Well. Adults walk together; we also paid for safer crossings, benches and quiet school streets."
)
OTHERS = tuple(
    f"Project {place}. {' '.join(f'topic{place}word{at}' for at in range(8))} help and support for people."
    for place in range(60)
)


def bodies(count: int) -> list[frozenset[str]]:
    return [frozenset({f"body-{place}"}) for place in range(count)]


def test_phrases_are_the_telling_words_that_stand_in_both_texts() -> None:
    texts = represent([CROSSINGS, STREETS, *OTHERS], seed=0)
    assert texts is not None
    assert shared_phrases(texts, (0, 1), (CROSSINGS, STREETS)) == ("safer crossings", "school streets")


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["park", "Ramp", "and", "of", "city-wide", "10", "ramp,", "é"]), max_size=12),
    st.data(),
)
def test_every_phrase_stands_word_for_word_in_both_texts(words: list[str], data: st.DataObject) -> None:
    other = " ".join(data.draw(st.permutations(words)))
    text = " ".join(words)
    texts = represent([text, other, *OTHERS], seed=0)
    assert texts is not None
    for phrase in shared_phrases(texts, (0, 1), (text, other)):
        assert phrase in text.lower()
        assert phrase in other.lower()


def test_unusually_similar_texts_of_different_bodies_are_proposed() -> None:
    wording = [
        "safer crossings wardens school streets children walking bus",
        "school streets safer crossings wardens",
    ]
    texts = represent([*wording, *OTHERS], seed=0)
    assert texts is not None
    apart = membership(bodies(62))[0]
    usual = likeness(texts, apart)
    assert usual is not None
    first, second = alike(texts, apart, usual)
    assert (0, 1) in set(zip(first.tolist(), second.tolist(), strict=True))


def test_texts_of_one_body_are_never_a_pair() -> None:
    texts = represent([CROSSINGS, CROSSINGS, *OTHERS], seed=0)
    assert texts is not None
    together = membership([frozenset({"one"}), frozenset({"one"}), *bodies(62)[2:]])[0]
    usual = likeness(texts, together)
    assert usual is not None
    first, second = alike(texts, together, usual)
    assert (0, 1) not in set(zip(first.tolist(), second.tolist(), strict=True))


def test_equal_texts_have_a_likeness_of_one() -> None:
    texts = represent([CROSSINGS, CROSSINGS, *OTHERS], seed=0)
    assert texts is not None
    usual = likeness(texts, membership(bodies(62))[0])
    assert usual is not None
    by_words, by_themes = texts.cosines(np.array([0]), np.array([1]))
    assert (by_words[0], by_themes[0]) == (1.0, 1.0)
    assert usual.combined(by_words, by_themes)[0] == pytest.approx(1.0)


def test_two_short_texts_are_not_compared_however_alike() -> None:
    texts = represent(["Youth club", "Youth club", *OTHERS], seed=0)
    assert texts is not None
    apart = membership(bodies(62))[0]
    usual = likeness(texts, apart)
    assert usual is not None
    first, _ = alike(texts, apart, usual)
    assert 0 not in first.tolist()


def test_the_same_texts_give_the_same_numbers() -> None:
    first, again = (represent([CROSSINGS, STREETS, *OTHERS], seed=0) for _ in range(2))
    assert first is not None
    assert again is not None
    assert first.themes.tobytes() == again.themes.tobytes()
    assert first.weights.data.tobytes() == again.weights.data.tobytes()


@pytest.mark.parametrize(
    "texts", [[], ["", "the and"], ["the same words"] * 40], ids=["none", "no words", "all equal"]
)
def test_texts_without_a_telling_word_have_no_numbers(texts: list[str]) -> None:
    assert represent(texts, seed=0) is None
