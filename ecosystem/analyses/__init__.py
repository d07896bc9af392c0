"""The analyses: pure functions of the ecosystem graph, listed by hand in the order they are shown in."""

from __future__ import annotations

from ecosystem.analyses import (
    alignment,
    brokers,
    clusters,
    fragmentation,
    gaps,
    journeys,
    left_behind,
    might_talk,
    near_outcomes,
    north_star,
    overlap,
    positions,
    reuse,
    same_record,
    tagging,
)
from ecosystem.analyses.analysis import Analysis

_ALL = (
    same_record.ANALYSIS,
    tagging.ANALYSIS,
    alignment.ANALYSIS,
    near_outcomes.ANALYSIS,
    might_talk.ANALYSIS,
    overlap.ANALYSIS,
    gaps.ANALYSIS,
    left_behind.ANALYSIS,
    fragmentation.ANALYSIS,
    north_star.ANALYSIS,
    brokers.ANALYSIS,
    journeys.ANALYSIS,
    reuse.ANALYSIS,
    positions.ANALYSIS,
    clusters.ANALYSIS,
)

ANALYSES: dict[str, Analysis] = {analysis.name: analysis for analysis in _ALL}

__all__ = ["ANALYSES", "Analysis"]
