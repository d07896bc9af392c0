"""How the command line speaks: one JSON document for machines, sentences and tables for people."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ecosystem.cli.folding import folded
from ecosystem.records import Problem

SHOWN = 100
# what a terminal acts upon instead of showing it (line breaks and tabs apart), and what turns the direction of text
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
SEVERITY_WORDS = {"violation": "must fix", "warning": "worth fixing", "info": "for information"}


def as_json(value: object) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def visible(text: str) -> str:
    """Text from outside as a terminal may have it: control and direction characters as their codes.

    >>> visible("Safe" + chr(27) + "[31m homes")
    'Safe\\\\u001b[31m homes'
    """
    return _UNSEEN.sub(lambda mark: f"\\u{ord(mark[0]):04x}", text.replace("\r\n", "\n"))


def say(text: str, *, err: bool = False) -> None:
    """Print one line for people; line breaks and tabs in names from outside are spaces there."""
    click.echo(visible(re.sub(r"[\r\n\t]+", " ", text)), err=err)


class Steps:
    """Named steps of long work on a terminal: call it when the next one begins, `within` to say how far it is."""

    def __init__(self, bar: Progress | None = None, total: int = 0) -> None:
        self._bar = bar
        self._task = bar.add_task("Starting", total=total) if bar else None
        self._step = ""

    def __call__(self, step: str) -> None:
        """The next step begins."""
        self._step = step
        self._show(step, 1)

    def within(self, text: str) -> None:
        """How far the step is."""
        self._show(f"{self._step}: {text}", 0)

    def _show(self, text: str, advance: int) -> None:
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=text, advance=advance)


@contextmanager
def steps(total: int, quiet: bool) -> Iterator[Steps]:
    """A progress bar of named steps on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield Steps()
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        yield Steps(bar, total + 1)


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people on standard output; text is never markup."""
    table = Table(title=visible(title), title_justify="left", show_lines=False)
    for column in head:
        table.add_column(visible(column), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    Console(markup=False, highlight=False).print(table)


def too_wide(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table would have to break words: each row is then better read as a block."""
    columns = zip(head, *rows, strict=True)
    widest = (max(len(word) for text in column for word in (text.split() or [""])) for column in columns)
    return sum(width + 3 for width in widest) > Console().width


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else visible(str(value))


def print_problems(problems: Sequence[Problem], *, to_stderr: bool = False) -> None:
    """Problems folded into the first hundred lines, and how many rows there are of each severity.

    A refused file is answered on standard error, with or without `--json`, so that is not suggested there.
    """
    folds = folded(problems)
    for fold in folds[:SHOWN]:
        say(f"  [{SEVERITY_WORDS[fold.first.severity]}] {fold}", err=to_stderr)
    rest = sum(fold.count for fold in folds[SHOWN:])
    if rest:
        more = "" if to_stderr else " `--json` lists them all."
        click.echo(f"  ... and {rest:,} more.{more}", err=to_stderr)
    elif not to_stderr and any(fold.hides for fold in folds):
        click.echo("  `--json` lists each one.")
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.severity] += problem.rows
    if counts.total():
        summary = ", ".join(
            f"{counts[name]:,} {word}" for name, word in SEVERITY_WORDS.items() if counts[name]
        )
        click.echo(f"Rows with something to look at: {summary}.", err=to_stderr)
