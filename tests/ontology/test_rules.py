"""Each rule of `shapes.ttl` lets a good record through and catches a bad one, with its sentence.

All good records are checked in one go, all bad ones in another: `:` is a namespace of the rule's own, and the
"file" that a Problem names is the rule whose example it was read from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from rdflib import SH, Graph, URIRef

from ecosystem.records import Cell, Problem
from ecosystem.validation import check
from ontology import PREFIXES, SVS, shapes

EXAMPLES = "http://example.org/"
HEAD = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())


@dataclass(frozen=True)
class Case:
    """A record that keeps a rule, one that breaks it, and part of what is then said."""

    good: str
    bad: str
    said: str


ORGANISATIONS = {
    "Named-name": Case(
        ":x a sve:Area ; skos:prefLabel 'A'@en .", ":x a sve:Area .", "This place has no name"
    ),
    "Named-one-name": Case(
        ":x a sve:Theme ; skos:prefLabel 'A'@en, 'A'@cy .",
        ":x a sve:Theme ; skos:prefLabel 'A'@en, 'B'@en .",
        "several names here: 'A' and 'B'",
    ),
    "Organisation-name": Case(
        ":x a org:Organization ; skos:prefLabel 'A'@en .",
        ":x a org:Organization .",
        "This organisation has no name",
    ),
    "Organisation-one-name": Case(
        ":x a org:Organization ; skos:prefLabel 'A'@en .",
        ":x a org:Organization ; skos:prefLabel 'A'@en, 'B'@en .",
        "One organisation has several names here: 'A' and 'B'",
    ),
    "Organisation-sector": Case(
        ":x a org:Organization ; sve:sector <https://w3id.org/sve/scheme/sector/VC> .",
        ":x a org:Organization ; skos:prefLabel 'A'@en .",
        "'A' needs one sector",
    ),
    "Organisation-type": Case(
        ":x a org:Organization ; org:classification <https://w3id.org/sve/scheme/org-type/company> .",
        ":x a org:Organization ; skos:prefLabel 'A'@en ; org:classification"
        " <https://w3id.org/sve/scheme/org-type/company>, <https://w3id.org/sve/scheme/org-type/school> .",
        "'A' has more than one type: 'limited company' and 'school'",
    ),
    "Organisation-number-form": Case(
        ":x a org:Organization ; sve:orgId 'GB-CHC-101' .",
        ":x a org:Organization ; sve:orgId '1090095' .",
        "'1090095' is not an official identifier",
    ),
    "Organisation-company-number-short": Case(
        ":x a org:Organization ; sve:orgId 'GB-COH-07444723', 'GB-CHC-1', 'GB-COX-1', 'US-EIN-1', 'GA-X-1' .",
        ":x a org:Organization ; sve:orgId 'GB-COH-7444723' .",
        "Company number 7444723 has 7 characters; Companies House numbers have 8.",
    ),
    "Organisation-company-number-form": Case(
        ":x a org:Organization ; sve:orgId 'GB-COH-SC123456', 'GB-CHC-123456789', 'XI-GRE-123456789' .",
        ":x a org:Organization ; sve:orgId 'GB-COH-SC1234567' .",
        "Company number SC1234567 is not as Companies House writes them",
    ),
    "Organisation-any-number": Case(
        ":x a org:Organization ; sve:claimedOrgId 'GB-CHC-103' .",
        ":x a org:Organization ; skos:prefLabel 'Youth Hub'@en .",
        "'Youth Hub' has no official number. It can be mapped but may be counted twice.",
    ),
    "Organisation-parent": Case(
        ":x a org:Organization ; org:subOrganizationOf :a .",
        ":x a org:Organization ; skos:prefLabel 'X'@en ; org:subOrganizationOf :a, :b .",
        "'X' is part of more than one organisation",
    ),
    "Organisation-website": Case(
        ":x a org:Organization ; foaf:homepage <https://www.example.org> .",
        ":x a org:Organization ; foaf:homepage <mailto:a@example.org> .",
        "is not a web address",
    ),
    "OfficialNumber-one-body": Case(
        ":x sve:orgId 'GB-CHC-104' . :y sve:orgId 'GB-CHC-105' .",
        ":x sve:orgId 'GB-CHC-106' . :y sve:orgId 'GB-CHC-106' ; skos:prefLabel 'Y'@en .",
        "'GB-CHC-106' of 'Y' is also the number of this record",
    ),
    "ClaimedNumber-one-body": Case(
        ":x sve:claimedOrgId 'GB-CHC-107' ; sve:orgId 'GB-CHC-107' .",
        ":x sve:claimedOrgId 'GB-CHC-108' ; skos:prefLabel 'X'@en . :y sve:orgId 'GB-CHC-108' .",
        "The source gives 'GB-CHC-108' to 'X' and to",
    ),
    "Area-code": Case(
        ":x a sve:Area ; sve:areaCode 'E1' .",
        ":x a sve:Area ; skos:prefLabel 'X'@en ; sve:areaCode 'E1', 'E2' .",
        "'X' has more than one code",
    ),
}

AIMS = {
    "Commitment-organisation": Case(
        ":x a sve:Commitment ; sve:organisation :a .",
        ":x a sve:Commitment .",
        "needs one organisation that pursues",
    ),
    "Commitment-objective": Case(
        ":x a sve:Commitment ; sve:objective :a .",
        ":x a sve:Commitment ; sve:objective :a, :b .",
        "needs one objective that is pursued",
    ),
    "Commitment-priority": Case(
        ":x a sve:Commitment ; sve:priority 1 .",
        ":x a sve:Commitment ; sve:priority 0 .",
        "'0' is not a rank",
    ),
    "Outcome": Case(
        ":x a sve:Outcome ; sve:ownedBy :a . :y a sve:SharedOutcome .",
        ":x a sve:Outcome ; skos:prefLabel 'X'@en .",
        "'X' is the outcome of one organisation and needs exactly one owner",
    ),
    "SharedOutcome-owner": Case(
        ":x a sve:SharedOutcome .",
        ":x a sve:SharedOutcome ; skos:prefLabel 'X'@en ; sve:ownedBy :a . :a skos:prefLabel 'A'@en .",
        "'X' is shared by all and so has no owner, but 'A' is named",
    ),
    "Effort-delivered-by": Case(
        ":x a sve:Service ; sve:deliveredBy :a .",
        ":x a sve:Service ; skos:prefLabel 'X'@en .",
        "'X' has nobody who delivers it",
    ),
    "Effort-outcome": Case(
        ":x a sve:Programme ; sve:targetsOutcome :a .",
        ":x a sve:Programme .",
        "This programme has no outcome",
    ),
    "Effort-group": Case(
        ":x a sve:Activity ; sve:serves :a .", ":x a sve:Activity .", "This activity has no group of people"
    ),
    "Effort-kind": Case(
        ":x a sve:Service ; sve:activityKind :a .",
        ":x a sve:Service .",
        "This service has no kind of activity",
    ),
    "Effort-place": Case(
        ":x a sve:Service ; sve:inArea :a .", ":x a sve:Service .", "This service has no place"
    ),
}

PEOPLE = {
    "Reach-activity": Case(":x a sve:Reach ; sve:effort :a .", ":x a sve:Reach .", "need one activity"),
    "Count-group": Case(
        ":x a sve:Reach ; sve:group :a . :y a sve:NeedEstimate ; sve:group :a .",
        ":x a sve:NeedEstimate ; sve:group :a, :b .",
        "need one group of people",
    ),
    "Reach-planned": Case(
        ":x a sve:Reach ; sve:plannedReach 0 .",
        ":x a sve:Reach ; sve:plannedReach -1 .",
        "'-1' is not a number of people",
    ),
    "Reach-actual": Case(
        ":x a sve:Reach ; sve:actualReach 12 .",
        ":x a sve:Reach ; sve:actualReach 1.5 .",
        "'1.5' is not a number of people",
    ),
    "NeedEstimate-needed": Case(
        ":x a sve:NeedEstimate ; sve:estimatedNeed 300 .",
        ":x a sve:NeedEstimate .",
        "one whole number of people",
    ),
    "Reach-plausible": Case(
        ":x sve:plannedReach 10 ; sve:actualReach 30 . :y sve:plannedReach 0 ; sve:actualReach 5 .",
        ":x sve:plannedReach 10 ; sve:actualReach 31 .",
        "More than three times as many people were reached as were planned for: '31'",
    ),
    "Collaboration-participants": Case(
        ":x a sve:Collaboration ; sve:hasParticipation :p, :q ."
        " :p sve:participant :a . :q sve:participant :b .",
        ":x a sve:Collaboration ; sve:hasParticipation :p, :q ."
        " :p sve:participant :a . :q sve:participant :a .",
        "at least two different organisations",
    ),
    "Collaboration-stage": Case(
        ":x a sve:Collaboration ; sve:collaborationStage :s .",
        ":x a sve:Collaboration .",
        "how far the partners",
    ),
    "Collaboration-start": Case(
        ":x a sve:Collaboration ; sve:start '2025-01-01'^^xsd:date .",
        ":x a sve:Collaboration .",
        "since when",
    ),
    "Collaboration-evidence": Case(
        ":x a sve:Collaboration ; sve:evidence :e .",
        ":x a sve:Collaboration .",
        "Nothing is named that shows",
    ),
    "Participation-participant": Case(
        ":x a sve:Participation ; sve:participant :a .",
        ":x a sve:Participation .",
        "belongs to one organisation",
    ),
    "Participation-strength": Case(
        ":x a sve:Participation ; sve:strength 0.5 .",
        ":x a sve:Participation ; sve:strength 1.5 .",
        "'1.5' is not a strength",
    ),
}

MONEY = {
    "Spend-payer": Case(":x a sve:Spend ; sve:payer :a .", ":x a sve:Spend .", "needs one payer"),
    "Spend-payee": Case(
        ":x a sve:Spend ; sve:payee :a .",
        ":x a sve:Spend ; sve:payee :a, :b .",
        "more than one body: 'a' and 'b'",
    ),
    "Amount-amount": Case(
        ":x a sve:Spend ; sve:amount 0.0 .",
        ":x a sve:Spend ; sve:amount -5.0 .",
        "needs one amount, 0 or more",
    ),
    "Spend-currency": Case(":x a sve:Spend ; sve:currency 'GBP' .", ":x a sve:Spend .", "needs one currency"),
    "Amount-status": Case(
        ":x a sve:AmountReport ; sve:spendStatus :s .",
        ":x a sve:AmountReport .",
        "planned, committed or paid",
    ),
    "Spend-for": Case(":x a sve:Spend ; sve:funds :a .", ":x a sve:Spend .", "counts towards no outcome"),
    "AmountReport-amount": Case(
        ":x a sve:AmountReport ; sve:amount -1200.50 .", ":x a sve:AmountReport .", "needs one amount"
    ),
    "AmountReport-where": Case(
        ":x a sve:AmountReport ; sve:reportedIn 'ledger' .",
        ":x a sve:AmountReport .",
        "must say where it stands",
    ),
    "Value-currency": Case(
        ":x sve:currency 'EUR' .", ":x sve:currency 'Pounds' .", "'Pounds' is not a currency"
    ),
    "Period-order": Case(
        ":x sve:start '2025-01-01'^^xsd:date ; sve:end '2025-01-01'^^xsd:date ."
        " :y sve:end '2025-01-01'^^xsd:date .",
        ":x sve:start '2025-01-02'^^xsd:date ; sve:end '2025-01-01'^^xsd:date ; skos:prefLabel 'X'@en .",
        "'X' ends before it starts",
    ),
}

DECISIONS = {
    "Decision-by": Case(
        ":x a sve:Decision ; sve:decidedBy :a .",
        ":x a sve:Decision .",
        "This decision has nobody who decided it",
    ),
    "Decision-date": Case(
        ":x a sve:ProcurementDecision ; sve:decidedOn '2025-01-01'^^xsd:date .",
        ":x a sve:ProcurementDecision ; sve:decidedOn 'soon' ; skos:prefLabel 'X'@en .",
        "'X' needs the one day on which it was decided",
    ),
    "Decision-past": Case(
        ":x sve:decidedOn '2025-01-01'^^xsd:date .",
        ":x sve:decidedOn '9025-01-01'^^xsd:date ; skos:prefLabel 'X'@en .",
        "'X' is dated '9025-01-01', which is in the future",
    ),
    "Decision-criteria": Case(
        ":x a sve:Decision ; sve:hasCriterion :c .", ":x a sve:Decision .", "This decision has no criteria"
    ),
    "Criterion-kind": Case(
        ":x a sve:Criterion ; sve:criterionKind :k .", ":x a sve:Criterion .", "needs one kind of criterion"
    ),
    "Criterion": Case(
        ":x a sve:Criterion ; cv:weight 5 ."
        " :y a sve:Criterion ; sve:weightBasis <https://w3id.org/sve/scheme/weight-basis/order-only> .",
        ":x a sve:Criterion ; skos:prefLabel 'Price'@en .",
        "'Price' has no weight",
    ),
    "Criterion-weight-value": Case(
        ":x a sve:Criterion ; cv:weight 0 .", ":x a sve:Criterion ; cv:weight -1 .", "'-1' is not a weight"
    ),
    "Criterion-basis": Case(
        ":x a sve:Criterion ; sve:weightBasis :b .",
        ":x a sve:Criterion .",
        "what the weight of this criterion counts in",
    ),
    "Weights": Case(
        ":x sve:hasCriterion :c, :d, :e . :y sve:hasCriterion :f ."
        " :c cv:weight 33.4 ; sve:weightBasis <https://w3id.org/sve/scheme/weight-basis/percent> ."
        " :d cv:weight 33.3 ; sve:weightBasis <https://w3id.org/sve/scheme/weight-basis/percent> ."
        " :e cv:weight 33.0 ; sve:weightBasis <https://w3id.org/sve/scheme/weight-basis/percent> ."
        " :f cv:weight 7 ; sve:weightBasis <https://w3id.org/sve/scheme/weight-basis/points> .",
        ":x sve:hasCriterion :c, :d ; skos:prefLabel 'X'@en ."
        " :c cv:weight 60 ; sve:weightBasis <https://w3id.org/sve/scheme/weight-basis/percent> ."
        " :d cv:weight 35 ; sve:weightBasis <https://w3id.org/sve/scheme/weight-basis/percent> .",
        "The weights of 'X' add up to 95, not 100.",
    ),
}

JOURNEYS = {
    "Journey-life-event": Case(
        ":x a sve:Journey ; sve:supportsLifeEvent :l .",
        ":x a sve:Journey .",
        "This journey needs one life event",
    ),
    "Journey-steps": Case(
        ":x a sve:Journey ; sve:hasStep :s .", ":x a sve:Journey .", "This journey has no steps"
    ),
    "JourneyStep-position": Case(
        ":x a sve:JourneyStep ; sve:position 1 .",
        ":x a sve:JourneyStep ; sve:position 0 .",
        "one whole number",
    ),
    "JourneyStep-service": Case(
        ":x a sve:JourneyStep ; sve:stepService :a .",
        ":x a sve:JourneyStep .",
        "the one service that people meet",
    ),
    "JourneyStep-data": Case(
        ":x a sve:JourneyStep ; sve:dataShared true .",
        ":x a sve:JourneyStep ; sve:dataShared true, false .",
        "both that data is passed on",
    ),
    "JourneyStep-handover": Case(
        ":x a sve:JourneyStep .",
        ":x a sve:JourneyStep ; sve:handoverAgreed true, false .",
        "both that the handover is agreed",
    ),
    "Positions-once": Case(
        ":x sve:hasStep :s, :t . :s sve:position 1 . :t sve:position 2 ."
        " :y sve:hasStep :u . :u sve:position 1 .",
        ":x sve:hasStep :s, :t . :s sve:position 1 . :t sve:position 1 .",
        "Two steps of one journey have the number '1'",
    ),
    "Positions-whole": Case(
        ":x sve:hasStep :s, :t . :s sve:position 1 . :t sve:position 2 .",
        ":x sve:hasStep :s, :t . :s sve:position 1 . :t sve:position 3 .",
        "Before step '3' of this journey a number is missing",
    ),
}

SOURCES = {
    "Dataset-title": Case(
        ":x a dcat:Dataset ; dcterms:title 'T'@en .", ":x a dcat:Dataset ; dcterms:title '' .", "has no title"
    ),
    "Dataset-publisher": Case(
        ":x a dcat:Dataset ; dcterms:publisher 'P' .",
        ":x a dcat:Dataset ; dcterms:publisher '' .",
        "who publishes",
    ),
    "Dataset-licence": Case(
        ":x a dcat:Dataset ; dcterms:license 'CC BY 4.0' .", ":x a dcat:Dataset .", "under which licence"
    ),
    "Dataset-source": Case(
        ":x a dcat:Dataset ; dcterms:source 'S' .", ":x a dcat:Dataset .", "where the data set comes from"
    ),
    "Dataset-confidence": Case(
        ":x a dcat:Dataset ; sve:confidence 0.5 .",
        ":x a dcat:Dataset ; sve:confidence 50 .",
        "how far it is to be trusted",
    ),
    "SourceRecord-file": Case(
        ":x a sve:SourceRecord ; sve:file 'a.csv' .", ":x a sve:SourceRecord .", "which file it is of"
    ),
    "SourceRecord-row": Case(
        ":x a sve:SourceRecord ; sve:row 2 .", ":x a sve:SourceRecord ; sve:row 0 .", "which row it is"
    ),
    "Qualifier-subject": Case(
        ":x a sve:Qualifier ; rdf:subject :a .",
        ":x a sve:Qualifier .",
        "the one thing that the statement is about",
    ),
    "Qualifier-predicate": Case(
        ":x a sve:Qualifier ; rdf:predicate sve:serves .",
        ":x a sve:Qualifier .",
        "the one property that the statement uses",
    ),
    "Qualifier-object": Case(
        ":x a sve:Qualifier ; rdf:object 'a' .",
        ":x a sve:Qualifier .",
        "the one value that the statement has",
    ),
    "Canonical-one": Case(
        ":x sve:canonical :a .", ":x sve:canonical :a, :b .", "the same as several kept records: 'a' and 'b'"
    ),
    "Canonical-direct": Case(
        ":x sve:canonical :a .", ":x sve:canonical :a . :a sve:canonical :b .", "itself stands for another"
    ),
}

FINDINGS = {
    "AnalysisRun-method": Case(
        ":x a sve:AnalysisRun ; sve:methodId 'm' .", ":x a sve:AnalysisRun .", "its method."
    ),
    "AnalysisRun-method-version": Case(
        ":x a sve:AnalysisRun ; sve:methodVersion '1' .", ":x a sve:AnalysisRun .", "version of its method"
    ),
    "AnalysisRun-code-version": Case(
        ":x a sve:AnalysisRun ; sve:codeVersion '1' .", ":x a sve:AnalysisRun .", "version of the software"
    ),
    "AnalysisRun-parameters": Case(
        ":x a sve:AnalysisRun ; sve:parametersJson '{}' .", ":x a sve:AnalysisRun .", "list its parameters"
    ),
    "AnalysisRun-seed": Case(
        ":x a sve:AnalysisRun ; sve:seed '0' .", ":x a sve:AnalysisRun .", "give its seed"
    ),
    "AnalysisRun-used": Case(
        ":x a sve:AnalysisRun ; prov:used :g .", ":x a sve:AnalysisRun .", "which data it read"
    ),
    "TestFamily-tests": Case(
        ":x a sve:TestFamily ; sve:testsInFamily 0 .", ":x a sve:TestFamily .", "how many tests it has"
    ),
    "TestFamily-findings": Case(
        ":x a sve:TestFamily ; sve:findingsInFamily 0 .", ":x a sve:TestFamily .", "how many findings it gave"
    ),
    "Finding": Case(
        ":x a sve:Finding . :y a sve:GapFinding ; sve:pValue 0.1 ; sve:qValue 0.2 ; sve:nullModel 'n' ;"
        " sve:testsInFamily 3 .",
        ":x a sve:GapFinding ; sve:pValue 0.1 ; sve:qValue 0.2 ; sve:nullModel 'n' .",
        "without its null model, its adjusted value or the number of tests",
    ),
    "Finding-involves": Case(":x a sve:Finding ; sve:involves :a .", ":x a sve:Finding .", "is about nobody"),
    "Finding-kind": Case(":x a sve:Finding ; sve:findingKind :k .", ":x a sve:Finding .", "needs one kind"),
    "Finding-headline": Case(
        ":x a sve:Finding ; sve:headline 'H'@en .",
        ":x a sve:Finding ; sve:headline 'H'@en, 'I'@en .",
        "one headline",
    ),
    "Finding-score": Case(":x a sve:Finding ; sve:score 1.0 .", ":x a sve:Finding .", "needs one score"),
    "Finding-score-name": Case(
        ":x a sve:Finding ; sve:scoreName 's' .", ":x a sve:Finding .", "does not say what its score is"
    ),
    "Finding-comparability": Case(
        ":x a sve:Finding ; sve:comparability 1 .",
        ":x a sve:Finding ; sve:comparability 1.2 .",
        "how much of the comparison is known",
    ),
    "Finding-evidence": Case(":x a sve:Finding ; sve:evidence :e .", ":x a sve:Finding .", "names no record"),
    "Finding-run": Case(
        ":x a sve:Finding ; prov:wasGeneratedBy :r . :r a sve:AnalysisRun .",
        ":x a sve:Finding ; prov:wasGeneratedBy :r .",
        "needs the one run that made it",
    ),
    "Finding-review": Case(
        ":x a sve:Finding ; sve:reviewStatus :a .",
        ":x a sve:Finding ; sve:reviewStatus :a, :b .",
        "more than one review status",
    ),
    "Finding-p": Case(
        ":x a sve:Finding ; sve:pValue 0.0 .", ":x a sve:Finding ; sve:pValue 2 .", "not a number from 0 to 1"
    ),
    "PairFinding-involves": Case(
        ":x a sve:AlignmentFinding ; sve:involves :a, :b .",
        ":x a sve:OverlapFinding ; sve:involves :a .",
        "at least two things that are compared",
    ),
}

SCHEME = "https://w3id.org/sve/scheme"
VALUES = {
    "Value-organisation": Case(
        ":x sve:deliveredBy :a ; sve:payer :a . :a a org:Organization .",
        ":x sve:deliveredBy :youth-hub .",
        "'youth-hub' is not an organisation of this map",
    ),
    "Value-objective": Case(
        ":x sve:objective :a . :a a sve:Objective .",
        ":x sve:objective :a . :a a sve:Outcome ; skos:prefLabel 'Homelesness'@en .",
        "'Homelesness' is not an objective of this map",
    ),
    "Value-outcome": Case(
        ":x sve:targetsOutcome :a . :a a sve:SharedOutcome .", ":x sve:needFor :a .", "'a' is not an outcome"
    ),
    "Value-effort": Case(
        ":x sve:funds :a . :a a sve:Service .",
        ":x sve:stepService :a .",
        "'a' is not a programme, service or activity",
    ),
    "Value-place": Case(":x sve:inArea :a . :a a sve:Area .", ":x sve:operatesIn :a .", "'a' is not a place"),
    "Value-group": Case(
        f":x sve:serves :a, <{SCHEME}/group/BE102> . :a a sve:BeneficiaryGroup .",
        f":x sve:serves <{SCHEME}/group/BE999> .",
        "'BE999' is not a group of people that this map knows",
    ),
    "Value-activity-kind": Case(
        f":x sve:activityKind <{SCHEME}/activity-kind/advice> .",
        f":x sve:activityKind <{SCHEME}/group/BE102> .",
        "'children' is not a kind of activity",
    ),
    "Value-theme": Case(":x sve:theme :a . :a a sve:Theme .", ":x sve:theme :a .", "'a' is not a theme"),
    "Value-broader": Case(
        f":x skos:broader <{SCHEME}/group/BE102> .", ":x skos:broader :a .", "'a' is not an entry of the list"
    ),
    "Value-sector-scheme": Case(
        f":x sve:sector <{SCHEME}/sector/VC> .",
        f":x sve:sector <{SCHEME}/org-type/school> .",
        "'school' is not a sector of the list",
    ),
    "Value-type-scheme": Case(
        f":x org:classification <{SCHEME}/org-type/school> .",
        ":x org:classification 'school' .",
        "'school' is not a type of organisation",
    ),
    "Value-life-event": Case(
        f":x sve:supportsLifeEvent <{SCHEME}/life-event/BIR> .",
        f":x sve:supportsLifeEvent <{SCHEME}/life-event/XXX> .",
        "'XXX' is not a life event",
    ),
    "Value-role-scheme": Case(
        f":x sve:commitmentRole <{SCHEME}/role/lead> .", ":x sve:participationRole :a .", "'a' is not a role"
    ),
    "Value-stage-scheme": Case(
        f":x sve:collaborationStage <{SCHEME}/collaboration-stage/aware> .",
        ":x sve:collaborationStage :a .",
        "'a' is not a stage",
    ),
    "Value-status-scheme": Case(
        f":x sve:spendStatus <{SCHEME}/spend-status/paid> .",
        ":x sve:spendStatus :a .",
        "'a' is not a status of money",
    ),
    "Value-criterion-kind-scheme": Case(
        f":x sve:criterionKind <{SCHEME}/criterion-kind/SV> .",
        ":x sve:criterionKind :a .",
        "'a' is not a kind of criterion",
    ),
    "Value-basis-scheme": Case(
        f":x sve:weightBasis <{SCHEME}/weight-basis/points> .",
        ":x sve:weightBasis :a .",
        "'a' is not a basis",
    ),
    "Value-finding-kind-scheme": Case(
        f":x sve:findingKind <{SCHEME}/finding-kind/aligned-only> .",
        ":x sve:findingKind :a .",
        "'a' is not a kind of finding",
    ),
    "Value-review-scheme": Case(
        f":x sve:reviewStatus <{SCHEME}/review-status/confirmed> .",
        ":x sve:reviewStatus :a .",
        "'a' is not a review status",
    ),
}


def circle(predicate: str) -> Case:
    """A tree, and a circle of two below one more."""
    return Case(
        f":a {predicate} :c . :b {predicate} :c . :c {predicate} :d .",
        f":a {predicate} :b ; skos:prefLabel 'A'@en . :b {predicate} :a ; skos:prefLabel 'B'@en ."
        f" :c {predicate} :a .",
        "'A' is part of 'B' and 'B' is part of 'A'",
    )


CIRCLES = {
    "Circle-organisation": circle("org:subOrganizationOf"),
    "Circle-objective": circle("sve:partOfObjective"),
    "Circle-effort": circle("sve:partOfEffort"),
    "Circle-place": circle("sve:withinArea"),
    "Circle-concept": circle("skos:broader"),
}

GROUPS = (
    ORGANISATIONS, AIMS, PEOPLE, MONEY, DECISIONS, JOURNEYS, SOURCES, FINDINGS, VALUES, CIRCLES,
)  # fmt: skip
CASES = {name: case for group in GROUPS for name, case in group.items()}


def rows_of_rules(subject: URIRef, predicate: URIRef | None) -> list[Cell]:
    """The rule that the example was written for, in place of a file."""
    return [Cell(subject.removeprefix(EXAMPLES).split("/")[0], "", 1, "")]


def checked(turtles: dict[str, str]) -> dict[str, list[Problem]]:
    together = Graph()
    for name, turtle in turtles.items():
        together.parse(data=f"{HEAD}\n@prefix : <{EXAMPLES}{name}/> .\n{turtle}", format="turtle")
    found: dict[str, list[Problem]] = {name: [] for name in turtles}
    for problem in check(together, rows_of_rules):
        found[problem.file].append(problem)
    return found


@pytest.fixture(scope="module")
def good() -> dict[str, list[Problem]]:
    return checked({name: case.good for name, case in CASES.items()})


@pytest.fixture(scope="module")
def bad() -> dict[str, list[Problem]]:
    return checked({name: case.bad for name, case in CASES.items()})


def constant_part(name: str) -> str:
    """The longest piece of what a rule says is wrong that does not depend on the record."""
    wrong = str(shapes().value(SVS[name], SH.message)).split("\n")[0].replace("{circle}", "is part of")
    return max(re.split(r"\{[^}]*\}", wrong), key=len)


@pytest.mark.parametrize("name", CASES)
def test_a_good_record_is_let_through(name: str, good: dict[str, list[Problem]]) -> None:
    assert not [problem for problem in good[name] if constant_part(name) in problem.message]


@pytest.mark.parametrize("name", CASES)
def test_a_bad_record_is_caught_and_told_what_to_do(name: str, bad: dict[str, list[Problem]]) -> None:
    said = [problem for problem in bad[name] if CASES[name].said in problem.message]
    assert said, [problem.message for problem in bad[name]]
    severity = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
    assert said[0].severity == severity[shapes().value(SVS[name], SH.severity)]
    assert said[0].fix
    assert "{" not in said[0].message + said[0].fix
    assert "http" not in said[0].message


def test_every_rule_has_its_two_examples() -> None:
    assert set(CASES) == {
        str(shape).removeprefix(SVS) for shape in shapes().subjects(SVS.column, unique=True)
    }
