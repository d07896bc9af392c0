"""Collects what the engine writes, and stops it as soon as a limit is passed.

The engine's own serialisers are three times as fast as ours would be, but they do not count rows: the rows
are counted in the bytes they write.
"""

from __future__ import annotations

from ecosystem.workers.child import Refusal

_ROW_MARKS = {
    "application/sparql-results+json": (b"[{", b",{"),
    "application/sparql-results+xml": (b"<result>",),
    "text/csv; charset=utf-8": (b"\n",),
    "text/tab-separated-values; charset=utf-8": (b"\n",),
}
_QUOTED = {"application/sparql-results+json", "text/csv; charset=utf-8"}


class Collected:
    """A writable file. `rows` and `size` (bytes) are the most it takes; it raises Refusal beyond."""

    def __init__(self, rows: int, size: int) -> None:
        self.body = bytearray()
        self.rows = 0
        self._most_rows = rows
        self._most_bytes = size

    def write(self, part: bytes) -> int:
        self.body += part
        if len(self.body) > self._most_bytes:
            raise Refusal(
                "too large",
                f"The answer is larger than {self._most_bytes / 2**20:,.4g} MB, the limit here, so none of "
                "it is given. Ask for fewer columns or rows (LIMIT), or count instead of listing.",
            )
        return len(part)

    def flush(self) -> None:
        """Nothing is kept back."""

    def count(self, rows: int) -> None:
        """Adds rows (or triples) written."""
        self.rows += rows
        if self.rows > self._most_rows:
            raise Refusal(
                "too large",
                f"The answer has more than {self._most_rows:,} rows, the limit here, so none of it is given. "
                "Add a LIMIT, or count instead of listing.",
            )


class CollectedSolutions(Collected):
    """Collects SPARQL results of one media type and counts their rows."""

    def __init__(self, media_type: str, rows: int, size: int) -> None:
        super().__init__(rows, size)
        self._marks = _ROW_MARKS[media_type]
        self._quoted = media_type in _QUOTED
        self._escapes = media_type.endswith("json")
        self._in_string = False
        self._held = b""
        self._tail = b""
        if self._marks == (b"\n",):
            self.rows = -1  # the line of headings

    def write(self, part: bytes) -> int:
        written = super().write(part)
        text = self._tail + (self._outside_strings(part) if self._quoted else part)
        self.count(sum(text.count(mark) for mark in self._marks))
        kept = len(self._marks[0]) - 1
        self._tail = text[-kept:] if kept else b""
        return written

    def _outside_strings(self, part: bytes) -> bytes:
        if self._escapes:
            part = self._held + part
            odd = (len(part) - len(part.rstrip(b"\\"))) % 2
            self._held, part = part[len(part) - odd :], part[: len(part) - odd]
            part = part.replace(b"\\\\", b"").replace(b'\\"', b"")
        pieces = part.split(b'"')
        outside = b'"'.join(pieces[int(self._in_string) :: 2])
        if len(pieces) % 2 == 0:
            self._in_string = not self._in_string
        return outside
