"""Files that are whole after a power cut: written, synced, then named in one step."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from ecosystem.errors import StoreError
from ecosystem.store import Version


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader, or a machine that loses power, has the old content or the new."""
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    _sync(path.parent)


def sync_tree(folder: Path, *, deep: bool = True) -> None:
    """Put a folder on the disk. The engine syncs its table files (`.sst`) itself; the rest is synced here."""
    for path in folder.rglob("*") if deep else ():
        if path.suffix != ".sst":
            _sync(path)
    _sync(folder)


def write_version(place: Path, version: Version) -> None:
    """Say what a version is, in a file beside it that people can read."""
    record = asdict(version) | {"created": version.created.isoformat()}
    del record["own_bytes"]
    write_durably(place / "version.json", json.dumps(record, ensure_ascii=False, indent=1).encode())


def read_version(place: Path) -> Version:
    """What `write_version` said. Raises FileNotFoundError, or StoreError for a damaged file."""
    path = place / "version.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        record |= {"created": datetime.fromisoformat(record["created"]), "graphs": tuple(record["graphs"])}
        return Version(**record)
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(
            f"The file {path} is damaged ({error}). Restore it from a backup, or go back to another version."
        ) from error


def own_bytes(place: Path) -> int:
    """What removing a folder would free: its files without a second hard link."""
    total = 0
    for path in place.rglob("*"):
        with suppress(FileNotFoundError):  # the folder is being removed
            status = path.lstat()
            total += status.st_size if status.st_nlink == 1 else 0
    return total


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
