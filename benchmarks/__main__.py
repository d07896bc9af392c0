"""Print how long the product takes, from outside: whole commands, and pages of a real server.

Each command runs in a process of its own; memory is the peak of that process alone (its file-reading worker
has a limit of its own). Pages: the median of several requests after the first, which is shown apart.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from benchmarks import graphs, ontology, overlap

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
ECOSYSTEM = str(Path(sys.executable).parent / "ecosystem")
PAGES = ("/", "/map", "/alignment", "/overlaps", "/gaps", "/organisations", "/embed/v1/map")
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Place:
    """A data set to measure: what to import, and with which mapping."""

    name: str
    path: Path
    mapping: str = ""


PLACES = (
    Place("borough (invented)", ROOT / "examples" / "borough"),
    Place("federal-programs", SHARED / "federal-programs", "federal-programs"),
    Place("ottawa-partner-map", SHARED / "ottawa-partner-map", "ottawa-partner-map"),
    Place(
        "trafford-grants",
        SHARED / "trafford-local" / "voluntary_sector_grants_360giving.csv",
        "trafford-grants",
    ),
)


def measured(data: Path, *words: str) -> tuple[float, float]:
    """Seconds on the clock and peak mebibytes of one command on a data folder."""
    environ = {**os.environ, "ECOSYSTEM_DATA": str(data)}
    start = time.perf_counter()
    process = subprocess.Popen([ECOSYSTEM, *words], env=environ, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def page_times(data: Path) -> dict[str, tuple[float, float]]:
    """Page -> (first, median of the next) answer time in milliseconds."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environ = {**os.environ, "ECOSYSTEM_DATA": str(data)}
    words = [ECOSYSTEM, "serve", "--port", str(port)]
    with subprocess.Popen(words, env=environ, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        found = {page: _page(f"{address}{page}") for page in PAGES}
        server.terminate()
    return found


def _page(url: str) -> tuple[float, float]:
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - our own server
            answer.read()
        times.append((time.perf_counter() - start) * 1000)
    return times[0], statistics.median(times[1:])


def main() -> None:
    """Print one table for the commands and one for the pages."""
    print(f"{'data set':22} {'import':>16} {'again':>8} {'analyse':>16}")
    pages: dict[str, dict[str, tuple[float, float]]] = {}
    for place in PLACES:
        if not place.path.exists():
            print(f"{place.name:22} not beside this checkout")
            continue
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            mapping = ("--mapping", str(ROOT / "examples/mappings" / f"{place.mapping}.toml"))
            words = ("import", *(mapping if place.mapping else ()), str(place.path))
            taken, memory = measured(data, *words)
            again, _ = measured(data, *words)
            analysed, analysis_memory = measured(data, "analyse")
            print(
                f"{place.name:22} {taken:6.1f} s {memory:4.0f} MiB {again:6.1f} s "
                f"{analysed:6.1f} s {analysis_memory:4.0f} MiB"
            )
            pages[place.name] = page_times(data)
    print(f"\n{'page, ms: first / median of ' + str(ROUNDS):34}" + "".join(f"{name:>22}" for name in pages))
    for page in PAGES:
        cells = "".join(f"{found[page][0]:13.0f} / {found[page][1]:6.1f}" for found in pages.values())
        print(f"{page:34}{cells}")
    print()
    ontology.main([])
    print()
    graphs.main([])
    print()
    overlap.main([])


if __name__ == "__main__":
    main()
