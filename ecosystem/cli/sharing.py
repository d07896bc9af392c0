"""Commands that take data out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ecosystem.exporters import EXPORTERS
from ecosystem.spark import engine
from ecosystem.store import open_store


@click.command()
@click.argument("name", metavar="FORMAT", type=click.Choice(list(EXPORTERS)))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file [standard output].")
@click.option("--version", "number", type=int, help="Export an earlier version.")
@click.pass_context
def export(context: click.Context, name: str, output: Path | None, number: int | None) -> None:
    """Write a whole version as turtle, nquads, graphml or csv, or the compared pairs of efforts (pairs)."""
    store = open_store(context.obj)
    try:
        reader = store.read(number)
        with engine(context.obj.engine):
            if output is None:
                EXPORTERS[name].write(reader, sys.stdout.buffer)
                sys.stdout.buffer.flush()
            else:
                with output.open("wb") as stream:
                    EXPORTERS[name].write(reader, stream)
    finally:
        store.close()
    if output is not None:
        click.echo(f"Written to {output}.", err=True)
