"""How a statement reads as words: each property from both of its ends."""

from __future__ import annotations

from functools import cache

from rdflib import DCAT, DCTERMS, FOAF, ORG, PROV, RDFS, SKOS, URIRef

import ontology
from ontology import CV, SVE

# In the order in which a page gives them: what people ask for first, identifiers last.
_BOTH_WAYS: dict[URIRef, tuple[str, str]] = {
    SKOS.prefLabel: ("Name", "Name of"),
    SKOS.altLabel: ("Also called", "Other name of"),
    DCTERMS.title: ("Title", "Title of"),
    DCTERMS.description: ("Description", "Description of"),
    SVE.sector: ("Sector", "Organisations of this sector"),
    ORG.classification: ("Type", "Type of"),
    ORG.subOrganizationOf: ("Part of", "Its parts"),
    SVE.organisation: ("Organisation", "Commits to"),
    SVE.objective: ("Objective", "Pursued by"),
    SVE.commitmentRole: ("Role", "Role in"),
    SVE.priority: ("Priority", "Priority of"),
    SVE.hasParticipation: ("Who takes part", "Takes part in"),
    SVE.participant: ("Takes part", "Collaborations"),
    SVE.participationRole: ("Role", "Role of"),
    SVE.collaborationStage: ("Stage", "Stage of"),
    SVE.aboutObjective: ("About the objective", "Collaborations about it"),
    SVE.strength: ("Strength, 0 to 1", "Strength of"),
    SVE.deliveredBy: ("Delivered by", "Delivers"),
    SVE.commissionedBy: ("Commissioned by", "Commissions"),
    SVE.targetsOutcome: ("Works for", "Worked for by"),
    SVE.ownedBy: ("Outcome of", "Outcomes of its own"),
    SVE.forObjective: ("Stands for the objective", "Outcomes that stand for it"),
    SVE.partOfObjective: ("Part of", "Its parts"),
    SVE.outcomeList: ("List of outcomes", "List of"),
    SVE.localOutcome: ("Outcome of one organisation", "Alignments with shared outcomes"),
    SVE.sharedOutcome: ("Shared outcome", "Outcomes aligned with it"),
    SVE.basis: ("Found by", "Alignments found so"),
    SVE.alignsWith: ("Means much the same as", "Outcomes that mean much the same"),
    SVE.contributesTo: ("Contributes to", "Organisations that contribute"),
    SVE.underObjective: ("Somewhere under the objective", "Objectives somewhere under it"),
    SVE.serves: ("For", "Served by"),
    SVE.activityKind: ("Kind of activity", "Done by"),
    SVE.inArea: ("Place", "What is recorded for this place"),
    SVE.operatesIn: ("Works in", "Organisations that work here"),
    SVE.supportsLifeEvent: ("Life event", "Helps with this life event"),
    SVE.atLifeStage: ("Life stage", "For people at this stage"),
    SVE.usesSolution: ("Uses", "Used by"),
    SVE.partOfEffort: ("Part of", "Its parts"),
    SVE.theme: ("Theme", "Has this theme"),
    SVE.inEcosystem: ("Mapped as part of", "What is mapped here"),
    SVE.realisesCapability: ("Makes possible", "Solutions for it"),
    SVE.availability: ("Available", "Solutions available so"),
    SVE.openToReuse: ("Open to others to use", "Openness of"),
    SVE.builtFrom: ("Built from", "Others built from it"),
    SVE.adopted: ("Taken up", "Taken up by"),
    SVE.adoptedFrom: ("Taken from", "Others took from it"),
    SVE.reusesFrom: ("Took something up from", "Others that took something up"),
    SVE.result: ("Result", "Result of"),
    SVE.saving: ("Money freed", "Freed by"),
    SVE.heldOn: ("Held on", "Date of"),
    SVE.attendedBy: ("Attended by", "Events attended"),
    SVE.sharedAt: ("Shared at", "Insights shared there"),
    SVE.originOrganisation: ("Comes from", "Insights it gave"),
    SVE.concernsSolution: ("About the solution", "Insights about it"),
    SVE.applicableToSector: ("Of use to", "Insights of use here"),
    SVE.addressedTo: ("Addressed to", "Positions addressed to it"),
    SVE.positionStatus: ("Status", "Positions of this status"),
    SVE.onPosition: ("Position", "Who said what to it"),
    SVE.stance: ("Stance", "Stances of this kind"),
    SVE.hasStep: ("Steps", "Step of"),
    SVE.stepService: ("Service", "Step of a journey"),
    SVE.dataShared: ("Data shared with the next step", "Shared by"),
    SVE.handoverAgreed: ("Handover agreed", "Agreed by"),
    SVE.handsOverTo: ("Hands over to", "Takes over from"),
    SVE.effort: ("Programme or service", "Reach recorded"),
    SVE.group: ("Group of people", "Need and reach recorded"),
    SVE.actualReach: ("People reached", "Number reached of"),
    SVE.plannedReach: ("People planned for", "Number planned of"),
    SVE.needFor: ("Needed for the outcome", "Need recorded"),
    SVE.estimatedNeed: ("People in need (estimate)", "Estimate of"),
    SVE.forOutcome: ("Says how far this is reached", "Indicators"),
    SVE.direction: ("Wanted direction", "Indicators of this direction"),
    SVE.ofIndicator: ("Indicator", "Values"),
    SVE.measurementKind: ("Kind of value", "Values of this kind"),
    SVE.value: ("Value", "Value of"),
    SVE.valueText: ("Value in words", "Value in words of"),
    SVE.unit: ("Unit", "Unit of"),
    SVE.reportedBy: ("Reported by", "Values reported"),
    SVE.payer: ("Paid by", "Money given"),
    SVE.payee: ("Paid to", "Money received"),
    SVE.amount: ("Amount", "Amount of"),
    SVE.currency: ("Currency", "Currency of"),
    SVE.spendStatus: ("Status", "Money of this status"),
    SVE.funds: ("Pays for", "Money recorded"),
    SVE.hasAmountReport: ("Another figure for the same money", "Another figure for"),
    SVE.reportedIn: ("Reported in", "Reports"),
    SVE.allocates: ("Share of", "What it is for"),
    SVE.toOutcome: ("For the outcome", "Money set against it"),
    SVE.share: ("Share, 0 to 1", "Share of"),
    SVE.decidedBy: ("Decided by", "Decisions taken"),
    SVE.decidedOn: ("Decided on", "Date of"),
    SVE.procures: ("Buys", "Bought through"),
    SVE.hasLot: ("Lots", "Lot of"),
    SVE.hasCriterion: ("Criteria", "Criterion of"),
    SVE.criterionKind: ("Kind of criterion", "Criteria of this kind"),
    CV.weight: ("Weight", "Weight of"),
    SVE.weightBasis: ("Weight counted in", "Weights counted so"),
    SKOS.broader: ("Part of the wider", "Includes"),
    SKOS.exactMatch: ("Same as", "Same as"),
    SVE.areaCode: ("Code", "Code of"),
    SVE.withinArea: ("Within", "Places within it"),
    SVE.insideArea: ("Somewhere inside", "Places somewhere inside it"),
    SVE.start: ("Starts", "Start of"),
    SVE.end: ("Ends", "End of"),
    SVE.position: ("Place in the order", "Place of"),
    SVE.orgId: ("Official number", "Official number of"),
    SVE.claimedOrgId: ("Number as given", "Number of"),
    FOAF.homepage: ("Website", "Website of"),
    SVE.evidence: ("Stated in", "Statements it supports"),
    DCTERMS.publisher: ("Published by", "Publishes"),
    DCTERMS.license: ("Licence", "Licence of"),
    DCTERMS.issued: ("Dated", "Date of"),
    FOAF.page: ("Link", "Link of"),
    SVE.evidenceLevel: ("How strong", "Sources this strong"),
    DCTERMS.source: ("Source", "Source of"),
    PROV.used: ("Looked at", "Looked at by"),
    PROV.wasDerivedFrom: ("Read from", "Things read from this row"),
    SVE.hasFamily: ("Comparisons made", "Made by"),
    DCTERMS.isPartOf: ("Row of", "Has the row"),
    DCTERMS.hasPart: ("Held in", "Holds"),
    URIRef(str(DCAT._NS) + "version"): ("Version", "Version of"),
    DCTERMS.identifier: ("Identifier in the source", "Identifier of"),
}
_OF_A_KIND: dict[tuple[URIRef, str], tuple[str, str]] = {
    (SVE.organisation, "adoption"): ("Organisation", "Takes up"),
    (SVE.organisation, "endorsement"): ("Organisation", "Stands on positions"),
    (SVE.aboutObjective, "advocacy-position"): ("About the objective", "Positions about it"),
    (SVE.ownedBy, "solution"): ("Owned by", "Solutions of its own"),
    (SVE.targetsOutcome, "lot"): ("For the outcome", "Bought for it"),
    (SVE.group, "measurement"): ("Group of people", "Values recorded"),
    (SVE.group, "target"): ("Group of people", "Values wanted"),
}
"""Where a property of a thing of that kind reads otherwise than of most things."""
_RANKS = {str(predicate): rank for rank, predicate in enumerate(_BOTH_WAYS)}


