"""Tables with a known answer: shuffled ones, ones with planted pairs, and ones in which one body takes on more.

A sample here; ECOSYSTEM_SOAK=1 takes 200 runs of each (an hour or so), which `python -m benchmarks.alignment` prints.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.alignment import Case, cases, enlarged_runs, false_runs, federal, most_allowed, planted_runs

WHOLE = bool(os.environ.get("ECOSYSTEM_SOAK"))
RUNS = 200 if WHOLE else 5
SMALL, LARGE = cases()[-2:]


def no_more_than_promised(case: Case, runs: int) -> None:
    assert false_runs(case, runs) <= most_allowed(runs) * runs
    planted = planted_runs(case, runs)
    assert planted.false <= (0.05 if WHOLE else most_allowed(runs))
    assert planted.power >= (0.60 if WHOLE else 0.4)
    assert enlarged_runs(case, runs) <= most_allowed(runs) * runs


@pytest.mark.slow
def test_shuffled_planted_and_enlarged_small_tables_give_what_is_promised() -> None:
    no_more_than_promised(SMALL, RUNS)


@pytest.mark.slow
@pytest.mark.skipif(not WHOLE, reason="15,753 pairs a table: ECOSYSTEM_SOAK=1 runs it")
def test_shuffled_planted_and_enlarged_large_tables_give_what_is_promised() -> None:
    no_more_than_promised(LARGE, RUNS)


@pytest.mark.slow
@pytest.mark.real_data
def test_the_shuffled_federal_table_hardly_ever_has_a_finding(shared_data: Path) -> None:
    case = federal(shared_data / "federal-programs")
    if WHOLE:
        no_more_than_promised(case, RUNS)
    assert false_runs(case, RUNS) <= most_allowed(RUNS) * RUNS
