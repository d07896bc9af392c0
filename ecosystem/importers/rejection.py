"""Rows that cannot be loaded, and those that then refer to something that is not there."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ecosystem.importers.batch import Batch, Thing, complaint, thing, violated
from ecosystem.importers.merging import settled
from ecosystem.kinds import KINDS
from ecosystem.records import Fact, Origin, Problem, Record, Ref


def without(batch: Batch, rows: Iterable[Origin], why: str) -> Batch:
    """The batch without some rows, and without the rows that then refer to something no longer there.

    Each row taken out has a violation: one that the batch already has, else `why` for the given rows and what
    is missing for the others.
    """
    given = sorted(set(rows) - batch.rejected)
    explained = violated(batch.problems)
    reasons = [complaint(origin, why) for origin in given if origin not in explained]
    rejected, cascaded = cascade(batch.as_read, batch.rejected.union(given))
    kept = tuple(record for record in batch.as_read if record.origin not in rejected)
    records, conflicts = settled(kept)
    # which of two values is kept may have changed with the rows
    settled_before = set(settled(batch.as_read)[1])
    others = [problem for problem in batch.problems if problem not in settled_before]
    return replace(
        batch,
        records=tuple(records),
        as_read=kept,
        problems=(*others, *reasons, *cascaded, *conflicts),
        rejected=rejected,
    )


def cascade(
    records: Sequence[Record], rejected: frozenset[Origin]
) -> tuple[frozenset[Origin], tuple[Problem, ...]]:
    """All rejected rows once nothing refers to what was not loaded, and a violation for each row added.

    A thing is there as long as one row that defines it (is not `partial`) is.
    """
    if not rejected:
        return rejected, ()
    defined: dict[Thing, list[Record]] = defaultdict(list)
    defining: dict[Origin, list[Thing]] = defaultdict(list)
    needing: dict[Thing, list[tuple[Record, Fact | None]]] = defaultdict(list)
    for record in records:
        if not record.partial:
            defined[thing(record)].append(record)
            defining[record.origin].append(thing(record))
        for target, fact in _needs(record):
            needing[target].append((record, fact))
    left = {target: {record.origin for record in found} for target, found in defined.items()}
    gone = set(rejected)
    waiting = deque(sorted(rejected))
    problems: list[Problem] = []
    while waiting:
        origin = waiting.popleft()
        for target in defining[origin]:
            left[target].discard(origin)
            for record, fact in needing[target] if not left[target] else ():
                if record.origin not in gone:
                    problems.append(_not_loaded(record, fact, defined[target][0]))
                    gone.add(record.origin)
                    waiting.append(record.origin)
    return frozenset(gone), tuple(problems)


def _needs(record: Record) -> Iterator[tuple[Thing, Fact | None]]:
    """What a record cannot be loaded without, and the fact that says so."""
    if record.partial:
        yield thing(record), None
    for fact in record.facts:
        if isinstance(fact.value, Ref):
            yield (KINDS[fact.value.kind].family, fact.value.key), fact


def _not_loaded(record: Record, fact: Fact | None, target: Record) -> Problem:
    at = target.origin
    name = next((str(one.value) for one in target.facts if one.field == "name"), " ".join(target.key))
    return complaint(
        record.origin,
        f"This row refers to '{name}' (row {at.row} of {at.sheet or at.file}), which was not loaded.",
        "Put that row right first.",
        column=fact.column or None if fact else None,
        value=name,
    )
