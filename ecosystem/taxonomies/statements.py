"""Files of RDF to statements. The bytes are taken apart in a worker process, never in this one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Literal, URIRef

from ecosystem.config import Settings
from ecosystem.records import Source
from ecosystem.taxonomies.unseen import cleaned
from ecosystem.workers.files import content, file_worker, told_why
from ecosystem.workers.process import Worker
from ecosystem.workers.rdf_child import FORMATS

SUFFIXES = tuple(FORMATS)
_STATEMENTS_A_ROW = 10
"""How many statements a concept may have on average; the setting `file_rows` is the most concepts."""

_TWINS = {"https://metadata.un.org/sdg": "http://metadata.un.org/sdg"}
"""Addresses that some files write with https, while the list that owns them has http."""

Blank = str
Said = tuple[URIRef | Blank, URIRef, URIRef | Literal | Blank]
"""One statement; a blank node is a plain string that begins with `_:`."""


@dataclass(frozen=True, slots=True)
class Statements:
    """What a file says with the properties that were asked for, in its order, and what else there was.

    `unseen` counts the characters that were taken out of its texts.
    """

    source: Source
    said: tuple[Said, ...]
    left_out: Mapping[str, int]
    count_left_out: int
    unseen: int = 0


def read_statements(file: Path, keep: Sequence[str], settings: Settings) -> Statements:
    """The statements of a file whose property begins with one of `keep`.

    Raises SourceError for a file that cannot be read, with what was found and what to do.
    """
    data = content(file, settings.file_bytes)
    limits = {
        "statements": settings.file_rows * _STATEMENTS_A_ROW,
        "characters": settings.file_cell_characters,
    }
    worker = file_worker("rdf_child", settings, keep=list(keep), **limits)
    try:
        with told_why(file.name, settings, too_large="Split it.", crashed="Save it as Turtle."):
            return _answered(worker, file.name, data, settings)
    finally:
        worker.stop()


def _answered(worker: Worker, name: str, data: bytes, settings: Settings) -> Statements:
    said: list[Said] = []
    left_out: Mapping[str, int] = {}
    count = unseen = 0
    for frame, body in worker.ask({"name": name}, data, settings.file_seconds):
        if "left_out" in frame:
            left_out, count = frame["left_out"], frame["count"]
        for line in filter(None, body.split(b"\n")):
            one, taken_out = _statement(json.loads(line))
            said.append(one)
            unseen += taken_out
    source = Source(name, hashlib.sha256(data).hexdigest(), len(data), (), (), data)
    return Statements(source, tuple(said), left_out, count, unseen)


def _statement(line: list[str | None]) -> tuple[Said, int]:
    """The statement, and how many characters were taken out of its text."""
    subject, predicate, value, *literal = line
    if not literal:
        return (_node(str(subject)), URIRef(str(predicate)), _node(str(value))), 0
    language, datatype = literal
    kind = None if language or datatype == _STRING else URIRef(str(datatype))
    text, unseen = cleaned(str(value))
    term = Literal(text, lang=language, datatype=kind, normalize=False)
    return (_node(str(subject)), URIRef(str(predicate)), term), unseen


_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _node(text: str) -> URIRef | Blank:
    if text.startswith("_:"):
        return text
    for twin, kept in _TWINS.items():
        if text == twin or text.startswith((f"{twin}/", f"{twin}#")):
            return URIRef(kept + text[len(twin) :])
    return URIRef(text)
