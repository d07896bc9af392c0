"""The worked example of the guide does what it says there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecosystem.cli import group

GUIDE = Path(__file__).parents[3] / "docs" / "taxonomies.md"


def blocks(form: str) -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    return re.findall(rf"^```{form}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def test_the_worked_example_answers_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, form in (("themes.csv", "csv"), ("ours-to-svm.sssom.tsv", "tsv")):
        (text,) = blocks(form)
        Path(name).write_text(text, encoding="utf-8")
    for command, answer in zip(blocks("console"), blocks("text"), strict=True):
        words = shlex.split(command.removeprefix("$ ecosystem "))
        done = CliRunner().invoke(group, ["--data", "data", *words])
        assert done.exit_code == 0, done.output
        assert done.output == answer
    exported = CliRunner().invoke(group, ["--data", "data", "taxonomy", "export-map", "ours-to-svm"]).output
    (table,) = blocks("tsv")
    assert [line.rstrip("\t") for line in exported.splitlines()] == table.splitlines()
