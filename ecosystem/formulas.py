"""What a text begins with that a spreadsheet would run: an export writes an apostrophe before it, an import takes
that away again."""

from __future__ import annotations

MARKS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
