"""Which column of a table says what of a concept."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ecosystem.errors import ConfigError
from ecosystem.importers.batch import remark
from ecosystem.importers.spelling import did_you_mean, heading, listing
from ecosystem.records import Problem, Table
from ecosystem.taxonomies.levels import code_columns, whole

_CALLED = {
    "notation": ("notation", "code", "id", "identifier"),
    "label": ("preflabel", "pref label", "label", "name", "tag", "title", "term"),
    "broader": ("broader", "parent", "broader code", "parent code", "part of"),
    "definition": ("definition", "description"),
    "note": ("note", "notes", "scope note", "scopenote"),
}
_LEVELS = (("category",), ("subcategory", "sub-category", "sub category"))


@dataclass(frozen=True, slots=True)
class Named:
    """Headings that a person named; "" or empty: look for the usual ones."""

    notation: str = ""
    label: str = ""
    broader: str = ""
    definition: str = ""
    levels: tuple[str, ...] = ()
    code_levels: tuple[str, ...] = ()


USUAL = Named()


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column in a table, None where it has none.

    Levels go from wide to narrow; those in `code_levels` hold codes, the last that is filled being the row's own.
    `recognised`: nobody named the code levels, their cells show what they are. `unread` are the other columns
    that hold something, and `likely` those of them that may be code levels.
    """

    notation: int | None
    label: int | None
    broader: int | None
    definition: int | None
    note: int | None
    levels: tuple[int, ...]
    code_levels: tuple[int, ...] = ()
    recognised: bool = False
    unread: tuple[int, ...] = ()
    likely: tuple[int, ...] = ()


def columns(table: Table, named: Named) -> Columns:
    """The columns of a table. ConfigError where a named one is missing, or nothing in it can be a name."""
    places: dict[str, int] = {}
    for place, title in enumerate(table.header):
        places.setdefault(heading(title), place)

    def place_of(part: str, title: str = "") -> int | None:
        if title:
            return _place(title, table, places)
        return next((places[known] for known in _CALLED[part] if known in places), None)

    label, broader = place_of("label", named.label), place_of("broader", named.broader)
    levels = tuple(_place(title, table, places) for title in named.levels)
    code_levels = tuple(_place(title, table, places) for title in named.code_levels)
    if not levels and not code_levels and broader is None:
        usual = (next((places[name] for name in names if name in places), None) for names in _LEVELS)
        levels = tuple(place for place in usual if place is not None)
    if label is None and not levels:
        raise ConfigError(
            f"{table.file}: no column seems to hold names. Say which, as in --label '{table.header[0]}'. "
            f"It has {listing(table.header, 'and')}."
        )
    found = Columns(
        notation=place_of("notation", named.notation),
        label=label,
        broader=broader,
        definition=place_of("definition", named.definition),
        note=place_of("note"),
        levels=levels,
        code_levels=code_levels,
    )
    return _with_the_rest(table, found)


def _with_the_rest(table: Table, found: Columns) -> Columns:
    """The columns with what is known of the others: code levels that nobody named, and what is not read."""
    single = (found.notation, found.label, found.broader, found.definition, found.note)
    used = {*(place for place in single if place is not None), *found.levels, *found.code_levels}
    spare = unread(table, used)
    nested = bool(found.levels or found.code_levels) or found.broader is not None
    likely = () if nested else code_columns(table, spare)
    if likely and found.notation is None and whole(table, likely):
        rest = tuple(place for place in spare if place not in likely)
        return replace(found, code_levels=likely, recognised=True, unread=rest)
    return replace(found, unread=spare, likely=likely)


def unread(table: Table, used: Collection[int]) -> tuple[int, ...]:
    """The columns that hold something, without those that are used."""
    filled = {place for _, cells in table.rows for place, cell in enumerate(cells) if cell.strip()}
    return tuple(place for place in range(len(table.header)) if place in filled and place not in used)


def titles(table: Table, places: Sequence[int]) -> list[str]:
    """What the columns are called; with their numbers where a heading is missing or stands twice."""
    headings = [heading(title) for title in table.header]
    return [
        table.header[place].strip()
        if headings[place] and headings.count(headings[place]) == 1
        else f"column {place + 1} ({table.header[place].strip() or 'no heading'})"
        for place in places
    ]


def remarks(table: Table, found: Columns) -> Iterator[Problem]:
    """What was recognised without being named, and what was not read."""
    if found.recognised:
        levels = listing(titles(table, found.code_levels), "and")
        message = f"{levels} were read as the codes of levels, from wide to narrow."
        fix = "If they are something else, name the column of codes with --notation."
        yield remark(table.file, message, fix, sheet=table.sheet)
    if found.unread:
        message = f"These columns were not read: {listing(titles(table, found.unread), 'and')}."
        yield remark(table.file, message, _how_to_read(table, found), sheet=table.sheet)
    yield from too_wide(table)


def too_wide(table: Table) -> Iterator[Problem]:
    """A warning for each row with cells beyond the last heading."""
    for row in table.surplus:
        message = "This row has more cells than there are headings; what stands beyond them was not read."
        fix = "Put a text that has the separator in it between quotation marks, or add a heading."
        yield Problem(table.file, table.sheet, row, None, None, message, fix, "warning")


def _how_to_read(table: Table, found: Columns) -> str:
    if not found.likely:
        return "They can stay. To have one read, name it with an option such as --broader."
    options = " ".join(f"--code-level {shlex.quote(table.header[place].strip())}" for place in found.likely)
    levels = listing(titles(table, found.likely), "and")
    return f"{levels} look like the codes of levels: if they are, load it again with {options}."


def _place(title: str, table: Table, places: dict[str, int]) -> int:
    if heading(title) in places:
        return places[heading(title)]
    raise ConfigError(
        f"{table.file} has no column '{title}'. "
        + did_you_mean(title, table.header, f"It has {listing(table.header, 'and')}.")
    )
