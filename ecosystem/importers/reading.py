"""A sheet, row by row: what the rules make of each row, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ecosystem.importers.batch import complaint
from ecosystem.importers.drafts import Draft, Wanted, drafts, word
from ecosystem.importers.layout import Sheet
from ecosystem.importers.mapping import Mapping
from ecosystem.importers.rows import Row, join_rows, joined_tables, rows_of
from ecosystem.records import Origin, Problem


def read_rows(
    sheet: Sheet, sheets: Sequence[Sheet], mapping: Mapping
) -> Iterator[tuple[Origin, list[Draft], list[Problem]]]:
    """Each row of the sheet that is not blank: at least one draft, or at least one violation, or both.

    Or neither, and problems that say why all the row gives was left out.
    Drafts of a row with a violation are not loaded; they tell what other rows meant when they refer to it.
    """
    tables = joined_tables(sheet, sheets)
    headings = {name: sheet.table.header[at].strip() for name, at in sheet.positions.items()}
    rules = mapping.rules(sheet.rule.name)
    surplus = frozenset(sheet.table.surplus)
    unread = _unread(sheet, mapping)
    for origin, cells in rows_of(sheet):
        row, problems = join_rows(Row(origin, cells, headings, {}, sheet.rule.joins), tables)
        for column, words in sheet.rule.one_of.items():
            word(column, row, words, problems)
        if problems:
            yield origin, [], problems
            continue
        fired = tuple(number for number, rule in enumerate(rules) if row.holds(rule.when))
        found = [draft for number in fired for draft in drafts(rules[number], row, problems)]
        if origin.row in surplus and not origin.sheet:
            found, problems = [_names(draft) for draft in found if draft.about is None], [_shifted(origin)]
        elif found:
            problems += [_says_nothing(row, column) for column in unread(fired) if row.cells[column]]
        elif not problems:
            problems = [_no_rule(origin, sheet.rule.otherwise)]
        if origin.row in surplus and origin.sheet:
            problems.append(_beside(origin))
        yield origin, found, problems


def _unread(sheet: Sheet, mapping: Mapping) -> Callable[[tuple[int, ...]], list[str]]:
    """The columns that none of the rules with these numbers reads, though another rule does."""
    name, rules = sheet.rule.name, mapping.rules(sheet.rule.name)
    always = {part.column for rule in rules for part in rule.tested()}
    always |= {join.to for table in mapping.tables for join in table.joins if join.table == name}
    always |= {part.column for rule in mapping.records for part in rule.parts() if part.via == name}
    always |= {part.column for block in mapping.blocks(name) for part in block.tested()}
    always |= {*sheet.rule.one_of, *(join.on for join in sheet.rule.joins)}
    known: dict[tuple[int, ...], list[str]] = {}

    def unread(fired: tuple[int, ...]) -> list[str]:
        if fired not in known:
            used = always.union(part.column for number in fired for part in rules[number].parts())
            known[fired] = [column for column in sheet.positions if column not in used]
        return known[fired]

    return unread


def _shifted(origin: Origin) -> Problem:
    """In a text file one comma too many moves all that follows it; in a workbook no cell moves."""
    return complaint(
        origin,
        "This row has more cells than there are headings, so its cells may stand in the wrong columns.",
        'Put a text that holds a comma into "quotation marks".',
    )


def _names(draft: Draft) -> Draft:
    """The draft without its references, for a row of which only the names are of use."""
    return replace(draft, facts=tuple(fact for fact in draft.facts if not isinstance(fact.value, Wanted)))


def _beside(origin: Origin) -> Problem:
    message, fix = "A cell to the right of the headings was not loaded.", "Give it a heading, or remove it."
    return Problem(origin.file, origin.sheet, origin.row, None, None, message, fix, "warning")


def _no_rule(origin: Origin, otherwise: str) -> Problem:
    if otherwise:
        return complaint(origin, otherwise)
    message, fix = (
        "No rule of the mapping applies to this row.",
        "Correct it, or leave the table out of the mapping.",
    )
    return complaint(origin, message, fix)


def _says_nothing(row: Row, column: str) -> Problem:
    at, heading = row.origin, row.heading(column)
    message = f"{heading} says nothing in a row of this kind; it was not loaded."
    fix = "Remove it, or check the rest of the row."
    return Problem(at.file, at.sheet, at.row, heading, row.cells[column], message, fix, "warning")
