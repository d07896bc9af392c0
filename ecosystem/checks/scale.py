"""Whether a million statements are derived from, and asked about, in time: the benchmark of the source, run here."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from ecosystem.checks import Figure, Progress
from ontology.questions import SERIES

_STATEMENTS = 1_000_000
_REBUILD_SECONDS = 60
_QUESTION_SECONDS = 1
_NAMES = (
    "statements derived from and asked about",
    "derived layers rebuilt",
    "slowest question, median of 9",
)


def figures(progress: Progress) -> list[Figure]:
    """What `python -m benchmarks.ontology` measures; not measured where the source is not at hand."""
    root = Path(str(files("ecosystem"))).parent
    if not (root / "benchmarks" / "ontology.py").is_file():
        why = "The benchmark is part of the source, which is not installed here."
        return [Figure(name, "", "", None, why) for name in _NAMES]
    progress("measuring on an invented million of statements; this takes minutes")
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.ontology", "--json"], cwd=root, capture_output=True, text=True
    )
    if not ran.stdout:  # where a question found nothing it ends with an error, but tells what it measured
        why = f"The benchmark ended with an error: {ran.stderr.strip().rpartition(chr(10))[2]}"
        return [Figure(_NAMES[0], "", f"{_STATEMENTS:,}", False, why)]
    return judged(json.loads(ran.stdout))


def judged(found: dict[str, Any]) -> list[Figure]:
    """The figures of one measurement, as `benchmarks.ontology` writes it."""
    asked = {one["question"]: one["median"] for one in found["questions"]}
    busy = {one["question"]: one["processor"] for one in found["questions"]}
    slow = {name: median for name, median in asked.items() if median > _QUESTION_SECONDS}
    rows = {one["question"]: one["rows"] for one in found["questions"]}
    slowest = max(asked, key=lambda name: asked[name], default="")
    fewest = min(rows, key=lambda name: rows[name], default="")
    wanted = sum(most for _, most in SERIES)
    return [
        Figure(
            _NAMES[0],
            f"{found['statements']:,}",
            f"{_STATEMENTS:,}",
            found["statements"] >= _STATEMENTS,
            f"and {found['derived']:,} that follow from them",
        ),
        Figure(
            _NAMES[1],
            f"{found['rebuilt']:.1f} s",
            f"at most {_REBUILD_SECONDS} s",
            found["rebuilt"] <= _REBUILD_SECONDS,
        ),
        Figure(
            _NAMES[2],
            f"{slowest}, {asked[slowest] * 1000:,.0f} ms" if asked else "no question was asked",
            f"at most {_QUESTION_SECONDS} s, {wanted} questions",
            not slow and len(asked) == wanted and all(rows.values()),
            f"{len(asked)} of {wanted} questions asked"
            + (f"; fewest rows found: {rows[fewest]:,} ({fewest})" if rows else ""),
            details=tuple(
                f"{name} took {median:.2f} s, {busy[name]:.2f} s of it on the processor."
                for name, median in slow.items()
            )
            + tuple(f"{name} found nothing, so its time says nothing." for name in rows if not rows[name]),
        ),
    ]
