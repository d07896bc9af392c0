"""Answers of queries kept as they came, by version and query; versions never change, so none goes stale."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

_KEPT_BYTES = 32 * 2**20


class Bodies:
    """The last answers as they came, so that the next page of one need not be asked for.

    `most`: bytes of them and of their queries together.
    """

    def __init__(self, most: int = _KEPT_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._bodies: OrderedDict[tuple[int, bytes], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, version: int, query: str) -> bytes | None:
        """None for one that is not kept."""
        key = version, query.encode()
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
            return self._bodies.get(key)

    def keep(self, version: int, query: str, body: bytes) -> None:
        """Keep it, and let go of those used longest ago."""
        key = version, query.encode()
        with self._lock:
            if key not in self._bodies:
                self._bodies[key] = body
                self._bytes += len(key[1]) + len(body)
            while self._bytes > self._most:
                (_, asked), gone = self._bodies.popitem(last=False)
                self._bytes -= len(asked) + len(gone)
