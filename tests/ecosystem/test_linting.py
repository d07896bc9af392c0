"""People's own files are looked at in a worker, within its limits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.linting import lint_files
from ontology.lints import lint_data, source

FILES = sorted(
    file
    for file in (Path(__file__).parents[1] / "ontology" / "lints").iterdir()
    if file.suffix in (".ttl", ".jsonld", ".rq")
)


def test_the_worker_finds_what_the_lints_find() -> None:
    wanted = [
        fault for file in FILES for fault in lint_data(source(file.name, file.read_text(encoding="utf-8")))
    ]
    assert lint_files(FILES, Settings()) == wanted
    assert len(wanted) > 10


def test_a_data_set_of_named_graphs_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "data.trig"
    file.write_text("@prefix sve: <https://w3id.org/sve/ns#> . <urn:g> { <urn:a> sve:efort <urn:b> }")
    assert [fault.lint for fault in lint_files([file], Settings())] == ["undeclared"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"file_bytes": 1_000}, "is larger than"),
        ({"file_seconds": 0.01}, "takes more than 0.01 seconds"),
        ({"file_memory": 320 * 2**20}, "needs more than 320 MB of memory"),
    ],
)
def test_a_file_past_a_limit_is_a_sentence(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    file = tmp_path / "large.ttl"
    lines = (f"<urn:a{number}> <urn:p> 'value {number}' .\n" for number in range(100_000))
    file.write_text("".join(lines))
    with pytest.raises(SourceError, match=said):
        lint_files([file], replace(Settings(), **change))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.ttl", b"<a> <b> .", "a.ttl cannot be read as turtle"),
        ("a.ttl", b"\xff\xfe<", "is not UTF-8 text"),
        ("a.csv", b"a,b", "say by its ending"),
        (
            "a.ttl",
            b"\nnot turtle {{",
            "as turtle: Parser error at line 2 .*: not is not a valid .*\\. Correct it",
        ),
        ("a.ttl", b"<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", "a statement about a statement"),
        ("a.jsonld", b'{"@context": 5}', "a.jsonld cannot be read as json-ld: @context value must be"),
        ("a.xlsx", b"PK\xff", "say by its ending what it is. Sheets .* are looked at by `ecosystem check`"),
        ("a.jsonld", b"[" * 100_000, "a.jsonld is nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=said):
        lint_files([tmp_path / name], Settings())
