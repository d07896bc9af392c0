"""What people typed for the parameters of a question, as its values; and what there is to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

import pyoxigraph as ox
from rapidfuzz import process
from rdflib import DCAT, DCTERMS, SKOS, URIRef
from rdflib import Literal as Words

import ontology
from ecosystem import questions as asked
from ecosystem.asking import Look
from ecosystem.errors import QueryError
from ecosystem.identifiers import normalised
from ecosystem.kinds import KINDS
from ecosystem.store import Reader
from ontology import SVE
from ontology.questions import Parameter, Question

SHOWN = 5
"""How many things a sentence names when a name fits several."""
OFFERED = 5_000
"""So many things at most are read to be offered; by its name or address each one is found."""

_NAMED_OTHERWISE: dict[str, tuple[URIRef, list[ontology.Term]]] = {
    "finding": (SVE.Finding, [SVE.headline]),
    "dataset": (DCAT.Dataset, [DCTERMS.title]),
    "list": (SKOS.ConceptScheme, [DCTERMS.title, SKOS.prefLabel]),
}
"""Kinds of thing that no sheet holds -> their class and what names them."""
_WORDS = 8
_ALIKE = 80
"""How alike two names must be, of 100, for one to be suggested for the other."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """One thing that a parameter may be about."""

    label: str
    iri: str
    notation: str = ""


def choices(reader: Reader, type: str, most: int = OFFERED) -> tuple[Choice, ...]:
    """What a `kind:...` or `scheme:...` parameter may be about, by name; nothing for other types.

    Of more than `most` things as many as that, and which ones is not defined.
    """
    family, _, name = type.partition(":")
    if family == "scheme":
        return _entries(name)
    if family != "kind":
        return ()
    found: dict[str, str] = {}
    for row in islice(asked.rows(reader, "things", **_classes(name)), most):
        found[row["thing"]] = min(row["label"], found.get(row["thing"], row["label"]))
    return tuple(sorted(Choice(label, iri) for iri, label in found.items()))


@cache
def _entries(scheme: str) -> tuple[Choice, ...]:
    graph = ontology.schemes()[scheme]
    return tuple(
        sorted(
            Choice(str(graph.value(concept, SKOS.prefLabel)), str(concept), str(notation))
            for concept, notation in graph.subject_objects(SKOS.notation)
        )
    )


def _classes(kind: str) -> dict[str, list[ontology.Term]]:
    if kind in _NAMED_OTHERWISE:
        rdf_class, naming = _NAMED_OTHERWISE[kind]
        return {"class": [rdf_class], "naming": naming}
    classes: list[ontology.Term] = [
        item.rdf_class for item in KINDS.values() if kind in (item.name, item.family)
    ]
    return {"class": classes, "naming": [SKOS.prefLabel]}


def resolved(look: Look, base: str, question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """What people typed, as the values that the question takes; parameters left empty are left out.

    A thing may be given by its IRI, its id (such as `objective/place.homes`, or `place.homes`) or its name, a
    list entry by its notation too. Raises QueryError, with a sentence that does not repeat what was typed, for
    what is missing, unknown or fits several; and what `look` raises.
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
            values[name] = _value(look, base, parameter, typed)
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


def _value(look: Look, base: str, parameter: Parameter, typed: str) -> str:
    family, _, name = parameter.type.partition(":")
    if family == "thing":
        return _thing(look, base, parameter, typed)
    if family == "scheme":
        return _entry(parameter, _entries(name), typed)
    return _of_kind(look, base, parameter, name, typed) if family == "kind" else typed


def _entry(parameter: Parameter, known: tuple[Choice, ...], typed: str) -> str:
    for choice in known:
        if typed in {choice.iri, choice.notation}:
            return choice.iri
    return _only(parameter, known, typed)


def _of_kind(look: Look, base: str, parameter: Parameter, kind: str, typed: str) -> str:
    """By its address, else by the id its source gives it, by its name as it stands, or by a name like it."""
    terms = _classes(kind)
    folder = "scheme" if kind == "list" else kind
    written = (typed, f"{base}/id/{typed}", f"{base}/id/{folder}/{typed}", ontology.SCHEME_BASE + typed)
    for name, bound in (
        ("classes", {"thing": list(_addresses(*written))}),
        ("named", {"label": [Words(typed)], "naming": [DCTERMS.identifier]}),
        ("named", {"label": _labels(typed), "naming": terms["naming"]}),
    ):
        rows = look(ontology.query(name, **bound))
        found = {
            asked.text(row["thing"]) for row in rows if URIRef(asked.text(row["class"])) in terms["class"]
        }
        if len(found) == 1:
            return found.pop()
    alike = look(ontology.query("alike", word=_words(typed), wanted=[Words(typed)], **terms))
    near = [Choice(asked.text(row["label"]), asked.text(row["thing"])) for row in alike]
    return _only(parameter, near, typed)


def _addresses(*candidates: str) -> Iterator[URIRef]:
    for candidate in candidates:
        try:
            yield URIRef(ox.NamedNode(candidate).value)
        except ValueError:  # a name, no address
            continue


def _labels(typed: str) -> list[ontology.Term]:
    return [Words(typed), Words(typed, lang="en")]


def _words(typed: str) -> list[ontology.Term]:
    """The longest words of a name, as compared for identity and as they were typed, with their accents."""
    as_typed = typed.lower().replace("'", "").replace("\u2019", "").replace("-", "")
    words = sorted(
        {*normalised(typed).split(), *_WORD.findall(as_typed)}, key=lambda word: (-len(word), word)
    )
    return [Words(word) for word in words[:_WORDS]]


def _only(parameter: Parameter, known: Iterable[Choice], typed: str) -> str:
    """The one of them that has this name. Raises QueryError for none and for several."""
    wanted = normalised(typed)
    names = [(normalised(choice.label), choice) for choice in known]
    same = sorted({choice.iri for name, choice in names if name == wanted})
    if len(same) == 1:
        return same[0]
    what = parameter.type.partition(":")[2].replace("-", " ")
    if same:
        raise QueryError(
            f"{parameter.name}: {len(same)} things of the kind {what} have that name: {_listed(same)}. "
            "Give the address of the one you mean."
        )
    near = list(dict.fromkeys(choice.label for name, choice in names if wanted and wanted in name))
    if not near:
        alike = process.extract(wanted, [name for name, _ in names], limit=SHOWN, score_cutoff=_ALIKE)
        near = list(dict.fromkeys(names[place][1].label for _, _, place in alike))
    hint = f" Did you mean {', '.join(near[:SHOWN])}?" if near else ""
    raise QueryError(f"{parameter.name}: nothing of the kind {what} has that name.{hint}")


def _thing(look: Look, base: str, parameter: Parameter, typed: str) -> str:
    """Any thing: an IRI, a term such as `sve:Service`, an id `kind/key`, or a name that only one thing has."""
    prefix, colon, local = typed.partition(":")
    if colon and prefix in ontology.PREFIXES:
        return ontology.PREFIXES[prefix] + local
    if "://" in typed or typed.startswith("urn:"):
        return typed
    if typed.partition("/")[0] in KINDS and "/" in typed:
        return f"{base}/id/{typed}"
    named = look(ontology.query("named", label=_labels(typed), naming=SKOS.prefLabel))
    found = sorted({asked.text(row["thing"]) for row in named})
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
