"""What an analysis is, to those who list, run and show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ecosystem.findings import Result

GAO = "US Government Accountability Office, Fragmentation, Overlap, and Duplication, GAO-15-49SP (2015)"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one analysis is called, asks and does. `run(graph, **options)`; `options` holds the defaults.

    `version` changes whenever the same graph and options would give another result.
    """

    name: str
    title: str
    question: str
    method: str
    version: str
    options: Mapping[str, int | float | str]
    run: Callable[..., Result]
    references: tuple[str, ...] = ()
