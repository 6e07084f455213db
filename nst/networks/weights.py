"""Load the weights of an encoder: from the package, from a folder, or from torchvision's published files.

``pocket`` ships with the package. ``vgg19`` and ``vgg16`` use the weights that torchvision publishes (ImageNet, V1).
The loader looks in the given folder and in torch's cache. Otherwise it downloads the file once, verifies the checksum
in the file's name, and moves the file into place.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import os
import pickle
import re
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, load_file
from torch import Tensor, nn

from nst.errors import BadRequest, WeightsUnavailable
from nst.networks.encoders import Encoder, pocket, vgg
from nst.params import ENCODERS

Downloaded = Callable[[int, int], None]
log = logging.getLogger(__name__)
_CHUNK = 1 << 20
_TIMEOUT = 30.0
_SCALE = ".scale"
_LEVELS = 31  # positive levels; there are as many negative ones
POCKET = "pocket.safetensors.gz"


def load_encoder(
    name: str = "auto",
    *,
    device: str = "cpu",
    folder: Path | None = None,
    url: str | None = None,
    on_download: Downloaded | None = None,
    precise: bool | None = None,
) -> Encoder:
    """Load a frozen encoder onto a device, ready for `stylize`.

    Args:
        name: ``pocket``, ``vgg19``, ``vgg16``, or ``auto``: vgg19 on a GPU if its weights can be loaded, else pocket.
        device: ``cpu``, ``cuda``, ``cuda:1``, …
        folder: searched first, and target of downloads; torch's cache if None.
        url: download from here instead of torchvision's address.
        on_download: called during a download with bytes done and total bytes (0 if unknown).
        precise: compute in single precision (True) or bfloat16 (False); None chooses by the device.

    Raises:
        BadRequest: the encoder or device does not exist.
        WeightsUnavailable: the weights are missing and could not be downloaded, or are damaged. Not with ``auto``.
    """
    check_device(device)
    if name not in ENCODERS:
        raise BadRequest(f"There is no encoder “{name}”.", hint=f"Choose from {', '.join(ENCODERS)}.")
    if name == "pocket" or (name == "auto" and device == "cpu"):
        encoder = _pocket()
    else:
        try:
            encoder = _vgg("vgg19" if name == "auto" else name, folder, url, on_download)
        except WeightsUnavailable as error:
            if name != "auto":
                raise
            log.warning("%s Going on with pocket.", error)
            encoder = _pocket()
    encoder.eval().requires_grad_(requires_grad=False)
    kind = precision(device) if precise is None else torch.float32 if precise else torch.bfloat16
    return encoder.to(device=torch.device(device), dtype=kind, memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def precision(device: str) -> torch.dtype:
    """The dtype an encoder computes in on a device: bfloat16 if the device has units for it, else single precision.

    bfloat16 has the range of single precision, so nothing overflows. Losses are always summed in single precision.
    """
    if torch.device(device).type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    capable = getattr(torch.cpu, "_is_amx_tile_supported", None)  # torch has no public function for this
    return torch.bfloat16 if device == "cpu" and capable is not None and capable() else torch.float32


def check_device(device: str) -> None:
    """Check that a device is there and computes.

    Raises:
        BadRequest: it does not.
    """
    try:
        kind = torch.device(device).type
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, ImportError):
        here = ["cpu", *(f"cuda:{i}" for i in range(torch.cuda.device_count()))]
        raise BadRequest(f"The device “{device}” is not available.", hint=f"Here: {', '.join(here)}.") from None
    if kind == "meta":
        raise BadRequest("The device “meta” computes nothing.", hint="Use cpu or cuda.")


def _pocket() -> Encoder:
    encoder = pocket()
    encoder.load_state_dict(unpacked(load(gzip.decompress((resources.files("nst") / POCKET).read_bytes()))))
    return encoder


def packed(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Quantise weights to the shipped format: kernels to 63 levels per output channel, the rest to half precision.

    A level is stored as a byte. The file is compressed afterwards, so the unused bits cost nothing.
    """
    found: dict[str, Tensor] = {}
    for name, value in state.items():
        if value.dim() == 4:
            scale = value.abs().amax((1, 2, 3), keepdim=True).clamp_min(1e-12) / _LEVELS
            found[name] = (value / scale).round().to(torch.int8).contiguous()
            found[name + _SCALE] = scale.float().contiguous()
        else:
            found[name] = value.half().contiguous()
    return found


