"""What a data set says of itself: in its mapping, in a small file beside its sheets, or by its name."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from ecosystem.errors import ConfigError
from ecosystem.identifiers import DATASET_ID, slug
from ecosystem.importers.batch import DatasetInfo
from ecosystem.importers.mapping import Mapping
from ecosystem.importers.section import Section

_MOST_BYTES = 64 * 1024


def description_of(path: Path) -> Path:
    """Where the data set at that path is described: `dataset.toml` in a folder, `partners.dataset.toml` beside
    `partners.xlsx`."""
    return path / "dataset.toml" if path.is_dir() else path.with_name(f"{path.stem}.dataset.toml")


def dataset_info(path: Path, mapping: Mapping) -> DatasetInfo:
    """What the data set at that path, a file or a folder, says of itself.

    The file that describes it wins over the mapping, setting by setting; where neither names the data set, its
    id and title come from the name of the file or folder. ConfigError where that file is wrong.
    """
    stem = path.resolve().name if path.is_dir() else path.stem
    known = mapping.dataset or DatasetInfo(id=slug(stem), title=stem)
    beside = description_of(path)
    if not beside.is_file():
        return known
    if beside.stat().st_size > _MOST_BYTES:
        raise ConfigError(
            f"{beside.name} is larger than {_MOST_BYTES // 1024} kB. It should hold a few lines."
        )
    try:
        values = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{beside.name} is not valid TOML: {error}.") from error
    return dataset_from(Section(beside.name, "", values), known)


def dataset_from(block: Section, known: DatasetInfo | None = None) -> DatasetInfo:
    """The data set that a block describes; what it leaves out is as `known`, else at its default."""
    block.only("id", "title", "publisher", "licence", "source", "confidence", "invented", "note")
    base = known or DatasetInfo(id="", title="")
    texts = {
        name: block.text(name) or getattr(base, name)
        for name in ("id", "title", "publisher", "licence", "source", "note")
    }
    if not DATASET_ID.fullmatch(texts["id"]):
        raise block.wrong(
            f"has id = '{texts['id']}'. An id is lower-case letters, digits and hyphens, such as our-partners"
        )
    return DatasetInfo(
        **{**texts, "title": texts["title"] or texts["id"]},
        confidence=_confidence(block, base.confidence),
        invented=block.flag("invented", default=base.invented),
    )


def _confidence(block: Section, default: Decimal) -> Decimal:
    given = block.values.get("confidence", default)
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal) or not 0 <= given <= 1:
        raise block.wrong(f"has confidence = {given!r}, which should be a number from 0 to 1")
    return Decimal(str(given))
