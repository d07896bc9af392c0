"""The wheel holds all that the product needs: it runs from a folder that has nothing else of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOT_SOURCE = (
    ".git",
    ".venv",
    ".*_cache",
    ".hypothesis",
    "node_modules",
    "build",
    "*.egg-info",
    "ecosystem-data",
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # a copy: setuptools would leave its own folders in the checkout
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*NOT_SOURCE))
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
        text=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_the_wheel_imports_analyses_and_answers_on_its_own(installed: Path, tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(installed), "ECOSYSTEM_DATA": str(tmp_path / "data")}
    start = (
        "import sys, ecosystem; from ecosystem.cli import main; "
        "print(ecosystem.__file__, file=sys.stderr); main()"
    )
    for words in (["import", str(ROOT / "examples" / "borough")], ["analyse"], ["findings", "--limit", "1"]):
        done = subprocess.run(
            [sys.executable, "-c", start, *words],
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert str(installed) in done.stderr


def test_the_wheel_carries_pages_assets_terms_and_questions(installed: Path) -> None:
    held = {str(file.relative_to(installed)) for file in installed.rglob("*") if file.is_file()}
    wanted = {
        str(file.relative_to(ROOT))
        for pattern in (
            "ontology/*.ttl",
            "ontology/schemes/*.ttl",
            "ontology/queries/*.rq",
            "web/templates/*.html",
            "web/static/*.*",
            "web/static/vendor/*.*",
            "ecosystem/importers/*.toml",
        )
        for file in ROOT.glob(pattern)
        if not file.name.startswith(".")
    }
    assert any(name.startswith("web/static/vendor/") for name in wanted)
    assert wanted - held == set()
    assert not any(name.startswith(("tests/", "benchmarks/", "examples/")) for name in held)
