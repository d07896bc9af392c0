"""Commands for lists of concepts from outside, and for mappings between lists."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ecosystem.cli.output import as_json, print_problems, print_table, say, steps
from ecosystem.config import Settings
from ecosystem.store import open_store
from ecosystem.taxonomies import CLASSES, About, Named, Report, import_list
from ecosystem.taxonomies.mappings import export_mappings, import_mappings
from ecosystem.taxonomies.overview import known_lists

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_json = click.option("--json", "machine", is_flag=True, help="Print one JSON document.")


@click.group()
def taxonomy() -> None:
    """Plug in lists of concepts (themes, groups and so on) and mappings between them."""


@taxonomy.command("import")
@_file
@click.option("--id", "name", default="", help="Its short name, as in addresses [from the file's name].")
@click.option("--title", default="", help="What to call it.")
@click.option(
    "--kind", type=click.Choice(list(CLASSES)), default="theme", help="What its concepts are [theme]."
)
@click.option("--licence", default="", help="Under which licence it was published.")
@click.option("--source", default="", help="Where it is from.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--notation", default="", help="The column with the codes.")
@click.option("--label", default="", help="The column with the names.")
@click.option("--broader", default="", help="The column that says what an entry is part of.")
@click.option("--definition", default="", help="The column with the explanations.")
@click.option("--level", "levels", multiple=True, help="A column of wider names; once each, widest first.")
@click.option("--code-level", "code_levels", multiple=True, help="The same, where the columns hold codes.")
@click.option("--language", default="en", help="The language of a table's names [en].")
@_json
@click.pass_context
def import_command(
    context: click.Context,
    file: Path,
    name: str,
    title: str,
    kind: str,
    licence: str,
    source: str,
    publisher: str,
    notation: str,
    label: str,
    broader: str,
    definition: str,
    levels: tuple[str, ...],
    code_levels: tuple[str, ...],
    language: str,
    machine: bool,
) -> None:
    """Load FILE, a list as a table (CSV, TSV, XLSX) or as SKOS (Turtle, N-Triples, RDF/XML, JSON-LD)."""
    settings: Settings = context.obj
    about = About(name, title, publisher, licence, source)
    named = Named(notation, label, broader, definition, levels, code_levels)
    store = open_store(settings)
    try:
        with steps(2, machine) as progress:
            report = import_list(
                settings,
                store,
                file,
                kind=kind,
                about=about,
                named=named,
                language=language,
                progress=progress,
            )
    finally:
        store.close()
    _show(context, report, machine)


@taxonomy.command("map")
@_file
@click.option("--id", "name", default="", help="Its short name, as in addresses [from the file's name].")
@click.option("--title", default="", help="What to call it.")
@click.option("--licence", default="", help="Under which licence it was published.")
@click.option("--publisher", default="", help="Who published it.")
@_json
@click.pass_context
def map_command(
    context: click.Context, file: Path, name: str, title: str, licence: str, publisher: str, machine: bool
) -> None:
    """Load FILE, mappings between the concepts of two lists: an SSSOM table (TSV) or SKOS statements (RDF)."""
    settings: Settings = context.obj
    store = open_store(settings)
    try:
        with steps(2, machine) as progress:
            about = About(name, title, publisher, licence)
            report = import_mappings(settings, store, file, about=about, progress=progress)
    finally:
        store.close()
    _show(context, report, machine)


@taxonomy.command("export-map")
@click.argument("name", metavar="[ID]", default="")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file [standard output].")
@click.option("--version", "number", type=int, help="Export an earlier version.")
@click.pass_context
def export_map(context: click.Context, name: str, output: Path | None, number: int | None) -> None:
    """Write the set of mappings called ID (or the only one) as an SSSOM table, such as the one it came from."""
    store = open_store(context.obj)
    try:
        text = export_mappings(store.read(number), name)
    finally:
        store.close()
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(text.encode())
        click.echo(f"Written to {output}.", err=True)


@taxonomy.command("list")
@_json
@click.pass_context
def list_command(context: click.Context, machine: bool) -> None:
    """Show which lists there are, shipped and loaded, and which mappings."""
    store = open_store(context.obj)
    try:
        found = known_lists(store)
    finally:
        store.close()
    if machine:
        as_json(found)
        return
    lines = [
        [item.id, item.title, item.kind or item.form, item.items, "shipped" if item.shipped else "loaded"]
        for item in found
    ]
    print_table("Lists and mappings", ["Id", "Title", "Of", "Entries", "Origin"], lines)
    for item in found:
        for gap in item.missing:
            say(f"{item.id} lacks: {gap}.")


def _show(context: click.Context, report: Report, machine: bool) -> None:
    if machine:
        as_json(report)
    else:
        say(headline(report))
        print_problems(report.problems)
    if any(problem.severity == "violation" for problem in report.problems):
        context.exit(1)


def headline(report: Report) -> str:
    """What happened to the file, in one sentence or two."""
    if not report.changed:
        return f"{report.title}: this file is already loaded as it is. Nothing was changed."
    what = "concepts" if report.form == "list" else "mappings"
    rows = f"{report.rows_loaded:,} of {report.rows_read:,} entries gave {report.items:,} {what}"
    return (
        f"{report.title}: {rows}, loaded as version {report.version} under the id {report.id}; "
        f"{report.rows_reported:,} are reported below."
    )
