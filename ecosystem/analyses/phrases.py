"""The words that two texts have in common, quoted as they stand."""

from __future__ import annotations

import re

from ecosystem.analyses.text import Texts

_WORD = re.compile(r"\b\w\w+\b")
_LONGEST = 4


def shared_phrases(
    texts: Texts, rows: tuple[int, int], wording: tuple[str, str], most: int = 3
) -> tuple[str, ...]:
    """The most telling phrases of up to four words that occur in both texts, in lower case, best first.

    A phrase is worth the sum, over its words, of the product of their weights in the two texts. It begins and
    ends with a telling word, and no word is used in two phrases.
    """
    worth = _products(texts, *rows)
    found = _phrases(wording[0], worth) & _phrases(wording[1], worth)
    best = sorted(found, key=lambda phrase: (-_value(phrase, worth), phrase))
    chosen: list[str] = []
    used: set[str] = set()
    for phrase in best:
        telling = set(_WORD.findall(phrase)) & set(worth)
        if not telling & used and len(chosen) < most:
            chosen.append(phrase)
            used |= telling
    return tuple(chosen)


def _products(texts: Texts, first: int, second: int) -> dict[str, float]:
    product = texts.weights[[first]].multiply(texts.weights[[second]]).tocoo()
    return {
        texts.words[column]: float(value)
        for column, value in zip(product.coords[1], product.data, strict=True)
    }


def _value(phrase: str, worth: dict[str, float]) -> float:
    return round(sum(worth.get(word, 0.0) for word in _WORD.findall(phrase)), 9)


def _phrases(text: str, worth: dict[str, float]) -> set[str]:
    """Runs of words joined by single spaces or hyphens, with a telling word at both ends."""
    text = text.lower()
    spans = [match.span() for match in _WORD.finditer(text)]
    found = set()
    for begin, (start, end) in enumerate(spans):
        if text[start:end] not in worth:
            continue
        found.add(text[start:end])
        for next_start, next_end in spans[begin + 1 : begin + _LONGEST]:
            if text[end:next_start] not in {" ", "-"}:
                break
            end = next_end
            if text[next_start:next_end] in worth:
                found.add(text[start:end])
    return found
