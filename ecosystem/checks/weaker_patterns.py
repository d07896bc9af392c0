"""Every way in which a regular expression could let through more, or less, than it should."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise


def weaker_patterns(text: str) -> Iterator[tuple[str, str]]:
    """What was done, and the pattern then: it looks at the beginning or the end no more, or lacks an alternative."""
    made = {"without its beginning": text.removeprefix("^"), "without its end": text.removesuffix("$")}
    made |= {f"without {gone}": shorter for gone, shorter in _without_alternatives(text)}
    yield from ((what, changed) for what, changed in made.items() if changed != text)


def _without_alternatives(text: str) -> Iterator[tuple[str, str]]:
    """Each alternative of each group in brackets, and the pattern without it."""
    for opened, cuts, closed in _choices(text):
        for start, end in pairwise([opened, *cuts, closed]):
            first = start == opened
            yield text[start + 1 : end], text[: start + first] + text[end + first :]


def _choices(text: str) -> Iterator[tuple[int, list[int], int]]:
    """Where each group with alternatives opens, is divided and closes; what stands in [] is no bracket."""
    opened: list[tuple[int, list[int]]] = []
    in_class = False
    for at, sign in enumerate(text):
        if at and text[at - 1] == "\\":
            continue
        if in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign == "(":
            opened.append((at, []))
        elif sign == "|" and opened:
            opened[-1][1].append(at)
        elif sign == ")":
            start, cuts = opened.pop()
            if cuts:
                yield start, cuts, at
