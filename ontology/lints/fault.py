"""A mistake that a lint found, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`subject`: the term, prefix or file concerned; `wrong` and `fix` are sentences; `lint` is its name."""

    file: str
    subject: str
    wrong: str
    fix: str
    lint: str

    def __str__(self) -> str:
        return f"{self.file}: {self.subject}: {self.wrong} {self.fix} [{self.lint}]"
