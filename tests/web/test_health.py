"""What machines that watch the server are told."""

from __future__ import annotations

import shutil
from collections import namedtuple

import pytest
from flask.testing import FlaskClient


def test_alive_names_the_newest_version(pages: FlaskClient) -> None:
    assert pages.get("/healthz").json == {"status": "ok", "version": 2}


def test_alive_without_any_data(empty_client: FlaskClient) -> None:
    assert empty_client.get("/healthz").json == {"status": "ok", "version": None}
    assert empty_client.get("/healthz/ready").status_code == 200


def test_ready_when_the_store_can_be_read_and_there_is_room(pages: FlaskClient) -> None:
    answer = pages.get("/healthz/ready")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "problems": []})


def test_not_ready_when_the_disk_is_nearly_full(pages: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10, 9, 1))
    answer = pages.get("/healthz/ready")
    assert answer.status_code == 503
    assert "Make room before importing" in answer.text
