"""The lexer sees keywords where the grammar has them, and nowhere else."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.workers.lexer import NESTING, NotAQuery, Question, examine


@pytest.mark.parametrize(
    ("text", "form", "dataset"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT", False),
        ("prefix select: <http://example.org/>\nbase <x>\nask {}", "ASK", False),
        ("# SELECT\nCONSTRUCT { ?s ?p ?o } WHERE {}", "CONSTRUCT", False),
        ("DESCRIBE<http://example.org/>", "DESCRIBE", False),
        ("SELECT * FROM <http://example.org/g> {}", "SELECT", True),
        ("select * from named <http://example.org/g> {}", "SELECT", True),
        ("SELECT ?from { ?from ex:from 'from' }", "SELECT", False),
    ],
)
def test_the_form_and_the_dataset_are_told_from_keywords(text: str, form: str, dataset: bool) -> None:
    assert examine(text) == Question(form, dataset)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "where",
    [
        "?service ?p $SERVICE",
        "?s service:p ?o . ?s ex:service ?o . ?s ex:my.service ?o . ?s ex:a%20service\\,service ?o",
        "?s <http://example.org/service> ?o . ?s <SERVICE> ?o",
        '?s ?p \'SERVICE\' , "SERVICE <x> {}" , \'\'\'a \' SERVICE " \'\'\' , """it\'s " "" SERVICE"""',
        '?s ?p \'it\\\'s SERVICE\' , "\\\\" , "a \\" SERVICE" , \'\' , ""',
        "?s ?p ?o # SERVICE <http://example.org/> {}\n",
        "?s ?p 'text'@service-load . _:service ?p _:b.service",
        "FILTER(?a<5) FILTER(?a<?b && ?c>?d) # load",
        "?s load:load ?load",
        f"?s <p> x:{'long-' * 100}service",
    ],
)
def test_service_and_load_are_only_words_inside_names_strings_and_comments(where: str) -> None:
    assert examine(f"SELECT * {{ {where} }}").form == "SELECT"


@pytest.mark.parametrize(
    "where",
    [
        "SERVICE <http://example.org/> {}",
        "sErViCe SILENT ?x {}",
        "SERVICE<http://example.org/>{}",
        "SERVICESILENT<http://example.org/>{}",
        "?s ?p trueSERVICE<http://example.org/>{}",
        "?s ?p 1.SERVICE<http://example.org/>{}",
        "?s ?p ?o.SERVICE<http://example.org/>{}",
        "?s ?p 'a'@en.SERVICE <http://example.org/> {}",
        "?s ?p 'a#' SERVICE <http://example.org/> {}",
        "?s ?p 'a\\'' SERVICE <http://example.org/> {}",
        "?s <http://example.org/#> 5 SERVICE <http://example.org/> {}",
        "?s <http://example.org/\\u0041#> 5 SERVICE <http://example.org/> {}",
        "FILTER(?a<?b)SERVICE<http://example.org/>{} FILTER(?c>?d)",
        "FILTER(?a < ?b) SERVICE <http://example.org/> {}",
        "# comment\rSERVICE <http://example.org/> {}",
    ],
)
def test_service_is_refused_wherever_the_grammar_has_it(where: str) -> None:
    with pytest.raises(NotAQuery, match=r"SERVICE asks another server.*line \d+, character \d+"):
        examine(f"SELECT * {{ {where} }}")


def test_a_refusal_says_where() -> None:
    with pytest.raises(NotAQuery, match=r"\(line 3, character 5\)"):
        examine("SELECT * {\n  ?s ?p ?o\n    SERVICE <http://example.org/> {}\n}")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a> <b> <c> }",
        "PREFIX x: <http://example.org/> DELETE WHERE { ?s ?p ?o }",
        "WITH <g> DELETE {} WHERE {}",
        "CLEAR ALL",
    ],
)
def test_an_update_is_told_that_updates_are_not_offered(text: str) -> None:
    with pytest.raises(NotAQuery, match="updates are not offered here yet"):
        examine(text)


@pytest.mark.parametrize("text", ["LOAD <http://example.org/>", "SELECT * {} ; LOAD <http://example.org/>"])
def test_load_is_refused(text: str) -> None:
    with pytest.raises(NotAQuery, match="LOAD fetches a file"):
        examine(text)


@pytest.mark.parametrize("text", ["", "hello", "<http://example.org/> 'SELECT'", "?SELECT"])
def test_a_text_without_a_form_is_no_query(text: str) -> None:
    with pytest.raises(NotAQuery, match="should say SELECT, ASK, CONSTRUCT or DESCRIBE"):
        examine(text)


