"""The rows of a table of mappings: each value read in full, or the row reported with what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from rdflib import SKOS, URIRef

from ecosystem.importers.spelling import heading, listing, quoted
from ecosystem.records import Origin, Problem, Severity, Table
from ecosystem.taxonomies.sssom import NOT_FOUND, PREDICATES, REQUIRED, SLOTS, Head, Row, Slot

_DENIAL = "predicate_modifier"


@dataclass(slots=True)
class Reading:
    """The rows that can be loaded, in their order, and what there is to say about them and the others.

    `numbered`: a person sees the numbers of the rows, so that sentences may point to another one.
    """

    rows: list[tuple[Origin, Row]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejected: set[Origin] = field(default_factory=set)
    numbered: bool = True

    def complain(
        self, origin: Origin, column: str, value: str, message: str, fix: str, severity: Severity
    ) -> None:
        where = (origin.file, origin.sheet, origin.row, column, value)
        self.problems.append(Problem(*where, message, fix, severity))
        if severity == "violation":
            self.rejected.add(origin)

    def leave_out(self, origin: Origin, column: str, message: str) -> None:
        """Not wrong, but nothing that can be loaded."""
        self.complain(origin, column, "", message, "", "info")
        self.rejected.add(origin)


def checked(table: Table, head: Head, *, numbered: bool = True) -> Reading:
    """Every row with its values in full; a row with a value that cannot be is reported and left out."""
    reading = Reading(numbered=numbered)
    places = read_columns(table)
    seen: dict[tuple[tuple[str, tuple[str, ...]], ...], Origin] = {}
    for number, cells in table.rows:
        origin = Origin(table.file, table.sheet, number)
        texts = {name: cells[at].strip() for name, at in places.items()}
        if not _sayable(reading, origin, texts):
            continue
        row = {slot.name: _values(reading, origin, slot, texts.get(slot.name, ""), head) for slot in SLOTS}
        row = {name: values for name, values in row.items() if values}
        if origin in reading.rejected:
            continue
        key = tuple(sorted(row.items()))
        if key in seen:
            reading.leave_out(origin, "", f"Row {seen[key].row} says the same.")
            continue
        seen[key] = origin
        reading.rows.append((origin, row))
    _contradictions(reading)
    return reading


def read_columns(table: Table) -> dict[str, int]:
    """Heading -> its place, the first where it stands twice, of the columns that are read."""
    known = {slot.name for slot in SLOTS} | {_DENIAL}
    places: dict[str, int] = {}
    for at, title in enumerate(table.header):
        if heading(title) in known:
            places.setdefault(heading(title), at)
    return places


def _sayable(reading: Reading, origin: Origin, texts: Mapping[str, str]) -> bool:
    """Whether a row states that two concepts correspond; some say that they do not."""
    if texts.get(_DENIAL, ""):
        message = f"The row says that two concepts do not correspond so ({_DENIAL})."
        reading.leave_out(origin, _DENIAL, message)
    elif "sssom:NoTermFound" in (texts["subject_id"], texts["object_id"]) or str(NOT_FOUND) in texts.values():
        reading.leave_out(origin, "object_id", "The row says that nothing corresponds (sssom:NoTermFound).")
    else:
        return True
    return False


def _values(reading: Reading, origin: Origin, slot: Slot, text: str, head: Head) -> tuple[str, ...]:
    if not text:
        if slot.name in REQUIRED:
            fix = "Write semapv:ManualMappingCuration if a person compared the two."
            if slot.name != "mapping_justification":
                fix = "Write an address, or a prefix and a code."
            reading.complain(origin, slot.name, "", "This cell is empty.", fix, "violation")
        return ()
    parts = _parts(text) if slot.many else [text]
    return tuple(sorted({_value(reading, origin, slot, part, head) for part in parts} - {""}))


def _parts(text: str) -> list[str]:
    """The values of a cell with several; a bar that belongs to a value has a backslash before it."""
    parts = text.replace("\\|", "\0").split("|")
    return [part.replace("\0", "|").strip() for part in parts if part.strip()]


def _value(reading: Reading, origin: Origin, slot: Slot, text: str, head: Head) -> str:
    """The value in full, "" after a complaint."""
    match slot.form:
        case "iri":
            iri = head.full(text)
            if iri is None:
                message = f"{quoted(text)} is neither a whole address nor begins with a known prefix."
                fix = "Declare its prefix in curie_map above the table, or write the address in full."
            elif slot.name == "predicate_id" and URIRef(iri) not in PREDICATES:
                message = f"{quoted(text)} is not one of the five ways in which concepts correspond."
                fix = f"Write {listing([f'skos:{name.removeprefix(str(SKOS._NS))}' for name in PREDICATES])}."
            else:
                return iri
        case "number":
            number = _share(text)
            if number is not None:
                return f"{number.normalize():f}"
            message, fix = f"{quoted(text)} is not a number from 0 to 1.", "Write one, such as 0.8."
        case "date":
            if _is_date(text):
                return text
            message, fix = f"{quoted(text)} is not a date.", "Write it as 2026-11-23."
        case "text":
            return text
    reading.complain(origin, slot.name, text, message, fix, "violation")
    return ""


def _share(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= 1 and len(text) <= 20 else None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _contradictions(reading: Reading) -> None:
    """Rows that cannot both hold: SKOS keeps exactMatch apart from broadMatch, narrowMatch and relatedMatch."""
    said: dict[tuple[str, str], dict[str, Origin]] = defaultdict(dict)
    apart = {str(SKOS.broadMatch), str(SKOS.narrowMatch), str(SKOS.relatedMatch)}
    exact = str(SKOS.exactMatch)
    for origin, row in reading.rows:
        subject, predicate, value = (row[name][0] for name in ("subject_id", "predicate_id", "object_id"))
        if subject == value:
            message = "A concept is mapped to itself."
            reading.complain(origin, "object_id", value, message, "Leave the row out.", "warning")
        pair = said[(min(subject, value), max(subject, value))]
        others = [
            f"in row {there.row}" if reading.numbered else f"as well (skos:{URIRef(other).fragment})"
            for other, there in pair.items()
            if (other == exact) != (predicate == exact) and {other, predicate} & apart
        ]
        if others:
            message = f"The same two concepts correspond in another way {others[0]}."
            reading.complain(
                origin, "predicate_id", predicate, message, "Keep the better of the two.", "warning"
            )
        pair.setdefault(predicate, origin)


def look_up(reading: Reading, known: frozenset[str]) -> None:
    """Warn of each row whose subject is not among the concepts that are known."""
    for origin, row in reading.rows:
        subject = row["subject_id"][0]
        if subject not in known:
            message = f"{quoted(subject)} is in no list that is loaded here."
            fix = "Load its list with `ecosystem taxonomy import`, or correct it here."
            reading.complain(origin, "subject_id", subject, message, fix, "warning")
