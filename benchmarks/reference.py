"""Compare the engine with a plain implementation: ``python -m benchmarks.reference --help``.

The plain implementation follows PyTorch's tutorial on style transfer: one scale, one L-BFGS, VGG in single precision,
Gram matrices, the photo as initial image, pixels clipped during the run. Both use the same network at the same size.
A network that neither optimises rates the pictures: content and style as shares of the target (0 is equal), style as
the mean over relu1_1 … relu5_1 of the normalised difference of Gram matrices.

The balance of style and content is a matter of taste, so the distances are not summed. The goal is the plain
implementation's picture with the smallest style distance. A run reaches it when *both* distances are at most 5 %
larger; then every weighted sum of them is reached too. The plain implementation runs with several style weights, the
engine with several strengths; for each goal, the fastest strength counts. Seconds exclude the rating.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import torch
import torch.nn.functional as F
import typer
from PIL import Image
from rich.console import Console
from rich.table import Table
from torch import Tensor, nn

from benchmarks.judge import CONTENT, LAYERS, Judge, Point, network_of, painter_of, picture_of, tensor
from nst import images, recipe, stylize
from nst.networks.encoders import Encoder
from nst.params import Params

_NEAR = 1.05


def _plain_layers(network: Encoder) -> nn.Sequential:
    """The network as commonly written: zero padding, single precision, channels first."""
    layers = nn.Sequential()
    for name, stage in network.stages.items():
        if isinstance(stage, nn.Conv2d):
            convolution = nn.Conv2d(stage.in_channels, stage.out_channels, 3, padding=1)
            convolution.load_state_dict(stage.state_dict())
            layers.add_module(name, convolution.float().to(memory_format=torch.contiguous_format))
        else:
            layers.add_module(name, stage)
    return layers.requires_grad_(requires_grad=False)


def plain(
    network: Encoder, content: Tensor, style: Tensor, steps: int, weight: float
) -> Iterator[tuple[float, Tensor]]:
    """The tutorial's method as commonly written; yield seconds and the picture after every step."""
    layers = _plain_layers(network)

    def see(image: Tensor) -> dict[str, Tensor]:
        mean, std = image.new_tensor([0.485, 0.456, 0.406]), image.new_tensor([0.229, 0.224, 0.225])
        x = (image - mean.view(1, 3, 1, 1)) / std.view(1, 3, 1, 1)
        found = {}
        for name, layer in layers.named_children():
            x = layer(x)
            if name in LAYERS:
                found[name] = x
            if len(found) == len(LAYERS):
                break
        return found

    def gram(feature: Tensor) -> Tensor:
        flat = feature.flatten(2)[0]
        return flat @ flat.T / flat.numel()

    since, paused = time.perf_counter(), 0.0
    with torch.no_grad():
        wanted, styles = see(content)[CONTENT], {k: gram(f) for k, f in see(style).items()}
    picture = content.clone().requires_grad_()
    optimiser = torch.optim.LBFGS([picture], max_iter=1)

    def closure() -> Tensor:
        with torch.no_grad():
            picture.clamp_(0, 1)
        optimiser.zero_grad()
        seen = see(picture)
        loss = F.mse_loss(seen[CONTENT], wanted)
        for layer, target in styles.items():
            loss = loss + weight * F.mse_loss(gram(seen[layer]), target)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    for _ in range(steps):
        optimiser.step(closure)  # type: ignore[no-untyped-call]
        told = time.perf_counter()
        yield told - since - paused, picture.detach().clamp(0, 1)
        paused += time.perf_counter() - told


def ours(network: Encoder, photo: Image.Image, painting: Image.Image, params: Params) -> Iterator[tuple[float, Tensor]]:
    """The engine; yield seconds and the picture at full size, at intervals."""
    paused, previous = 0.0, 0.0
    since = time.perf_counter()
    for progress in stylize(photo, painting, params, encoder=network):
        told = time.perf_counter()
        if progress.result is not None:
            yield told - since - paused, tensor(progress.result.image)
        elif told - since - paused - previous > 1:
            previous = told - since - paused
            yield previous, tensor(progress.preview(params.size))
        paused += time.perf_counter() - told


