"""Lists in tables for tests: loaded into a store, and asked for."""

from __future__ import annotations

from pathlib import Path

from ecosystem.config import Settings
from ecosystem.store import Reader, Store
from ecosystem.taxonomies import Report, import_list

PREFIXES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sve: <https://w3id.org/sve/ns#> "
LOADED = '?c a sve:Theme FILTER(STRSTARTS(STR(?c), "http://127.0.0.1:8080/id/"))'


def load(settings: Settings, store: Store, folder: Path, text: str, **choices: object) -> Report:
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    return import_list(settings, store, file, **choices)  # type: ignore[arg-type]


def rows(reader: Reader, query: str) -> list[tuple[str, ...]]:
    """The values of a question's rows, "" for what is not bound."""
    found = reader.select(PREFIXES + query)
    names = [variable.value for variable in found.variables]
    return [tuple(row[name].value if row[name] else "" for name in names) for row in found]


def hierarchy(store: Store) -> dict[str, str]:
    """Notation -> notation of what is wider, "" for the top, of what was loaded."""
    query = f"SELECT ?n ?w WHERE {{ {LOADED} . ?c skos:notation ?n OPTIONAL {{ ?c skos:broader/skos:notation ?w }} }}"
    return {row[0]: row[1] for row in rows(store.read(), query)}
