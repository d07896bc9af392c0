"""One writer at a time, across processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from ecosystem.errors import StoreError
from ecosystem.store import Changes, open_store

COMMITS = """
import sys
from pathlib import Path
from ecosystem.config import Settings
from ecosystem.store import Changes, open_store
store = open_store(Settings(data=Path(sys.argv[1])))
for number in range(int(sys.argv[3])):
    store.commit(Changes("Contend", {f"urn:{sys.argv[2]}:{number}": [b'<urn:s> <urn:p> <urn:o> .']}))
"""

SLOW = """
import sys, time
from pathlib import Path
from ecosystem.config import Settings
from ecosystem.store import Changes, open_store
def chunks():
    print("holding", flush=True)
    time.sleep(60)
    yield b""
open_store(Settings(data=Path(sys.argv[1]))).commit(Changes("Importing a large file", {"urn:g": chunks()}))
"""


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_two_processes_commit_in_turn_and_nothing_is_lost(settings):
    writers = [run(COMMITS, settings.data, name, 12) for name in ("left", "right")]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    store = open_store(settings)
    assert [version.number for version in store.versions()] == list(range(24, 0, -1))
    assert [version.quads for version in store.versions()] == list(range(24, 0, -1))
    store.close()


@pytest.fixture
def slow_writer(settings) -> Iterator[subprocess.Popen[str]]:
    writer = run(SLOW, settings.data)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "holding\n"
    yield writer
    writer.kill()
    writer.communicate()


def test_a_writer_that_waited_in_vain_says_who_holds_the_lock_and_since_when(settings, slow_writer):
    store = open_store(settings.with_changes(lock_wait=0.2))
    who = rf'"Importing a large file" \(process {slow_writer.pid}, since 20\d\d-.*\)'
    with pytest.raises(StoreError, match=rf"{who}\. Waited 0\.2 seconds; nothing was changed"):
        store.commit(Changes("Second", {}))
    store.close()


def test_a_killed_writer_gives_the_lock_back_at_once(settings, slow_writer):
    slow_writer.send_signal(signal.SIGKILL)
    slow_writer.wait()
    store = open_store(settings.with_changes(lock_wait=0.2))
    assert store.commit(Changes("After", {})).number == 1
    assert not (settings.data / "lock-holder.json").exists()
    store.close()


def test_a_waiting_writer_goes_on_when_the_lock_comes_free(commit, settings, store):
    entered, release = threading.Event(), threading.Event()

    def chunks() -> Iterator[bytes]:
        entered.set()
        release.wait(10)
        yield b'<urn:s> <urn:p> "slow" .'

    slow = threading.Thread(target=lambda: store.commit(Changes("Slow", {"urn:g:a": chunks()})))
    slow.start()
    entered.wait(10)
    threading.Timer(0.2, release.set).start()
    assert commit(b="2").number == 2
    slow.join()
    assert store.versions()[0].quads == 2
