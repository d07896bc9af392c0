"""`ecosystem ask`: lists the questions, answers one, and says what it needs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecosystem.cli import group
from ecosystem.config import Settings
from ecosystem.errors import EcosystemError, NotFound, QueryError
from ecosystem.store import Changes, open_store
from ontology.questions import questions

BASE = "http://127.0.0.1:8080"
SVE, LABEL = "https://w3id.org/sve/ns#", "<http://www.w3.org/2004/02/skos/core#prefLabel>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
HOMES, SHELTER = f"<{BASE}/id/objective/p.homes>", f"<{BASE}/id/organisation/p.shelter>"
PLACE = f"""{HOMES} {TYPE} <{SVE}Objective> .
{HOMES} {LABEL} "Safe homes"@en .
{SHELTER} {LABEL} "=Night shelter"@en .
{SHELTER} <{SVE}pursues> {HOMES} .
"""


@pytest.fixture
def data(settings: Settings) -> Path:
    """Version 1 holds one body that pursues one objective; version 2 only the objective."""
    store = open_store(settings)
    graph = f"{BASE}/graph/dataset/p/1"
    store.commit(Changes("Made for a test.", {graph: [PLACE.encode()]}))
    store.commit(Changes("Made smaller.", {graph: ["\n".join(PLACE.splitlines()[:2]).encode() + b"\n"]}))
    store.close()
    return settings.data


def ask(data: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["--data", str(data), "ask", *words])


def refusal(data: Path, *words: str) -> EcosystemError:
    error = ask(data, *words).exception
    assert isinstance(error, EcosystemError)
    return error


def test_without_an_id_all_questions_are_listed(tmp_path: Path) -> None:
    shown = ask(tmp_path / "none").output
    assert [id for id in questions() if f" {id} " not in shown] == []
    assert [item["id"] for item in json.loads(ask(tmp_path / "none", "--json").output)] == list(questions())


def test_an_answer_comes_with_what_it_means(data: Path) -> None:
    shown = ask(data, "s1", "objective=Safe homes", "--version", "1").output
    assert "=Night shelter" in shown
    assert "1 row." in shown
    assert questions()["S1"].about in " ".join(shown.split())


def test_an_empty_answer_is_not_called_nothing(data: Path) -> None:
    assert "not the same as nothing being there" in ask(data, "S1", "objective=Safe homes").output


def test_json_and_csv_give_the_same_rows(data: Path) -> None:
    words = ("S1", "objective=p.homes", "--version", "1")
    document = json.loads(ask(data, *words, "--json").output)
    table = list(csv.DictReader(io.StringIO(ask(data, *words, "--format", "csv").output)))
    assert document["asked"] == {"objective": HOMES.strip("<>")}
    assert [row["organisation"] for row in document["rows"]] == [row["organisation"] for row in table]
    assert document["rows"][0]["sector"] is None
    assert table[0]["organisationLabel"] == "'=Night shelter", "a spreadsheet would run it"


def test_what_cannot_be_asked_is_said_in_a_sentence(data: Path) -> None:
    assert "needs objective" in str(refusal(data, "S1"))
    assert "is not name=value" in str(refusal(data, "S1", "Safe homes"))
    assert "has that name" in str(refusal(data, "S1", "objective=Nowhere"))
    assert isinstance(refusal(data, "S1", "objective=Nowhere"), QueryError)
    assert isinstance(refusal(data, "Z1"), NotFound)


def test_columns_have_words_for_heads(data: Path) -> None:
    shown = ask(data, "S1", "objective=Safe homes", "--version", "1").output
    assert "Organisation" in shown
    assert "organisationLabel" not in shown


def test_a_name_cannot_command_the_terminal(settings: Settings) -> None:
    store = open_store(settings)
    escapes = "A\\u001B[31mRED\\u001B]0;owned\\u0007\\u202Eabc\\u009B2J"
    named = PLACE.replace('"=Night shelter"', f'"{escapes}"')
    store.commit(Changes("Made for a test.", {f"{BASE}/graph/dataset/p/1": [named.encode()]}))
    store.close()
    shown = ask(settings.data, "S1", "objective=Safe homes").output
    assert "\\u001b[31mRED" in "".join(shown.split())
    assert not set(shown) & set("\x1b\x07\u202e\x9b")


def test_a_number_below_the_lowest_is_refused(data: Path) -> None:
    assert "0 or more" in str(refusal(data, "S7", "tolerance=-5"))
