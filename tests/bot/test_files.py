"""Files by their content."""

import hashlib
import os

import pytest

from bot.files import FileStore
from bot.jobs import NotFound


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "files")


async def test_what_was_put_is_got(store):
    name = await store.put(b"picture")
    assert name == hashlib.sha256(b"picture").hexdigest()
    assert await store.get(name) == b"picture"


async def test_the_same_content_is_stored_once_and_counts_as_new(store, tmp_path):
    name = await store.put(b"picture")
    path = tmp_path / "files" / name[:2] / name
    os.utime(path, (0, 0))
    assert await store.older_than(3600) == [name]
    assert await store.put(b"picture") == name
    assert await store.older_than(3600) == []
    assert list((tmp_path / "files").glob("*/*")) == [path]


async def test_a_deleted_file_is_gone(store):
    name = await store.put(b"picture")
    await store.delete(name)
    await store.delete(name)
    with pytest.raises(NotFound, match="not here any more"):
        await store.get(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" + "a" * 63])
async def test_a_name_that_cannot_be_one_leads_nowhere(store, name):
    for use in (store.get, store.delete):
        with pytest.raises(NotFound):
            await use(name)


async def test_a_put_that_fails_leaves_nothing_behind(store, tmp_path, monkeypatch):
    def full(handle):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        await store.put(b"picture")
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


async def test_what_a_crash_left_is_cleared_away(store, tmp_path):
    name = await store.put(b"picture")
    part = tmp_path / "files" / name[:2] / "half.part"
    part.write_bytes(b"pict")
    assert await store.older_than(0) == [name]
    assert not part.exists()
    assert await FileStore(tmp_path / "never made").older_than(0) == []
