"""The command line as a person meets it: real processes, real files, sentences and exit codes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from table_files import workbook

from ecosystem.checks.fair import free_port
from ecosystem.cli import COMMANDS, group

ROOT = Path(__file__).parent.parent.parent.parent
BOROUGH = ROOT / "examples" / "borough"
ECOSYSTEM = Path(sys.executable).parent / "ecosystem"
ORGANISATIONS = [
    ["ID", "Name", "Sector", "Company number"],
    ["council", "Wexham Vale Council", "LG", ""],
    ["trust", "Vale Trust", "VC", ""],
]
OBJECTIVES = [
    ["ID", "Name", "Part of"],
    ["o1", "Homelessness", ""],
    ["o2", "Fewer rough sleepers", "Homelessness"],
]
OUTCOMES = [["ID", "Name", "Objectives"], ["r1", "People have a home", "Homelessness"]]
ACTIVITIES = [
    ["ID", "Name", "Kind", "Delivered by", "Outcomes"],
    ["a1", "Night shelter", "service", "trust", "People have a home"],
]
MONEY = [
    ["ID", "Payer", "For", "Amount", "Currency", "Status"],
    ["m1", "council", "a1", "1200.50", "GBP", "paid"],
]
GOOD = {
    "Organisations": ORGANISATIONS,
    "Objectives": OBJECTIVES,
    "Outcomes": OUTCOMES,
    "Activities": ACTIVITIES,
    "Money": MONEY,
}
Sheets = dict[str, list[list[str]]]


def run(data: Path, *words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command line on a data folder; it must end with `code`."""
    done = subprocess.run(
        [str(ECOSYSTEM), "--data", str(data), *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done


def changed(sheet: str, row: int, column: int, value: str) -> Sheets:
    """The good workbook with one cell changed; row 0 is the header."""
    sheets = {title: [list(cells) for cells in rows] for title, rows in GOOD.items()}
    sheets[sheet][row][column] = value
    return sheets


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example imported and analysed by the command line."""
    data = tmp_path_factory.mktemp("loaded") / "data"
    run(data, "import", BOROUGH)
    run(data, "analyse")
    return data


def test_a_good_workbook_loads_whole(tmp_path: Path) -> None:
    book = workbook(tmp_path / "partners.xlsx", **GOOD)
    report = json.loads(run(tmp_path / "data", "import", book, "--json").stdout)
    assert (report["rows_read"], report["rows_loaded"], report["rows_reported"]) == (7, 7, 0)
    assert report["records"]["organisation"] == 2


@pytest.mark.parametrize(
    ("sheets", "where", "said"),
    [
        (
            changed("Outcomes", 1, 2, "Homelesness"),
            "sheet Outcomes, row 2, column Objectives",
            "'Homelessness'",
        ),
        (changed("Organisations", 2, 3, "7444723"), "row 3, column Company number", "07444723"),
        (changed("Money", 1, 3, "1.200,50"), "sheet Money, row 2, column Amount", "1200.50"),
        (changed("Organisations", 2, 1, ""), "sheet Organisations, row 3", "name"),
        (changed("Objectives", 1, 2, "o2"), "sheet Objectives, row 2", "part of"),
    ],
    ids=["misspelt objective", "dropped zero", "decimal comma", "missing name", "cycle of objectives"],
)
def test_a_bad_cell_gets_its_sentence_and_its_row_is_not_loaded(
    tmp_path: Path, sheets: Sheets, where: str, said: str
) -> None:
    book = workbook(tmp_path / "partners.xlsx", **sheets)
    data = tmp_path / "data"
    checked = run(data, "check", book, code=1).stdout
    assert where in checked
    assert said in checked
    assert not data.exists()
    report = json.loads(run(data, "import", book, "--json", code=1).stdout)
    assert report["rows_read"] == report["rows_loaded"] + report["rows_reported"]
    assert report["rows_reported"] >= 1


def test_a_cycle_names_its_members(tmp_path: Path) -> None:
    book = workbook(tmp_path / "partners.xlsx", **changed("Objectives", 1, 2, "o2"))
    said = run(tmp_path / "data", "check", book, code=1).stdout
    assert "'Homelessness'" in said
    assert "'Fewer rough sleepers'" in said


def test_a_wrong_sheet_name_is_asked_about_and_nothing_is_loaded(tmp_path: Path) -> None:
    sheets = {("Organistions" if title == "Organisations" else title): rows for title, rows in GOOD.items()}
    book = workbook(tmp_path / "partners.xlsx", **sheets)
    done = run(tmp_path / "data", "import", book, code=1)
    assert "Did you mean 'Organisations'" in done.stdout + done.stderr
    assert not (tmp_path / "data" / "current").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty"),
        ("empty.xlsx", b"", "empty"),
        ("partners.xlsx", b"Name,Sector\nA,LG\n", ".csv"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run(tmp_path / "data", "import", tmp_path / name, code=1)
    assert name in done.stderr
    assert said in done.stderr
    assert not (tmp_path / "data" / "current").exists()


def test_the_same_file_twice_says_that_nothing_changed(loaded: Path) -> None:
    assert "Nothing was changed" in run(loaded, "import", BOROUGH).stdout


def test_findings_as_json_carry_their_cells(loaded: Path) -> None:
    found = json.loads(run(loaded, "findings", "--json").stdout)
    assert len(found) > 20
    assert all(item["finding"]["evidence"][0]["cells"][0]["row"] >= 2 for item in found)


@pytest.mark.parametrize("name", ["csv", "json", "tsv", "xml"])
def test_a_question_is_answered_in_each_form(loaded: Path, name: str) -> None:
    text = "PREFIX sve: <https://w3id.org/sve/ns#> SELECT (COUNT(?s) AS ?n) WHERE { ?s a sve:Service }"
    assert "55" in run(loaded, "query", "--text", text, "--format", name).stdout


def test_a_wrong_question_is_a_sentence(loaded: Path) -> None:
    done = run(loaded, "query", "--text", "SELECT WHERE", code=1)
    assert "SPARQL" in done.stderr
    refused = run(
        loaded, "query", "--text", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", code=1
    )
    assert "SERVICE" in refused.stderr


def test_exports_can_be_read_by_other_tools(loaded: Path, tmp_path: Path) -> None:
    turtle, quads, graphml = (tmp_path / name for name in ("a.ttl", "a.nq", "a.graphml"))
    run(loaded, "export", "turtle", "--output", turtle)
    run(loaded, "export", "nquads", "--output", quads)
    run(loaded, "export", "graphml", "--output", graphml)
    triples = {str(triple.triple) for triple in ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE)}
    assert len(triples) > 10_000
    assert sum(1 for _ in ox.parse(path=str(quads), format=ox.RdfFormat.N_QUADS)) >= len(triples)
    graph = nx.read_graphml(graphml)
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert kinds.count("organisation") == 47


def test_the_table_of_facts_and_the_pairs_are_csv(loaded: Path) -> None:
    facts = list(csv.DictReader(io.StringIO(run(loaded, "export", "csv").stdout)))
    assert {row["field"] for row in facts} >= {"name", "delivered_by", "outcomes", "amount"}
    pairs = list(csv.DictReader(io.StringIO(run(loaded, "export", "pairs").stdout)))
    assert list(pairs[0]) == ["id_a", "id_b", "score", "kind", "q"]
    scores = [float(row["score"]) for row in pairs]
    assert scores == sorted(scores, reverse=True)
    kinds = {frozenset((row["id_a"], row["id_b"])): row["kind"] for row in pairs}
    assert kinds[frozenset(("act-helpline-1", "act-helpline-2"))] == "same-record"
    assert kinds[frozenset(("act-money-matters", "act-debt-drop-in"))] == "possible-duplication"


def test_undo_goes_back_and_says_to_what(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run(data, "import", workbook(tmp_path / "one.xlsx", **GOOD))
    run(data, "analyse")
    undone = json.loads(run(data, "undo", "--json").stdout)
    assert undone["number"] == 3
    assert json.loads(run(data, "findings", "--json").stdout) == []
    assert [version["number"] for version in json.loads(run(data, "versions", "--json").stdout)] == [3, 2, 1]


def test_misuse_ends_with_two(tmp_path: Path) -> None:
    run(tmp_path / "data", "export", "powerpoint", code=2)
    run(tmp_path / "data", "import", tmp_path / "not-there.csv", code=2)


def test_a_question_without_data_says_what_to_do_first(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "findings", code=1)
    assert "ecosystem import" in done.stderr


def test_help_lists_every_command_without_importing_what_is_heavy() -> None:
    code = (
        "import sys; sys.argv = ['ecosystem', '--help']\n"
        "from ecosystem.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'rdflib', 'scipy', 'networkx', 'flask', 'pyoxigraph'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listed_command_is_there_and_helps(name: str) -> None:
    answer = CliRunner().invoke(group, [name, "--help"])
    assert answer.exit_code == 0, answer.output
    assert "--help" in answer.output


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])  # noqa: S104
def test_serving_says_when_it_is_ready_and_runs_nothing_of_the_current_folder(
    loaded: Path, tmp_path: Path, host: str
) -> None:
    for name in ("ontology.py", "web.py"):
        (tmp_path / name).write_text("raise SystemExit('this is not ours to run')\n")
    port = free_port()
    words = [str(ECOSYSTEM), "--data", str(loaded), "serve", "--host", host, "--port", str(port)]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline().strip()
        again = run(loaded, "serve", "--port", str(port), code=2).stderr
        server.terminate()
    assert line == f"Serving on http://127.0.0.1:{port}"
    assert "Choose another port" in again


def test_two_folders_with_files_of_one_name_are_both_kept_as_they_came(tmp_path: Path) -> None:
    first, second = (tmp_path / name / "Organisations.csv" for name in ("one", "two"))
    first.parent.mkdir()
    second.parent.mkdir()
    first.write_text("Name,Sector\nOne,LG\n")
    second.write_text("Name,Sector\nTwo,VC\n")
    data = tmp_path / "data"
    run(data, "import", first)
    run(data, "import", second)
    kept = {file.name: file.read_bytes() for file in (data / "sources").iterdir()}
    assert set(kept.values()) == {first.read_bytes(), second.read_bytes()}
    assert all(hashlib.sha256(content).hexdigest() == name for name, content in kept.items())


def test_taking_the_place_of_another_data_set_is_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run(data, "import", workbook(tmp_path / "partners.xlsx", **GOOD))
    again = run(
        data, "import", workbook(tmp_path / "partners.xlsx", **changed("Money", 1, 3, "1300.50"))
    ).stdout
    assert "take the place of what was loaded before as partners" in again


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("book.xlsx", b"PK\x03\x04\xff\xfe", "is not text"), ("none.rq", None, "cannot be read")],
)
def test_a_question_that_is_no_text_file_is_named_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    shown = CliRunner().invoke(group, ["--data", str(tmp_path / "data"), "query", str(file)])
    assert shown.exit_code == 2
    assert said in " ".join(shown.output.split())
    assert name in shown.output


def test_standard_input_that_is_no_text_is_answered_in_a_sentence(tmp_path: Path) -> None:
    shown = CliRunner().invoke(
        group, ["--data", str(tmp_path / "data"), "query"], input=b"PK\x03\x04\xff\xfe"
    )
    assert shown.exit_code == 2
    assert "Standard input is not text." in " ".join(shown.output.split())
