"""One block of a TOML file as a person wrote it: read with the right type or refused with its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ecosystem.errors import ConfigError
from ecosystem.importers.spelling import did_you_mean, listing


@dataclass(frozen=True, slots=True)
class Section:
    """A block, the file it stands in and its place there ("" for the top)."""

    file: str
    place: str
    values: dict[str, Any]

    def wrong(self, what: str) -> ConfigError:
        """The error that says so, with the file and the block."""
        place = f"[{self.place}] " if self.place else "the file "
        end = "" if what.endswith((".", "?")) else "."
        return ConfigError(f"{self.file}: {place}{what}{end}")

    def only(self, *known: str) -> None:
        """ConfigError if the block has a setting that is not one of these."""
        for name in self.values:
            if name not in known:
                raise self.wrong(
                    f"has a setting '{name}', which we do not know. "
                    + did_you_mean(name, known, f"It can have {listing(known)}.")
                )

    def text(self, name: str) -> str:
        """A text, "" where it is not given."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise self.wrong(f"has {name} = {value!r}, which should be a text in quotation marks")
        return value.strip()

    def flag(self, name: str, *, default: bool = False) -> bool:
        """true or false."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(f"has {name} = {value!r}, which should be true or false")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of texts, empty where it is not given."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"has {name} = {value!r}, which should be a list of texts in quotation marks")
        return list(value)

    def section(self, name: str) -> Section:
        """A block inside this one, empty where it is not given."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self.wrong(f"has {name} = {value!r}, which should be a block")
        return Section(self.file, f"{self.place}.{name}".lstrip("."), value)

    def pairs(self, name: str) -> dict[str, str]:
        """A block of texts, in its order."""
        block = self.section(name)
        return {key: block.text(key) for key in block.values}

    def sections(self, name: str) -> list[Section]:
        """The blocks of a list of blocks, numbered from 1."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f"has {name}, which should be blocks that begin with [[{name}]]")
        place = f"{self.place}.{name}".lstrip(".")
        return [Section(self.file, f"{place} {number}", item) for number, item in enumerate(value, start=1)]

    def alternatives(self, name: str) -> list[Section]:
        """A setting that is a column's name, a block, or a list of these; a name is short for a block."""
        value = self.values.get(name, [])
        return list(self._blocks(name, value if isinstance(value, list) else [value]))

    def _blocks(self, name: str, listed: list[Any]) -> Iterator[Section]:
        for item in listed:
            if not isinstance(item, str | dict):
                raise self.wrong(f"has {name} = {item!r}, which should be a column's name or a block")
            value = {"column": item} if isinstance(item, str) else item
            yield Section(self.file, f"{self.place}.{name}".lstrip("."), value)
