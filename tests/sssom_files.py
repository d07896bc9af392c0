"""Tables of mappings for tests, in SSSOM, and a store that reads them."""

from __future__ import annotations

from pathlib import Path

from ecosystem.config import Settings
from ecosystem.store import Store
from ecosystem.taxonomies import About, Report
from ecosystem.taxonomies.mappings import import_mappings

HEAD = """#curie_map:
#  group: https://w3id.org/sve/scheme/group/
#  sdg: http://metadata.un.org/sdg/
#mapping_set_title: "Groups to goals: a try"
#license: https://creativecommons.org/licenses/by/4.0/
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label\tconfidence\tcomment\n"
GOOD = 'group:BE108\tskos:relatedMatch\tsdg:3\tsemapv:ManualMappingCuration\tA. Person|B. Person\t0.4\t"Of ""some"""\n'


def load(
    settings: Settings, store: Store, folder: Path, text: str, name: str = "our.sssom.tsv", **about: str
) -> Report:
    file = folder / name
    file.write_bytes(text.encode())
    return import_mappings(settings, store, file, about=About(**about))


def row(**values: str) -> str:
    """One row; what is not given is as in a good one."""
    good = {
        "subject_id": "group:BE108",
        "predicate_id": "skos:closeMatch",
        "object_id": "sdg:3",
        "mapping_justification": "semapv:ManualMappingCuration",
        "author_label": "",
        "confidence": "",
        "comment": "",
    }
    return "\t".join({**good, **values}.values()) + "\n"
