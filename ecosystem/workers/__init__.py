"""Killable processes that read what strangers send: queries and files (security-requirements.md 3 and 4).

`process.py` is our side of one, `child.py` and `confinement.py` the other side, `frames.py` what passes
between them. `query_child` and `tables_child` are the two programs they run.
"""

from __future__ import annotations
