"""The shipped questions as people ask them: the answer as rows, as a document and with headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from ecosystem import questions as asked
from ecosystem.errors import NotFound
from ontology.questions import Question, questions

Look = Callable[[str], ox.QuerySolutions]
"""What answers a query over one version: `select` of a reader, or the same in another process."""

_NUMBERS = frozenset({"integer", "decimal", "double", "float"})


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


def answer(look: Look, question: Question, values: Mapping[str, str]) -> Answer:
    """Ask one version. Raises QueryError where it cannot be answered."""
    found = look(question.asked(values))
    names = [name for name, _ in question.columns]
    return Answer(question, values, tuple(tuple(_field(row[name]) for name in names) for row in found))


def document(found: Answer, version: int) -> dict[str, object]:
    """The answer as JSON: what was asked, what it means, and the rows by column; None: nothing is recorded."""
    question = found.question
    names = [name for name, _ in question.columns]
    return {
        "version": version,
        "question": question.id,
        "title": question.title,
        "about": question.about,
        "asked": dict(found.values),
        "columns": dict(question.columns),
        "total": len(found.rows),
        "rows": [dict(zip(names, map(_plain, row), strict=True)) for row in found.rows],
    }


def _plain(value: Value) -> str | None:
    """A number keeps its exact digits, as text."""
    return None if value.type == "none" else value.text


def _field(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    if isinstance(term, ox.NamedNode):
        return Value(term.value, "iri")
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value)
    return Value("", "none") if term is None else Value(asked.text(term), "text")


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


def in_words(name: str) -> str:
    """A column's name as a heading.

    >>> in_words("otherSector")
    'Other sector'
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return words[:1].upper() + words[1:]
