"""The shipped questions asked by people: what they typed as values of the parameters, and the answer as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pyoxigraph as ox
from rdflib import DCAT, DCTERMS, SKOS
from rdflib import Literal as Words

import ontology
from ecosystem import questions as asked
from ecosystem.errors import NotFound, QueryError
from ecosystem.identifiers import normalised
from ecosystem.kinds import KINDS
from ecosystem.store import Reader
from ontology import SVE
from ontology.questions import Parameter, Question, questions

SHOWN = 5
"""How many things a sentence names when a name fits several."""

_NAMED_OTHERWISE = {"finding": (SVE.Finding, SVE.headline), "dataset": (DCAT.Dataset, DCTERMS.title)}
"""Kinds of thing that no sheet holds -> their class and what names them."""
_NUMBERS = frozenset({"integer", "decimal", "double", "float"})


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """One thing that a parameter may be about."""

    label: str
    iri: str
    notation: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One field of an answer. `type` "none": nothing is recorded."""

    text: str
    type: Literal["iri", "number", "text", "none"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer in their order, with the columns of the question."""

    question: Question
    values: Mapping[str, str]
    rows: tuple[tuple[Value, ...], ...]


def question_of(id: str) -> Question:
    """The question of that id, in whatever case. Raises NotFound."""
    found = questions().get(id.upper())
    if found is None:
        raise NotFound(f"There is no question of that id. Known ids: {', '.join(questions())}.")
    return found


def choices(reader: Reader, type: str) -> tuple[Choice, ...]:
    """What a `kind:...` or `scheme:...` parameter may be about, by name; nothing for other types."""
    family, _, name = type.partition(":")
    if family == "scheme":
        graph = ontology.schemes()[name]
        return tuple(
            sorted(
                Choice(str(graph.value(concept, SKOS.prefLabel)), str(concept), str(notation))
                for concept, notation in graph.subject_objects(SKOS.notation)
            )
        )
    if family != "kind":
        return ()
    found: dict[str, str] = {}
    for row in asked.rows(reader, "things", **_classes(name)):
        found[row["thing"]] = min(row["label"], found.get(row["thing"], row["label"]))
    return tuple(sorted(Choice(label, iri) for iri, label in found.items()))


def _classes(kind: str) -> dict[str, list[ontology.Term]]:
    if kind in _NAMED_OTHERWISE:
        rdf_class, naming = _NAMED_OTHERWISE[kind]
        return {"class": [rdf_class], "naming": [naming]}
    classes: list[ontology.Term] = [
        item.rdf_class for item in KINDS.values() if kind in (item.name, item.family)
    ]
    return {"class": classes, "naming": [SKOS.prefLabel]}


def resolved(reader: Reader, base: str, question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """What people typed, as the values that the question takes; parameters left empty are left out.

    A thing may be given by its IRI, its id (such as `objective/place.homes`, or `place.homes`) or its name, a
    list entry by its notation too. Raises QueryError, with a sentence that does not repeat what was typed, for
    what is missing, unknown or fits several.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise QueryError(f"Question {question.id} takes {names}, and nothing of another name.")
    values: dict[str, str] = {}
    for name, parameter in known.items():
        typed = given.get(name, "").strip()
        if typed:
            values[name] = _value(reader, base, parameter, typed)
        elif parameter.required:
            raise QueryError(f"Question {question.id} needs {name}: {parameter.text}")
        _check(question, name, values)
    return values


def _check(question: Question, name: str, values: Mapping[str, str]) -> None:
    try:
        question.asked({name: values[name]} if name in values else {})
    except ValueError as error:
        wanted = next(item.wanted for item in question.parameters if item.name == name)
        raise QueryError(f"{name} must be {wanted}.") from error


def answer(reader: Reader, question: Question, values: Mapping[str, str]) -> Answer:
    """Ask one version. Raises QueryError where it cannot be answered."""
    found = reader.select(question.asked(values))
    names = [name for name, _ in question.columns]
    return Answer(question, values, tuple(tuple(_field(row[name]) for name in names) for row in found))


def answer_from_json(question: Question, values: Mapping[str, str], body: bytes) -> Answer:
    """The same from a result that came as SPARQL JSON, from another process."""
    names = [name for name, _ in question.columns]
    rows = json.loads(body)["results"]["bindings"]
    return Answer(question, values, tuple(tuple(_bound(row.get(name)) for name in names) for row in rows))


def _value(reader: Reader, base: str, parameter: Parameter, typed: str) -> str:
    if parameter.type == "thing":
        return _thing(reader, base, parameter, typed)
    if parameter.type.startswith(("kind:", "scheme:")):
        return _chosen(choices(reader, parameter.type), base, parameter, typed)
    return typed


def _chosen(known: tuple[Choice, ...], base: str, parameter: Parameter, typed: str) -> str:
    kind = parameter.type.partition(":")[2]
    addresses = {typed, f"{base}/id/{typed}", f"{base}/id/{kind}/{typed}"}
    for choice in known:
        if choice.iri in addresses or (choice.notation and choice.notation == typed):
            return choice.iri
    wanted = normalised(typed)
    same = [choice for choice in known if normalised(choice.label) == wanted]
    if len(same) == 1:
        return same[0].iri
    what = kind.replace("-", " ")
    if same:
        raise QueryError(
            f"{parameter.name}: {len(same)} things of the kind {what} have that name: "
            f"{_listed(choice.iri for choice in same)}. Give the address of the one you mean."
        )
    near = [choice.label for choice in known if wanted and wanted in normalised(choice.label)]
    hint = f" Did you mean {_listed(near)}?" if near else ""
    raise QueryError(f"{parameter.name}: nothing of the kind {what} has that name.{hint}")


def _thing(reader: Reader, base: str, parameter: Parameter, typed: str) -> str:
    """Any thing: an IRI, a term such as `sve:Service`, an id `kind/key`, or a name that only one thing has."""
    prefix, colon, local = typed.partition(":")
    if colon and prefix in ontology.PREFIXES:
        return ontology.PREFIXES[prefix] + local
    if "://" in typed or typed.startswith("urn:"):
        return typed
    if typed.partition("/")[0] in KINDS and "/" in typed:
        return f"{base}/id/{typed}"
    named = asked.rows(reader, "named", label=[Words(typed), Words(typed, lang="en")])
    found = sorted({row["thing"] for row in named})
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(
            f"{parameter.name}: {len(found)} things have that name: {_listed(found)}. "
            "Give the address of the one you mean."
        )
    raise QueryError(f"{parameter.name}: nothing has that name. Give its whole name or its address.")


def _listed(items: Iterable[str]) -> str:
    every = list(items)
    rest = len(every) - SHOWN
    return ", ".join(every[:SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")


def _field(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    if isinstance(term, ox.NamedNode):
        return Value(term.value, "iri")
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value)
    return Value("", "none") if term is None else Value(asked.text(term), "text")


def _bound(cell: Mapping[str, Any] | None) -> Value:
    if cell is None:
        return Value("", "none")
    if cell["type"] == "uri":
        return Value(cell["value"], "iri")
    return _literal(cell["value"], cell.get("datatype", ""))


def _literal(text: str, datatype: str) -> Value:
    if not text:
        return Value("", "none")
    return Value(text, "number" if datatype.rpartition("#")[2] in _NUMBERS else "text")


def shown_columns(question: Question) -> Iterator[tuple[int, int | None]]:
    """The columns to show: place of each, and place of the column with the name of what it leads to."""
    names = [name for name, _ in question.columns]
    for place, name in enumerate(names):
        if place and name == f"{names[place - 1]}Label":
            continue
        follows = place + 1 < len(names) and names[place + 1] == f"{name}Label"
        yield place, place + 1 if follows else None
