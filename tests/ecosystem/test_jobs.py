"""Long work as others see it: its state while it runs, how it ended, and stopping it from another process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.errors import ConfigError, NotFound, StoreError
from ecosystem.jobs import KEPT, job, listed, read, stop

WORKER = """
import signal, sys, time
from pathlib import Path
from ecosystem.jobs import job
deaf = len(sys.argv) > 2
with job(Path(sys.argv[1]), "wait", 3, 0) as underway:
    if deaf:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    underway("Waiting")
    underway.within("a third of it")
    print("ready", flush=True)
    time.sleep(60)
"""
TOO_LONG = 20


def worker(data: Path, *deaf: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(data), *deaf],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    with worker(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def test_another_process_sees_how_far_a_job_is(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    (found,) = listed(tmp_path)
    assert (found.work, found.state, found.process) == ("wait", "running", running.pid)
    assert (found.step, found.steps, found.doing, found.within) == (1, 3, "Waiting", "a third of it")
    assert found.ended is None


def test_a_job_is_stopped_from_another_process(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    assert stop(tmp_path, 1).state == "stopped"
    assert running.wait(TOO_LONG) in (1, -signal.SIGINT)  # how Python ends on KeyboardInterrupt
    found = read(tmp_path, 1)
    assert found
    assert found.ended
    with pytest.raises(StoreError, match=r"Job 1 has ended already \(stopped\)"):
        stop(tmp_path, 1)


def test_a_job_that_does_not_listen_is_ended(tmp_path: Path) -> None:
    with worker(tmp_path, "deaf") as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert stop(tmp_path, 1, patience=0.2).state == "stopped"
        assert process.wait(TOO_LONG) == -signal.SIGKILL


def test_a_killed_job_is_known_as_stopped(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    running.kill()
    running.wait(TOO_LONG)
    found = read(tmp_path, 1)
    assert found
    assert (found.state, found.ended) == ("stopped", None)


def test_the_same_work_is_done_once_at_a_time(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    with (
        pytest.raises(StoreError, match=f"job 1, process {running.pid}, since .*--stop 1` stops it"),
        job(tmp_path, "wait", 1, 0),
    ):
        pass
    with job(tmp_path, "other work", 1, 0) as other:
        assert other.job.number == 2


def test_a_second_worker_waits_for_the_first(tmp_path: Path, running: subprocess.Popen[str]) -> None:
    os.kill(running.pid, signal.SIGTERM)
    with job(tmp_path, "wait", 1, TOO_LONG) as second:
        assert second.job.number == 2


def test_how_a_job_ended_is_kept_with_the_sentence_that_says_why(tmp_path: Path) -> None:
    with job(tmp_path, "import", 1, 0) as underway:
        underway("Only step")
    with pytest.raises(ConfigError), job(tmp_path, "import", 1, 0):
        raise ConfigError("The port is taken.")
    with pytest.raises(ZeroDivisionError), job(tmp_path, "import", 1, 0):
        raise ZeroDivisionError
    found = [(job.state, job.message) for job in reversed(listed(tmp_path))]
    ours = "It ended with an error that is ours to mend: ZeroDivisionError."
    assert found == [("done", ""), ("failed", "The port is taken."), ("failed", ours)]


def test_the_newest_jobs_stay_listed(tmp_path: Path) -> None:
    for _ in range(KEPT + 3):
        with job(tmp_path, "import", 1, 0):
            pass
    assert [job.number for job in listed(tmp_path)] == list(range(KEPT + 3, 3, -1))


def test_a_number_that_no_job_has_is_answered_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no job 7"):
        stop(tmp_path, 7)


def test_a_folder_that_cannot_be_written_is_answered_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "jobs").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written in"), job(tmp_path, "import", 1, 0):
        pass


def test_a_state_that_is_not_whole_hides_nothing_else(tmp_path: Path) -> None:
    for _ in range(2):
        with job(tmp_path, "import", 1, 0):
            pass
    (tmp_path / "jobs" / "000001" / "state.json").write_text("", encoding="utf-8")
    assert [job.number for job in listed(tmp_path)] == [2]


def test_how_far_a_step_is_is_not_written_at_every_word(tmp_path: Path) -> None:
    with job(tmp_path, "import", 1, 0) as underway:
        underway("Reading")
        start = time.monotonic()
        for number in range(10_000):
            underway.within(f"row {number}")
        assert time.monotonic() - start < 2
        found = read(tmp_path, 1)
    assert found
    assert found.within == "row 0"
