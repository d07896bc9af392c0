"""Text to values: what is clear is read, what is not is sent back with the form to write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rdflib import URIRef

from ecosystem.exporters.tables import safe_cell
from ecosystem.importers import dates, values
from ecosystem.importers.official import charity, company
from ecosystem.importers.parsed import Parsed
from ecosystem.kinds import FieldType
from ecosystem.triples import ntriples


@pytest.mark.parametrize(
    ("text", "value"),
    [("1200.50", "1200.50"), ("-3", "-3"), ("+0.10", "0.10"), ("374474444.0", "374474444.0"), ("007", "7")],
)
def test_a_plain_number_is_read_to_its_last_digit(text: str, value: str) -> None:
    assert values.amount(text) == Parsed(Decimal(value))


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("1.200,50", "Write 1200.50."),
        ("1200,50", "Write 1200.50."),
        ("1 200,5", "Write 1200.5."),
        ("£1,200", "Write 1200."),
        ("1 200", "Write 1200."),
        ("GBP 1.200,50", "Write 1200.50."),
        ("12%", "Write 12."),
        ("1.2E+06", "Write it out: 1200000?"),
    ],
)
def test_a_number_in_another_form_is_refused_with_the_form_to_write(text: str, fix: str) -> None:
    found = values.amount(text)
    assert (found.value, found.fix, found.severity) == (None, fix, "violation")


@pytest.mark.parametrize(
    "text", ["", "n/a", "about 50", "NaN", "Infinity", "1,20,0", "12-3", "1.2.3", "£", "12x"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    found = values.amount(text)
    assert found.value is None
    assert "is not a number" in found.message


def test_a_comma_between_thousands_is_read_and_said() -> None:
    found = values.amount("1,200.50")
    assert found.value == Decimal("1200.50")
    assert (found.message, found.severity) == ("'1,200.50' was read as 1200.50.", "warning")


@pytest.mark.parametrize(
    ("text", "value"), [("1.200,50", "1200.50"), ("1200,5", "1200.5"), ("1.200", "1200")]
)
def test_a_mapping_can_say_that_a_file_writes_decimal_commas(text: str, value: str) -> None:
    assert values.amount(text, ",").value == Decimal(value)


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("12.0", 12), ("-4", -4)])
def test_a_whole_number_may_carry_the_decimals_a_spreadsheet_adds(text: str, value: int) -> None:
    assert values.whole(text).value == value


def test_a_part_of_a_person_is_refused() -> None:
    assert values.whole("12.5").message == "'12.5' is not a whole number."


@pytest.mark.parametrize("text", ["2024-04-03", "2024-04-03 00:00:00", "2024-04-03T00:00:00"])
def test_a_day_in_iso_form_is_read_with_or_without_midnight(text: str) -> None:
    assert dates.day(text).value == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("25/12/2023", "Write 2023-12-25 for 25 December 2023."),
        ("3.4.2024", "Write 2024-04-03 for 3 April 2024, or 2024-03-04 for 4 March 2024."),
        ("04/04/2024", "Write 2024-04-04 for 4 April 2024."),
        ("2023", "Write the day too, such as 2023-01-01."),
        ("2023-06", "Write the day too, such as 2023-06-01."),
        ("next May", "Write the day as YYYY-MM-DD, such as 2024-04-03."),
        ("31/31/2024", "Write the day as YYYY-MM-DD, such as 2024-04-03."),
        ("01/01/0000", "Write the day as YYYY-MM-DD, such as 2024-04-03."),
    ],
)
def test_a_date_in_another_form_is_never_guessed(text: str, fix: str) -> None:
    found = dates.day(text)
    assert (found.value, found.fix) == (None, fix)


@pytest.mark.parametrize("text", ["2024-02-30", "2024-13-01"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    assert "is not a date in the calendar" in dates.day(text).message


def test_a_mapping_can_say_how_a_file_writes_dates() -> None:
    assert dates.day("03/04/2024", "%d/%m/%Y").value == date(2024, 4, 3)


def test_a_us_fiscal_year_begins_in_october_of_the_year_before() -> None:
    assert dates.us_fiscal_year_start("2023").value == date(2022, 10, 1)
    assert dates.us_fiscal_year_end("FY2023").value == date(2023, 9, 30)
    assert dates.us_fiscal_year_end("23").message == "'23' is not a fiscal year."


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("n", False), ("TRUE", True), ("0", False)])
def test_yes_and_no_are_read_in_the_forms_people_use(text: str, value: bool) -> None:
    assert values.truth(text).value is value


def test_perhaps_is_neither_yes_nor_no() -> None:
    assert values.truth("perhaps").severity == "violation"


def test_a_web_address_is_kept_and_a_bare_www_is_completed() -> None:
    assert values.link("https://www.example.org/a?b=1") == Parsed("https://www.example.org/a?b=1")
    assert values.link("www.example.org").value == "https://www.example.org"


@pytest.mark.parametrize(
    "text",
    [
        "Varies by partner",
        "ftp://example.org",
        "https://a b.org",
        "http://[x",
        "https://",
        "javascript:alert(1)",
        "https://a.example/%zz",
        "https://a.example:port/x",
        "https://a.example/[x]",
        "https://a.example/a#b#c",
        "https://a.example/\ue000",
        "https://a.example/\ud800",
        "https://a.example/\\u0041",
        "https://a.example/> .\n<a:a> <a:a> <a:b",
    ],
)
def test_what_is_no_web_address_is_left_out_without_losing_the_row(text: str) -> None:
    found = values.link(text)
    assert (found.value, found.severity) == (None, "warning")


ADDRESS_ENDS = st.text(st.one_of(st.sampled_from("%:[]#?@&/.\\<>"), st.characters()), max_size=20)


@given(st.one_of(st.text(st.characters()), ADDRESS_ENDS.map("https://a.example".__add__)))
def test_a_web_address_is_either_left_out_or_one_that_the_store_loads(text: str) -> None:
    found = values.link(text)
    if found.value is None:
        assert found.severity == "warning"
        return
    node = URIRef(str(found.value))
    store = ox.Store()
    store.load(b"".join(ntriples([(node, node, node)])), ox.RdfFormat.N_TRIPLES)
    assert [quad.object.value for quad in store] == [found.value]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("1090095", "GB-CHC-1090095"),
        (" 214 779", "GB-CHC-214779"),
        ("0512710", "GB-CHC-512710"),
        ("SC005336", "GB-SC-SC005336"),
        ("NIC100002", "GB-NIC-100002"),
        ("100002", "GB-NIC-100002"),
        ("GB-CHC-1090095", "GB-CHC-1090095"),
    ],
)
def test_a_charity_number_tells_its_register(text: str, identifier: str) -> None:
    assert charity(text) == Parsed(identifier)


@pytest.mark.parametrize("text", ["12", "12345678", "SC1", "exempt", "1090095-1"])
def test_a_charity_number_of_no_known_form_is_refused(text: str) -> None:
    assert charity(text).value is None


@pytest.mark.parametrize("text", ["07444723", "sc123456", "RS007220", "CE008889", "IP12345R", "R0000012"])
def test_a_company_number_has_eight_characters(text: str) -> None:
    assert company(text).value == f"GB-COH-{text.upper()}"


def test_a_company_number_that_lost_its_zero_is_sent_back_with_the_zero() -> None:
    found = company("7444723")
    assert found.message == "Company number 7444723 has 7 characters; Companies House numbers have 8."
    assert found.fix == "Did a spreadsheet drop a zero? Suggested: 07444723."
    assert company("SC1234").fix == "Did a zero get lost? Suggested: SC001234."


def test_a_list_is_parted_by_bars_semicolons_and_line_breaks() -> None:
    assert values.items("a | b;c\nd||a") == ["a", "b", "c", "d"]
    assert values.items("a; b", ("|",)) == ["a; b"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_every_amount_written_plainly_is_read_back(amount: Decimal) -> None:
    assert values.amount(f"{amount:f}").value == amount


@given(st.dates())
def test_every_day_written_in_iso_form_is_read_back(day: date) -> None:
    assert dates.day(day.isoformat()).value == day


@given(
    st.text(), st.sampled_from(["decimal", "share", "integer", "date", "boolean", "link", "string", "text"])
)
def test_any_text_gives_a_value_or_a_complaint(text: str, kind: FieldType) -> None:
    found = values.parse(text, kind)
    assert (found.value is not None) or (found.message and found.fix)


@given(st.text())
def test_every_converter_gives_a_value_or_a_complaint(text: str) -> None:
    for convert in values.CONVERTERS.values():
        found = convert(text)
        assert (found.value is not None) or (found.message and found.fix)


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_the_apostrophe_an_export_adds_is_taken_off_again(mark: str) -> None:
    text = f"{mark}A(1)"
    assert safe_cell(text) == f"'{text}"
    assert values.content(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "''=1", "'", "O'Hara", "x'=1"])
def test_any_other_apostrophe_stays(text: str) -> None:
    assert values.content(text) == text


@given(st.text())
@example("\t=1")
@example("\t")
@example("\rx")
def test_what_an_export_guards_comes_back_as_it_was(text: str) -> None:
    assume(not text.lstrip().startswith("'"))
    assert values.content(safe_cell(text)) == text.strip()


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", "0"), ("0.25", "0.25"), ("1", "1"), ("25%", "0.25"), ("12.5 %", "0.125"), ("100%", "1")],
)
def test_a_share_is_read_as_a_part_of_one_or_of_a_hundred(text: str, value: str) -> None:
    assert values.share(text) == Parsed(Decimal(value))


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("25", "Write 25% or 0.25."),
        ("1.2", "Write it as 0.25 or 25%."),
        ("-0.1", "Write it as 0.25 or 25%."),
        ("120%", "Write it as 0.25 or 25%."),
        ("0,25", "Write 0.25."),
    ],
)
def test_what_is_no_share_is_refused_with_the_form_to_write(text: str, fix: str) -> None:
    found = values.share(text)
    assert (found.value, found.fix, found.severity) == (None, fix, "violation")


@pytest.mark.parametrize("number", range(1, 5))
def test_a_number_of_people_under_five_is_left_out(number: int) -> None:
    found = values.people(Parsed(number))
    assert (found.value, found.severity) == (None, "info")


@pytest.mark.parametrize("number", [-1, 0, 5, 2400])
def test_nobody_and_five_people_or_more_are_loaded(number: int) -> None:
    assert values.people(Parsed(number)) == Parsed(number)
