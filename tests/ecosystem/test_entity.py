"""What a page says of a thing without a name: enough to know it by, and nothing that belongs to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import DCTERMS, SKOS, Graph
from small_places import imported

from ecosystem.config import Settings
from ecosystem.entity import MOST, SORTED, Entity, entity
from ecosystem.store import Changes, Store
from ontology import SVE, query_text

SHEETS = {
    "Organisations": "ID,Name,Sector\no1,Council,LG\no2,Hub,VC\n",
    "Outcomes": "ID,Name\nroof,A roof\nbed,A bed\n",
    "Money": (
        "ID,Payer,Amount,Currency,Status,Start,End,Description\n"
        "m1,o1,100,GBP,paid,2024-04-01,2025-03-31,Rent\n"
    ),
    "Allocations": "Money,Outcome,Share\nm1,roof,0.75\nm1,bed,0.25\n",
    "Solutions": "ID,Name,Owner,Capabilities,Availability,Open to reuse\ntool,List,o2,scheduling,own,yes\n",
    "Adoptions": "ID,Organisation,Solution,Start,Money freed\ny1,o1,tool,2023-01-09,m1\n",
}


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Iterator[Store]:
    with imported(settings, tmp_path / "vale", SHEETS) as store:
        yield store


def outlined(thing: Entity) -> list[set[tuple[str, str]]]:
    """The (property, text) pairs of each unnamed far end."""
    return [
        {(part.predicate.rpartition("#")[2], part.label) for part in parts}
        for parts in thing.outlines.values()
    ]


def about(settings: Settings, store: Store, key: str) -> Entity:
    return entity(store.read(), settings.base_iri, f"{settings.base_iri}/id/{key}")


def test_a_share_of_money_is_known_by_the_money_it_is_a_share_of(settings: Settings, store: Store) -> None:
    (share,) = outlined(about(settings, store, "shared-outcome/vale.roof"))
    assert {("share", "0.75"), ("payer", "Council"), ("amount", "100"), ("start", "2024-04-01")} <= share


def test_a_thing_is_not_told_again_what_it_is(settings: Settings, store: Store) -> None:
    found = about(settings, store, "spend/vale.m1")
    shares = [parts for parts in outlined(found) if any(name == "share" for name, _ in parts)]
    assert sorted(map(sorted, shares)) == [
        [("share", "0.25"), ("toOutcome", "A bed")],
        [("share", "0.75"), ("toOutcome", "A roof")],
    ]


def test_a_thing_with_a_time_of_its_own_is_given_no_other(settings: Settings, store: Store) -> None:
    (adoption,) = outlined(about(settings, store, "solution/vale.tool"))
    assert ("start", "2023-01-09") in adoption
    assert ("amount", "100") in adoption
    assert {name for name, _ in adoption if name in {"start", "end"}} == {"start"}
    assert sum(name == "start" for name, _ in adoption) == 1


def test_what_is_passed_on_is_traced_to_its_own_column(settings: Settings, store: Store) -> None:
    (said,) = about(settings, store, "adoption/vale.y1").about(SVE.adopted)
    assert [str(cell) for cell in said.cells] == ["Adoptions.csv, row 2, column Solution"]
    (own,) = about(settings, store, "adoption/vale.y1").about(DCTERMS.identifier)
    assert [cell.column for cell in own.cells] == ["ID"]


def many(settings: Settings, store: Store, number: int) -> Entity:
    """A list with so many entries, stored in the order of their numbers backwards."""
    start = f"{settings.base_iri}/id"
    lines = [
        f'<{start}/concept/c{entry}> <{SKOS.inScheme}> <{start}/scheme/s> ; <{SKOS.prefLabel}> "E{number - entry:05}"'
        for entry in range(number)
    ]
    lines.append(f'<{start}/scheme/s> <{SKOS.prefLabel}> "The list"')
    triples = Graph().parse(data=" .\n".join([*lines, ""]), format="turtle").serialize(format="nt")
    store.commit(Changes("Imported a list.", {f"{settings.base_iri}/graph/dataset/s/1": [triples.encode()]}))
    return about(settings, store, "scheme/s")


def test_of_many_statements_the_first_by_name_are_given_and_all_are_counted(
    settings: Settings, store: Store
) -> None:
    found = many(settings, store, MOST + 50)
    assert [item.label for item in found.mentions] == [f"E{place:05}" for place in range(1, MOST + 1)]
    assert found.mention_totals == {str(SKOS.inScheme): MOST + 50}


def test_of_very_many_statements_only_some_are_read_and_all_are_counted(
    settings: Settings, store: Store
) -> None:
    found = many(settings, store, SORTED + 50)
    assert len(found.mentions) == MOST
    assert found.mention_totals == {str(SKOS.inScheme): SORTED + 50}
    for name in ("mentions", "statements-of-property"):
        assert f"LIMIT {SORTED}\n" in query_text(name)
