"""What is read of one thing, one organisation and the lists, from sheets small enough to check by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from rdflib import ORG, SKOS
from small_places import imported

from ecosystem import listings
from ecosystem.config import Settings
from ecosystem.entity import entity
from ecosystem.errors import NotFound
from ecosystem.listings import Named
from ecosystem.profile import Profile, profile
from ecosystem.store import Reader
from ontology import SVE

BASE = "http://127.0.0.1:8080"
SHEETS = {
    "Organisations": (
        "ID,Name,Sector,Part of,Charity number\n"
        "council,Northvale Council,LG,,\n"
        "library,Northvale Libraries,LG,council,\n"
        "trust,Northvale Trust,VC,,1090095\n"
    ),
    "Objectives": "ID,Name\nhomes,Everyone has a decent home\nroads,Nobody is hurt on the road\n",
    "Outcomes": "ID,Name,Objectives\nwarm,More homes are warm,homes\nsafe,Fewer road injuries,roads\n",
    "Groups": "ID,Name\nold,Older people\n",
    "Places": "ID,Name\nnorth,North End\n",
    "Activities": (
        "ID,Name,Kind,Delivered by,Commissioned by,Outcomes,Groups,Places\n"
        "grants,Warm homes grants,programme,council,,warm,old,north\n"
        "visits,Warm home visits,service,trust,council,warm,,\n"
    ),
    "Links": (
        "From,Link,To,Role,Priority,Objectives,Stage,Start\n"
        "council,pursues,homes,lead,1,,,\n"
        "council,works with,trust,,,homes,coordinating,2024-04-01\n"
    ),
    "Money": (
        "ID,Payer,Payee,For,Amount,Currency,Status,Start,End\n"
        "m1,council,trust,visits,1000,GBP,paid,2024-04-01,2025-03-31\n"
        "m2,council,trust,visits,2000,GBP,planned,2025-04-01,2026-03-31\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("profile")
    with imported(Settings(data=folder / "data"), folder / "northvale", SHEETS) as store:
        yield store.read()


def iri(kind: str, key: str) -> str:
    return f"{BASE}/id/{kind}/northvale.{key}"


@pytest.fixture(scope="module")
def council(reader: Reader) -> Profile:
    return profile(reader, BASE, iri("organisation", "council"))


def test_an_objective_carries_its_role_and_the_cell_that_says_it(council: Profile) -> None:
    (commitment,) = council.commitments
    assert commitment.objective == Named(iri("objective", "homes"), "Everyone has a decent home")
    assert (commitment.role, commitment.priority) == ("lead", "1")
    assert [str(cell) for cell in commitment.cells] == ["Links.csv, row 2, column To"]


def test_work_that_is_only_commissioned_is_kept_apart_from_work_delivered(council: Profile) -> None:
    assert [(work.label, work.delivered, work.commissioned) for work in council.work] == [
        ("Warm home visits", False, True),
        ("Warm homes grants", True, False),
    ]


def test_people_and_places_are_those_of_delivered_work(council: Profile) -> None:
    assert [group.label for group in council.groups()] == ["Older people"]
    assert [place.label for place in council.places()] == ["North End"]


def test_an_outcome_names_the_work_that_is_for_it(council: Profile) -> None:
    ((outcome, efforts),) = council.delivered_outcomes()
    assert (outcome.label, [effort.label for effort in efforts]) == (
        "More homes are warm",
        ["Warm homes grants"],
    )


def test_partners_are_the_others_in_a_collaboration(council: Profile) -> None:
    (partnership,) = council.partnerships
    assert [partner.label for partner in partnership.partners] == ["Northvale Trust"]
    assert partnership.stage == "coordinating"


def test_parts_are_listed_with_the_whole(council: Profile) -> None:
    assert [part.label for part in council.parts] == ["Northvale Libraries"]
    assert council.entity.values(ORG.subOrganizationOf) == ()


def test_a_sum_says_who_pays_for_what_and_where_it_was_read(council: Profile) -> None:
    newest = council.money[0]
    assert (newest.amount, newest.status, newest.pays) == (Decimal(2000), "planned", True)
    assert [effort.label for effort in newest.efforts] == ["Warm home visits"]
    assert [str(cell) for cell in newest.cells] == ["Money.csv, row 3, column Amount"]
    assert len(council.totals) == 2


def test_the_payee_sees_the_same_sum_from_the_other_side(reader: Reader) -> None:
    trust = profile(reader, BASE, f"{BASE}/id/organisation/GB-CHC-1090095")
    assert [(item.pays, item.other) for item in trust.money] == [
        (False, Named(iri("organisation", "council"), "Northvale Council"))
    ] * 2
    assert trust.entity.values(SVE.orgId) == ("GB-CHC-1090095",)


def test_every_statement_about_a_thing_leads_to_its_cells(reader: Reader) -> None:
    thing = entity(reader, BASE, iri("programme", "grants"))
    assert thing.kind == "programme"
    assert {str(cell) for item in thing.about(SVE.targetsOutcome) for cell in item.cells} == {
        "Activities.csv, row 2, column Outcomes"
    }
    assert all(item.cells for item in thing.said)
    assert [str(row) for row in thing.rows] == ["Activities.csv, row 2"]


def test_a_nameless_far_end_says_what_it_is_about(reader: Reader) -> None:
    thing = entity(reader, BASE, iri("objective", "homes"))
    labels = {item.label for items in thing.outlines.values() for item in items}
    assert {"Northvale Council", "Northvale Trust", "lead", "coordinating"} <= labels


def test_a_thing_that_nobody_speaks_of_is_not_found(reader: Reader) -> None:
    with pytest.raises(NotFound, match="Nothing with this address"):
        entity(reader, BASE, iri("objective", "nowhere"))


def test_a_name_is_read_once_although_it_has_a_language(reader: Reader) -> None:
    assert entity(reader, BASE, iri("objective", "homes")).values(SKOS.prefLabel) == (
        "Everyone has a decent home",
    )


def test_the_lists_count_what_is_recorded(reader: Reader) -> None:
    organisations = {item.label: item for item in listings.organisations(reader)}
    council = organisations["Northvale Council"]
    assert (council.sector, council.objectives, council.efforts, council.outcomes) == (
        "local government",
        1,
        1,
        1,
    )
    assert organisations["Northvale Libraries"].efforts == 0
    assert [(item.label, item.organisations, item.efforts) for item in listings.objectives(reader)] == [
        ("Everyone has a decent home", 1, 2),
        ("Nobody is hurt on the road", 0, 0),
    ]
    assert [(item.label, item.efforts, item.organisations) for item in listings.outcomes(reader)] == [
        ("Fewer road injuries", 0, 0),
        ("More homes are warm", 2, 2),
    ]
    assert [(item.label, item.groups, item.places) for item in listings.efforts(reader)] == [
        ("Warm home visits", 0, 0),
        ("Warm homes grants", 1, 1),
    ]
