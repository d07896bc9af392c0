"""Commands by which people decide on findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from ecosystem import published
from ecosystem.analyses import ANALYSES
from ecosystem.cli.output import as_json, say
from ecosystem.config import Settings
from ecosystem.errors import NotFound
from ecosystem.reviews import VERDICTS, WITHDRAWN, Review, counted
from ecosystem.reviews.deciding import decide
from ecosystem.reviews.precision import missed, precision
from ecosystem.reviews.sheet import Row, review_sheet, rows
from ecosystem.reviews.statements import reviews as all_reviews
from ecosystem.store import Store, open_store

_json = click.option("--json", "machine", is_flag=True, help="Print one JSON document.")
WITHDRAW = "withdraw"


@click.command()
@click.argument("finding")
@click.argument("verdict", type=click.Choice([*VERDICTS, WITHDRAW]))
@click.option("--by", required=True, help="Who decides: a name or a role.")
@click.option("--reason", default="", help="Why; needed to reject or to call it intended.")
@click.option("--next-step", default="", help="What is to happen next, and who does it.")
@_json
@click.pass_context
def review(
    context: click.Context, finding: str, verdict: str, by: str, reason: str, next_step: str, machine: bool
) -> None:
    """Decide on a finding, named by its id or the end of it (`ecosystem findings` shows both).

    A rejected or intended finding is not listed again until the facts it rests on change. What a sample holds
    (`ecosystem reviews --sample`) is decided on in the same way, whether it was published or not.
    """
    settings: Settings = context.obj
    store = open_store(settings)
    try:
        kept, version = decide(
            settings,
            store,
            _named(store, finding),
            WITHDRAWN if verdict == WITHDRAW else verdict,
            by,
            reason,
            next_step,
        )
    finally:
        store.close()
    if machine:
        as_json({"version": version.number if version else None, "review": kept})
    elif version is None:
        click.echo("You had decided just so on the same facts: nothing was written.")
    else:
        say(f"{version.message}")
        click.echo(
            f"Saved as version {version.number}. Whoever decided may take it back: verdict {WITHDRAW}."
        )
        if kept.subject.kind in ("proposed-outcome", "same-record"):
            click.echo("What other analyses make of it shows after `ecosystem analyse`.")


def _named(store: Store, text: str) -> str:
    """The IRI of the finding that the text names, in whole or by the end of its id. Raises NotFound."""
    reader = store.read()
    known = {item.iri for item in published.findings(reader)} | {item.finding for item in all_reviews(reader)}
    known |= {item.iri for drawn in published.unlisted(reader).values() for item in drawn}
    found = sorted(iri for iri in known if text == iri or (len(text) >= 6 and iri.endswith(text)))
    if len(found) > 1:
        raise NotFound(f"Several findings end in {text}. Write more of the id.")
    if not found:
        raise NotFound(f"There is no finding {text}. `ecosystem findings` shows the id of each.")
    return found[0]


@click.command()
@click.option(
    "--sample",
    type=click.IntRange(1),
    help="Print so many rows of each method to decide on next: the best findings, and at random one in ten of "
    "what is listed low and one in ten of what was seen and not listed.",
)
@click.option("--method", type=click.Choice(list(ANALYSES)), help="Only those of one analysis.")
@click.option(
    "--seed", type=int, default=0, show_default=True, help="For the part of the sample drawn at random."
)
@_json
@click.pass_context
def reviews(context: click.Context, sample: int | None, method: str | None, seed: int, machine: bool) -> None:
    """List what people decided, how often they agreed with each analysis so far, and what it may miss.

    A list of findings alone cannot say what is missing from it. So a sample also holds what an analysis saw and did
    not list (overlaps, proposed outcomes, alignment). Rows come mixed and worded alike, and do not say which are
    which: judge each by what is recorded. How often people confirm those that were not listed says how much the
    analysis misses; it never counts for or against what it listed.
    """
    store = open_store(context.obj)
    try:
        reader = store.read()
        if sample:
            unlisted = published.unlisted(reader, method or "")
            sheets = {
                name: rows(
                    review_sheet(published.findings(reader, name), sample, seed, unlisted.get(name, [])),
                    seed,
                )
                for name in ([method] if method else ANALYSES)
            }
            _print_sheets({name: sheet for name, sheet in sheets.items() if sheet}, machine)
            return
        kept = [item for item in all_reviews(reader) if method in (None, item.subject.method)]
        totals = published.left_below(reader)
    finally:
        store.close()
    _print_reviews(kept, totals, machine)


def _print_reviews(kept: Sequence[Review], totals: Mapping[str, int], machine: bool) -> None:
    shares, unseen = precision(kept), missed(kept, totals)
    if machine:
        rates = [{"sentence": share.sentence, "precision": share} for share in shares]
        misses = [{"sentence": share.sentence, "missed": share} for share in unseen]
        as_json({"reviews": kept, "precision": rates, "missed": misses})
        return
    counts = {item.iri for items in counted(kept).values() for item in items}
    for item in kept:
        verdict = "took it back" if item.verdict == WITHDRAWN else item.verdict
        later = "" if item.iri in counts or item.verdict == WITHDRAWN else " (since replaced)"
        say(f"{item.at:%Y-%m-%d %H:%M} {item.person}: {verdict}{later}. {item.subject.headline}")
        if item.reason:
            say(f"  Because: {item.reason}")
        if item.next_step:
            say(f"  Next: {item.next_step}")
    if not kept:
        click.echo("Nobody has decided on a finding yet. `ecosystem review --help` says how.")
    said = [(share.method, share.sentence) for share in shares]
    said += [(share.method, share.sentence) for share in unseen]
    for name, sentence in said:
        say(f"{ANALYSES[name].title if name in ANALYSES else name}: {sentence}.")


def _print_sheets(sheets: dict[str, list[Row]], machine: bool) -> None:
    if machine:
        as_json(
            {
                name: [
                    {
                        "id": row.id,
                        "asked": row.asked,
                        "told": row.told,
                        "evidence": row.item.finding.evidence,
                    }
                    for row in sheet
                ]
                for name, sheet in sheets.items()
            }
        )
        return
    for name, sheet in sheets.items():
        say(f"\n{ANALYSES[name].title}")
        for row in sheet:
            say(f"  {row.id.rpartition('/')[2]} {row.asked}")
            say(f"    {row.told}")
    click.echo(
        "\nDecide on each by its id: `ecosystem review ID confirmed --by NAME`, or rejected or intended with a "
        "reason. Some rows may not have been listed as findings; which is not told, so that you judge them alike."
    )
