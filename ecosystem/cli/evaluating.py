"""The command that tests our measures on data whose answers are known."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ecosystem.cli.output import as_json, print_table, say, steps
from ecosystem.config import Settings
from ecosystem.evaluation import Evaluation, evaluate
from ecosystem.evaluation.measures import FEWEST_POSITIVES, Figure
from ecosystem.evaluation.protocol import Comparison, ListEvaluation
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import import_paths
from ecosystem.store import open_store

_SHIPPED = Path(__file__).parents[2] / "examples" / "mappings"


@click.command("evaluate")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the columns mean [the example mapping named like the folder; else our template].",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed splits otherwise.")
@click.option("--json", "machine", is_flag=True, help="Print one JSON document.")
@click.pass_context
def evaluate_command(
    context: click.Context, folder: Path, mapping: Path | None, seed: int, machine: bool
) -> None:
    """Test the measures on a folder of data whose outcomes are known; your own data stay as they are."""
    settings: Settings = context.obj
    shipped = _SHIPPED / f"{folder.resolve().name}.toml"
    described = mapping or (shipped if shipped.is_file() else None)
    with TemporaryDirectory() as place, steps(16, machine) as progress:
        own = replace(settings, data=Path(place), store=None)
        store = open_store(own)
        try:
            import_paths(own, store, (folder,), described, progress)
            graph = full_graph(store.read())
        finally:
            store.close()
        found = evaluate(graph, folder, seed, progress)
    if machine:
        as_json(found)
    else:
        _show(found)


def _show(found: Evaluation) -> None:
    click.echo("How this was measured")
    for sentence in found.protocol:
        say(f"  {sentence}")
    say(f"  Seed: {found.seed}.")
    for one in found.lists:
        _show_list(one)
    if not found.lists:
        click.echo("No list of outcomes has enough efforts that state one to be split.")
    if found.same_records:
        marks = found.same_records
        say(
            f"Records the publisher marks as one: {marks.marks}; taken for one by our rules: {marks.recognised}."
        )


def _show_list(one: ListEvaluation) -> None:
    click.echo()
    say(
        f"Outcomes {one.name}: {one.efforts:,} efforts state {one.tags:,} of {one.outcomes:,} outcomes; "
        f"{one.tags_known:,.0f} of these tags were known in a split (mean)."
    )
    for comparison in one.comparisons:
        _show_comparison(comparison)
    say(f"Proposals: right at first {_text(one.hit_at_1)}, among three {_text(one.hit_at_3)}.")
    if one.calibration_error_shown is None or one.calibration_error_all is None:
        click.echo("Calibration: too few tags for a test; beliefs are words.")
    else:
        say(
            f"Calibration error: {one.calibration_error_shown:.3f} of the three strongest beliefs an effort, "
            f"{one.calibration_error_all:.4f} of all."
        )
    points = "; ".join(f"{share:.0%} ({tags:,.0f} tags) {value:.3f}" for share, tags, value in one.curve)
    say(f"Average precision across the first boundary by share of efforts learned from: {points}.")
    say(
        "Chosen inside the splits: "
        + "; ".join(f"{what} ({times} times)" for what, times in one.chosen)
        + "."
    )


def _show_comparison(comparison: Comparison) -> None:
    title = (
        f"Pairs across the {comparison.boundary} boundary: {comparison.positives:,} of {comparison.pairs:,} "
        f"are right; {comparison.asking:,} new efforts have a right pair"
    )
    if comparison.positives < FEWEST_POSITIVES:
        say(f"{title}. Fewer than {FEWEST_POSITIVES}: no figure is given.")
        return
    rows = [
        [row.method, _text(row.average_precision), _text(row.precision_at_5), _text(row.recall_at_20)]
        for row in comparison.rows
    ]
    print_table(title, ["Ranked by", "Average precision", "Precision at 5", "Recall at 20"], rows)


def _text(figure: Figure | None) -> str:
    if figure is None or isnan(figure.value):
        return "too few"
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"
