"""pyLODE, a documentation generator that is none of ours, finds the same terms in the ontology as our page shows."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import ontology
from ecosystem.config import Settings
from ontology.reference import NAMESPACE_IRI, terms
from web import create_app

TERM = re.compile(r"<code>https://w3id\.org/sve/ns#(\w+)</code>")
"""How pyLODE writes the IRI of a term at the head of its section."""


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("pyLODE tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def pylode_page(no_network: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ontology as pyLODE documents it."""
    # its 3.4.1 reads its own version from a pyproject.toml that its package does not carry
    stated = ModuleType("pylode.version")
    vars(stated)["__version__"] = version("pylode")
    monkeypatch.setitem(sys.modules, "pylode.version", stated)
    import pylode  # only now is its version stated

    page: str = pylode.OntPub(ontology=ontology.core().serialize(format="turtle")).make_html()
    return page


@pytest.fixture
def our_page(tmp_path: Path) -> Iterator[str]:
    """The page at `/ns` of a server without any data."""
    app = create_app(Settings(data=tmp_path / "data"))
    yield app.test_client().get("/ns").text
    app.extensions["ecosystem"].store.close()


@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore:unclosed file .*pylode.css:ResourceWarning"
)  # it leaves its style sheet open
def test_pylode_and_our_page_show_the_same_terms(pylode_page: str, our_page: str) -> None:
    names = {term.name for term in terms().values()}
    assert str(NAMESPACE_IRI) in pylode_page
    assert set(TERM.findall(pylode_page)) == names
    assert set(re.findall(r'<section class="sve-term" id="([^"-]+)"', our_page)) == names
