"""The command line: parse, call the pipeline, print. Exit codes: 0 done, 1 problems in the data, 2 misuse."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ecosystem import __version__
from ecosystem.cli import analysis, data, serving, sharing
from ecosystem.cli.output import print_problems
from ecosystem.config import Settings
from ecosystem.errors import ConfigError, EcosystemError, InvalidData

PROBLEMS, MISUSE = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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


for command in (*data.COMMANDS, *analysis.COMMANDS, *sharing.COMMANDS, *serving.COMMANDS):
    group.add_command(command)


def main() -> None:
    """Run the command line; every error we know is one sentence on standard error."""
    try:
        group(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(MISUSE)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing half-done was saved.", err=True)
        sys.exit(MISUSE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except InvalidData as error:
        click.echo(str(error), err=True)
        print_problems(error.problems, to_stderr=True)
        sys.exit(PROBLEMS)
    except EcosystemError as error:
        click.echo(str(error), err=True)
        sys.exit(MISUSE if isinstance(error, ConfigError) else PROBLEMS)
