"""Fixtures for pages: a small invented place in a store of its own, a client, a real server, a real browser.

Use `client` where an answer is enough, `server` and `visit` only where a browser's behaviour is the fact.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph

from ecosystem.analysing import analyse
from ecosystem.checks.fair import free_port
from ecosystem.config import Settings
from ecosystem.pipeline import import_paths
from ecosystem.store import Changes, open_store
from web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BASE = "http://127.0.0.1:8080"
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "borough"
PLACE = Path(__file__).parent.parent / "data" / "small-place.ttl"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY_SECONDS = 120
"""How long a server or a page may take on a machine that is busy with other tests."""
RunServer = Callable[..., AbstractContextManager[str]]


def fill(settings: Settings) -> None:
    """One commit with the small place: two bodies, two programmes, an outcome, an objective."""
    store = open_store(settings)
    triples = Graph().parse(PLACE).serialize(format="nt", encoding="utf-8")
    store.commit(Changes("Imported the small place.", {f"{BASE}/graph/dataset/small/1": [triples]}))
    store.close()


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application over the small place."""
    fill(settings)
    with served(settings) as application:
        yield application


@pytest.fixture
def place_data(settings: Settings) -> Path:
    """A data folder of its own that holds the small place."""
    fill(settings)
    return settings.data


@pytest.fixture(scope="session")
def run_server() -> RunServer:
    """`with run_server(data, ECOSYSTEM_NAME="value") as url:` for servers with settings of their own."""
    return running


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Asks the application over the small place."""
    return app.test_client()


@pytest.fixture
def empty_client(settings: Settings) -> Iterator[FlaskClient]:
    """Asks an application that has no data yet."""
    with served(settings) as application:
        yield application.test_client()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the invented example place: version 1 as imported, version 2 with its findings."""
    settings = Settings(data=tmp_path_factory.mktemp("example") / "data")
    store = open_store(settings)
    import_paths(settings, store, [EXAMPLE], None, lambda _step: None)
    analyse(settings, store, (), lambda _step: None)
    store.close()
    return settings.data


@pytest.fixture(scope="session")
def pages(example: Path) -> Iterator[FlaskClient]:
    """Asks an application over the example place. It only reads, so all tests share it."""
    with served(Settings(data=example)) as application:
        yield application.test_client()


@pytest.fixture(scope="session")
def example_server(example: Path) -> Iterator[str]:
    """The address of a real server over the example place."""
    with running(example) as url:
        yield url


@contextmanager
def served(settings: Settings) -> Iterator[Flask]:
    application = create_app(settings)
    yield application
    application.extensions["ecosystem"].store.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server, in a process of its own, over the small place."""
    settings = Settings(data=tmp_path_factory.mktemp("served") / "data")
    fill(settings)
    with running(settings.data) as url:
        yield url


@contextmanager
def running(data: Path, **settings: str) -> Iterator[str]:
    """`ecosystem serve` over a data folder, on a free loopback port; `settings` go into its environment."""
    port = free_port()
    command = [sys.executable, "-c", "from ecosystem.cli import main; main()", "--data", str(data)]
    process = subprocess.Popen([*command, "serve", "--port", str(port)], env={**os.environ, **settings})
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/healthz", process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=READY_SECONDS)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until the address answers; fails where the server ends before that."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended with code {process.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except (OSError, HTTPException):
            time.sleep(0.05)
    raise AssertionError(f"{url} did not answer in {READY_SECONDS} seconds")


@dataclass
class Watched:
    """One browser page and everything it did: the hosts it spoke to and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def settled(self) -> None:
        """Fails where the page asked another host for anything or wrote an error to its console."""
        hosts = {url.split("/")[2] for url in self.requests if url.startswith("http")}
        assert hosts == {self.page.url.split("/")[2]}
        assert self.complaints == []


Visit = Callable[..., AbstractContextManager[Watched]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium with a fresh profile and no traffic of its own."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, headless=True, args=list(CHROMIUM))
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, server: str) -> Visit:
    """`with visit("/map", width=320, scripts=False) as seen:` opens a page of the server and watches it."""

    @contextmanager
    def open_page(path: str, *, width: int = 1280, scripts: bool = True) -> Iterator[Watched]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        context.set_default_timeout(READY_SECONDS * 1000)
        seen = Watched(context.new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on(
            "console",
            lambda message: (
                seen.complaints.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )
        seen.page.goto(path if "://" in path else f"{server}{path}")
        seen.page.wait_for_load_state("networkidle")
        yield seen
        context.close()

    return open_page
