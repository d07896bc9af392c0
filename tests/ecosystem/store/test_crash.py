"""A writer is killed (SIGKILL) again and again while others read: nothing half-done is ever seen or lost.

Half of the kills come at a random moment of a commit, half just before or after one of its native steps.
ECOSYSTEM_KILLS says how many (50; a release takes 1,000), ECOSYSTEM_KILL_SEED which.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import crash_writer
import pytest

from ecosystem.config import Settings
from ecosystem.store import Changes, open_store

KILLS = int(os.environ.get("ECOSYSTEM_KILLS", "50"))
SEED = int(os.environ.get("ECOSYSTEM_KILL_SEED", "20261"))


def start(task: str, data: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, crash_writer.__file__, task, str(data), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def finish(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output


def acknowledged(writer: subprocess.Popen[str]) -> int:
    assert writer.stdout is not None
    line = writer.stdout.readline()
    assert line, "the commit after a kill failed"
    return int(line)


def rest(writer: subprocess.Popen[str], last: int) -> int:
    """Wait for a killed writer's end; the last version that it acknowledged."""
    output, _ = writer.communicate(timeout=60)
    assert writer.returncode == -signal.SIGKILL, "the writer failed before it was killed"
    return max([last, *map(int, output.split())])


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_whole_versions_and_loses_nothing(tmp_path, capsys):
    chance = random.Random(SEED)  # noqa: S311
    steps = int(finish(start("steps", tmp_path / "measured")))
    data = tmp_path / "data"
    reader = start("read", data)
    store = crash_writer.store_in(data)
    seconds = 0.1
    before = after = 0
    for kill in range(KILLS):
        at_step = kill % 2 == 1
        writer = start("write", data, *(["--step", str(chance.randint(1, steps))] if at_step else []))
        last = acknowledged(writer)
        if not at_step:
            if kill == 0:
                began = time.monotonic()
                last = acknowledged(writer)
                seconds = time.monotonic() - began
            time.sleep(chance.uniform(0, 1.5 * seconds))
            writer.kill()
        last = rest(writer, last)
        current = store.read()
        assert current.version in (last, last + 1), f"kill {kill}, seed {SEED}"
        assert crash_writer.fault(current) is None, f"kill {kill}, seed {SEED}"
        before, after = before + (current.version == last), after + (current.version == last + 1)
    assert crash_writer.commit_next(store) == current.version + 1
    for version in store.versions():
        assert crash_writer.fault(store.read(version.number)) is None
    store.close()
    seen = json.loads(finish(reader))
    assert seen["faults"] == []
    assert seen["versions"] >= KILLS / 2
    with capsys.disabled():
        print(
            f"\n{KILLS} kills with seed {SEED}: {before} before, {after} after the version was published; "
            f"a commit took {seconds:.3f} s and {steps} steps; a reader made {seen['checks']} checks "
            f"of {seen['versions']} versions"
        )


def test_every_version_the_folder_lists_after_a_kill_can_be_gone_back_to(tmp_path):
    store = open_store(Settings(data=tmp_path / "data"))
    for _ in range(3):
        crash_writer.commit_next(store)
    writer = start("write", tmp_path / "data", "--step", "40")
    last = rest(writer, acknowledged(writer))
    assert last == 4
    store.undo(to=2)
    assert store.read().ask('ASK { GRAPH <urn:main> { ?s ?p "2" } }')
    assert store.commit(Changes("After", {})).parent == store.versions()[1].number
    store.close()
