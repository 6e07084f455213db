"""Say to the host what a backup holds."""

from __future__ import annotations

from bot.backups.archive import Manifest
from bot.backups.backup import Backup


def contents(manifest: Manifest) -> str:
    """What is in an archive: “3 jobs (1 unfinished), 2 styles, 0 challenges, 9 files”."""
    count = manifest.counts.get
    return (
        f"{count('jobs', 0)} jobs ({count('unfinished', 0)} unfinished), {count('styles', 0)} saved styles, "
        f"{count('challenges', 0)} challenges, {count('files', 0)} files"
    )


def summary(backup: Backup) -> str:
    """A finished backup in some sentences, with what was not as it should be."""
    size = backup.path.stat().st_size / 2**20
    told = f"Backed up into {backup.path} ({size:.1f} MiB) and checked: {contents(backup.manifest)}."
    if missing := backup.manifest.counts["missing"]:
        told += f" Files that the database names and that are not there: {missing}."
    if damaged := backup.manifest.counts["damaged"]:
        told += f" Files that are damaged on this disk: {damaged}."
    return told