def unpacked(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Reverse `packed`, up to its rounding. The result is in single precision."""
    return {
        name: value.float() * state[name + _SCALE] if name + _SCALE in state else value.float()
        for name, value in state.items()
        if not name.endswith(_SCALE)
    }


def _vgg(architecture: str, folder: Path | None, url: str | None, on_download: Downloaded | None) -> Encoder:
    address = url or published(architecture)
    file = _find(address, folder)
    if file is None:
        file = _places(address, folder)[0]
        download(address, file, on_download)
    encoder = vgg(architecture)
    _fill(encoder, file)
    return encoder


def find_weights(architecture: str, folder: Path | None = None) -> Path | None:
    """The file with the weights of ``vgg19`` or ``vgg16`` in the folder or in torch's cache; None if there is none."""
    return _find(published(architecture), folder)


def _find(address: str, folder: Path | None) -> Path | None:
    return next((file for file in _places(address, folder) if file.is_file()), None)


def _places(address: str, folder: Path | None) -> list[Path]:
    """Where a file of weights may be, the first is the target of a download."""
    cache = Path(torch.hub.get_dir()) / "checkpoints"
    return [place / address.rsplit("/", 1)[1] for place in (folder, cache) if place is not None]


def published(architecture: str) -> str:
    """The URL of torchvision's ImageNet weights for an architecture."""
    from torchvision.models import get_model_weights  # noqa: PLC0415  slow to import, and only VGG needs it

    return str(get_model_weights(architecture)["IMAGENET1K_V1"].url)


def download(url: str, file: Path, on_download: Downloaded | None = None) -> None:
    """Download ``url`` to ``file``. The file appears only when it is complete.

    The file's name contains the checksum, as torchvision's do: the first digits of the SHA-256 after the last dash.

    Raises:
        WeightsUnavailable: the network, the server or the disk failed, or the checksum is wrong.
    """
    hint = f"Put {file.name} into {file.parent} yourself, or use the encoder “pocket”, which needs no download."
    if not url.startswith(("https://", "http://")):
        raise WeightsUnavailable(f"“{url}” is no web address.", hint=hint)
    part = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with (
            urllib.request.urlopen(url, timeout=_TIMEOUT) as response,  # noqa: S310  checked above
            tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as target,
        ):
            part = Path(target.name)
            size, done, digest = int(response.headers.get("Content-Length") or 0), 0, hashlib.sha256()
            while chunk := response.read(_CHUNK):
                target.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                if on_download:
                    on_download(done, size)
        expected = re.search(r"-([0-9a-f]{8,})\.", file.name)
        if done < size or (expected and not digest.hexdigest().startswith(expected[1])):
            raise WeightsUnavailable(f"The download of {file.name} arrived damaged.", hint="Try again. " + hint)
        os.replace(part, file)  # noqa: PTH105
        part = None
    except (urllib.error.URLError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(error, urllib.error.HTTPError):
            error.close()  # the error is the response and holds its socket
        raise WeightsUnavailable(f"The weights {file.name} could not be downloaded ({reason}).", hint=hint) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _fill(encoder: Encoder, file: Path) -> None:
    """Copy the convolutions of a torchvision checkpoint after checking keys and shapes. Ignore the classifier."""
    try:
        if file.suffix == ".safetensors":
            state: dict[str, Tensor] = load_file(file)
        else:
            state = torch.load(file, map_location="cpu", weights_only=True, mmap=True)
        wanted = {
            f"features.{index}.{part}": getattr(module, part)
            for index, module in enumerate(encoder.stages.values())
            if isinstance(module, nn.Conv2d)
            for part in ("weight", "bias")
        }
        wrong = [k for k, v in wanted.items() if k not in state or state[k].shape != v.shape]
    except (OSError, RuntimeError, EOFError, AttributeError, pickle.UnpicklingError, SafetensorError) as error:
        raise WeightsUnavailable(f"{file.name} cannot be read.", hint=f"Delete {file} to fetch it again.") from error
    if wrong:
        raise WeightsUnavailable(f"{file.name} does not hold {encoder.name} ({wrong[0]}).", hint=f"Delete {file}.")
    with torch.no_grad():
        for key, parameter in wanted.items():
            parameter.copy_(state[key])
