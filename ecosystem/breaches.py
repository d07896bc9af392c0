"""A broken rule in the words of the person whose row breaks it.

The message of a rule is two lines, what is wrong and what to do. Words in braces are filled in here:

{thing}   the name of the thing that the rule is about, or "this service" where it has none
{shown}   the value or values that are wrong
{column}  the heading of the column that the rule is about, as the sheet at hand has it
{file}    the file that the thing was read from, or that describes it
{others}  the other things that have the same value, each with its row
{unit}    the unit of the indicator that a value is of
{circle}  how the thing is part of others and they, in the end, of it
{number}, {length}, {padded}   an official number without the code of its register, how many characters it
          has, and the number filled up with zeros to the eight that Companies House uses
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from ecosystem.kinds import KINDS
from ecosystem.records import Cell, Problem, Severity
from ontology import SVE

Locate = Callable[[URIRef, URIRef | None], list[Cell]]
"""(subject, property) -> the cells that say it, in the order in which the values were added to the graph.

Without a property, or where no cell gives it, the row of the subject. Nothing for what was read from no row.
"""

Heading = Callable[[URIRef | None, Cell], str]
"""(property, cell) -> the heading under which the cell's sheet gives that property, empty if none does."""

_WORD = re.compile(r"\{(\w+)\}")
_TITLES: dict[Node, str] = {kind.rdf_class: kind.title for kind in KINDS.values()}
_COMPANY_NUMBER_LENGTH = 8
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that breaks one rule.

    `column` is the one of our template that the rule is about, for where the sheet has none. `value` is what
    is wrong, None where something is missing or where there is one `too_many`. `hidden`: the value may be about
    a person and is not to be repeated.
    """

    message: str
    severity: Severity
    column: str
    order: int
    thing: Node
    predicate: URIRef | None
    value: Node | None
    too_many: bool
    hidden: bool = False
    others: tuple[Node, ...] = ()


def problems(graph: Graph, breach: Breach, locate: Locate, heading: Heading) -> Iterator[Problem]:
    """One Problem; or, where a thing has too many values, one for each cell after the first."""
    shown, cells = _placed(graph, breach, locate, heading)
    names = [_name(graph, value) for value in shown[:_MOST_NAMES]]
    listed = _listed([f"'{name}'" for name in names], len(shown) - len(names))
    words = _words(graph, breach, listed, cells[0], locate)
    wrong, _, fix = _WORD.sub(lambda found: words[found[1]](), breach.message).partition("\n")
    for cell in cells:
        yield Problem(
            file=cell.file,
            sheet=cell.sheet,
            row=cell.row or None,
            column=cell.column or None,
            value=None if breach.hidden else " | ".join(names) or None,
            message=wrong[:1].upper() + wrong[1:],
            fix=fix,
            severity=breach.severity,
        )


def _placed(
    graph: Graph, breach: Breach, locate: Locate, heading: Heading
) -> tuple[Sequence[Node], Sequence[Cell]]:
    """The values that are wrong and the cells to look at."""
    values = list(graph.objects(breach.thing, breach.predicate)) if breach.predicate else []
    cells = locate(URIRef(str(breach.thing)), breach.predicate) or [Cell("", "", 0, breach.column)]
    if breach.too_many:
        return values, cells[1:] or cells
    if breach.value is not None and breach.value in values:
        place = values.index(breach.value) if len(values) == len(cells) else 0
        return [breach.value], [cells[place]]
    column = heading(breach.predicate, cells[0]) or breach.column
    return [breach.value] if breach.value is not None else [], [replace(cells[0], column=column)]


def _words(
    graph: Graph, breach: Breach, shown: str, cell: Cell, locate: Locate
) -> dict[str, Callable[[], str]]:
    number = str(breach.value).split("-", 2)[-1]
    return {
        "thing": lambda: _mention(graph, breach.thing),
        "shown": lambda: shown,
        "column": lambda: cell.column or breach.column,
        "file": lambda: cell.file,
        "others": lambda: _others(graph, breach, locate),
        "unit": lambda: _indicator_unit(graph, breach.thing),
        "circle": lambda: _circle(graph, breach),
        "number": lambda: number,
        "length": lambda: str(len(number)),
        "padded": lambda: number.zfill(_COMPANY_NUMBER_LENGTH),
    }


def _name(graph: Graph, node: Node) -> str:
    """The label of a thing or the text of a value; for a thing without a label the end of its IRI."""
    if not isinstance(node, URIRef):
        return str(node)
    label = graph.value(node, SKOS.prefLabel)
    return str(label) if label is not None else re.split(r"[/#]", node)[-1]


def _mention(graph: Graph, thing: Node) -> str:
    """'Youth Hub', or "this service"."""
    if (label := graph.value(thing, SKOS.prefLabel)) is not None:
        return f"'{label}'"
    titles = (_TITLES[kind] for kind in graph.objects(thing, RDF.type) if kind in _TITLES)
    return f"this {next(titles, 'record')}"


def _others(graph: Graph, breach: Breach, locate: Locate) -> str:
    """'Youth Hub' (row 9) and 'The Hub' (partners.csv, row 3)."""
    own = locate(URIRef(str(breach.thing)), None)
    shown = []
    for other in breach.others[:_MOST_NAMES]:
        where = ""
        for cell in locate(URIRef(str(other)), None)[:1]:
            same_table = own and (own[0].file, own[0].sheet) == (cell.file, cell.sheet)
            where = f" (row {cell.row})" if same_table else f" ({replace(cell, column='')})"
        shown.append(_mention(graph, other) + where)
    return _listed(shown, len(breach.others) - len(shown))


def _indicator_unit(graph: Graph, thing: Node) -> str:
    units = (graph.value(indicator, SVE.unit) for indicator in graph.objects(thing, SVE.ofIndicator))
    return _listed([f"'{unit}'" for unit in units if unit is not None])


def _listed(items: Sequence[str], more: int = 0) -> str:
    """Items as part of a sentence, with how many more there are."""
    shown = [*items, f"{more} more"] if more else list(items)
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _circle(graph: Graph, breach: Breach) -> str:
    """'A' is part of 'B' and 'B' is part of 'A'."""
    way = _way_back(graph, breach.thing, breach.predicate)
    if len(way) == 2:
        return f"{_mention(graph, breach.thing)} is part of itself"
    links = [
        f"{_mention(graph, part)} is part of {_mention(graph, whole)}"
        for part, whole in pairwise(way[: _MOST_NAMES + 1])
    ]
    return _listed(links, len(way) - 1 - len(links))


def _way_back(graph: Graph, start: Node, predicate: URIRef | None) -> list[Node]:
    """The shortest way from a thing along a property to itself, start and end included."""
    ways, seen = deque([[start]]), set[Node]()
    while ways:
        way = ways.popleft()
        for following in graph.objects(way[-1], predicate):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return [start]
