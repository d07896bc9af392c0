"""Kept answers: the last ones used, within so many bytes."""

from __future__ import annotations

from web.bodies import Bodies


def test_an_answer_is_kept_for_its_version_and_query() -> None:
    bodies = Bodies()
    bodies.keep(1, "SELECT *", b"one")
    assert bodies.get(1, "SELECT *") == b"one"
    assert bodies.get(2, "SELECT *") is None
    assert bodies.get(1, "SELECT ?x") is None


def test_those_used_longest_ago_go_first() -> None:
    bodies = Bodies(most=30)
    for query in "abc":
        bodies.keep(1, query, b"123456789")
    assert bodies.get(1, "a")
    bodies.keep(1, "d", b"123456789")
    assert [query for query in "abcd" if bodies.get(1, query)] == ["a", "c", "d"]


def test_long_queries_count_and_what_is_too_large_is_not_kept() -> None:
    bodies = Bodies(most=30)
    bodies.keep(1, "q" * 40, b"1")
    bodies.keep(1, "a", b"1" * 40)
    assert bodies.get(1, "q" * 40) is None
    assert bodies.get(1, "a") is None
    bodies.keep(1, "a", b"1")
    bodies.keep(1, "a", b"1")
    assert bodies.get(1, "a") == b"1"
