"""What a confined process can no longer do, tried in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the seccomp filter is for Linux")

PREFACE = """
import os, signal, socket, subprocess, sys, threading
from ecosystem.workers.confinement import confine, limit
pair = socket.socketpair()
confine()
def attempt(action):
    try:
        action()
    except OSError as error:
        print(error.strerror)
    else:
        print("allowed")
"""


def confined(code: str) -> list[str]:
    """What the code prints, run after the process confined itself."""
    run = subprocess.run(
        [sys.executable, "-I", "-c", PREFACE + code], capture_output=True, text=True, timeout=30, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    "action",
    [
        "lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "lambda: socket.socket(socket.AF_UNIX)",
        "lambda: socket.socketpair()",
        "lambda: pair[0].connect('/tmp/any')",
        "lambda: socket.create_connection(('127.0.0.1', 9))",
        "lambda: os.execv('/bin/true', ['true'])",
        "lambda: subprocess.run(['/bin/true'])",
        "lambda: os.posix_spawn('/bin/true', ['true'], {})",
        "os.fork",
        "lambda: os.kill(os.getppid(), signal.SIGTERM)",
        "lambda: os.kill(os.getppid(), 0)",
        "lambda: open('/tmp/made-by-a-worker', 'w')",
        "lambda: open('/dev/null', 'r+')",
        "lambda: os.mkdir('/tmp/made-by-a-worker')",
        "lambda: os.unlink('/tmp/any')",
        "lambda: os.rename('/tmp/any', '/tmp/other')",
        "lambda: os.symlink('/tmp/any', '/tmp/made-by-a-worker')",
        "lambda: os.chmod('/tmp', 0o777)",
    ],
)
def test_network_programs_and_changes_to_files_are_refused(action: str) -> None:
    assert confined(f"attempt({action})") == ["Operation not permitted"]


def test_reading_a_file_starting_a_thread_and_the_open_connection_still_work() -> None:
    code = """
attempt(lambda: open('/etc/hostname').close())
thread = threading.Thread(target=lambda: attempt(lambda: os.write(pair[0].fileno(), b'x')))
thread.start(); thread.join()
attempt(lambda: os.read(pair[1].fileno(), 1))
"""
    assert confined(code) == ["allowed"] * 3


def test_threads_that_are_started_later_are_confined_too() -> None:
    code = "t = threading.Thread(target=attempt, args=(socket.socket,)); t.start(); t.join()"
    assert confined(code) == ["Operation not permitted"]


def test_a_confined_process_may_abort_itself() -> None:
    run = subprocess.run(
        [sys.executable, "-I", "-c", PREFACE + "os.abort()"], capture_output=True, timeout=30, check=False
    )
    assert run.returncode == -6


def test_the_limits_hold_for_memory_and_for_files(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    code = f"""
import errno
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
stream = open({str(file)!r}, 'ab', buffering=0)
limit(256 * 2**20)
try:
    stream.write(b'x')
except OSError as error:
    written = error.errno == errno.EFBIG
try:
    held = bytes(512 * 2**20)
except MemoryError:
    held = None
sys.exit(0 if written and held is None else 1)
"""
    unconfined = PREFACE.replace("\nconfine()\n", "\n")
    run = subprocess.run(
        [sys.executable, "-I", "-c", unconfined + code], capture_output=True, timeout=30, check=False
    )
    assert run.returncode == 0, run.stderr
    assert file.read_bytes() == b""
