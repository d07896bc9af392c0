"""The data folder: what counts, what is cleared away, what is kept."""

from __future__ import annotations

import os
import shutil

import pytest

from ecosystem.config import Settings
from ecosystem.errors import ConfigError, NotFound, StoreError
from ecosystem.store import Changes, open_store

ONE = {"urn:g:a": [b'<urn:s> <urn:p> "1" .']}


def test_the_folder_is_laid_out_as_documented(commit, settings):
    commit(a="1")
    found = sorted(path.name for path in settings.data.iterdir())
    assert found == ["current", "format", "lock", "versions"]
    assert (settings.data / "current").read_text() == "000001\n"
    assert sorted(path.name for path in (settings.data / "versions" / "000001").iterdir()) == [
        "all",
        "version.json",
    ]


def test_what_a_killed_commit_left_is_not_seen_and_goes_with_the_next_commit(
    commit, settings, store, content
):
    commit(a="1")
    shutil.copytree(settings.data / "versions" / "000001", settings.data / "versions" / "000002")
    (settings.data / "live" / "all").mkdir(parents=True)
    (settings.data / "live" / "all" / "CURRENT").write_text("half a database")
    assert [version.number for version in store.versions()] == [1]
    with pytest.raises(NotFound):
        store.read(2)
    assert commit(b="2").number == 2
    assert content(store) == ["a:1", "b:2"]
    assert not (settings.data / "live").exists()


def test_a_first_commit_that_was_killed_leaves_an_empty_store(settings, store):
    (settings.data / "versions" / "000001").mkdir(parents=True)
    (settings.data / "format").write_text("1\n")
    with pytest.raises(NotFound, match="There is no data yet"):
        store.read()
    assert store.commit(Changes("First", ONE)).number == 1


def test_versions_are_not_deleted_because_current_was_lost(commit, settings, store):
    for value in "123":
        commit(a=value)
    (settings.data / "current").unlink()
    with pytest.raises(StoreError, match=r"holds later ones up to 3.*Write 000003"):
        commit(a="4")
    (settings.data / "current").write_text("000003\n")
    assert commit(a="4").number == 4


def test_a_current_that_cannot_be_read_is_named(commit, settings, store):
    commit(a="1")
    (settings.data / "current").write_text("\0\0")
    with pytest.raises(StoreError, match=r"The file .*current should hold the number of a version"):
        store.read()


def test_a_missing_current_version_is_named_with_what_to_do(commit, settings):
    commit(a="1")
    commit(a="2")
    shutil.rmtree(settings.data / "versions" / "000002")
    fresh = open_store(settings)
    with pytest.raises(
        StoreError, match=r"names version 2, but .*000002 is missing.*another number \(000001\)"
    ):
        fresh.read()
    assert fresh.read(1).version == 1
    fresh.close()


def test_a_damaged_description_is_named(commit, settings, store):
    commit(a="1")
    (settings.data / "versions" / "000001" / "version.json").write_text('{"number": 1}')
    with pytest.raises(StoreError, match=r"version\.json is damaged"):
        store.versions()


def test_a_damaged_database_is_named(commit, settings):
    commit(a="1")
    (settings.data / "versions" / "000001" / "all" / "CURRENT").write_text("rubbish\n")
    fresh = open_store(settings)
    with pytest.raises(StoreError, match=r"Version 1 in .* cannot be opened.*Restore it from a backup"):
        fresh.read()
    with pytest.raises(StoreError, match=r"is damaged .*Nothing was changed"):
        fresh.commit(Changes("Second", ONE))
    assert [version.number for version in fresh.versions()] == [1]
    fresh.close()


def test_only_the_last_versions_are_kept(settings):
    store = open_store(settings.with_changes(keep_versions=3))
    for _ in range(6):
        store.commit(Changes("Changed", ONE))
    assert [version.number for version in store.versions()] == [6, 5, 4]
    assert sorted(os.listdir(settings.data / "versions")) == ["000004", "000005", "000006"]
    with pytest.raises(NotFound, match=r"Version 2 is no longer kept\. The oldest one kept is 4"):
        store.read(2)
    store.close()


def test_a_version_in_use_is_kept_until_it_is_let_go(settings):
    writer = open_store(settings.with_changes(keep_versions=1))
    writer.commit(Changes("First", ONE))
    other = open_store(settings)
    reader = other.read()
    writer.commit(Changes("Second", ONE))
    writer.commit(Changes("Third", ONE))
    assert [version.number for version in writer.versions()] == [3, 1]
    assert reader.ask('ASK { ?s ?p "1" }')
    other.close()
    del reader
    writer.commit(Changes("Fourth", ONE))
    assert [version.number for version in writer.versions()] == [4]
    writer.close()


def test_keeping_no_version_keeps_the_current_one(settings, content):
    store = open_store(settings.with_changes(keep_versions=0))
    store.commit(Changes("First", ONE))
    store.commit(Changes("Second", {}))
    assert content(store) == ["a:1"]
    store.close()


def test_a_process_keeps_only_a_few_versions_open(settings):
    store = open_store(settings.with_changes(keep_versions=1))
    for _ in range(12):
        store.commit(Changes("Changed", ONE))
        store.read()
    assert len(store.versions()) <= 6
    store.close()


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path):
    precious = tmp_path / "live" / "photo.jpg"
    precious.parent.mkdir()
    precious.write_bytes(b"precious")
    with pytest.raises(ConfigError, match="holds something else"):
        open_store(Settings(data=tmp_path))
    assert precious.read_bytes() == b"precious"


def test_a_folder_with_our_other_files_can_be_used(tmp_path):
    (tmp_path / "sources").mkdir()
    store = open_store(Settings(data=tmp_path))
    assert store.commit(Changes("First", ONE)).number == 1
    store.close()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(ConfigError, match="is a file"):
        open_store(Settings(data=tmp_path / "data"))


def test_a_folder_of_a_later_release_is_refused(commit, settings):
    commit(a="1")
    (settings.data / "format").write_text("2\n")
    with pytest.raises(ConfigError, match="has format '2'; this release reads format 1"):
        open_store(settings)


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"cannot be read: Not a directory\. Choose another"):
        open_store(Settings(data=tmp_path / "file" / "data"))
    (tmp_path / "data" / "versions" / "000001" / "all").mkdir(parents=True)
    (tmp_path / "data" / "format").write_text("1\n")
    (tmp_path / "data" / "current.new").mkdir()
    store = open_store(Settings(data=tmp_path / "data"))
    with pytest.raises(StoreError, match="The change could not be saved"):
        store.commit(Changes("First", ONE))
    assert store.versions() == []
