"""A stranger's file of RDF is taken apart within limits, reaches no other server, and is refused by a sentence."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ecosystem.config import Settings
from ecosystem.errors import SourceError
from ecosystem.taxonomies.skos import KEEP
from ecosystem.taxonomies.statements import read_statements

SETTINGS = Settings()
CONCEPT = '<http://e.org/{0}> <http://www.w3.org/2004/02/skos/core#prefLabel> "Name {0}" .\n'
DTD = """<?xml version="1.0"?>
<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://e.org/1"><skos:prefLabel>&b;</skos:prefLabel></skos:Concept></rdf:RDF>"""


def refusal(folder: Path, name: str, content: str | bytes, settings: Settings = SETTINGS) -> str:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SourceError) as error:
        read_statements(file, KEEP, settings)
    assert error.value.file == name
    return str(error.value)


@pytest.fixture
def requests() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the paths that were asked of it."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/ld+json")
            self.end_headers()
            self.wfile.write(b'{"@context": {"name": "http://www.w3.org/2004/02/skos/core#prefLabel"}}')

    server = HTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_context_on_another_server_is_not_fetched(tmp_path: Path, requests: tuple[str, list[str]]) -> None:
    address, asked = requests
    text = f'{{"@context": "{address}/context", "@id": "http://e.org/1", "name": "Homes"}}'
    assert "Nothing is fetched from there" in refusal(tmp_path, "list.jsonld", text)
    assert asked == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_expanded(tmp_path: Path, encoding: str) -> None:
    assert "DOCTYPE" in refusal(tmp_path, "list.rdf", DTD.encode(encoding))


def test_more_statements_than_the_limit_are_refused(tmp_path: Path) -> None:
    text = "".join(CONCEPT.format(number) for number in range(21))
    said = refusal(tmp_path, "list.nt", text, replace(SETTINGS, file_rows=2))
    assert "more than 20 statements" in said
    assert "file_rows" in said


def test_statements_that_are_not_wanted_do_not_count_and_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "list.nt"
    file.write_text(CONCEPT.format(1) + '<http://e.org/1> <http://e.org/p> "x" .\n' * 30)
    found = read_statements(file, KEEP, replace(SETTINGS, file_rows=2))
    assert len(found.said) == 1
    assert found.left_out == {"http://e.org/p": 30}


def test_a_text_longer_than_the_limit_is_refused(tmp_path: Path) -> None:
    text = CONCEPT.replace("Name", "N" * 200).format(1)
    said = refusal(tmp_path, "list.nt", text, replace(SETTINGS, file_cell_characters=100))
    assert "http://e.org/1" in said


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    assert "file_bytes" in refusal(tmp_path, "list.nt", CONCEPT * 10, replace(SETTINGS, file_bytes=100))


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    text = "".join(CONCEPT.format(number) for number in range(200_000))
    said = refusal(tmp_path, "list.nt", text, replace(SETTINGS, file_seconds=0.05))
    assert "file_seconds" in said


def test_a_file_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    text = CONCEPT.replace("Name", "N" * 30_000_000).format(1)
    said = refusal(tmp_path, "list.nt", text, replace(SETTINGS, file_memory=400 * 2**20))
    assert "memory" in said or "characters" in said


def nested(deep: int) -> str:
    start = '{"@id": "http://e.org/1", "http://www.w3.org/2004/02/skos/core#broader": '
    return start * deep + '{"@id": "http://e.org/2"}' + "}" * deep


def test_json_with_too_many_brackets_within_each_other_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, "list.jsonld", nested(1200))
    assert said.startswith("list.jsonld has more than 1,000 brackets within each other")
    assert said.endswith("Save it as Turtle.")


def test_brackets_within_texts_do_not_count(tmp_path: Path) -> None:
    file = tmp_path / "list.jsonld"
    name = "http://www.w3.org/2004/02/skos/core#prefLabel"
    file.write_text(f'[{{"@id": "http://e.org/1", "{name}": "{"[{" * 1200}\\"{"[" * 1200}"}}, {nested(900)}]')
    assert len(read_statements(file, KEEP, SETTINGS).said) == 901


def test_looking_for_brackets_takes_a_moment(tmp_path: Path) -> None:
    begun = time.monotonic()
    refusal(tmp_path, "list.json", '"' + '\\"' * 5_000_000)
    assert time.monotonic() - begun < 20  # beginning anew at each mark would take hours


def test_another_way_to_write_letters_is_refused_with_what_to_do(tmp_path: Path) -> None:
    text = DTD.replace('"1.0"', '"1.0" encoding="UTF-16"').replace("&b;", "b")
    text = re.sub("<!DOCTYPE.*>\n", "", text)
    assert refusal(tmp_path, "list.rdf", text.encode("utf-16")).endswith("Save it as UTF-8.")


def test_a_long_text_about_a_statement_is_refused_as_any_other(tmp_path: Path) -> None:
    about = "<< <http://e.org/1> <http://e.org/2> <http://e.org/3> >>"
    text = CONCEPT.replace("<http://e.org/{0}>", about).replace("Name", "N" * 200).format(1)
    said = refusal(tmp_path, "list.ttl", text, replace(SETTINGS, file_cell_characters=100))
    assert "about something unnamed; the limit here is 100" in said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.ttl", '<http://e.org/1> <http://e.org/2> "x', "not valid Turtle: .*line 1"),
        ("list.ttl", "<here> <there> <everywhere> .", "not valid Turtle"),
        ("list.rdf", "<html><p></html>", "not valid RDF/XML"),
        ("list.json", "[1, 2", "not valid JSON-LD"),
        ("list.nt", b"\xff\xfe\x00", "UTF-16"),
        ("list.ttl", b'<http://e.org/1> <http://e.org/2> "\xe9" .', "UTF-8"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    assert re.search(said, refusal(tmp_path, name, content))
