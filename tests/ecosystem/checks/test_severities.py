"""How grave each breach is, worked out by hand from the table of rules in the design of the ontology (section 4).

Violation: the row cannot be loaded. Warning: it can, and an analysis is weaker for it. Info: advice.
The one that differs from the design says so beside it, and in the shapes.
"""

from __future__ import annotations

import pytest
from rdflib import SH

import ontology
from ontology import SVS

WANTED = {
    "Organisation-one-name Organisation-sector Organisation-number-form": SH.Violation,
    "Organisation-company-number-short OfficialNumber-one-body": SH.Violation,
    "Organisation-any-number": SH.Warning,
    "Circle-objective Circle-place Circle-concept Circle-organisation": SH.Violation,
    "Commitment-organisation Commitment-objective": SH.Violation,
    "Endorsement-organisation Endorsement-position": SH.Violation,
    "Adoption-organisation Adoption-what": SH.Violation,
    "Value-organisation Value-objective": SH.Violation,
    "Outcome SharedOutcome-owner": SH.Violation,
    "Measure Period-order Measure-same-unit": SH.Violation,
    "Measurement-agrees": SH.Warning,
    "Indicator-unit": SH.Warning,
    "Indicator-direction": SH.Warning,  # Violation in the design: published tables seldom say it
    "Effort-outcome Effort-group Effort-kind Effort-place": SH.Warning,
    "Reach-planned Reach-actual NeedEstimate-needed": SH.Violation,
    "Reach-plausible": SH.Warning,
    "Collaboration-participants Participation-once": SH.Violation,
    "Participation-strength Confidence-number Allocation-share": SH.Violation,
    "OutcomeAlignment-strength": SH.Violation,
    "Positions-once Positions-whole": SH.Violation,
    "Journey-supported": SH.Warning,
    "Weights Criterion-kind": SH.Violation,
    "Decision-past": SH.Warning,
    "Decision-social-value": SH.Info,
    "Amount-amount Amount-status Spend-currency Spend-payer": SH.Violation,
    "Spend-for": SH.Warning,
    "Allocation-sum": SH.Violation,
    "Finding-run Finding-score Finding-comparability Finding-involves Finding-evidence": SH.Violation,
    "AnalysisRun-method AnalysisRun-seed AnalysisRun-used": SH.Violation,
    "Dataset-title Dataset-confidence": SH.Violation,
    "Canonical-direct Canonical-one IdentityLink-status": SH.Violation,
    "Privacy-texts": SH.Violation,
}


@pytest.mark.parametrize(("rule", "wanted"), [(r, w) for rules, w in WANTED.items() for r in rules.split()])
def test_a_rule_is_as_grave_as_the_design_says(rule: str, wanted: object) -> None:
    assert list(ontology.shapes().objects(SVS[rule], SH.severity)) == [wanted]
