"""Print how long the product takes, from outside: whole commands, and pages of a real server.

Each command runs in a process of its own; memory is the peak of that process alone (its file-reading worker
has a limit of its own). Pages: the median of several requests after the first, which is shown apart.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks import graphs, ontology, overlap, whole
from benchmarks.commands import ECOSYSTEM, FEDERAL, ROOT, SHARED, Place, measured

PAGES = ("/", "/map", "/alignment", "/overlaps", "/gaps", "/organisations", "/embed/v1/map")
ROUNDS = 9

PLACES = (
    Place("borough (invented)", ROOT / "examples" / "borough"),
    FEDERAL,
    Place("ottawa-partner-map", SHARED / "ottawa-partner-map", "ottawa-partner-map"),
    Place(
        "trafford-grants",
        SHARED / "trafford-local" / "voluntary_sector_grants_360giving.csv",
        "trafford-grants",
    ),
)


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
    """Print one table for the commands and one for the pages, then what is measured from inside."""
    said: list[str] = []
    print(f"{'data set':22} {'import':>16} {'again':>8} {'analyse':>16}")
    pages: dict[str, dict[str, tuple[float, float]]] = {}
    for place in PLACES:
        if not place.path.exists():
            print(f"{place.name:22} not beside this checkout")
            continue
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            taken, memory = measured(data, *place.words)
            again, _ = measured(data, *place.words)
            analysed, analysis_memory = measured(data, "analyse")
            print(
                f"{place.name:22} {taken:6.1f} s {memory:4.0f} MiB {again:6.1f} s "
                f"{analysed:6.1f} s {analysis_memory:4.0f} MiB"
            )
            said += whole.late(taken + analysed) if place is FEDERAL else []
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
    print()
    whole.main(["--map-only"])
    if said:
        raise SystemExit(f"Missed: {'; '.join(said)}.")


if __name__ == "__main__":
    main()
