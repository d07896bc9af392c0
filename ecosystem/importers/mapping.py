"""The mapping language: which column of which table says what.

A mapping file is TOML (`docs/mapping-files.md` teaches it with a worked example; `mapping_file` reads it):

    [dataset]                       # what the data set says of itself
    id = "our-partners"             # lower-case letters, digits and hyphens; also in its web addresses
    title = "..."                   # also: publisher, licence, source, confidence (0-1), invented, note

    [tables.programs]               # one block a table, under a name of your choice
    file = "programs.csv"           # a file name, * allowed; or sheet = "Activities" (or a text file's stem)
    required = true                 # false: the table may be absent
    must_have = ["program_id"]      # columns that must be there; without it, every column the rules name
    one_of = {Link = ["pursues"]}   # columns that hold only these words
    otherwise = "..."               # what to do about a row that no rule applies to
    ignore = {notes = "why"}        # columns left out, each with its reason
    ignore_rows = "why"             # the whole table is left out; `warn = true` makes that a warning
    joins.agencies = {on = "agency_id", to = "id"}   # the row of another table that a row belongs to

    [[set_aside]]                   # rows left out on purpose: no rule sees them, and they are no fault
    table = "programs"
    when = {column = "Status", is = ["withdrawn"]}   # as in a rule
    why = "..."                     # stands in the report, once, with the number of rows

    [[records]]                     # one block a rule; every rule of a table looks at each of its rows
    table = "programs"
    kind = "programme"              # or {column = "Kind", values = {"word" = "kind"}}
    key = ["program_id"]            # what tells it from others of its family; else_key where that is blank
    same_key = "merge"              # one thing with the facts of all rows; "refuse": none is loaded; "number"
    about = {key = ["program_id"]}  # instead of key: only adds facts to a thing that another row makes
    each = {column = "types", split = "|"}           # one record for each item of a list cell
    when = {column = "Link", is = ["pursues"]}       # or not, blank, starts; {differs = ["a", "b"]}; a list

    [records.fields]                # fields of `ecosystem.kinds.KINDS`; their types come from there
    name = "title"                  # a column
    sector = {value = "CG"}         # a constant; {each = true} is the item in hand
    outcomes = {column = "Outcomes", split = true}   # a reference by ID or name; split: | ; or a line break
    delivered_by = {key = ["agency", "office"]}      # a reference by the key that the other rule makes
    payer = {key = [{column = "agency", via = "agencies"}]}   # a column of the joined row
    part_of = {first = [{...}, {...}]}               # the first that gives something; plain list: all.
                                    # What one cannot read is left to the next of the same column

Further settings of a field: `values` (words to other words), `missing` (words that mean "blank"), `when`,
`convert` (see `values.CONVERTERS`), `decimal = ","`, `date = "%d/%m/%Y"`, `otherwise = "..."` (what else to do
about a text that cannot be read).
"""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ecosystem.importers.batch import DatasetInfo
from ecosystem.importers.values import ISO, Format
from ecosystem.kinds import Field

SameKey = Literal["merge", "refuse", "number"]
Test = Literal["is", "not", "blank", "filled", "starts", "differs"]


