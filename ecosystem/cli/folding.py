"""Problems as people read them: one fault in many cells is one line, so that no sort crowds out the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ecosystem.importers.spelling import listing
from ecosystem.records import Problem, Severity

SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
_FEW = 3
"""Up to so many sentences of one pattern are shown in full: each of them names something to correct."""
_ROWS_SHOWN = 3
_LONG = 4
"""A value of so many characters is found in a sentence without quotation marks; a shorter one is in other words."""

# what differs between two sentences of one pattern: names in quotation marks, rows, addresses and numbers; a name
# ends at its last mark before another begins, since an apostrophe may stand inside it (the Veterans' Fund)
_VARYING = re.compile(
    r"""(?<!\w)'(?:(?![\s(]').)*'(?!\w)(?:\ \(row\ \d+\))?
    | \brow\ \d+(?:\ of\ [^\s,:]*[^\s,:.])?
    | \b[a-z]+://\S*[^\s.,:;)]
    | \d+(?:[.,]\d+)*""",
    re.DOTALL | re.VERBOSE,
)
_SEVERAL = re.compile(r"\*(?:(?:, | and | or )\*)+")


@dataclass(frozen=True, slots=True)
class Fold:
    """Problems that one line speaks for. `rows` are theirs, each once; `others` are more of the pattern of `first`."""

    first: Problem
    rows: tuple[int, ...]
    others: int
    count: int

    @property
    def hides(self) -> bool:
        """Whether the line leaves something out that the single problems say."""
        return bool(self.others) or len(self.rows) > _ROWS_SHOWN + 1

    def __str__(self) -> str:
        more = f" (and {self.others:,} more like it)" if self.others else ""
        if len(self.rows) < 2:
            return f"{self.first}{more}"
        one = self.first
        sheet = f", sheet {one.sheet}" if one.sheet else ""
        column = f", column {one.column}" if one.column else ""
        where = f"{one.file}{sheet}, {_rows(self.rows)}{column}"
        return f"{where}: {one.message} {one.fix}".rstrip() + more


def folded(problems: Iterable[Problem]) -> list[Fold]:
    """Every problem in exactly one fold: most severe first, then by file, sheet and first row."""
    alike: dict[tuple[object, ...], dict[tuple[str, str], list[Problem]]] = {}
    for one in sorted(problems, key=_place):
        pattern = (_pattern(one.message, one.value), _pattern(one.fix, one.value))
        key = (one.severity, one.file, one.sheet, one.column, one.row is None, *pattern)
        alike.setdefault(key, {}).setdefault((one.message, one.fix), []).append(one)
    return sorted(
        (fold for sentences in alike.values() for fold in _folds(list(sentences.values()))), key=_first
    )


def _folds(sentences: Sequence[Sequence[Problem]]) -> Iterator[Fold]:
    """The folds of one pattern, whose problems come in groups of equal sentences."""
    if len(sentences) <= _FEW:
        for group in sentences:
            yield _fold(group, 0)
    else:
        yield _fold([one for group in sentences for one in group], len(sentences) - 1)


def _fold(group: Sequence[Problem], others: int) -> Fold:
    rows = tuple(sorted({one.row for one in group if one.row is not None}))
    return Fold(group[0], rows, others if rows else len(group) - 1, len(group))


def _place(one: Problem) -> tuple[int, str, str, int]:
    return (SEVERITIES.index(one.severity), one.file, one.sheet, one.row or 0)


def _first(fold: Fold) -> tuple[int, str, str, int]:
    return _place(fold.first)


def _pattern(sentence: str, value: str | None) -> str:
    """The sentence without what it says of one cell only.

    >>> _pattern("'Mind' stands in row 4 and row 9 already.", None)
    '* stands in * already.'
    """
    varied = _VARYING.sub("*", sentence)
    if value and len(value) >= _LONG:
        varied = varied.replace(value, "*")
    return _SEVERAL.sub("*", varied)


def _rows(rows: Sequence[int]) -> str:
    """Row numbers in a sentence, the first few of many.

    >>> _rows([2, 3, 4, 5]), _rows([22, 23, 30, 31, 32])
    ('rows 2, 3, 4 and 5', 'rows 22, 23, 30 and 2 more')
    """
    if len(rows) <= _ROWS_SHOWN + 1:
        return f"rows {listing([str(row) for row in rows], 'and')}"
    shown = ", ".join(str(row) for row in rows[:_ROWS_SHOWN])
    return f"rows {shown} and {len(rows) - _ROWS_SHOWN:,} more"
