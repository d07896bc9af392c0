"""The command that shows long work, and stops it."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from ecosystem.cli.output import as_json, print_table, say
from ecosystem.config import Settings
from ecosystem.jobs import Job, listed, stop


@click.command("jobs")
@click.option("--stop", "number", type=int, help="Stop the job of this number. Nothing half-done is saved.")
@click.option("--json", "machine", is_flag=True, help="Print one JSON document.")
@click.pass_context
def jobs_command(context: click.Context, number: int | None, machine: bool) -> None:
    """List long work and how far it is, or stop it.

    An analysis that was stopped goes on from there when it is run again.
    """
    settings: Settings = context.obj
    if number is not None:
        stopped = stop(settings.data, number)
        as_json(stopped) if machine else say(f"Job {number} ({stopped.work}): {stopped.state}.")
        return
    found = listed(settings.data)
    if machine:
        as_json(found)
    elif not found:
        click.echo("No long work was done on this data folder yet.")
    else:
        head = ("job", "work", "state", "step", "started (UTC)", "took")
        print_table("Long work, newest first", head, [_row(job) for job in found])


def _row(job: Job) -> tuple[str, ...]:
    doing = ": ".join(filter(None, (job.doing, job.within))) if job.state != "done" else ""
    step = f"{job.step} of {job.steps}" + (f", {doing}" if doing else "")
    end = datetime.now(UTC) if job.state == "running" else job.ended
    took = f"{(end - job.started).total_seconds():,.0f} s" if end else "not known"
    state = f"{job.state}: {job.message}" if job.message else job.state
    return str(job.number), job.work, state, step, f"{job.started:%Y-%m-%d %H:%M:%S}", took
