"""Facts as a table: each under the name of its field, whatever property it shares with another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_places import imported

from ecosystem.config import Settings
from ecosystem.exporters.tables import write_facts
from ecosystem.store import Store

SHEETS = {
    "Organisations": "ID,Name,Sector\no1,Council,LG\no2,Hub,VC\n",
    "Solutions": "ID,Name,Owner,Capabilities,Availability,Open to reuse\ntool,Bed list,o2,scheduling,own,yes\n",
    "Insights": "ID,Name,From\ntip,Ask twice,o2\n",
    "Adoptions": "ID,Organisation,Solution,Insight\ny1,o1,tool,\ny2,o1,,tip\n",
}


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Iterator[Store]:
    with imported(settings, tmp_path / "vale", SHEETS) as store:
        yield store


def test_what_was_taken_up_stands_under_the_field_that_held_it(store: Store) -> None:
    stream = io.BytesIO()
    write_facts(store.read(), stream)
    table = list(csv.DictReader(io.StringIO(stream.getvalue().decode())))
    adopted = {(row["id"][-2:], row["field"], row["value"]) for row in table if row["kind"] == "adoption"}
    assert {row for row in adopted if row[1] in {"solution", "insight"}} == {
        ("y1", "solution", "Bed list"),
        ("y2", "insight", "Ask twice"),
    }
