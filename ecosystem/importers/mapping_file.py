"""A mapping file to a Mapping; what is wrong with it, as a sentence that names the block."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from ecosystem.errors import ConfigError
from ecosystem.importers.dataset import dataset_from
from ecosystem.importers.mapping import Join, Mapping, RecordRule, SetAside, TableRule
from ecosystem.importers.mapping_fields import conditions, field_rules, parts, reading
from ecosystem.importers.section import Section
from ecosystem.importers.spelling import did_you_mean, folded, listing
from ecosystem.kinds import FAMILIES, KINDS

_PLACE = ["file", "sheet", "required", "must_have", "joins"]
_TABLE = [*_PLACE, "one_of", "otherwise", "ignore", "ignore_rows", "warn"]
_RECORD = ["table", "kind", "key", "else_key", "about", "each", "when", "same_key", "fields"]
_SET_ASIDE = ["table", "when", "why"]


def load_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file; ConfigError where it cannot be read or contradicts itself."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"The mapping file {path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"The mapping file {path} is not UTF-8 text.") from error
    return parse_mapping(text, path.name)


def parse_mapping(text: str, file: str) -> Mapping:
    """The mapping in a TOML text; `file` is its name in messages."""
    try:
        top = Section(file, "", tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"The mapping file {file} is not valid TOML: {error}.") from error
    top.only("closed", "dataset", "tables", "set_aside", "records")
    tables = top.section("tables")
    named = [tables.section(name) for name in tables.values]
    rules = tuple(_table(block, name, tables) for block, name in zip(named, tables.values, strict=True))
    blocks = top.sections("records")
    records = tuple(_record(block, [table.name for table in rules]) for block in blocks)
    dataset = dataset_from(top.section("dataset")) if "dataset" in top.values else None
    aside = tuple(_set_aside(block, rules) for block in top.sections("set_aside"))
    mapping = Mapping(file, dataset, top.flag("closed"), rules, records, aside)
    for block, rule in zip(blocks, records, strict=True):
        _check_rule(block, rule, mapping)
    for block, table in zip(named, rules, strict=True):
        _check_table(block, table, mapping)
    return mapping


def _table(block: Section, name: str, tables: Section) -> TableRule:
    block.only(*_TABLE)
    file, sheet = block.text("file"), block.text("sheet")
    if not file and not sheet:
        raise block.wrong('says neither which file nor which sheet it is. Add file = "..." or sheet = "..."')
    joins, one_of = block.section("joins"), block.section("one_of")
    return TableRule(
        name=name,
        file=file,
        sheet=sheet,
        required=block.flag("required", default=True),
        must_have=tuple(block.texts("must_have")) if "must_have" in block.values else None,
        one_of={column: tuple(one_of.texts(column)) for column in one_of.values},
        otherwise=block.text("otherwise"),
        ignore=block.pairs("ignore"),
        ignore_rows=block.text("ignore_rows"),
        warn=block.flag("warn"),
        joins=tuple(_join(joins.section(other), other, tables) for other in joins.values),
    )


def _join(block: Section, other: str, tables: Section) -> Join:
    block.only("on", "to")
    if other not in tables.values:
        raise block.wrong(f"joins a table '{other}' that no [tables] block describes")
    on = block.text("on")
    if not on:
        raise block.wrong('does not say on = "column"')
    return Join(other, on, block.text("to") or on)


def _table_named(block: Section, tables: Sequence[str]) -> str:
    """The table that the block speaks of."""
    table = block.text("table")
    if table not in tables:
        raise block.wrong(
            f"speaks of a table '{table}' that no [tables] block describes. "
            + did_you_mean(table, tables, f"Tables: {listing(tables) if tables else 'none'}.")
        )
    return table


def _set_aside(block: Section, tables: Sequence[TableRule]) -> SetAside:
    block.only(*_SET_ASIDE)
    table = _table_named(block, [one.name for one in tables])
    when, why = conditions(block), block.text("why")
    if not when:
        raise block.wrong('does not say which rows: add when = {...}, or ignore_rows = "why" to the table')
    if not why:
        raise block.wrong('does not say why = "..." the rows are left out')
    if any(one.ignore_rows for one in tables if one.name == table):
        raise block.wrong(f"leaves out rows of [tables.{table}], which ignore_rows leaves out as a whole")
    return SetAside(table, when, why)


def _record(block: Section, tables: Sequence[str]) -> RecordRule:
    block.only(*_RECORD)
    table = _table_named(block, tables)
    about = reading(block.section("about")) if "about" in block.values else None
    kind, column, kinds = _kind(block, families=about is not None)
    key = parts(block, "key")
    if bool(key) == bool(about):
        raise block.wrong("needs either key = [...] or about = {...}, and not both")
    same_key = block.text("same_key") or "merge"
    if same_key not in {"merge", "refuse", "number"}:
        raise block.wrong(f"has same_key = '{same_key}'. It can be merge, refuse or number")
    return RecordRule(
        table=table,
        kind=kind,
        kind_column=column,
        kinds=kinds,
        key=key,
        else_key=parts(block, "else_key"),
        about=about,
        each=reading(block.section("each")) if "each" in block.values else None,
        when=conditions(block),
        same_key=same_key,  # type: ignore[arg-type]
        fields=field_rules(block.section("fields"), [kind] if kind else kinds.values()),
    )


def _kind(block: Section, *, families: bool) -> tuple[str, str, dict[str, str]]:
    """(kind, column that says it, word -> kind): either the first or the other two are set."""
    known = sorted({*KINDS, *(FAMILIES if families else ())})
    given = block.values.get("kind")
    if isinstance(given, dict):
        chooser = block.section("kind")
        chooser.only("column", "values")
        kinds = {folded(word): name for word, name in chooser.pairs("values").items()}
        if not chooser.text("column") or not kinds:
            raise chooser.wrong('needs column = "..." and values = {"word" = "kind"}')
        kind, column, wanted = "", chooser.text("column"), list(kinds.values())
    else:
        kind, column, kinds, wanted = block.text("kind"), "", {}, [block.text("kind")]
    for one in wanted:
        if one not in known:
            raise block.wrong(
                f"makes records of a kind '{one}', which there is not. "
                + did_you_mean(one, known, f"Kinds: {listing(known)}.")
            )
    if len({KINDS[one].family for one in wanted if one in KINDS}) > 1:
        raise block.wrong("chooses between kinds of different families; write a rule for each")
    return kind, column, kinds


def _check_table(block: Section, table: TableRule, mapping: Mapping) -> None:
    if not table.ignore_rows and not mapping.columns(table.name):
        raise block.wrong('has no rule in [[records]]. Add one, or say ignore_rows = "why"')
    if table.ignore_rows and mapping.rules(table.name):
        raise block.wrong("is left out by ignore_rows, but has a rule in [[records]]. Remove one of the two")
    for column, words in table.one_of.items():
        if not words:
            raise block.wrong(f"allows no word at all in {column}")


def _check_rule(block: Section, rule: RecordRule, mapping: Mapping) -> None:
    table = next(one for one in mapping.tables if one.name == rule.table)
    joined = {join.table for join in table.joins}
    for part in rule.parts():
        if part.via and part.via not in joined:
            raise block.wrong(
                f"reads {part.column} via '{part.via}', which [tables.{rule.table}] does not join. "
                f'Add joins.{part.via} = {{on = "..."}}'
            )
        if part.each and rule.each is None:
            raise block.wrong('uses each = true, but has no each = {column = "...", split = "|"}')
    if rule.each is not None and not (rule.each.split and rule.each.part and rule.each.part.column):
        raise block.wrong('has an each that is not {column = "...", split = "|"}')
    if rule.else_key and not rule.key:
        raise block.wrong("has an else_key without a key")
    if rule.same_key == "number" and not rule.else_key:
        raise block.wrong("numbers rows of one key, which only an else_key allows")
