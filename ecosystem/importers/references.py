"""What a reference in a cell means: a record of this data set by key, ID or name, or a concept of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from ecosystem.importers.batch import Thing
from ecosystem.importers.drafts import Draft, Wanted, family_of
from ecosystem.importers.layout import Sheet, title
from ecosystem.importers.mapping import Mapping
from ecosystem.importers.spelling import Suggestions, folded, listing, quoted
from ecosystem.records import ConceptRef, Origin, Ref
from ontology import concepts

_LEVELS = ("id", "name", "folded", "alias")
_ALIASES = frozenset({"other_names", "code", "official_id"})

_MOST_NAMED = 3

Key = tuple[str, ...]
Keys = dict[str, dict[str, dict[Key, None]]]
"""Family -> text -> the keys of what is called so, each once, in the order of the rows."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a reference means nothing, and what to do."""

    message: str
    fix: str


@dataclass(slots=True)
class Index:
    """Everything that rows define, by what it can be called."""

    kinds: dict[Thing, str] = field(default_factory=dict)
    rows: dict[Thing, Origin] = field(default_factory=dict)
    called: dict[str, Keys] = field(
        default_factory=lambda: {level: defaultdict(lambda: defaultdict(dict)) for level in _LEVELS}
    )
    places: dict[str, str] = field(default_factory=dict)
    suggestions: dict[tuple[str, str, bool], Suggestions] = field(default_factory=dict)


def index(drafts: Iterable[Draft], mapping: Mapping, sheets: Iterable[Sheet]) -> Index:
    """What the drafts define. `places` says for each family where its records are written."""
    made = Index(places=_places(mapping, sheets))
    for draft in drafts:
        if draft.about is None:
            made.kinds.setdefault(draft.thing, draft.kind)
            made.rows.setdefault(draft.thing, draft.origin)
            _name(made, draft)
    return made


def _name(made: Index, draft: Draft) -> None:
    family, key = draft.thing
    if len(key) == 1:
        made.called["name"][family][key[0]][key] = None
        made.called["folded"][family][folded(key[0])][key] = None
    for fact in draft.facts:
        text = fact.value
        if not isinstance(text, str):
            continue
        if fact.field.name == "source_id":
            made.called["id"][family][text][key] = None
            made.called["folded"][family][folded(text)][key] = None
        elif fact.field.name == "name":
            made.called["name"][family][text][key] = None
            made.called["folded"][family][folded(text)][key] = None
        elif fact.field.name in _ALIASES:
            made.called["alias"][family][folded(text)][key] = None


def resolve(wanted: Wanted, made: Index) -> Ref | ConceptRef | Unknown:
    """What the reference means.

    Tried in this order: the key, the ID, the exact name, ID or name but for case and spaces, other names and
    codes; then, where the field has a shipped list, a notation or label of it. The first kind of match
    decides: two records of one name are never chosen between.
    """
    if wanted.key is not None:
        thing = (wanted.family, wanted.key)
        return Ref(made.kinds[thing], wanted.key) if thing in made.kinds else _unknown(wanted, made)
    for level in _LEVELS if wanted.family else ():
        text = wanted.text if level in {"id", "name"} else folded(wanted.text)
        keys = list(islice(made.called[level].get(wanted.family, {}).get(text, ()), _MOST_NAMED))
        if len(keys) == 1:
            return Ref(made.kinds[(wanted.family, keys[0])], keys[0])
        if keys:
            return _ambiguous(wanted, keys, made)
    if wanted.scheme and (notation := _notations(wanted.scheme).get(folded(wanted.text))):
        return ConceptRef(wanted.scheme, notation)
    return _unknown(wanted, made)


def _ambiguous(wanted: Wanted, keys: Sequence[Key], made: Index) -> Unknown:
    at = [made.rows[(wanted.family, key)] for key in keys]
    rows = [f"row {origin.row} of {origin.sheet or origin.file}" for origin in at]
    return Unknown(f"{quoted(wanted.text)} could be {listing(rows)}.", "Write its ID instead of its name.")


def _unknown(wanted: Wanted, made: Index) -> Unknown:
    places = [made.places.get(wanted.family, "this data")] if wanted.family else []
    if wanted.scheme:
        places.append(f"the list '{wanted.scheme.replace('-', ' ')}'")
    message = f"{quoted(wanted.text)} is not in {listing(places)}."
    otherwise = f"Add it to {places[0]}, or correct it here." if wanted.family else _choices(wanted.scheme)
    kind = (wanted.family, wanted.scheme, wanted.key is not None)
    if kind not in made.suggestions:
        made.suggestions[kind] = Suggestions(_choosable(wanted, made))
    return Unknown(message, made.suggestions[kind].question(wanted.text, otherwise))


def _choosable(wanted: Wanted, made: Index) -> list[str]:
    """All that could have been written instead."""
    if wanted.key is not None:
        return [", ".join(key) for family, key in made.kinds if family == wanted.family]
    known = [text for level in ("name", "id") for text in made.called[level].get(wanted.family, {})]
    return known + (list(concepts(wanted.scheme).values()) if wanted.scheme else [])


def _choices(scheme: str) -> str:
    return f"Write one of these: {'; '.join(concepts(scheme).values())}."


@cache
def _notations(scheme: str) -> dict[str, str]:
    """Folded notation or label -> notation; a notation wins over another concept's label."""
    known = concepts(scheme)
    labels = {folded(label): notation for notation, label in known.items()}
    return labels | {folded(notation): notation for notation in known}


def _places(mapping: Mapping, sheets: Iterable[Sheet]) -> dict[str, str]:
    """Family -> where its records are written, or would be, as part of a sentence."""
    read = {sheet.rule.name: sheet.table for sheet in sheets}
    titles: dict[str, list[str]] = defaultdict(list)
    tables = {table.name: table for table in mapping.tables}
    for rule in mapping.records:
        if rule.about is None:
            table = tables[rule.table]
            found = title(read[table.name]) if table.name in read else table.file
            place = f"the {table.sheet} sheet" if table.sheet else found
            titles[family_of(rule.kind or next(iter(rule.kinds.values())))].append(place)
    return {family: listing(dict.fromkeys(places)) for family, places in titles.items()}
