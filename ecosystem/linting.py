"""Known mistakes in people's own files. A file is taken apart in a worker process, never in this one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.workers.files import content, file_worker
from ecosystem.workers.process import Ended, Reason, Refused, Worker
from ontology.lints.fault import Fault


def lint_files(files: Sequence[Path], settings: Settings) -> list[Fault]:
    """What is wrong with the files, one after the other.

    Raises SourceError for a file that cannot be read, with what was found and what to do.
    """
    found: list[Fault] = []
    worker: Worker | None = None
    try:
        for file in files:
            if worker is not None and not worker.fit:
                worker.stop()
                worker = None
            worker = worker or file_worker("lint_child", settings)
            found += _faults(worker, file, settings)
    finally:
        if worker:
            worker.stop()
    return found


def _faults(worker: Worker, file: Path, settings: Settings) -> list[Fault]:
    data = content(file, settings.file_bytes)
    try:
        bodies = [body for _, body in worker.ask({"name": file.name}, data, settings.file_seconds)]
    except Refused as refused:
        raise SourceError(str(refused), file=file.name) from refused
    except Ended as ended:
        raise SourceError(_ended(ended.reason, file.name, settings), file=file.name) from ended
    return [Fault(*fault) for body in bodies for fault in json.loads(body)]


def _ended(reason: Reason, name: str, settings: Settings) -> str:
    why = {
        "deadline": f"takes more than {settings.file_seconds:g} seconds to be looked at, the limit here",
        "memory": f"needs more than {settings.file_memory / 2**20:,.4g} MB of memory, the limit here",
        "crash": "stopped the program that reads it",
    }
    return f"{name} {why[reason]}. Split it."
