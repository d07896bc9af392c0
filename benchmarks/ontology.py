"""Print how long the derived layers and every competency question take on an invented million of statements.

    python -m benchmarks.ontology [--json] [--size 1.0]

The data come from `benchmarks.synthetic` (seed 0) and go through an ordinary commit into a store in a temporary
folder. "Rebuilt" is a whole commit that drops every derived layer and builds it again, copying the version
included. Each question is asked in this process of one read-only version: once to warm up, then nine times; its
required parameters hold something that much is recorded about, its optional ones nothing. Ends with exit code 1
where a question found nothing: its time would say nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.synthetic import ecosystem, first, statements
from benchmarks.writing import BASE
from ecosystem.config import Settings
from ecosystem.derived import derivations
from ecosystem.standing import vocabulary
from ecosystem.store import Changes, Reader, open_store
from ecosystem.triples import ntriples
from ontology.questions import Parameter, Question, questions

ROUNDS = 9
REBUILD_SECONDS = 60.0
QUESTION_SECONDS = 1.0
_VALUES = {"date": "2025-06-30", "year": "2025", "integer": "2", "decimal": "0.5"}
_KINDS = {"outcome": "shared-outcome", "effort": "service", "thing": "service"}
"""Family of kinds -> the kind of which the first thing is asked about."""
_NAMED = {"finding": "finding/overlap.1", "dataset": "dataset/national"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: rows of its answer; seconds on the clock of the median and of the slowest round.

    `processor`: seconds of the median that this process was really running; less than `median` where others
    keep the machine busy.
    """

    question: str
    rows: int
    median: float
    slowest: float
    processor: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured. `statements` were made, beside the shipped terms and lists; `derived` follow from
    them; times in seconds."""

    statements: int
    derived: int
    loaded: float
    rebuilt: float
    questions: tuple[Asked, ...]


def measured(size: float, progress: Callable[[str], None]) -> Measured:
    """Everything, on data of a size (1: about a million statements)."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data")
        store = open_store(settings)
        try:
            progress("Making the data")
            content = ecosystem(size=size)
            shipped = vocabulary()
            words = {graph: ntriples(triples) for graph, triples in shipped.items()}
            layers = derivations(settings.base_iri)
            progress(f"Saving {statements(content):,} statements")
            with _clock() as loading:
                plain = store.commit(Changes("Made.", {**words, **content}))
            store.commit(Changes("Derived.", {}, derive=layers))
            progress("Building the derived layers again")
            with _clock() as building:
                whole = store.commit(Changes("Derived again.", {}, derive=layers))
            reader = store.read()
            asked = tuple(_asked(reader, question, progress) for question in questions().values())
        finally:
            store.close()
    made = plain.quads - sum(len(triples) for triples in shipped.values())
    return Measured(made, whole.quads - plain.quads, loading(), building(), asked)


def _asked(reader: Reader, question: Question, progress: Callable[[str], None]) -> Asked:
    query = asked_about(question)
    rows = sum(1 for _ in reader.select(query))
    times, busy = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        with _clock() as asking:
            sum(1 for _ in reader.select(query))
        times.append(asking())
        busy.append(time.process_time() - start)
    found = Asked(question.id, rows, statistics.median(times), max(times), statistics.median(busy))
    progress(f"{question.id}: {found.median * 1000:.0f} ms")
    return found


def asked_about(question: Question) -> str:
    """The query with every required parameter bound, and no optional one."""
    needed = (parameter for parameter in question.parameters if parameter.required)
    return question.asked({parameter.name: _value(question, parameter) for parameter in needed})


def _value(question: Question, parameter: Parameter) -> str:
    """Something much is recorded about; where the type alone does not say what, the value of the example."""
    kind = parameter.type.removeprefix("kind:")
    if kind in _NAMED:
        return f"{BASE}/id/{_NAMED[kind]}"
    if kind != parameter.type or kind in _KINDS:
        return first(_KINDS.get(kind, kind))
    return _VALUES.get(parameter.type, question.example[parameter.name])


def silent(found: Measured) -> list[str]:
    """The questions that found nothing, in their order."""
    return [asked.question for asked in found.questions if asked.rows == 0]


@contextmanager
def _clock() -> Iterator[Callable[[], float]]:
    """Gives what tells, afterwards, how many seconds the block took."""
    start = time.perf_counter()
    taken: list[float] = []
    yield lambda: taken[0]
    taken.append(time.perf_counter() - start)


def _table(found: Measured) -> Iterator[str]:
    yield f"{found.statements:,} statements, and {found.derived:,} that follow from them"
    yield f"saved in {found.loaded:.1f} s"
    yield f"derived layers rebuilt in {found.rebuilt:.1f} s (at most {REBUILD_SECONDS:.0f} s)"
    yield f"\n{'question':10}{'rows':>10}{'median, ms':>14}{'on processor':>14}{'slowest of ' + str(ROUNDS):>16}"
    for asked in found.questions:
        mark = "" if asked.median <= QUESTION_SECONDS else f"   more than {QUESTION_SECONDS:.0f} s"
        times = f"{asked.median * 1000:14.0f}{asked.processor * 1000:14.0f}{asked.slowest * 1000:16.0f}"
        yield f"{asked.question:10}{asked.rows:10,}{times}{mark}"


def main(words: list[str] | None = None) -> None:
    """Measure and print; SystemExit with a sentence where a question found nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ontology", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--size", type=float, default=1.0, help="1 is about a million statements")
    chosen = parser.parse_args(words)
    found = measured(chosen.size, lambda step: print(step, file=sys.stderr, flush=True))
    print(json.dumps(asdict(found)) if chosen.json else "\n".join(_table(found)), flush=True)
    if nothing := silent(found):
        raise SystemExit(
            f"Nothing was found by {', '.join(nothing)}, so the time says nothing: let benchmarks/synthetic.py make "
            "what each asks for, or ask about something else."
        )


if __name__ == "__main__":
    main()
