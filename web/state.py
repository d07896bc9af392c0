"""What a request knows: the deployment, the version it reads, and addresses that keep to that version."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from flask import current_app, g, request, url_for

from ecosystem import catalogue
from ecosystem.catalogue import Dataset
from ecosystem.config import Settings
from ecosystem.errors import NotFound
from ecosystem.store import Reader, Store, Version
from ontology.reference import local_address

PAGE_SIZE = 50
_KEEP = 128
T = TypeVar("T")


class Recent:
    """The last few things computed from versions. Versions never change, so nothing here goes stale."""

    def __init__(self, keep: int = _KEEP) -> None:
        self._keep = keep
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value kept under `key`, made now if it is not there; two threads may both make it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast(T, self._values[key])
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._keep:
                self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """One deployment: its settings, its store, and what was lately read from it.

    Whole graphs are kept apart, and so is what single pages of the reference need: whoever walks through those
    must not push out what took long to read.
    """

    settings: Settings
    store: Store
    recent: Recent = field(default_factory=Recent)
    graphs: Recent = field(default_factory=lambda: Recent(keep=2))
    reference: Recent = field(default_factory=lambda: Recent(keep=32))


def ecosystem() -> Ecosystem:
    """The deployment that answers this request."""
    return cast(Ecosystem, current_app.extensions["ecosystem"])


def reader() -> Reader:
    """The one version this request reads: `?version=` where given, else the current one.

    Raises NotFound where there is no such version, or no data at all.
    """
    if "reader" not in g:
        g.reader = ecosystem().store.read(asked_version())
    return cast(Reader, g.reader)


def asked_version() -> int | None:
    """The number in `?version=`; None where it is not given."""
    text = request.args.get("version", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFound("Versions are whole numbers. Leave ?version= out of the address for the newest one.")
    return int(text)


def version() -> Version:
    """Number, time and message of the version this request reads."""
    number = reader().version

    def find() -> Version:
        for candidate in ecosystem().store.versions():
            if candidate.number == number:
                return candidate
        raise NotFound(f"Version {number} is no longer kept. Leave ?version= out for the newest one.")

    return ecosystem().recent.get(("version", number), find)


def datasets() -> tuple[Dataset, ...]:
    """The data sets in the version this request reads, by title."""
    source = reader()
    return ecosystem().recent.get(("datasets", source.version), lambda: tuple(catalogue.datasets(source)))


def here(**changes: object) -> str:
    """This page's address with parts of its query changed; None takes a part out."""
    values: dict[str, object] = {**request.args.to_dict(), **changes}
    query = urlencode({name: str(value) for name, value in values.items() if value is not None})
    path = request.script_root + request.path
    return f"{path}?{query}" if query else path


def link(endpoint: str, **values: Any) -> str:
    """`url_for` that stays in the version the reader chose."""
    if "version" in request.args:
        values.setdefault("version", request.args["version"])
    return url_for(endpoint, **values)


def entity_key(iri: str) -> str | None:
    """`kind/key` of one of our own entities; None for any other IRI."""
    start = f"{ecosystem().settings.base_iri}/id/"
    return iri.removeprefix(start) if iri.startswith(start) else None


def entity_url(iri: str) -> str | None:
    """The address of the page of one of our own things, or of a term or list entry of ours; None for others.

    It keeps to the version the reader chose, and leads to the page without a detour.
    """
    key = entity_key(iri)
    path = local_address(iri) if key is None else f"/doc/{key}"
    if path is None:
        return None
    path, mark, fragment = path.partition("#")
    query = f"?{urlencode({'version': request.args['version']})}" if "version" in request.args else ""
    return f"{request.script_root}{path}{query}{mark}{fragment}"


def outside_link(iri: str) -> str | None:
    """The address as it may be linked: http, https and mailto only; None for all else, which is shown as text."""
    try:
        scheme = urlsplit(iri).scheme
    except ValueError:  # "http://[x" looks like an address and is none
        return None
    return iri if scheme in {"http", "https", "mailto"} else None
