"""The data folder: which versions are whole, which one readers use, and who may write.

    DATA/format                 the number of this layout; also the sign that the folder is ours
    DATA/lock, lock-holder.json one writer at a time, and who it is
    DATA/live/AUDIENCE/         the writable database; there only while a commit runs
    DATA/versions/000042/       version.json and one immutable database per audience
    DATA/current                the number that readers use, replaced in one step

Only what `current` names, and what came before it, counts. Anything later was left by a killed commit.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecosystem.errors import NotFound, StoreError
from ecosystem.store import Version
from ecosystem.store.claim import check_ours, claim
from ecosystem.store.durable import read_version, sync_tree, write_durably, write_version
from ecosystem.store.lock import writing

_NUMBER = re.compile(r"\d{6,}")
_RETIRED = "retired-"
_log = logging.getLogger(__name__)


class DataFolder:
    """Paths and rules of one data folder; holds no open file."""

    def __init__(self, root: Path, keep: int) -> None:
        """`keep`: how many versions stay when a new one is published; the current one always does."""
        self.root = root
        self._keep = max(keep, 1)
        self.live = root / "live"
        self._versions = root / "versions"
        self._current = root / "current"
        check_ours(self.root)

    def version(self, number: int) -> Path:
        """Where a version is kept."""
        return self._versions / f"{number:06d}"

    def current(self) -> int:
        """The number of the version that readers use; 0 before the first commit."""
        try:
            text = self._current.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return 0
        if not _NUMBER.fullmatch(text):
            raise StoreError(
                f"The file {self._current} should hold the number of a version but says {text[:40]!r}. "
                f"Write the number of the newest folder in {self._versions} into it."
            )
        return int(text)

    def numbers(self) -> list[int]:
        """The versions that are kept, newest first."""
        current = self.current()
        found = (number for number in self._folders() if number <= current)
        return sorted((n for n in found if (self.version(n) / "version.json").exists()), reverse=True)

    def describe(self, number: int) -> Version:
        """What is known of a version. Raises NotFound as `hold` does."""
        held = self.hold(number)
        try:
            return read_version(self.version(number))
        finally:
            os.close(held)

    def hold(self, number: int) -> int:
        """A file descriptor that keeps a version from being removed until it is closed.

        Raises NotFound if it was never published or is no longer kept.
        """
        if not 0 < number <= self.current():
            raise self._missing(number)
        mark = self.version(number) / "version.json"
        try:
            descriptor = os.open(mark, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise self._missing(number) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            mark.stat()  # gone, if it was removed between opening and locking
        except BaseException as error:
            os.close(descriptor)
            if isinstance(error, FileNotFoundError):
                raise self._missing(number) from error
            raise
        return descriptor

    @contextmanager
    def exclusive(self, message: str, wait: float) -> Iterator[int]:
        """Hold the folder as its only writer; gives the current version's number.

        Clears away what a killed commit left before, and what a failed one leaves after.
        """
        check_ours(self.root)
        self.root.mkdir(parents=True, exist_ok=True)
        with writing(self.root, message, wait):
            claim(self.root)
            self._sweep()
            try:
                yield self.current()
            finally:
                self._tidy()

    def publish(self, version: Version) -> None:
        """Make a finished version the current one; all of it is on the disk before readers are told."""
        place = self.version(version.number)
        write_version(place, version)
        sync_tree(place)
        sync_tree(self._versions, deep=False)
        write_durably(self._current, f"{version.number:06d}\n".encode())

    def _tidy(self) -> None:
        """After a commit, which stands or has failed already: what cannot be cleared away now is logged, and
        stops the next commit instead."""
        try:
            self._retire()
            self._sweep()
        except OSError as error:
            _log.warning("The data folder %s could not be tidied: %s", self.root, error)

    def _retire(self) -> None:
        """Take away the oldest versions that nobody is reading; renamed first, to go in one step."""
        for number in self.numbers()[self._keep :]:
            place = self.version(number)
            descriptor = os.open(place / "version.json", os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                place.rename(place.with_name(_RETIRED + place.name))
            except BlockingIOError:
                continue  # somebody reads it; the next commit asks again
            finally:
                os.close(descriptor)

    def _sweep(self) -> None:
        """Remove the workbench, and versions that were retired or never published."""
        if self.live.exists():
            shutil.rmtree(self.live)
        for place in self._versions.glob(f"{_RETIRED}*"):
            shutil.rmtree(place)
        current = self.current()
        later = sorted(number for number in self._folders() if number > current)
        if later and later != [current + 1]:
            raise StoreError(
                f"The file {self._current} names version {current}, but {self._versions} holds later ones up "
                f"to {later[-1]}. Nothing was changed. Write {later[-1]:06d} there to use the newest."
            )
        for number in later:
            shutil.rmtree(self.version(number))

    def _folders(self) -> list[int]:
        if not self._versions.exists():
            return []
        return [int(place.name) for place in self._versions.iterdir() if _NUMBER.fullmatch(place.name)]

    def _missing(self, number: int) -> NotFound | StoreError:
        numbers = self.numbers()
        if number and number == self.current():
            newest = f"{numbers[0]:06d}" if numbers else "one from a backup"
            return StoreError(
                f"The file {self._current} names version {number}, but {self.version(number)} is missing or "
                f"incomplete. Restore that folder from a backup, or write another number ({newest}) there."
            )
        if not numbers:
            return NotFound(
                f"There is no data yet in {self.root}. Import a spreadsheet first: ecosystem import FILE."
            )
        if 0 < number < numbers[0]:
            return NotFound(f"Version {number} is no longer kept. The oldest one kept is {numbers[-1]}.")
        return NotFound(f"There is no version {number}. The newest one is {numbers[0]}.")
