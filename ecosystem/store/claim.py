"""Is this folder ours? Nothing is ever deleted in a folder that does not carry our sign."""

from __future__ import annotations

from pathlib import Path

from ecosystem.errors import ConfigError
from ecosystem.store.durable import write_durably

FORMAT = "1"
"""The number of the layout, kept in the file called format."""

_OURS = ("live", "versions")


def check_ours(root: Path) -> None:
    """Raises ConfigError unless the folder is ours, or has nothing where our folders would be."""
    if root.exists() and not root.is_dir():
        raise ConfigError(f"The data folder {root} is a file. Choose a folder with --data.")
    used = [name for name in _OURS if (root / name).exists()]  # asked first: another process may claim it now
    try:
        found = (root / "format").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if used:
            raise ConfigError(
                f"The folder {root} holds something else (a folder called {used[0]!r}). "
                "Choose another with --data."
            ) from None
        return
    except OSError as error:
        raise ConfigError(
            f"The data folder {root} cannot be read: {error.strerror}. Choose another with --data."
        ) from error
    if found != FORMAT:
        raise ConfigError(
            f"The data folder {root} has format {found[:20]!r}; this release reads format {FORMAT}. "
            "Use the release that wrote it, or choose another folder with --data."
        )


def claim(root: Path) -> None:
    """Make the folder ours; called with its lock held.

    The sign comes first, so that a claim that was killed half-way does not look foreign.
    """
    if not (root / "format").exists():
        write_durably(root / "format", f"{FORMAT}\n".encode())
    (root / "versions").mkdir(exist_ok=True)
