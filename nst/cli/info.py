"""The command ``info``."""

from __future__ import annotations

import json
import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from nst.cli.options import AsJson, Weights
from nst.params import ENCODERS
from nst.version import version

_PACKAGES = ("torch", "torchvision", "numpy", "pillow", "pillow-heif", "safetensors", "typer", "rich")


def info(weights: Weights = None, as_json: AsJson = False) -> None:
    """Show versions, devices, encoders and free memory."""
    console = Console(stderr=True)
    with console.status("Loading PyTorch…"):
        told: dict[str, Any] = {
            "nst": version(),
            "python": platform.python_version(),
            "system": platform.platform(),
            "packages": {name: _version(name) for name in _PACKAGES},
            "devices": _devices(),
            "encoders": _encoders(weights),
        }
    if as_json:
        typer.echo(json.dumps(told))
        return
    packages = ", ".join(f"{name} {version}" for name, version in told["packages"].items())
    typer.echo(f"nst {told['nst']}, Python {told['python']}, {told['system']}\n{packages}\n\nDevices")
    for device in told["devices"]:
        free = "unknown" if device["free"] is None else f"{device['free'] / 2**30:.1f} GiB free"
        typer.echo(f"  {device['name']:8} {device['kind']}, {free}, {device['precision']}")
    typer.echo("\nEncoders")
    for name, place in told["encoders"].items():
        typer.echo(f"  {name:8} {place or 'not here yet; it is downloaded when it is first used'}")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _devices() -> list[dict[str, Any]]:
    import torch  # noqa: PLC0415  slow

    from nst.engine.memory import available  # noqa: PLC0415
    from nst.networks.weights import precision  # noqa: PLC0415

    kinds = {"cpu": f"{torch.get_num_threads()} threads on {os.cpu_count()} cores"}
    kinds |= {f"cuda:{i}": torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())}
    return [
        {"name": name, "kind": kind, "free": available(name), "precision": str(precision(name)).removeprefix("torch.")}
        for name, kind in kinds.items()
    ]


def _encoders(folder: Path | None) -> dict[str, str | None]:
    """Where the weights of each encoder are; None if they have to be downloaded."""
    from nst.networks.weights import find_weights  # noqa: PLC0415  imports torch

    found = {name: find_weights(name, folder) for name in ENCODERS if name not in {"auto", "pocket"}}
    return {"pocket": "part of the package"} | {name: str(file) if file else None for name, file in found.items()}
