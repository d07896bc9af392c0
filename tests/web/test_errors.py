"""Every error of the house has a status and shows as a calm page."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from ecosystem import errors
from ecosystem.errors import EcosystemError
from web.errors import STATUS


def kinds() -> list[type[EcosystemError]]:
    return [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, EcosystemError) and kind is not EcosystemError
    ]


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_error_has_a_status(kind: type[EcosystemError]) -> None:
    assert kind in STATUS


@pytest.mark.parametrize("kind", kinds())
def test_the_sentence_of_an_error_is_shown_as_text(app: Flask, kind: type[EcosystemError]) -> None:
    @app.get("/raise")
    def fail() -> str:
        raise kind("The file <b>partners.csv</b> is empty. Save it again.")

    answer = app.test_client().get("/raise")
    assert answer.status_code == STATUS[kind]
    assert "The file &lt;b&gt;partners.csv&lt;/b&gt; is empty." in answer.text
    assert ("Retry-After" in answer.headers) == (answer.status_code in {429, 503})


def test_a_fault_of_ours_is_said_to_be_ours_without_its_trace(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/crash")
    def crash() -> str:
        raise RuntimeError("secret detail")

    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/crash")
    assert answer.status_code == 500
    assert "The fault is ours" in answer.text
    assert "secret" not in answer.text
    assert any("secret detail" in record.exc_text for record in caplog.records if record.exc_text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
