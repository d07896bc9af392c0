"""The parts of a rule in a mapping file: fields and how they are filled, keys, conditions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from ecosystem.importers.mapping import Condition, FieldRule, Part, Reading
from ecosystem.importers.section import Section
from ecosystem.importers.spelling import did_you_mean, folded, listing
from ecosystem.importers.values import CONVERTERS, SEPARATORS, Format
from ecosystem.kinds import KINDS, Field, Kind

_SOURCES = ["column", "via", "value", "each", "key"]
_SETTINGS = [
    *_SOURCES,
    "says",
    "split",
    "values",
    "missing",
    "convert",
    "decimal",
    "date",
    "when",
    "otherwise",
]


def field_rules(block: Section, kinds: Iterable[str]) -> tuple[FieldRule, ...]:
    """How the fields are filled; they must be fields of each of the kinds, of which one may be a family."""
    chosen = [kind for name in kinds for kind in _kinds(name)]
    known = {field.name: field for field in chosen[0].fields}
    for kind in chosen:
        known = {name: known[name] for name in known if name in {field.name for field in kind.fields}}
    return tuple(_field_rule(block, name, known) for name in block.values)


def _kinds(name: str) -> list[Kind]:
    """The kind of that name, or the kinds of that family."""
    return [KINDS[name]] if name in KINDS else [kind for kind in KINDS.values() if kind.family == name]


def _field_rule(fields: Section, name: str, known: dict[str, Field]) -> FieldRule:
    """How one field is filled: by a column, by a block, by all of a list, or by the first of some."""
    if name not in known:
        raise fields.wrong(
            f"fills '{name}', which this kind does not have. "
            + did_you_mean(name, known, f"Its fields: {listing(known)}.")
        )
    field, given = known[name], fields.values[name]
    if isinstance(given, dict) and "first" in given:
        block = fields.section(name)
        block.only("first")
        readings, first_only = [reading(one) for one in block.alternatives("first")], True
    else:
        readings, first_only = [reading(one) for one in fields.alternatives(name)], False
    many = (len(readings) > 1 and not first_only) or any(one.split for one in readings)
    if many and not field.many:
        raise fields.wrong(f"gives several values for '{name}', which has one. Use {{first = [...]}}")
    if any(one.key for one in readings) and field.type != "ref":
        raise fields.wrong(f"gives a key for '{name}', which is not a reference")
    if any(one.convert for one in readings) and field.type in {"ref", "concept", "link"}:
        raise fields.wrong(f"converts '{name}', which is read as it is written")
    return FieldRule(field, tuple(readings), first_only)


def reading(block: Section) -> Reading:
    """One way to fill a field, or to name a record."""
    block.only(*_SETTINGS)
    key = parts(block, "key")
    part = _part_of(block) if any(name in block.values for name in ("column", "value", "each")) else None
    if bool(key) == bool(part):
        raise block.wrong("needs one of column, value, each or key")
    if "says" in block.values and not key:
        raise block.wrong("has says, which only a key needs: its column says so itself")
    convert, decimal = block.text("convert"), block.text("decimal") or "."
    if convert and convert not in CONVERTERS:
        raise block.wrong(f"has convert = '{convert}'. It can be {listing(CONVERTERS)}")
    if decimal not in {".", ","}:
        raise block.wrong('has a decimal mark that is neither "." nor ","')
    return Reading(
        part=part,
        key=key,
        says=block.text("says"),
        split=_separators(block),
        values={folded(word): other for word, other in block.pairs("values").items()},
        missing=frozenset(folded(word) for word in block.texts("missing")),
        convert=convert,
        form=Format(decimal, _date_pattern(block)),
        when=conditions(block),
        otherwise=block.text("otherwise"),
    )


def _separators(block: Section) -> tuple[str, ...]:
    given = block.values.get("split", False)
    if isinstance(given, bool):
        return SEPARATORS if given else ()
    marks = (given,) if isinstance(given, str) else tuple(block.texts("split"))
    if not marks or not all(marks):
        raise block.wrong('has a split that is neither true nor marks such as "|"')
    return marks


def _date_pattern(block: Section) -> str:
    pattern, day = block.text("date"), date(2001, 2, 3)
    if not pattern:
        return ""
    try:
        read = datetime.strptime(day.strftime(pattern), pattern).date()
    except ValueError:
        read = None
    if read != day:
        raise block.wrong(
            f"has date = '{pattern}', which does not say day, month and year. Write it as \"%d/%m/%Y\""
        )
    return pattern


def parts(block: Section, name: str) -> tuple[Part, ...]:
    """The columns, constants and items that make a key; none where it is not given."""
    listed = block.alternatives(name)
    for one in listed:
        one.only("column", "via", "value", "each")
    return tuple(_part_of(one) for one in listed)


def _part_of(block: Section) -> Part:
    part = Part(block.text("column"), block.text("via"), block.text("value"), block.flag("each"))
    if sum((bool(part.column), bool(part.value), part.each)) != 1:
        raise block.wrong("needs exactly one of column, value and each")
    return part


def conditions(block: Section) -> tuple[Condition, ...]:
    """What `when` asks of a row; all of it must hold."""
    return tuple(_condition(one) for one in block.alternatives("when"))


def _condition(block: Section) -> Condition:
    block.only("column", "is", "not", "blank", "starts", "differs")
    column = block.text("column")
    tests = [name for name in block.values if name != "column"]
    if len(tests) != 1 or bool(column) == ("differs" in tests):
        raise block.wrong('needs a column and one test: is, not, blank or starts; or differs = ["a", "b"]')
    match tests[0]:
        case "blank":
            return Condition("blank" if block.flag("blank") else "filled", column)
        case "differs":
            words = tuple(block.texts("differs"))
            if len(words) != 2:
                raise block.wrong("compares other than two columns")
            return Condition("differs", "", words)
        case "starts":
            return Condition("starts", column, tuple(block.texts("starts")))
        case test:
            return Condition(test, column, tuple(folded(word) for word in block.texts(test)))  # type: ignore[arg-type]
