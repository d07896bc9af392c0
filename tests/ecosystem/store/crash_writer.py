"""Processes for the crash test: a writer made to be killed, and a reader that checks all that it sees.

    python crash_writer.py write DATA            commit for ever; print each number when acknowledged
    python crash_writer.py write DATA --step N   commit once, then die at the N-th native step of the next
    python crash_writer.py steps DATA            print how many native steps a commit has
    python crash_writer.py read DATA             check versions until standard input closes; print what it saw

Version n is whole if graph `urn:main` holds exactly `STATEMENTS` statements that all say n, and there is one
more graph for each commit so far, `urn:added:1` to `urn:added:n`.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from ecosystem.config import Settings
from ecosystem.errors import NotFound
from ecosystem.store import Changes, Reader, Store, open_store

STATEMENTS = 300
KEPT = 6

_ENGINE_STEPS = frozenset(["backup", "flush", "load", "remove_graph"])
_SYSTEM_STEPS = frozenset(
    ["close", "flock", "fsync", "link", "mkdir", "open", "rename", "replace", "rmdir", "unlink", "write"]
)
"""Native calls that change what is on the disk, or tell who may."""


def store_in(data: Path) -> Store:
    return open_store(Settings(data=data, keep_versions=KEPT))


def commit_next(store: Store) -> int:
    try:
        number = store.read().version + 1
    except NotFound:
        number = 1
    rows = "".join(f'<urn:s:{row}> <urn:p> "{number}" .\n' for row in range(STATEMENTS))
    added = f'<urn:s:added> <urn:p> "{number}" .\n'
    changes = {"urn:main": [rows.encode()], f"urn:added:{number}": [added.encode()]}
    made = store.commit(Changes(f"Commit {number}", changes))
    assert made.number == number
    return number


def fault(reader: Reader) -> str | None:
    """What is wrong with a version, or None if it is whole."""
    said: Counter[str] = Counter()
    added = set()
    for row in reader.select("SELECT ?g ?o WHERE { GRAPH ?g { ?s <urn:p> ?o } }"):
        graph, value = row["g"].value, row["o"].value
        if graph == "urn:main":
            said[value] += 1
        else:
            added.add((graph, value))
    number = reader.version
    if said != {str(number): STATEMENTS}:
        return f"version {number} says {dict(said)}"
    if added != {(f"urn:added:{n}", str(n)) for n in range(1, number + 1)}:
        return f"version {number} has {len(added)} added graphs"
    return None


class Steps:
    """Counts the native steps of this process, and kills it just before or after one of them."""

    def __init__(self, deadly: int | None = None) -> None:
        self.count = 0
        self._deadly = deadly

    def __call__(self, _frame: FrameType, event: str, argument: object) -> None:
        if (
            event in {"c_call", "c_return"}
            and getattr(argument, "__name__", "") in _ENGINE_STEPS | _SYSTEM_STEPS
        ):
            self.count += 1
            if self.count == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)


def write(data: Path, step: int | None) -> None:
    store = store_in(data)
    print(commit_next(store), flush=True)
    if step is not None:
        sys.setprofile(Steps(step))
    while True:
        print(commit_next(store), flush=True)


def count_steps(data: Path) -> None:
    store = store_in(data)
    for _ in range(KEPT + 1):
        commit_next(store)
    steps = Steps()
    sys.setprofile(steps)
    commit_next(store)
    sys.setprofile(None)
    print(steps.count)


def read(data: Path) -> None:
    store = store_in(data)
    seen: set[int] = set()
    faults: list[str] = []
    checks = 0
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        try:
            reader = store.read()
        except NotFound:
            continue
        checks += 1
        if seen and reader.version < max(seen):
            faults.append(f"version {reader.version} after {max(seen)}")
        seen.add(reader.version)
        problem = fault(reader)
        if problem is not None:
            faults.append(problem)
    print(json.dumps({"checks": checks, "versions": len(seen), "faults": faults}))


if __name__ == "__main__":
    task, folder = sys.argv[1], Path(sys.argv[2])
    if task == "write":
        write(folder, int(sys.argv[4]) if len(sys.argv) > 4 else None)
    elif task == "steps":
        count_steps(folder)
    else:
        read(folder)
