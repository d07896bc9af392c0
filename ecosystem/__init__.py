"""Who works with whom, towards which outcomes, and what the evidence lets us ask about it."""

from __future__ import annotations

__version__ = "0.1.0"
