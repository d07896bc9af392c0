"""The command line: parse, call the pipeline, print. Exit codes: 0 done, 1 problems in the data, 2 misuse."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ecosystem import __version__
from ecosystem.cli.lazy import LazyGroup, Place
from ecosystem.config import Settings
from ecosystem.errors import ConfigError, EcosystemError, InvalidData

PROBLEMS, MISUSE = 1, 2

_DATA, _ANALYSIS = "ecosystem.cli.data", "ecosystem.cli.analysis"
_SHARING, _SERVING = "ecosystem.cli.sharing", "ecosystem.cli.serving"

COMMANDS: dict[str, Place] = {
    "demo": Place(_SERVING, "demo", "Load the invented example, analyse it and serve it."),
    "import": Place(_DATA, "import_command", "Load files or folders as a new version."),
    "check": Place(_DATA, "check", "Say what `import` would do, without doing it."),
    "analyse": Place(_ANALYSIS, "analyse", "Run the analyses and store what they find."),
    "jobs": Place("ecosystem.cli.jobs", "jobs_command", "List long work and how far it is, or stop it."),
    "findings": Place(_ANALYSIS, "findings", "List what the analyses found, with its evidence."),
    "review": Place(
        "ecosystem.cli.reviewing", "review", "Decide on a finding: confirmed, rejected or intended."
    ),
    "reviews": Place(
        "ecosystem.cli.reviewing", "reviews", "List what people decided, or a sample to decide on next."
    ),
    "ask": Place(
        "ecosystem.cli.asking",
        "ask",
        'Ask a shipped question, such as `ask S1 "objective=Safe homes"`; without an ID, list them.',
    ),
    "evaluate": Place(
        "ecosystem.cli.evaluating",
        "evaluate_command",
        "Test the measures on a folder of data whose outcomes are known; your own data stay as they are.",
    ),
    "query": Place(_ANALYSIS, "query", "Ask a SPARQL question."),
    "taxonomy": Place(
        "ecosystem.cli.taxonomy",
        "taxonomy",
        "Plug in lists of concepts (themes, groups and so on) and mappings between them.",
    ),
    "export": Place(_SHARING, "export", "Write a version as turtle, nquads, graphml, csv or pairs."),
    "serve": Place(_SERVING, "serve", "Serve the pages until stopped."),
    "versions": Place(_DATA, "versions", "List the versions of the data, newest first."),
    "rebuild": Place(
        _DATA, "rebuild", "Write the shipped terms and lists again and work out what follows from the data."
    ),
    "undo": Place(_DATA, "undo", "Publish an earlier version again."),
    "ontology": Place(
        "ecosystem.cli.ontology", "ontology", "Check the ontology, or data of your own that is written in it."
    ),
}
"""Every command, in the order in which a newcomer meets them."""


@click.group(cls=LazyGroup, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ecosystem")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Data folder [ECOSYSTEM_DATA, ./ecosystem-data]."
)
@click.option("--config", type=click.Path(path_type=Path), help="TOML file of settings [ECOSYSTEM_CONFIG].")
@click.option("--store", help="A SPARQL server instead of the data folder [ECOSYSTEM_STORE].")
@click.pass_context
def group(context: click.Context, data: Path | None, config: Path | None, store: str | None) -> None:
    """See who works towards the same outcomes: import a spreadsheet, analyse it, look at the map."""
    context.obj = Settings.load(config, os.environ).with_changes(data=data, store=store)


def main() -> None:
    """Run the command line; every error we know is one sentence on standard error."""
    try:
        sys.exit(group(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(MISUSE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing half-done was saved.", err=True)
        sys.exit(MISUSE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except InvalidData as error:
        from ecosystem.cli.output import print_problems, say

        say(str(error), err=True)
        print_problems(error.problems, to_stderr=True)
        sys.exit(PROBLEMS)
    except EcosystemError as error:
        from ecosystem.cli.output import say

        say(str(error), err=True)
        sys.exit(MISUSE if isinstance(error, ConfigError) else PROBLEMS)
