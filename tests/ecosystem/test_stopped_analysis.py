"""An analysis is stopped or killed at any moment: nothing is half-stored, and the next run goes on from there.

ECOSYSTEM_KILLS says how many kills (2; `make soak` takes hundreds), ECOSYSTEM_KILL_SEED at which moments.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ecosystem.analysing import RunSummary, analyse
from ecosystem.config import Settings
from ecosystem.errors import StoreError
from ecosystem.findings import Result
from ecosystem.jobs import listed, read, stop
from ecosystem.kept_results import KeptResults
from ecosystem.pipeline import import_paths
from ecosystem.store import open_store

ECOSYSTEM = Path(sys.executable).parent / "ecosystem"
BOROUGH = Path(__file__).parent.parent.parent / "examples" / "borough"
KILLS = int(os.environ.get("ECOSYSTEM_KILLS", "2"))
SEED = int(os.environ.get("ECOSYSTEM_KILL_SEED", "20261"))
TOO_LONG = 120
ENOUGH = 20
"""Kills of which some come after the first analysis, whatever the seed."""


def start(data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(ECOSYSTEM), "--data", str(data), "analyse"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kept(data: Path) -> list[str]:
    return sorted(file.stem for file in (data / "jobs" / "kept").glob("*.json"))


def findings(data: Path) -> list[bytes]:
    store = open_store(Settings(data=data))
    try:
        dumped = b"".join(store.read().dump()).splitlines()
        return sorted(line for line in dumped if b"/graph/findings/" in line)
    finally:
        store.close()


def analysed(data: Path) -> tuple[list[RunSummary], int | None]:
    store = open_store(Settings(data=data))
    try:
        return analyse(Settings(data=data), store, (), lambda _step: None)
    finally:
        store.close()


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example place, imported and not analysed yet."""
    data = tmp_path_factory.mktemp("stopped") / "imported"
    settings = Settings(data=data)
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, lambda _step: None)
    store.close()
    return data


@pytest.fixture(scope="module")
def at_once(borough: Path) -> list[bytes]:
    """What a run finds that nobody stops."""
    data = borough.parent / "at-once"
    shutil.copytree(borough, data)
    analysed(data)
    assert kept(data) == []
    return findings(data)


@pytest.mark.slow
def test_a_run_killed_at_any_moment_is_taken_up_and_finds_the_same(
    borough: Path, at_once: list[bytes], tmp_path: Path
) -> None:
    chance = random.Random(SEED)  # noqa: S311
    begun = time.monotonic()
    with start(shutil.copytree(borough, tmp_path / "timed")) as timed:
        timed.wait(TOO_LONG)
    usual = time.monotonic() - begun
    taken_up = 0
    for number in range(KILLS):
        data = shutil.copytree(borough, tmp_path / f"killed-{number}")
        with start(data) as process:
            try:
                process.wait(chance.uniform(0, usual))
            except subprocess.TimeoutExpired:
                process.kill()
        held = kept(data)
        taken_up += len(held)
        whole = open_store(Settings(data=data)).versions()[0].number == 2
        assert findings(data) == (at_once if whole else [])
        summaries, _ = analysed(data)
        assert [item.method for item in summaries if item.kept] == [
            item.method for item in summaries if item.method in held
        ]
        assert findings(data) == at_once
        assert kept(data) == []
    assert taken_up or KILLS < ENOUGH


def test_a_run_stopped_by_a_person_says_so_and_the_next_one_says_what_it_took_up(
    borough: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(borough, tmp_path / "data")
    with start(data) as process:
        end = time.monotonic() + TOO_LONG
        while not kept(data) and time.monotonic() < end:
            time.sleep(0.01)
        assert stop(data, 1).state == "stopped"
        _, told = process.communicate(timeout=TOO_LONG)
    assert process.returncode == 2
    assert "Stopped. Nothing half-done was saved." in told
    assert "analyse again to go on from there" in told
    found = read(data, 1)
    assert found
    assert found.state == "stopped"
    held = len(kept(data))
    with start(data) as again:
        told, _ = again.communicate(timeout=TOO_LONG)
    assert told.startswith(f"An earlier run was stopped before it could save: {held} of ")
    assert [job.state for job in listed(data)] == ["done", "stopped"]


def test_what_was_kept_counts_only_for_the_same_run_and_only_whole(tmp_path: Path) -> None:
    held = KeptResults(tmp_path)
    result = Result(
        (), statements=("Nothing was found.",), counts={"pairs": 3}, tables={"all": ({"a": 1.5},)}
    )
    held.put("overlap", "this run", result)
    assert held.get("overlap", "this run") == result
    assert held.get("overlap", "another run") is None
    assert held.get("gaps", "this run") is None
    file = tmp_path / "jobs" / "kept" / "overlap.json"
    file.write_bytes(file.read_bytes()[:-3])
    assert held.get("overlap", "this run") is None


def test_a_result_that_cannot_be_kept_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "kept").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match=r"cannot be kept in .* Make room"):
        KeptResults(tmp_path).put("overlap", "this run", Result(()))


def test_every_result_is_kept_as_it_is(borough: Path, tmp_path: Path) -> None:
    data = shutil.copytree(borough, tmp_path / "data")
    held = KeptResults(data)
    for item in analysed(data)[0]:
        held.put(item.method, "key", item.result)
        assert held.get(item.method, "key") == item.result
