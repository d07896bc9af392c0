"""The headline answers: true, with their numbers linked, and honest about what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_places import sheet_folder

from ecosystem import listings, published
from ecosystem.analyses import ANALYSES
from ecosystem.analysing import analyse
from ecosystem.config import Settings
from ecosystem.pipeline import import_paths
from ecosystem.store import Reader, Store, open_store
from ecosystem.summary import Counted, counts, headlines, out_of_date

BOROUGH = Path(__file__).parent.parent.parent / "examples" / "borough"
QUESTIONS = [
    "Who shares our goals?",
    "Where do we overlap?",
    "Who is missed out?",
    "What happens to a person when...?",
    "Is social value leading?",
]
PAGES = ["/alignment", "/overlaps", "/gaps", "/journeys", "/north-star"]


def quietly(_step: str) -> None:
    """No progress to show."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example place: version 1 imported, version 2 analysed."""
    settings = Settings(data=tmp_path_factory.mktemp("summary") / "data")
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, quietly)
    analyse(settings, store, (), quietly)
    yield store
    store.close()


@pytest.fixture(scope="module")
def reader(place: Store) -> Reader:
    return place.read()


def small(tmp_path: Path, **sheets: str) -> tuple[Settings, Store, Path]:
    """A store of its own, not analysed, with the given sheets."""
    folder = sheet_folder(tmp_path / "sheets", sheets)
    settings = Settings(data=tmp_path / "data")
    store = open_store(settings)
    import_paths(settings, store, [folder], None, quietly)
    return settings, store, folder


def test_the_five_questions_come_in_one_order_with_their_pages(reader: Reader) -> None:
    answers = headlines(reader)
    assert [answer.question for answer in answers] == QUESTIONS
    assert [answer.page for answer in answers] == PAGES


def test_no_number_stands_without_the_rows_behind_it(reader: Reader) -> None:
    for answer in headlines(reader):
        words = [part for part in answer.parts if isinstance(part, str)]
        assert not re.search(r"\d", " ".join(words)), answer.sentence
        assert all(part.rows.startswith("/") for part in answer.parts if isinstance(part, Counted))


def test_the_goals_are_those_that_somebody_committed_to(reader: Reader) -> None:
    pursued = sum(1 for item in listings.objectives(reader) if item.organisations)
    committed = sum(1 for item in listings.organisations(reader) if item.objectives)
    total = len(listings.objectives(reader))
    assert (
        f"{committed} organisations pursue {pursued} of {total} objectives." in headlines(reader)[0].sentence
    )


def test_the_pairs_said_to_stand_out_are_the_findings_there_are(reader: Reader) -> None:
    found = len(published.findings(reader, "alignment"))
    tests = published.families(reader, "alignment")[0].tests
    assert found
    assert f"Of {tests} pairs compared, {found} show" in headlines(reader)[0].sentence


def test_the_overlaps_add_up_to_the_findings_listed(reader: Reader) -> None:
    sentence = headlines(reader)[1].sentence
    numbers = {
        "overlaps": re.search(r"(\d+) possible overlaps", sentence),
        "aligned": re.search(r"(\d+) more pairs? share", sentence),
        "unclear": re.search(r"For (\d+) pairs?, too little", sentence),
    }
    total = sum(int(found[1]) for found in numbers.values() if found)
    assert total == len(published.findings(reader, "overlap"))


def test_the_handovers_said_add_up_to_those_recorded(reader: Reader) -> None:
    journeys = headlines(reader)[3]
    assert journeys.answered
    assert journeys.sentence == (
        "2 journeys with 12 steps. 4 of 10 handovers are agreed; 4 are not; for 2 it is not recorded. "
        "At 2 steps a person may have to tell it all again."
    )
    found = published.findings(reader, "journeys")
    assert sum(1 for item in found if item.finding.kind == "handover-not-agreed") == 4 + 2


def test_whether_social_value_leads_is_said_of_decisions_that_state_their_weights(reader: Reader) -> None:
    """By hand from Criteria.csv: 11 of 13 state it, 1 has it as the largest weight, and price or cost in 5."""
    north_star = headlines(reader)[4]
    assert north_star.answered
    assert north_star.sentence == (
        "Social value has the largest weight in 1 of 11 decisions that state what it weighs; "
        "price, cost or time in 5. For 2 more, its weight is not recorded."
    )


