"""Files by their content."""

import asyncio
import hashlib
import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.storage.files import FileStore, remove_orphans


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


async def test_what_was_put_is_got(store: FileStore) -> None:
    name = await store.put(b"picture")
    assert name == hashlib.sha256(b"picture").hexdigest()
    assert await store.get(name) == b"picture"


async def test_the_same_content_is_stored_once_and_counts_as_new(store: FileStore, tmp_path: Path) -> None:
    name = await store.put(b"picture")
    path = tmp_path / "files" / name[:2] / name
    os.utime(path, (0, 0))
    assert await store.older_than(3600) == [name]
    assert await store.put(b"picture") == name
    assert await store.older_than(3600) == []
    assert list((tmp_path / "files").glob("*/*")) == [path]


async def test_a_deleted_file_is_gone(store: FileStore) -> None:
    name = await store.put(b"picture")
    await store.delete(name)
    await store.delete(name)
    with pytest.raises(NotFound, match="not here any more"):
        await store.get(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" + "a" * 63])
async def test_a_name_that_cannot_be_one_leads_nowhere(store: FileStore, name: str) -> None:
    for use in (store.get, store.delete):
        with pytest.raises(NotFound):
            await use(name)


async def test_a_put_that_fails_leaves_nothing_behind(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        await store.put(b"picture")
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


async def test_what_a_crash_left_is_cleared_away(store: FileStore, tmp_path: Path) -> None:
    name = await store.put(b"picture")
    part = tmp_path / "files" / name[:2] / "half.part"
    part.write_bytes(b"pict")
    await store.remove_parts(3600)
    assert part.exists(), "a person may be writing it"
    await store.remove_parts(0)
    assert not part.exists()
    assert await store.get(name) == b"picture"
    assert await FileStore(tmp_path / "never made").older_than(0) == []


async def test_a_file_that_is_named_while_orphans_are_looked_for_stays(store: FileStore) -> None:
    lost, late = await store.put(b"lost"), await store.put(b"named late")
    asked: list[list[str]] = []

    async def in_use(names: Iterable[str]) -> set[str]:
        asked.append(sorted(names))
        return set(names) & {late} if len(asked) > 1 else set()

    await remove_orphans(store, in_use, asyncio.Lock(), age=timedelta())
    assert asked[0] == sorted([lost, late]), "all at once, for there may be many"
    assert await store.get(late) == b"named late"
    with pytest.raises(NotFound):
        await store.get(lost)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs to know what a handle is of")
async def test_a_put_survives_a_power_cut_with_the_folders_that_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name survives a power cut only if its folder was synced after the name was made."""
    safe: set[Path] = set()

    def sync(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").resolve()
        safe.update([path] if path.is_file() else path.iterdir())

    monkeypatch.setattr(os, "fsync", sync)
    name = await FileStore(tmp_path / "a" / "files").put(b"picture")
    path = tmp_path / "a" / "files" / name[:2] / name
    assert {path, *list(path.parents)[:3]} <= safe
