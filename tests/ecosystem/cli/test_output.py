"""Problems on the screen: one fault in many cells is one line, every sort is seen, and the sums stay true."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.cli.folding import SEVERITIES, folded
from ecosystem.cli.output import SEVERITY_WORDS, SHOWN, print_problems, print_table, say, visible
from ecosystem.records import Problem, Severity


def problem(
    row: int | None,
    message: str = "This cell is empty.",
    fix: str = "Write a name.",
    *,
    severity: Severity = "violation",
    column: str | None = "Name",
    sheet: str = "",
    rows: int = 1,
) -> Problem:
    return Problem("values.csv", sheet, row, column, None, message, fix, severity, rows)


def printed(capsys: pytest.CaptureFixture[str], problems: Sequence[Problem]) -> list[str]:
    print_problems(problems)
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_one_problem_is_its_own_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, [problem(22, sheet="Money")]) == [
        "[must fix] values.csv, sheet Money, row 22, column Name: This cell is empty. Write a name.",
        "Rows with something to look at: 1 must fix.",
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([3, 2], "rows 2 and 3"),
        ([2, 3, 4, 5], "rows 2, 3, 4 and 5"),
        ([22, 23, 30, *range(100, 1487)], "rows 22, 23, 30 and 1,387 more"),
    ],
)
def test_equal_sentences_are_one_line_with_their_rows(
    capsys: pytest.CaptureFixture[str], rows: Sequence[int], said: str
) -> None:
    lines = printed(capsys, [problem(row) for row in rows])
    assert lines[0] == f"[must fix] values.csv, {said}, column Name: This cell is empty. Write a name."
    assert lines[-1] == f"Rows with something to look at: {len(rows):,} must fix."
    assert ("`--json` lists each one." in lines) == (len(rows) > 4)


def test_a_few_sentences_of_one_pattern_are_each_shown(capsys: pytest.CaptureFixture[str]) -> None:
    found = [problem(row, f"'{name}' is unknown.") for row, name in enumerate(("a", "b", "c"), 2)]
    assert [line.split(": ")[1] for line in printed(capsys, found)[:3]] == [
        f"'{name}' is unknown. Write a name." for name in "abc"
    ]


def test_of_many_sentences_of_one_pattern_the_first_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        problem(row, f"'Town {row}' is unknown.", f"Did you mean 'Place {row}'?") for row in range(2, 12)
    ]
    assert printed(capsys, found)[0] == (
        "[must fix] values.csv, rows 2, 3, 4 and 7 more, column Name: 'Town 2' is unknown. Did you mean 'Place 2'? "
        "(and 9 more like it)"
    )


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "'Veterans' Fund' has no place.",
            "'St John's' has no place.",
            "'A' has no place.",
            "'B' has no place.",
        ],
        [f"'A' stands in row {row} already." for row in range(4)],
        [f"http://e.org/{name} has no name." for name in "abcd"],
        [
            "'A' and 'B' are one.",
            "'A', 'B' and 'C' are one.",
            "'C' and 'D' are one.",
            "'A' and 'O'Hara' are one.",
        ],
        [
            "Like row 2 of a.csv.",
            "Like row 3 of a.csv and row 4 of a.csv.",
            "Like row 5.",
            "Like row 6 of b.csv.",
        ],
    ],
    ids=["apostrophes", "rows", "addresses", "lists", "rows of files"],
)
def test_names_rows_and_addresses_do_not_make_another_sort(sentences: Sequence[str]) -> None:
    found = [problem(row, sentence) for row, sentence in enumerate(sentences, 2)]
    assert len(folded(found)) == 1


def test_a_value_is_known_in_its_sentence_with_and_without_marks() -> None:
    for values in (("Leeds 1", "York", "Hull", "Bath"), ("a", "e", "1", "n")):
        found = [
            Problem(
                "a.csv", "", row, None, value, f"Here '{value}' is no area.", "Write 12 or a name.", "info"
            )
            for row, value in enumerate(values, 2)
        ]
        assert len(folded(found)) == 1
    named = [
        Problem("a.csv", "", row, None, name, f"{name} has no area.", "", "info")
        for row, name in enumerate(("Leeds", "York", "Hull", "Bath"), 2)
    ]
    assert len(folded(named)) == 1


@pytest.mark.parametrize(
    "other",
    [
        problem(9, "'A' is below 'B'."),
        problem(9, "'A' equals 'B'.", "Leave it out."),
        problem(9, "'A' equals 'B'.", column="Code"),
        problem(9, "'A' equals 'B'.", severity="warning"),
        problem(9, "'A' equals 'B'.", sheet="Money"),
        problem(None, "'A' equals 'B'."),
    ],
)
def test_what_differs_in_more_than_a_name_is_a_line_of_its_own(other: Problem) -> None:
    found = [problem(row, f"'{name}' equals 'B'.") for row, name in enumerate("CDEF", 2)]
    assert [fold.count for fold in folded([*found, other])] in ([4, 1], [1, 4])


def test_no_sort_of_problem_crowds_out_another(capsys: pytest.CaptureFixture[str]) -> None:
    found = [problem(row, f"'{row}' is unknown.") for row in range(2, 1113)]
    found += [problem(5, "The date is wrong.", column="Start"), problem(3, "Odd.", severity="info")]
    lines = printed(capsys, found)
    assert [line.partition("]")[0] for line in lines[:3]] == ["[must fix", "[must fix", "[for information"]
    assert "The date is wrong." in lines[1]
    assert lines[-1] == "Rows with something to look at: 1,112 must fix, 1 for information."


def test_what_is_past_the_last_line_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    found = [problem(row, column=f"Column {row // 2}") for row in range(2 * SHOWN + 6)]
    lines = printed(capsys, found)
    assert len(lines) == SHOWN + 2
    assert lines[SHOWN] == "... and 6 more. `--json` lists them all."


def test_problems_that_concern_no_row_are_not_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(printed(capsys, [problem(None, rows=0, column=None)])) == 1


def test_a_refused_file_is_answered_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems([problem(row) for row in range(9)], to_stderr=True)
    answer = capsys.readouterr()
    assert answer.out == ""
    assert "rows 0, 1, 2 and 6 more" in answer.err
    assert "--json" not in answer.err


WORDS = st.sampled_from(
    ["'A' is odd.", "'B' is odd.", "'C' is odd.", "'D' is odd.", "Empty.", "Row 3 says so."]
)
PROBLEMS = st.builds(
    problem,
    st.none() | st.integers(2, 6),
    WORDS,
    st.sampled_from(["", "Leave 'X' out."]),
    severity=st.sampled_from(SEVERITIES),
    column=st.sampled_from([None, "Name"]),
)


@given(st.lists(PROBLEMS, max_size=40))
def test_every_problem_is_in_one_line_and_the_worst_come_first(problems: Sequence[Problem]) -> None:
    folds = folded(problems)
    assert sum(fold.count for fold in folds) == len(problems)
    ranks = [SEVERITIES.index(fold.first.severity) for fold in folds]
    assert ranks == sorted(ranks)
    assert {str(row) for fold in folds for row in fold.rows} == {str(one.row) for one in problems if one.row}


def test_each_severity_has_its_words_worst_first() -> None:
    assert tuple(SEVERITY_WORDS) == SEVERITIES


STRANGE = "A\x1b[31mRED\x1b]0;owned\x07\u202eabc\x9b2J\r\x7f\u2066"
COMMANDS = set("\x1b\x07\u202e\x9b\r\x7f\u2066")


def test_control_and_direction_characters_are_shown_as_codes() -> None:
    assert visible(STRANGE) == (r"A\u001b[31mRED\u001b]0;owned\u0007\u202eabc\u009b2J\u000d\u007f\u2066")
    assert visible("a\r\nb\tc") == "a\nb\tc"
    assert (
        visible("Caf\u00e9 \u0645\u062f\u06cc\u0646\u06c1 \U0001f3e0")
        == "Caf\u00e9 \u0645\u062f\u06cc\u0646\u06c1 \U0001f3e0"
    )


def test_nothing_printed_for_people_commands_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(STRANGE, ["Name", STRANGE], [[STRANGE, 1], ["x", STRANGE]])
    print_problems([problem(2, STRANGE, STRANGE, sheet=STRANGE, column=STRANGE)])
    print_problems([problem(2, STRANGE)], to_stderr=True)
    say(STRANGE)
    shown = capsys.readouterr()
    assert not (set(shown.out) | set(shown.err)) & COMMANDS
    assert "u001b" in shown.out


def test_a_name_with_line_breaks_stays_in_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, [problem(2, "'A\n  [must fix] b.csv: Pay.' is odd.")])
    assert len(lines) == 2
    say("A\r\nB\tC")
    assert capsys.readouterr().out == "A B C\n"
