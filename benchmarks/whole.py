"""Print how long all analyses take, one after the other, on an invented map; and `import` and `analyse` of open data.

    python -m benchmarks.whole [--json] [--efforts 10000] [--map-only]

The map is that of `benchmarks.efforts`: every analysis has work in proportion to the efforts. Seconds on the clock and
of the processor; memory is the peak of this process so far, the map included. Where `../shared/data` lies beside the
checkout, federal-programs (2,650 programmes) is imported into an empty folder and analysed, from outside.

Promised on two cores that do nothing else, on the clock: federal-programs 60 s; 10,000 efforts 120 s; 100,000 efforts
600 s and 4 GiB. Half as much again is allowed for a busy machine, none for memory. Exit code 1 where that is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import networkx as nx

from benchmarks.commands import FEDERAL, measured
from benchmarks.efforts import graph
from ecosystem.analyses import ANALYSES, Analysis

PROMISED = {10_000: 120.0, 100_000: 600.0}
"""Efforts, at most -> seconds on the clock for all analyses."""
PROMISED_FEDERAL = 60.0
MOST_MEBIBYTES = 4096.0
SLACK = 1.5
HEAD = f"{'analysis':24}{'clock, s':>10}{'processor, s':>14}{'findings':>10}{'MiB':>8}"


@dataclass(frozen=True, slots=True)
class Measured:
    """One analysis, or all. `mebibytes`: the most that this process has needed so far."""

    name: str
    clock: float
    processor: float
    findings: int
    mebibytes: float

    def __str__(self) -> str:
        return (
            f"{self.name:24}{self.clock:10.1f}{self.processor:14.1f}{self.findings:10,}{self.mebibytes:8,.0f}"
        )


def each(analyses: Sequence[Analysis], efforts: int) -> Iterator[Measured]:
    """The analyses on one map, as `ecosystem analyse` runs them: what several need of it is worked out once."""
    invented = nx.freeze(graph(efforts))
    for analysis in analyses:
        clock, processor = time.perf_counter(), time.process_time()
        result = analysis.run(invented, **analysis.options)
        yield Measured(
            name=analysis.name,
            clock=time.perf_counter() - clock,
            processor=time.process_time() - processor,
            findings=len(result.findings),
            mebibytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


def together(found: Sequence[Measured]) -> Measured:
    """All of them as one."""
    return Measured(
        name="all analyses",
        clock=sum(one.clock for one in found),
        processor=sum(one.processor for one in found),
        findings=sum(one.findings for one in found),
        mebibytes=max(one.mebibytes for one in found),
    )


def missed(efforts: int, total: Measured) -> list[str]:
    """Which promises for so many efforts were missed, in words; more than 100,000 are promised nothing."""
    promised = next((seconds for most, seconds in PROMISED.items() if efforts <= most), None)
    if promised is None:
        return []
    said = []
    if total.clock > SLACK * promised:
        said.append(f"{efforts:,} efforts took {total.clock:.0f} s, promised were {promised:.0f} s")
    if total.mebibytes > MOST_MEBIBYTES:
        said.append(
            f"{efforts:,} efforts took {total.mebibytes:,.0f} MiB, promised were {MOST_MEBIBYTES:,.0f} MiB"
        )
    return said


def late(seconds: float) -> list[str]:
    """Whether federal-programs took too long to be imported and analysed, in words."""
    if seconds <= SLACK * PROMISED_FEDERAL:
        return []
    return [f"federal-programs took {seconds:.0f} s, promised were {PROMISED_FEDERAL:.0f} s"]


def federal() -> tuple[float, float]:
    """Seconds on the clock that federal-programs takes to be imported into an empty folder, and to be analysed."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        return measured(data, *FEDERAL.words)[0], measured(data, "analyse")[0]


def main(words: list[str] | None = None) -> None:
    """Measure and print; SystemExit with a sentence where a promise is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole", description=__doc__)
    parser.add_argument("--efforts", type=int, default=10_000, help="how many efforts the invented map has")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--map-only", action="store_true", help="leave the open data out")
    chosen = parser.parse_args(words)
    if not chosen.json:
        print(HEAD, flush=True)
    found = []
    for one in each(tuple(ANALYSES.values()), chosen.efforts):
        found.append(one)
        if not chosen.json:
            print(one, flush=True)
    total = together(found)
    taken = federal() if FEDERAL.path.exists() and not chosen.map_only else None
    said = missed(chosen.efforts, total) + (late(sum(taken)) if taken else [])
    if chosen.json:
        named = dict(zip(("import", "analyse"), taken, strict=True)) if taken else None
        parts = {"analyses": list(map(asdict, found)), "all": asdict(total), FEDERAL.name: named}
        print(json.dumps({"efforts": chosen.efforts, **parts}))
    else:
        print(f"{total}   {chosen.efforts:,} efforts")
        if taken:
            print(f"{FEDERAL.name}: import {taken[0]:.1f} s, analyse {taken[1]:.1f} s")
    if said:
        raise SystemExit(f"Missed: {'; '.join(said)}.")


if __name__ == "__main__":
    main()
