"""The analyses: pure functions of the ecosystem graph, listed by hand in the order they are shown in."""

from __future__ import annotations

from ecosystem.analyses import alignment, gaps, overlap, same_record
from ecosystem.analyses.analysis import Analysis

_ALL = (same_record.ANALYSIS, alignment.ANALYSIS, overlap.ANALYSIS, gaps.ANALYSIS)

ANALYSES: dict[str, Analysis] = {analysis.name: analysis for analysis in _ALL}

__all__ = ["ANALYSES", "Analysis"]
