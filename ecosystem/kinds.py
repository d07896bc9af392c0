"""What a row may speak about, and what each of its fields means in the ontology.

One table: the importer knows from it which fields there are and what they hold, `triples` which property
each becomes, `validation` which column a complaint about a property belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rdflib import DCTERMS, FOAF, ORG, SKOS, URIRef

from ontology import CV, SVE

FieldType = Literal["text", "string", "decimal", "integer", "date", "boolean", "link", "ref", "concept"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind.

    `text` becomes an English language string, `string` a plain one (identifiers are never numbers).
    A `ref` points at a record of the family `to`; where `scheme` is given too, a value that names no record
    may name a concept of that shipped scheme. A `concept` is always one of a shipped scheme.
    `inverse`: the triple runs from the value to the record (a step is written on its journey).
    `people`: it counts people, and a count so small that somebody might be recognised is not loaded.
    """

    name: str
    predicate: URIRef
    type: FieldType = "text"
    many: bool = False
    to: str = ""
    scheme: str = ""
    inverse: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of records. Kinds of one `family` share their keys, names and references."""

    name: str
    family: str
    rdf_class: URIRef
    title: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name; KeyError where this kind has none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


_NAME = Field("name", SKOS.prefLabel)
_OTHER_NAMES = Field("other_names", SKOS.altLabel, many=True)
_DESCRIPTION = Field("description", DCTERMS.description)
_SOURCE_ID = Field("source_id", DCTERMS.identifier, "string")
_START = Field("start", SVE.start, "date")
_END = Field("end", SVE.end, "date")
_EVIDENCE = Field("evidence", SVE.evidence, "ref", many=True, to="evidence")
_BASIC = (_NAME, _OTHER_NAMES, _DESCRIPTION, _SOURCE_ID)
_PERIOD = (_START, _END)

_OUTCOME = (
    *_BASIC,
    Field("objectives", SVE.forObjective, "ref", many=True, to="objective"),
    Field("themes", SVE.theme, "ref", many=True, to="theme"),
    Field("outcome_list", SVE.outcomeList, "string"),
)
_EFFORT = (
    *_BASIC,
    Field("delivered_by", SVE.deliveredBy, "ref", many=True, to="organisation"),
    Field("commissioned_by", SVE.commissionedBy, "ref", many=True, to="organisation"),
    Field("outcomes", SVE.targetsOutcome, "ref", many=True, to="outcome"),
    Field("groups", SVE.serves, "ref", many=True, to="group", scheme="group"),
    Field("activity_kinds", SVE.activityKind, "ref", many=True, to="activity-kind", scheme="activity-kind"),
    Field("places", SVE.inArea, "ref", many=True, to="area"),
    Field("life_events", SVE.supportsLifeEvent, "concept", many=True, scheme="life-event"),
    Field("part_of", SVE.partOfEffort, "ref", many=True, to="effort"),
    Field("themes", SVE.theme, "ref", many=True, to="theme"),
    *_PERIOD,
)
_DECISION = (
    *_BASIC,
    Field("decided_by", SVE.decidedBy, "ref", many=True, to="organisation"),
    Field("date", SVE.decidedOn, "date"),
    Field("procures", SVE.procures, "ref", many=True, to="effort"),
)

_ALL = (
    Kind(
        "organisation",
        "organisation",
        ORG.Organization,
        "organisation",
        (
            *_BASIC,
            Field("official_id", SVE.orgId, "string", many=True),
            Field("claimed_id", SVE.claimedOrgId, "string", many=True),
            Field("sector", SVE.sector, "concept", scheme="sector"),
            Field("type", ORG.classification, "concept", scheme="org-type"),
            Field("part_of", ORG.subOrganizationOf, "ref", to="organisation"),
            Field("places", SVE.operatesIn, "ref", many=True, to="area"),
            Field("website", FOAF.homepage, "link"),
        ),
    ),
    Kind(
        "objective",
        "objective",
        SVE.Objective,
        "objective",
        (*_BASIC, Field("part_of", SVE.partOfObjective, "ref", many=True, to="objective")),
    ),
    Kind(
        "outcome",
        "outcome",
        SVE.Outcome,
        "outcome of one organisation",
        (*_OUTCOME, Field("owner", SVE.ownedBy, "ref", to="organisation")),
    ),
    Kind("shared-outcome", "outcome", SVE.SharedOutcome, "shared outcome", _OUTCOME),
    Kind("programme", "effort", SVE.Programme, "programme", _EFFORT),
    Kind("service", "effort", SVE.Service, "service", _EFFORT),
    Kind("activity", "effort", SVE.Activity, "activity", _EFFORT),
    Kind(
        "group",
        "group",
        SVE.BeneficiaryGroup,
        "group of people",
        (
            *_BASIC,
            Field("broader", SKOS.broader, "ref", many=True, to="group", scheme="group"),
            Field("same_as", SKOS.exactMatch, "concept", scheme="group"),
        ),
    ),
    Kind(
        "activity-kind",
        "activity-kind",
        SVE.ActivityKind,
        "kind of activity",
        (*_BASIC, Field("same_as", SKOS.exactMatch, "concept", scheme="activity-kind")),
    ),
    Kind(
        "theme",
        "theme",
        SVE.Theme,
        "theme",
        (*_BASIC, Field("broader", SKOS.broader, "ref", many=True, to="theme")),
    ),
    Kind(
        "area",
        "area",
        SVE.Area,
        "place",
        (
            *_BASIC,
            Field("code", SVE.areaCode, "string"),
            Field("within", SVE.withinArea, "ref", many=True, to="area"),
        ),
    ),
    Kind(
        "commitment",
        "commitment",
        SVE.Commitment,
        "commitment",
        (
            _SOURCE_ID,
            Field("organisation", SVE.organisation, "ref", to="organisation"),
            Field("objective", SVE.objective, "ref", to="objective"),
            Field("role", SVE.commitmentRole, "concept", scheme="role"),
            Field("priority", SVE.priority, "integer"),
            _EVIDENCE,
            *_PERIOD,
        ),
    ),
    Kind(
        "reach",
        "reach",
        SVE.Reach,
        "reach",
        (
            _SOURCE_ID,
            Field("effort", SVE.effort, "ref", to="effort"),
            Field("group", SVE.group, "ref", to="group", scheme="group"),
            Field("place", SVE.inArea, "ref", to="area"),
            Field("planned", SVE.plannedReach, "integer", people=True),
            Field("actual", SVE.actualReach, "integer", people=True),
            _EVIDENCE,
            *_PERIOD,
        ),
    ),
    Kind(
        "need",
        "need",
        SVE.NeedEstimate,
        "estimate of need",
        (
            _SOURCE_ID,
            Field("group", SVE.group, "ref", to="group", scheme="group"),
            Field("place", SVE.inArea, "ref", to="area"),
            Field("outcome", SVE.needFor, "ref", to="outcome"),
            Field("needed", SVE.estimatedNeed, "integer", people=True),
            _EVIDENCE,
            *_PERIOD,
        ),
    ),
    Kind(
        "collaboration",
        "collaboration",
        SVE.Collaboration,
        "collaboration",
        (
            *_BASIC,
            Field("objectives", SVE.aboutObjective, "ref", many=True, to="objective"),
            Field("stage", SVE.collaborationStage, "concept", scheme="collaboration-stage"),
            _EVIDENCE,
            *_PERIOD,
        ),
    ),
    Kind(
        "participation",
        "participation",
        SVE.Participation,
        "part in a collaboration",
        (
            Field("collaboration", SVE.hasParticipation, "ref", to="collaboration", inverse=True),
            Field("organisation", SVE.participant, "ref", to="organisation"),
            Field("role", SVE.participationRole, "concept", scheme="role"),
            Field("strength", SVE.strength, "decimal"),
        ),
    ),
    Kind(
        "spend",
        "spend",
        SVE.Spend,
        "sum of money",
        (
            *_BASIC,
            Field("payer", SVE.payer, "ref", to="organisation"),
            Field("payee", SVE.payee, "ref", to="organisation"),
            Field("funds", SVE.funds, "ref", many=True, to="effort"),
            Field("amount", SVE.amount, "decimal"),
            Field("currency", SVE.currency, "string"),
            Field("status", SVE.spendStatus, "concept", scheme="spend-status"),
            *_PERIOD,
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
    Kind("decision", "decision", SVE.Decision, "decision", _DECISION),
    Kind("procurement-decision", "decision", SVE.ProcurementDecision, "procurement decision", _DECISION),
    Kind(
        "criterion",
        "criterion",
        SVE.Criterion,
        "criterion",
        (
            *_BASIC,
            Field("decision", SVE.hasCriterion, "ref", to="decision", inverse=True),
            Field("kind", SVE.criterionKind, "concept", scheme="criterion-kind"),
            Field("weight", CV.weight, "decimal"),
            Field("basis", SVE.weightBasis, "concept", scheme="weight-basis"),
        ),
    ),
    Kind(
        "journey",
        "journey",
        SVE.Journey,
        "journey",
        (*_BASIC, Field("life_event", SVE.supportsLifeEvent, "concept", scheme="life-event")),
    ),
    Kind(
        "journey-step",
        "journey-step",
        SVE.JourneyStep,
        "step of a journey",
        (
            *_BASIC,
            Field("journey", SVE.hasStep, "ref", to="journey", inverse=True),
            Field("position", SVE.position, "integer"),
            Field("service", SVE.stepService, "ref", to="effort"),
            Field("data_shared", SVE.dataShared, "boolean"),
            Field("handover_agreed", SVE.handoverAgreed, "boolean"),
        ),
    ),
    Kind(
        "evidence",
        "evidence",
        SVE.Evidence,
        "source",
        (
            *_BASIC,
            Field("publisher", DCTERMS.publisher, "string"),
            Field("licence", DCTERMS.license, "string"),
            Field("link", FOAF.page, "link"),
            Field("date", DCTERMS.issued, "date"),
        ),
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
FAMILIES: frozenset[str] = frozenset(kind.family for kind in _ALL)
EFFORT_KINDS: tuple[str, ...] = tuple(kind.name for kind in _ALL if kind.family == "effort")
