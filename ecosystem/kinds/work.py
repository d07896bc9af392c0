"""What is done, for whom and with what: efforts, reach, journeys, solutions, and how they spread."""

from __future__ import annotations

from ecosystem.kinds.fields import (
    BASIC,
    EVIDENCE,
    GROUP,
    LIFE_STAGES,
    PERIOD,
    PLACES,
    SOURCE_ID,
    START,
    THEMES,
    Field,
    Kind,
)
from ontology import SVE

_EFFORT = (
    *BASIC,
    Field("delivered_by", SVE.deliveredBy, "ref", many=True, to="organisation"),
    Field("commissioned_by", SVE.commissionedBy, "ref", many=True, to="organisation"),
    Field("outcomes", SVE.targetsOutcome, "ref", many=True, to="outcome"),
    Field("groups", SVE.serves, "ref", many=True, to="group", scheme="group"),
    Field("activity_kinds", SVE.activityKind, "ref", many=True, to="activity-kind", scheme="activity-kind"),
    PLACES,
    Field("life_events", SVE.supportsLifeEvent, "concept", many=True, scheme="life-event"),
    LIFE_STAGES,
    Field("part_of", SVE.partOfEffort, "ref", many=True, to="effort"),
    THEMES,
    Field("solutions", SVE.usesSolution, "ref", many=True, to="solution"),
    *PERIOD,
)

WORK = (
    Kind("programme", "effort", SVE.Programme, "programme", _EFFORT),
    Kind("service", "effort", SVE.Service, "service", _EFFORT),
    Kind("activity", "effort", SVE.Activity, "activity", _EFFORT),
    Kind(
        "reach",
        "reach",
        SVE.Reach,
        "reach",
        (
            SOURCE_ID,
            Field("effort", SVE.effort, "ref", to="effort"),
            GROUP,
            Field("place", SVE.inArea, "ref", to="area"),
            Field("planned", SVE.plannedReach, "integer", people=True),
            Field("actual", SVE.actualReach, "integer", people=True),
            EVIDENCE,
            *PERIOD,
        ),
    ),
    Kind(
        "need",
        "need",
        SVE.NeedEstimate,
        "estimate of need",
        (
            SOURCE_ID,
            GROUP,
            Field("place", SVE.inArea, "ref", to="area"),
            Field("outcome", SVE.needFor, "ref", to="outcome"),
            Field("needed", SVE.estimatedNeed, "integer", people=True),
            EVIDENCE,
            *PERIOD,
        ),
    ),
    Kind(
        "journey",
        "journey",
        SVE.Journey,
        "journey",
        (
            *BASIC,
            Field("life_event", SVE.supportsLifeEvent, "concept", scheme="life-event"),
            LIFE_STAGES,
        ),
    ),
    Kind(
        "journey-step",
        "journey-step",
        SVE.JourneyStep,
        "step of a journey",
        (
            *BASIC,
            Field("journey", SVE.hasStep, "ref", to="journey", inverse=True),
            Field("position", SVE.position, "integer"),
            Field("service", SVE.stepService, "ref", to="effort"),
            Field("data_shared", SVE.dataShared, "boolean"),
            Field("handover_agreed", SVE.handoverAgreed, "boolean"),
            Field("hands_over_to", SVE.handsOverTo, "ref", to="journey-step"),
        ),
    ),
    Kind(
        "solution",
        "solution",
        SVE.Solution,
        "solution",
        (
            *BASIC,
            Field("owner", SVE.ownedBy, "ref", to="organisation"),
            Field(
                "capabilities", SVE.realisesCapability, "ref", many=True, to="capability", scheme="capability"
            ),
            Field("availability", SVE.availability, "concept", scheme="availability"),
            Field("open_to_reuse", SVE.openToReuse, "boolean"),
            Field("built_from", SVE.builtFrom, "ref", many=True, to="solution"),
        ),
    ),
    Kind(
        "exchange-event",
        "exchange-event",
        SVE.ExchangeEvent,
        "event",
        (
            *BASIC,
            Field("date", SVE.heldOn, "date"),
            Field("attended_by", SVE.attendedBy, "ref", many=True, to="organisation"),
            PLACES,
        ),
    ),
    Kind(
        "insight",
        "insight",
        SVE.Insight,
        "insight",
        (
            *BASIC,
            Field("shared_at", SVE.sharedAt, "ref", to="exchange-event"),
            Field("origin", SVE.originOrganisation, "ref", to="organisation"),
            Field("solutions", SVE.concernsSolution, "ref", many=True, to="solution"),
            Field("sectors", SVE.applicableToSector, "concept", many=True, scheme="sector"),
            EVIDENCE,
        ),
    ),
    Kind(
        "adoption",
        "adoption",
        SVE.Adoption,
        "adoption",
        (
            SOURCE_ID,
            Field("organisation", SVE.organisation, "ref", to="organisation"),
            Field("solution", SVE.adopted, "ref", to="solution"),
            Field("insight", SVE.adopted, "ref", to="insight"),
            Field("adopted_from", SVE.adoptedFrom, "ref", to="organisation"),
            START,
            Field("result", SVE.result),
            Field("money_freed", SVE.saving, "ref", to="spend"),
            EVIDENCE,
        ),
    ),
)
