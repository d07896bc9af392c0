"""A worker is killed at its deadline, says why it ended, and never outlives us for long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.workers.process import Ended, Refused, Worker

MEMORY = 1024 * 2**20
REQUEST = {"accept": "", "rows": 1_000, "bytes": 10**6, "default": (), "named": ()}
ENDLESS = b"SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i && ?c = ?d && ?f = ?g) }"
COUNT = b"SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def worker(version: Path) -> Iterator[Worker]:
    worker = Worker("query_child", MEMORY, 10**6, version=str(version))
    yield worker
    worker.stop()


def alive(pid: int) -> bool:
    """Whether the process still runs; one that has ended but was not waited for does not."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False


def test_a_task_is_answered_and_the_worker_takes_the_next(worker: Worker) -> None:
    for _ in range(3):
        ((header, body),) = worker.ask(REQUEST, COUNT, 10)
        assert header["rows"] == 1
        assert b'"4000"' in body
    assert worker.fit
    worker.stop()
    assert not worker.fit


def test_a_task_past_its_deadline_ends_the_process_within_half_a_second(worker: Worker) -> None:
    begun = time.monotonic()
    with pytest.raises(Ended) as ended:
        list(worker.ask(REQUEST, ENDLESS, 0.5))
    assert time.monotonic() - begun < 1.0
    assert ended.value.reason == "deadline"
    assert not alive(worker.pid)


def test_a_refused_task_leaves_the_worker_fit(worker: Worker) -> None:
    with pytest.raises(Refused) as refused:
        list(worker.ask(REQUEST, b"SELECT * { SERVICE <http://example.org/> {} }", 10))
    assert refused.value.kind == "query"
    assert worker.fit
    assert len(list(worker.ask(REQUEST, COUNT, 10))) == 1
    worker.stop()


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (signal.SIGSEGV, "crash"),
        (signal.SIGABRT, "memory"),
        (signal.SIGKILL, "memory"),
        (signal.SIGALRM, "deadline"),
        (signal.SIGTERM, "crash"),
    ],
)
def test_the_signal_that_ended_a_worker_tells_why(worker: Worker, sign: signal.Signals, reason: str) -> None:
    os.kill(worker.pid, sign)
    latest = time.monotonic() + 10
    while alive(worker.pid) and time.monotonic() < latest:  # it may still answer before the signal reaches it
        time.sleep(0.005)
    with pytest.raises(Ended) as ended:
        list(worker.ask(REQUEST, COUNT, 10))
    assert ended.value.reason == reason
    assert ended.value.code == -sign


def test_a_worker_whose_answer_was_not_read_is_not_fit(worker: Worker) -> None:
    answer = worker.ask(REQUEST, COUNT, 10)
    next(answer)
    assert not worker.fit
    worker.stop()


def test_an_answer_larger_than_agreed_ends_the_worker(version: Path) -> None:
    worker = Worker("query_child", MEMORY, 100, version=str(version))
    with pytest.raises(Ended) as ended:
        list(worker.ask(REQUEST, b"SELECT * { ?s ?p ?o } LIMIT 100", 10))
    assert ended.value.reason == "crash"


def test_a_version_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Worker("query_child", MEMORY, 100, version=str(tmp_path / "absent"))
    assert refused.value.kind == "store"


def test_a_worker_sees_none_of_our_environment(version: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOSYSTEM_SECRET", "only-for-us")
    worker = Worker("query_child", MEMORY, 10**6, version=str(version))
    environment = Path(f"/proc/{worker.pid}/environ").read_bytes()
    assert b"only-for-us" not in environment
    assert {pair.split(b"=")[0] for pair in environment.split(b"\0") if pair} <= {
        b"LANG",
        b"LC_CTYPE",
        b"LD_LIBRARY_PATH",
        b"MALLOC_ARENA_MAX",
    }
    worker.stop()


def test_a_worker_has_no_connection_but_ours(worker: Worker) -> None:
    descriptors = [os.readlink(link) for link in Path(f"/proc/{worker.pid}/fd").iterdir()]
    assert sum(target.startswith("socket:") for target in descriptors) == 1
    status = Path(f"/proc/{worker.pid}/status").read_text()
    assert "Seccomp:\t2" in status
    assert "NoNewPrivs:\t1" in status
    worker.stop()


def test_a_worker_ends_when_we_do_even_in_the_middle_of_a_task(version: Path) -> None:
    code = f"""
import sys
from ecosystem.workers.process import Worker
worker = Worker("query_child", {MEMORY}, 10**6, version={str(version)!r})
print(worker.pid, flush=True)
list(worker.ask({REQUEST!r}, {ENDLESS!r}, 1))
"""
    ours = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert ours.stdout is not None
    with ours.stdout as lines:
        pid = int(lines.readline())
    time.sleep(0.3)
    ours.kill()
    ours.wait()
    assert alive(pid)
    end = time.monotonic() + 5
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(pid)


def test_a_worker_of_a_large_process_is_not_taken_for_a_large_one(version: Path) -> None:
    ballast = bytearray(b"x") * (700 * 2**20)
    worker = Worker("query_child", MEMORY, 10**6, version=str(version))
    list(worker.ask(REQUEST, COUNT, 10))
    fit = worker.fit
    worker.stop()
    assert ballast
    assert fit
