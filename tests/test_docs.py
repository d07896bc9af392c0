"""What can be set and typed is written down."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from ecosystem.cli import COMMANDS
from ecosystem.config import Settings
from ecosystem.errors import ConfigError

ROOT = Path(__file__).parent.parent


def test_every_setting_is_in_the_operations_guide() -> None:
    table = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", table))
    assert {setting.name for setting in fields(Settings)} <= named


def test_every_command_is_named_in_the_readme_or_the_guides() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "README.md", *ROOT.glob("docs/*.md"))]
    missing = [name for name in COMMANDS if not any(re.search(rf"\b{name}\b", text) for text in texts)]
    assert missing == []


def test_settings_come_from_the_file_then_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 9000\nhosts = ["map.example.gov.uk"]\nbase_iri = "https://map.example.gov.uk/"\n')
    settings = Settings.load(
        file, {"ECOSYSTEM_PORT": "9001", "ECOSYSTEM_EMBED_SITES": "https://a.example, b"}
    )
    assert (settings.port, settings.hosts) == (9001, ("map.example.gov.uk",))
    assert settings.embed_sites == ("https://a.example", "b")
    assert settings.base_iri == "https://map.example.gov.uk"


def test_settings_survive_the_way_through_the_environment() -> None:
    settings = Settings(port=9000, hosts=("a", "b"), query_seconds=2.5)
    assert Settings.load(None, settings.as_environ()) == settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 9000", "no setting called 'prot'"),
        ("port = 'x'", "should look like 8080"),
        ("port =", "TOML"),
    ],
)
def test_a_wrong_setting_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=said):
        Settings.load(file, {})
