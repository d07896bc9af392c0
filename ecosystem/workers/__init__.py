"""Killable processes that read what strangers send: queries and files (security-requirements.md 3 and 4).

`process.py` is our side of one, `child.py` and `confinement.py` the other side, `frames.py` what passes
between them. `query_child`, `tables_child`, `rdf_child` and `lint_child` are the programs they run; `files.py`
is what the last three, which read files, have in common on our side.
"""

from __future__ import annotations
