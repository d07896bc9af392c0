"""Commits, versions and readers of the embedded store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ecosystem.config import Settings
from ecosystem.errors import ConfigError, InvalidData, NotFound, QueryTimeout
from ecosystem.store import Changes, Derivation, open_store


def test_a_folder_without_data_says_how_to_fill_it(store, settings):
    with pytest.raises(
        NotFound, match=r"There is no data yet in .*data\. Import a spreadsheet first: ecosystem"
    ):
        store.read()
    assert store.versions() == []
    assert not settings.data.exists()


def test_a_commit_makes_a_version_that_says_what_happened(store, content):
    before = datetime.now(UTC)
    made = store.commit(
        Changes("Imported 2 rows", {"urn:g:a": [b"<urn:s> <urn:p> 'x' .".replace(b"'", b'"')]}, who="Ana")
    )
    assert (made.number, made.message, made.who, made.quads, made.parent) == (
        1,
        "Imported 2 rows",
        "Ana",
        1,
        0,
    )
    assert timedelta(0) <= made.created - before < timedelta(seconds=10)
    assert made.created.utcoffset() == timedelta(0)
    assert content(store) == ["a:x"]


def test_replacing_a_graph_leaves_no_old_statement_and_touches_no_other(commit, content, store):
    commit(a="1 2", b="3")
    commit(a="4")
    assert content(store) == ["a:4", "b:3"]
    assert content(store, 1) == ["a:1", "a:2", "b:3"]


def test_a_dropped_graph_is_gone_and_a_graph_without_statements_does_not_exist(commit, content, store):
    commit(a="1", b="2", c="3")
    made = commit(a=None, b="")
    assert content(store) == ["c:3"]
    assert made.quads == 1
    rows = store.read().select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert [row["g"].value for row in rows] == ["urn:g:c"]


def test_versions_are_listed_newest_first_with_their_own_cost_on_disk(commit, store):
    for number in range(1, 4):
        commit(f"Change {number}", a=str(number))
    listed = store.versions()
    assert [(version.number, version.message) for version in listed] == [
        (3, "Change 3"),
        (2, "Change 2"),
        (1, "Change 1"),
    ]
    assert all(0 < version.own_bytes < 5_000_000 for version in listed)


def test_a_reader_stays_on_its_version_while_commits_go_on(commit, store):
    commit(a="1")
    reader = store.read()
    commit(a="2")
    assert reader.version == 1
    assert reader.ask('ASK { ?s <urn:p> "1" }')
    assert store.read().ask('ASK { ?s <urn:p> "2" }')


def test_another_store_on_the_folder_sees_each_commit_at_once(commit, settings):
    commit(a="1")
    other = open_store(settings)
    assert other.read().version == 1
    commit(a="2")
    assert other.read().version == 2
    other.close()


def test_a_version_that_never_was_is_not_found(commit, store):
    commit(a="1")
    for number in (2, 0, -1):
        with pytest.raises(NotFound, match="The newest one is 1"):
            store.read(number)


def test_data_that_is_not_n_triples_changes_nothing_and_says_where(commit, store, content):
    commit(a="1")
    with pytest.raises(InvalidData, match=r"graph urn:g:a .* line 2 .*Nothing was changed"):
        store.commit(Changes("Broken", {"urn:g:a": [b'<urn:s> <urn:p> "2" .\n', b"<urn:s> oops .\n"]}))
    assert content(store) == ["a:1"]
    assert commit(a="3").number == 2


def test_a_graph_name_in_the_data_is_refused(store):
    with pytest.raises(InvalidData):
        store.commit(Changes("Sneaky", {"urn:g:a": [b"<urn:s> <urn:p> <urn:o> <urn:g:b> .\n"]}))
    assert store.versions() == []


def test_a_failure_while_the_data_is_produced_changes_nothing(commit, store, content):
    commit(a="1")

    def chunks() -> Iterator[bytes]:
        yield b'<urn:s> <urn:p> "2" .\n' * 100_000
        raise KeyError("programming error")

    with pytest.raises(KeyError) as held:
        store.commit(Changes("Broken", {"urn:g:a": chunks()}))
    assert content(store) == ["a:1"]
    assert commit(a="3").number == 2, "although the traceback of the failure is still held"
    assert str(held.value) == "'programming error'"


def test_a_large_graph_in_chunks_cut_anywhere_arrives_whole(store):
    data = b"".join(b'<urn:s:%d> <urn:p> "value %d" .\n' % (n, n) for n in range(60_000))
    chunks = [data[start : start + 70_001] for start in range(0, len(data), 70_001)]
    assert store.commit(Changes("Large", {"urn:g:a": chunks})).quads == 60_000
    assert store.commit(Changes("Large again", {"urn:g:a": chunks, "urn:g:b": [b""]})).quads == 60_000


def test_blank_nodes_of_one_graph_keep_their_shape(store):
    store.commit(Changes("Blank", {"urn:g:a": [b"_:x <urn:p> _:y .\n", b"_:y <urn:p> _:z .\n"]}))
    assert store.read().ask("ASK { ?x <urn:p> ?y . ?y <urn:p> ?z }")


graph_names = st.sampled_from("abcd")
words = st.lists(st.integers(0, 9).map(str), unique=True, max_size=4).map(" ".join)
changes = st.dictionaries(graph_names, st.none() | words, max_size=3)


@hypothesis_settings(max_examples=10)
@given(st.lists(changes, min_size=1, max_size=5))
def test_any_sequence_of_commits_gives_what_a_dict_of_graphs_would(tmp_path_factory, content, sequence):
    store = open_store(Settings(data=tmp_path_factory.mktemp("model")))
    model: dict[str, set[str]] = {}
    expected = []
    for step in sequence:
        replaced = {name: text.split() for name, text in step.items() if text is not None}
        store.commit(
            Changes(
                "Step",
                {
                    f"urn:g:{name}": [f'<urn:s:{w}> <urn:p> "{w}" .\n'.encode() for w in ws]
                    for name, ws in replaced.items()
                },
                tuple(f"urn:g:{name}" for name, text in step.items() if text is None),
            )
        )
        model |= {name: set(ws) for name, ws in replaced.items()}
        for name in step.keys() - replaced.keys():
            model.pop(name, None)
        expected.append(sorted(f"{name}:{word}" for name, ws in model.items() for word in ws))
    assert [content(store, number) for number in range(1, len(sequence) + 1)] == expected
    assert [version.quads for version in reversed(store.versions())] == [len(lines) for lines in expected]
    store.close()


def test_threads_share_a_store(commit, store):
    commit(a="0")
    seen: list[set[str]] = []

    def read() -> None:
        for _ in range(50):
            rows = store.read().select("SELECT ?o WHERE { GRAPH <urn:g:a> { ?s ?p ?o } }")
            seen.append({row["o"].value for row in rows})

    readers = [threading.Thread(target=read) for _ in range(4)]
    for thread in readers:
        thread.start()
    for number in range(1, 6):
        commit(a=f"{number} x{number}")
    for thread in readers:
        thread.join()
    assert len(seen) == 200
    assert all(len(values) == 2 or values == {"0"} for values in seen)


def test_commits_from_threads_follow_each_other(commit, store):
    threads = [threading.Thread(target=lambda name=name: commit(**{name: "1"})) for name in "abcde"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read().version == 5
    assert store.versions()[0].quads == 5


def test_a_remote_store_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(ConfigError, match="remote stores are not yet supported"):
        open_store(Settings(data=tmp_path, store="https://host.example/sparql"))


def test_an_unknown_audience_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="no audience 'public'"):
        open_store(Settings(data=tmp_path), "public")


def test_a_version_is_a_plain_database_that_other_software_can_open(commit, settings):
    commit(a="1 2")
    path: Path = settings.data / "versions" / "000001" / "all"
    assert len(ox.Store.read_only(str(path))) == 2


def test_a_strangers_query_is_answered_from_the_version_asked_for(commit, store):
    commit(a="1")
    commit(a="2")
    for version, value in ((None, "2"), (1, "1"), (2, "2")):
        answer = store.raw("SELECT ?o WHERE { ?s ?p ?o }", "text/csv", version)
        assert answer.body.decode().split() == ["o", value]
    with pytest.raises(NotFound, match="There is no version 3"):
        store.raw("ASK {}", "*/*", 3)


def test_a_strangers_query_is_stopped_at_its_limit_while_others_read(commit, store):
    commit(a=" ".join(map(str, range(300))))
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.3 seconds"):
        store.raw(endless, "text/csv", seconds=0.3)
    assert store.read().ask("ASK { ?s ?p ?o }")


def test_graphs_are_dropped_by_the_beginning_of_their_names(commit, store, content):
    commit(old1="1", old2="2", other="3")
    store.commit(Changes("New", {"urn:g:old2": [b'<urn:s> <urn:p> "4" .']}, drop_prefixes=("urn:g:old",)))
    assert content(store) == ["old2:4", "other:3"]
    assert store.versions()[0].graphs == ("urn:g:old2", "urn:g:old1")
    assert store.read().graphs() == ("urn:g:old2", "urn:g:other")


def test_a_derived_graph_follows_from_the_rest_in_the_same_version(commit, store, content):
    double = Derivation("urn:g:double", "CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }")
    again = Derivation("urn:g:again", "CONSTRUCT { ?s <urn:r> ?o } WHERE { ?s <urn:q> ?o }")
    commit(a="1 2")
    made = store.commit(Changes("Derived", {}, derive=(double, again)))
    assert content(store) == ["a:1", "a:2", "again:1", "again:2", "double:1", "double:2"]
    assert made.quads == 6
    made = store.commit(Changes("Changed", {"urn:g:a": [b'<urn:s> <urn:p> "3" .']}, derive=(double, again)))
    assert content(store) == ["a:3", "again:3", "double:3"]
    assert made.quads == 3


def test_a_graph_that_was_filled_with_nothing_is_not_listed(commit, store):
    commit(a="1", b="")
    store.commit(
        Changes("None derived", {}, derive=(Derivation("urn:g:d", "CONSTRUCT WHERE { ?s <urn:x> ?o }"),))
    )
    assert store.read().graphs() == ("urn:g:a",)
