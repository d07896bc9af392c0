"""A base address with a path: every page lives under that path, whether or not the proxy passes it on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from ecosystem.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def under_its_path(application: WSGIApplication, settings: Settings) -> WSGIApplication:
    """The application with all its links under the path of `settings.base_iri`; unchanged where it has none.

    A request may come with that path or, from a proxy that takes it off, without. Where the path is also the
    start of a page of ours (`/map`), the proxy must say that it took it off: `X-Forwarded-Prefix: /map`.
    """
    # WSGI holds paths decoded, each byte as one Latin-1 character (PEP 3333)
    path = unquote(quote(urlsplit(settings.base_iri).path, safe="/%"), encoding="latin-1")
    if not path:
        return application

    def relocated(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = environ.get("PATH_INFO", "")
        taken_off = environ.get("HTTP_X_FORWARDED_PREFIX", "").rstrip("/") == path
        if not taken_off and f"{asked}/".startswith(f"{path}/"):
            asked = asked[len(path) :]
        return application({**environ, "SCRIPT_NAME": path, "PATH_INFO": asked or "/"}, start_response)

    return relocated
