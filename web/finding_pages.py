"""Which page lists what an analysis found."""

from __future__ import annotations

from web.state import link

_OVERLAPS = ("overlaps.index", "Where do we overlap?")
_ALIGNMENT = ("alignment.index", "Who shares our goals?")
_PAGES: dict[str, tuple[str, str]] = {
    "same-record": _OVERLAPS,
    "proposed-outcomes": ("reviews.proposals", "Which outcomes are missing?"),
    "alignment": _ALIGNMENT,
    "near-outcomes": _ALIGNMENT,
    "might-talk": _ALIGNMENT,
    "overlap": _OVERLAPS,
    "gaps": ("gaps.index", "Who is missed out?"),
    "left-behind": ("left_behind.index", "Who is left behind?"),
    "fragmentation": ("fragmentation.index", "How is provision spread?"),
    "north-star": ("north_star.index", "Is social value leading?"),
    "brokers": ("brokers.index", "Who connects whom?"),
    "journeys": ("journeys.index", "What happens to a person when...?"),
    "reuse": ("reuse.index", "What exists already?"),
    "positions": ("positions.index", "What do we ask of government together?"),
    "clusters": ("clusters.index", "Groups to browse by"),
}
"""Name of an analysis -> the page with what it found, and its title."""
_PLACES = {"near-outcomes": "near-outcomes", "might-talk": "might-talk"}
"""Analyses with a place of their own on their page."""


def page_of_findings(name: str) -> dict[str, str]:
    """The page that lists what the analysis of that name found: `href`, `text`."""
    endpoint, text = _PAGES[name]
    return {"href": link(endpoint, _anchor=_PLACES.get(name)), "text": text}
