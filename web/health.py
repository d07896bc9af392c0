"""Whether the server is alive, and whether it can do its work: for machines that watch it."""

from __future__ import annotations

import shutil

from flask import Blueprint, Response

import ontology
from ecosystem.errors import NotFound, StoreError
from ecosystem.store import Store
from web.answers import json_answer
from web.state import ecosystem

bp = Blueprint("health", __name__)

ENOUGH_SPACE = 200 * 1024 * 1024
"""Bytes free on the disk of the data folder, below which a commit may fail."""


@bp.get("/healthz")
def alive() -> Response:
    """The process answers; `version` is the newest version of the data, null where there is none."""
    versions = ecosystem().store.versions()
    return json_answer({"status": "ok", "version": versions[0].number if versions else None})


@bp.get("/healthz/ready")
def ready() -> Response:
    """The store can be read and the disk has room: 200, else 503 with what is wrong."""
    problems = [problem for problem in (_unreadable(ecosystem().store), _no_room()) if problem]
    answer = json_answer({"status": "not ready" if problems else "ok", "problems": problems})
    answer.status_code = 503 if problems else 200
    return answer


def _unreadable(store: Store) -> str:
    try:
        for _ in store.read().select(ontology.query("datasets")):
            break
    except NotFound:
        return ""  # no data yet is no fault
    except StoreError as error:
        return str(error)
    return ""


def _no_room() -> str:
    folder = ecosystem().settings.data
    while not folder.exists():
        folder = folder.absolute().parent
    free = shutil.disk_usage(folder).free
    if free >= ENOUGH_SPACE:
        return ""
    return f"Only {free // 2**20:,} MiB are free on the disk of the data folder. Make room before importing."
