"""A reference is resolved by ID, then name, then name but for case; never by choosing between two."""

from __future__ import annotations

from collections import Counter

import pytest
from sheets import Sheets

from ecosystem.importers import Batch, read, template
from ecosystem.importers.spelling import listing, nearest, quoted
from ecosystem.records import ConceptRef, Ref, Source, Value
from ontology import concepts

ORGANISATIONS = ["ID,Name,Sector,Other names,Charity number", "o1,The Council,LG,TMBC,", "o2,Hub,VC,,1090095"]
OBJECTIVES = ["ID,Name,Part of", "h1,Homelessness,", "h2,Youth crime,", "h3,youth  CRIME,"]


def pursued(sheets: list[Source]) -> list[Value]:
    """What the commitments of the Links sheet are about."""
    facts = [fact for record in read(sheets, template()).records for fact in record.facts]
    return [fact.value for fact in facts if fact.field == "objective"]


@pytest.mark.parametrize("word", ["h1", "H1", "Homelessness", " homelessNESS "])
def test_a_record_is_found_by_its_id_or_name_whatever_the_case(book: Sheets, word: str) -> None:
    links = ["From,Link,To", f"o1,pursues,{word}"]
    found = pursued(book(Organisations=ORGANISATIONS, Objectives=OBJECTIVES, Links=links))
    assert found == [Ref("objective", ("h1",))]


def test_an_exact_name_wins_over_one_that_differs_in_case(book: Sheets) -> None:
    links = ["From,Link,To", "o1,pursues,Youth crime"]
    found = pursued(book(Organisations=ORGANISATIONS, Objectives=OBJECTIVES, Links=links))
    assert found == [Ref("objective", ("h2",))]


@pytest.mark.parametrize("word", ["tmbc", "The Council", "o1"])
def test_an_organisation_is_also_known_by_its_other_names(book: Sheets, word: str) -> None:
    outcomes = ["Name,Owner", f"Less crime,{word}"]
    batch = read(book(Organisations=ORGANISATIONS, Outcomes=outcomes), template())
    assert [fact.value for fact in batch.records[-1].facts if fact.field == "owner"] == [
        Ref("organisation", ("o1",))
    ]


def test_an_official_number_names_its_organisation(book: Sheets) -> None:
    outcomes = ["Name,Owner", "Less crime,GB-CHC-1090095"]
    batch = read(book(Organisations=ORGANISATIONS, Outcomes=outcomes), template())
    assert batch.records[-1].facts[1].value == Ref("organisation", ("o2",))


def problems(batch: Batch) -> list[str]:
    return [str(problem) for problem in batch.problems]


def test_a_misspelt_objective_is_reported_with_its_cell_and_what_was_meant(book: Sheets) -> None:
    outcomes = ["Name,Objectives", "Homes for all,Homelesness|h2"]
    batch = read(book(Organisations=ORGANISATIONS, Objectives=OBJECTIVES, Outcomes=outcomes), template())
    assert problems(batch) == [
        "book.xlsx, sheet Outcomes, row 2, column Objectives: 'Homelesness' is not in the Objectives sheet."
        " Did you mean 'Homelessness'?"
    ]


def test_two_records_of_one_name_are_named_and_not_chosen_between(book: Sheets) -> None:
    outcomes = ["Name,Objectives", "Safe streets,YOUTH CRIME"]
    batch = read(book(Organisations=ORGANISATIONS, Objectives=OBJECTIVES, Outcomes=outcomes), template())
    assert problems(batch) == [
        "book.xlsx, sheet Outcomes, row 2, column Objectives: 'YOUTH CRIME' could be row 3 of Objectives or"
        " row 4 of Objectives. Write its ID instead of its name."
    ]


def test_a_name_that_serves_as_a_key_is_not_preferred_to_the_same_name_beside_an_id(book: Sheets) -> None:
    objectives = ["ID,Name", ",Safety", "s2,Safety"]
    links = ["From,Link,To", "o1,pursues,Safety"]
    batch = read(book(Organisations=ORGANISATIONS, Objectives=objectives, Links=links), template())
    assert "could be row 2 of Objectives or row 3 of Objectives" in problems(batch)[0]


def test_a_word_may_name_a_concept_of_a_shipped_list_by_notation_or_label(book: Sheets) -> None:
    rows = [
        "Name,Kind,Delivered by,Groups,Activity kinds",
        "Advice,service,o1,BE109|Young Carers|women,advice",
    ]
    groups = ["Name", "Young carers"]
    batch = read(book(Organisations=ORGANISATIONS, Activities=rows, Groups=groups), template())
    (service,) = (record for record in batch.records if record.kind == "service")
    assert [fact.value for fact in service.facts][2:] == [
        ConceptRef("group", "BE109"),
        Ref("group", ("Young carers",)),
        ConceptRef("group", "BE113"),
        ConceptRef("activity-kind", "advice"),
    ]


def test_a_group_of_the_data_set_wins_over_a_concept_of_the_same_name(book: Sheets) -> None:
    rows = ["Name,Kind,Delivered by,Groups", "Advice,service,o1,women"]
    batch = read(
        book(Organisations=ORGANISATIONS, Activities=rows, Groups=["ID,Name", "g1,Women"]), template()
    )
    assert Ref("group", ("g1",)) in [fact.value for record in batch.records for fact in record.facts]


def test_an_unknown_sector_is_reported_with_the_nearest_one(book: Sheets) -> None:
    batch = read(book(Organisations=["Name,Sector", "A,Locl government", "B,XX"]), template())
    first, second = problems(batch)
    assert first.endswith("'Locl government' is not in the list 'sector'. Did you mean 'local government'?")
    _, offered = second.split("'XX' is not in the list 'sector'. Write one of these: ")
    assert offered.removesuffix(".").split("; ") == list(concepts("sector").values())


def test_suggestions_stop_before_they_take_minutes(book: Sheets) -> None:
    outcomes = ["Name,Objectives", *(f"O{number},Homelesness" for number in range(120))]
    batch = read(book(Organisations=ORGANISATIONS, Objectives=OBJECTIVES, Outcomes=outcomes), template())
    assert Counter(problem.fix for problem in batch.problems) == {
        "Did you mean 'Homelessness'?": 100,
        "Add it to the Objectives sheet, or correct it here.": 20,
    }


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert nearest("Homelesness", ["Youth crime", "Clean air"]) is None
    assert nearest("Homelesness", []) is None


def test_a_long_text_is_cut_in_a_sentence() -> None:
    assert len(quoted("x" * 500)) == 82
    assert listing(["a"]) == "a"
