"""The names in a text of Turtle or SPARQL, read without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rdflib import URIRef

Prefix = tuple[str, str]
"""A prefix without its colon, and what it stands for."""

_BINDING = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE | re.MULTILINE)
_TOKEN = re.compile(
    r"""(?P<string>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | <(?P<iri>[^<>"{}|^`\\\s]*)>
    | (?P<comment>\#[^\n]*)
    | (?P<variable>[?$]\w+)
    | (?P<prefix>[A-Za-z][\w-]*)?:(?P<local>[A-Za-z_][\w-]*)""",
    re.VERBOSE | re.DOTALL,
)


def bound_prefixes(text: str) -> tuple[Prefix, ...]:
    """Each `PREFIX` or `@prefix` line, in order; one prefix may be bound twice."""
    return tuple((match[1], match[2]) for match in _BINDING.finditer(text))


def names_in(text: str, prefixes: Mapping[str, str]) -> tuple[set[URIRef], set[str]]:
    """The terms that the prefixed names stand for, and the names whose prefix is not bound."""
    terms: set[URIRef] = set()
    unbound: set[str] = set()
    for match in _tokens(text):
        if match["local"] is None:
            continue
        prefix, local = match["prefix"] or "", match["local"]
        if prefix in prefixes:
            terms.add(URIRef(prefixes[prefix] + local))
        else:
            unbound.add(f"{prefix}:{local}")
    return terms, unbound


def iris_in(text: str) -> set[URIRef]:
    """The IRIs written out between brackets, those of prefixes apart."""
    body = _BINDING.sub("", text)
    return {URIRef(match["iri"]) for match in _tokens(body) if match["iri"]}


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(text)
