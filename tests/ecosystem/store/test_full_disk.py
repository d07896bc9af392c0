"""No room on the disk: saving is off, reading goes on, and nobody has to repair anything."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys

import pytest

from ecosystem.errors import StoreError
from ecosystem.store import Changes, open_store


def test_a_full_disk_turns_saving_off_while_reading_goes_on_and_saving_returns_by_itself(
    commit, store, settings
):
    commit(a="1")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    large = b"".join(b'<urn:s:%d> <urn:p> "%d" .\n' % (n, n) for n in range(100_000))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limit[1]))
    try:
        with pytest.raises(StoreError, match=r"Saving is off: .* is full\. Nothing was changed"):
            store.commit(Changes("Too large", {"urn:g:b": [large]}))
        fresh = open_store(settings)
        assert fresh.read().ask('ASK { ?s <urn:p> "1" }')
        fresh.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert store.read().version == 1
    assert store.commit(Changes("Now it fits", {"urn:g:b": [large]})).quads == 100_001


FULL_DISK = """
import sys
from pathlib import Path
from ecosystem.config import Settings
from ecosystem.errors import StoreError
from ecosystem.store import Changes, open_store

data = Path(sys.argv[1]) / "data"
store = open_store(Settings(data=data))
row = '<urn:s:{0}> <urn:p> "{0} {1}" .\\n'
store.commit(Changes("Small", {"urn:g:a": ['<urn:s> <urn:p> "kept" .'.encode()]}))
def large(rows):
    return Changes("Large", {"urn:g:b": ["".join(row.format(n, "x" * 500) for n in range(rows)).encode()]})
for rows in (60_000, 20_000):
    try:
        store.commit(large(rows))
    except StoreError as error:
        assert "Saving is off" in str(error), str(error)
    else:
        raise SystemExit("the disk should have been full")
    assert store.read().version == 1 and store.read().ask('ASK { ?s ?p "kept" }')
filler = data.parent / "filler"
with filler.open("wb", buffering=0) as stream:
    try:
        while True:
            stream.write(b"0" * 4096)
    except OSError:
        pass
try:
    store.commit(Changes("Tiny", {"urn:g:c": [b'<urn:s> <urn:p> "c" .']}))
except StoreError as error:
    assert "Saving is off" in str(error), str(error)
else:
    raise SystemExit("there should have been no room at all")
assert open_store(Settings(data=data)).read().ask('ASK { ?s ?p "kept" }')
filler.unlink()
assert store.commit(Changes("Tiny", {"urn:g:c": [b'<urn:s> <urn:p> "c" .']})).quads == 2
print("recovered")
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no command to mount a small disk with")
def test_on_a_disk_that_is_really_full_nothing_breaks(tmp_path):
    as_root = ["unshare", "--user", "--map-root-user", "--mount"]
    script = 'mount -t tmpfs -o size=8m none "$1" && exec "$2" -c "$3" "$1"'
    done = subprocess.run(
        [*as_root, "sh", "-c", script, "sh", tmp_path, sys.executable, FULL_DISK],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    assert done.stdout.strip() == "recovered", done.stderr
