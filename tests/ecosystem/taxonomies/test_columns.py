"""Which columns of a list hold names, codes and levels, and which are only pointed out."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_lists import hierarchy, load

from ecosystem.config import Settings
from ecosystem.errors import ConfigError
from ecosystem.store import Store
from ecosystem.taxonomies import Named, import_list


def test_columns_can_be_named(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = "Ref;What;Under\nH;Homes;\nR;Rent;H\n"
    named = Named(notation="ref", label="What", broader="Under")
    load(settings, store, tmp_path, text, named=named)
    assert hierarchy(store) == {"H": "", "R": "H"}


def test_levels_may_hold_codes(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = "Section,Group,Title\nA,,Culture\nA,A10,Arts\nB,,Education\nB,B10,Other\nA,A90,Other\n"
    load(settings, store, tmp_path, text, named=Named(code_levels=("Section", "Group")))
    assert hierarchy(store) == {"A": "", "A10": "A", "A90": "A", "B": "", "B10": "B"}


CODES = "Section,Group,Sub-group,Title\nA,,,Culture\nA,A10,,Arts\nA,A10,A11,Theatre\nB,,,Arts\n"


def test_codes_of_levels_are_recognised_where_each_is_that_of_a_row(
    settings: Settings, store: Store, tmp_path: Path
) -> None:
    report = load(settings, store, tmp_path, CODES)
    assert hierarchy(store) == {"A": "", "A10": "A", "A11": "A10", "B": ""}
    assert report.problems[0].message == (
        "Section, Group and Sub-group were read as the codes of levels, from wide to narrow."
    )


@pytest.mark.parametrize(
    "more",
    ["C,C10,,Other\n", "A,A10,,Sports\n"],
    ids=["a wider code that no row has", "a code that two rows have"],
)
def test_codes_that_may_be_levels_are_pointed_out_and_not_read(
    settings: Settings, store: Store, tmp_path: Path, more: str
) -> None:
    (unread, _) = load(settings, store, tmp_path, (CODES + more).replace("B,,,Arts\n", "")).problems
    assert unread.message == "These columns were not read: Section, Group and Sub-group."
    assert unread.fix.endswith("with --code-level Section --code-level Group --code-level Sub-group.")
    assert "culture" in hierarchy(store)


@pytest.mark.parametrize(
    "text",
    [
        "Year,Number,Name\n2020,1,Homes\n2020,2,Food\n2021,3,Rent\n",
        "Year,Number,Name\n2020,,Homes\n2020,2,Food\n2021,,Rent\n2021,2,Repair\n",
        "Area,Topic,Name\nHousing,,Homes\nHousing,Rents,Rent support\n",
    ],
    ids=["no row of a wide code", "a code under two", "words"],
)
def test_other_columns_are_not_taken_for_levels(
    settings: Settings, store: Store, tmp_path: Path, text: str
) -> None:
    (unread, _) = load(settings, store, tmp_path, text).problems
    assert unread.message.startswith("These columns were not read: ")
    assert "--code-level" not in unread.fix


def test_columns_that_are_not_read_are_named(settings: Settings, store: Store, tmp_path: Path) -> None:
    text = "Code,Name,Colour,name,,Empty\nA,Homes,red,House,x,\n"
    (unread, _) = load(settings, store, tmp_path, text).problems
    named = "Colour, column 4 (name) and column 5 (no heading)"
    assert (unread.message, unread.severity) == (f"These columns were not read: {named}.", "info")


@pytest.mark.parametrize(
    ("text", "named", "said"),
    [
        ("Ref,What\n1,Homes\n", Named(), "no column seems to hold names.*Ref and What"),
        ("Code,Name\n1,Homes\n", Named(label="Nmae"), "no column 'Nmae'. Did you mean 'Name'"),
        ("Code,Name\n1,Homes\n", Named(levels=("Zzz",)), "no column 'Zzz'. It has Code and Name"),
    ],
)
def test_a_column_that_is_not_there_is_a_sentence(
    settings: Settings, store: Store, tmp_path: Path, text: str, named: Named, said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        load(settings, store, tmp_path, text, named=named)


@pytest.mark.real_data
def test_a_federal_list_without_codes_of_its_own_loads_whole(
    settings: Settings, store: Store, shared_data: Path
) -> None:
    """Its codes mean two things each, one in either level, so the names are used."""
    named = Named(label="outcome", levels=("level", "category", "focus_area"))
    file = shared_data / "federal-programs" / "outcome_taxonomy.csv"
    report = import_list(settings, store, file, named=named)
    assert report.rows_read == report.rows_loaded + report.rows_reported == 459
    assert report.rows_reported == 0
    wider = hierarchy(store)
    assert sum(not above for above in wider.values()) == 2
    assert all(above in wider for above in wider.values() if above)


@pytest.mark.real_data
def test_the_classification_of_non_profit_bodies_loads_whole(
    settings: Settings, store: Store, shared_data: Path
) -> None:
    report = import_list(settings, store, shared_data / "uk-charities" / "icnptso.csv")
    assert (report.rows_read, report.rows_loaded) == (127, 127)
    assert "Section, Group and Sub-group were read as the codes" in report.problems[0].message
    wider = hierarchy(store)
    assert (wider["A11"], wider["A10"], wider["A"]) == ("A10", "A", "")
