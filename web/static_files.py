"""Addresses of style sheets and scripts that a browser may keep for ever: each names its version or hash."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from flask import url_for

from ecosystem.errors import ConfigError


@cache
def vendor_files() -> dict[str, str]:
    """Plain name -> file in `static/vendor`, as the asset build left it.

    Raises ConfigError where the assets were never built.
    """
    listing = files("web") / "static" / "vendor" / "files.json"
    if not listing.is_file():
        raise ConfigError(
            "The style sheets and scripts are not built. Run `make assets` once, then start again."
        )
    names: dict[str, str] = json.loads(listing.read_text(encoding="utf-8"))
    return names


def asset(name: str) -> str:
    """The address of one of our static files, by its plain name."""
    if name in vendor_files():
        return url_for("static", filename=f"vendor/{vendor_files()[name]}")
    return url_for("static", filename=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((files("web") / "static" / name).read_bytes()).hexdigest()[:12]
