"""Tables and a mapping to Records and Problems: every row ends as one or the other."""

from __future__ import annotations

from collections.abc import Sequence

from ecosystem.errors import InvalidData
from ecosystem.identifiers import slug
from ecosystem.importers.aside import set_aside
from ecosystem.importers.batch import Batch, DatasetInfo, complaint, violated
from ecosystem.importers.drafts import Draft, DraftFact, Wanted
from ecosystem.importers.layout import arrange
from ecosystem.importers.mapping import Mapping
from ecosystem.importers.merging import key_problems, numbered, settled
from ecosystem.importers.reading import read_rows
from ecosystem.importers.references import Index, Unknown, index, resolve
from ecosystem.importers.rejection import cascade
from ecosystem.records import ConceptRef, Fact, Origin, Problem, Record, Ref, Source


def read(sources: Sequence[Source], mapping: Mapping) -> Batch:
    """Everything the tables say, in the order of the mapping's tables, their rows and its rules.

    A row with a violation gives no record, nor does a row that refers to such a row. The data set is the
    mapping's, else named after the first file. Raises InvalidData where a table or column
    is missing or not ours, or where there is no row at all.
    """
    layout = arrange(sources, mapping)
    problems = list(layout.problems)
    drafted: list[Draft] = []
    rows: set[Origin] = set()
    without_record = 0
    for sheet in layout.sheets:
        rest, remarks = set_aside(sheet, mapping)
        problems += remarks
        layout.set_aside += sum(remark.rows for remark in remarks)
        for origin, found, wrong in read_rows(rest, layout.sheets, mapping):
            rows.add(origin)
            drafted += found
            problems += wrong
            without_record += not found and not violated(wrong)
    if not rows:
        raise InvalidData("There is no row of data in what was given, so nothing was loaded.", problems)
    drafted = list(numbered(drafted))
    problems += key_problems(drafted)
    records, unresolved = _resolved(drafted, index(drafted, mapping, layout.sheets))
    problems += unresolved
    rejected, cascaded = cascade(records, violated(problems))
    problems += cascaded
    as_read = tuple(record for record in records if record.origin not in rejected)
    kept, conflicts = settled(as_read)
    named = mapping.dataset or DatasetInfo(id=slug(sources[0].file), title=sources[0].file)
    return Batch(
        dataset=named,
        records=tuple(kept),
        as_read=as_read,
        problems=(*problems, *conflicts),
        rows_read=len(rows) + layout.set_aside,
        rows_set_aside=layout.set_aside + without_record,
        rejected=rejected,
    )


def _resolved(drafted: Sequence[Draft], known: Index) -> tuple[list[Record], list[Problem]]:
    """The drafts as records. A reference that means nothing is left out, and a violation names its row."""
    records: list[Record] = []
    problems: list[Problem] = []
    for draft in drafted:
        kind, key = draft.kind, draft.key
        if draft.about is not None:
            target = _looked_up(draft.about, draft, known, problems)
            if not isinstance(target, Ref):
                continue
            kind, key = target.kind, target.key
        facts = [found for fact in draft.facts if (found := _fact(fact, draft, known, problems)) is not None]
        records.append(Record(kind, key, tuple(facts), draft.origin, partial=draft.about is not None))
    return records, problems


def _fact(fact: DraftFact, draft: Draft, known: Index, problems: list[Problem]) -> Fact | None:
    if not isinstance(fact.value, Wanted):
        return Fact(fact.field.name, fact.value, fact.column)
    found = _looked_up(fact.value, draft, known, problems)
    return Fact(fact.field.name, found, fact.column) if found is not None else None


def _looked_up(
    wanted: Wanted, draft: Draft, known: Index, problems: list[Problem]
) -> Ref | ConceptRef | None:
    found = resolve(wanted, known)
    if not isinstance(found, Unknown):
        return found
    column, value = wanted.column or None, wanted.text
    problems.append(complaint(draft.origin, found.message, found.fix, column=column, value=value))
    return None
