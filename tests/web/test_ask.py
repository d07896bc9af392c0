"""The shipped questions as forms: without a script, with values that stay values, with honest empty answers."""

from __future__ import annotations

import csv
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor, as_completed
from html import unescape

import pytest
from flask.testing import FlaskClient

from ontology.questions import questions
from web import ask


def objective(pages: FlaskClient) -> dict[str, str]:
    """An objective of the example place that somebody pursues."""
    items = pages.get("/objectives.json").json["objectives"]  # type: ignore[index]
    found: dict[str, str] = next(item for item in items if item["organisations"])
    return found


def test_every_question_is_listed_by_audience(pages: FlaskClient) -> None:
    html = pages.get("/ask").text
    assert [id for id in questions() if f'href="/ask/{id}"' not in html] == []
    assert html.index("For people who map partners") < html.index("For researchers")


@pytest.mark.parametrize("id", questions())
def test_every_question_has_a_form_that_says_what_it_means(pages: FlaskClient, id: str) -> None:
    answer = pages.get(f"/ask/{id}")
    assert answer.status_code == 200
    question = questions()[id]
    text = unescape(answer.text)
    assert question.about in text
    for parameter in question.parameters:
        assert f'name="{parameter.name}"' in text


def test_an_answer_is_a_table_with_links_and_its_files(pages: FlaskClient) -> None:
    item = objective(pages)
    html = pages.get("/ask/S1", query_string={"objective": item["id"]}).text
    assert 'href="/doc/organisation/' in html
    files = [unescape(link) for link in re.findall(r'href="(/ask/S1\.[^"]+)"', html)]
    assert len(files) == 2
    table = list(csv.DictReader(io.StringIO(pages.get(files[0]).data.decode("utf-8-sig"))))
    document = pages.get(files[1]).json
    assert document is not None
    assert document["total"] == len(table) > 0
    assert [row["organisation"] for row in table] == [row["organisation"] for row in document["rows"]]
    assert document["about"] == questions()["S1"].about


def test_a_name_does_as_well_as_an_address(pages: FlaskClient) -> None:
    item = objective(pages)
    by_name = pages.get("/ask/S1.json", query_string={"objective": item["label"]}).json
    by_address = pages.get("/ask/S1.json", query_string={"objective": item["id"]}).json
    assert by_name == by_address


def test_a_question_without_needs_is_answered_at_once(pages: FlaskClient) -> None:
    assert "What the columns mean" in pages.get("/ask/S5").text


def test_an_empty_answer_is_not_called_nothing(client: FlaskClient) -> None:
    assert "That is not the same as nothing being there." in client.get("/ask/S8").text


@pytest.mark.parametrize(
    ("id", "name", "value"),
    [
        ("R4", "day", '2026-05-03"^^xsd:date) } } #'),
        ("R4", "day", "<script>alert(1)</script>"),
        ("R1", "subject", "http://x/> } UNION { ?s ?p ?o } #"),
        ("S1", "objective", "}"),
    ],
)
def test_a_value_that_is_none_is_refused_and_kept_in_the_form(
    pages: FlaskClient, id: str, name: str, value: str
) -> None:
    answer = pages.get(f"/ask/{id}", query_string={name: value})
    assert answer.status_code == 400
    assert "This question was not answered" in answer.text
    assert "<script>alert" not in answer.text
    assert pages.get(f"/ask/{id}.json", query_string={name: value}).status_code == 400


def test_what_is_missing_is_said_to_programs(pages: FlaskClient) -> None:
    answer = pages.get("/ask/S1.json")
    assert answer.status_code == 400
    assert "needs objective" in answer.text


def test_an_unknown_question_is_not_found(pages: FlaskClient) -> None:
    assert pages.get("/ask/X1").status_code == 404


def test_other_words_in_the_address_are_left_alone(pages: FlaskClient) -> None:
    assert pages.get("/ask/S5?id=1&ending=2&nonsense=3").status_code == 200


