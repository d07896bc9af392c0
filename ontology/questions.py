"""The competency questions: what a map must be able to answer, each a SPARQL file with its own description.

A file `queries/cq/S1.rq` begins with lines `# title:`, `# about:`, `# audience:`, `# parameter:`, `# column:`
and `# example:`; beside it stand examples with a known answer (`S1.known.ttl` or `.trig`, `S1.known.csv`) and
with none (`S1.empty.ttl` or `.trig`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import ontology
from ontology.parameters import Parameter, parameter_of

AUDIENCES: dict[str, str] = {
    "strategist": "For people who map partners",
    "researcher": "For researchers",
    "article": "For the ideas of the article",
}
SERIES: tuple[tuple[str, int], ...] = (("S", 8), ("R", 8), ("I", 13))
"""The letters of the questions, in order, and how many there are of each."""

_HEADER = re.compile(r"# (\w+): *(.*)")
_KEYS = ("title", "about", "audience", "parameter", "column", "example")


@dataclass(frozen=True, slots=True)
class Question:
    """One competency question. `columns` are (name, meaning), in the order of the answer.

    A column whose name is that of the one before it and `Label` holds what the other's IRI is called.
    `example`: the values with which the example has its known answer.
    """

    id: str
    title: str
    about: str
    audience: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    example: Mapping[str, str]

    @property
    def name(self) -> str:
        """What `ontology.query` knows it by."""
        return f"cq/{self.id}"

    def asked(self, values: Mapping[str, str]) -> str:
        """The query with these values; those left out ask about everything.

        ValueError, with a sentence, for a value of the wrong type and for a parameter it does not have.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise ValueError(f"Question {self.id} has no parameter {name!r}.")
        return ontology.query(self.name, **{name: known[name].term(value) for name, value in values.items()})


@dataclass(frozen=True, slots=True)
class Example:
    """Data that a question has a known answer on. `media` is "ttl" or "trig"; `rows` in the answer's order."""

    data: str
    media: str
    rows: tuple[tuple[str, ...], ...]


@cache
def questions() -> dict[str, Question]:
    """Every question by id, in the order S, R, I. ValueError for a file that describes itself badly."""
    return {id: parsed(id, ontology.query_text(f"cq/{id}")) for id in _ids()}


def known(question: Question) -> Example:
    """The example with the known answer. ValueError where the table has other columns than the question."""
    data, media = _example(question.id, "known")
    table = list(csv.reader((_folder() / f"{question.id}.known.csv").read_text("utf-8").splitlines()))
    names = [name for name, _ in question.columns]
    if not table or table[0] != names:
        raise ValueError(f"{question.id}.known.csv: the first line must name the columns {', '.join(names)}.")
    return Example(data, media, tuple(tuple(row) for row in table[1:]))


def empty(question: Question) -> Example:
    """The example that has no answer."""
    data, media = _example(question.id, "empty")
    return Example(data, media, ())


def parsed(id: str, text: str) -> Question:
    """The description at the head of a question's file. ValueError, with a sentence, for one that is malformed."""
    said = _header(id, text)
    for key in ("title", "about", "audience"):
        if len(said[key]) != 1:
            raise ValueError(f"{id}.rq needs exactly one line '# {key}: ...'; it has {len(said[key])}.")
    audience = said["audience"][0]
    if audience not in AUDIENCES:
        raise ValueError(f"{id}.rq: the audience is {audience!r}; it must be one of {', '.join(AUDIENCES)}.")
    parameters = tuple(parameter_of(id, line) for line in said["parameter"])
    columns = tuple(_column(id, line) for line in said["column"])
    if not columns:
        raise ValueError(
            f"{id}.rq names no column; each column of the answer needs a line '# column: name | text'."
        )
    example = dict(_binding(id, line) for line in said["example"])
    question = Question(id, said["title"][0], said["about"][0], audience, parameters, columns, example)
    _agree(question, ontology.slots(text))
    return question


def _header(id: str, text: str) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {key: [] for key in _KEYS}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        found = _HEADER.fullmatch(line)
        if not found or found[1] not in said or not found[2].strip():
            raise ValueError(
                f"{id}.rq, line {number}: {line!r} is none of '# {': ...', '# '.join(_KEYS)}: ...'."
            )
        said[found[1]].append(found[2].strip())
    return said


def _column(id: str, line: str) -> tuple[str, str]:
    name, bar, text = (part.strip() for part in line.partition("|"))
    if not (name and bar and text):
        raise ValueError(f"{id}.rq: the column {line!r} must read 'name | what it holds'.")
    return name, text


def _binding(id: str, line: str) -> tuple[str, str]:
    name, sign, value = (part.strip() for part in line.partition("="))
    if not (name and sign and value):
        raise ValueError(f"{id}.rq: the example {line!r} must read 'name = value'.")
    return name, value


def _agree(question: Question, slots: set[str]) -> None:
    """What the description promises is what the query has."""
    declared = {parameter.name: parameter for parameter in question.parameters}
    for name in sorted(slots ^ set(declared)):
        lacking = "'# parameter:'" if name in slots else f"'VALUES (?{name}) {{ (UNDEF) }}'"
        raise ValueError(f"{question.id}.rq: the parameter {name!r} has no line {lacking}.")
    for name, value in question.example.items():
        if name not in declared:
            raise ValueError(f"{question.id}.rq: the example binds {name!r}, which is no parameter.")
        try:
            declared[name].term(value)
        except ValueError as error:
            raise ValueError(f"{question.id}.rq, example of {name!r}: {error}") from error
    for parameter in question.parameters:
        if parameter.required and parameter.name not in question.example:
            raise ValueError(f"{question.id}.rq: the required parameter {parameter.name!r} has no example.")


def _ids() -> Iterator[str]:
    folder = _folder()
    for letter, most in SERIES:
        for number in range(1, most + 1):
            if (folder / f"{letter}{number}.rq").is_file():
                yield f"{letter}{number}"


def _example(id: str, which: str) -> tuple[str, str]:
    for media in ("ttl", "trig"):
        file = _folder() / f"{id}.{which}.{media}"
        if file.is_file():
            return file.read_text(encoding="utf-8"), media
    raise ValueError(f"Question {id} has no example {id}.{which}.ttl or {id}.{which}.trig.")


def _folder() -> Traversable:
    return files("ontology") / "queries" / "cq"


__all__ = ["AUDIENCES", "SERIES", "Example", "Parameter", "Question", "empty", "known", "parsed", "questions"]