@pytest.mark.parametrize(
    "string",
    [
        "'open",
        '"over\na line"',
        "'''open",
        '"""abc" \\q """',
        "'\\q'",
        '"\\ud8"',
        '"""abc" . SERVICE <x> {} # \\q """',
    ],
)
def test_a_string_that_the_engine_would_read_otherwise_is_refused(string: str) -> None:
    with pytest.raises(NotAQuery, match="A string is not closed"):
        examine(f"SELECT * {{ ?s ?p {string} }}")


@pytest.mark.parametrize("bracket", ["()", "{}", "[]", ("<<( ", ")>>"), ("<< ", ">>"), ("{| ", "|}")])
def test_nesting_is_taken_up_to_its_limit(bracket: tuple[str, str]) -> None:
    opening, closing = bracket
    deepest = NESTING - 1  # one more stands around it
    assert examine(f"SELECT * {{ {opening * deepest}{closing * deepest} }}").form == "SELECT"
    with pytest.raises(NotAQuery, match="nested more than 200 deep"):
        examine(f"SELECT * {{ {opening * NESTING}{closing * NESTING} }}")


def test_brackets_that_close_again_are_not_nested() -> None:
    assert examine("SELECT * {" + "(){}[]<<>>" * 5_000 + "}").form == "SELECT"


def test_brackets_in_strings_and_iris_are_not_nested() -> None:
    assert examine("SELECT * { ?s <http://example.org/((([[[> '" + "({[" * 1_000 + "' }").form == "SELECT"


@given(st.text())
def test_no_text_makes_it_fail_otherwise_than_by_a_sentence(text: str) -> None:
    with contextlib.suppress(NotAQuery):
        examine(text)


@given(
    st.text(alphabet=st.sampled_from("SERVICE <>{}()[]#'\"\\?$@:_.,;^!|/*+-=&%\n\r\tabcLOADx01éß😀")).map(
        lambda noise: f"SELECT * {{ {noise} }}"
    )
)
def test_no_mix_of_marks_makes_it_fail_otherwise_than_by_a_sentence(text: str) -> None:
    with contextlib.suppress(NotAQuery):
        examine(text)


@given(st.text(), st.sampled_from(["SERVICE <http://example.org/> {}", "LOAD <x>", "service", "{([" * 200]))
def test_quoted_words_never_trigger(noise: str, words: str) -> None:
    quoted = (
        f"{noise}{words}{noise}".replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\r", "\\r")
    )
    for string in (f'"{quoted}"', f'"""{quoted}"""'):
        assert examine(f"SELECT * {{ ?s ?p {string} }}") == Question("SELECT", False)


@given(st.text(alphabet=st.characters(exclude_characters="\r\n")))
def test_commented_words_never_trigger(noise: str) -> None:
    text = f"SELECT * {{ ?s ?p ?o # {noise} SERVICE LOAD ((( ' \n }}"
    assert examine(text) == Question("SELECT", False)


@given(st.integers(0, 20), st.sampled_from(["SERVICE", "service", "Service"]))
def test_a_keyword_after_any_number_of_strings_triggers(strings: int, word: str) -> None:
    with pytest.raises(NotAQuery, match="SERVICE asks"):
        examine("SELECT * { ?s ?p " + " , ".join(["'#\\''"] * (strings + 1)) + f" . {word} <x> {{}} }}")


@pytest.mark.parametrize(
    "unit", ["a.", "a-", '"a" ', "<a> ", "<", "x:y ", "_:", "?", "-", "'''", "1 ", "(", "@a-"]
)
def test_half_a_megabyte_of_anything_is_read_in_seconds(unit: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(NotAQuery):
        examine("SELECT " + unit * (500_000 // len(unit)))
    assert time.process_time() - begun < 5


@pytest.mark.real_data
def test_of_the_standards_own_queries_only_those_with_service_are_refused(shared_data: Path) -> None:
    read, refused = 0, []
    for file in sorted((shared_data / "w3c-sparql11").rglob("*.rq")):
        text = file.read_text(encoding="utf-8")
        try:
            ox.Store().query(text, base_iri="http://example.org/")
        except (SyntaxError, RuntimeError, OSError):
            continue  # a negative test, or one that the engine would send to the network
        read += 1
        try:
            examine(text)
        except NotAQuery as error:
            refused.append((file.parent.name, str(error).split()[0]))
    assert read > 300
    assert {reason for _, reason in refused} == {"SERVICE"}
    assert {folder for folder, _ in refused} <= {"service", "syntax-fed"}
