"""How findable, accessible, interoperable and reusable the ontology is, asked of a real server on this machine.

A report like that of FOOPS!, of the tests that can be proved without the network: the server stands in for
w3id.org, which will lead to one like it. It is started over an empty data folder, since no documentation needs data.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from rdflib import OWL, Graph, URIRef

from ecosystem.checks import Figure, Progress
from ecosystem.checks.fair_metadata import DETAILED
from ecosystem.checks.fair_tests import OPEN, RDF_TYPES, TESTS, Fetched, Seen, without_doi
from ecosystem.errors import StoreError
from ontology.reference import NAMESPACE_IRI, ROOT

_READY_SECONDS = 60
_ASK_SECONDS = 30
_PORTS = range(20_000, 32_000)
"""Below those that systems give to outgoing connections, so that nothing takes one before the server listens."""


def figures(progress: Progress) -> list[Figure]:
    """The score over a server of our own. Raises StoreError where it does not start."""
    progress("starting a server")
    with TemporaryDirectory() as folder, served(Path(folder)) as address:
        progress("asking it for the ontology")
        return report(look(address))


def report(seen: Seen) -> list[Figure]:
    """The score, what is left aside of OM3, and what only a person can change."""
    missing = {name: test.missing(seen) for name, test in TESTS.items()}
    passed = [name for name, parts in missing.items() if not parts]
    wrong = tuple(
        f"{name} ({TESTS[name].title}): missing {', '.join(parts[:5])}."
        for name, parts in missing.items()
        if parts
    )
    whole = len(TESTS)
    left = without_doi(seen)
    return [
        Figure(
            "tests of FOOPS! that can be proved on one machine",
            f"{len(passed)} of {whole}",
            f"{whole} of {whole}",
            not wrong,
            "This server stands in for w3id.org; the licence's address is compared with a list, not asked.",
            details=wrong,
        ),
        Figure(
            "what OM3 of FOOPS! asks for, its DOI left aside",
            f"{len(DETAILED) - len(left)} of {len(DETAILED)}",
            f"{len(DETAILED)} of {len(DETAILED)}",
            not left,
            details=tuple(f"Missing: {part}." for part in left),
        ),
        *(Figure(f"FOOPS! {name}", "open", "", None, reason) for name, reason in OPEN.items()),
    ]


def look(address: str) -> Seen:
    """What the server at an address answers for the ontology's IRI and its version's."""
    documents = {media: ask(address, NAMESPACE_IRI, media) for media in ("text/html", *RDF_TYPES)}
    graph = Graph()
    turtle = documents["text/turtle"]
    if turtle.status == 200 and turtle.media == "text/turtle":
        graph.parse(data=turtle.body, format="turtle")
    version = graph.value(NAMESPACE_IRI, OWL.versionIRI)
    found = ask(address, version, "text/turtle") if isinstance(version, URIRef) else None
    return Seen(NAMESPACE_IRI, documents, found, graph)


def ask(address: str, iri: URIRef, media: str) -> Fetched:
    """What a server answers for one of our IRIs, under its own host; status 404 for an IRI that is not ours."""
    if not iri.startswith(ROOT):
        return Fetched(404, "", b"")
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname or "127.0.0.1", place.port, timeout=_ASK_SECONDS)
    try:
        path = place.path.rstrip("/") + "/" + iri.removeprefix(ROOT)
        connection.request("GET", path, headers={"Accept": media})
        answer = connection.getresponse()
        kind = answer.headers.get_content_type()
        return Fetched(answer.status, kind, answer.read())
    finally:
        connection.close()


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of `ecosystem serve` over a data folder; it ends with the block.

    Raises StoreError where it does not start.
    """
    port = free_port()
    command = [sys.executable, "-c", "from ecosystem.cli import main; main()", "--data", str(data)]
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program over our own arguments
            [*command, "serve", "--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=log,
            env={name: value for name, value in os.environ.items() if not name.startswith("ECOSYSTEM_")},
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=_READY_SECONDS)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if ask(address, URIRef(f"{ROOT}healthz"), "*/*").status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise StoreError("The server that this check starts did not answer. Try `ecosystem serve` to see why.")


def free_port() -> int:
    """A port of this machine that nothing listens on. Raises StoreError where there is none.

    Not one of the system's own choice: between the choice and the server's start, an outgoing connection (or
    our own asking, which may then reach itself) could take that.
    """
    for port in random.SystemRandom().sample(_PORTS, 100):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise StoreError("Of a hundred ports of this machine none is free.")
