"""Does alignment keep its promises? Shuffled, planted and enlarged tables, for which the answer is known.

`python -m benchmarks.alignment [RUNS]` prints one line a table (200 runs unless said; about 40 minutes on one core).
Tables: the federal one (sub-agencies by fine outcomes, as published) where the open data lie beside the checkout, and
invented ones of the sizes of the analysis design: 32 x 116 and, with a few very popular columns, 178 x 70. How many
outcomes a planted pair needs to be found is a property of the table, not of the method alone: nine in the small ones,
sixteen among 15,753 pairs where one outcome in seventy is everybody's.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ecosystem.analyses.chance import LEVEL, adjusted, sampled, shared_counts, trade

FEDERAL = Path(__file__).parent.parent.parent / "shared" / "data" / "federal-programs"
Rows = list[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Case:
    """A table to start from. `planted`: how many pairs are planted, and how many outcomes each is given."""

    name: str
    rows: Rows
    columns: int
    planted: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Planted:
    """`power`: the share of planted pairs that are found; `false`: the mean share of findings that are not planted."""

    power: float
    false: float


def most_allowed(runs: int, share: float = LEVEL) -> float:
    """The share of runs that may go wrong: 5% and two standard errors."""
    return share + 2 * math.sqrt(share * (1 - share) / runs)


def popular(shape: tuple[int, int], size: float, unevenness: float, seed: int) -> Rows:
    """Rows that draw columns independently; the k-th column is `k ** -unevenness` as likely as the first."""
    rng = np.random.default_rng(seed)
    weights = np.arange(1, shape[1] + 1) ** -unevenness
    weights /= weights.sum()
    sizes = np.clip(rng.poisson(size, shape[0]), 2, shape[1])
    return [frozenset(rng.choice(shape[1], size=own, replace=False, p=weights).tolist()) for own in sizes]


def federal(folder: Path = FEDERAL) -> Case:
    """Bodies with two fine outcomes or more, as `affiliations` has them."""
    bodies: dict[str, tuple[str, str]] = {}
    csv.field_size_limit(10**9)
    with (folder / "programs.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            bodies[row["program_id"]] = (row["agency"], row["sub_agency"])
    targets: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (folder / "outcomes.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["level"] == "PON":
                targets[bodies[row["program_id"]]].add(row["outcome_id"])
    kept = [targets[body] for body in sorted(targets) if len(targets[body]) > 1]
    place = {outcome: at for at, outcome in enumerate(sorted(set[str]().union(*kept)))}
    rows = [frozenset(place[outcome] for outcome in own) for own in kept]
    return Case(f"federal, {len(rows)} x {len(place)}", rows, len(place), (3, 9))


def cases() -> list[Case]:
    """The tables whose promises are checked."""
    invented = [
        Case("invented, 32 x 116", popular((32, 116), 8, 0.5, 5), 116, (3, 9)),
        Case("popular columns, 178 x 70", popular((178, 70), 5, 1.2, 5), 70, (10, 16)),
    ]
    return ([federal()] if FEDERAL.exists() else []) + invented


def found(rows: Rows, columns: int, seed: int) -> set[tuple[int, int]]:
    """The pairs of rows that an analysis of this table would report."""
    chance, shared = sampled(rows, columns, seed=seed), shared_counts(rows, columns)
    first, second = np.triu_indices(len(rows), 1)
    kept = np.flatnonzero((adjusted(chance.p_values(shared)) <= LEVEL) & (shared > chance.mean))
    return set(zip(first[kept].tolist(), second[kept].tolist(), strict=True))


def shuffled(case: Case, runs: int) -> Iterator[Rows]:
    """Tables with the same margins, otherwise random: there is nothing to be found in them."""
    rng = np.random.default_rng(7)
    rows = [set(row) for row in case.rows]
    trade(rows, 20 * len(rows), rng)
    for _ in range(runs):
        trade(rows, 5 * len(rows), rng)
        yield [frozenset(row) for row in rows]


def false_runs(case: Case, runs: int) -> int:
    """How many shuffled tables have any finding."""
    return sum(bool(found(rows, case.columns, seed)) for seed, rows in enumerate(shuffled(case, runs)))


def planted_runs(case: Case, runs: int) -> Planted:
    """Shuffled tables in which some pairs of rows are given outcomes that neither had."""
    pairs, strength = case.planted
    hits, shares = 0, []
    for seed, rows in enumerate(shuffled(case, runs)):
        rng = np.random.default_rng(seed)
        chosen = rng.permutation(len(rows))[: 2 * pairs].reshape(-1, 2).tolist()
        for a, b in chosen:
            free = sorted(set(range(case.columns)) - rows[a] - rows[b])
            given = frozenset(rng.choice(free, size=min(strength, len(free)), replace=False).tolist())
            rows[a], rows[b] = rows[a] | given, rows[b] | given
        seen, true = found(rows, case.columns, seed), {(min(pair), max(pair)) for pair in chosen}
        hits += len(seen & true)
        shares.append(len(seen - true) / max(len(seen), 1))
    return Planted(hits / (pairs * runs), float(np.mean(shares)))


def enlarged_runs(case: Case, runs: int) -> int:
    """In how many shuffled tables a row that takes on as many columns again, at random, is in a finding."""
    wrong = 0
    for seed, rows in enumerate(shuffled(case, runs)):
        rng = np.random.default_rng(seed)
        at = int(rng.integers(len(rows)))
        free = sorted(set(range(case.columns)) - rows[at])
        more = rng.choice(free, size=min(len(rows[at]), len(free)), replace=False).tolist()
        rows[at] = rows[at] | frozenset(more)
        wrong += any(at in pair for pair in found(rows, case.columns, seed))
    return wrong


def main(runs: int) -> None:
    """Print what was found in each table, and what may be at most or at least."""
    most = most_allowed(runs)
    print(f"{runs} runs each; shares of runs with a false finding may be at most {most:.3f}")
    print(f"{'table':28} {'shuffled':>9} {'enlarged':>9} {'planted':>12} {'power':>6} {'false':>6}")
    for case in cases():
        wrong, enlarged = false_runs(case, runs) / runs, enlarged_runs(case, runs) / runs
        planted = planted_runs(case, runs)
        what = f"{case.planted[0]} x {case.planted[1]}"
        print(
            f"{case.name:28} {wrong:9.3f} {enlarged:9.3f} {what:>12} {planted.power:6.2f} {planted.false:6.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
