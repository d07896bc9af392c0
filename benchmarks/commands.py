"""Whole commands on real and invented data, each in a process of its own, as people run them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
ECOSYSTEM = str(Path(sys.executable).parent / "ecosystem")


@dataclass(frozen=True, slots=True)
class Place:
    """A data set to measure: what to import, and with which mapping."""

    name: str
    path: Path
    mapping: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The command that imports it."""
        mapping = ("--mapping", str(ROOT / "examples/mappings" / f"{self.mapping}.toml"))
        return ("import", *(mapping if self.mapping else ()), str(self.path))


FEDERAL = Place("federal-programs", SHARED / "federal-programs", "federal-programs")


def measured(data: Path, *words: str) -> tuple[float, float]:
    """Seconds on the clock and peak mebibytes of one command on a data folder; SystemExit where it fails."""
    environ = {**os.environ, "ECOSYSTEM_DATA": str(data)}
    start = time.perf_counter()
    process = subprocess.Popen([ECOSYSTEM, *words], env=environ, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024