def test_the_query_can_be_opened_where_queries_are_written(pages: FlaskClient) -> None:
    html = pages.get("/ask/S5").text
    assert 'action="/sparql" method="post"' in html
    query = unescape(re.findall(r'name="query" value="([^"]*)"', html)[0])
    answer = pages.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200


def test_a_long_list_is_typed_with_suggestions(pages: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "<select" in pages.get("/ask/S1").text
    monkeypatch.setattr(ask, "OPTIONS", 2)
    html = pages.get("/ask/S1").text
    assert "<select" not in html
    assert html.count("<option") == 2
    assert 'list="objective-list"' in html


def test_without_data_the_page_says_so(empty_client: FlaskClient) -> None:
    assert empty_client.get("/ask").status_code == 404
    assert empty_client.get("/ask/S1").status_code == 404


def test_headings_and_the_lowest_value_are_in_words(pages: FlaskClient) -> None:
    assert "A number such as 0.05, 0 or more." in pages.get("/ask/S7").text
    answer = pages.get("/ask/S7", query_string={"tolerance": "-5"})
    assert answer.status_code == 400
    assert "tolerance must be a number such as 0.05, 0 or more." in answer.text


def test_a_name_is_looked_for_within_the_limits_of_a_query(pages: FlaskClient) -> None:
    """With its turns taken, an address waits for a name too; it is refused once too many of it wait."""
    addresses = pages.application.extensions["sparql-addresses"]
    with ThreadPoolExecutor(9) as many, addresses.turn("127.0.0.1"), addresses.turn("127.0.0.1"):
        asking = [
            many.submit(
                pages.application.test_client().get, "/ask/S1.json", query_string={"objective": f"zz{n}"}
            )
            for n in range(9)
        ]
        first = next(as_completed(asking))
        assert first.result().status_code == 429


def test_the_next_page_of_an_answer_is_not_asked_for_again(client: FlaskClient) -> None:
    question = questions()["S5"]
    name = question.columns[0][0]
    kept = {
        "head": {"vars": [name for name, _ in question.columns]},
        "results": {"bindings": [{name: {"type": "uri", "value": f"http://e.org/{n}"}} for n in range(201)]},
    }
    bodies = client.application.extensions["ask-bodies"]
    bodies.keep(1, question.asked({}), json.dumps(kept).encode())
    assert "http://e.org/200" in client.get("/ask/S5?page=2").text
    assert "http://e.org/200" not in client.get("/ask/S5").text


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("S6", ['<span class="sve-number">2025-04-01</span>', '<span class="sve-number">126,435</span>']),
        ("R8", [">measurement borough.me-21<", 'href="/doc/measurement/borough.me-21"']),
        ("I9", ['<span class="sve-number">2022</span>']),
    ],
)
def test_dates_numbers_and_unnamed_things_can_be_read_in_the_table(
    pages: FlaskClient, id: str, shown: list[str]
) -> None:
    html = re.sub("</?bdi>", "", pages.get(f"/ask/{id}").text)
    assert [part for part in shown if part not in html] == []


def test_files_keep_the_digits_of_a_number(pages: FlaskClient) -> None:
    assert ",126435," in pages.get("/ask/S6.csv").text
    assert '"126435"' in pages.get("/ask/S6.json").text


def test_the_menu_marks_ask_on_a_question_too(pages: FlaskClient) -> None:
    assert re.search(r'href="/ask"[^>]* aria-current="true"', pages.get("/ask/S6").text)
    assert re.search(r'href="/ask"[^>]* aria-current="page"', pages.get("/ask").text)


def test_a_name_that_nothing_has_leads_to_the_list(pages: FlaskClient) -> None:
    assert "Choose one from the list below." in pages.get("/ask/S1?objective=zzz").text
    assert "Choose one from the list below." not in pages.get("/ask/R4?day=tomorrow").text
