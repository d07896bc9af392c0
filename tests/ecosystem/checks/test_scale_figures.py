"""What the benchmark measured is held against what is needed."""

from __future__ import annotations

from typing import Any

import pytest

from ecosystem.checks.scale import judged
from ontology.questions import SERIES

NAMES = [f"{letter}{number}" for letter, most in SERIES for number in range(1, most + 1)]


def measured(**changed: Any) -> dict[str, Any]:
    times = {"median": 0.2, "slowest": 0.3, "processor": 0.15}
    questions = [{"question": name, "rows": 1, **times} for name in NAMES]
    whole = {
        "statements": 1_000_000,
        "derived": 50_000,
        "loaded": 9.0,
        "rebuilt": 60.0,
        "questions": questions,
    }
    return whole | changed


def test_all_holds_at_the_limits() -> None:
    assert [figure.holds for figure in judged(measured())] == [True, True, True]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"statements": 999_999}, 0),
        ({"rebuilt": 60.1}, 1),
        ({"questions": measured()["questions"][1:]}, 2),
        ({"questions": []}, 2),
    ],
)
def test_too_little_too_slow_or_not_asked_does_not_hold(changed: dict[str, Any], place: int) -> None:
    holds = [figure.holds for figure in judged(measured(**changed))]
    assert holds == [number != place for number in range(3)]


def test_every_slow_question_is_named_with_its_time() -> None:
    questions = measured()["questions"]
    questions[3]["median"], questions[5]["median"] = 1.5, 2.25
    last = judged(measured(questions=questions))[2]
    assert last.holds is False
    assert last.value == f"{NAMES[5]}, 2,250 ms"
    assert last.details == (
        f"{NAMES[3]} took 1.50 s, 0.15 s of it on the processor.",
        f"{NAMES[5]} took 2.25 s, 0.15 s of it on the processor.",
    )


def test_a_question_that_found_nothing_is_named() -> None:
    questions = measured()["questions"]
    questions[2]["rows"] = 0
    last = judged(measured(questions=questions))[2]
    assert last.holds is False
    assert last.note.endswith(f"fewest rows found: 0 ({NAMES[2]})")
    assert last.details == (f"{NAMES[2]} found nothing, so its time says nothing.",)
