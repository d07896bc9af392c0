"""One thing on several rows: which rows may share a key, and which of two different facts is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import itemgetter

from ecosystem.importers.batch import Thing, complaint, thing
from ecosystem.importers.drafts import Draft, Wanted
from ecosystem.importers.spelling import listing, quoted
from ecosystem.kinds import KINDS
from ecosystem.records import Fact, Origin, Problem, Record, Value

_MOST_NAMED = 3
"""How many other rows a message names."""


def numbered(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, with those that may repeat each other told apart: the second payment alike is number 2."""
    counts: Counter[Thing] = Counter()
    for draft in drafts:
        if draft.about is None and draft.spare and draft.rule.same_key == "number":
            counts[draft.thing] += 1
            number = counts[draft.thing]
            yield replace(draft, key=(*draft.key, str(number))) if number > 1 else draft
        else:
            yield draft


def key_problems(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """A violation for each row that shares its key with another, where it must not or the kinds differ."""
    groups: dict[Thing, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.about is None:
            groups[draft.thing].append(draft)
    for group in groups.values():
        single = [draft for draft in group if draft.rule.same_key != "merge"]
        if any(draft.origin != single[0].origin for draft in single):
            yield from _repeats(single)
        elif len({draft.kind for draft in group}) > 1:
            yield from (_other_kind(draft, group[0]) for draft in group if draft.kind != group[0].kind)


def _repeats(group: Sequence[Draft]) -> Iterator[Problem]:
    """A violation for each row of one key, with the other rows that it contradicts, or else those it repeats."""
    rows: dict[_Saying, list[Origin]] = defaultdict(list)
    saying = [_saying(draft) for draft in group]
    for said, draft in zip(saying, group, strict=True):
        # more are never named, and a file of one key alone must not take minutes
        if draft.origin not in rows[said] and len(rows[said]) <= _MOST_NAMED:
            rows[said].append(draft.origin)
    first = list(dict.fromkeys(draft.origin for draft in group))[: _MOST_NAMED + 1]
    for said, draft in zip(saying, group, strict=True):
        others = ((origin, other) for other in rows if other != said for origin in rows[other])
        elsewhere = (pair for pair in others if pair[0] != draft.origin)
        differing = sorted(islice(elsewhere, _MOST_NAMED), key=itemgetter(0))
        if differing and len(draft.named_by) > 1:
            yield _told_by_nothing(draft, said, differing)
        else:
            yield _repeated(draft, first)


_Saying = frozenset[tuple[str, str, Value | Wanted]]
"""What a row says: column or field, field, value."""


def _saying(draft: Draft) -> _Saying:
    kind = (draft.rule.kind_column or "kind", "", draft.kind)
    facts = ((fact.column or fact.field.name, fact.field.name, fact.value) for fact in draft.facts)
    return frozenset((kind, *facts))


def _told_by_nothing(draft: Draft, said: _Saying, others: Sequence[tuple[Origin, _Saying]]) -> Problem:
    rows = listing([_row(origin) for origin, _ in others], "and")
    keyed = listing(dict.fromkeys(draft.named_by), "and")
    differing = {column for _, other in others for column, *_ in said ^ other}
    read = dict.fromkeys((*(fact.column or fact.field.name for fact in draft.facts), *sorted(differing)))
    columns = listing([column for column in read if column in differing], "and")
    message = f"Nothing in {keyed} tells this row from {rows}, although they differ in {columns}."
    fix = "Fill in what does tell them apart, or give each row an ID."
    if not draft.spare:
        fix = "Add what does, a column or an ID, and name it in the key of the mapping."
    return complaint(draft.origin, message, fix, column=_column(draft), value=", ".join(draft.key))


def _repeated(draft: Draft, origins: Sequence[Origin]) -> Problem:
    others = listing([_row(origin) for origin in origins if origin != draft.origin][:_MOST_NAMED], "and")
    said = quoted(", ".join(part for part in draft.key if part))
    if len(draft.named_by) == 1:
        message = f"The {draft.named_by[0]} {said} is also in {others}."
        fix = f"Give each row its own {'ID' if draft.spare else draft.named_by[0]}, or keep one of them."
    else:
        message, fix = f"This row says the same as {others}: {said}.", "Keep one, or give each row an ID."
    return complaint(draft.origin, message, fix, column=_column(draft), value=", ".join(draft.key))


def _other_kind(draft: Draft, first: Draft) -> Problem:
    key, here, there = ", ".join(draft.key), KINDS[draft.kind].title, KINDS[first.kind].title
    message = f"{quoted(key)} is of the kind '{here}' here and '{there}' in {_row(first.origin)}."
    return complaint(draft.origin, message, "Make both the same.", column=_column(draft), value=key)


def _column(draft: Draft) -> str | None:
    """The first column of the key; none where the key is made of constants."""
    return next(iter(draft.named_by), None)


def settled(records: Iterable[Record]) -> tuple[list[Record], list[Problem]]:
    """The records with at most one value in each single-valued field of a thing: the first row's.

    A warning names both rows for each value that was left out.
    """
    first: dict[tuple[Thing, str], tuple[Value, Origin]] = {}
    kept: list[Record] = []
    problems: list[Problem] = []
    for record in records:
        single = {field.name for field in KINDS[record.kind].fields if not field.many}
        facts = []
        for fact in record.facts:
            if fact.field in single:
                value, origin = first.setdefault((thing(record), fact.field), (fact.value, record.origin))
                if value != fact.value:
                    problems.append(_second_value(record, fact, value, origin))
                    continue
            facts.append(fact)
        kept.append(record if len(facts) == len(record.facts) else replace(record, facts=tuple(facts)))
    return kept, problems


def _second_value(record: Record, fact: Fact, value: Value, origin: Origin) -> Problem:
    at, here = record.origin, _shown(fact.value)
    what = f"The {KINDS[record.kind].title} {quoted(' '.join(record.key))}"
    message = f"{what} has {here} here and {_shown(value)} in {_row(origin)}; that one was kept."
    fix = "Make both the same."
    return Problem(at.file, at.sheet, at.row, fact.column or None, here, message, fix, "warning")


def _shown(value: Value) -> str:
    return quoted(str(getattr(value, "notation", None) or ", ".join(getattr(value, "key", ())) or value))


def _row(origin: Origin) -> str:
    return f"row {origin.row} of {origin.sheet or origin.file}"
