"""Our own template, as the mapping that it is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ecosystem.importers.mapping import Mapping
from ecosystem.importers.mapping_file import parse_mapping


@cache
def template() -> Mapping:
    """How the sheets of our template become records."""
    return parse_mapping((files(__package__) / "template.toml").read_text(encoding="utf-8"), "our template")
