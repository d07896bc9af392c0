"""Strangers' queries: a small pool of worker processes, each with one version open, killed at their
limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from ecosystem.config import Settings
from ecosystem.errors import QueryError, QueryTimeout, QueryTooLarge, StoreError
from ecosystem.workers.media import Form
from ecosystem.workers.process import Ended, Refused, Worker
from ecosystem.workers.turnstile import Turnstile


class NotAcceptable(QueryError):
    """None of the media types asked for fits the form of the query."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result. `rows`: solutions or triples in it; 1 for ASK."""

    media_type: str
    body: bytes
    rows: int
    form: Form


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs to ask, by IRI, instead of all: those merged as default graph, and those for GRAPH."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class QueryPool:
    """At most `settings.query_workers` queries at once, at most `waiting` more in the queue.

    Workers start when they are needed and stay, each with the version it opened; a query on another version
    replaces the one idle longest. Safe to share between threads.
    """

    def __init__(self, settings: Settings, waiting: int = 8) -> None:
        self._settings = settings
        self._turnstile = Turnstile(settings.query_workers, waiting)
        self._changing = Lock()
        self._busy = 0
        self._idle: list[tuple[Path, Worker]] = []
        self._closed = False

    def run(
        self,
        version_path: Path,
        query: str,
        accept: str,
        seconds: float | None = None,
        dataset: Dataset = Dataset(),
    ) -> Answer:
        """The answer to a query on one version, whole or not at all.

        `accept` is an Accept header; `seconds` replaces the limit of the settings. Without a `dataset`, and
        where the query names none (FROM), the default graph is the union of all graphs.
        Raises QueryTooLarge (text, answer or memory), QueryTimeout, TooBusy, NotAcceptable, StoreError (the
        version cannot be opened) and QueryError for everything else that is wrong with the query.
        """
        text = query.encode("utf-8", "surrogatepass")
        if len(text) > self._settings.query_text_bytes:
            most = self._settings.query_text_bytes
            raise QueryTooLarge(
                f"The text of the query is longer than {_size(most)}, the limit here. Shorten it."
            )
        request = {
            "accept": accept,
            "rows": self._settings.query_rows,
            "bytes": self._settings.query_bytes,
            "default": dataset.default,
            "named": dataset.named,
        }
        seconds = seconds or self._settings.query_seconds
        with self._turnstile.turn():
            return self._ask(version_path, request, text, seconds)

    def close(self) -> None:
        """Stop the workers; queries that are running end as soon as they are answered."""
        with self._changing:
            self._closed = True
            idle, self._idle = self._idle, []
        for _, worker in idle:
            worker.stop()

    def _ask(self, path: Path, request: dict[str, object], text: bytes, seconds: float) -> Answer:
        try:
            with self._worker(path) as worker:
                ((header, body),) = worker.ask(request, text, seconds)
        except Refused as refused:
            raise _error(refused) from refused
        except Ended as ended:
            raise _ended(ended, seconds, self._settings.query_memory) from ended
        return Answer(header["media_type"], bytes(body), header["rows"], header["form"])

    @contextmanager
    def _worker(self, path: Path) -> Iterator[Worker]:
        """A worker with this version open, held until it has answered. Raises Refused where it cannot be
        opened."""
        try:
            worker = self._take(path)
            try:
                yield worker
            finally:
                self._give_back(path, worker)
        finally:
            with self._changing:
                self._busy -= 1

    def _take(self, path: Path) -> Worker:
        with self._changing:
            self._busy += 1
            if self._closed:
                raise StoreError("The store is closed, so no more queries are answered.")
            mine = next((pair for pair in reversed(self._idle) if pair[0] == path and pair[1].fit), None)
            if mine:
                self._idle.remove(mine)
                return mine[1]
            too_many = len(self._idle) + self._busy > self._settings.query_workers
            longest_idle = self._idle.pop(0)[1] if too_many else None
        if longest_idle:
            longest_idle.stop()
        most = self._settings.query_bytes + 1024
        return Worker("query_child", self._settings.query_memory, most, version=str(path.absolute()))

    def _give_back(self, path: Path, worker: Worker) -> None:
        with self._changing:
            if worker.fit and not self._closed:
                self._idle.append((path, worker))
                return
        worker.stop()


def _error(refused: Refused) -> QueryError | StoreError:
    kinds: dict[str, type[QueryError | StoreError]] = {
        "query": QueryError,
        "too large": QueryTooLarge,
        "not acceptable": NotAcceptable,
        "store": StoreError,
        "unconfined": StoreError,
    }
    return kinds[refused.kind](str(refused))


def _ended(ended: Ended, seconds: float, memory: int) -> QueryError:
    match ended.reason:
        case "deadline":
            return QueryTimeout(
                f"This query was stopped after {seconds:g} seconds, the limit here. Ask for less: name "
                "more of the things it is about, avoid patterns that share no variable, or add a LIMIT."
            )
        case "memory":
            return QueryTooLarge(
                f"This query needed more than {_size(memory)} of memory, the limit here, and was stopped. "
                "Ask for less: sort or group fewer rows, or name more of the things it is about."
            )
        case "crash":
            return QueryError(
                "This query is too deeply nested, or chains too many operators, for the query engine, and "
                "was stopped. Break it into smaller queries."
            )


def _size(size: int) -> str:
    return f"{size / 2**30:,.4g} GB" if size >= 2**30 else f"{size / 2**20:,.4g} MB"