def main(
    network: Annotated[
        str, typer.Option(help="Optimised: vgg19, vgg16, or a teacher KIND=FILE of training.")
    ] = "vgg19",
    judge: Annotated[str, typer.Option(help="Not optimised: the same kinds.")] = "pocket",
    encoder: Annotated[str, typer.Option(help="For the engine, if another than the plain one's.")] = "",
    photo: Annotated[str, typer.Option(help="A file, or the name of a photo of our own.")] = "fox",
    painting: Annotated[str, typer.Option(help="The same of a painting.")] = "night-wind",
    name: Annotated[str, typer.Option("--recipe", help="The engine's recipe.")] = "standard",
    size: Annotated[int, typer.Option(help="Long side in pixels.")] = 256,
    steps: Annotated[int, typer.Option(help="Steps of the plain way.")] = 300,
    weights: Annotated[str, typer.Option(help="Its style weights, with commas; the tutorial has 1e6.")] = "1e6,1e7,1e8",
    strengths: Annotated[str, typer.Option(help="Those of the engine, with commas.")] = "0.5,0.375",
    plot: Annotated[Path | None, typer.Option(help="Where a plot goes.")] = None,
    pictures: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
) -> None:
    """Race the engine against the plain implementation."""
    content = picture_of(photo, size)
    style = picture_of(painting, size)
    slow = network_of(network)
    fast = painter_of(encoder or network)
    see = Judge(network_of(judge), tensor(content), tensor(style))
    last: dict[str, Tensor] = {}

    def track(label: str, run: Iterator[tuple[float, Tensor]], every: int) -> list[Point]:
        points = []
        for number, (seconds, last[label]) in enumerate(run, start=1):
            if number % every == 0:
                points.append(see(last[label], seconds))
        return points

    engine = {
        strength: track(f"engine {strength}", ours(fast, content, style, params), 1)
        for strength in strengths.split(",")
        for params in [recipe(name, size=size, strength=float(strength))]
    }
    others = {
        weight: track(f"plain {weight}", plain(slow, tensor(content), tensor(style), steps, float(weight)), 5)
        for weight in weights.split(",")
    }
    _tell(engine, others, f"{fast.name}, {name}, {size} px, judged by {judge.partition('=')[0]}")
    if plot:
        _draw({f"engine, {k}": v for k, v in engine.items()} | {f"plain, {k}": v for k, v in others.items()}, plot)
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        for label, picture in last.items():
            array = picture[0].permute(1, 2, 0).mul(255).round().byte().numpy()
            images.save(Image.fromarray(array), pictures / f"{label.replace(' ', '-')}.png")


def reached(track: list[Point], goal: Point) -> float:
    """Seconds until both distances of a run are at most 5 % above those of ``goal``; infinite if never."""
    near = (p.seconds for p in track if p.content <= _NEAR * goal.content and p.style <= _NEAR * goal.style)
    return next(near, float("inf"))


def _tell(engine: dict[str, list[Point]], others: dict[str, list[Point]], title: str) -> None:
    table = Table("way", "content", "style", "seconds", "engine's seconds", "strength", "times", title=title)
    for strength, track in engine.items():
        end = track[-1]
        table.add_row(f"engine, {strength}", f"{end.content:.3f}", f"{end.style:.3f}", f"{end.seconds:.1f}")
    for weight, track in others.items():
        goal = min(track, key=lambda p: p.style)
        needed = reached(track, goal)
        seconds, strength = min((reached(points, goal), strength) for strength, points in engine.items())
        row = [f"{goal.content:.3f}", f"{goal.style:.3f}", f"{needed:.1f}"]
        row += [f"{seconds:.1f}", strength, f"{needed / seconds:.1f}"] if math.isfinite(seconds) else ["never", "", ""]
        table.add_row(f"plain, {weight}", *row)
    Console(width=120).print(table)


def _draw(tracks: dict[str, list[Point]], file: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(9, 4), layout="constrained")
    for axes, name in zip(figure.subplots(1, 2), ("content", "style"), strict=True):
        for label, track in tracks.items():
            line = "-" if label.startswith("engine") else "--"
            axes.plot([p.seconds for p in track], [getattr(p, name) for p in track], line, label=label)
        axes.set(xlabel="seconds", ylabel=f"{name}, by a network that neither optimises", xscale="log", yscale="log")
        axes.grid(visible=True, which="both", alpha=0.2)
    figure.axes[0].legend()
    figure.savefig(file, dpi=110)


if __name__ == "__main__":
    typer.run(main)
