"""The program of an RDF worker: the bytes of one file in, its statements out as lines of JSON."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import pyoxigraph as ox

from ecosystem.workers import child
from ecosystem.workers.child import Frame, Refusal, Task

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
_PART = 256 * 1024
_DEEPEST = 1000
_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|([\[{])|[\]}]', re.DOTALL)
"""A text of JSON, or a bracket; a text that does not end goes to the end of the file."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def begin(setup: dict[str, Any]) -> Task:
    """`statements` and `characters` are limits; `keep` are beginnings of the properties that are wanted."""
    most, longest, keep = setup["statements"], setup["characters"], tuple(setup["keep"])

    def task(request: dict[str, Any], body: bytearray) -> Iterable[Frame]:
        return _statements(request["name"], bytes(body), most, longest, keep)

    return task


def _statements(name: str, data: bytes, most: int, longest: int, keep: tuple[str, ...]) -> Iterator[Frame]:
    """Frames of statements, and last how many were left out, by property."""
    form = FORMATS[PurePath(name).suffix.lower()]
    text = _text(name, data)
    if form == ox.RdfFormat.RDF_XML and ("<!DOCTYPE" in text or "<!ENTITY" in text):
        raise _refused(
            f"{name} begins with a document type (DOCTYPE). Entities can make a small file huge, so such "
            "files are not read. Save it as Turtle."
        )
    if form == ox.RdfFormat.JSON_LD and _too_deep(text):
        raise _refused(
            f"{name} has more than {_DEEPEST:,} brackets within each other, the limit here. Save it as Turtle."
        )
    part, sent, left_out = bytearray(), 0, Counter[str]()
    try:
        for triple in ox.parse(text, form, without_named_graphs=True):
            if not triple.predicate.value.startswith(keep):
                left_out[triple.predicate.value] += 1
                continue
            sent += 1
            if sent > most:
                raise _refused(
                    f"{name} has more than {most:,} statements about concepts, the limit here. Split it, or "
                    "raise the setting file_rows."
                )
            part += _packed(name, triple, longest)
            if len(part) > _PART:
                yield {}, part
                part = bytearray()
    except SyntaxError as error:
        raise _refused(_why(name, form, str(error))) from error
    yield {}, part
    yield {"left_out": dict(left_out.most_common(100)), "count": left_out.total()}, b""


def _text(name: str, data: bytes) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(
            f"{name} cannot be read as {encoding.upper()} text (byte {error.start + 1:,}). Save it as UTF-8."
        ) from error


def _too_deep(text: str) -> bool:
    """Whether brackets of JSON stand deeper in each other than the limit, told without taking the text apart."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        if found[1]:
            depth += 1
            if depth > _DEEPEST:
                return True
        elif found[0] in "]}":
            depth -= 1
    return False


def _packed(name: str, triple: Any, longest: int) -> bytes:
    value = triple.object
    if isinstance(value, ox.Literal):
        if len(value.value) > longest:
            about = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else "something unnamed"
            raise _refused(
                f"{name} holds a text of {len(value.value):,} characters, about {about}; the "
                f"limit here is {longest:,}. Shorten it, or raise the setting file_cell_characters."
            )
        written: list[Any] = [value.value, value.language, value.datatype.value]
    else:
        written = [_node(value)]
    line = [_node(triple.subject), triple.predicate.value, *written]
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _node(term: Any) -> str:
    """An IRI as it is, a blank node with its mark in front. A statement about a statement has no IRI."""
    if isinstance(term, ox.NamedNode):
        return term.value
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else "_:"


def _why(name: str, form: ox.RdfFormat, message: str) -> str:
    if "LoadDocumentCallback" in message:
        return (
            f"{name} names a context (@context) that lies on another server. Nothing is fetched from there: "
            "write the context into the file, or save it as Turtle."
        )
    if "Only UTF-8 is supported" in message:
        return f"{name} says that its letters are written in another way than UTF-8. Save it as UTF-8."
    return f"{name} is not valid {form.name}: {message.removesuffix('.')}. Correct it there."


def _refused(sentence: str) -> Refusal:
    return Refusal("source", sentence)


if __name__ == "__main__":
    child.run(begin)
