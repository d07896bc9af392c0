"""Deciding on the command line: one command to decide, one to see what was decided."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ecosystem.analysing import analyse
from ecosystem.cli import group
from ecosystem.config import Settings
from ecosystem.errors import EcosystemError, InvalidData
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import import_paths
from ecosystem.reviews.decisions import decisions
from ecosystem.store import open_store

BOROUGH = Path(__file__).parent.parent.parent.parent / "examples" / "borough"


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(data=tmp_path_factory.mktemp("analysed") / "data")
    store = open_store(settings)
    import_paths(settings, store, [BOROUGH], None, lambda _step: None)
    analyse(settings, store, ("overlap", "proposed-outcomes"), lambda _step: None)
    store.close()
    return settings.data


@pytest.fixture
def data(analysed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(analysed, tmp_path / "data")


def run(data: Path, *words: str) -> Result:
    done = CliRunner().invoke(group, ["--data", str(data), *words])
    if done.exception and not isinstance(done.exception, EcosystemError | SystemExit):
        raise done.exception
    return done


def listed(data: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(data, "findings", "--json", *words).stdout)
    return found


def test_a_finding_is_decided_on_by_the_end_of_its_id(data: Path) -> None:
    everything = listed(data)
    key = everything[0]["iri"].rpartition("/")[2]
    answer = run(data, "review", key, "rejected", "--by", "Ada", "--reason", "Not related.", "--json")
    assert json.loads(answer.stdout)["review"]["person"] == "Ada"
    assert len(listed(data)) == len(listed(data, "--open")) == len(everything) - 1
    assert [item["iri"] for item in listed(data, "--decided")] == [everything[0]["iri"]]
    assert listed(data, "--changed") == []
    shown = run(data, "reviews").stdout
    assert "Because: Not related." in shown
    assert "people confirmed 0 of 1 reviewed" in shown
    assert "took a decision back" in run(data, "review", key, "withdraw", "--by", "ada").stdout
    assert len(listed(data)) == len(everything)


def test_a_rejection_needs_a_reason_and_a_finding(data: Path) -> None:
    key = listed(data)[0]["iri"]
    assert isinstance(run(data, "review", key, "rejected", "--by", "Ada").exception, InvalidData)
    assert "no finding" in str(run(data, "review", "nothing", "confirmed", "--by", "Ada").exception)
    assert "Nobody has decided" in run(data, "reviews").stdout


def test_a_sample_has_the_best_and_some_from_below_them_and_does_not_tell_which(data: Path) -> None:
    sheet = sample(data)["overlap"]
    ids = [item["iri"] for item in listed(data, "--method", "overlap")]
    drawn = [ids.index(row["id"]) for row in sheet]
    assert len(drawn) == 20
    assert set(range(18)) < set(drawn)
    assert drawn != sorted(drawn)
    assert all(set(row) == {"id", "asked", "told", "evidence"} for row in sheet)
    assert all(row["evidence"] for row in sheet)


def sample(data: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(
        run(data, "reviews", "--sample", "20", "--json").stdout
    )
    return found


def test_what_was_seen_and_not_listed_is_judged_like_a_finding_and_says_what_is_missed(data: Path) -> None:
    everything = listed(data)
    published = {item["iri"] for item in everything}
    below = [row["id"] for row in sample(data)["proposed-outcomes"] if row["id"] not in published]
    assert len(below) == 2
    assert all(iri.rpartition("/")[2] in run(data, "reviews", "--sample", "20").stdout for iri in below)
    decided = run(data, "review", below[0], "rejected", "--by", "Ada", "--reason", "It is not.", "--json")
    assert json.loads(decided.stdout)["review"]["finding"] == below[0]
    run(data, "review", below[1][-8:], "confirmed", "--by", "Ada")
    assert not {row["id"] for row in sample(data)["proposed-outcomes"]} & set(below)
    said = json.loads(run(data, "reviews", "--json").stdout)
    assert said["precision"] == []
    (missed,) = said["missed"]
    assert (missed["missed"]["reviewed"], missed["missed"]["borne_out"]) == (2, 1)
    assert "of 2 drawn at random from the " in run(data, "reviews").stdout
    assert {item["iri"] for item in listed(data)} == published
    assert "took a decision back" in run(data, "review", below[0], "withdraw", "--by", "Ada").stdout
    store = open_store(Settings(data=data))
    try:
        ((effort, outcome),) = decisions(store.read()).confirmed
        assert full_graph(store.read()).has_edge(effort, outcome, "targetsOutcome")
    finally:
        store.close()
