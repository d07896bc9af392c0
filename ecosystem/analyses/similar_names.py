"""Which names of organisations say the same in other words? Word order, small words, plurals, an abbreviation.

Measured on open data: names likened by their letters put "Chester" beside "Manchester Diocesan Board of Finance",
and words that differ in one letter found two schools and two clubs that are two. So words must be equal.
"""

from __future__ import annotations

from ecosystem.identifiers import normalised_body

_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to"])
_SHORTEST_ABBREVIATION = 3
_SHORTEST_PLURAL = 4


def name_keys(name: str) -> frozenset[tuple[str, str]]:
    """Two names with a key in common say the same: equal words in any order, or equal letters without spaces.

    Small words, a plural s and an abbreviation made of the initials of the other words do not count. Nothing
    for a name without a letter.

    >>> bool(name_keys("Ottawa Interfaith Council") & name_keys("Interfaith Council of Ottawa (OIC)"))
    True
    >>> bool(name_keys("1st Vale Scouts") & name_keys("2nd Vale Scouts"))
    False
    """
    words = normalised_body(name.replace("-", " ")).split()
    telling = [word for word in words if word not in _SMALL and not _abbreviates(word, words)] or words
    plain = [_singular(word) for word in telling]
    if not plain:
        return frozenset()
    return frozenset({("words", " ".join(sorted(plain))), ("letters", "".join(plain))})


def _abbreviates(word: str, words: list[str]) -> bool:
    """Whether its letters are initials of the others: all of them in any order, or some in theirs from the first on."""
    initials = "".join(other[0] for other in words if other != word and other not in _SMALL)
    if len(word) < _SHORTEST_ABBREVIATION:
        return False
    if sorted(word) == sorted(initials):
        return True
    if not initials.startswith(word[0]):
        return False
    following = iter(initials)
    return all(letter in following for letter in word)


def _singular(word: str) -> str:
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
