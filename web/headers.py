"""What every answer carries, and whom the server answers at all (security-requirements.md 5.5, 5.6)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, Forbidden

from ecosystem.config import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; "
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE | re.ASCII)
_FOR_EVER = "public, max-age=31536000, immutable"


def guard(app: Flask, settings: Settings) -> None:
    """Adds the checks before each request and the headers after it."""
    hosts = known_hosts(settings)
    embeds = " ".join(("'self'", *settings.embed_sites))

    @app.before_request
    def refuse_strangers() -> None:
        if _host_name(request.headers.get("Host", "")) not in hosts:
            raise BadRequest(
                "This server does not answer under that host name. "
                "Whoever runs it can add the name to the setting `hosts`."
            )
        if request.method not in _READING and "Authorization" not in request.headers and _cross_site():
            raise Forbidden("This request was started by another site, so nothing was changed.")

    @app.after_request
    def add_headers(answer: Response) -> Response:
        headers = answer.headers
        if request.blueprint == "embed":
            headers["Content-Security-Policy"] = f"{_POLICY}form-action 'none'; frame-ancestors {embeds}"
        else:
            headers["Content-Security-Policy"] = f"{_POLICY}form-action 'self'; frame-ancestors 'none'"
            headers["X-Frame-Options"] = "DENY"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        # A sandboxed embed has an opaque origin: even its own script and style are cross-origin to it.
        shared = request.blueprint == "embed" or request.endpoint == "static"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
        if request.endpoint == "static" and answer.status_code == 200 and _named_by_content():
            headers["Cache-Control"] = _FOR_EVER
        headers.setdefault("Cache-Control", "no-cache")
        return answer


def known_hosts(settings: Settings) -> frozenset[str]:
    """The host names (no port) this deployment answers to."""
    own = {urlsplit(settings.base_iri).hostname or "", settings.host} - {"", "0.0.0.0", "::"}  # noqa: S104
    return frozenset(name.lower() for name in {*LOOPBACK, *own, *settings.hosts})


def _host_name(host: str) -> str | None:
    """The name in a Host header, in small letters; None unless it is a name or address, and perhaps a port."""
    found = _HOST.fullmatch(host)
    return found[1].strip("[]").lower() if found else None


def _cross_site() -> bool:
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    if site not in {"same-origin", "none"}:
        return True
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != request.headers.get("Host")
    except ValueError:  # no address at all, so not ours
        return True


def _named_by_content() -> bool:
    return request.path.startswith("/static/vendor/") or "v" in request.args
