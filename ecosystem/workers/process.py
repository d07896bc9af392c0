"""Our side of a worker: a Python process that holds one task at a time and is killed at its deadline.

The process is `python -I -m ecosystem.workers.<child>` with one socket and a nearly empty environment. It
confines itself before it reads anything a stranger sent (`confinement.py` says how, and why so).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ecosystem.workers import frames
from ecosystem.workers.child import OUT_OF_MEMORY

_START_SECONDS = 30.0
_END_SECONDS = 5.0
_PART = 64 * 1024
# Two allocation arenas instead of eight a core: each reserves address space, which RLIMIT_AS counts.
_ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
_KEPT = ("LD_LIBRARY_PATH",)  # some installations of Python do not start without it

Reason = Literal["deadline", "memory", "crash"]


class Ended(Exception):
    """The worker is gone: it passed its deadline, ran out of memory, or crashed (its signal or exit code)."""

    def __init__(self, reason: Reason, code: int = 0) -> None:
        super().__init__(f"worker ended: {reason} ({code})")
        self.reason = reason
        self.code = code


class Refused(Exception):
    """The worker is well and declined the task. `kind` names the class of the error; `str()` is the
    sentence."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


class Worker:
    """One process. `memory`: bytes it may map; `most`: bytes it may answer with in one frame.

    Not for two threads at once. Raises Refused where the child cannot begin with this set-up.
    """

    def __init__(self, child: str, memory: int, most: int, **setup: object) -> None:
        self._most = most
        self._memory = memory
        self._tired = False
        self._asked = False
        self._received = b""
        ours, theirs = socket.socketpair()
        self._channel = ours
        environment = {**_ENVIRONMENT, **{name: os.environ[name] for name in _KEPT if name in os.environ}}
        with theirs:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - nothing from outside
                [sys.executable, "-I", "-m", f"ecosystem.workers.{child}"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=environment,
            )
        deadline = time.monotonic() + _START_SECONDS
        self._send({"memory": memory, **setup}, b"", deadline)
        header, _ = self._receive(deadline)
        if "error" in header:
            refused = self._told(header)
            self.stop()
            raise refused

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def fit(self) -> bool:
        """Whether it can take another task: alive, done with the last, and not grown past half of its
        memory."""
        return not self._asked and not self._tired and self._process.poll() is None

    def ask(
        self, request: Mapping[str, object], body: bytes, seconds: float
    ) -> Iterator[tuple[dict[str, Any], bytearray]]:
        """Every frame of the answer. A worker whose answer was not read to its end is not fit for another.

        Raises Refused where the task was declined (the worker stays fit) and Ended where the process is gone;
        `seconds` is for the whole answer.
        """
        self._asked = True
        deadline = time.monotonic() + seconds
        self._send({**request, "seconds": seconds}, body, deadline)
        refused: Refused | None = None
        while True:
            header, part = self._receive(deadline)
            if "error" in header:
                refused = self._told(header)
            elif "end" in header:
                self._tired = header["memory"] > self._memory // 2
                break
            else:
                yield header, part
        self._asked = False
        if refused:
            raise refused

    def stop(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._channel.close()

    def _send(self, header: Mapping[str, object], body: bytes, deadline: float) -> None:
        try:
            self._channel.settimeout(_left(deadline))
            self._channel.sendall(frames.pack(header, len(body)) + body)
        except TimeoutError:
            self.stop()
            raise Ended("deadline") from None
        except (BrokenPipeError, ConnectionResetError):
            raise self._gone() from None

    def _receive(self, deadline: float) -> tuple[dict[str, Any], bytearray]:
        def receive(size: int) -> bytes:
            if not self._received:
                self._channel.settimeout(_left(deadline))
                self._received = self._channel.recv(max(size, _PART))
            part, self._received = self._received[:size], self._received[size:]
            return part

        try:
            return frames.read(receive, self._most)
        except TimeoutError:
            self.stop()
            raise Ended("deadline") from None
        except (EOFError, ConnectionResetError):
            raise self._gone() from None
        except OverflowError:
            self.stop()
            raise Ended("crash") from None

    def _told(self, header: Mapping[str, Any]) -> Refused:
        """The error that the child reports. Raises where it cannot go on."""
        kind, sentence = header["error"], header["sentence"]
        if kind == "bug":
            self.stop()
            raise RuntimeError(f"A worker failed:\n{sentence}")
        return Refused(kind, sentence)

    def _gone(self) -> Ended:
        """Why the process ended by itself."""
        try:
            code = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            code = 0
        self.stop()
        if code == -signal.SIGALRM:
            return Ended("deadline", code)
        # Rust aborts when an allocation is refused, and the system kills who takes too much
        if code in {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL}:
            return Ended("memory", code)
        return Ended("crash", code)


def _left(deadline: float) -> float:
    """Seconds until the deadline; never 0, which would mean no waiting at all."""
    return max(deadline - time.monotonic(), 0.001)
