"""A mapping file is read into rules, or refused with a sentence that names the block and the word."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from ecosystem.config import Settings
from ecosystem.errors import ConfigError, InvalidData
from ecosystem.importers import (
    DatasetInfo,
    dataset_info,
    load_mapping,
    mapping_fields,
    mapping_file,
    read,
    template,
)
from ecosystem.importers.mapping import Condition, Part
from ecosystem.importers.mapping_file import parse_mapping
from ecosystem.importers.tables import read_tables
from ecosystem.importers.values import CONVERTERS, SEPARATORS
from ecosystem.kinds import KINDS

BODIES = """
[dataset]
id = "bodies"
title = "Some bodies"
confidence = 0.7

[tables.bodies]
file = "bodies.csv"

[[records]]
table = "bodies"
kind = "organisation"
key = ["Number"]
when = [{column = "Live", not = ["NO"]}, {differs = ["Name", "Parent"]}]

[records.fields]
name = "Name"
sector = {value = "VC"}
other_names = {column = "Also", split = true, missing = ["n/a"]}
"""


def test_a_mapping_file_becomes_rules(tmp_path: Path) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text(BODIES, encoding="utf-8-sig")
    mapping = load_mapping(file)
    assert mapping.dataset == DatasetInfo("bodies", "Some bodies", confidence=Decimal("0.7"))
    (rule,) = mapping.records
    assert (rule.kind, rule.key, rule.same_key) == ("organisation", (Part(column="Number"),), "merge")
    assert rule.when == (
        Condition("not", "Live", ("no",)),
        Condition("differs", words=("Name", "Parent")),
    )
    assert [field.field.name for field in rule.fields] == ["name", "sector", "other_names"]
    assert rule.fields[2].readings[0].split == SEPARATORS
    assert mapping.columns("bodies") == ("Number", "Live", "Name", "Parent", "Also")


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("[dataset]", "[datset]", "the file has a setting 'datset', which we do not know. Did you"),
        ('id = "bodies"', 'id = "Bodies!"', "[dataset] has id = 'Bodies!'. An id is lower-case letters"),
        ("confidence = 0.7", "confidence = 7", "[dataset] has confidence = 7, which should be a number"),
        ("confidence = 0.7", "invented = 1", "[dataset] has invented = 1, which should be true or false."),
        ('file = "', 'fil = "', "[tables.bodies] has a setting 'fil', which we do not know. Did"),
        ('file = "bodies.csv"', "", "[tables.bodies] says neither which file nor which sheet it is."),
        ('table = "bodies"', 'table = "bodys"', "speaks of a table 'bodys' that no [tables] block"),
        ("organisation", "organization", "'organization', which there is not. Did you mean 'organisation'?"),
        ('name = "', 'nam = "', "fills 'nam', which this kind does not have. Did you mean 'name'?"),
        ('key = ["Number"]', "", "[records 1] needs either key = [...] or about = {...}, and not both."),
        ('["Number"]', "[3]", "[records 1] has key = 3, which should be a column's name or a block."),
        ('name = "Name"', 'name = ["A", "B"]', "gives several values for 'name', which has one."),
        ('name = "Name"', 'name = {key = ["A"]}', "gives a key for 'name', which is not a reference."),
        ('value = "VC"', 'column = "S", convert = "x"', "has convert = 'x'. It can be charity-number"),
        ('value = "VC"', 'column = "S", convert = "charity-number"', "converts 'sector', which is read as"),
        (
            '[records.fields]',
            '[records.fields]\nwebsite = {column = "S", convert = "charity-number"}',
            "converts 'website', which is read as it is written",
        ),
        ('value = "VC"', 'value = "VC", column = "S"', "needs exactly one of column, value and each."),
        ('value = "VC"', 'split = "|"', "[records 1.fields.sector] needs one of column, value, each or key."),
        ('value = "VC"', 'column = "S", says = "S"', "has says, which only a key needs: its column says so itself."),
        ('value = "VC"', "each = true", 'uses each = true, but has no each = {column = "...", split = "|"}.'),
        ('value = "VC"', 'column = "S", via = "x"', "reads S via 'x', which [tables.bodies] does not join."),
        ('value = "VC"', 'column = "S", decimal = "."\ndate = ""', "is not valid TOML"),
        ('value = "VC"', 'column = "S", date = "%d/%m"', "which does not say day, month and year."),
        ('value = "VC"', 'column = "S", decimal = ";"', 'has a decimal mark that is neither "." nor ","'),
        ("split = true", 'split = ""', 'has a split that is neither true nor marks such as "|".'),
        ("split = true", "split = [1]", "has split = [1], which should be a list of texts"),
        ("not = [", "isnt = [", "has a setting 'isnt', which we do not know."),
        ('column = "Live", not', "not", "needs a column and one test: is, not, blank or starts"),
        ('["Name", "Parent"]', '["Name"]', "compares other than two columns."),
        ("[records.fields]", 'same_key = "join"\n[records.fields]', "It can be merge, refuse or number."),
        ("[records.fields]", 'same_key = "number"\n[records.fields]', "which only an else_key allows."),
        ("[records.fields]", 'each = {column = "A"}\n[records.fields]', "has an each that is not {column"),
        ("[[records]]", '[tables.more]\nfile = "b.csv"\n[[records]]', "[tables.more] has no rule"),
        ("[[records]]", 'ignore_rows = "why"\n[[records]]', "is left out by ignore_rows, but has a rule"),
        ('title = "Some bodies"', "title = 3", "[dataset] has title = 3, which should be a text"),
        ("[[records]]", "one_of = 3\n[[records]]", "has one_of = 3, which should be a block."),
        ("[[records]]", "[records]", "has records, which should be blocks that begin with [[records]]."),
        ("[records.fields]", 'else_key = ["A"]\nabout = "B"\n[records.fields]', "which should be a block"),
        ("[[records]]", "one_of = {A = []}\n[[records]]", "allows no word at all in A."),
        ("[[records]]", 'joins.x = {on = "a"}\n[[records]]', "joins a table 'x' that no [tables]"),
        ("[[records]]", 'joins.bodies = {to = "a"}\n[[records]]', 'does not say on = "column".'),
        ("[[records]]", '[[set_aside]]\ntable = "bodys"\n[[records]]', "speaks of a table 'bodys' that no [t"),
        (
            "[[records]]",
            '[[set_aside]]\ntable = "bodies"\nwhy = "x"\n[[records]]',
            "[set_aside 1] does not say which rows: add when = {...}, or ignore_rows",
        ),
        (
            "[[records]]",
            '[[set_aside]]\ntable = "bodies"\nwhen = {column = "Live", blank = true}\n[[records]]',
            '[set_aside 1] does not say why = "..." the rows are left out.',
        ),
        (
            "[[records]]",
            '[tables.b]\nfile = "b"\nignore_rows = "x"\n[[set_aside]]\ntable = "b"\nwhy = "x"\n'
            'when = {column = "Live", blank = true}\n[[records]]',
            "leaves out rows of [tables.b], which ignore_rows leaves out as a whole.",
        ),
        ("[[records]]", '[[set_aside]]\nrows = 1\n[[records]]', "[set_aside 1] has a setting 'rows', which we"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_file_is_refused_with_a_sentence(before: str, after: str, sentence: str) -> None:
    assert before in BODIES
    with pytest.raises(ConfigError) as refused:
        parse_mapping(BODIES.replace(before, after, 1), "bodies.toml")
    assert sentence in str(refused.value)
    assert "bodies.toml" in str(refused.value)


@pytest.mark.parametrize(
    "kind", ['{column = "K"}', '{values = {a = "service"}}', '{column = "K", values = {}}']
)
def test_a_kind_said_by_a_column_needs_its_words(kind: str) -> None:
    with pytest.raises(ConfigError, match=r"needs column = .* and values"):
        parse_mapping(BODIES.replace('"organisation"', kind), "bodies.toml")


def test_a_rule_cannot_choose_between_kinds_of_different_families() -> None:
    kind = '{column = "K", values = {a = "service", b = "organisation"}}'
    with pytest.raises(ConfigError, match="different families"):
        parse_mapping(BODIES.replace('"organisation"', kind), "bodies.toml")


def test_a_field_must_belong_to_every_kind_that_a_rule_may_make() -> None:
    kind = '{column = "K", values = {a = "outcome", b = "shared-outcome"}}'
    text = BODIES.replace('"organisation"', kind).replace('sector = {value = "VC"}', 'owner = "Owner"')
    with pytest.raises(ConfigError, match="fills 'owner', which this kind does not have"):
        parse_mapping(text, "bodies.toml")


def test_a_family_may_be_named_only_where_a_rule_adds_to_what_is_there() -> None:
    text = BODIES.replace('"organisation"', '"effort"')
    with pytest.raises(ConfigError, match="'effort', which there is not"):
        parse_mapping(text, "bodies.toml")
    adding = text.replace('key = ["Number"]', 'about = {column = "Number"}').replace(
        'sector = {value = "VC"}', 'outcomes = "Outcome"'
    )
    assert parse_mapping(adding, "bodies.toml").records[0].kind == "effort"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[[[", b"a = " + b"[" * 20_000])
def test_what_is_no_toml_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bodies.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=r"is not (UTF-8 text|valid TOML)"):
        load_mapping(file)


def test_a_mapping_file_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none.toml cannot be opened: No such file"):
        load_mapping(tmp_path / "none.toml")


def test_a_data_set_without_a_name_is_named_after_its_file_or_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Our Partners (2026)"
    folder.mkdir()
    assert dataset_info(folder, template()) == DatasetInfo("our-partners-2026", "Our Partners (2026)")
    assert dataset_info(tmp_path / "Map v1.2.xlsx", template()) == DatasetInfo("map-v1-2", "Map v1.2")


def test_a_folder_says_of_itself_what_it_is_and_the_mapping_says_the_rest(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text('title = "Ours"\ninvented = true\n', encoding="utf-8")
    found = dataset_info(tmp_path, parse_mapping(BODIES, "bodies.toml"))
    assert (found.id, found.title, found.invented, found.confidence) == (
        "bodies",
        "Ours",
        True,
        Decimal("0.7"),
    )


def test_a_workbook_is_described_by_the_file_that_bears_its_name(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text('title = "Of the folder"', encoding="utf-8")
    (tmp_path / "partners.dataset.toml").write_text('publisher = "Vale Council"', encoding="utf-8")
    found = dataset_info(tmp_path / "partners.xlsx", template())
    assert (found.id, found.title, found.publisher) == ("partners", "partners", "Vale Council")
    assert dataset_info(tmp_path / "others.xlsx", template()).title == "others"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            'titel = "x"',
            "dataset.toml: the file has a setting 'titel', which we do not know. Did you mean 'title'?",
        ),
        ("title =", "dataset.toml is not valid TOML"),
        ("# " + "x" * 70_000, "dataset.toml is larger than 64 kB"),
    ],
)
def test_a_wrong_dataset_file_is_refused_with_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "dataset.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        dataset_info(tmp_path, template())
    assert sentence in str(refused.value)


GUIDE = Path(__file__).parents[3] / "docs" / "mapping-files.md"


def blocks(language: str) -> list[str]:
    """The examples in one language that the guide shows."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def test_the_worked_example_of_the_guide_gives_what_the_guide_says(tmp_path: Path) -> None:
    for name, text in zip(("projects.csv", "schemes.csv"), blocks("csv"), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    mapping, *_ = blocks("toml")
    batch = read(read_tables([tmp_path], Settings()), parse_mapping(mapping, "guide.toml"))
    assert (batch.rows_read, batch.rows_loaded, batch.rows_reported) == (6, 5, 1)
    things = {(record.kind, record.key) for record in batch.records}
    assert Counter(kind for kind, _ in things) == {"programme": 3, "organisation": 3, "spend": 3}
    assert {str(problem) for problem in batch.problems} == {text.strip() for text in blocks("text")[:2]}


def test_the_other_examples_of_the_guide_are_read(tmp_path: Path) -> None:
    _, aside, periods = blocks("toml")
    places = """
        [tables.values]
        file = "values.csv"
        [[records]]
        table = "values"
        kind = "evidence"
        key = ["source"]
        """
    mapping = parse_mapping(f"{places}\n{aside}", "guide.toml")
    (tmp_path / "values.csv").write_text("source,value\n" + "ONS,NA\n" * 378, encoding="utf-8")
    with pytest.raises(InvalidData) as refused:
        read(read_tables([tmp_path], Settings()), mapping)
    said = blocks("text")[2].strip().replace("22, 23, 30", "2, 3, 4")
    assert [str(problem) for problem in refused.value.problems] == [said]
    measured = places.replace("evidence", "measurement") + f"\n[records.fields]\n{periods}"
    (rule,) = parse_mapping(measured, "guide.toml").records
    assert [reading.convert for reading in rule.fields[0].readings] == [
        "uk-financial-year-start",
        "month-start",
        "",
    ]


def test_the_guide_explains_every_setting() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    blocks_ = {*mapping_file._TABLE, *mapping_file._RECORD, *mapping_file._SET_ASIDE}
    settings = {*blocks_, *mapping_fields._SETTINGS, *CONVERTERS}
    assert not [name for name in settings - {"fields"} if f"`{name}" not in text and f"{name} = " not in text]


def test_the_guide_names_every_kind_with_its_fields() -> None:
    rows = {
        kind: line
        for line in GUIDE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
        for kind in re.findall(r"`([a-z-]+)`", line.split("|")[1])
    }
    rows["target"] = rows["target"].replace("as `measurement`", rows["measurement"])
    of_all = {"name", "other_names", "description", "source_id"}
    missing = [
        f"{kind.name}: {field.name}"
        for kind in KINDS.values()
        for field in kind.fields
        if field.name not in of_all and f"`{field.name}`" not in rows[kind.name]
    ]
    assert missing == []
