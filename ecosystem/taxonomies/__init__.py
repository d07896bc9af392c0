"""Lists of concepts from outside, and what people say of how two lists correspond.

`loading` brings a list in (a table: `columns`, `levels`, `rows`; SKOS: `statements`, `skos`, `tidying`; `entries` is
what either gives, `owning` what it may speak of), `mappings` brings in and gives out mappings between lists (`sssom`
is the form of the file, `matches` the same said in SKOS, `mapping_rows` the checks), `overview` says what is there,
and `saving` is the commit that all of them make. Of any file, `unseen` takes out what nobody sees, and `holding` says
what else it holds than was expected.
"""

from __future__ import annotations

from ecosystem.taxonomies.columns import Named
from ecosystem.taxonomies.entries import CLASSES
from ecosystem.taxonomies.loading import import_list
from ecosystem.taxonomies.saving import About, Report

__all__ = ["CLASSES", "About", "Named", "Report", "import_list"]
