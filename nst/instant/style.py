"""A learned style, and its file.

A style file (``*.style``) is a safetensors file: the network's weights in half precision, the painting's palette, and
metadata. A file from elsewhere is checked before it is used: its size, the names, shapes and types of its tensors, and
what it makes of a test picture.
"""

from __future__ import annotations

import copy
import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from nst.errors import BadStyle
from nst.inputs.colours import Palette
from nst.instant.network import StyleNetwork

SUFFIX = ".style"
MAX_BYTES = 900_000
_MAX_HEADER = 64 * 1024
_FORMAT = "chameleon-style-1"
_MEAN, _COVARIANCE = "palette.mean", "palette.covariance"
_LONGEST = 200


@dataclass(frozen=True)
class InstantStyle:
    """A network that paints in one style, and where it comes from.

    Attributes:
        network: ready to paint, in single precision.
        palette: the painting's.
        painting: `painting_digest` of the painting.
        name: of the painting, for people.
        licence: of the painting, for people.
        training: how it was learned, as JSON types.
    """

    network: StyleNetwork
    palette: Palette
    painting: str
    name: str = ""
    licence: str = ""
    training: Mapping[str, Any] = field(default_factory=dict)

    def on(self, device: str) -> InstantStyle:
        """The style on a device; this one if it is there."""
        if next(self.network.parameters()).device == torch.device(device):
            return self
        return replace(self, network=copy.deepcopy(self.network).to(torch.device(device)))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the weights and the palette, in hexadecimal."""
        found = hashlib.sha256()
        for name, value in sorted(_tensors(self).items()):
            found.update(name.encode() + value.numpy().tobytes())
        return found.hexdigest()


def encode_style(style: InstantStyle) -> bytes:
    """Convert a style to the bytes of a style file."""
    metadata = {
        "format": _FORMAT,
        "painting": style.painting,
        "name": style.name[:_LONGEST],
        "licence": style.licence[:_LONGEST],
        "training": json.dumps(style.training),
    }
    return bytes(save(_tensors(style), metadata))


def decode_style(data: bytes) -> InstantStyle:
    """Read a style file, from anyone.

    Raises:
        BadStyle: the bytes are no style file, or its network does not paint.
    """
    metadata = _metadata(data)
    try:
        tensors = load(data)
    except (SafetensorError, ValueError, KeyError) as error:
        raise _damaged() from error
    network = StyleNetwork()
    wanted = {name: value.shape for name, value in network.state_dict().items()}
    wanted |= {_MEAN: torch.Size((3, 1)), _COVARIANCE: torch.Size((3, 3))}
    if {name: value.shape for name, value in tensors.items()} != wanted:
        raise _damaged()
    if not all(value.is_floating_point() and bool(value.isfinite().all()) for value in tensors.values()):
        raise _damaged()
    palette = Palette(tensors.pop(_MEAN).double(), tensors.pop(_COVARIANCE).double())
    network.load_state_dict({name: value.float() for name, value in tensors.items()})
    network.eval().requires_grad_(requires_grad=False).to(memory_format=torch.channels_last)
    if not _paints(network) or not _is_palette(palette):
        raise _damaged()
    training = _training(metadata.get("training", ""))
    described = {key: str(metadata.get(key, ""))[:_LONGEST] for key in ("painting", "name", "licence")}
    return InstantStyle(network, palette, **described, training=training)


def load_style(path: Path) -> InstantStyle:
    """Read a style file; see `decode_style`.

    Raises:
        BadStyle: it cannot be read, or is no style file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadStyle(f"{path.name} cannot be read.", hint="Check its name and where it is.") from error
    return decode_style(data)


def _metadata(data: bytes) -> dict[str, Any]:
    """The metadata of a safetensors file, after checking its sizes and format."""
    if len(data) > MAX_BYTES:
        raise BadStyle("The style file is too large.", hint=f"It may have {MAX_BYTES // 1000} kB at most.")
    length = struct.unpack("<Q", data[:8])[0] if len(data) > 8 else 0
    if not 2 <= length <= min(_MAX_HEADER, len(data) - 8):
        raise _damaged()
    try:
        header = json.loads(data[8 : 8 + length])
        metadata = header["__metadata__"]
        known = metadata["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged() from error
    if known != _FORMAT:
        raise BadStyle("This version does not know this style file.", hint="Learn the style again.")
    return dict(metadata)


def _training(text: object) -> dict[str, Any]:
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@torch.no_grad()
def _paints(network: StyleNetwork) -> bool:
    """Whether a test picture comes out, at small and full strength."""
    ramp = torch.linspace(0, 1, 64)
    photo = torch.stack([ramp[:, None].expand(64, 64), ramp.expand(64, 64), (ramp[:, None] * 9).sin().abs() * ramp])
    drawn = network(photo[None].repeat(2, 1, 1, 1), torch.tensor([0.1, 1.0]))
    return bool(drawn.isfinite().all()) and bool(drawn.abs().amax() < 100)


def _is_palette(palette: Palette) -> bool:
    symmetric = torch.allclose(palette.covariance, palette.covariance.T)
    return symmetric and bool((torch.linalg.eigvalsh(palette.covariance) > 0).all())


def _damaged() -> BadStyle:
    return BadStyle("This is no style file, or it is damaged.", hint="Style files come from `nst learn`.")


def _tensors(style: InstantStyle) -> dict[str, Tensor]:
    found = {name: value.half().contiguous().cpu() for name, value in style.network.state_dict().items()}
    found[_MEAN], found[_COVARIANCE] = style.palette.mean.float().cpu(), style.palette.covariance.float().cpu()
    return found
