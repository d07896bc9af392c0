"""The what-ifs of one decision in words."""

from __future__ import annotations

from decimal import Decimal

from ecosystem.analyses.north_star.figures import percent
from ecosystem.analyses.north_star.weights import Weighing
from ecosystem.analyses.north_star.what_if import WhatIf, what_if
from ecosystem.analyses.wording import listed, quoted


def what_ifs(weighing: Weighing) -> list[str]:
    """The what-ifs in words; none where not all weights are recorded."""
    found = what_if(weighing)
    if weighing.recorded < 1 or found.rival is None or found.tips_at is None or found.makes_up is None:
        return []
    names = {item.iri: quoted(item.label) for item in weighing.criteria}
    return [
        "A what-if on the weights:",
        _tipping(weighing, found, names[found.rival]),
        _left_out(weighing, found, names),
    ]


def what_if_figures(weighing: Weighing) -> dict[str, float]:
    """The two numbers of the what-ifs, by name; none where not all weights are recorded."""
    found = what_if(weighing)
    if weighing.recorded < 1 or found.tips_at is None or found.makes_up is None:
        return {}
    return {
        "share at which social value is level with the weightiest other": float(round(found.tips_at, 6)),
        "of 100 marks on the weightiest other, those that all marks on social value make up for": float(
            round(found.makes_up, 6)
        ),
    }


def _tipping(weighing: Weighing, found: WhatIf, rival: str) -> str:
    tips_at, makes_up = percent(found.tips_at or Decimal(0)), f"{found.makes_up:.0f}"
    if weighing.social > (found.tips_at or 0):
        said = f"social value, taken together, stays the largest as long as it weighs more than {tips_at}"
    else:
        said = f"to become the largest, social value, taken together, would have to weigh more than {tips_at}"
    text = f"{said} with the others kept in proportion."
    if weighing.social:
        text += f" All marks against none on it make up for {makes_up} of 100 marks on {rival}."
    return text


def _left_out(weighing: Weighing, found: WhatIf, names: dict[str, str]) -> str:
    if not weighing.social:
        return "It has no weight, so leaving it out would change nothing."
    largest = listed([names[iri] for iri in found.without])
    if found.changes:
        return f"If it were left out, {largest} would have the largest weight instead."
    return f"If it were left out, the largest weight would still be that of {largest}."
