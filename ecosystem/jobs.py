"""Long work as others see it: what runs, how far it is, what became of it, and how to stop it.

Each job is a folder `DATA/jobs/000007` with a file `state.json`. Whoever does the work holds a lock on the folder,
which the kernel gives back however it dies: a job that says it runs and whose lock is free was killed. Only work
that loses nothing when it is killed may be a job.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Literal

from ecosystem.errors import EcosystemError, NotFound, StoreError

State = Literal["running", "done", "stopped", "failed"]
KEPT = 20
"""Jobs that stay listed when another begins, the newest; those that run always do."""
LOOK_SECONDS = 0.5
"""A step within a step is written down at most so often."""
_NUMBER = re.compile(r"\d{6,}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work. `step` of `steps` is under way or was the last, 0 before the first; times are UTC.

    `doing` names the step, `within` says how far it is; `message` says why the work failed. `ended` is None while
    it runs, and where it was killed: nobody was left to write it down.
    """

    number: int
    work: str
    process: int
    state: State
    steps: int
    started: datetime
    ended: datetime | None = None
    step: int = 0
    doing: str = ""
    within: str = ""
    message: str = ""


class Underway:
    """The job of this process, told by its worker: call it when a step begins, `within` inside of one."""

    def __init__(self, place: Path, job: Job) -> None:
        self._place = place
        self._looked = 0.0
        self.job = job
        _write(place, job)

    def __call__(self, doing: str) -> None:
        """The next step begins."""
        self._now(step=self.job.step + 1, doing=doing, within="")

    def within(self, text: str) -> None:
        """How far the step is."""
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = time.monotonic()
            self._now(within=text)

    def end(self, state: State, message: str = "") -> None:
        """Write down what became of it."""
        self._now(state=state, message=message, ended=datetime.now(UTC))

    def _now(self, **changed: object) -> None:
        self.job = replace(self.job, **changed)  # type: ignore[arg-type]
        try:
            _write(self._place, self.job)
        except OSError as error:  # the work goes on: whether it can be saved is said when it is
            _log.warning("How far the work is cannot be written in %s: %s", self._place, error)


@contextmanager
def job(data: Path, work: str, steps: int, patience: float) -> Iterator[Underway]:
    """Do the work of the block as a job of so many steps; how the block ends is how the job does.

    `data` is a data folder of ours. There is one job of a kind of work at a time: waits up to `patience` seconds for
    another to end. Raises StoreError where it does not, or where the state of the job cannot be written.
    """
    end = time.monotonic() + patience
    try:
        while isinstance(begun := _begun(data, work, steps), Job) and time.monotonic() < end:
            time.sleep(LOOK_SECONDS)
    except OSError as error:
        raise StoreError(
            f"The state of this work cannot be written in {data / 'jobs'}: {error.strerror}. Make room there or give "
            "the right to write, and try again."
        ) from error
    if isinstance(begun, Job):
        raise StoreError(
            f"The same work is under way on this data folder: job {begun.number}, process {begun.process}, since "
            f"{begun.started:%Y-%m-%d %H:%M} UTC. Waited {patience:g} seconds; nothing was changed. `ecosystem jobs` "
            f"shows how far it is, `ecosystem jobs --stop {begun.number}` stops it."
        )
    own, held = begun
    try:
        with _stoppable():
            yield own
    except KeyboardInterrupt:
        own.end("stopped")
        raise
    except EcosystemError as error:
        own.end("failed", str(error))
        raise
    except BaseException as error:
        own.end("failed", f"It ended with an error that is ours to mend: {type(error).__name__}.")
        raise
    else:
        own.end("done")
    finally:
        os.close(held)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Within the block, being asked to end (SIGTERM) is what Ctrl-C is; a process in the background hears no Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may be asked: elsewhere the process ends, and the lock tells
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _begun(data: Path, work: str, steps: int) -> tuple[Underway, int] | Job:
    """A new job and the descriptor that holds its lock; or the job that does the same work now."""
    folder = data / "jobs"
    folder.mkdir(exist_ok=True)
    beginning = _locked(folder, fcntl.LOCK_EX)
    try:
        for other in listed(data):
            if other.state == "running" and other.work == work:
                return other
        numbers = sorted(int(place.name) for place in _places(folder))
        for number in numbers[: -KEPT + 1]:
            if not _runs(_place(data, number)):
                shutil.rmtree(_place(data, number))
        number = max(numbers, default=0) + 1
        place = _place(data, number)
        place.mkdir()
        held = _locked(place, fcntl.LOCK_EX)
        return Underway(place, Job(number, work, os.getpid(), "running", steps, datetime.now(UTC))), held
    finally:
        os.close(beginning)


def listed(data: Path) -> list[Job]:
    """The jobs of a data folder, newest first."""
    folder = data / "jobs"
    found = (read(data, int(place.name)) for place in _places(folder))
    return sorted(filter(None, found), key=lambda job: -job.number)


def read(data: Path, number: int) -> Job | None:
    """One job as it is now; None where there is no such job.

    None, too, where it has not said anything whole: it was made this moment, or the machine lost power then.
    """
    place = _place(data, number)
    running = _runs(place)  # asked first: a job that ends while we look has written so by then
    try:
        told = json.loads((place / "state.json").read_text("utf-8"))
        for name in ("started", "ended"):
            told[name] = datetime.fromisoformat(told[name]) if told[name] else None
        found = Job(**told)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return replace(found, state="stopped") if found.state == "running" and not running else found


def stop(data: Path, number: int, patience: float = 10.0, wait: Callable[[float], None] = time.sleep) -> Job:
    """Ask a job to end, and end it where it has not after `patience` seconds; gives it as it then is.

    Raises NotFound for a number that no job has, StoreError for one that has ended or belongs to somebody else.
    """
    found = read(data, number)
    if found is None:
        raise NotFound(f"There is no job {number}. `ecosystem jobs` lists them.")
    if found.state != "running":
        raise StoreError(f"Job {number} has ended already ({found.state}). Nothing was stopped.")
    for asked in (signal.SIGTERM, signal.SIGKILL):
        _ask(found, asked)
        end = time.monotonic() + patience
        while _runs(_place(data, number)) and time.monotonic() < end:
            wait(0.05)
        if not _runs(_place(data, number)):
            break
    return read(data, number) or found


def _ask(job: Job, asked: signal.Signals) -> None:
    try:
        os.kill(job.process, asked)
    except ProcessLookupError:
        return  # it has just ended by itself
    except PermissionError as error:
        raise StoreError(
            f"Job {job.number} is process {job.process} of another user. Nothing was stopped. Ask them to stop it."
        ) from error


def _place(data: Path, number: int) -> Path:
    return data / "jobs" / f"{number:06d}"


def _places(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [place for place in folder.iterdir() if _NUMBER.fullmatch(place.name)]


def _locked(place: Path, how: int) -> int:
    """A descriptor that holds a lock on a folder until it is closed."""
    descriptor = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, how)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _runs(place: Path) -> bool:
    try:
        os.close(_locked(place, fcntl.LOCK_SH | fcntl.LOCK_NB))
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _write(place: Path, job: Job) -> None:
    """In one step, so that readers see whole states; not synced: what a power cut takes had nobody to tell it."""
    told = asdict(job) | {
        "started": job.started.isoformat(timespec="seconds"),
        "ended": job.ended.isoformat(timespec="seconds") if job.ended else None,
    }
    draft = place / "state.json.new"
    draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    draft.replace(place / "state.json")
