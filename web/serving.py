"""What the server loads: the application over the settings that its environment holds."""

from __future__ import annotations

import os

from ecosystem.config import Settings
from web import create_app
from web.pictures import draw_ahead

application = create_app(Settings.load(None, os.environ))
draw_ahead(application)
