"""Commands that bring data in, and go back."""

from __future__ import annotations

from pathlib import Path

import click

from ecosystem.cli.output import as_json, print_problems, print_table, say, steps
from ecosystem.config import Settings
from ecosystem.pipeline import ImportReport, check_paths, import_paths
from ecosystem.standing import rebuild as build_again
from ecosystem.store import Version, open_store

_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
_mapping = click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A mapping file that says what the columns mean; without it, our own template is expected.",
)
_json = click.option("--json", "machine", is_flag=True, help="Print one JSON document.")


@click.command("import")
@_paths
@_mapping
@_json
@click.pass_context
def import_command(
    context: click.Context, paths: tuple[Path, ...], mapping: Path | None, machine: bool
) -> None:
    """Load files or folders: our template (XLSX, or a folder of CSV files), or what a mapping file describes."""
    settings: Settings = context.obj
    store = open_store(settings)
    try:
        with steps(4, machine) as progress:
            report = import_paths(settings, store, paths, mapping, progress)
    finally:
        store.close()
    _show(context, report, machine)


@click.command()
@_paths
@_mapping
@_json
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], mapping: Path | None, machine: bool) -> None:
    """Say what `import` would do with FILEs, without doing it."""
    with steps(3, machine) as progress:
        report = check_paths(context.obj, paths, mapping, progress)
    _show(context, report, machine)


def _show(context: click.Context, report: ImportReport, machine: bool) -> None:
    if machine:
        as_json(report)
    else:
        say(headline(context.info_name == "check", report))
        print_table("What the rows speak of", ["Kind", "Number"], list(report.records.items()))
        print_problems(report.problems)
    if any(problem.severity == "violation" for problem in report.problems):
        context.exit(1)


@click.command()
@_json
@click.pass_context
def rebuild(context: click.Context, machine: bool) -> None:
    """Write the shipped terms and lists again and work out what follows from the data."""
    settings: Settings = context.obj
    store = open_store(settings)
    try:
        version = build_again(settings, store)
    finally:
        store.close()
    _show_current(version, machine)


def headline(dry_run: bool, report: ImportReport) -> str:
    """What happened to the rows, in one sentence."""
    rows = f"{report.rows_loaded:,} of {report.rows_read:,} rows"
    rest = f"{report.rows_reported:,} are reported below."
    if dry_run:
        return f"{report.title}: {rows} are ready; {rest} Nothing was changed."
    if not report.changed:
        return f"{report.title}: these files are already loaded as they are. Nothing was changed."
    loaded = f"{report.title}: {rows} loaded as version {report.version}; {rest}"
    if not report.replaces:
        return loaded
    return f"{loaded} They take the place of what was loaded before as {report.replaces}."


@click.command()
@_json
@click.pass_context
def versions(context: click.Context, machine: bool) -> None:
    """List the versions of the data, newest first."""
    store = open_store(context.obj)
    try:
        found = store.versions()
    finally:
        store.close()
    if machine:
        as_json(found)
        return
    rows = [
        [item.number, item.created.strftime("%Y-%m-%d %H:%M"), item.who, item.message, item.quads]
        for item in found
    ]
    print_table("Versions", ["Version", "When (UTC)", "Who", "What happened", "Statements"], rows)


@click.command()
@click.option("--to", type=int, help="The version to go back to [the one before the current].")
@_json
@click.pass_context
def undo(context: click.Context, to: int | None, machine: bool) -> None:
    """Publish an earlier version again, as a new one; decisions people made since are kept."""
    store = open_store(context.obj)
    try:
        version = store.undo(to)
    finally:
        store.close()
    _show_current(version, machine)


def _show_current(version: Version, machine: bool) -> None:
    if machine:
        as_json(version)
    else:
        say(f"Version {version.number} is now current. {version.message}")
