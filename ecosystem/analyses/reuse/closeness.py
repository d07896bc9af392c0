"""Which efforts are close to a use of which solution? All pairs at once, on tables, a block of efforts at a time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from ecosystem.analyses.pairs import Table, membership
from ecosystem.analyses.reuse.solutions import Book
from ecosystem.analyses.reuse.where import wider
from ecosystem.analyses.text import Numbers

_NEVER = 100
"""Taken off where a pair is ruled out: more than there are facets."""
_BLOCK = 500
Facets = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Use:
    """An effort that works with a solution. `outcomes`: those that its records state which name the solution."""

    solution: str
    effort: str
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Close:
    """Columns, by effort and then by solution: places in the lists asked about, and in how many facets they are close.

    That is what the effort has in common with the closest use of the solution that it may be told of.
    """

    efforts: Numbers
    solutions: Numbers
    strength: Numbers


def close(
    book: Book,
    efforts: Sequence[str],
    uses: Sequence[Use],
    solutions: Sequence[str],
    facets: Mapping[str, Facets],
    least: int,
) -> Close:
    """The pairs of an effort and a solution that others use for an outcome of the effort, with `least` in common.

    Not with a solution that is not open to reuse or that the effort's own bodies know already, and not with a use
    of the same body, or of an effort that one of the two is a part of.
    """
    open_ = {iri for iri in solutions if book.by_record[iri].open is not False}
    place = {iri: at for at, iri in enumerate(solutions)}
    uses = [use for use in uses if use.solution in open_ and book.providers(use.effort)]
    who = [at for at, effort in enumerate(efforts) if book.providers(effort)]
    asking = [efforts[at] for at in who]
    if not asking or not uses:
        return Close(*np.zeros((3, 0), dtype=np.int64))
    of_use = np.array([place[use.solution] for use in uses], dtype=np.int64)
    wanted = _both((facets[effort]["targetsOutcome"] for effort in asking), (use.outcomes for use in uses))
    alike = [
        _both((facets[effort][key] for effort in asking), (facets[use.effort][key] for use in uses))
        for key in facets[asking[0]]
    ]
    own = [book.roots(book.providers(effort)) for effort in asking]
    barred = [
        _both(own, (book.roots(book.providers(use.effort)) for use in uses)),
        _both(own, (book.known_to(book.by_record[use.solution]) for use in uses)),
        _parts(book, asking, uses),
    ]
    found = [np.zeros((3, 0), dtype=np.int64)]
    for start in range(0, len(asking), _BLOCK):
        rows = slice(start, start + _BLOCK)
        near = sparse.csr_array((len(own[rows]), len(uses)), dtype=np.int64)
        for tables, worth in (*((both, 1) for both in alike), *((both, -_NEVER) for both in barred)):
            near = near + worth * _ones(tables[0][rows] @ tables[1])
        strength = _ones(wanted[0][rows] @ wanted[1]).multiply(near).tocoo()
        kept = strength.data >= least
        row, column = (places[kept].astype(np.int64) for places in strength.coords)
        found.append(_strongest(row + start, of_use[column], strength.data[kept], len(solutions)))
    columns = np.concatenate(found, axis=1)
    return Close(np.array(who, dtype=np.int64)[columns[0]], columns[1], columns[2])


def _strongest(rows: Numbers, solutions: Numbers, strength: Numbers, number: int) -> Numbers:
    """The pairs once each, in order, with the largest of their strengths, as the rows of one array."""
    order = np.lexsort((-strength, solutions, rows))
    _, first = np.unique((rows * number + solutions)[order], return_index=True)
    return np.stack([rows, solutions, strength])[:, order[first]]


def _both(some: Iterable[Iterable[Hashable]], others: Iterable[Iterable[Hashable]]) -> tuple[Table, Table]:
    """Two lists of sets as tables whose product counts what each two have in common."""
    first = list(some)
    table, _ = membership([*first, *others])
    return table[: len(first)], table[len(first) :].T.tocsr()


def _parts(book: Book, efforts: Sequence[str], uses: Sequence[Use]) -> tuple[Table, Table]:
    """As `_both`: the two have something in common where one is a part of the other, however many levels down."""
    whole = {effort: wider(book.graph, effort) for effort in {*efforts, *(use.effort for use in uses)}}
    return _both(
        ({("part", effort), *(("whole", above) for above in whole[effort])} for effort in efforts),
        ({("whole", use.effort), *(("part", above) for above in whole[use.effort])} for use in uses),
    )


def _ones(table: Table) -> Table:
    table.data[:] = 1
    return table
