"""What every analysis promises of each of its findings, on the example place and on one small enough to check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import networkx as nx
import pytest
from graphs import Graph, shuffled
from small_places import imported

from ecosystem.analyses import ANALYSES, Analysis
from ecosystem.config import Settings
from ecosystem.evidence import with_cells
from ecosystem.findings import Finding, Result
from ecosystem.full_graph import full_graph
from ecosystem.pipeline import import_paths
from ecosystem.publishing import canonical, iri_of
from ecosystem.store import Reader, open_store

BOROUGH = Path(__file__).parents[3] / "examples" / "borough"
BASE = "http://127.0.0.1:8080"
VALE = {
    "Organisations": "ID,Name,Sector\ncouncil,Northvale Council,LG\ntrust,Northvale Trust,VC\n",
    "Objectives": "ID,Name\nhomes,Everyone has a decent home\nroads,Nobody is hurt on the road\n",
    "Outcomes": "ID,Name,Objectives\nwarm,More homes are warm,homes\nsafe,Fewer road injuries,roads\n",
    "Groups": "ID,Name\nold,Older people\n",
    "Places": "ID,Name\nnorth,North End\n",
    "Activities": (
        "ID,Name,Kind,Delivered by,Outcomes,Groups,Places,Start\n"
        "grants,Warm homes grants,programme,council,warm,old,north,2025-04-01\n"
        "visits,Warm home visits,service,trust,warm,,,\n"
    ),
    "Money": (
        "ID,Payer,Payee,For,Amount,Currency,Status,Start,End\n"
        "m1,council,trust,visits,1000,GBP,paid,2025-04-01,2026-03-31\n"
    ),
    "Decisions": "ID,Name,Decided by,Date,Kind\nbuy,Boilers,council,2026-01-05,procurement\n",
    "Criteria": "Decision,Name,Kind,Weight,Basis\nbuy,Price,PR,80,percent\nbuy,Local jobs,SV,20,percent\n",
}  # fmt: skip
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?")
FORBIDDEN = re.compile(r"\b(duplicates?|duplicated|wast\w+|savings?|inefficien\w+|should merge)\b", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """One version with its graph."""

    reader: Reader
    graph: Graph


@dataclass(frozen=True, slots=True)
class Ran:
    """One analysis of one place; the evidence of `findings` has its cells."""

    analysis: Analysis
    graph: Graph
    result: Result
    findings: tuple[Finding, ...]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Place]]:
    folder = tmp_path_factory.mktemp("guarantees")
    store = open_store(Settings(data=folder / "borough"))
    import_paths(Settings(data=folder / "borough"), store, [BOROUGH], None, lambda _step: None)
    with imported(Settings(data=folder / "vale"), folder / "northvale", VALE) as vale:
        readers = {"borough": store.read(), "vale": vale.read()}
        yield {name: Place(reader, nx.freeze(full_graph(reader))) for name, reader in readers.items()}
    store.close()


@pytest.fixture(scope="module")
def turned(places: dict[str, Place]) -> dict[str, Graph]:
    """The same places with everything put in in another order."""
    return {name: nx.freeze(shuffled(place.graph, 7)) for name, place in places.items()}


@pytest.fixture(
    scope="module", params=[(place, name) for place in ("borough", "vale") for name in ANALYSES], ids="-".join
)
def ran(request: pytest.FixtureRequest, places: dict[str, Place]) -> Ran:
    place, name = request.param
    analysis, here = ANALYSES[name], places[place]
    result = analysis.run(here.graph, **analysis.options)
    return Ran(analysis, here.graph, result, tuple(with_cells(result.findings, here.reader, BASE)))


def said(finding: Finding) -> str:
    words = (finding.headline, finding.why, finding.differs, finding.money, finding.confidence_text)
    return " ".join((*words, *finding.check_next))


def texts_of(finding: Finding) -> set[str]:
    """Every text that a finding holds apart from its sentences."""
    found = {*finding.labels.values(), *finding.phrases, *(fact.value for fact in finding.evidence)}
    found |= {text for part in finding.parts for text in (part.label, part.text)}
    found |= {part.label for part in finding.contributions}
    return found | {text for facet in finding.facets for text in (*facet.a, *facet.b)}


def numbers_of(finding: Finding) -> set[str]:
    """Every number that a finding holds, counts of what it lists included, in the ways that people round them."""
    texts = {*texts_of(finding), *finding.figures}
    numbers: list[float] = [finding.score, finding.comparability, *finding.figures.values()]
    numbers += [part.share for part in finding.parts if part.share is not None]
    if finding.test:
        numbers += [finding.test.p, finding.test.q, finding.test.tests_in_family]
    numbers += map(len, (finding.parts, finding.contributions, finding.evidence, finding.involves))
    rounded = {
        form for number in numbers for size in (number, 100 * number)
        for form in (f"{size:.2g}", f"{size:,.0f}", f"{size:.1f}", f"{round(size, 1):g}", f"{size:,.2f}")
    }  # fmt: skip
    return rounded | {number for text in texts for number in NUMBER.findall(text)}


def test_every_number_and_every_quoted_phrase_stands_in_the_finding(ran: Ran) -> None:
    for finding in ran.findings:
        words = said(finding)
        assert set(re.findall("“([^”]*)”", words)) <= texts_of(finding), finding.headline
        plain = re.sub(r"“[^”]*”|and [\d,]+ more\b", " ", words)
        for label in sorted(texts_of(finding), key=len, reverse=True):
            plain = plain.replace(label, " ") if re.search(r"\d", label) and len(label) > 3 else plain
        assert set(NUMBER.findall(plain)) <= numbers_of(finding), finding.headline


def test_every_finding_has_evidence_and_every_piece_of_it_a_cell(ran: Ran) -> None:
    for finding in ran.findings:
        assert finding.evidence, finding.headline
        assert all(fact.cells for fact in finding.evidence), finding.headline


def test_nobody_is_blamed(ran: Ran) -> None:
    sentences = [said(finding) for finding in ran.findings]
    sentences += [*ran.result.statements, *(family.statement for family in ran.result.families)]
    for sentence in sentences:
        assert not FORBIDDEN.search(sentence), sentence


def test_how_sure_is_said_apart_from_the_score_with_what_differs_and_what_is_not_known(ran: Ran) -> None:
    for finding in ran.findings:
        assert finding.confidence_text.startswith(finding.confidence.capitalize()), finding.headline
        assert finding.differs.strip()
        assert finding.score_name.strip()
        assert 0 <= finding.comparability <= 1
        for facet in finding.facets:
            assert (facet.relation == "unknown") == (not (facet.a and facet.b)), finding.headline
        if any(facet.relation == "unknown" for facet in finding.facets):
            assert "ot known" in finding.differs, finding.headline


def test_a_statistic_comes_with_its_null_model_and_the_size_of_its_family(ran: Ran) -> None:
    for test in (finding.test for finding in ran.findings if finding.test):
        assert test.null_model
        assert 0 <= test.p <= test.q <= 0.05
        families = [family for family in ran.result.families if family.name == test.family]
        assert [family.tests for family in families] == [test.tests_in_family]


def test_findings_have_names_of_their_own_and_neither_repeats_nor_order_change_a_byte(
    ran: Ran, places: dict[str, Place], turned: dict[str, Graph]
) -> None:
    names = [iri_of(BASE, finding) for finding in ran.findings]
    assert len(set(names)) == len(names)
    (place,) = (name for name, place in places.items() if place.graph is ran.graph)
    again = ran.analysis.run(turned[place], **ran.analysis.options)
    assert canonical(asdict(again)) == canonical(asdict(ran.result))


@pytest.mark.parametrize("analysis", ANALYSES.values(), ids=ANALYSES)
def test_an_analysis_says_what_it_does_and_whom_it_follows(analysis: Analysis) -> None:
    assert len(analysis.method) > 100
    assert analysis.references
