"""What the asset build leaves, and how pages name it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ecosystem.config import Settings
from ecosystem.errors import ConfigError
from web import create_app, static_files

ROOT = Path(__file__).parent.parent.parent
VENDOR = ROOT / "web" / "static" / "vendor"


def test_every_file_that_pages_name_is_there_and_carries_its_version_or_hash() -> None:
    for name, file in static_files.vendor_files().items():
        assert (VENDOR / file).is_file()
        assert re.search(r"-\d+\.\d+\.\d+\.min\.js$|-[0-9a-f]{12}\.css$", file), name


def test_every_package_we_serve_comes_with_its_licence() -> None:
    packages = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for package, version in packages.items():
        text = (VENDOR / f"{package}-{version}.licence.txt").read_text(encoding="utf-8")
        assert "MIT License" in text


def test_the_style_sheet_loads_nothing_and_has_no_crown_and_no_font_of_gov_uk() -> None:
    css = (VENDOR / static_files.vendor_files()["ecosystem.css"]).read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css
    assert "@font-face" not in css
    assert "GDS Transport" not in css
    assert "crown" not in css.lower()


def test_no_script_asks_for_a_source_map_that_is_not_shipped() -> None:
    for script in VENDOR.glob("*.js"):
        assert "sourceMappingURL" not in script.read_text(encoding="utf-8")


def test_the_lock_file_names_hashes_and_no_addresses_of_packages() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = [package for name, package in packages.items() if name]
    assert all("integrity" in package and "resolved" not in package for package in fetched)


def test_our_own_scripts_stay_small() -> None:
    for script in (ROOT / "web" / "static").glob("*.js"):
        assert len(script.read_text(encoding="utf-8").splitlines()) <= 200, script.name


def test_without_built_assets_the_server_says_what_to_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(static_files, "files", lambda package: tmp_path)
    static_files.vendor_files.cache_clear()
    try:
        with pytest.raises(ConfigError, match="make assets"):
            create_app(settings)
    finally:
        static_files.vendor_files.cache_clear()
