"""Every way in which the query of a comparison could be a little wrong: a condition less, a bound moved by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_CONDITION = re.compile(r"\b(FILTER(?:\s+NOT\s+EXISTS|\s+EXISTS)?|HAVING|MINUS)\s*(?=[({])", re.IGNORECASE)
_SIGN = re.compile(r"(?<= )([<>]=?)(?= )")
_NUMBER = re.compile(r"(?<=[<>=*] )(\d+(?:\.\d+)?)\b")
_STEPS = re.compile(r"(?<=[\w)])[+*](?= [?$])")
_LIST = re.compile(r"\bIN\s*\(([^()]*)\)")
_OPTIONAL = re.compile(r"\bOPTIONAL\s*(?={)", re.IGNORECASE)
_PAIRS = {"(": ")", "{": "}"}


def weaker_queries(text: str) -> Iterator[tuple[str, str]]:
    """What was done, and the query then. Conditions are FILTER, HAVING and MINUS, with what they ask."""
    yield "selects nothing", _never(text)
    yield from _moved_bounds(text)
    yield from _shorter(text)
    for number, match in enumerate(_CONDITION.finditer(text), 1):
        end = _closing(text, match.end())
        word = f"{match[1].upper()} {number}"
        yield f"without {word}", text[: match.start()] + text[end + 1 :]
        if text[match.end()] == "(":
            for part, half in _halves(text[match.end() + 1 : end]):
                yield f"{word} without {part}", f"{text[: match.end() + 1]}{half}{text[end:]}"


def _moved_bounds(text: str) -> Iterator[tuple[str, str]]:
    """Bounds that belong to the other side, numbers one higher, paths of one step only."""
    for match in _SIGN.finditer(text):
        other = match[1].removesuffix("=") if match[1].endswith("=") else f"{match[1]}="
        yield f"{_around(text, match)}: {match[1]} -> {other}", _with(text, match, other)
    for match in _NUMBER.finditer(text):
        higher = str(Decimal(match[1]) + 1)
        yield f"{_around(text, match)}: {match[1]} -> {higher}", _with(text, match, higher)
    for match in _STEPS.finditer(text):
        yield f"{_around(text, match)}: one step only", _with(text, match, "")


def _shorter(text: str) -> Iterator[tuple[str, str]]:
    """Lists without each of their members, and the query without each optional part."""
    for match in _LIST.finditer(text):
        members = [member.strip() for member in match[1].split(",")]
        for member in members:
            rest = ", ".join(other for other in members if other != member)
            yield f"IN without {member}", _with(text, match, f"IN ({rest})")
    for number, match in enumerate(_OPTIONAL.finditer(text), 1):
        end = _closing(text, match.end())
        yield f"without OPTIONAL {number}", text[: match.start()] + text[end + 1 :]


def _with(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _around(text: str, match: re.Match[str]) -> str:
    """The words beside a match, which tell it from others in the query."""
    before, after = text[: match.start()].split(), text[match.end() :].split()
    return " ".join([*before[-1:], match[0], *after[:1]])


def _never(text: str) -> str:
    """The query with a pattern that nothing matches, inside its WHERE."""
    start = text.index("{") + 1
    return f"{text[:start]} $this <https://w3id.org/sve/shapes#never> $this . {text[start:]}"


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed."""
    opening, closing = text[start], _PAIRS[text[start]]
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == opening) - (text[at] == closing)
        if depth == 0:
            return at
    raise ValueError(f"A bracket is not closed in the query: {text[start:].strip()}")


def _halves(condition: str) -> Iterator[tuple[str, str]]:
    """Each part of a condition joined by && or || at the top, and the condition without it."""
    for sign in ("||", "&&"):
        parts = _split(condition, sign)
        if len(parts) > 1:
            for number, part in enumerate(parts):
                rest = [other for at, other in enumerate(parts) if at != number]
                yield part.strip(), f" {sign} ".join(rest)


def _split(condition: str, sign: str) -> list[str]:
    parts, depth, start = list[str](), 0, 0
    for at, letter in enumerate(condition):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and condition.startswith(sign, at):
            parts.append(condition[start:at])
            start = at + len(sign)
    return [*parts, condition[start:]]
