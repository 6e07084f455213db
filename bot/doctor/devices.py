"""Devices, their memory, and downloaded weights. The only check that loads torch, which takes seconds."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from bot.doctor.findings import Finding, mebibytes, ok, warning, wrong
from bot.jobs.painter import load_torch
from bot.settings import Settings
from nst.errors import UserError

if TYPE_CHECKING:
    from nst.networks.encoders import Encoder

_DECODED = 20  # bytes for each pixel of a photo while it is opened: see docs/design/pictures.md
_CHECKSUM = re.compile(r"-([0-9a-f]{8,})\.")  # in the names of torchvision's files


def check_devices(settings: Settings) -> list[Finding]:
    """Check that each device computes, that the largest job fits, and that the encoder's weights are there."""
    found: list[Finding] = []
    for asked in dict.fromkeys(settings.device_names):
        name = load_torch(asked, 0)
        if fault := _fault(name):
            found.append(
                wrong("devices", f"{name}: {fault}", "Correct DEVICES; auto takes the first GPU, else the CPU.")
            )
            continue
        found.append(ok("devices", f"{name} computes{' (DEVICES=auto)' if asked == 'auto' else ''}."))
        encoder = _encoder(settings, name)
        found += [_memory(settings, name, encoder), *_downloaded(settings, encoder)]
    return found


def _fault(name: str) -> str:
    """Why a device cannot be used; empty if it can."""
    import torch  # noqa: PLC0415

    from nst.networks.weights import check_device  # noqa: PLC0415

    try:
        check_device(name)
        computed = float(torch.ones(8, device=name).sum())
    except UserError as error:
        return error.text
    except RuntimeError as error:
        return f"It does not compute ({type(error).__name__})."
    return "" if computed == 8 else "It computes wrongly."


def _encoder(settings: Settings, device: str) -> str:
    if settings.encoder != "auto":
        return settings.encoder
    return "pocket" if device == "cpu" else "vgg19"


def _memory(settings: Settings, device: str, encoder: str) -> Finding:
    from nst.engine.memory import available, needed  # noqa: PLC0415

    size = settings.max_size
    job = needed(size, size, _blank(encoder, device), [(size, size)])
    free = available(device)
    seen = f"{device}: a square job of {size} px (MAX_SIZE) with {encoder} takes {mebibytes(job)}"
    if device == "cpu":
        opened = settings.max_megapixels * 1_000_000 * _DECODED
        seen += f", opening a photo of {settings.max_megapixels} megapixels (MAX_MEGAPIXELS) {mebibytes(opened)}"
        job += opened
    if free is None:
        return warning("memory", f"{seen}; how much is free is unknown.", "See “How much machine” in docs/hosting.md.")
    seen += f"; {mebibytes(free)} are free now."
    if job <= free:
        return ok("memory", seen)
    return warning(
        "memory", seen, "Lower MAX_SIZE or MAX_MEGAPIXELS, or give it more memory: large jobs come out smaller."
    )


def _blank(name: str, device: str) -> Encoder:
    """An encoder without values, to measure with."""
    import torch  # noqa: PLC0415

    from nst.networks.encoders import pocket, vgg  # noqa: PLC0415
    from nst.networks.weights import precision  # noqa: PLC0415

    with torch.device("meta"):
        encoder = pocket() if name == "pocket" else vgg(name)
    return encoder.to(dtype=precision(device))


def _downloaded(settings: Settings, encoder: str) -> list[Finding]:
    if encoder == "pocket":
        return []
    from nst.networks.weights import find_weights  # noqa: PLC0415

    file = find_weights(encoder, settings.weights_dir)
    if file is None:
        advice = "The first job downloads them, some hundred MB; without a network set ENCODER=pocket."
        return [warning("weights", f"Those of {encoder} are not here yet.", advice)]
    return [judge_download(file)]


def judge_download(file: Path) -> Finding:
    """Whether a file has the digest that its name tells."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    expected = _CHECKSUM.search(file.name)
    if expected and not digest.startswith(expected[1]):
        return wrong(
            "weights", f"{file.name} is damaged: its sha256 is {digest[:12]}….", "Delete it, to download it again."
        )
    return ok("weights", f"{file.name}, sha256 {digest[:12]}…")
