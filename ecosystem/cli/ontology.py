"""Commands about the ontology itself: is it what it says, and is your own data written in it rightly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ecosystem.checks import CHECKS, Figure, measure
from ecosystem.cli.output import as_json, print_table, say
from ecosystem.config import Settings
from ecosystem.wording import count_of

PROBLEMS = 1
DETAILS_SHOWN = 20
_HOLDS = {True: "yes", False: "no", None: "not measured"}
_json = click.option("--json", "machine", is_flag=True, help="Print one JSON document.")


@click.group()
def ontology() -> None:
    """Check the ontology, or data of your own that is written in it."""


@ontology.command()
@click.argument("names", nargs=-1, type=click.Choice(list(CHECKS)), metavar="[NAMES]...")
@click.option("--quick", is_flag=True, help="Leave out what takes minutes; the table says what.")
@_json
@click.pass_context
def check(context: click.Context, names: tuple[str, ...], quick: bool, machine: bool) -> None:
    """Measure what the ontology promises (all, or the checks NAMED) and print one table.

    The checks: terms, lints, rules, mutation, questions, derived, reasoning, fair, scale.
    """
    measured = measure(names, quick=quick, progress=lambda step: click.echo(f"  {step}", err=True))
    context.exit(report(measured, machine))


def report(measured: Mapping[str, Sequence[Figure]], machine: bool) -> int:
    """Prints the figures, and gives the exit code: 1 where one of them does not hold."""
    if machine:
        as_json(measured)
    else:
        _print(measured)
    return PROBLEMS if any(figure.holds is False for found in measured.values() for figure in found) else 0


def _print(measured: Mapping[str, Sequence[Figure]]) -> None:
    rows = [
        (name, figure.name, figure.value, figure.needed, _HOLDS[figure.holds])
        for name, found in measured.items()
        for figure in found
    ]
    print_table("Ontology", ("Check", "Figure", "Measured", "Needed", "Holds"), rows)
    for name, found in measured.items():
        for figure in found:
            _print_details(name, figure)


def _print_details(name: str, figure: Figure) -> None:
    if not (figure.note or figure.details):
        return
    click.echo(f"\n{name}, {figure.name}:")
    if figure.note:
        say(f"  {figure.note}")
    for line in figure.details[:DETAILS_SHOWN]:
        say(f"  {line}")
    if len(figure.details) > DETAILS_SHOWN:
        click.echo(f"  ... and {len(figure.details) - DETAILS_SHOWN:,} more. `--json` lists them all.")


@ontology.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_json
@click.pass_context
def lint(context: click.Context, files: tuple[Path, ...], machine: bool) -> None:
    """Look for known mistakes in FILES of your own: Turtle, TriG, JSON-LD or SPARQL."""
    from ecosystem.linting import lint_files

    faults = lint_files(files, context.find_object(Settings) or Settings())
    if machine:
        as_json(faults)
    else:
        for fault in faults:
            say(str(fault))
        found, looked_at = count_of(len(faults), "mistake"), count_of(len(files), "file")
        click.echo(f"{found} found in {looked_at}.")
    if faults:
        context.exit(PROBLEMS)
