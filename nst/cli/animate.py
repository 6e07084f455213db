"""The command ``animate``."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from nst.artworks import HOUSE_STYLES, style_file
from nst.cli.files import STANDARD, Sink, read_animation, written
from nst.cli.instant import SUFFIX
from nst.cli.options import AsJson, Overwrite, Size, StyleScale
from nst.cli.painting import chosen_device
from nst.errors import BadRequest
from nst.instant.params import InstantParams
from nst.motion.writing import FORMATS, Written, write_clip
from nst.params import Colours

if TYPE_CHECKING:
    from nst.instant.style import InstantStyle


def animate(
    clip: Annotated[str, typer.Argument(help="An animated GIF, WebP or PNG. - is standard input.")],
    style: Annotated[str, typer.Argument(help=f"A style file, or a house style: {', '.join(HOUSE_STYLES)}.")],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", help="Where it goes: .webp, .gif, .png, or - for standard output; else clip-style.webp."
        ),
    ] = None,
    size: Size = None,
    strength: Annotated[float | None, typer.Option(min=0, max=1, help="From the clip (0) to the style (1).")] = None,
    colours: Annotated[Colours | None, typer.Option(help="Whose colours the result has.")] = None,
    style_scale: StyleScale = None,
    plain: Annotated[bool, typer.Option("--plain", help="Paint each frame by itself, which flickers.")] = False,
    limit: Annotated[
        float | None, typer.Option(min=0.01, help="MB; a larger file is made smaller, then has fewer frames.")
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, cuda:1, …; auto takes a GPU if there is one.")] = "auto",
    overwrite: Overwrite = None,
    as_json: AsJson = False,
) -> None:
    """Paint an animation in a learned style, steadily: what is alike in neighbouring frames is painted alike."""
    target = output or (STANDARD if clip == STANDARD else f"{Path(clip).stem}-{Path(style).stem}.webp")
    if target == STANDARD and as_json:
        raise BadRequest(
            "Standard output takes the animation.", hint="Write it to a file with -o, or leave out --json."
        )
    changes = {"size": size, "strength": strength, "colours": colours, "style_scale": style_scale}
    params = InstantParams(**{key: value for key, value in changes.items() if value is not None})  # type: ignore[arg-type]
    console, since = Console(stderr=True), time.perf_counter()
    with written(target, [clip, style], overwrite=overwrite, formats=FORMATS) as sink:
        work = _Animation(clip, style, params, not plain, None if limit is None else int(limit * 2**20), device)
        found = work.run(console, sink)
    told = {"output": target, **_summary(found), "seconds": round(time.perf_counter() - since, 3)}
    if as_json:
        typer.echo(json.dumps(told | {"params": params.to_dict()}))
    else:
        console.print(_line(told), markup=False, highlight=False)


@dataclass(frozen=True)
class _Animation:
    """What is painted, and how.

    Attributes:
        clip, style: as the person named them.
        params: of each frame.
        steady: carry paint from frame to frame.
        limit: of the file in bytes.
        device: torch device, or ``auto``.
    """

    clip: str
    style: str
    params: InstantParams
    steady: bool
    limit: int | None
    device: str

    def run(self, console: Console, sink: Sink) -> Written:
        """Paint with a bar, and write the file."""
        clip = read_animation(self.clip)
        with console.status("Loading PyTorch…"):
            from nst.motion.painting import animate as steps  # noqa: PLC0415  imports torch
            from nst.networks.weights import check_device  # noqa: PLC0415

            device = chosen_device(self.device)
        check_device(device)
        style = _style(self.style).on(device)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("frames"))
        frames = []
        with Bar(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
            task = bar.add_task(style.name or "painting", total=len(clip.durations))
            for progress in steps(clip, style, self.params, steady=self.steady, device=device):
                bar.update(task, completed=progress.frame)
                frames.append(progress.image)
        with console.status("Writing…"):
            result = write_clip(frames, clip.durations, clip.plays, sink.format, self.limit)
            sink.write(result.data)
        return result


def _style(name: str) -> InstantStyle:
    """Load a style file, or a house style by its key or its name.

    Raises:
        BadRequest: the name is neither.
        BadStyle: the file is no style.
    """
    from nst.instant.style import load_style  # noqa: PLC0415  imports torch

    if name.lower().endswith(SUFFIX):
        return load_style(Path(name))
    known = {title.lower(): key for key, title in HOUSE_STYLES.items()} | {key: key for key in HOUSE_STYLES}
    if name.lower() not in known:
        hint = f"Give a style file (nst learn makes one) or one of {', '.join(HOUSE_STYLES)}."
        raise BadRequest(f"There is no house style “{name}”.", hint=hint)
    return load_style(style_file(known[name.lower()]))


def _summary(found: Written) -> dict[str, Any]:
    return {
        "format": found.format,
        "size": list(found.size),
        "frames": found.frames,
        "bytes": len(found.data),
        "given_up": found.given_up,
    }


def _line(told: Mapping[str, Any]) -> str:
    width, height = told["size"]
    megabytes = told["bytes"] / 2**20
    line = (
        f"{told['output']}: {width} × {height}, {told['frames']} frames, {megabytes:.2f} MB, {told['seconds']:.1f} s."
    )
    return f"{line} {told['given_up']}".strip()
