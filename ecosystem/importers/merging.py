"""One thing on several rows: which rows may share a key, and which of two different facts is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ecosystem.importers.batch import Thing, complaint, thing
from ecosystem.importers.drafts import Draft
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
        origins = list(dict.fromkeys(draft.origin for draft in single))[: _MOST_NAMED + 1]
        if len(origins) > 1:
            yield from (_repeated(draft, origins) for draft in single)
        elif len({draft.kind for draft in group}) > 1:
            yield from (_other_kind(draft, group[0]) for draft in group if draft.kind != group[0].kind)


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
