"""The command that asks a shipped question."""

from __future__ import annotations

import csv
import sys

import click

from ecosystem.asking import Answer, answer, document, in_words, question_of, shown_columns
from ecosystem.cli.output import as_json, print_table, say, too_wide, visible
from ecosystem.config import Settings
from ecosystem.errors import QueryError
from ecosystem.exporters.tables import safe_cell
from ecosystem.resolving import resolved
from ecosystem.store import open_store
from ecosystem.wording import count_of
from ontology.questions import AUDIENCES, Question, questions

NOTHING = "Nothing is recorded that answers this. That is not the same as nothing being there."


@click.command()
@click.argument("id", required=False)
@click.argument("values", nargs=-1)
@click.option("--json", "machine", is_flag=True, help="Print one JSON document.")
@click.option("--format", type=click.Choice(["csv"]), help="Print the answer as CSV.")
@click.option("--version", type=int, help="Ask this version instead of the newest.")
@click.pass_context
def ask(
    context: click.Context,
    id: str | None,
    values: tuple[str, ...],
    machine: bool,
    format: str | None,
    version: int | None,
) -> None:
    """Ask a shipped question, such as `ask S1 "objective=Safe homes"`; without an ID, list them.

    Values: a name, an id, an address, a date (2026-05-03), a year or a number, each as name=value.
    """
    if id is None:
        _list(machine)
        return
    settings: Settings = context.obj
    question = question_of(id)
    given = dict(_pair(text) for text in values)
    store = open_store(settings)
    try:
        reader = store.read(version)
        asked = resolved(reader.select, settings.base_iri, question, given)
        found = answer(reader.select, question, asked)
    finally:
        store.close()
    if machine:
        as_json(document(found, reader.version))
    elif format == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow([name for name, _ in question.columns])
        writer.writerows([safe_cell(value.text) for value in row] for row in found.rows)
    else:
        _show(found)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise QueryError(f"{text!r} is not name=value, such as day=2026-05-03.")
    return name.strip(), value


def _list(machine: bool) -> None:
    if machine:
        as_json(list(questions().values()))
        return
    for audience, heading in AUDIENCES.items():
        rows = [
            [question.id, question.title, _needs(question)]
            for question in questions().values()
            if question.audience == audience
        ]
        print_table(heading, ["Id", "Question", "Needs"], rows)


def _needs(question: Question) -> str:
    return ", ".join(parameter.name for parameter in question.parameters if parameter.required)


def _show(found: Answer) -> None:
    question = found.question
    columns = list(shown_columns(question))
    rows = [
        [
            visible(row[name].text if name is not None and row[name].text else row[place].text)
            for place, name in columns
        ]
        for row in found.rows
    ]
    head = [in_words(question.columns[place][0]) for place, _ in columns]
    if rows and too_wide(head, rows):
        click.echo(question.title)
        for number, row in enumerate(rows, start=1):
            click.echo(f"\n{number}.")
            for name, text in zip(head, row, strict=True):
                say(f"   {name}: {text or 'not recorded'}")
        click.echo()
    else:
        print_table(question.title, head, rows)
    click.echo(f"{count_of(len(rows), 'row')}." if rows else NOTHING)
    click.echo(question.about)
