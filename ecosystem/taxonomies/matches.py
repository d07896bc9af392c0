"""Mappings written as SKOS statements in RDF: each becomes a row of SSSOM's table, with nothing said of why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ecosystem.config import Settings
from ecosystem.importers.batch import remark
from ecosystem.importers.spelling import quoted
from ecosystem.records import Problem, Source, Table
from ecosystem.taxonomies.holding import NO_MAPPING, nothing_found
from ecosystem.taxonomies.mapping_rows import Reading
from ecosystem.taxonomies.sssom import PREDICATES, REQUIRED, Head
from ecosystem.taxonomies.statements import Said, Statements, read_statements
from ecosystem.taxonomies.unseen import taken_out

KEEP = tuple(str(predicate) for predicate in PREDICATES)
_UNSPECIFIED = "semapv:UnspecifiedMatching"


def read_matches(file: Path, settings: Settings) -> tuple[Table, Source, tuple[Problem, ...]]:
    """The mappings of a file as a table, whose rows are their places among them, and what else to say of it.

    Raises SourceError for a file that cannot be read.
    """
    found = read_statements(file, KEEP, settings)
    said = [one for one in dict.fromkeys(found.said) if str(one[1]) in KEEP]
    rows = tuple(
        (number, (str(subject), str(predicate), str(value), _UNSPECIFIED))
        for number, (subject, predicate, value) in enumerate(said, 1)
    )
    return Table(file.name, "", REQUIRED, rows), found.source, tuple(_remarks(found, said))


def _remarks(found: Statements, said: list[Said]) -> Iterator[Problem]:
    yield from taken_out(found.source.file, found.unseen)
    if not said:
        yield nothing_found(found, NO_MAPPING)
    elif found.count_left_out:
        message = f"{found.count_left_out:,} statements that are no mappings were left out."
        fix = "If they describe concepts, load it with `ecosystem taxonomy import`, which keeps their mappings too."
        yield remark(found.source.file, message, fix)


def without_rows(reading: Reading, table: Table) -> tuple[Problem, ...]:
    """The problems of the reading, each with the mapping it is about: a file of statements shows no rows."""
    short = Head().short
    named = {
        number: f"{quoted(cells[0])} {short(cells[1])} {quoted(cells[2])}" for number, cells in table.rows
    }
    return tuple(_without_row(one, named[one.row]) if one.row else one for one in reading.problems)


def _without_row(one: Problem, mapping: str) -> Problem:
    # relation and justification are given, so what cannot be is one of the two concepts
    fix = "Give each concept an address of its own." if one.severity == "violation" else one.fix
    return replace(one, row=None, column=None, message=f"In the mapping {mapping}: {one.message}", fix=fix)
