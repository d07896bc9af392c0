"""Names for things: the one place where an IRI or a comparison key is made.

IRIs are `{base}/id/{kind}/{key}`; the base is configured once per deployment and never taken from a request.
The same row of the same data set gets the same IRI at every import.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID, uuid5

from rdflib import URIRef

from ecosystem.records import Origin

DATASET_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
"""An id that somebody may choose for a data set: it stands in addresses."""

_LOCAL = UUID("6f0b6f0e-8f0f-5b0a-9a55-5e1f5b6a2c11")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}")
_SEPARATOR = "\x1f"
_NOT_WORD = re.compile(r"[^\w]+")
_LEGAL_FORMS = frozenset({"cic", "cio", "inc", "limited", "llp", "ltd", "plc"})


@dataclass(frozen=True, slots=True)
class Naming:
    """How one data set of one deployment names its things."""

    base: str
    dataset: str

    def entity(self, kind: str, key: tuple[str, ...]) -> URIRef:
        """The IRI of a record: readable where its key allows, otherwise a UUID of data set and key."""
        if all(_PLAIN_KEY.fullmatch(part) for part in key):
            return self._iri(kind, f"{self.dataset}.{'~'.join(key)}")
        return self._iri(kind, f"local-{uuid5(_LOCAL, _SEPARATOR.join((self.dataset, *key)))}")

    def organisation(self, key: tuple[str, ...], official_id: str | None) -> URIRef:
        """An organisation's IRI: its official org-id where one is known, else as any other record."""
        if official_id:
            return self._iri("organisation", quote(official_id, safe="-._~"))
        return self.entity("organisation", key)

    def row(self, origin: Origin) -> URIRef:
        """The IRI of one row of one of the data set's tables."""
        parts = (self.dataset, origin.file, origin.sheet, str(origin.row))
        return self._iri("row", ".".join(quote(part, safe="-_~") for part in parts if part))

    def column(self, file: str, sheet: str, kind: str, predicate: str) -> URIRef:
        """The IRI of "a column of this table fills that property of things of that class"."""
        return self._iri("column", digest((self.dataset, file, sheet, kind, predicate)))

    def graph(self, version: str) -> URIRef:
        """The named graph that holds one version of the data set."""
        return URIRef(f"{self.base}/graph/dataset/{self.dataset}/{version}")

    def dataset_iri(self) -> URIRef:
        """The data set itself, whatever its version."""
        return self._iri("dataset", self.dataset)

    def scheme(self) -> URIRef:
        """The list of concepts that the data set is, where it is one and its file does not name it."""
        return self._iri("scheme", self.dataset)

    def _iri(self, kind: str, key: str) -> URIRef:
        return URIRef(f"{self.base}/id/{kind}/{key}")


def statement_iri(base: str, subject: str, predicate: str, value: str) -> URIRef:
    """The IRI of one statement, so that rows and findings speak of the same one."""
    return URIRef(f"{base}/id/statement/{digest((subject, predicate, value))}")


def finding_iri(base: str, method: str, involves: Iterable[str], coordinates: Iterable[str]) -> URIRef:
    """A finding's IRI: what was compared, not when, so that a person's decision on it survives re-runs."""
    parts = (method, *sorted(involves), "", *sorted(coordinates))
    return URIRef(f"{base}/id/finding/{digest(parts)}")


def system_graph(base: str, name: str) -> str:
    """The named graph for `catalog`, `reviews`, `identity`, `derived/shortcuts` or `findings/{method}`."""
    return f"{base}/graph/{name}"


def digest(parts: Iterable[str]) -> str:
    """24 hexadecimal digits of the SHA-256 of the parts, told apart by a separator no text may hold."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:24]


def normalised(name: str) -> str:
    """A name as compared for identity: no case, accents, punctuation, apostrophes, leading "the" or spacing.

    >>> normalised("The St. John's  Centre") == normalised("St Johns centre")
    True
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    letters = letters.replace("'", "").replace("\u2019", "").replace("&", " and ").replace("-", "")
    words = [word for word in _NOT_WORD.sub(" ", letters).split() if word]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def normalised_body(name: str) -> str:
    """An organisation's name for comparison: as `normalised`, without a legal form at its end.

    >>> normalised_body("Calm Connections CIC") == normalised_body("Calm connections")
    True
    """
    words = normalised(name).split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def slug(text: str) -> str:
    """A data set's id from a file or folder name: lower-case letters, digits and hyphens, never empty.

    A name of which no letter or digit is left gets one from its digest: two such names stay two data sets.

    >>> slug("Our Partners (2026).xlsx")
    'our-partners-2026-xlsx'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if readable:
        return readable
    # a file may have a name that is no Unicode, which Python holds as surrogates
    written = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return f"data-{hashlib.sha256(written).hexdigest()[:8]}"
