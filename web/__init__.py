"""How people see it: the Flask application and what it is made of. HTTP only."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, g, request
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from ecosystem.config import Settings
from ecosystem.store import open_store
from ecosystem.wording import count_of, day, moment, plain, thousands
from web import (
    alignment,
    ask,
    brokers,
    clusters,
    embed,
    entities,
    fragmentation,
    gaps,
    headers,
    health,
    home,
    journeys,
    left_behind,
    listings,
    map,
    methods,
    north_star,
    not_yet,
    overlaps,
    positions,
    resources,
    reuse,
    reviews,
    sparql,
    terms,
)
from web.errors import catch
from web.prefix import under_its_path
from web.state import Ecosystem, datasets, entity_url, here, link, outside_link, version
from web.static_files import asset, vendor_files

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.bp,
    alignment.bp,
    overlaps.bp,
    gaps.bp,
    left_behind.bp,
    fragmentation.bp,
    north_star.bp,
    journeys.bp,
    reuse.bp,
    positions.bp,
    brokers.bp,
    clusters.bp,
    map.bp,
    listings.bp,
    entities.bp,
    resources.bp,
    reviews.bp,
    ask.bp,
    not_yet.bp,
    sparql.bp,
    terms.bp,
    methods.bp,
    embed.bp,
    health.bp,
)
"""Every page there is, in the order of the menu."""

NAVIGATION: tuple[tuple[str, str], ...] = (
    ("alignment.index", "Shared goals"),
    ("overlaps.index", "Overlaps"),
    ("gaps.index", "Gaps"),
    ("fragmentation.index", "Provision"),
    ("journeys.index", "Journeys"),
    ("north_star.index", "Decisions"),
    ("brokers.index", "Connections"),
    ("map.index", "Map"),
    ("ask.index", "Ask"),
    ("listings.organisations", "Organisations"),
    ("listings.objectives", "Objectives"),
    ("listings.outcomes", "Outcomes"),
)
"""The menu: endpoint and text."""


def create_app(settings: Settings) -> Flask:
    """The web application over one data folder (or remote store).

    Raises ConfigError where the assets are not built, StoreError where the data folder cannot be used.
    """
    vendor_files()
    app = Flask(__name__)
    app.url_map.merge_slashes = False  # else `//` is sent on to an address with the request's own Host in it
    app.extensions["ecosystem"] = Ecosystem(settings, open_store(settings))
    _set_up_templates(app)
    headers.guard(app, settings)
    catch(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.wsgi_app = under_its_path(app.wsgi_app, settings)  # type: ignore[assignment, method-assign]
    return app


def _set_up_templates(app: Flask) -> None:
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "loader": ChoiceLoader([app.create_global_jinja_loader(), components]),
    }
    environment = app.jinja_env
    environment.filters.update(thousands=thousands, day=day, moment=moment, plain=plain)
    environment.globals.update(
        asset=asset,
        entity_url=entity_url,
        here=here,
        link=link,
        outside_link=outside_link,
        plural=count_of,
        product="Social value ecosystem",
        navigation=NAVIGATION,
    )
    app.context_processor(_what_was_read)


def _what_was_read() -> dict[str, Any]:
    """Says which version a page speaks of, once its view has read one; error pages read nothing."""
    if "reader" not in g:
        return {"version": None, "datasets": (), "invented": False, "pinned": False}
    return {
        "version": version(),
        "datasets": datasets(),
        "invented": any(dataset.invented for dataset in datasets()),
        "pinned": "version" in request.args,
    }
