"""The other side of a worker: limits first, then one task at a time until we hang up.

File descriptor 0 is the connection, both ways; nothing else is connected. The task runs in a thread with a
large stack, because the query engine recurses.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from ecosystem.workers import frames
from ecosystem.workers.confinement import NotConfined, confine, limit

Frame = tuple[Mapping[str, object], bytes | bytearray]
Task = Callable[[dict[str, Any], bytearray], Iterable[Frame]]
"""Answers one request (header, body) with any number of frames."""

OUT_OF_MEMORY = 71
"""The exit code of a child that could not have the memory it asked for (71: sysexits.h, EX_OSERR)."""

_CONNECTION = 0
_STACK = 128 * 1024 * 1024
_SMALL = 64 * 1024
_MOST_REQUEST = 1 << 40  # our own side sends it, after checking its size


class Refusal(Exception):
    """What was sent cannot be answered. `kind` names the error class on our side; `str()` is the sentence."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


def run(begin: Callable[[dict[str, Any]], Task]) -> None:
    """Serves until the connection closes. `begin` gets the first header, confined, and gives the task."""
    threading.stack_size(_STACK)
    setup, _ = frames.read(_receive, _MOST_REQUEST)
    limit(setup["memory"])
    try:
        confine()
    except NotConfined as error:
        _send({"error": "unconfined", "sentence": str(error)})
        return
    server = threading.Thread(target=_serve, args=(begin, setup), daemon=True)
    server.start()
    server.join()


def _serve(begin: Callable[[dict[str, Any]], Task], setup: dict[str, Any]) -> None:
    try:
        task = begin(setup)
        _status()
        _send({"ready": True})
        while True:
            request, body = frames.read(_receive, _MOST_REQUEST)
            # If our side died it cannot stop us: the system's own alarm ends a task that outlives its time.
            signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 1)
            _answer(task, request, body)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Refusal as refusal:
        _send({"error": refusal.kind, "sentence": str(refusal)})
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # even a message might be too much now
    except BaseException as error:
        # a panic of the Rust code under the engine or the workbook reader: what was sent caused it
        if type(error).__name__ != "PanicException":
            _send({"error": "bug", "sentence": traceback.format_exc()})
        raise


def _answer(task: Task, request: dict[str, Any], body: bytearray) -> None:
    """Sends the answer; what is small waits for what follows, since each write wakes the other side."""
    waiting = bytearray()
    try:
        for header, part in task(request, body):
            waiting += frames.pack(header, len(part))
            if len(part) > _SMALL:
                _write(waiting)
                _write(part)
                waiting.clear()
            else:
                waiting += part
    except Refusal as refusal:
        waiting += frames.pack({"error": refusal.kind, "sentence": str(refusal)}, 0)
    _write(waiting + frames.pack({"end": True, "memory": _most_memory()}, 0))


def _most_memory() -> int:
    """The most memory this process has had, in bytes.

    Linux passes `ru_maxrss` on from the process that started this one (a large one would make every worker look
    tired), but not the high-water mark in /proc, which counts in KiB. macOS has no /proc, and counts in bytes.
    """
    status = _status()
    if status is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fields = os.pread(status, 8_192, 0)
    return int(fields[fields.index(b"VmHWM:") + len(b"VmHWM:") :].split(maxsplit=1)[0]) * 1024


@cache
def _status() -> int | None:
    """The open file in which Linux tells of this process. Opened early: a process out of memory cannot open one."""
    return None if os.uname().sysname == "Darwin" else os.open("/proc/self/status", os.O_RDONLY)


def _receive(size: int) -> bytes:
    return os.read(_CONNECTION, size)


def _send(header: Mapping[str, object]) -> None:
    _write(frames.pack(header, 0))


def _write(data: bytes | bytearray) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(_CONNECTION, rest) :]
