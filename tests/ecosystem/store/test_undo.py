"""Going back to earlier versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ecosystem.config import Settings
from ecosystem.errors import NotFound, StoreError
from ecosystem.store import Changes, Store, open_store

REVIEWS = "http://place.example/graph/reviews"
IDENTITY = "http://place.example/graph/identity"


def review(store: Store, text: str, graph: str = REVIEWS) -> None:
    store.commit(Changes(f"Reviewed {text}", {graph: [f'<urn:s> <urn:p> "{text}" .'.encode()]}))


def lines(store: Store, version: int | None = None) -> list[bytes]:
    return sorted(b"".join(store.read(version).dump()).splitlines())


def test_undo_publishes_the_version_before_as_a_new_one(commit, store, content):
    commit("Imported A", a="1")
    commit("Imported B", b="2")
    made = store.undo(who="Ana")
    assert (made.number, made.restores, made.who) == (3, 1, "Ana")
    assert made.message == "Undid version 2: Imported B"
    assert content(store) == ["a:1"]
    assert content(store, 2) == ["a:1", "b:2"]


def test_undo_again_goes_further_back_and_stops_at_the_first(commit, store, content):
    for name in "abc":
        commit(**{name: "1"})
    store.undo()
    store.undo()
    assert content(store) == ["a:1"]
    with pytest.raises(NotFound, match="Version 1 is the first one"):
        store.undo()


def test_an_undo_can_be_taken_back_by_naming_the_version(commit, store, content):
    commit(a="1")
    commit(a="2")
    store.undo()
    made = store.undo(to=2)
    assert made.message == "Went back to version 2: Changed"
    assert content(store) == ["a:2"]


def test_a_change_after_an_undo_is_undone_to_the_state_after_that_undo(commit, store, content):
    for value in "123":
        commit(a=value)
    store.undo()
    commit(b="9")
    store.undo()
    assert content(store) == ["a:2"]


@pytest.mark.parametrize("graph", [REVIEWS, IDENTITY])
def test_decisions_made_since_stay(commit, store, content, graph):
    commit(a="1")
    commit(a="2")
    review(store, "same", graph)
    commit(a="3")
    store.undo(to=1)
    assert store.read().ask(f'ASK {{ GRAPH <{graph}> {{ ?s ?p "same" }} }}')
    assert store.read().ask('ASK { GRAPH <urn:g:a> { ?s ?p "1" } }')
    assert store.versions()[0].quads == 2


def test_a_decision_that_is_itself_undone_goes(commit, store):
    commit(a="1")
    review(store, "first")
    review(store, "second")
    store.undo()
    assert store.read().ask(f'ASK {{ GRAPH <{REVIEWS}> {{ ?s ?p "first" }} }}')
    assert not store.read().ask('ASK { ?s ?p "second" }')


def test_going_back_over_nothing_but_decisions_undoes_them(commit, store):
    commit(a="1")
    review(store, "first")
    review(store, "other", IDENTITY)
    store.undo(to=1)
    assert lines(store) == lines(store, 1)


def test_undo_of_a_change_that_wrote_data_and_decisions_takes_back_both(commit, store):
    commit(a="1")
    store.commit(
        Changes("Both", {REVIEWS: [b'<urn:s> <urn:p> "r" .'], "urn:g:b": [b'<urn:s> <urn:p> "b" .']})
    )
    store.undo()
    assert lines(store) == lines(store, 1)


def test_decisions_stay_through_several_undos(commit, store, content):
    for value in "123":
        commit(a=value)
    review(store, "kept")
    store.undo(to=2)
    store.undo()
    assert store.read().ask('ASK { ?s ?p "kept" }')
    assert store.read().ask('ASK { GRAPH <urn:g:a> { ?s ?p "1" } }')


def test_going_back_to_where_we_are_is_refused(commit, store):
    commit(a="1")
    commit(a="2")
    with pytest.raises(StoreError, match="Version 2 is the current one already"):
        store.undo(to=2)


def test_there_is_nothing_to_undo_in_an_empty_folder(store, settings):
    with pytest.raises(NotFound, match="There is no data yet"):
        store.undo()
    assert not settings.data.exists()


def test_a_version_that_is_no_longer_kept_cannot_be_gone_back_to(settings):
    store = open_store(settings.with_changes(keep_versions=2))
    for number in range(5):
        store.commit(Changes("Changed", {"urn:g:a": [f'<urn:s> <urn:p> "{number}" .'.encode()]}))
    with pytest.raises(NotFound, match=r"Version 2 is no longer kept\. The oldest one kept is 4"):
        store.undo(to=2)
    store.undo()
    with pytest.raises(NotFound, match="What was before version 6 is no longer kept"):
        store.undo()
    store.close()


texts = st.text(st.characters(codec="utf-8", exclude_characters='"\\\n\r'), max_size=20)


@hypothesis_settings(max_examples=10)
@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.none() | texts, max_size=3), min_size=2, max_size=4),
    st.data(),
)
def test_an_undone_version_is_the_same_to_the_byte_but_for_reviews(tmp_path_factory, sequence, data):
    store = open_store(
        Settings(data=tmp_path_factory.mktemp("undo"), base_iri="http://place.example", lock_wait=5)
    )
    for step in sequence:
        store.commit(
            Changes(
                "Step",
                {
                    f"urn:g:{name}": [f'<urn:s> <urn:p> "{text}" .\n_:b <urn:q> _:c .\n'.encode()]
                    for name, text in step.items()
                    if text is not None
                },
                tuple(f"urn:g:{name}" for name, text in step.items() if text is None),
            )
        )
    to = data.draw(st.integers(1, len(sequence) - 1))
    review(store, "decided")
    store.commit(Changes("Last", {"urn:g:z": [b'<urn:s> <urn:p> "z" .']}))
    store.undo(to=to)
    kept = f'<urn:s> <urn:p> "decided" <{REVIEWS}> .'.encode()
    assert lines(store) == sorted([*lines(store, to), kept])
    store.close()
