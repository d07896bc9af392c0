"""Lists of findings narrowed by what people decided about them: `?decision=`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from flask import request

from ecosystem.errors import NotFound
from ecosystem.published import Published
from web.state import here

STATES = {"open": "To decide", "decided": "Decided", "changed": "Changed since a decision"}


def in_state(items: Iterable[Published]) -> list[Published]:
    """The items that `?decision=` asks for; without it all but those set aside. Raises NotFound for another word."""
    state = request.args.get("decision", "")
    if state not in ("", *STATES):
        raise NotFound("Findings cannot be narrowed that way. Leave out what follows the question mark.")
    return [item for item in items if (item.state == state if state else item.listed)]


def choices_of_state(items: Sequence[Published]) -> list[dict[str, Any]]:
    """The ways to narrow a list by what people decided, with how many there are; empty while nobody decided."""
    if all(item.state == "open" for item in items):
        return []
    state = request.args.get("decision", "")
    counts = Counter(item.state for item in items)
    counts[""] = sum(item.listed for item in items)
    return [
        {
            "text": text,
            "count": counts[name],
            "href": here(decision=name or None, page=None),
            "current": name == state,
        }
        for name, text in {"": "All but those set aside", **STATES}.items()
    ]
