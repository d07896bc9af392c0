"""Tables of text to Records and Problems, by one mapping language; our own template is one mapping."""

from __future__ import annotations

from ecosystem.importers.batch import Batch, DatasetInfo
from ecosystem.importers.dataset import dataset_info, description_of
from ecosystem.importers.engine import read
from ecosystem.importers.mapping import Mapping
from ecosystem.importers.mapping_file import load_mapping
from ecosystem.importers.rejection import without
from ecosystem.importers.template import template

__all__ = [
    "Batch",
    "DatasetInfo",
    "Mapping",
    "dataset_info",
    "description_of",
    "load_mapping",
    "read",
    "template",
    "without",
]
