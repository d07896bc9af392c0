"""The three mappings that we ship, on the open data they were written for: exact counts, nothing lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ecosystem.config import Settings
from ecosystem.importers import Batch, load_mapping, read
from ecosystem.importers.tables import read_tables
from ecosystem.kinds import KINDS
from ecosystem.records import Fact, Record, Ref

pytestmark = pytest.mark.real_data

MAPPINGS = Path(__file__).parents[3] / "examples" / "mappings"


@pytest.fixture(scope="module")
def batches() -> dict[str, Batch]:
    """Each set once."""
    return {}


def batch_of(name: str, path: Path, batches: dict[str, Batch]) -> Batch:
    if str(path) not in batches:
        batches[str(path)] = read(read_tables([path], Settings()), load_mapping(MAPPINGS / f"{name}.toml"))
    return batches[str(path)]


@pytest.fixture
def federal(shared_data: Path, batches: dict[str, Batch]) -> Batch:
    return batch_of("federal-programs", shared_data / "federal-programs", batches)


@pytest.fixture
def ottawa(shared_data: Path, batches: dict[str, Batch]) -> Batch:
    return batch_of("ottawa-partner-map", shared_data / "ottawa-partner-map", batches)


@pytest.fixture
def trafford(shared_data: Path, batches: dict[str, Batch]) -> Batch:
    file = shared_data / "trafford-local" / "voluntary_sector_grants_360giving.csv"
    return batch_of("trafford-grants", file, batches)


def things(batch: Batch) -> dict[str, int]:
    """How many different things of each kind the rows define."""
    keys: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for record in batch.records:
        if not record.partial:
            keys[record.kind].add(record.key)
    return {kind: len(found) for kind, found in sorted(keys.items())}


def only(batch: Batch, kind: str, *key: str) -> Record:
    return next(record for record in batch.records if (record.kind, record.key) == (kind, key))


@pytest.mark.parametrize("name", ["federal", "ottawa", "trafford"])
def test_no_row_is_lost_and_nothing_is_wrong(name: str, request: pytest.FixtureRequest) -> None:
    batch: Batch = request.getfixturevalue(name)
    assert batch.rows_read == batch.rows_loaded + batch.rows_reported
    assert batch.rejected == frozenset()
    assert {problem.severity for problem in batch.problems} == {"info"}


def test_the_federal_programmes_are_all_there(federal: Batch) -> None:
    assert (federal.rows_read, federal.rows_loaded) == (18_981, 18_981)
    assert things(federal) == {
        "activity-kind": 19,
        "amount-report": 7_419,
        "group": 70,
        "organisation": 57 + 131,
        "programme": 2_650,
        "shared-outcome": 459,
        "spend": 7_419,
        "theme": 22 + 48 + 20 + 175,
    }


def test_the_ids_of_federal_programmes_are_text(federal: Batch) -> None:
    assert only(federal, "programme", "12.010").facts[0] == Fact("source_id", "12.010", "program_id")
    assert not [record for record in federal.records if record.key == ("12.01",)]


def test_every_outcome_assignment_of_federal_programmes_is_one_statement(federal: Batch) -> None:
    said = {
        (record.key, fact.value)
        for record in federal.records
        for fact in record.facts
        if record.partial and fact.field == "outcomes"
    }
    assert len(said) == 651
    assert len({key for key, _ in said}) == 244
    assert Counter(outcome.key[0] for _, outcome in said if isinstance(outcome, Ref)) == {
        "PON": 407,
        "GWO": 244,
    }


def test_an_outcome_id_of_two_levels_is_two_outcomes(federal: Batch) -> None:
    for number in ("N2", "T1", "T2", "T3"):
        fine, coarse = (
            only(federal, "shared-outcome", "PON", number),
            only(federal, "shared-outcome", "GWO", number),
        )
        assert [fact.value for fact in fine.facts][2] != [fact.value for fact in coarse.facts][2]


def test_a_programme_is_delivered_by_its_sub_agency_or_else_its_agency(federal: Batch) -> None:
    delivered = {
        record.key[0]: fact.value
        for record in federal.records
        for fact in record.facts
        if fact.field == "delivered_by"
    }
    assert delivered["10.001"] == Ref(
        "organisation", ("Department of Agriculture", "Agricultural Research Service")
    )
    lengths = Counter(len(value.key) for value in delivered.values() if isinstance(value, Ref))
    assert lengths == {1: 379 + 119, 2: 2_650 - 379 - 119}


def test_the_money_of_a_programme_is_paid_by_its_agency_in_a_fiscal_year(federal: Batch) -> None:
    spend = only(federal, "spend", "10.001", "2023")
    assert {fact.field: fact.value for fact in spend.facts} | {"status": None} == {
        "payer": Ref("organisation", ("Department of Agriculture",)),
        "funds": Ref("programme", ("10.001",)),
        "amount": Decimal("374474444.0"),
        "currency": "USD",
        "status": None,
        "start": date(2022, 10, 1),
        "end": date(2023, 9, 30),
    }
    assert spend.facts[0].column == "program_id"
    beside = only(federal, "amount-report", "10.001", "2023", "usaspending")
    assert Fact("amount", Decimal("287057663.9"), "usaspending_actual_usd") in beside.facts
    amounts = [fact.value for record in federal.records for fact in record.facts if fact.field == "amount"]
    assert len(amounts) == 2 * 7_419


def test_the_ottawa_map_has_its_solutions_programmes_and_organisations(ottawa: Batch) -> None:
    assert (ottawa.rows_read, ottawa.rows_loaded, ottawa.rows_reported) == (1_158, 1_109, 49)
    assert things(ottawa) == {"objective": 11, "organisation": 255, "programme": 494, "shared-outcome": 110}
    targeted = {
        fact.value
        for record in ottawa.records
        for fact in record.facts
        if record.partial and fact.field == "outcomes"
    }
    assert len(targeted) == 101
    assert sum(record.partial for record in ottawa.records) == 494


def test_the_marks_of_one_programme_are_set_aside_and_counted(ottawa: Batch) -> None:
    (marks,) = (problem for problem in ottawa.problems if problem.column is None)
    assert (marks.rows, marks.severity) == (49, "info")


def test_every_grant_of_trafford_is_a_sum_and_an_activity(trafford: Batch) -> None:
    assert (trafford.rows_read, trafford.rows_loaded) == (555, 555)
    assert things(trafford) == {"activity": 555, "area": 1, "organisation": 361, "programme": 2, "spend": 555}
    recipients = {
        str(fact.value)
        for record in trafford.records
        for fact in record.facts
        if len(record.key) == 2 and record.kind == "organisation" and fact.field == "name"
    }
    assert len(recipients) == 359
    amounts = [
        fact.value
        for record in trafford.records
        for fact in record.facts
        if fact.field == "amount" and isinstance(fact.value, Decimal)
    ]
    assert len(amounts) == 555
    assert 1_280_000 < sum(amounts) < 1_300_000


def test_numbers_written_for_recipients_are_claims(trafford: Batch) -> None:
    fields = {KINDS[record.kind].name: set() for record in trafford.records}
    for record in trafford.records:
        fields[record.kind].update((fact.field, str(fact.value)) for fact in record.facts)
    assert [pair for pair in fields["organisation"] if pair[0] == "official_id"] == [
        ("official_id", "GB-LAE-TRF")
    ]
    claims = {value for field, value in fields["organisation"] if field == "claimed_id"}
    assert {"GB-CHC-1110767", "GB-CHC-512710", "GB-COH-00099998"} <= claims
    assert not [claim for claim in claims if not claim.startswith(("GB-CHC-", "GB-COH-"))]


def test_the_whole_folder_of_trafford_gives_the_same_records_and_a_remark_for_each_other_file(
    shared_data: Path, trafford: Batch, batches: dict[str, Batch]
) -> None:
    whole = batch_of("trafford-grants", shared_data / "trafford-local", batches)
    assert whole.records == trafford.records
    others = [problem for problem in whole.problems if problem.column is None]
    assert [problem.rows for problem in others] == [736, 6, 171, 60, 140]
    assert whole.rows_read == whole.rows_loaded + whole.rows_reported == 555 + 1_113
