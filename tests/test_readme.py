"""Each console block of the README does what it says, in the order it is read."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ecosystem.checks.fair import free_port

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def commands() -> list[str]:
    """The commands of all console blocks, in order."""
    blocks = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a checkout, with the examples in it and a data folder of its own."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "examples").symlink_to(ROOT / "examples")
    return folder


def test_the_two_make_commands_are_targets() -> None:
    named = [command.split()[1] for command in commands() if command.startswith("make ")]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert named == ["demo", "test"]
    assert all(re.search(rf"^{target}:", makefile, flags=re.MULTILINE) for target in named)


@pytest.mark.slow
def test_every_ecosystem_command_of_the_readme_works_in_order(place: Path) -> None:
    run = [command for command in commands() if command.startswith("ecosystem ")]
    assert len(run) >= 8
    environ = {**os.environ, "ECOSYSTEM_PORT": str(free_port())}
    for command in run:
        words = [str(BIN / "ecosystem"), *shlex.split(command)[1:]]
        if words[1] == "serve":
            serve_until_ready(words, place, environ)
            continue
        done = subprocess.run(
            words, cwd=place, env=environ, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert (place / "everything.nq").stat().st_size > 0
    assert (place / "map.graphml").stat().st_size > 0


def serve_until_ready(words: list[str], place: Path, environ: dict[str, str]) -> None:
    with subprocess.Popen(words, cwd=place, env=environ, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        server.terminate()
        server.wait(timeout=30)
    assert line.strip() == f"Serving on http://127.0.0.1:{environ['ECOSYSTEM_PORT']}"


def test_every_file_that_the_readme_names_exists() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
