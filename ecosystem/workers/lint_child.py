"""The program of a lint worker: the bytes of one file in, the mistakes found in it out as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any

from ecosystem.workers import child
from ecosystem.workers.child import Frame, Refusal, Task
from ontology.lints import lint_data, source


def begin(_setup: dict[str, Any]) -> Task:
    """No limits but those of every worker: memory, time, and no network."""

    def task(request: dict[str, Any], body: bytearray) -> Iterable[Frame]:
        return _faults(request["name"], bytes(body))

    return task


def _faults(name: str, data: bytes) -> Iterator[Frame]:
    try:
        found = lint_data(source(name, data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise Refusal("source", f"{name} is not UTF-8 text: save it as UTF-8 first.") from error
    except RecursionError as error:
        raise Refusal("source", f"{name} is nested too deeply to be read.") from error
    except ValueError as error:
        raise Refusal("source", str(error)) from error
    yield {}, json.dumps([astuple(fault) for fault in found], ensure_ascii=False).encode()


if __name__ == "__main__":
    child.run(begin)
