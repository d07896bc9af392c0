"""The columns of each list: what the page shows and the file holds; and the sentence at its head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ecosystem import listings
from ecosystem.kinds import KINDS
from ecosystem.listings import Effort, Named, Objective, Organisation, Outcome
from ecosystem.store import Reader
from ecosystem.wording import count_of
from web.answers import counted

Item = TypeVar("Item", bound="Organisation | Objective | Outcome | Effort")


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """One column of a list: its heading, what the page shows (None: only the file has it) and what the file holds.

    A count (`numeric`) that nobody has recorded is no 0: words on the page, an empty cell in the file.
    """

    heading: str
    shown: Callable[[Item], object] | None
    filed: Callable[[Item], object]
    numeric: bool = False

    @property
    def filed_heading(self) -> str:
        """The heading in the file, where no word in a cell says that counts are of what is recorded."""
        return f"{self.heading} (recorded)" if self.numeric else self.heading


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """One list. `name` is its address and file name; `narrower`: ways to see a part: text and query.

    `make`: what files hold, a row each; `rows`: what the page makes of those.
    """

    name: str
    title: str
    noun: tuple[str, str]
    make: Callable[[Reader], list[Item]]
    columns: tuple[Column[Item], ...]
    counts: tuple[str, ...]
    narrower: tuple[tuple[str, dict[str, str]], ...]
    sentence: Callable[[Sequence[Item]], str]
    rows: Callable[[Reader, Sequence[Item]], Sequence[Item]] = lambda _reader, items: items


def _count(value: int) -> object:
    """A count for the page: 0 is only what nobody has recorded."""
    return value or {"text": "none recorded"}


def _named(item: Organisation | Objective | Outcome | Effort | Named) -> dict[str, str]:
    return {"text": item.label, "iri": item.iri}


def _several_records(items: Sequence[Organisation]) -> str:
    """How many of them people confirmed to stand in several records; nothing where there is none."""
    number = sum(1 for item in items if item.one_with)
    return f" For {number:,} of them people confirmed that several records are one." if number else ""


def _counted(heading: str, attribute: str) -> Column[Any]:
    return Column(
        heading,
        lambda item: _count(getattr(item, attribute)),
        lambda item: counted(getattr(item, attribute)),
        numeric=True,
    )


def _name(heading: str) -> Column[Any]:
    return Column(heading, _named, lambda item: item.label)


def _text(heading: str, attribute: str, otherwise: str) -> Column[Any]:
    return Column(
        heading, lambda item: getattr(item, attribute) or otherwise, lambda item: getattr(item, attribute)
    )


def _lacking(number: int, total: int, noun: tuple[str, str], what: str) -> str:
    """`For 2 of them nobody is recorded as ...`, or that there is no such one."""
    if not total:
        return f"No {noun[0]} is recorded."
    opening = f"{count_of(total, *noun)} {'is' if total == 1 else 'are'} recorded."
    if not number:
        return f"{opening} Each has somebody recorded as {what}."
    which = "it" if total == 1 else f"{number:,} of them"
    return f"{opening} For {which} nobody is recorded as {what}: a gap, or not written down yet."


ORGANISATIONS: Listing[Organisation] = Listing(
    name="organisations",
    title="Organisations",
    noun=("organisation", "organisations"),
    make=listings.organisations,
    rows=listings.bodies,
    columns=(
        Column(
            "Organisation",
            lambda item: {**_named(item), "also": [_named(other) for other in item.one_with]},
            lambda item: item.label,
        ),
        _text("Sector", "sector", "not recorded"),
        _counted("Objectives it pursues", "objectives"),
        _counted("Programmes and services", "efforts"),
        _counted("Outcomes they work for", "outcomes"),
        Column(
            "Confirmed to be one with (id)",
            None,
            lambda item: " | ".join(other.iri for other in item.one_with),
        ),
    ),
    counts=("objectives", "efforts", "outcomes"),
    narrower=(
        ("With objectives", {"with": "objectives"}),
        ("With programmes or services", {"with": "efforts"}),
        ("With neither outcome nor work recorded", {"without": "efforts"}),
    ),
    sentence=lambda items: (
        f"{count_of(len(items), 'organisation')}; "
        f"{count_of(sum(1 for item in items if item.efforts), 'of them delivers', 'of them deliver')} "
        f"a programme or service recorded here.{_several_records(items)}"
    ),
)
OBJECTIVES: Listing[Objective] = Listing(
    name="objectives",
    title="Objectives",
    noun=("objective", "objectives"),
    make=listings.objectives,
    columns=(
        _name("Objective"),
        _counted("Organisations that pursue it", "organisations"),
        _counted("Outcomes that stand for it", "outcomes"),
        _counted("Programmes and services for those", "efforts"),
    ),
    counts=("organisations", "outcomes", "efforts"),
    narrower=(
        ("Somebody recorded", {"with": "organisations"}),
        ("Nobody recorded", {"without": "organisations"}),
    ),
    sentence=lambda items: _lacking(
        sum(1 for item in items if not item.organisations),
        len(items),
        ("objective", "objectives"),
        "pursuing it",
    ),
)
OUTCOMES: Listing[Outcome] = Listing(
    name="outcomes",
    title="Outcomes",
    noun=("outcome", "outcomes"),
    make=listings.outcomes,
    columns=(
        _name("Outcome"),
        _text("Whose", "owner", "shared by all"),
        _counted("Programmes and services", "efforts"),
        _counted("Organisations that deliver them", "organisations"),
    ),
    counts=("efforts", "organisations"),
    narrower=(
        ("Somebody recorded", {"with": "efforts"}),
        ("Nobody recorded", {"without": "efforts"}),
    ),
    sentence=lambda items: _lacking(
        sum(1 for item in items if not item.efforts), len(items), ("outcome", "outcomes"), "working for it"
    ),
)
PROGRAMMES: Listing[Effort] = Listing(
    name="programmes",
    title="Programmes and services",
    noun=("programme or service", "programmes and services"),
    make=listings.efforts,
    columns=(
        _name("Programme or service"),
        Column("Kind", lambda item: KINDS[item.kind].title, lambda item: item.kind),
        Column(
            "Delivered by",
            lambda item: {"items": [{"text": by.label, "iri": by.iri} for by in item.delivered_by]},
            lambda item: " | ".join(by.label for by in item.delivered_by),
        ),
        _counted("Outcomes", "outcomes"),
        _counted("Groups of people", "groups"),
        _counted("Places", "places"),
    ),
    counts=("outcomes", "groups", "places"),
    narrower=(
        ("With outcomes", {"with": "outcomes"}),
        ("Without outcomes", {"without": "outcomes"}),
        ("Without groups of people", {"without": "groups"}),
        ("Without places", {"without": "places"}),
    ),
    sentence=lambda items: (
        f"{count_of(len(items), 'programme or service', 'programmes and services')} "
        f"{'is' if len(items) == 1 else 'are'} recorded; "
        f"{sum(1 for item in items if item.outcomes and item.groups and item.places):,} of them with "
        "outcomes, people and places, which is what a comparison needs."
    ),
)
