"""What passes between us and a worker: a JSON header and a body of bytes, each with its length in front."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from typing import Any

_LENGTHS = struct.Struct(">IQ")
_MOST_HEADER = 1024 * 1024
_PART = 1024 * 1024


def pack(header: Mapping[str, object], size: int) -> bytes:
    """All of a frame that comes before its body; `size`: bytes of that body."""
    text = json.dumps(header, ensure_ascii=False).encode()
    return _LENGTHS.pack(len(text), size) + text


def read(receive: Callable[[int], bytes], most: int) -> tuple[dict[str, Any], bytearray]:
    """The next header and body. `receive(n)` gives 1 to n bytes, or none at the end.

    Raises EOFError where the other side has gone, OverflowError where the body is larger than `most` bytes.
    """
    length, size = _LENGTHS.unpack(_exactly(receive, _LENGTHS.size))
    if length > _MOST_HEADER or size > most:
        raise OverflowError(f"a frame of {length} + {size} bytes, where {most} were agreed")
    header: dict[str, Any] = json.loads(_exactly(receive, length))
    return header, _exactly(receive, size)


def _exactly(receive: Callable[[int], bytes], size: int) -> bytearray:
    whole = bytearray()
    while len(whole) < size:
        part = receive(min(size - len(whole), _PART))
        if not part:
            raise EOFError
        whole += part
    return whole
