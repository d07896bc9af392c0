"""The form of a file of mappings: SSSOM's table of tab-separated values, with what is said of all rows on top.

Of SSSOM's columns the ones in `SLOTS` are kept, in its order. The lines on top are YAML in comments, of which we
read `name: value` and the one block `curie_map`; that is all SSSOM itself writes there for these names.
Addresses may be whole, or short with a prefix (`ukcat:BE108`) that the file or SSSOM itself declares.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace, URIRef

from ecosystem.taxonomies.unseen import cleaned

SSSOM = Namespace("https://w3id.org/sssom/")
PREDICATES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
NOT_FOUND = SSSOM.NoTermFound
HEADER = ("mapping_set_id", "mapping_set_title", "license")

_BUILT_IN = {
    "owl": str(OWL._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": str(SKOS._NS),
    "sssom": str(SSSOM),
}
"""Prefixes that SSSOM knows without a declaration."""

_PREFIX = re.compile(r"[A-Za-z_][\w.-]*")
_LINE = re.compile(r"""( *)("[^"]*"|'[^']*'|[^:\s][^:]*):(?: +(.*?))?\s*""")
_PLAIN = re.compile(r"""[\w./(](?:[^"'\\#\x00-\x1f]*[^"'\\#\s:])?""")


@dataclass(frozen=True, slots=True)
class Slot:
    """One column: the property its values become, and what they are. `many`: parted by vertical bars."""

    name: str
    predicate: URIRef
    form: Literal["iri", "text", "number", "date"]
    many: bool = False


SLOTS = (
    Slot("subject_id", RDF.subject, "iri"),
    Slot("subject_label", SSSOM.subject_label, "text"),
    Slot("predicate_id", RDF.predicate, "iri"),
    Slot("object_id", RDF.object, "iri"),
    Slot("object_label", SSSOM.object_label, "text"),
    Slot("mapping_justification", SSSOM.mapping_justification, "iri"),
    Slot("author_id", URIRef("http://purl.org/pav/authoredBy"), "iri", many=True),
    Slot("author_label", SSSOM.author_label, "text", many=True),
    Slot("reviewer_id", SSSOM.reviewer_id, "iri", many=True),
    Slot("reviewer_label", SSSOM.reviewer_label, "text", many=True),
    Slot("mapping_date", DCTERMS.created, "date"),
    Slot("confidence", SSSOM.confidence, "number"),
    Slot("comment", RDFS.comment, "text"),
)
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")

Row = Mapping[str, tuple[str, ...]]
"""Slot -> its values as plain text, addresses in full. Slots without a value are left out."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the table. `unread` are names whose value is not kept."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def full(self, text: str) -> str | None:
        """The whole address; None for a prefix nobody declared and for what is no address."""
        prefix, colon, rest = text.partition(":")
        known = {**_BUILT_IN, **self.prefixes}
        if not rest.startswith("//") and colon and prefix in known:
            text = known[prefix] + rest
        elif not rest.startswith("//") and prefix != "urn":
            return None
        try:
            ox.NamedNode(text)
        except ValueError:
            return None
        return text

    def short(self, iri: str) -> str:
        """The address with the longest namespace that fits, in full where none does."""
        known = {**_BUILT_IN, **self.prefixes}
        fits = [name for name, start in known.items() if start and iri.startswith(start)]
        for name in sorted(fits, key=lambda name: (-len(known[name]), name)):
            short = f"{name}:{iri[len(known[name]) :]}"
            if self.full(short) == iri:
                return short
        return iri


def read_head(lines: Iterable[str]) -> Head:
    """The lines above the table, each without its `#`."""
    prefixes: dict[str, str] = {}
    values: dict[str, str] = {}
    unread: list[str] = []
    block = ""
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        indent, name, value = found[1], _plain(found[2].strip()), _plain(found[3] or "")
        if indent and block == "curie_map":
            if _PREFIX.fullmatch(name) and name not in {"http", "https", "urn"}:
                prefixes[name] = value
            else:
                unread.append(f"prefix {name}")
        elif not indent:
            block = name
            if name in HEADER:
                values[name] = value
            elif name != "curie_map":
                unread.append(name)
    return Head(prefixes, values, tuple(unread))


def cleaned_head(head: Head) -> tuple[Head, int]:
    """The head without invisible characters, and how many there were: quoted texts can hold them as escapes."""
    texts = (*head.prefixes.values(), *head.values.values(), *head.unread)
    prefixes = {name: cleaned(start)[0] for name, start in head.prefixes.items()}
    values = {name: cleaned(value)[0] for name, value in head.values.items()}
    unread = tuple(cleaned(name)[0] for name in head.unread)
    return Head(prefixes, values, unread), sum(cleaned(text)[1] for text in texts)


def split(text: str) -> tuple[list[str], str]:
    """The comment lines above a table, without their `#`, and the text with blank lines in their place."""
    lines = text.split("\n")
    above = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = [line[1:].removesuffix("\r") for line in lines[:above]]
    # one space after the mark is common; it must not look like the indent of a block
    if all(line.startswith(" ") or not line for line in head):
        head = [line[1:] for line in head]
    return head, "\n" * above + "\n".join(lines[above:])


def written(head: Head, rows: Iterable[Row]) -> str:
    """The file of these mappings: every slot that any row has, addresses short."""
    held = list(rows)
    used = [slot for slot in SLOTS if slot.name in REQUIRED or any(slot.name in row for row in held)]
    stream = io.StringIO()
    stream.writelines(f"#{line}\n" for line in _head_lines(head))
    table = csv.writer(stream, delimiter="\t", lineterminator="\n")
    table.writerow([slot.name for slot in used])
    for row in held:
        table.writerow(["|".join(sorted(_shown(slot, row, head))) for slot in used])
    return stream.getvalue()


def _shown(slot: Slot, row: Row, head: Head) -> Iterator[str]:
    for value in row.get(slot.name, ()):
        shown = head.short(value) if slot.form == "iri" else value
        yield shown.replace("|", "\\|") if slot.many else shown


def _head_lines(head: Head) -> Iterator[str]:
    if head.prefixes:
        yield "curie_map:"
        for name, start in sorted(head.prefixes.items()):
            yield f"  {name}: {_quoted(start)}"
    for name in HEADER:
        if name in head.values:
            yield f"{name}: {_quoted(head.values[name])}"


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and ": " not in text else json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """A YAML value without its quotation marks."""
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    return text.strip()