@dataclass(frozen=True, slots=True)
class Part:
    """Where one text comes from: a column (of this row, or `via` a table of the joined one), a constant, or
    the item in hand."""

    column: str = ""
    via: str = ""
    value: str = ""
    each: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of a row. `words` are folded; for `differs` they are the two columns."""

    test: Test
    column: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to fill a field: the text of `part`, or for a reference the other record's `key`.

    `says` is the column whose cell makes the statement, where that is no part of the key.
    `values` has folded words as its keys. `split` holds the separators, none for a single value.
    """

    part: Part | None = None
    key: tuple[Part, ...] = ()
    says: str = ""
    split: tuple[str, ...] = ()
    values: abc.Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    convert: str = ""
    form: Format = ISO
    when: tuple[Condition, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How a field is filled: by all its readings, or by the first that gives something."""

    field: Field
    readings: tuple[Reading, ...]
    first_only: bool = False


@dataclass(frozen=True, slots=True)
class RecordRule:
    """One kind of record that a row of a table may give. Exactly one of `key` and `about` is set.

    `kinds` (folded word -> kind) applies where `kind_column` is set. With `about`, `kind` may name a family.
    """

    table: str
    kind: str
    kind_column: str
    kinds: abc.Mapping[str, str]
    key: tuple[Part, ...]
    else_key: tuple[Part, ...]
    about: Reading | None
    each: Reading | None
    when: tuple[Condition, ...]
    same_key: SameKey
    fields: tuple[FieldRule, ...]

    def parts(self) -> Iterator[Part]:
        """Every place the rule reads from."""
        yield from (*self.key, *self.else_key)
        if self.kind_column:
            yield Part(column=self.kind_column)
        yield from self.tested()
        readings = [reading for rule in self.fields for reading in rule.readings]
        for reading in (self.about, self.each, *readings):
            if reading is not None:
                yield from reading.key
                yield from (reading.part,) if reading.part else ()
                yield from (Part(column=reading.says),) if reading.says else ()
                yield from _tested(reading.when)

    def tested(self) -> Iterator[Part]:
        """The columns whose text decides whether the rule applies."""
        return _tested(self.when)


@dataclass(frozen=True, slots=True)
class Join:
    """The row of `table` whose column `to` holds what this row's column `on` holds."""

    table: str
    on: str
    to: str


@dataclass(frozen=True, slots=True)
class TableRule:
    """Which table is meant, and what is expected of it. `must_have` None: every column that a rule names."""

    name: str
    file: str
    sheet: str
    required: bool
    must_have: tuple[str, ...] | None
    one_of: abc.Mapping[str, tuple[str, ...]]
    otherwise: str
    ignore: abc.Mapping[str, str]
    ignore_rows: str
    warn: bool
    joins: tuple[Join, ...]

    @property
    def title(self) -> str:
        """The table's name for people."""
        return self.sheet or self.file


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows of a table that are left out on purpose, and the reason. `when` is never empty."""

    table: str
    when: tuple[Condition, ...]
    why: str

    def tested(self) -> Iterator[Part]:
        """The columns whose text decides whether a row is left out."""
        return _tested(self.when)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping file. `closed`: a table or column it does not list is a problem, not a remark."""

    file: str
    dataset: DatasetInfo | None
    closed: bool
    tables: tuple[TableRule, ...]
    records: tuple[RecordRule, ...]
    set_aside: tuple[SetAside, ...]

    def blocks(self, table: str) -> tuple[SetAside, ...]:
        """What is said of that table's rows that are left out, in the order of the file."""
        return tuple(block for block in self.set_aside if block.table == table)

    def rules(self, table: str) -> tuple[RecordRule, ...]:
        """The rules that look at that table's rows, in the order of the file."""
        return tuple(rule for rule in self.records if rule.table == table)

    def columns(self, table: str) -> tuple[str, ...]:
        """Every column of that table which a rule, a join, a list of words or a block of rows left out names."""
        named = [
            part.column for rule in self.rules(table) for part in rule.parts() if part.column and not part.via
        ]
        for one in self.tables:
            if one.name == table:
                named += [*one.one_of, *(join.on for join in one.joins)]
            named += [join.to for join in one.joins if join.table == table]
        named += [
            part.column for rule in self.records for part in rule.parts() if part.via == table and part.column
        ]
        named += [part.column for block in self.blocks(table) for part in block.tested()]
        return tuple(dict.fromkeys(named))


def _tested(conditions: tuple[Condition, ...]) -> Iterator[Part]:
    for condition in conditions:
        names = condition.words if condition.test == "differs" else (condition.column,)
        yield from (Part(column=name) for name in names)
