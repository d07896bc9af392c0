"""One writer at a time, and a sentence on who that is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ecosystem.errors import StoreError


@contextmanager
def writing(root: Path, message: str, wait: float) -> Iterator[None]:
    """Hold the write lock of a data folder; waits up to `wait` seconds, then raises StoreError.

    The kernel gives the lock back when its holder dies, however it dies. A file system without such locks is
    refused: a lock that is a mere file would outlive a killed writer.
    """
    holder = root / "lock-holder.json"
    lock = FileLock(root / "lock", timeout=wait, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreError(_held(holder, wait)) from error
    try:
        holder.write_text(
            json.dumps(
                {
                    "process": os.getpid(),
                    "message": message,
                    "since": datetime.now(UTC).isoformat(timespec="seconds"),
                }
            ),
            encoding="utf-8",
        )
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _held(holder: Path, wait: float) -> str:
    try:
        found = json.loads(holder.read_text(encoding="utf-8"))
        who = f'"{found["message"]}" (process {found["process"]}, since {found["since"]})'
    except (FileNotFoundError, ValueError):  # the lock changed hands while we looked
        who = "another process"
    return (
        f"The data folder {holder.parent} is being changed by {who}. "
        f"Waited {wait:g} seconds; nothing was changed. Try again when that has finished."
    )
