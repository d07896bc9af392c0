"""What a run that was stopped had worked out: kept until the run is saved, and taken up by the next one.

One file for each analysis, `DATA/jobs/kept/overlap.json`. Its first line names the run (inputs, options, decisions
and code decide it) and the engines; its second holds the result. A file of another run counts for nothing and is
written over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from ecosystem.errors import StoreError
from ecosystem.findings import Result, TestFamily, Unlisted
from ecosystem.published import finding_from
from ecosystem.store.durable import write_durably


class KeptResults:
    """The results kept in a data folder of ours."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "jobs" / "kept"

    def get(self, name: str, key: str) -> Result | None:
        """What was kept of the analysis of this name; None where nothing was, or of another run.

        What no longer reads as a result is worked out again, like what was never kept.
        """
        try:
            held, told = (self._folder / f"{name}.json").read_text("utf-8").split("\n", 1)
            return _result(told) if held == key else None
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def put(self, name: str, key: str, result: Result) -> None:
        """Keep a result, in one step. Raises StoreError where that cannot be written."""
        told = json.dumps(asdict(result), ensure_ascii=False, separators=(",", ":"))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_durably(self._folder / f"{name}.json", f"{key}\n{told}".encode())
        except OSError as error:
            raise StoreError(
                f"What was found cannot be kept in {self._folder}: {error.strerror}. Nothing was changed. Make room "
                "there or give the right to write, and analyse again."
            ) from error

    def drop(self, names: Iterable[str]) -> None:
        """Forget what was kept of these analyses: it is saved now."""
        for name in names:
            (self._folder / f"{name}.json").unlink(missing_ok=True)


def _result(told: str) -> Result:
    values = json.loads(told)
    below = values["unlisted"]
    return Result(
        findings=tuple(map(finding_from, values["findings"])),
        families=tuple(TestFamily(**family) for family in values["families"]),
        statements=tuple(values["statements"]),
        counts=values["counts"],
        tables={name: tuple(rows) for name, rows in values["tables"].items()},
        unlisted=Unlisted(below["total"], tuple(map(finding_from, below["drawn"]))) if below else None,
    )
