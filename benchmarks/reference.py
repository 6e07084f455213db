"""Against a plain implementation: ``python -m benchmarks.reference --help``.

The plain way is that of PyTorch's tutorial on style transfer: one scale, one L-BFGS, VGG in single precision, Gram
matrices, the photo as the start, pixels clipped as it goes. Both use the same network at the same size; a network that
neither optimises says how good their pictures are: content and style as shares of the target (0 is equal), style as the
mean over relu1_1 … relu5_1 of the normalised difference of Gram matrices. The plain way runs with several weights,
as none is right for every pair of pictures. The table says when each run first reached the best loss of any plain one,
the plot how they went there. Seconds are those of computing, without judging.
"""

from __future__ import annotations

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

from benchmarks.judge import CONTENT, LAYERS, Judge, Point, network_of, painter_of, tensor
from bot.artworks import draw
from nst import images, recipe, stylize
from nst.encoders import Encoder

_FILE = str.maketrans(" (,", "---", ")")


def _plain_layers(network: Encoder) -> nn.Sequential:
    """The network as anyone would write it: padded with zeros, single precision, channels first."""
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
    """The tutorial's way, as it is usually written: yields seconds and the picture after every step."""
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


def ours(
    network: Encoder, photo: Image.Image, painting: Image.Image, name: str, size: int
) -> Iterator[tuple[float, Tensor]]:
    """The engine: yields seconds and the picture, at full size, now and then."""
    paused, previous = 0.0, 0.0
    since = time.perf_counter()
    for progress in stylize(photo, painting, recipe(name, size=size), encoder=network):
        told = time.perf_counter()
        if progress.result is not None:
            yield told - since - paused, tensor(progress.result.image)
        elif told - since - paused - previous > 1:
            previous = told - since - paused
            yield previous, tensor(progress.preview(size))
        paused += time.perf_counter() - told


def main(
    network: Annotated[
        str, typer.Option(help="Optimised: vgg19, vgg16, or a teacher KIND=FILE of training.")
    ] = "vgg19",
    judge: Annotated[str, typer.Option(help="Not optimised: the same kinds.")] = "pocket",
    encoder: Annotated[str, typer.Option(help="For the engine, if another than the plain one's.")] = "",
    photo: Annotated[Path | None, typer.Option(help="A photo instead of our own.")] = None,
    painting: Annotated[Path | None, typer.Option(help="A painting instead of our own.")] = None,
    name: Annotated[str, typer.Option("--recipe", help="The engine's recipe.")] = "standard",
    size: Annotated[int, typer.Option(help="Long side in pixels.")] = 256,
    steps: Annotated[int, typer.Option(help="Steps of the plain way.")] = 300,
    weights: Annotated[str, typer.Option(help="Its style weights, with commas; the tutorial has 1e6.")] = "1e6,1e7,1e8",
    plot: Annotated[Path | None, typer.Option(help="Where a plot goes.")] = None,
    pictures: Annotated[Path | None, typer.Option(help="Folder for the two results.")] = None,
) -> None:
    """Race the engine against the plain way."""
    content = images.fit(images.load(photo) if photo else draw("fox", 1024), size)
    style = images.fit(images.load(painting) if painting else draw("night-wind", 1024), size)
    slow = network_of(network)
    fast = painter_of(encoder or network)
    see = Judge(network_of(judge), tensor(content), tensor(style))
    tracks: dict[str, list[Point]] = {}
    last: dict[str, Tensor] = {}
    runs = {f"engine ({fast.name}, {name})": ours(fast, content, style, name, size)}
    for weight in weights.split(","):
        runs[f"plain ({slow.name}, {weight})"] = plain(slow, tensor(content), tensor(style), steps, float(weight))
    for label, run in runs.items():
        tracks[label] = []
        for number, (seconds, picture) in enumerate(run):
            last[label] = picture
            if label.startswith("engine") or number % 5 == 4:
                tracks[label].append(see(picture, seconds))
    _tell(tracks, size)
    if plot:
        _draw(tracks, plot)
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        for label, picture in last.items():
            array = picture[0].permute(1, 2, 0).mul(255).round().byte().numpy()
            images.save(Image.fromarray(array), pictures / f"{label.translate(_FILE)}.png")


def _tell(tracks: dict[str, list[Point]], size: int) -> None:
    engine, *plain_ones = tracks
    goal = min(point.total for label in plain_ones for point in tracks[label])
    table = Table("way", "seconds", "content", "style", "loss", f"seconds to {goal:.3f}", title=f"{size} px")
    reached = {k: next((p.seconds for p in track if p.total <= goal), float("inf")) for k, track in tracks.items()}
    for label, track in tracks.items():
        end = track[-1]
        row = [f"{end.seconds:.1f}", f"{end.content:.3f}", f"{end.style:.3f}", f"{end.total:.3f}"]
        table.add_row(label, *row, f"{reached[label]:.1f}")
    Console().print(table)
    best = min(reached[label] for label in plain_ones)
    Console().print(f"The engine reached the plain way's best loss in {best / reached[engine]:.1f} × less time.")


def _draw(tracks: dict[str, list[Point]], file: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for label, track in tracks.items():
        axes.plot([p.seconds for p in track], [p.total for p in track], label=label)
    axes.set(xlabel="seconds", ylabel="loss, by a network that neither optimises", xscale="log", yscale="log")
    axes.grid(visible=True, which="both", alpha=0.2)
    axes.legend()
    figure.savefig(file, dpi=110)


if __name__ == "__main__":
    typer.run(main)
