"""The settings: one frozen object, read once, passed down."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from ecosystem.errors import ConfigError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice a deployment makes. Times in seconds, sizes in bytes unless the name says otherwise.

    `Settings.load` reads one TOML file, then `ECOSYSTEM_*` variables, which win; a command-line flag
    (`with_changes`) wins over both.
    """

    data: Path = Path("ecosystem-data")
    base_iri: str = "http://127.0.0.1:8080"
    store: str | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    hosts: tuple[str, ...] = ()
    embed_sites: tuple[str, ...] = ()
    lock_wait: float = 60.0
    keep_versions: int = 50
    query_workers: int = 2
    query_seconds: float = 10.0
    anonymous_query_seconds: float = 5.0
    query_memory: int = 1024 * MIB
    query_rows: int = 100_000
    query_bytes: int = 50 * MIB
    query_text_bytes: int = 1 * MIB
    file_seconds: float = 60.0
    file_memory: int = 1024 * MIB
    file_bytes: int = 50 * MIB
    file_unpacked_bytes: int = 200 * MIB
    file_members: int = 2_000
    file_rows: int = 200_000
    file_columns: int = 500
    file_cell_characters: int = 32_767
    networkx_backend: str | None = None
    engine: str = "local"

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_iri)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
            raise ConfigError(
                f"The base address {self.base_iri!r} cannot be used. "
                "Set ECOSYSTEM_BASE_IRI to an address such as https://map.example.gov.uk."
            )
        object.__setattr__(self, "base_iri", self.base_iri.rstrip("/"))

    @classmethod
    def load(cls, file: Path | None, environ: Mapping[str, str]) -> Settings:
        """The settings from one TOML file (or none) and the environment.

        Raises ConfigError for a file that cannot be read, a name we do not know or a value of the wrong kind.
        """
        chosen = file or (Path(environ["ECOSYSTEM_CONFIG"]) if environ.get("ECOSYSTEM_CONFIG") else None)
        values: dict[str, object] = dict(_from_file(chosen)) if chosen else {}
        for setting in fields(cls):
            text = environ.get(f"ECOSYSTEM_{setting.name.upper()}")
            if text:
                values[setting.name] = text
        return cls().with_changes(**values)

    def with_changes(self, **values: object) -> Settings:
        """These settings with the given ones replaced; None means "leave it"."""
        known = {setting.name for setting in fields(self)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise ConfigError(
                f"There is no setting called {unknown[0]!r}. Known settings: {', '.join(sorted(known))}."
            )
        return replace(
            self,
            **{
                name: _coerce(name, value, getattr(self, name))
                for name, value in values.items()
                if value is not None
            },  # type: ignore[arg-type]
        )

    def as_environ(self) -> dict[str, str]:
        """These settings as `ECOSYSTEM_*` variables, for a process that is started with them."""
        found = {}
        for setting in fields(self):
            value = getattr(self, setting.name)
            if value is not None:
                text = ",".join(value) if isinstance(value, tuple) else str(value)
                found[f"ECOSYSTEM_{setting.name.upper()}"] = text
        return found


def _from_file(file: Path) -> dict[str, object]:
    try:
        with file.open("rb") as stream:
            return tomllib.load(stream)
    except OSError as error:
        raise ConfigError(f"The settings file {file} cannot be opened: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The settings file {file} is not valid TOML: {error}.") from error


def _coerce(name: str, value: object, default: object) -> object:
    """The value in the type of its default; text from the environment is converted."""
    try:
        if isinstance(default, Path):
            return Path(str(value))
        if isinstance(default, tuple):
            items = value.split(",") if isinstance(value, str) else value
            return tuple(str(item).strip() for item in items)  # type: ignore[attr-defined]
        if isinstance(default, int | float) and not isinstance(default, bool):
            return type(default)(str(value))
        return str(value)
    except (TypeError, ValueError) as error:
        raise ConfigError(
            f"The setting {name} cannot be {value!r}. It should look like {default!r}."
        ) from error
