"""Fixtures for all tests.

Strategy: the smallest data that has what a test needs, written in the test itself; the example place where
a whole ecosystem is needed; the real open data, read where it lies, for what only real data shows.
"""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from ecosystem.config import Settings

ROOT = Path(__file__).parent.parent

# How long one example takes says nothing of what these tests are about, and much about the machine.
hypothesis.settings.register_profile("facts", deadline=None)
hypothesis.settings.load_profile("facts")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The open data sets beside the checkout; a test that needs them is skipped, visibly, without them."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the open data sets are not beside this checkout")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of their own."""
    return Settings(data=tmp_path / "data")
