"""Which outcomes do efforts work for that nobody has recorded? Beliefs, and proposals for people to judge."""

from __future__ import annotations

from ecosystem.analyses.tagging.mapped import Beliefs, beliefs
from ecosystem.analyses.tagging.proposing import ANALYSIS

__all__ = ["ANALYSIS", "Beliefs", "beliefs"]
