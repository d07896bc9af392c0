"""Shared goals: the tests come before the pairs, and no pair is an answer."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

from flask.testing import FlaskClient

from web.findings import probability


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_what_was_compared_stands_before_the_pairs_found(pages: FlaskClient) -> None:
    data = pages.get("/alignment.json").json
    assert data
    text = text_of(pages.get("/alignment").text)
    place = text.index("aligned beyond chance")
    for family in data["families"]:
        words = " ".join(family["statement"].split())
        assert text.index(words[:60]) < place


def test_each_pair_says_what_it_shares_what_chance_gives_and_where_it_was_read(pages: FlaskClient) -> None:
    data = pages.get("/alignment.json").json
    assert data
    assert data["findings"]
    text = text_of(pages.get("/alignment").text)
    for finding in data["findings"]:
        assert all(end["label"] in text for end in finding["involves"])
        assert f"q: {probability(finding['test']['q'])}, over" in text
        assert all(item["cells"] for item in finding["evidence"])
    assert "where chance would give about" in text


def rows_of(pages: FlaskClient, address: str) -> list[dict[str, str]]:
    text = pages.get(address).get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_and_the_csv_hold_the_same_pairs(pages: FlaskClient) -> None:
    data = pages.get("/alignment.json").json
    assert data
    rows = rows_of(pages, "/alignment.csv")
    aligned = [row for row in rows if row["Kind"] == "aligned-beyond-chance"]
    assert [row["Id"] for row in aligned] == [finding["id"] for finding in data["findings"]]
    assert all("row" in row["Where this comes from"] for row in rows)
    table = text_of(pages.get("/alignment?show=table").text)
    assert all(row["First"] in table for row in aligned)


def test_the_csv_holds_near_misses_and_who_might_talk_and_says_which_is_which(pages: FlaskClient) -> None:
    data = pages.get("/alignment.json").json
    assert data
    everything = [*data["findings"], *data["near_outcomes"], *data["might_talk"]]
    rows = rows_of(pages, "/alignment.csv")
    assert [(row["Id"], row["Kind"]) for row in rows] == [(item["id"], item["kind"]) for item in everything]
    assert {row["Kind"] for row in rows} == {
        "aligned-beyond-chance",
        "nearly-the-same-outcome",
        "who-might-talk",
    }
    assert all(row["Score is"] for row in rows)
    assert not any(row["p"] or row["q"] for row in rows if row["Kind"] != "aligned-beyond-chance")


def test_before_the_analysis_the_page_says_what_to_type(pages: FlaskClient) -> None:
    text = text_of(pages.get("/alignment?version=1").text)
    assert "This has not been worked out for this data yet" in text
    assert "ecosystem analyse" in text
    assert "No pair" not in text


def test_who_is_nearly_aligned_and_who_might_talk_stand_on_the_page_with_what_they_do_not_say(
    pages: FlaskClient,
) -> None:
    data = pages.get("/alignment.json").json
    assert data
    text = text_of(pages.get("/alignment").text)
    assert data["near_outcomes"]
    assert data["might_talk"]
    assert all(finding["headline"] in text for finding in data["near_outcomes"][:10])
    assert all(finding["headline"] in text for finding in data["might_talk"][:10])
    assert "is no probability" in text
    assert "Not recorded does not mean that they do not work together." in text


def test_an_index_is_shown_with_its_band_and_its_limits(pages: FlaskClient) -> None:
    text = text_of(pages.get("/alignment").text)
    assert re.search(
        r"share \d\.\d\d times as many outcomes as chance would give: 1 is chance, and 95% of the random tables lie "
        r"between \d\.\d\d and \d\.\d\d\.",
        text,
    )
    assert "cannot be compared with that of another list of outcomes or another place" in text
