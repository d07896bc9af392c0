"""How well do our measures do where the answers are known? Nothing is tuned on what it is tested on."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ecosystem.evaluation.labelled import labelled
from ecosystem.evaluation.protocol import ListEvaluation, evaluated
from ecosystem.matching import same_record_pairs
from ecosystem.projection import of_family

PROTOCOL = (
    "Efforts that state an outcome are split into 5 parts, 3 times over; records of one effort count as one.",
    "In turn the outcomes of one part are hidden: its efforts are new, known by text and deliverer only.",
    "What is learned from and how is chosen inside the other four parts alone (4 inner parts, 27 choices), "
    "as the analysis does for all known efforts.",
    "Every new effort is paired with every effort of the other parts that is of another body; department and "
    "unit apart. A pair is right when both state a common outcome. All methods rank the same pairs.",
    "Precision at 5 and recall at 20 are means over new efforts with a right pair. Figures are means of the 3 "
    "times; intervals hold the middle 95% of 200 draws of efforts (never of pairs).",
    "Texts of all efforts are read beforehand, hidden outcomes never. Below 30 right pairs no figure is given.",
)
MARKS = "duplicate_records.csv"


@dataclass(frozen=True, slots=True)
class SameRecords:
    """Marks by a publisher that two records are one thing, and how many of them our rules take for one."""

    marks: int
    recognised: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything `ecosystem evaluate` says."""

    protocol: tuple[str, ...]
    seed: int
    lists: tuple[ListEvaluation, ...]
    same_records: SameRecords | None


def evaluate(
    graph: nx.MultiDiGraph[str], folder: Path, seed: int, progress: Callable[[str], None]
) -> Evaluation:
    """Test every list of outcomes on the map, and the marks of same records in the folder, if there are any.

    On one thread: the tables are small, and sums come out the same on any machine.
    """
    with threadpool_limits(limits=1):
        lists = tuple(evaluated(data, seed, progress) for data in labelled(graph, seed))
    marks = folder / MARKS
    return Evaluation(PROTOCOL, seed, lists, _same_records(graph, marks) if marks.is_file() else None)


def _same_records(graph: nx.MultiDiGraph[str], file: Path) -> SameRecords:
    """A CSV of two columns, each with the source's own identifier of an effort."""
    by_id = {graph.nodes[iri]["source_id"]: iri for iri in of_family(graph, "effort")}
    with file.open(encoding="utf-8", newline="") as stream:
        _, *rows = csv.reader(stream)
    pairs = {tuple(sorted((by_id[a], by_id[b]))) for a, b in rows if a in by_id and b in by_id}
    return SameRecords(len(pairs), len(pairs & same_record_pairs(graph)))
