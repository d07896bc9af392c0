"""Imports run one way: ontology <- ecosystem <- web, and the rooms of ecosystem are kept apart."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ontology", "ecosystem", "web")
MAY_IMPORT = {
    "ontology": {"ontology"},
    "ecosystem": {"ontology", "ecosystem"},
    "web": {"ontology", "ecosystem", "web"},
}
ALWAYS_ALLOWED_IN_ONTOLOGY = {"rdflib"}
KEPT_APART = {
    "ecosystem/importers": {"ecosystem.store", "ecosystem.pipeline", "ecosystem.cli", "ecosystem.analyses"},
    "ecosystem/analyses": {"ecosystem.store", "ecosystem.pipeline", "ecosystem.cli", "rdflib", "pyoxigraph"},
    "ecosystem/store": {"ecosystem.pipeline", "ecosystem.cli", "ecosystem.analyses", "ecosystem.importers"},
    "ecosystem/exporters": {"ecosystem.pipeline", "ecosystem.cli", "ecosystem.importers"},
}
"""Folder -> what nothing in it may import: an importer never sees the store, an analysis never sees RDF."""


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, by its full name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} uses a relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def against_direction(package: str, modules: Iterator[str]) -> list[str]:
    """Those of our own packages among the modules that the package may not import."""
    ours = (module for module in modules if module.split(".")[0] in PACKAGES)
    return [module for module in ours if module.split(".")[0] not in MAY_IMPORT[package]]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_import_runs_against_the_direction(package: str) -> None:
    wrong = {
        str(file.relative_to(ROOT)): found
        for file in (ROOT / package).rglob("*.py")
        if (found := against_direction(package, imports(file)))
    }
    assert wrong == {}


def test_the_check_itself_sees_an_import_against_the_direction() -> None:
    assert against_direction("ecosystem", iter(["web", "web.state", "ontology"])) == ["web", "web.state"]


def test_ontology_imports_rdflib_and_the_standard_library_only() -> None:
    import sys

    roots = {module.split(".")[0] for file in (ROOT / "ontology").rglob("*.py") for module in imports(file)}
    assert roots - ALWAYS_ALLOWED_IN_ONTOLOGY - {"ontology"} <= sys.stdlib_module_names


@pytest.mark.parametrize("folder", KEPT_APART)
def test_the_rooms_of_ecosystem_are_kept_apart(folder: str) -> None:
    wrong = {
        str(file.relative_to(ROOT)): found
        for file in (ROOT / folder).rglob("*.py")
        if (found := sorted(name for name in imports(file) if _within_any(name, KEPT_APART[folder])))
    }
    assert wrong == {}


def _within_any(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def test_command_line_and_heavy_packages_are_imported_only_where_used() -> None:
    """What is slow to import is imported inside the function that uses it."""
    slow = {"pyshacl", "pyvis", "flask", "granian", "sklearn"}
    found = {
        str(file.relative_to(ROOT)): sorted(names)
        for file in (ROOT / "ecosystem").rglob("*.py")
        if (names := slow & set(_top_level(file)))
    }
    assert found == {}


def _top_level(file: Path) -> Iterator[str]:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
