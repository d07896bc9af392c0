"""Fixtures: a store in a temporary folder, and graphs small enough to read here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ecosystem.config import Settings
from ecosystem.store import Changes, Store, Version, open_store

Commit = Callable[..., Version]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", base_iri="http://place.example")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture
def commit(store: Store) -> Commit:
    """`commit(a="1 2")` gives graph `urn:g:a` two statements with these values; `a=None` drops it."""

    def commit(message: str = "Changed", **graphs: str | None) -> Version:
        return store.commit(
            Changes(
                message,
                {f"urn:g:{name}": [statements(text)] for name, text in graphs.items() if text is not None},
                tuple(f"urn:g:{name}" for name, text in graphs.items() if text is None),
            )
        )

    return commit


def statements(text: str) -> bytes:
    """One statement for each word."""
    return "".join(f'<urn:s:{word}> <urn:p> "{word}" .\n' for word in text.split()).encode()


@pytest.fixture(scope="session")
def content() -> Callable[[Store, int | None], list[str]]:
    """The sorted statements of a version, without its frame: `a:1` is value 1 in graph `urn:g:a`."""

    def content(store: Store, version: int | None = None) -> list[str]:
        lines = b"".join(store.read(version).dump()).decode().splitlines()
        parts = (line.split() for line in lines)
        return sorted(f"{part[3].strip('<>').rpartition(':')[2]}:{part[2].strip(chr(34))}" for part in parts)

    return content
