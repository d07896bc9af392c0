"""A version as CSV tables. Cells that a spreadsheet would run as a formula are neutralised."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import ontology
from ecosystem.kinds import KINDS
from ecosystem.projection import CLASS_TO_KIND, ecosystem_graph
from ecosystem.publishing import findings
from ecosystem.store import Reader

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(text: str) -> str:
    """The text, with a leading apostrophe where a spreadsheet would run it as a formula; numbers stay numbers.

    >>> safe_cell("=1+1"), safe_cell("-3.5")
    ("'=1+1", '-3.5')
    """
    if not text.startswith(_FORMULA):
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
    fields = {(kind.name, str(spec.predicate)): spec.name for kind in KINDS.values() for spec in kind.fields}
    rows: set[tuple[str, ...]] = set()
    for row in reader.select(ontology.query("facts")):
        kind = CLASS_TO_KIND.get(row["class"].value)
        name = fields.get((kind or "", row["property"].value))
        if kind is None or name is None:
            continue
        value = row["value"].value
        shown = row["valueName"].value if row["valueName"] else value
        label = row["name"].value if row["name"] else ""
        rows.add((kind, row["subject"].value, label, name, shown, value if shown != value else ""))
    write_csv(stream, ("kind", "id", "name", "field", "value", "value_id"), sorted(rows))


def write_pairs(reader: Reader, stream: BinaryIO) -> None:
    """Every compared pair of efforts, best first: `id_a,id_b,score,kind,q`, ids as the source wrote them."""
    graph = ecosystem_graph(reader)

    def source_id(iri: str) -> str:
        return str(graph.nodes[iri]["source_id"] or iri) if iri in graph else iri

    rows = []
    for item in findings(reader, "overlap") + findings(reader, "same-record"):
        finding = item.finding
        if len(finding.involves) != 2 or any(
            iri in graph and graph.nodes[iri]["family"] != "effort" for iri in finding.involves
        ):
            continue
        ids = sorted(source_id(iri) for iri in finding.involves)
        q = f"{finding.test.q:.6g}" if finding.test else ""
        rows.append((ids[0], ids[1], f"{finding.score:.6f}", finding.kind, q))
    rows.sort(key=lambda row: (-float(row[2]), row))
    write_csv(stream, ("id_a", "id_b", "score", "kind", "q"), rows)
