"""What a row may speak about, and what each of its fields means in the ontology.

One table: the importer knows from it which fields there are and what they hold, `triples` which property
each becomes, `validation` which column a complaint about a property belongs to.
"""

from __future__ import annotations

from ecosystem.kinds.bodies import BODIES
from ecosystem.kinds.fields import Field, FieldType, Kind
from ecosystem.kinds.figures import FIGURES
from ecosystem.kinds.lists import LISTS
from ecosystem.kinds.work import WORK

_ALL = (*BODIES, *WORK, *LISTS, *FIGURES)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
FAMILIES: frozenset[str] = frozenset(kind.family for kind in _ALL)
EFFORT_KINDS: tuple[str, ...] = tuple(kind.name for kind in _ALL if kind.family == "effort")

__all__ = ["EFFORT_KINDS", "FAMILIES", "KINDS", "Field", "FieldType", "Kind"]
