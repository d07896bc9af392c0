"""Two records that people confirmed to be one body: one row and a word on each page, nothing lost, and undone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from small_places import BASE, imported

from ecosystem import published
from ecosystem.analysing import analyse
from ecosystem.config import Settings
from ecosystem.pipeline import import_paths
from ecosystem.reviews.deciding import decide
from ecosystem.reviews.one_body import one_bodies
from ecosystem.store import Store
from ecosystem.summary import counts
from web import create_app

SHEETS = {
    "Organisations": "ID,Name,Sector\ncouncil,Vale Council,LG\nt1,Vale Trust,VC\nt2,Vale Trust Ltd,VC\n",
    "Objectives": "ID,Name\nhomes,Warm homes\nwork,Good work\n",
    "Outcomes": "ID,Name\nw,Homes are warm\nj,People find work\n",
    "Activities": (
        "ID,Name,Kind,Delivered by,Outcomes\n"
        "a,Loft grants,programme,council,w\nb,Warm visits,service,t1,w\nc,Draught kits,service,t2,w\n"
        "d,Job club,service,t2,j\n"
    ),
    "Links": "From,Link,To\nt1,pursues,homes\nt2,pursues,homes\nt2,pursues,work\n",
}
FIRST, SECOND = f"{BASE}/id/organisation/place.t1", f"{BASE}/id/organisation/place.t2"


@dataclass(frozen=True, slots=True)
class Place:
    """A store whose versions tell the story: who said what, and the version just after."""

    settings: Settings
    store: Store
    finding: str
    suspected: int
    confirmed: int
    rejected: int
    again: int
    withdrawn: int
    gone: int


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("one-body")
    settings = Settings(data=folder / "data")
    with imported(settings, folder / "place", SHEETS) as store:
        analyse(settings, store, ("same-record",), lambda _step: None)
        (item,) = published.findings(store.read(), "same-record")
        assert item.finding.involves == (FIRST, SECOND)

        def after(verdict: str, by: str, reason: str = "") -> int:
            decide(settings, store, item.iri, verdict, by, reason)
            return store.read().version

        def without_the_second() -> int:
            after("confirmed", "Ada")
            for sheet in (folder / "place").iterdir():
                sheet.unlink()
            (folder / "place" / "Organisations.csv").write_text("ID,Name,Sector\nt1,Vale Trust,VC\n")
            import_paths(settings, store, [folder / "place"], None, lambda _step: None)
            return store.read().version

        yield Place(
            settings,
            store,
            item.iri,
            suspected=store.read().version,
            confirmed=after("confirmed", "Ada", "One office, one board."),
            rejected=after("rejected", "Ben", "Two boards."),
            again=after("unreviewed", "Ben"),
            withdrawn=after("unreviewed", "Ada"),
            gone=without_the_second(),
        )


@pytest.fixture(scope="module")
def asked(place: Place) -> Iterator[FlaskClient]:
    application = create_app(place.settings)
    yield application.test_client()
    application.extensions["ecosystem"].store.close()


def shown(client: FlaskClient, version: int) -> list[str]:
    """The first cell of each row of the list, as text."""
    page = client.get(f"/organisations?version={version}").text
    return [words(cell) for cell in re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page, re.DOTALL)]


def words(html: str) -> str:
    return " ".join(re.sub(r"<br>", " ", re.sub(r"<(?!br)[^>]*>", "", html)).split())


def data(client: FlaskClient, address: str) -> Any:
    return client.get(address).json


TWO = ["Vale Council", "Vale Trust", "Vale Trust Ltd"]
ONE = ["Vale Council", "Vale Trust also recorded as Vale Trust Ltd"]


def test_only_what_people_confirm_and_as_long_as_they_do_is_shown_as_one(
    place: Place, asked: FlaskClient
) -> None:
    told = {
        place.suspected: TWO,
        place.confirmed: ONE,
        place.rejected: TWO,
        place.again: ONE,
        place.withdrawn: TWO,
    }
    for version, names in told.items():
        assert shown(asked, version) == names
        reader = place.store.read(version)
        assert bool(one_bodies(reader)) is (names == ONE)
        assert counts(reader)[0].text == f"{len(names)} organisations", (
            "the first page counts as the list does"
        )
        page = asked.get(f"/doc/organisation/place.t1?version={version}").text
        assert ('id="one-body"' in page) is (names == ONE)
        records = data(asked, f"/organisations.json?version={version}")["organisations"]
        assert [bool(item["one_with"]) for item in records] == [False, names == ONE, names == ONE]


def test_the_row_of_one_body_counts_what_both_records_say_once(place: Place, asked: FlaskClient) -> None:
    page = asked.get(f"/organisations?version={place.confirmed}").text
    assert f'href="/doc/organisation/place.t2?version={place.confirmed}"' in page
    row = page.partition("place.t2")[2].partition("</tr>")[0]
    assert re.findall(r'sve-number">(\d+)<', row) == ["2", "3", "2"], "objectives, efforts, outcomes"
    assert "2 organisations; 2 of them deliver" in page
    assert "For 1 of them people confirmed that several records are one." in page


def test_files_keep_both_records_and_name_the_other(place: Place, asked: FlaskClient) -> None:
    sheet = asked.get(f"/organisations.csv?version={place.confirmed}").data.decode("utf-8-sig")
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(sheet))}
    assert len(rows) == 3
    for own, other, efforts in ((FIRST, SECOND, "1"), (SECOND, FIRST, "2")):
        assert rows[own]["Confirmed to be one with (id)"] == other
        assert rows[own]["Programmes and services (recorded)"] == efforts
    listed = data(asked, f"/organisations.json?version={place.confirmed}")["organisations"]
    told = {item["id"]: item["one_with"] for item in listed}
    assert told[FIRST] == [{"iri": SECOND, "label": "Vale Trust Ltd"}]
    assert told[SECOND] == [{"iri": FIRST, "label": "Vale Trust"}]


@pytest.mark.parametrize(
    ("key", "other", "aims", "work"),
    [
        ("t1", "Vale Trust Ltd", "2 objectives", "2 programmes"),
        ("t2", "Vale Trust", "1 objective", "1 programme"),
    ],
)
def test_each_page_names_the_other_record_the_decision_and_what_more_there_is(
    place: Place, asked: FlaskClient, key: str, other: str, aims: str, work: str
) -> None:
    page = asked.get(f"/doc/organisation/place.{key}?version={place.confirmed}").text
    assert f"People confirmed that this is one body with {other}." in words(page)
    assert re.search(r"by Ada, \d+ \w+ \d{4}: One office, one board\. See this decision", words(page))
    assert (
        f'href="/doc/finding/{place.finding.rpartition("/")[2]}?version={place.confirmed}">See this' in page
    )
    assert f"On its other record, {other}: {aims}" in words(page)
    assert f"On its other record, {other}: {work}" in words(page)
    found = data(asked, f"/doc/organisation/place.{key}.json?version={place.confirmed}")
    assert [item["label"] for item in found["one_with"]] == [other]
    assert [(item["by"], item["finding"]) for item in found["one_by_decisions"]] == [("Ada", place.finding)]


def test_a_decision_about_a_record_that_is_gone_joins_nothing(place: Place, asked: FlaskClient) -> None:
    assert one_bodies(place.store.read(place.gone)) == {}
    assert shown(asked, place.gone) == ["Vale Trust"]
    assert 'id="one-body"' not in asked.get(f"/doc/organisation/place.t1?version={place.gone}").text
