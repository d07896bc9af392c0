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
    Adoption: URIRef
    AdvocacyPosition: URIRef
    Allocation: URIRef
    AmountReport: URIRef
    Area: URIRef
    BeneficiaryGroup: URIRef
    Capability: URIRef
    Collaboration: URIRef
    Commitment: URIRef
    Criterion: URIRef
    Decision: URIRef
    Ecosystem: URIRef
    Effort: URIRef
    Endorsement: URIRef
    Evidence: URIRef
    ExchangeEvent: URIRef
    Indicator: URIRef
    Insight: URIRef
    Journey: URIRef
    JourneyStep: URIRef
    LifeEvent: URIRef
    LifeStage: URIRef
    Lot: URIRef
    Measurement: URIRef
    NeedEstimate: URIRef
    Objective: URIRef
    Outcome: URIRef
    OutcomeAlignment: URIRef
    Participation: URIRef
    ProcurementDecision: URIRef
    Programme: URIRef
    Reach: URIRef
    Service: URIRef
    SharedOutcome: URIRef
    Solution: URIRef
    Spend: URIRef
    Target: URIRef
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
    Review: URIRef
    Qualifier: URIRef
    SourceColumn: URIRef
    SourceRecord: URIRef
    TestFamily: URIRef

    # properties of what is mapped
    aboutObjective: URIRef
    activityKind: URIRef
    actualReach: URIRef
    addressedTo: URIRef
    adopted: URIRef
    adoptedFrom: URIRef
    alignsWith: URIRef
    allocates: URIRef
    amount: URIRef
    applicableToSector: URIRef
    areaCode: URIRef
    atLifeStage: URIRef
    attendedBy: URIRef
    availability: URIRef
    basis: URIRef
    builtFrom: URIRef
    canonical: URIRef
    claimedOrgId: URIRef
    collaboratesWith: URIRef
    collaborationStage: URIRef
    commissionedBy: URIRef
    commitmentRole: URIRef
    concernsSolution: URIRef
    contributesTo: URIRef
    criterionKind: URIRef
    currency: URIRef
    dataShared: URIRef
    decidedBy: URIRef
    decidedOn: URIRef
    deliveredBy: URIRef
    direction: URIRef
    effort: URIRef
    end: URIRef
    estimatedNeed: URIRef
    evidence: URIRef
    evidenceLevel: URIRef
    forObjective: URIRef
    forOutcome: URIRef
    funds: URIRef
    group: URIRef
    handoverAgreed: URIRef
    handsOverTo: URIRef
    hasAmountReport: URIRef
    hasCriterion: URIRef
    hasLot: URIRef
    hasParticipation: URIRef
    hasStep: URIRef
    heldOn: URIRef
    inArea: URIRef
    inEcosystem: URIRef
    insideArea: URIRef
    localOutcome: URIRef
    measurementKind: URIRef
    needFor: URIRef
    objective: URIRef
    ofIndicator: URIRef
    onPosition: URIRef
    openToReuse: URIRef
    operatesIn: URIRef
    organisation: URIRef
    orgId: URIRef
    originOrganisation: URIRef
    outcomeList: URIRef
    ownedBy: URIRef
    participant: URIRef
    participationRole: URIRef
    partOfEffort: URIRef
    partOfObjective: URIRef
    payee: URIRef
    payer: URIRef
    plannedReach: URIRef
    position: URIRef
    positionStatus: URIRef
    priority: URIRef
    procures: URIRef
    pursues: URIRef
    realisesCapability: URIRef
    reportedBy: URIRef
    reportedIn: URIRef
    result: URIRef
    reusesFrom: URIRef
    saving: URIRef
    sector: URIRef
    serves: URIRef
    share: URIRef
    sharedAt: URIRef
    sharedOutcome: URIRef
    spendStatus: URIRef
    stance: URIRef
    start: URIRef
    stepService: URIRef
    strength: URIRef
    supportsLifeEvent: URIRef
    targetsOutcome: URIRef
    theme: URIRef
    toOutcome: URIRef
    underObjective: URIRef
    unit: URIRef
    usesSolution: URIRef
    value: URIRef
    valueText: URIRef
    weightBasis: URIRef
    wide: URIRef
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
    basisDigest: URIRef
    checkNext: URIRef
    codeVersion: URIRef
    comparability: URIRef
    confidenceText: URIRef
    detailJson: URIRef
    differsText: URIRef
    findingKind: URIRef
    findingsInFamily: URIRef
    forPeriod: URIRef
    hasFamily: URIRef
    headline: URIRef
    involves: URIRef
    methodId: URIRef
    methodVersion: URIRef
    moneyText: URIRef
    nullModel: URIRef
    onCapability: URIRef
    onGroup: URIRef
    onOutcome: URIRef
    parametersJson: URIRef
    pValue: URIRef
    qValue: URIRef
    reviewedBy: URIRef
    reviewedOn: URIRef
    reviewNote: URIRef
    reviewOf: URIRef
    reviewStatus: URIRef
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
