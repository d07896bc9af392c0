"""The names of our terms. A misspelt one raises; a test holds this list equal to `ecosystem.ttl`."""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class SVE(DefinedNamespace):
    """Classes and properties of the social value ecosystems ontology."""

    _fail = True
    _NS = Namespace("https://w3id.org/sve/ns#")

    # what is mapped
    Activity: URIRef
    ActivityKind: URIRef
    Area: URIRef
    BeneficiaryGroup: URIRef
    Collaboration: URIRef
    Commitment: URIRef
    Criterion: URIRef
    Decision: URIRef
    Ecosystem: URIRef
    Effort: URIRef
    Evidence: URIRef
    Journey: URIRef
    JourneyStep: URIRef
    LifeEvent: URIRef
    NeedEstimate: URIRef
    Objective: URIRef
    Outcome: URIRef
    Participation: URIRef
    ProcurementDecision: URIRef
    Programme: URIRef
    Reach: URIRef
    Service: URIRef
    SharedOutcome: URIRef
    Spend: URIRef
    AmountReport: URIRef
    Theme: URIRef

    # where it came from, what was found
    AlignmentFinding: URIRef
    AnalysisRun: URIRef
    BrokerageFinding: URIRef
    DuplicationFinding: URIRef
    Finding: URIRef
    FragmentationFinding: URIRef
    GapFinding: URIRef
    IdentityLink: URIRef
    LeftBehindFinding: URIRef
    NorthStarFinding: URIRef
    OverlapFinding: URIRef
    Qualifier: URIRef
    SourceColumn: URIRef
    SourceRecord: URIRef
    TestFamily: URIRef

    # properties of what is mapped
    aboutObjective: URIRef
    activityKind: URIRef
    actualReach: URIRef
    amount: URIRef
    areaCode: URIRef
    canonical: URIRef
    claimedOrgId: URIRef
    collaboratesWith: URIRef
    collaborationStage: URIRef
    commissionedBy: URIRef
    commitmentRole: URIRef
    contributesTo: URIRef
    criterionKind: URIRef
    currency: URIRef
    dataShared: URIRef
    decidedBy: URIRef
    decidedOn: URIRef
    deliveredBy: URIRef
    effort: URIRef
    end: URIRef
    estimatedNeed: URIRef
    evidence: URIRef
    forObjective: URIRef
    funds: URIRef
    group: URIRef
    handoverAgreed: URIRef
    hasAmountReport: URIRef
    hasCriterion: URIRef
    hasParticipation: URIRef
    hasStep: URIRef
    inArea: URIRef
    inEcosystem: URIRef
    needFor: URIRef
    objective: URIRef
    operatesIn: URIRef
    orgId: URIRef
    organisation: URIRef
    outcomeList: URIRef
    ownedBy: URIRef
    partOfEffort: URIRef
    partOfObjective: URIRef
    participant: URIRef
    participationRole: URIRef
    payee: URIRef
    payer: URIRef
    plannedReach: URIRef
    position: URIRef
    priority: URIRef
    procures: URIRef
    pursues: URIRef
    reportedIn: URIRef
    sector: URIRef
    serves: URIRef
    spendStatus: URIRef
    start: URIRef
    stepService: URIRef
    strength: URIRef
    supportsLifeEvent: URIRef
    targetsOutcome: URIRef
    theme: URIRef
    weightBasis: URIRef
    withinArea: URIRef

    # provenance
    column: URIRef
    confidence: URIRef
    file: URIRef
    describes: URIRef
    fills: URIRef
    invented: URIRef
    rowsLoaded: URIRef
    rowsRead: URIRef
    rowsReported: URIRef
    row: URIRef
    sha256: URIRef
    sheet: URIRef

    # findings and runs
    checkNext: URIRef
    codeVersion: URIRef
    comparability: URIRef
    confidenceText: URIRef
    detailJson: URIRef
    differsText: URIRef
    findingKind: URIRef
    findingsInFamily: URIRef
    hasFamily: URIRef
    headline: URIRef
    involves: URIRef
    methodId: URIRef
    methodVersion: URIRef
    moneyText: URIRef
    nullModel: URIRef
    onGroup: URIRef
    onOutcome: URIRef
    pValue: URIRef
    parametersJson: URIRef
    qValue: URIRef
    reviewNote: URIRef
    reviewStatus: URIRef
    reviewedBy: URIRef
    reviewedOn: URIRef
    score: URIRef
    scoreHigh: URIRef
    scoreLow: URIRef
    scoreName: URIRef
    seed: URIRef
    smallestDetectable: URIRef
    testsInFamily: URIRef
    whyText: URIRef


SVS = Namespace("https://w3id.org/sve/shapes#")


class CV(DefinedNamespace):
    """The SEMIC core vocabulary terms we use directly (CCCEV 2.1)."""

    _fail = True
    _NS = Namespace("http://data.europa.eu/m8g/")

    weight: URIRef
