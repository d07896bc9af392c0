"""A file as a lint sees it: its triples, the prefixes it binds and every term it uses, queries included."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from rdflib import SH, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from ontology import PREFIXES
from ontology.lints.tokens import Prefix, bound_prefixes, iris_in, names_in

CONTEXT = "https://w3id.org/sve/context.jsonld"
BROKEN = re.compile(r"https://w3id\.org/sve/shapes/example/[^/]+/breaks")
"""The names of graphs that are wrong on purpose (`ontology.rules`)."""

_FORMATS = {".ttl": "turtle", ".trig": "trig", ".rq": "sparql", ".jsonld": "json-ld", ".json": "json-ld"}
_QUERIES = (SH.select, SH.ask, SH.construct)
_LOADED = ("@context", "@import")
"""The keys of JSON-LD whose text is the address of a context to load. They have no other names."""

Triple = tuple[Node, Node, Node]
Read = Callable[[str, str], Iterable[tuple[str, Triple]]]
"""From a text and its form ("turtle", "trig" or "json-ld"): the name of a graph and one of its triples, for each.

SyntaxError, with what is wrong, where the text is not in that form.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `names`: prefixed names whose prefix the file does not bind; `elsewhere`: contexts not read."""

    name: str
    graph: Graph
    prefixes: tuple[Prefix, ...]
    terms: frozenset[URIRef]
    names: frozenset[str] = frozenset()
    elsewhere: tuple[str, ...] = ()


def form_of(name: str) -> str:
    """What a file of that name holds. ValueError, a sentence, where its ending is none that is known."""
    form = _FORMATS.get(Path(name).suffix)
    if form is None:
        raise ValueError(
            f"{name} is none of {', '.join(_FORMATS)}: say by its ending what it is. Sheets (CSV, XLSX) are "
            "looked at by `ecosystem check`."
        )
    return form


def with_rdflib(text: str, form: str) -> Iterator[tuple[str, Triple]]:
    """The reader for what is shipped. For text of people, pass another: its errors are for developers."""
    whole = Dataset()
    with warnings.catch_warnings():  # rdflib 7.6 reads data sets through a class that it says not to use
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="rdflib")
        warnings.filterwarnings("ignore", "Dataset.default_context|ConjunctiveGraph", DeprecationWarning)
        whole.default_graph.parse(data=text, format=form)
    for part in whole.graphs():
        for triple in part:
            yield str(part.identifier), triple


def source(name: str, text: str, read: Read = with_rdflib) -> Source:
    """The file of that name with that text. ValueError, a sentence, where it cannot be read.

    Nothing is fetched: a JSON-LD context that is elsewhere is named in `elsewhere`, and the triples stay
    unread, unless the context is ours.
    """
    form = form_of(name)
    if form == "sparql":
        return _query(name, text)
    if form == "json-ld":
        return _json(name, text, read)
    return of_graph(name, _parsed(name, text, form, read), bound_prefixes(text))


def shipped() -> list[Source]:
    """Every file of the ontology that holds terms, in the order of their paths; past releases stay as they were."""
    found = {path: item for path, item in _files(files("ontology"), "") if not path.startswith("releases/")}
    return [source(path, found[path].read_text(encoding="utf-8")) for path in sorted(found)]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files(item, f"{path}{item.name}/")
        elif Path(item.name).suffix in _FORMATS:
            yield path + item.name, item


def of_graph(name: str, graph: Graph, prefixes: tuple[Prefix, ...] = ()) -> Source:
    """Triples that come from no file of terms, such as those made of a table."""
    terms = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    terms |= {
        node.datatype
        for node in graph.objects()
        if isinstance(node, Literal) and isinstance(node.datatype, URIRef)
    }
    texts = [str(text) for predicate in _QUERIES for text in graph.objects(None, predicate)]
    queried = {term for text in texts for term in names_in(text, PREFIXES)[0]}
    return Source(name, graph, prefixes, frozenset(terms | queried))


def _parsed(name: str, text: str, form: str, read: Read) -> Graph:
    """The triples of all graphs of the file, but of those that show how a rule is broken."""
    graph = Graph()
    try:
        for of, triple in read(text, form):
            if not BROKEN.fullmatch(of):
                graph.add(triple)
    except SyntaxError as error:
        reason = " ".join((error.msg or str(error)).split())[:300].removesuffix(".")
        raise ValueError(f"{name} cannot be read as {form}: {reason}. Correct it there.") from error
    return graph


def _query(name: str, text: str) -> Source:
    prefixes = bound_prefixes(text)
    terms, unbound = names_in(text, dict(prefixes))
    return Source(name, Graph(), prefixes, frozenset(terms | iris_in(text)), frozenset(unbound))


def _json(name: str, text: str, read: Read) -> Source:
    try:
        document = json.loads(text)
        contexts = list(_contexts(document))
        if CONTEXT in contexts:
            ours = json.loads((files("ontology") / "context.jsonld").read_text(encoding="utf-8"))
            contexts.append(ours["@context"])
            document = _replaced(document, ours["@context"])
            text = json.dumps(document)
        words = set(_words(document))
    except RecursionError as error:
        raise ValueError(f"{name} is nested too deeply to be read.") from error
    except ValueError as error:
        raise ValueError(f"{name} is not JSON: {error}. Correct it there.") from error
    inline = [item for item in contexts if isinstance(item, dict)]
    elsewhere = tuple(dict.fromkeys(item for item in contexts if isinstance(item, str) and item != CONTEXT))
    bound = {key: iri for item in inline for key, iri in _bound(item)}
    prefixes = tuple((key, iri) for item in inline for key, iri in _bound(item) if iri[-1] in "#/:")
    used = {word for word in words if re.fullmatch(r"[A-Za-z][\w.-]*:[A-Za-z_][\w.-]*", word)}
    split = [word.split(":", 1) for word in used]
    terms = {URIRef(bound[prefix] + local) for prefix, local in split if prefix in bound}
    names = frozenset(f"{prefix}:{local}" for prefix, local in split if prefix not in bound)
    graph = Graph() if elsewhere else _parsed(name, text, "json-ld", read)
    return Source(name, graph, prefixes, frozenset(terms) | of_graph(name, graph).terms, names, elsewhere)


def _contexts(document: Any) -> Iterator[Any]:
    """Every context of the document: of a list, of a list in a list, of one term only, brought in by another."""
    if isinstance(document, list):
        for item in document:
            yield from _contexts(item)
    elif isinstance(document, dict):
        for key, item in document.items():
            if key in _LOADED:
                yield from _flat(item)
            yield from _contexts(item)


def _flat(given: Any) -> Iterator[Any]:
    if isinstance(given, list):
        for item in given:
            yield from _flat(item)
    else:
        yield given


def _replaced(document: Any, ours: dict[str, Any], key: str = "") -> Any:
    """The document with our context written into it wherever it is named as one."""
    if isinstance(document, list):
        return [_replaced(item, ours, key) for item in document]
    if isinstance(document, dict):
        rest = {name: _replaced(item, ours, name) for name, item in document.items()}
        if rest.get("@import") != CONTEXT:
            return rest
        del rest["@import"]
        return {**ours, **rest}
    return ours if key == "@context" and document == CONTEXT else document


def _bound(context: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, given in context.items():
        iri = given.get("@id") if isinstance(given, dict) else given
        if isinstance(iri, str) and not key.startswith("@") and re.match(r"https?://\S", iri):
            yield key, iri


def _words(document: Any) -> Iterator[str]:
    """Every key and every text that may be a prefixed name."""
    if isinstance(document, list):
        for item in document:
            yield from _words(item)
    elif isinstance(document, dict):
        for key, item in document.items():
            yield key
            yield from [item] if isinstance(item, str) and key in _NAMING else _words(item)
            if key == "@context" and isinstance(item, dict):
                yield from (value for value in item.values() if isinstance(value, str))
    elif isinstance(document, str):
        return


_NAMING = frozenset({"@id", "@type", "@vocab", "@reverse", "id", "type"})
"""Keys whose text is an IRI or a name of one; elsewhere a text with a colon is only a text."""
