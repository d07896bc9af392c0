"""Commands that ask questions of the data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ecosystem import published
from ecosystem.analyses import ANALYSES
from ecosystem.analysing import RunSummary, steps_of
from ecosystem.analysing import analyse as run_analyses
from ecosystem.cli.output import as_json, say, steps
from ecosystem.config import Settings
from ecosystem.findings import Finding
from ecosystem.published import Published
from ecosystem.reviews.basis import as_sentence
from ecosystem.store import open_store
from ecosystem.summary import out_of_date

CELLS_SHOWN = 6
_json = click.option("--json", "machine", is_flag=True, help="Print one JSON document.")
_ACCEPT = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(ANALYSES)))
@_json
@click.pass_context
def analyse(context: click.Context, names: tuple[str, ...], machine: bool) -> None:
    """Run the analyses (all, or those named) on the current version and store what they find.

    It may be stopped at any time, with Ctrl-C or `ecosystem jobs --stop`: run it again and it goes on from there.
    """
    settings: Settings = context.obj
    store = open_store(settings)
    try:
        with steps(steps_of(names), machine) as progress:
            summaries, version = run_analyses(settings, store, names, progress, progress.within)
        stale = bool(out_of_date(store.read()))
    except KeyboardInterrupt:
        click.echo("What the finished analyses found is kept: analyse again to go on from there.", err=True)
        raise
    finally:
        store.close()
    if machine:
        found = [_summary(item) for item in summaries]
        as_json({"version": version, "out_of_date": stale, "analyses": found})
        return
    if kept := [item for item in summaries if item.kept]:
        click.echo(
            f"An earlier run was stopped before it could save: {len(kept)} of {len(summaries)} analyses are from it."
        )
    for item in summaries:
        say(f"{item.title}: {len(item.result.findings):,} findings.")
        for sentence in (*(family.statement for family in item.result.families), *item.result.statements):
            say(f"  {sentence}")
    if stale:
        click.echo("The data changed while this ran, or other analyses are older than it: analyse again.")
    if version is None:
        click.echo("The data and the methods are unchanged since the last run: nothing was written.")
    else:
        click.echo(f"Saved as version {version}. See them with `ecosystem findings` or on the pages.")


def _summary(item: RunSummary) -> dict[str, object]:
    return {
        "method": item.method,
        "title": item.title,
        "changed": item.changed,
        "kept": item.kept,
        "findings": len(item.result.findings),
        "counts": dict(item.result.counts),
        "families": item.result.families,
        "statements": item.result.statements,
    }


@click.command()
@click.option("--method", type=click.Choice(list(ANALYSES)), help="Only those of one analysis.")
@click.option("--open", "state", flag_value="open", help="Only those to decide on: new, or changed since.")
@click.option("--decided", "state", flag_value="decided", help="Only those decided on facts that still hold.")
@click.option(
    "--changed", "state", flag_value="changed", help="Only those whose facts changed since a decision."
)
@click.option("--limit", type=int, default=20, show_default=True, help="How many to print; 0 for all.")
@_json
@click.pass_context
def findings(
    context: click.Context, method: str | None, state: str | None, limit: int, machine: bool
) -> None:
    """List what the analyses found, best first, each with its evidence.

    Those that people rejected or called intended are left out, unless --decided asks for them.
    """
    store = open_store(context.obj)
    try:
        found = [item for item in published.findings(store.read(), method or "") if _wanted(item, state)]
    finally:
        store.close()
    if machine:
        as_json(found)
        return
    shown = found[:limit] if limit else found
    for item in shown:
        finding = item.finding
        click.echo()
        say(finding.headline)
        for text in (finding.why, finding.differs, finding.money, finding.confidence_text):
            if text:
                say(f"  {text}")
        say(f"  From: {_places(finding)}")
        for line in _decided(item):
            say(f"  {line}")
        for question in finding.check_next:
            say(f"  Check next: {question}")
        say(f"  Id: {item.iri.rpartition('/')[2]}")
    click.echo(f"\n{len(shown):,} of {len(found):,} findings shown.")


def _wanted(item: Published, state: str | None) -> bool:
    if state is None:
        return item.listed
    return item.state in ("open", "changed") if state == "open" else item.state == state


def _decided(item: Published) -> Iterator[str]:
    """What people said of it, newest first, and what changed since."""
    if item.standing is None:
        return
    for review in item.standing.reviews:
        reason = f": {review.reason}" if review.reason else "."
        yield f"Decided: {review.verdict} by {review.person} on {review.at:%Y-%m-%d}{reason}"
    for change in item.standing.changes:
        yield f"Changed since: {as_sentence(change, item.finding.labels)}"


def _places(finding: Finding) -> str:
    """The cells a finding rests on, the first few in words."""
    cells = sorted({cell for evidence in finding.evidence for cell in evidence.cells})
    rest = f"; and {len(cells) - CELLS_SHOWN:,} more (--json)" if len(cells) > CELLS_SHOWN else ""
    return "; ".join(map(str, cells[:CELLS_SHOWN])) + rest


def _question_in(file: Path | None) -> str:
    """The text of a file, or of standard input."""
    try:
        content = file.read_bytes() if file else sys.stdin.buffer.read()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{file or 'Standard input'} is not text. A question is SPARQL, saved as UTF-8 text."
        ) from error
    except OSError as error:
        raise click.UsageError(
            f"{file or 'Standard input'} cannot be read: {error.strerror}. Give a file with a SPARQL question, or the "
            "question itself with --text."
        ) from error


@click.command()
@click.argument("query_file", required=False, type=click.Path(path_type=Path))
@click.option("--text", help="The question itself, instead of a file.")
@click.option("--format", "name", type=click.Choice(list(_ACCEPT)), help="The form of the answer.")
@click.option("--version", "number", type=int, help="Ask an earlier version.")
@_json
@click.pass_context
def query(
    context: click.Context,
    query_file: Path | None,
    text: str | None,
    name: str | None,
    number: int | None,
    machine: bool,
) -> None:
    """Ask a SPARQL question, from a file, from --text or from standard input."""
    question = text or _question_in(query_file)
    chosen = "json" if machine else name
    store = open_store(context.obj)
    try:
        accept = _ACCEPT[chosen] if chosen else "text/csv, text/turtle;q=0.9"
        answer = store.raw(question, accept, number)
    finally:
        store.close()
    sys.stdout.buffer.write(answer.body)
    sys.stdout.buffer.flush()
