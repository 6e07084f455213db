"""Paint many photos, one after the other: one bar over all, and a failure does not stop the rest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from PIL.Image import Image
from rich.console import Console

from nst.cli.files import PHOTO, read, written
from nst.cli.painting import Command, Painter, Show, finish, progress_bar, summary
from nst.errors import UserError
from nst.progress import Progress, Result

_FAILED, _INTERRUPTED = 1, 130


@dataclass(frozen=True)
class Batch:
    """Photos to paint into a folder. What is there is skipped, unless it is to be replaced.

    Attributes:
        command: how to paint.
        photos, outputs: names of the photos, and of the picture that each becomes.
        console: gets the bar and a line for each picture.
    """

    command: Command
    photos: Sequence[str]
    outputs: Sequence[Path]
    console: Console

    def paint(self, prepare: Callable[[], Callable[[Painter, Image], Iterator[Progress]]]) -> None:
        """Paint all photos.

        Args:
            prepare: reads the paintings and returns what paints a photo.

        Raises:
            typer.Exit: a photo failed (code 1), or the person interrupts (code 130).
        """
        waiting = [
            (photo, output)
            for photo, output in zip(self.photos, self.outputs, strict=True)
            if self.command.overwrite or not output.exists()
        ]
        count = Counter(there=len(self.photos) - len(waiting))
        try:
            if waiting:
                self._paint(waiting, prepare(), count)
        except KeyboardInterrupt:
            self.console.print(f"Stopped. {_told(count)}")
            raise typer.Exit(_INTERRUPTED) from None
        self.console.print(_told(count))
        if count["failed"]:
            raise typer.Exit(_FAILED)

    def _paint(
        self,
        waiting: Sequence[tuple[str, Path]],
        steps: Callable[[Painter, Image], Iterator[Progress]],
        count: Counter[str],
    ) -> None:
        with written(str(waiting[0][1]), (), overwrite=True):
            painter = self.command.painter(self.console)
        with progress_bar(self.console, painter.encoder.name, pictures=len(waiting)) as show:
            for photo, output in waiting:
                try:
                    result = _painted(photo, output, lambda image: steps(painter, image), show)
                except UserError as error:
                    count["failed"] += 1
                    self._tell_failure(photo, error)
                else:
                    count["painted"] += 1
                    self._tell(photo, output, result)

    def _tell(self, photo: str, output: Path, result: Result) -> None:
        if self.command.as_json:
            typer.echo(json.dumps({"input": photo, "output": str(output), **result.summary()}))
        else:
            self.console.print(summary(result, str(output)), markup=False, highlight=False)

    def _tell_failure(self, photo: str, error: UserError) -> None:
        if self.command.as_json:
            typer.echo(json.dumps({"input": photo, "error": error.text}))
        text = error.text if Path(photo).name in error.text else f"{photo}: {error.text}"
        self.console.print(text, style="red", markup=False, highlight=False)


def _painted(photo: str, output: Path, steps: Callable[[Image], Iterator[Progress]], show: Show) -> Result:
    with written(str(output), (photo,), overwrite=True) as sink:
        result = finish(steps(read(photo, transparency=True, limits=PHOTO)), show)
        sink.save(result.image)
    return result


def _told(count: Counter[str]) -> str:
    parts = [f"{count['painted']} painted"]
    parts += [f"{count['there']} already there"] if count["there"] else []
    parts += [f"{count['failed']} failed"] if count["failed"] else []
    return f"{', '.join(parts)}."
