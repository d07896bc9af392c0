"""The writable copy a commit works on."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from ecosystem.store.workbench import Workbench

MANY = 30_000


def rows(count: int, tag: str = "") -> list[bytes]:
    return [f'<urn:s:{n}> <urn:p> "{tag}{n}" .\n'.encode() for n in range(count)]


def make(place: Path, **graphs: int) -> Path:
    """A database with that many statements in each graph."""
    bench = Workbench()
    bench.start(place / "first" / "all", None, 0, ())
    for name, count in graphs.items():
        bench.fill(f"urn:g:{name}", rows(count))
    bench.save(place / "version")
    bench.close()
    return place / "version"


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def shared_tables(one: Path, other: Path) -> bool:
    tables = {path.stat().st_ino for path in one.glob("*.sst")}
    return bool(tables & {path.stat().st_ino for path in other.glob("*.sst")})


def counts(database: Path) -> dict[str, int]:
    store = ox.Store.read_only(str(database))
    return {
        graph.value: sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
        for graph in store.named_graphs()
    }


def test_a_version_does_not_change_when_its_copy_is_written_to(tmp_path):
    version = make(tmp_path, a=500, b=5_000)
    before = fingerprint(version)
    bench = Workbench()
    bench.start(tmp_path / "live" / "all", version, 5_500, ["urn:g:a", "urn:g:c"])
    bench.fill("urn:g:a", rows(2_000, "new "))
    bench.fill("urn:g:c", rows(100_000, "new "))
    bench._database.optimize()  # rewrites every table
    assert bench.save(tmp_path / "next") == 107_000
    bench.close()
    shutil.rmtree(tmp_path / "live")
    assert fingerprint(version) == before
    assert counts(version) == {"urn:g:a": 500, "urn:g:b": 5_000}
    assert fingerprint(version) == before, "reading changes nothing either"


def test_the_copy_shares_tables_with_its_version(tmp_path):
    version = make(tmp_path, a=500)
    bench = Workbench()
    bench.start(tmp_path / "live" / "all", version, 500, [])
    bench.close()
    assert shared_tables(tmp_path / "live" / "all", version)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second file system")  # noqa: S108
def test_across_file_systems_the_copy_is_a_plain_one(tmp_path):
    version = make(tmp_path, a=500)
    elsewhere = Path("/dev/shm") / f"workbench-{os.getpid()}"  # noqa: S108
    elsewhere.mkdir()
    try:
        bench = Workbench()
        bench.start(elsewhere / "live" / "all", version, 500, ["urn:g:b"])
        bench.fill("urn:g:b", rows(10))
        assert bench.save(tmp_path / "next") == 510
        bench.close()
    finally:
        shutil.rmtree(elsewhere)
    assert counts(tmp_path / "next") == {"urn:g:a": 500, "urn:g:b": 10}


@pytest.mark.parametrize(
    ("without", "clean"),
    [(["big"], True), (["small"], False), (["big", "none"], True), (["none"], False), ([], False)],
)
def test_where_most_goes_the_rest_is_copied_into_a_clean_database(tmp_path, without, clean):
    version = make(tmp_path, big=MANY, small=700)
    gone = [f"urn:g:{name}" for name in [*without, "new"]]
    bench = Workbench()
    bench.start(tmp_path / "live" / "all", version, MANY + 700, gone)
    bench.fill("urn:g:new", rows(5))
    quads = bench.save(tmp_path / "next")
    bench.close()
    left = {"urn:g:big": MANY, "urn:g:small": 700, "urn:g:new": 5}
    for name in without:
        left.pop(f"urn:g:{name}", None)
    assert counts(tmp_path / "next") == left
    assert quads == sum(left.values())
    if clean:  # where it is not, the engine may still rewrite the tables it was given
        assert not shared_tables(tmp_path / "next", version)


def test_a_closed_workbench_lets_go_of_its_files(tmp_path):
    bench = Workbench()
    bench.start(tmp_path / "live" / "all", None, 0, ())
    bench.close()
    bench.close()
    ox.Store(str(tmp_path / "live" / "all"))
