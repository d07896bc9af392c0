"""Who there is, where, and what they want: organisations, places, objectives, outcomes, and ties between them."""

from __future__ import annotations

from rdflib import FOAF, ORG

from ecosystem.kinds.fields import (
    BASIC,
    EVIDENCE,
    OBJECTIVES,
    PERIOD,
    PLACES,
    SOURCE_ID,
    START,
    THEMES,
    Field,
    Kind,
)
from ontology import SVE

_OUTCOME = (
    *BASIC,
    Field("objectives", SVE.forObjective, "ref", many=True, to="objective"),
    THEMES,
    Field("outcome_list", SVE.outcomeList, "string"),
)

BODIES = (
    Kind(
        "organisation",
        "organisation",
        ORG.Organization,
        "organisation",
        (
            *BASIC,
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
        "area",
        "area",
        SVE.Area,
        "place",
        (
            *BASIC,
            Field("code", SVE.areaCode, "string"),
            Field("within", SVE.withinArea, "ref", many=True, to="area"),
        ),
    ),
    Kind(
        "objective",
        "objective",
        SVE.Objective,
        "objective",
        (*BASIC, Field("part_of", SVE.partOfObjective, "ref", many=True, to="objective")),
    ),
    Kind(
        "ecosystem",
        "ecosystem",
        SVE.Ecosystem,
        "ecosystem",
        (
            *BASIC,
            PLACES,
            Field("organisations", SVE.inEcosystem, "ref", many=True, to="organisation", inverse=True),
            Field("objectives", SVE.inEcosystem, "ref", many=True, to="objective", inverse=True),
        ),
    ),
    Kind(
        "outcome",
        "outcome",
        SVE.Outcome,
        "outcome of one organisation",
        (*_OUTCOME, Field("owner", SVE.ownedBy, "ref", to="organisation")),
    ),
    Kind("shared-outcome", "outcome", SVE.SharedOutcome, "shared outcome", _OUTCOME),
    Kind(
        "outcome-alignment",
        "outcome-alignment",
        SVE.OutcomeAlignment,
        "alignment of two outcomes",
        (
            SOURCE_ID,
            Field("outcome", SVE.localOutcome, "ref", to="outcome"),
            Field("shared_outcome", SVE.sharedOutcome, "ref", to="outcome"),
            Field("strength", SVE.strength, "share"),
            Field("basis", SVE.basis, "concept", scheme="alignment-basis"),
            EVIDENCE,
        ),
    ),
    Kind(
        "commitment",
        "commitment",
        SVE.Commitment,
        "commitment",
        (
            SOURCE_ID,
            Field("organisation", SVE.organisation, "ref", to="organisation"),
            Field("objective", SVE.objective, "ref", to="objective"),
            Field("role", SVE.commitmentRole, "concept", scheme="role"),
            Field("priority", SVE.priority, "integer"),
            EVIDENCE,
            *PERIOD,
        ),
    ),
    Kind(
        "collaboration",
        "collaboration",
        SVE.Collaboration,
        "collaboration",
        (
            *BASIC,
            OBJECTIVES,
            Field("stage", SVE.collaborationStage, "concept", scheme="collaboration-stage"),
            EVIDENCE,
            *PERIOD,
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
            Field("strength", SVE.strength, "share"),
        ),
    ),
    Kind(
        "advocacy-position",
        "advocacy-position",
        SVE.AdvocacyPosition,
        "position",
        (
            *BASIC,
            Field("addressed_to", SVE.addressedTo, "ref", many=True, to="organisation"),
            OBJECTIVES,
            Field("status", SVE.positionStatus, "concept", scheme="position-status"),
            START,
            EVIDENCE,
        ),
    ),
    Kind(
        "endorsement",
        "endorsement",
        SVE.Endorsement,
        "endorsement",
        (
            SOURCE_ID,
            Field("position", SVE.onPosition, "ref", to="advocacy-position"),
            Field("organisation", SVE.organisation, "ref", to="organisation"),
            Field("stance", SVE.stance, "concept", scheme="stance"),
            START,
            EVIDENCE,
        ),
    ),
)
