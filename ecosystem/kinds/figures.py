"""What is counted, paid, decided and read: money, decisions, measures, sources."""

from __future__ import annotations

from rdflib import DCTERMS, FOAF

from ecosystem.kinds.fields import BASIC, EVIDENCE, GROUP, PERIOD, PLACES, SOURCE_ID, THEMES, Field, Kind
from ontology import CV, SVE

_DECISION = (
    *BASIC,
    Field("decided_by", SVE.decidedBy, "ref", many=True, to="organisation"),
    Field("date", SVE.decidedOn, "date"),
    Field("procures", SVE.procures, "ref", many=True, to="effort"),
)
_FIGURE = (
    SOURCE_ID,
    Field("indicator", SVE.ofIndicator, "ref", to="indicator"),
    Field("reported_by", SVE.reportedBy, "ref", to="organisation"),
    Field("value", SVE.value, "decimal"),
    Field("value_text", SVE.valueText, "string"),
    Field("unit", SVE.unit, "string"),
    PLACES,
    GROUP,
    EVIDENCE,
    *PERIOD,
)

FIGURES = (
    Kind(
        "spend",
        "spend",
        SVE.Spend,
        "sum of money",
        (
            *BASIC,
            Field("payer", SVE.payer, "ref", to="organisation"),
            Field("payee", SVE.payee, "ref", to="organisation"),
            Field("funds", SVE.funds, "ref", many=True, to="effort"),
            Field("amount", SVE.amount, "decimal"),
            Field("currency", SVE.currency, "string"),
            Field("status", SVE.spendStatus, "concept", scheme="spend-status"),
            *PERIOD,
        ),
    ),
    Kind(
        "amount-report",
        "amount-report",
        SVE.AmountReport,
        "another figure for the same money",
        (
            Field("spend", SVE.hasAmountReport, "ref", to="spend", inverse=True),
            Field("amount", SVE.amount, "decimal"),
            Field("status", SVE.spendStatus, "concept", scheme="spend-status"),
            Field("reported_in", SVE.reportedIn, "string"),
        ),
    ),
    Kind(
        "allocation",
        "allocation",
        SVE.Allocation,
        "share of a sum of money",
        (
            SOURCE_ID,
            Field("spend", SVE.allocates, "ref", to="spend"),
            Field("outcome", SVE.toOutcome, "ref", to="outcome"),
            Field("share", SVE.share, "share"),
        ),
    ),
    Kind("decision", "decision", SVE.Decision, "decision", _DECISION),
    Kind("procurement-decision", "decision", SVE.ProcurementDecision, "procurement decision", _DECISION),
    Kind(
        "lot",
        "lot",
        SVE.Lot,
        "lot",
        (
            *BASIC,
            Field("decision", SVE.hasLot, "ref", to="decision", inverse=True),
            Field("outcomes", SVE.targetsOutcome, "ref", many=True, to="outcome"),
        ),
    ),
    Kind(
        "criterion",
        "criterion",
        SVE.Criterion,
        "criterion",
        (
            *BASIC,
            Field("decision", SVE.hasCriterion, "ref", to="decision", inverse=True),
            Field("kind", SVE.criterionKind, "concept", scheme="criterion-kind"),
            Field("weight", CV.weight, "decimal"),
            Field("basis", SVE.weightBasis, "concept", scheme="weight-basis"),
        ),
    ),
    Kind(
        "indicator",
        "indicator",
        SVE.Indicator,
        "indicator",
        (
            *BASIC,
            Field("outcomes", SVE.forOutcome, "ref", many=True, to="outcome"),
            THEMES,
            Field("direction", SVE.direction, "concept", scheme="direction"),
            Field("unit", SVE.unit, "string"),
        ),
    ),
    Kind(
        "measurement",
        "measurement",
        SVE.Measurement,
        "measurement",
        (*_FIGURE, Field("kind", SVE.measurementKind, "concept", scheme="measurement-kind")),
    ),
    Kind("target", "measurement", SVE.Target, "target", _FIGURE),
    Kind(
        "evidence",
        "evidence",
        SVE.Evidence,
        "source",
        (
            *BASIC,
            Field("publisher", DCTERMS.publisher, "string"),
            Field("licence", DCTERMS.license, "string"),
            Field("link", FOAF.page, "link"),
            Field("date", DCTERMS.issued, "date"),
            Field("level", SVE.evidenceLevel, "concept", scheme="evidence-level"),
        ),
    ),
)
