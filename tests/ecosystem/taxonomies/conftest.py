"""What these tests share: a store of their own, and questions to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ecosystem.config import Settings
from ecosystem.store import Store, open_store


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()
