"""Each competency question gives its known answer, and no row where there is none, on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rdflib import DCAT, SH, URIRef
from rdflib.collection import Collection

import ontology
from ecosystem.checks.questions import ENGINES, trials
from ontology import SVE, concept_iri
from ontology.questions import SERIES, Example, Parameter, empty, known, parsed, questions

GOOD = """# title: Who?
# about: What it means.
# audience: strategist
# parameter: day | date | optional | The day.
# column: who | The body.
# example: day = 2026-05-03
SELECT ?who WHERE { VALUES (?day) { (UNDEF) } ?who ?is ?day }
"""


@pytest.mark.parametrize("id", questions())
def test_both_engines_give_the_known_answer_and_none_to_the_empty_example(id: str) -> None:
    for trial in trials(questions()[id]):
        assert trial.given == trial.wanted, trial.name


@pytest.mark.parametrize(
    ("id", "parameter", "value", "column", "kept"),
    [
        ("S5", "among", concept_iri("sector", "VC"), "sectorLabel", {"voluntary and community"}),
        ("S6", "onlyStatus", concept_iri("spend-status", "planned"), "status", {"planned"}),
        ("S8", "organisation", "http://example.org/church", "by", {"Church"}),
        ("R1", "property", str(SVE.serves), "property", {str(SVE.serves)}),
        ("R2", "below", "0.01", "finding", {"http://example.org/f1"}),
        ("R5", "dataset", "http://example.org/council-data", "datasetLabel", {"Council list"}),
        ("R5", "class", str(SVE.Service), "class", {str(SVE.Service)}),
        ("R8", "indicator", "http://example.org/tenancies", "indicatorLabel", {"Tenancies kept"}),
        ("R8", "indicator", "http://example.org/nothing", "indicatorLabel", set()),
    ],
)
def test_an_optional_parameter_narrows_the_known_answer(
    id: str, parameter: str, value: str, column: str, kept: set[str]
) -> None:
    question = questions()[id]
    place = [name for name, _ in question.columns].index(column)
    rows = [row for row in known(question).rows if row[place] in kept]
    assert bool(rows) is bool(kept)
    asked = question.asked({**question.example, parameter: value})
    for engine, answer in ENGINES.items():
        assert list(answer(known(question), asked)) == rows, engine


def test_a_question_about_any_day_counts_what_has_ended_too() -> None:
    """The law centre and the police met until 2025; the list of 31 still makes no partners."""
    example = known(questions()["S5"])
    for answer in ENGINES.values():
        rows = {row[1]: row[4:] for row in answer(example, questions()["S5"].asked({}))}
        assert rows["Police"] == ("2", "2")
        assert rows["Law centre"] == ("3", "2")


@pytest.mark.parametrize("id", questions())
def test_the_remarks_of_an_example_name_each_row_of_its_answer(id: str) -> None:
    example = known(questions()[id])
    assert example.rows, "an example without an answer proves nothing"
    assert not_named(example) == []
    assert remarks(empty(questions()[id]).data), "it does not say why there is no answer"


def test_a_row_that_no_remark_names_is_noticed() -> None:
    rows = (("http://example.org/police", "12"), ("http://example.org/park", "7"), ("", "Church"), ("12",))
    example = Example("# The police have 12.\n<park> <is> 'Church' . # the church too", "ttl", rows)
    assert not_named(example) == [rows[1], rows[3]]


def remarks(data: str) -> str:
    """All that an example says to people, in small letters."""
    return " ".join(re.findall(r"(?m)(?:^|\s)#\s(.*)$", data)).casefold()


def not_named(example: Example) -> list[tuple[str, ...]]:
    """Rows of which no remark has a name: a word of a text, or of the last part of an address."""
    told = remarks(example.data)
    return [row for row in example.rows if not any(word in told for cell in row for word in words(cell))]


def words(cell: str) -> list[str]:
    """The words of four letters and more, which leaves out `and` and `the`."""
    name = re.split(r"[/#]", cell)[-1] if cell.startswith("http") else cell
    return re.findall(r"[^\W\d_]{4,}", name.casefold())


def test_missingness_asks_about_everything_the_rules_warn_of() -> None:
    """Efforts stand for their three classes; a path with alternatives is held by its first property."""
    listed = set(re.findall(r"\((\w+:\w+) (\w+:\w+)\)", ontology.query_text("cq/R5")))
    warned = set(_warned_of())
    assert warned - listed == set()
    assert len(warned) > 15


def _warned_of() -> Iterator[tuple[str, str]]:
    rules = ontology.shapes()
    names = rules.namespace_manager
    for shape, rule in rules.subject_objects(SH.property):
        path = rules.value(rule, SH.path)
        if (rule, SH.severity, SH.Warning) not in rules or rules.value(rule, SH.minCount) is None:
            continue
        first = next(iter(Collection(rules, rules.value(path, SH.alternativePath))), None)
        path = path if isinstance(path, URIRef) else first
        for target in rules.objects(shape, SH.targetClass):
            classes = [SVE.Programme, SVE.Service, SVE.Activity] if target == SVE.Effort else [target]
            if target == SVE.Decision:
                classes.append(SVE.ProcurementDecision)
            for rdf_class in classes:
                if rdf_class != DCAT.Dataset:  # the catalogue's entry, not what a data set holds
                    yield names.qname(str(rdf_class)), names.qname(str(path))


def test_the_questions_come_in_their_series() -> None:
    wanted = [f"{letter}{number}" for letter, most in SERIES for number in range(1, most + 1)]
    assert list(questions()) == wanted


def test_a_description_is_read() -> None:
    question = parsed("S1", GOOD)
    assert question.title == "Who?"
    assert question.parameters[0].required is False
    assert question.columns == (("who", "The body."),)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("# title: Who?\n", "", "exactly one line '# title"),
        ("# about: What it means.", "# abuot: What it means.", "line 2"),
        ("# about: What it means.", "# about:", "line 2"),
        ("strategist", "general", "the audience is 'general'"),
        ("| optional |", "| perhaps |", "required or optional"),
        ("| date |", "| moment |", "'moment' is no type"),
        ("| date |", "| kind: |", "'kind:' is no type"),
        ("| date |", "| decimal >= little |", "'decimal >= little' is no type"),
        ("| date | optional | The day.\n# column: who | The body.\n# example: day = 2026-05-03",
         "| decimal >= 0 | optional | The day.\n# column: who | The body.\n# example: day = -0.1",
         "'-0.1' is not a number such as 0.05, 0 or more"),
        ("# column: who | The body.\n", "", "names no column"),
        ("# column: who | The body.", "# column: who", "must read 'name | what it holds'"),
        ("day = 2026-05-03", "day", "must read 'name = value'"),
        ("day = 2026-05-03", "hour = 12", "binds 'hour', which is no parameter"),
        ("day = 2026-05-03", "day = 2026-02-30", "'2026-02-30' is not a date"),
        ("VALUES (?day) { (UNDEF) }", "", "'day' has no line 'VALUES"),
        ("# parameter: day | date | optional | The day.\n", "", "'day' has no line '# parameter:'"),
        ("| optional | The day.\n# column: who | The body.\n# example: day = 2026-05-03\n",
         "| required | The day.\n# column: who | The body.\n", "'day' has no example"),
    ],
)  # fmt: skip
def test_a_malformed_description_is_refused_with_a_sentence(before: str, after: str, said: str) -> None:
    assert before in GOOD
    with pytest.raises(ValueError, match=r"S1\.rq") as refused:
        parsed("S1", GOOD.replace(before, after))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("type", "good", "bad"),
    [
        ("date", "2026-05-03", "3 May 2026"),
        ("date", "2024-02-29", "20260503"),
        ("year", "2026", "26"),
        ("integer", "-12", "1.5"),
        ("decimal", "0.05", "1e3"),
    ],
)
def test_a_value_of_another_type_is_refused(type: str, good: str, bad: str) -> None:
    parameter = Parameter("it", type, True, "It.")
    assert str(parameter.term(good)) == good
    with pytest.raises(ValueError, match="is not a"):
        parameter.term(bad)


def test_a_parameter_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no parameter 'hour'"):
        parsed("S1", GOOD).asked({"hour": "12"})
