"""What is the same for every worker that reads people's files: what it is sent, its limits, and what is said where
a file cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.workers.process import Ended, Refused, Worker


def content(file: Path, most: int, name: str = "") -> bytes:
    """The bytes of a file, which sentences call `name` where it has another than its own.

    Raises SourceError where it cannot be opened or is larger than `most`.
    """
    name = name or file.name
    try:
        with file.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise SourceError(f"{name} cannot be opened: {error.strerror}. Check its name.", file=name) from error
    if len(data) > most:
        raise SourceError(
            f"{name} is larger than {_size(most)}, the limit here. Split it, or raise the setting "
            "file_bytes.",
            file=name,
        )
    return data


def file_worker(child: str, settings: Settings, **setup: object) -> Worker:
    """A worker with the limits for files. Raises SourceError where it cannot begin."""
    try:
        return Worker(child, settings.file_memory, settings.file_unpacked_bytes, **setup)
    except Refused as refused:
        raise SourceError(str(refused)) from refused


@contextmanager
def told_why(name: str, settings: Settings, *, too_large: str, crashed: str) -> Iterator[None]:
    """Around what asks a worker for a file: whatever keeps the file from being read becomes a SourceError.

    `too_large` and `crashed` say what to do where it needs too much memory, or stops the program that reads it.
    """
    try:
        yield
    except Refused as refused:
        raise SourceError(str(refused), file=name) from refused
    except Ended as ended:
        match ended.reason:
            case "deadline":
                said = (
                    f"{name} was not read within {settings.file_seconds:g} seconds, the limit here. Split "
                    "it, or raise the setting file_seconds."
                )
            case "memory":
                said = (
                    f"{name} needs more than {_size(settings.file_memory)} of memory to be read, the limit "
                    f"here. {too_large}"
                )
            case "crash":
                said = f"{name} cannot be read: it stopped the program that reads it. {crashed}"
        raise SourceError(said, file=name) from ended


def _size(size: int) -> str:
    return f"{size / 2**30:,.4g} GB" if size >= 2**30 else f"{size / 2**20:,.4g} MB"
