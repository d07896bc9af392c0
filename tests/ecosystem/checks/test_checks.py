"""The report: every check is there, nothing is said to be measured that was not, and a failure is a failure."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecosystem.checks import CHECKS, Check, Figure, measure, share
from ecosystem.cli.ontology import ontology, report
from ecosystem.errors import SourceError

LINTS = Path(__file__).parents[2] / "ontology" / "lints"


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_can_be_measured(name: str) -> None:
    module = import_module(CHECKS[name].module)
    assert callable(module.figures)
    assert callable(getattr(module, "quick_figures", None)) or CHECKS[name].quick != "part"


def test_what_quick_leaves_out_is_not_said_to_be_measured() -> None:
    (figure,) = measure(["scale"], quick=True)["scale"]
    assert (figure.holds, figure.value, figure.note) == (None, "", "Left out by --quick.")


def test_a_check_that_cannot_be_measured_fails_and_the_others_are_still_measured() -> None:
    table = {"gone": Check("ecosystem.checks.gone", "what is gone"), "terms": CHECKS["terms"]}
    found = measure(checks=table)
    assert [figure.holds for figure in found["gone"]] == [False]
    assert "Could not be measured." in found["gone"][0].note
    assert len(found["terms"]) > 1


def test_a_share_is_never_rounded_up_to_all() -> None:
    assert share(1999, 2000) == "1,999 of 2,000 (99.9%)"
    assert share(3, 3) == "3 of 3 (100.0%)"
    assert share(0, 0) == "0 of 0"


@pytest.mark.parametrize(
    ("holds", "code", "word"), [(True, 0, "yes"), (False, 1, "no"), (None, 0, "not measured")]
)
def test_the_report_says_what_holds_and_ends_with_one_when_a_figure_fails(
    capsys: pytest.CaptureFixture[str], holds: bool | None, code: int, word: str
) -> None:
    figure = Figure("terms with words", "1 of 2", "all", holds, details=("sve:Area lacks words.",))
    assert report({"terms": [figure]}, machine=False) == code
    told = capsys.readouterr().out
    assert word in told
    assert "sve:Area lacks words." in told


def test_the_command_ends_as_its_report_does_and_tells_its_progress_apart() -> None:
    result = CliRunner().invoke(ontology, ["check", "terms", "--json"])
    figures = json.loads(result.stdout)["terms"]
    assert all(figure["holds"] for figure in figures)
    assert result.exit_code == 0
    assert "terms:" in result.stderr


def test_people_can_lint_a_file_of_their_own() -> None:
    result = CliRunner().invoke(ontology, ["lint", str(LINTS / "twins.ttl"), str(LINTS / "clean.ttl")])
    assert result.exit_code == 1
    assert "Write https://schema.org/" in result.stdout
    assert "4 mistakes found in 2 files." in result.stdout


def test_a_clean_file_ends_with_nothing_to_mend() -> None:
    result = CliRunner().invoke(ontology, ["lint", "--json", str(LINTS / "clean.ttl")])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == []


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .")
    result = CliRunner().invoke(ontology, ["lint", str(broken)])
    assert isinstance(result.exception, SourceError)
    assert "broken.ttl cannot be read as turtle" in str(result.exception)
    assert result.stdout == ""
