"""Print how long pairs of efforts take to find among very many, and what is missed by not looking at all pairs.

    python -m benchmarks.overlap [--json] [--efforts 10000] [--texts 30000] [--rows 3000]

Near copies: `ecosystem.near_copies` against an exact search (`sparse_dot_topn` over all words, one thread) for a
sample of the rows, drawn by chance and stated; its seconds are multiplied up to all rows. Processor seconds of this
process. Recall is counted on the pairs of the sampled rows, planted recall on the copies that were made. Weighing
the words is not counted on either side. Overlap: the whole analysis on an invented map. Texts and maps come from
`benchmarks.efforts`; with `../shared/data` beside the checkout, texts are spliced from real ones. `--texts 300000
--efforts 100000` are the sizes promised. Ends with exit code 1 where near copies cost more than a fifteenth of the
exact search (asked of 100,000 texts or more only: small tables gain less), or planted recall is below 0.99.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped]

from benchmarks.commands import SHARED
from benchmarks.efforts import Texts, graph, texts, word_weights
from ecosystem.analyses.overlap import run
from ecosystem.near_copies import near_copies

_REAL = (
    ("federal-programs/programs.csv", "objective"),
    ("federal-pilot-2020/programs.csv", "description"),
    ("uk-charities/sample.csv", "activities"),
    ("uk-charities/sample.csv", "objects"),
    ("uk-charities/top2000.csv", "activities"),
    ("uk-charities/top2000.csv", "objects"),
    ("trafford-local/voluntary_sector_grants_360giving.csv", "Description"),
)
LEAST, MOST = 0.5, 2_000
TIMES, PLANTED = 15.0, 0.99
_PART, _CHANGED, _COPIED = 25, 0.12, 0.05


@dataclass(frozen=True, slots=True)
class Copies:
    """One comparison. Seconds are processor seconds; `exact` is multiplied up from `rows` rows."""

    texts: int
    real: bool
    rows: int
    exact: float
    ours: float
    pairs: int
    recall: float
    planted: float

    @property
    def times(self) -> float:
        return self.exact / self.ours

    @property
    def kept(self) -> bool:
        """Small tables gain less: what is promised is promised of many texts."""
        return self.planted >= PLANTED and (self.texts < 100_000 or self.times >= TIMES)


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole analysis of overlap: seconds on the clock and of the processor; peak memory of this process."""

    efforts: int
    clock: float
    processor: float
    mebibytes: float
    pairs: int


def near(number: int, rows: int, seed: int = 0) -> Copies:
    """Near copies among so many texts, against the exact search for a sample of the rows."""
    bank = list(_real())
    made = _spliced(bank, number, seed) if bank else texts(number, seed, copied=_COPIED)
    weights = word_weights(made.texts).astype(np.float32)
    sample = np.sort(np.random.default_rng(seed).choice(number, min(rows, number), replace=False))
    start = time.process_time()
    turned = sparse.csr_matrix(weights.T.tocsr())
    found = sp_matmul_topn(sparse.csr_matrix(weights[sample]), turned, MOST, threshold=LEAST).tocoo()
    exact = (time.process_time() - start) * number / len(sample)
    start = time.process_time()
    first, second, _ = near_copies(weights, LEAST)
    ours = time.process_time() - start
    keys = np.sort(first * number + second)
    left, right = sample[found.row], found.col.astype(np.int64)
    wanted = np.unique(_keys(left, right, number)[left != right])
    copies = np.array(made.copies, dtype=np.int64)
    return Copies(
        texts=number,
        real=bool(bank),
        rows=len(sample),
        exact=exact,
        ours=ours,
        pairs=len(keys),
        recall=float(np.isin(wanted, keys).mean()),
        planted=float(np.isin(_keys(copies[:, 0], copies[:, 1], number), keys).mean()),
    )


def whole(efforts: int) -> Whole:
    """The analysis of overlap on an invented map, from the graph to the findings."""
    invented = graph(efforts)
    clock, processor = time.perf_counter(), time.process_time()
    result = run(invented)
    return Whole(
        efforts=efforts,
        clock=time.perf_counter() - clock,
        processor=time.process_time() - processor,
        mebibytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        pairs=sum(result.counts.values()),
    )


def _keys(one: Any, other: Any, number: int) -> Any:
    return np.minimum(one, other) * number + np.maximum(one, other)


def _real() -> Iterator[list[str]]:
    csv.field_size_limit(10**9)
    for name, column in _REAL:
        if (SHARED / name).exists():
            with (SHARED / name).open(encoding="utf-8", newline="") as stream:
                yield from (row[column].split() for row in csv.DictReader(stream) if row[column])


def _spliced(bank: list[list[str]], number: int, seed: int) -> Texts:
    """Texts of two parts of real ones; some are another one's copy, with words changed for others in use."""
    rng = np.random.default_rng(seed)
    used = np.array([word for words in bank for word in words])
    made: list[list[str]] = []
    copies: list[tuple[int, int]] = []
    for place in range(number):
        if place and rng.random() < _COPIED:
            original = int(rng.integers(place))
            changed = rng.random(len(made[original])) < _CHANGED
            words = np.where(changed, rng.choice(used, len(changed)), np.array(made[original])).tolist()
            copies.append((original, place))
        else:
            parts = (bank[at] for at in rng.integers(len(bank), size=2).tolist())
            starts = ((part, int(rng.integers(max(1, len(part) - _PART)))) for part in parts)
            words = [word for part, start in starts for word in part[start : start + _PART]]
        made.append(words)
    return Texts([" ".join(words) for words in made], [], copies)


def main(words: list[str] | None = None) -> None:
    """Print one line for near copies and one for the whole analysis."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--efforts", type=int, default=10_000)
    parser.add_argument("--texts", type=int, default=30_000)
    parser.add_argument("--rows", type=int, default=3_000, help="rows that the exact search is measured on")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(words)
    copies, analysis = near(chosen.texts, chosen.rows), whole(chosen.efforts)
    if chosen.json:
        print(
            json.dumps({"near_copies": asdict(copies) | {"times": copies.times}, "overlap": asdict(analysis)})
        )
    else:
        print(
            f"near copies among {copies.texts:,} {'real' if copies.real else 'invented'} texts: "
            f"{copies.ours:.1f} s, exact {copies.exact:.1f} s (from {copies.rows:,} rows): {copies.times:.1f}x less; "
            f"recall at cosine {LEAST}: {copies.recall:.3f}, of planted copies: {copies.planted:.4f}"
        )
        print(
            f"overlap among {analysis.efforts:,} efforts: {analysis.clock:.1f} s on the clock, "
            f"{analysis.processor:.1f} s of the processor, {analysis.mebibytes:,.0f} MiB, {analysis.pairs:,} pairs"
        )
    if not copies.kept:
        sys.exit(1)


if __name__ == "__main__":
    main()
