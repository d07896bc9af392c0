"""Commands that serve pages."""

from __future__ import annotations

import multiprocessing
import os
import socket
import threading
import time
import urllib.error
import urllib.request
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from ecosystem.config import Settings
from ecosystem.errors import ConfigError

APPLICATION = "web.serving:application"
READY_SECONDS = 60
THREADS = 32
"""Requests answered at a time. Up to ten questions of one address may wait in a thread each."""

_host = click.option("--host", help="Address to listen on [127.0.0.1].")
_port = click.option("--port", type=int, help="Port to listen on [8080].")


@click.command()
@_host
@_port
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None) -> None:
    """Serve the pages until stopped. Prints one line with the address when ready."""
    run_server(context.obj.with_changes(host=host, port=port))


@click.command()
@_host
@_port
@click.pass_context
def demo(context: click.Context, host: str | None, port: int | None) -> None:
    """Load the invented example, analyse it, print five headline answers and serve it."""
    # imported here: serving needs none of it, and should not wait for it
    from ecosystem.analysing import analyse, steps_of
    from ecosystem.cli.data import headline
    from ecosystem.cli.output import say, steps
    from ecosystem.pipeline import import_paths
    from ecosystem.store import open_store
    from ecosystem.summary import headlines

    settings: Settings = context.obj.with_changes(host=host, port=port)
    store = open_store(settings)
    try:
        with steps(4, quiet=False) as progress:
            report = import_paths(settings, store, [example()], None, progress)
        say(headline(False, report))
        with steps(steps_of(()), quiet=False) as progress:
            analyse(settings, store, (), progress, progress.within)
        for place, answer in enumerate(headlines(store.read()), start=1):
            say(f"{place}. {answer.question} {answer.sentence}")
    finally:
        store.close()
    run_server(settings)


def example() -> Path:
    """The folder of the invented example place, in the checkout or as the wheel carries it."""
    for folder in (Path("examples/borough"), Path(str(files("ecosystem"))).parent / "examples" / "borough"):
        if folder.is_dir():
            return folder
    raise ConfigError("The example place is not here. Run this from the project's folder.")


def run_server(settings: Settings) -> None:
    """Serve until a signal ends it. Raises ConfigError where the address cannot be had."""
    from granian import Granian
    from granian.constants import Interfaces

    _require_free(settings)
    # A forked worker could inherit a lock that the announcing thread holds, and never answer.
    multiprocessing.set_start_method("spawn", force=True)
    os.environ.update(settings.as_environ())
    url = f"http://{_in_address(_reachable(settings.host))}:{settings.port}"
    threading.Thread(target=_announce, args=(url,), daemon=True).start()
    Granian(
        APPLICATION,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_enabled=False,
    ).serve(target_loader=load_application)


def load_application(target: str) -> Any:
    """The web application, found by name among what is installed.

    Granian's own loader looks into the current folder first, where a file of the user's might be called like
    one of our packages.
    """
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def _reachable(host: str) -> str:
    """An address at which this machine reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _require_free(settings: Settings) -> None:
    """Raises ConfigError, in a sentence, where the server could not listen."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        with socket.create_server((settings.host, settings.port), family=family):
            return
    except OSError as error:
        raise ConfigError(
            f"The pages cannot be served on {settings.host}:{settings.port}: {error.strerror}. "
            "Choose another port with --port, or stop the program that uses this one."
        ) from error


def _announce(url: str) -> None:
    """Print the address once the server answers."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own address
                click.echo(f"Serving on {url}")
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
