"""Some of what an analysis saw and did not publish, drawn by chance, so that people can judge what is missed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ecosystem.findings import Finding, Unlisted

DRAWN = 20
"""How many are drawn: what a sheet of 200 rows takes, and more than most judge of one run."""


def unlisted(number: int, seed: int, finding: Callable[[int], Finding]) -> Unlisted:
    """`DRAWN` of so many (all where they are fewer), each as the finding that it would be; no two alike."""
    places = np.random.default_rng(seed).choice(number, min(DRAWN, number), replace=False)
    drawn = {found.involves: found for found in map(finding, sorted(places.tolist()))}
    return Unlisted(number, tuple(drawn.values()))
