"""The file of a backup: an uncompressed tar of the database, settings, stored files, and last a manifest. Blocking."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from nst.errors import UserError

DATABASE, SETTINGS, MANIFEST = "database.sqlite", "settings.env", "manifest.json"
_FORMAT = 1
_CHUNK = 2**20  # bytes
_STORED = re.compile(r"(files|styles|networks|challenges)/([0-9a-f]{2})/(\2[0-9a-f]{62})")

Place = Callable[[str], Path]


class Damaged(UserError):
    """An archive is not as a backup has written it."""

    def __init__(self, archive: Path, reason: str) -> None:
        super().__init__(
            f"The archive {archive} is damaged: {reason}.", hint="Nothing was changed. Take another backup."
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in an archive.

    Attributes:
        version: of the bot that wrote it.
        revision: of its tables.
        created_at: when it was made.
        counts: of jobs, files and so on.
        digests: of each file, the SHA-256 in hex.
    """

    version: str
    revision: str
    created_at: datetime
    counts: Mapping[str, int]
    digests: Mapping[str, str]


def stored_name(folder: str, name: str) -> str | None:
    """The place of a stored file in an archive; None if it has no name of one."""
    place = f"{folder}/{name[:2]}/{name}"
    return place if _STORED.fullmatch(place) else None


@dataclass
class ArchiveWriter:
    """Writes an archive into an open file.

    Attributes:
        digests: of what was added.
    """

    file: BinaryIO
    created_at: datetime
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tar = tarfile.TarFile(fileobj=self.file, mode="w", copybufsize=_CHUNK)

    def add(self, name: str, stream: BinaryIO, size: int) -> str:
        """Add a file and return its digest."""
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(self.created_at.timestamp())
        source = _Hashed(stream)
        self._tar.addfile(member, source)
        self.digests[name] = source.digest.hexdigest()
        return self.digests[name]

    def finish(self, version: str, revision: str, counts: Mapping[str, int]) -> None:
        """Add the manifest and close the archive, not the file."""
        about = {
            "format": _FORMAT,
            "version": version,
            "revision": revision,
            "created_at": self.created_at.isoformat(),
            "counts": counts,
            "digests": dict(self.digests),
        }
        data = json.dumps(about, indent=1).encode()
        self.add(MANIFEST, BytesIO(data), len(data))
        self._tar.close()


class _Hashed:
    """A stream that is hashed while it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.digest.update(data)
        return data


def read_manifest(archive: Path) -> Manifest:
    """Read what is in an archive, without reading all of it.

    Raises:
        UserError: there is no such file, it is damaged, or a newer version wrote it.
    """
    with _opened(archive) as tar:
        return _manifest(archive, tar)[0]


def check(archive: Path, place: Place | None = None) -> Manifest:
    """Read all of an archive and compare it with its manifest.

    Args:
        archive: its file.
        place: where to write the file of each name; without, nothing is written.

    Raises:
        UserError: see `read_manifest`. What was written until then stays.
        OSError: a file cannot be read or written.
    """
    with _opened(archive) as tar:
        manifest, members = _manifest(archive, tar)
        _check_members(archive, manifest, members)
        for member in members:
            stream = tar.extractfile(member)
            if stream is None:
                raise Damaged(archive, f"it has no contents of {member.name}")
            if _copied(stream, place and place(member.name)) != manifest.digests[member.name]:
                raise Damaged(archive, f"{member.name} has changed")
        return manifest


def _copied(stream: IO[bytes], target: Path | None) -> str:
    """Read a stream, write it if there is a target, and return its digest."""
    source = _Hashed(stream)
    with ExitStack() as stack:
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
        file = None if target is None else stack.enter_context(target.open("wb"))
        while data := source.read(_CHUNK):
            if file is not None:
                file.write(data)
    return source.digest.hexdigest()


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive, "r:") as tar:
            yield tar
    except FileNotFoundError as error:
        if error.filename != str(archive):
            raise
        raise UserError(f"There is no file {archive}.", hint="Backups are in BACKUP_DIR.") from None
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(archive, str(error) or "it ends too early") from None


def _manifest(archive: Path, tar: tarfile.TarFile) -> tuple[Manifest, list[tarfile.TarInfo]]:
    """The manifest, and the other members."""
    *members, last = tar.getmembers() or [tarfile.TarInfo()]
    stream = tar.extractfile(last) if last.name == MANIFEST and last.isreg() else None
    if stream is None:
        raise Damaged(archive, "its end is missing, or it is no backup")
    return _parsed(archive, stream.read()), members


def _check_members(archive: Path, manifest: Manifest, members: list[tarfile.TarInfo]) -> None:
    """Check that the members are those of the manifest, plain files, and where a backup has files."""
    for member in members:
        if not (member.name in {DATABASE, SETTINGS} or _STORED.fullmatch(member.name)):
            raise Damaged(archive, f"no backup has a file “{member.name}”")
        if not member.isreg() or member.issparse():
            raise Damaged(archive, f"{member.name} is no plain file")
    if sorted(member.name for member in members) != sorted(manifest.digests) or DATABASE not in manifest.digests:
        raise Damaged(archive, "its files are not those of its list")


def _parsed(archive: Path, data: bytes) -> Manifest:
    try:
        about: dict[str, Any] = json.loads(data)
        if about["format"] > _FORMAT:
            raise UserError(
                f"A newer version of the bot ({about['version']}) wrote the archive {archive}.",
                hint="Nothing was changed. Install that version.",
            )
        return Manifest(
            str(about["version"]),
            str(about["revision"]),
            datetime.fromisoformat(about["created_at"]),
            {str(name): int(count) for name, count in about["counts"].items()},
            {str(name): str(digest) for name, digest in about["digests"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged(archive, "its list of files cannot be read") from None
