"""Every figure that says whether the ontology keeps what it promises, each measured when it is asked for.

A module of this package is one check: `figures(progress)` measures it. A figure that was not measured says so
(`holds` is None) and why; it never stands for one that was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Literal

from ecosystem.errors import EcosystemError

Progress = Callable[[str], None]
"""Told in a few words what is being measured now."""

Quick = Literal["same", "part", "none"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `holds` None: not measured here, and `note` says why."""

    name: str
    value: str
    needed: str
    holds: bool | None
    note: str = ""
    details: tuple[str, ...] = field(default=(), kw_only=True)
    """What does not hold, one sentence each, for who has to mend it."""


@dataclass(frozen=True, slots=True)
class Check:
    """Where a check is, and what is left of it when a short answer is wanted.

    `quick`: "same", it is short anyway; "part", its module has `quick_figures`; "none", it is left out.
    """

    module: str
    about: str
    quick: Quick = "same"


CHECKS: Mapping[str, Check] = {
    "terms": Check("ecosystem.checks.terms", "terms are documented and those of others exist"),
    "lints": Check("ecosystem.checks.lints", "no known mistake of ontologies in any shipped file"),
    "rules": Check("ecosystem.checks.rules", "every class and property has its rule, every rule its words"),
    "mutation": Check("ecosystem.checks.mutation", "a weakened rule is noticed", "part"),
    "questions": Check("ecosystem.checks.questions", "questions give the known answers"),
    "derived": Check("ecosystem.checks.derived", "derived statements are rebuilt the same"),
    "reasoning": Check("ecosystem.checks.reasoning", "no contradiction, no unwanted class", "part"),
    "fair": Check("ecosystem.checks.fair", "findable, accessible, interoperable, reusable"),
    "scale": Check("ecosystem.checks.scale", "a million statements in time", "none"),
}
"""Every check, in the order of the report."""


def measure(
    names: Iterable[str] = (),
    *,
    quick: bool = False,
    progress: Progress = lambda _step: None,
    checks: Mapping[str, Check] = CHECKS,
) -> dict[str, list[Figure]]:
    """The figures of the checks named, or of all, by check. KeyError for a name that is none."""
    chosen = list(names) or list(checks)
    return {name: _figures(checks[name], name, quick, progress) for name in chosen}


def _figures(check: Check, name: str, quick: bool, progress: Progress) -> list[Figure]:
    if quick and check.quick == "none":
        return [Figure(check.about, "", "", None, "Left out by --quick.")]
    progress(f"{name}: {check.about}")
    try:
        module = import_module(check.module)
        measured = module.quick_figures if quick and check.quick == "part" else module.figures
        figures: list[Figure] = measured(progress)
    except (EcosystemError, ImportError, SyntaxError, ValueError) as error:  # a file is missing or malformed
        return [Figure(check.about, "", "", False, f"Could not be measured. {type(error).__name__}: {error}")]
    return figures


def share(part: int, whole: int) -> str:
    """A share in words, such as "57 of 60 (95.0%)"; never rounded up to what it is not."""
    if not whole:
        return "0 of 0"
    return f"{part:,} of {whole:,} ({int(1000 * part / whole) / 10:.1f}%)"
