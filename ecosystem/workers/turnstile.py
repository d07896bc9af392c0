"""At most so many at once, at most so many waiting behind them; whoever comes after that is sent away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from ecosystem.errors import TooBusy

_PATIENCE = 30.0  # seconds


class Turnstile:
    """`at_once` threads inside, `waiting` threads before it, in no order. Safe to share between threads."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once = at_once
        self._most_waiting = waiting
        self._inside = 0
        self._waiting = 0
        self._changed = Condition()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for a place, and holds it. Raises TooBusy where too many wait, or none came free for long."""
        with self._changed:
            if not self._open():
                self._wait()
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify()

    def _open(self) -> bool:
        return self._inside < self._at_once

    def _wait(self) -> None:
        if self._waiting >= self._most_waiting:
            raise TooBusy(f"{self._waiting} queries are already waiting. Ask again in a few seconds.")
        self._waiting += 1
        try:
            if not self._changed.wait_for(self._open, _PATIENCE):
                raise TooBusy(f"No place came free within {_PATIENCE:g} seconds. Ask again later.")
        finally:
            self._waiting -= 1
