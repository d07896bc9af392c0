"""Lists of concepts from outside, and what people say of how two lists correspond.

`loading` brings a list in (a table: `columns`, `rows`; SKOS: `statements`, `skos`, `tidying`), `mappings` brings in
and gives out mappings between lists (`sssom` is the form of the file, `mapping_rows` its checks), `overview` says
what is there, and `saving` is the commit that all of them make.
"""

from __future__ import annotations

from ecosystem.taxonomies.columns import Named
from ecosystem.taxonomies.entries import CLASSES
from ecosystem.taxonomies.loading import import_list
from ecosystem.taxonomies.saving import About, Report

__all__ = ["CLASSES", "About", "Named", "Report", "import_list"]