def rank(predicate: str) -> int:
    """Where a property comes on a page; those without a place of their own come last."""
    return _RANKS.get(predicate, len(_RANKS))


def forwards(predicate: str, kind: str = "") -> str:
    """What comes between a thing, of that kind, and what it leads to: `Delivered by`."""
    both = _words(predicate, kind)
    return both[0] if both else _label(predicate)


def backwards(predicate: str, kind: str = "") -> str:
    """The same read from the far end: `Delivers`. The kind is still that of the thing that says it."""
    both = _words(predicate, kind)
    return both[1] if both else f"{_label(predicate)}, of"


def _words(predicate: str, kind: str) -> tuple[str, str] | None:
    term = URIRef(predicate)
    return _OF_A_KIND.get((term, kind)) or _BOTH_WAYS.get(term)


def verb(predicate: str) -> str:
    """What comes between two names in the middle of a sentence: `delivered by`."""
    words = forwards(predicate)
    return words[:1].lower() + words[1:]


@cache
def _label(predicate: str) -> str:
    """The ontology's own name of a property, else the last part of its IRI."""
    label = ontology.core().value(URIRef(predicate), RDFS.label)
    words = str(label) if label else predicate.replace("#", "/").rpartition("/")[2]
    return words[:1].upper() + words[1:]
