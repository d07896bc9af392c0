"""A version as CSV tables. Cells that a spreadsheet would run as a formula are neutralised."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import ontology
from ecosystem.analyses.overlap import every_pair
from ecosystem.formulas import MARKS
from ecosystem.kinds import KINDS, Field
from ecosystem.projection import CLASS_TO_KIND, ecosystem_graph
from ecosystem.reviews.decisions import decisions
from ecosystem.store import Reader


def safe_cell(text: str) -> str:
    """The text, with a leading apostrophe where a spreadsheet would run it as a formula; numbers stay numbers.

    >>> safe_cell("=1+1"), safe_cell("-3.5")
    ("'=1+1", '-3.5')
    """
    if not text.startswith(MARKS):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def write_csv(stream: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows as UTF-8 CSV with a header, lines ended as RFC 4180 says."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
    text.detach()


def write_facts(reader: Reader, stream: BinaryIO) -> None:
    """One row a fact: kind, id, name, field, value and, where it is another thing, its id; sorted."""
    fields: dict[tuple[str, str], list[Field]] = defaultdict(list)
    for each in KINDS.values():
        for spec in each.fields:
            fields[(each.name, str(spec.predicate))].append(spec)
    found = list(reader.select(ontology.query("facts")))
    kinds = {row["subject"].value: CLASS_TO_KIND.get(row["class"].value, "") for row in found}
    rows: set[tuple[str, ...]] = set()
    for row in found:
        kind, value = CLASS_TO_KIND.get(row["class"].value, ""), row["value"].value
        specs = fields.get((kind, row["property"].value))
        if not specs:
            continue
        name = _field_for(specs, kinds.get(value, "")).name
        shown = row["valueName"].value if row["valueName"] else value
        label = row["name"].value if row["name"] else ""
        rows.add((kind, row["subject"].value, label, name, shown, value if shown != value else ""))
    write_csv(stream, ("kind", "id", "name", "field", "value", "value_id"), sorted(rows))


def _field_for(specs: Sequence[Field], kind: str) -> Field:
    """Which of the fields of one property holds a thing of that kind; the first where that does not say."""
    family = KINDS[kind].family if kind else ""
    return next((spec for spec in specs if spec.to == family), specs[0])


def write_pairs(reader: Reader, stream: BinaryIO) -> None:
    """Every candidate pair of efforts, best first: `id_a,id_b,score,kind,q`, ids as the source wrote them.

    Those too many to be listed as findings are here too, and those left out of them (one part of the other, one
    thing recorded twice). `q` is empty: overlap is graded, not tested.
    """
    graph = ecosystem_graph(reader, money=False)
    decided = decisions(reader, graph)
    graph.graph.update(same=decided.same, apart=decided.apart)

    def source_id(iri: str) -> str:
        return str(graph.nodes[iri]["source_id"] or iri)

    rows = (
        (*sorted((source_id(pair.a), source_id(pair.b))), f"{pair.score:.6f}", pair.kind, "")
        for pair in every_pair(graph, confirmed=decided.confirmed, rejected=decided.rejected)
    )
    write_csv(stream, ("id_a", "id_b", "score", "kind", "q"), rows)
