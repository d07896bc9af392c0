"""What a rule makes of a row before references are looked up: drafts, and complaints about cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ecosystem.importers.batch import Thing, complaint
from ecosystem.importers.mapping import FieldRule, Part, Reading, RecordRule
from ecosystem.importers.rows import Row
from ecosystem.importers.spelling import did_you_mean, folded, listing, quoted
from ecosystem.importers.values import CONVERTERS, items, parse, people
from ecosystem.kinds import KINDS, Field
from ecosystem.records import Origin, Problem, Value


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reference as written: the other record's `key`, or else a `text` that names it."""

    family: str
    scheme: str
    text: str
    key: tuple[str, ...] | None
    column: str


@dataclass(frozen=True, slots=True)
class DraftFact:
    """One field as read."""

    field: Field
    value: Value | Wanted
    column: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as read. Its `kind` may be a family's name where it is `about` something another row makes.

    `named_by` are the columns that made the key; `spare` says that it was the rule's second choice.
    """

    rule: RecordRule
    kind: str
    key: tuple[str, ...]
    named_by: tuple[str, ...]
    spare: bool
    about: Wanted | None
    facts: tuple[DraftFact, ...]
    origin: Origin

    @property
    def thing(self) -> Thing:
        """What it speaks about; only where it is not `about` something else."""
        return (KINDS[self.kind].family, self.key)


def family_of(kind: str) -> str:
    """The family of a kind; a family is its own."""
    return KINDS[kind].family if kind in KINDS else kind


def drafts(rule: RecordRule, row: Row, problems: list[Problem]) -> Iterator[Draft]:
    """What the rule makes of the row: one draft, or one for each item. Complaints are added to `problems`."""
    if rule.each is None or rule.each.part is None:
        yield from _draft(rule, row, problems)
        return
    for item in _texts(rule.each, row):
        yield from _draft(rule, row.holding(item, rule.each.part.column), problems)


def word(column: str, row: Row, words: Sequence[str], problems: list[Problem]) -> str | None:
    """The one of the words that the cell holds, else None and a complaint."""
    text = row.cells.get(column, "")
    for known in words:
        if folded(known) == folded(text):
            return known
    choices = [known for known in words if known]
    heading = row.heading(column)
    message = f"{quoted(text)} is not a word we know here." if text else f"{heading} is empty."
    fix = did_you_mean(text, choices, f"Write {listing(choices)}.")
    problems.append(complaint(row.origin, message, fix, column=heading, value=text))
    return None


def _draft(rule: RecordRule, row: Row, problems: list[Problem]) -> Iterator[Draft]:
    kind = rule.kind or _kind(rule, row, problems)
    before = len(problems)
    facts = tuple(fact for field in rule.fields for fact in _facts(field, row, problems))
    said = problems[before:]
    if rule.about is not None:
        if facts or not said:
            yield from _addition(rule, kind, rule.about, row, facts, problems)
        return
    if _left_without_its_number(kind, facts, said):
        return
    for spare, parts in enumerate((rule.key, rule.else_key)):
        key = tuple(row.text(part) for part in parts)
        if _told(parts, row):
            columns = tuple(row.column(part) for part in parts if not part.value)
            yield Draft(rule, kind, key, columns, bool(spare), None, facts, row.origin)
            return
    named = [row.column(part) for part in (*rule.key, *rule.else_key) if not part.value]
    message = f"Nothing in {listing(dict.fromkeys(named))} tells this {KINDS[kind].title} from others."
    problems.append(complaint(row.origin, message, f"Fill in {named[-1]}."))


def _kind(rule: RecordRule, row: Row, problems: list[Problem]) -> str:
    """The kind that the row says. Where it says none, any of the family: others may refer to the row."""
    said = word(rule.kind_column, row, list(rule.kinds), problems)
    return next(iter(rule.kinds.values())) if said is None else rule.kinds[said]


def _left_without_its_number(kind: str, facts: Iterable[DraftFact], said: Iterable[Problem]) -> bool:
    """Whether the record is one number of people, as an estimate of need is, and that was too small to load."""
    counts = [field.name for field in KINDS[kind].fields if field.people]
    read = any(fact.field.name in counts for fact in facts)
    return len(counts) == 1 and not read and any(problem.severity == "info" for problem in said)


def _addition(
    rule: RecordRule,
    kind: str,
    reading: Reading,
    row: Row,
    facts: tuple[DraftFact, ...],
    problems: list[Problem],
) -> Iterator[Draft]:
    """A draft that adds facts to a thing made elsewhere; a complaint where thing or facts are missing."""
    about = next(_wanted(reading, row, family_of(kind), ""), None)
    if about is not None and facts:
        yield Draft(rule, kind, (), (), False, about, facts, row.origin)
        return
    readings = [reading] if about is None else [one for field in rule.fields for one in field.readings]
    parts = [part for one in readings for part in _sources(one) if not part.value]
    empty = [row.column(part) for part in parts if not row.text(part)]
    if empty:
        message = f"{listing(dict.fromkeys(empty))} is empty."
        problems.append(
            complaint(row.origin, message, "Fill it in, or remove the row.", column=empty[0], value="")
        )


def _told(parts: tuple[Part, ...], row: Row) -> bool:
    """Whether a key says anything: it holds a text that the row gives, or only constants."""
    given = [part for part in parts if not part.value]
    return any(row.text(part) for part in given) if given else bool(parts)


def _sources(reading: Reading) -> tuple[Part, ...]:
    return reading.key or ((reading.part,) if reading.part else ())


def _facts(rule: FieldRule, row: Row, problems: list[Problem]) -> Iterator[DraftFact]:
    readings = [reading for reading in rule.readings if row.holds(reading.when)]
    if rule.first_only:
        yield from _first(readings, rule.field, row, problems)
        return
    for reading in readings:
        yield from _read(reading, rule.field, row, problems)


def _first(
    readings: Sequence[Reading], field: Field, row: Row, problems: list[Problem]
) -> Iterator[DraftFact]:
    """What the first reading gives that gives something.

    A text that one reading cannot read is no fault where another reads the same cell; where none does, there is
    one complaint with the advice of each.
    """
    refused: dict[Part | None, list[Problem]] = {}
    for reading in readings:
        said: list[Problem] = []
        found = list(_read(reading, field, row, said))
        if found:
            refused.pop(reading.part, None)
            problems += [one for others in refused.values() for one in _unread(others)] + said
            yield from found
            return
        refused.setdefault(reading.part, []).extend(said)
    problems += [one for others in refused.values() for one in _unread(others)]


def _unread(said: Sequence[Problem]) -> list[Problem]:
    """The complaints of several readings about one cell: one for each text."""
    by_text: dict[str | None, list[Problem]] = {}
    for one in said:
        by_text.setdefault(one.value, []).append(one)
    return [_together(alike) for alike in by_text.values()]


def _together(alike: Sequence[Problem]) -> Problem:
    if len(alike) == 1:
        return alike[0]
    message = f"{quoted(alike[-1].value or '')} can be read in none of the ways that the mapping tries."
    return replace(alike[-1], message=message, fix=" Or: ".join(dict.fromkeys(one.fix for one in alike)))


def _read(reading: Reading, field: Field, row: Row, problems: list[Problem]) -> Iterator[DraftFact]:
    if field.type in {"ref", "concept"}:
        for wanted in _wanted(reading, row, field.to, field.scheme):
            yield DraftFact(field, wanted, wanted.column)
        return
    column = row.column(reading.part) if reading.part else ""
    at = row.origin
    for text in _texts(reading, row):
        parsed = (
            CONVERTERS[reading.convert](text) if reading.convert else parse(text, field.type, reading.form)
        )
        if field.people:
            parsed = people(parsed)
        if parsed.message:
            more = reading.otherwise if parsed.severity == "violation" else ""
            said = (parsed.message, f"{parsed.fix} {more}".strip(), parsed.severity)
            # what is left out for privacy is not repeated in the report either
            shown = None if parsed.severity == "info" else text
            problems.append(Problem(at.file, at.sheet, at.row, column or None, shown, *said))
        if parsed.value is not None:
            yield DraftFact(field, parsed.value, column)


def _wanted(reading: Reading, row: Row, family: str, scheme: str) -> Iterator[Wanted]:
    """The references that a reading gives; a key of which every part is blank is none."""
    if reading.key:
        key = tuple(row.text(part) for part in reading.key)
        if _told(reading.key, row):
            named = [row.column(part) for part in reading.key if not part.value]
            column = row.heading(reading.says) if reading.says else next(reversed(named), "")
            yield Wanted(family, scheme, ", ".join(filter(None, key)), key, column)
    elif reading.part:
        for text in _texts(reading, row):
            yield Wanted(family, scheme, text, None, row.column(reading.part))


def _texts(reading: Reading, row: Row) -> list[str]:
    """What the cell holds, in other words where the mapping gives such; nothing for blanks."""
    whole = row.text(reading.part) if reading.part else ""
    texts = items(whole, reading.split) if reading.split else [whole]
    if not reading.values and not reading.missing:
        return [text for text in texts if text]
    return [
        reading.values.get(folded(text), text)
        for text in texts
        if text and folded(text) not in reading.missing
    ]
