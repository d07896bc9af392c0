"""Words as people type them: which two are the same but for case and spacing, and which one was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

_CLOSE_ENOUGH = 72.0
"""Of 100; "Homelesness" against "Homelessness" scores 96, two unrelated words of one length under 50."""


_SHOWN = 80
_MOST_SUGGESTIONS = 100
_MOST_CHOICES = 50_000


def folded(text: str) -> str:
    """A word as compared: no case, single spaces.

    >>> folded("  Works\\n With ") == folded("works with")
    True
    """
    return " ".join(text.split()).casefold()


def heading(text: str) -> str:
    """A column heading as compared: no case, single spaces, no asterisk after it."""
    return folded(text).rstrip("* ")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like the word, if any is like enough; the first of equals.

    >>> nearest("Homelesness", ["Youth crime", "Homelessness"])
    'Homelessness'
    """
    listed = list(choices)
    found = _closest(word, [folded(choice) for choice in listed])
    return None if found is None else listed[found]


def _closest(word: str, choices: Sequence[str]) -> int | None:
    """The place of the folded choice most like the word."""
    found = process.extractOne(folded(word), choices, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[2] if found else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """The question that helps most, or `otherwise` where nothing is near."""
    meant = nearest(word, choices)
    return f"Did you mean '{meant}'?" if meant else otherwise


@dataclass(slots=True)
class Suggestions:
    """What wrong words may have meant, for the first hundred of them.

    Each compares with every choice, and a file of nothing but wrong words must not take minutes.
    """

    choices: Sequence[str]
    left: int = _MOST_SUGGESTIONS
    _folded: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._folded = [folded(choice) for choice in self.choices[:_MOST_CHOICES]]

    def question(self, word: str, otherwise: str) -> str:
        """The question that helps most, or `otherwise` where nothing is near."""
        self.left -= 1
        found = _closest(word, self._folded) if self.left >= 0 else None
        return otherwise if found is None else f"Did you mean '{self.choices[found]}'?"


def quoted(text: str) -> str:
    """A text in a sentence, cut where it is long."""
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[: _SHOWN - 3]}...'"


def listing(words: Iterable[str], last: str = "or") -> str:
    """Words in a sentence.

    >>> listing(["pursues", "delivers", "targets"])
    'pursues, delivers or targets'
    """
    *most, final = words
    return f"{', '.join(most)} {last} {final}" if most else final