def test_decisions_that_were_not_looked_at_are_only_counted(place: Store) -> None:
    north_star = headlines(place.read(1))[4]
    assert not north_star.answered
    assert north_star.sentence.startswith(
        "13 decisions recorded. Whether social value leads is not worked out yet."
    )


def test_before_the_analysis_the_answers_say_what_to_type(place: Store) -> None:
    for answer in headlines(place.read(1))[:3]:
        assert "not worked out yet. Type: ecosystem analyse" in answer.sentence


def test_no_pair_beyond_chance_is_an_answer(tmp_path: Path) -> None:
    settings, store, _ = small(
        tmp_path,
        Organisations="Name,Sector\nA,LG\nB,VC\n",
        Outcomes="Name\nWarm homes\nSafe roads\nClean air\n",
        Activities=(
            "Name,Kind,Delivered by,Outcomes\n"
            "One,service,A,Warm homes|Safe roads\nTwo,service,B,Warm homes|Clean air\n"
        ),
    )
    analyse(settings, store, (), quietly)
    goals, overlaps, gaps = headlines(store.read())[:3]
    assert goals.sentence.startswith("2 organisations work for all 3 outcomes.")
    assert "chance" in goals.sentence or "could be compared" in goals.sentence
    assert "show more" not in goals.sentence.replace("none shows more", "")
    assert (
        overlaps.sentence
        == "No possible overlap was found in what is recorded. For 1 pair, too little is recorded to compare."
    )
    assert gaps.sentence == "No gap was found in what is recorded."
    store.close()


def test_an_organisation_alone_is_counted_and_everything_else_said_to_be_missing(tmp_path: Path) -> None:
    settings, store, _ = small(tmp_path, Organisations="Name,Sector\nAlone,LG\n")
    analyse(settings, store, (), quietly)
    reader = store.read()
    assert [part.text for part in counts(reader)] == ["1 organisation"]
    sentences = [answer.sentence for answer in headlines(reader)]
    assert sentences[0].startswith("Nobody is recorded as working for any objective or outcome.")
    assert sentences[1] == "No possible overlap was found in what is recorded."
    assert sentences[2] == "No objective or outcome is recorded, so no gap can be seen."
    assert sentences[3] == "No journey is recorded so far."
    store.close()


def test_findings_that_looked_at_other_data_are_out_of_date(tmp_path: Path) -> None:
    settings, store, folder = small(tmp_path, Organisations="Name,Sector\nA,LG\nB,VC\n")
    analyse(settings, store, (), quietly)
    assert out_of_date(store.read()) == ()
    (folder / "Organisations.csv").write_text("Name,Sector\nA,LG\nB,VC\nC,VC\n", encoding="utf-8")
    import_paths(settings, store, [folder], None, quietly)
    assert out_of_date(store.read()) == tuple(sorted(ANALYSES))
    analyse(settings, store, (), quietly)
    assert out_of_date(store.read()) == ()
    store.close()


def test_the_counts_are_those_of_the_lists(reader: Reader) -> None:
    lists = (listings.organisations, listings.objectives, listings.outcomes, listings.efforts)
    assert [int(re.sub(r"\D", "", part.text)) for part in counts(reader)] == [len(of(reader)) for of in lists]


def test_a_part_of_a_purchase_is_not_counted_as_work_on_its_outcome(tmp_path: Path) -> None:
    _, store, _ = small(
        tmp_path,
        Organisations="Name,Sector\nA,LG\n",
        Objectives="Name\nHomes\n",
        Outcomes="Name,Objectives\nWarm homes,Homes\n",
        Activities="Name,Kind,Delivered by,Outcomes\nOne,service,A,Warm homes\n",
        Decisions="Name,Decided by,Date\nRepairs,A,2025-01-01\n",
        Lots="Decision,Name,Outcomes\nRepairs,Insulation,Warm homes\n",
    )
    (outcome,), (objective,) = listings.outcomes(store.read()), listings.objectives(store.read())
    assert (outcome.efforts, outcome.organisations) == (1, 1)
    assert (objective.outcomes, objective.efforts) == (1, 1)
    store.close()
