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
    SVE.serves: ("For", "Served by"),
    SVE.activityKind: ("Kind of activity", "Done by"),
    SVE.inArea: ("Place", "What is recorded for this place"),
    SVE.operatesIn: ("Works in", "Organisations that work here"),
    SVE.supportsLifeEvent: ("Life event", "Helps with this life event"),
    SVE.partOfEffort: ("Part of", "Its parts"),
    SVE.theme: ("Theme", "Has this theme"),
    SVE.hasStep: ("Steps", "Step of"),
    SVE.stepService: ("Service", "Step of a journey"),
    SVE.dataShared: ("Data shared with the next step", "Shared by"),
    SVE.handoverAgreed: ("Handover agreed", "Agreed by"),
    SVE.effort: ("Programme or service", "Reach recorded"),
    SVE.group: ("Group of people", "Need and reach recorded"),
    SVE.actualReach: ("People reached", "Number reached of"),
    SVE.plannedReach: ("People planned for", "Number planned of"),
    SVE.needFor: ("Needed for the outcome", "Need recorded"),
    SVE.estimatedNeed: ("People in need (estimate)", "Estimate of"),
    SVE.payer: ("Paid by", "Money given"),
    SVE.payee: ("Paid to", "Money received"),
    SVE.amount: ("Amount", "Amount of"),
    SVE.currency: ("Currency", "Currency of"),
    SVE.spendStatus: ("Status", "Money of this status"),
    SVE.funds: ("Pays for", "Money recorded"),
    SVE.hasAmountReport: ("Another figure for the same money", "Another figure for"),
    SVE.reportedIn: ("Reported in", "Reports"),
    SVE.decidedBy: ("Decided by", "Decisions taken"),
    SVE.decidedOn: ("Decided on", "Date of"),
    SVE.procures: ("Buys", "Bought through"),
    SVE.hasCriterion: ("Criteria", "Criterion of"),
    SVE.criterionKind: ("Kind of criterion", "Criteria of this kind"),
    CV.weight: ("Weight", "Weight of"),
    SVE.weightBasis: ("Weight counted in", "Weights counted so"),
    SKOS.broader: ("Part of the wider", "Includes"),
    SKOS.exactMatch: ("Same as", "Same as"),
    SVE.areaCode: ("Code", "Code of"),
    SVE.withinArea: ("Within", "Places within it"),
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
    DCTERMS.source: ("Source", "Source of"),
    PROV.used: ("Looked at", "Looked at by"),
    PROV.wasDerivedFrom: ("Read from", "Things read from this row"),
    SVE.hasFamily: ("Comparisons made", "Made by"),
    DCTERMS.isPartOf: ("Row of", "Has the row"),
    DCTERMS.hasPart: ("Held in", "Holds"),
    URIRef(str(DCAT._NS) + "version"): ("Version", "Version of"),
    DCTERMS.identifier: ("Identifier in the source", "Identifier of"),
}
_RANKS = {str(predicate): rank for rank, predicate in enumerate(_BOTH_WAYS)}


def rank(predicate: str) -> int:
    """Where a property comes on a page; those without a place of their own come last."""
    return _RANKS.get(predicate, len(_RANKS))


def forwards(predicate: str) -> str:
    """What comes between a thing and what it leads to: `Delivered by`."""
    both = _BOTH_WAYS.get(URIRef(predicate))
    return both[0] if both else _label(predicate)


def backwards(predicate: str) -> str:
    """The same read from the far end: `Delivers`."""
    both = _BOTH_WAYS.get(URIRef(predicate))
    return both[1] if both else f"{_label(predicate)}, of"


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
