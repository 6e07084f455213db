"""The commands, and how their errors end: in one sentence and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from nst.cli.animate import animate
from nst.cli.info import info
from nst.cli.learn import learn
from nst.cli.packs import pack, unpack
from nst.cli.reconstruct import reconstruct
from nst.cli.sheet import sheet
from nst.cli.stylize import stylize
from nst.cli.texture import texture
from nst.errors import BadRequest, UserError
from nst.version import version as own_version

_FAILED, _WRONG, _INTERRUPTED, _TERMINATED = 1, 2, 130, 143


class Commands(TyperGroup):
    """A command group that turns errors into one sentence and an exit code.

    Arguments that begin with no command are those of ``stylize``.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  click's context, see `invoke`
        """Find the command."""
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if args and args[0] not in {*self.commands, *own} and _may_be_picture(args[0]):
            args = ["stylize", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  click's context, which typer brings under a private name
        """Run the command."""
        console = Console(stderr=True)
        try:
            return super().invoke(ctx)
        except UserError as error:
            console.print(f"{error.text}", style="red", markup=False, highlight=False)
            raise typer.Exit(_WRONG if isinstance(error, BadRequest) else _FAILED) from None
        except KeyboardInterrupt:
            console.print("Stopped. Nothing was written.")
            raise typer.Exit(_INTERRUPTED) from None


def _may_be_picture(name: str) -> bool:
    """Whether a first argument is rather a picture or an option of ``stylize`` than a mistyped command."""
    return name.startswith("-") or not name.isidentifier() or Path(name).exists()


app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)
for _command in (stylize, animate, texture, reconstruct, sheet, learn, pack, unpack, info):
    app.command()(_command)


@app.callback()
def _group(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=lambda given: _print_version(given=given), is_eager=True)
    ] = False,
) -> None:
    """Paint one picture in the style of another.

    nst photo.jpg painting.jpg is short for nst stylize photo.jpg painting.jpg -o photo-painting.png.
    """


def _print_version(*, given: bool) -> None:
    if given:
        typer.echo(f"nst {own_version()}")
        raise typer.Exit


def main() -> None:
    """Entry point of ``nst`` and ``python -m nst``."""
    # Before torch is loaded. Threads that spin while they wait make a run crawl beside other programs.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # so that temporary files are removed
    sys.exit(app(standalone_mode=True))
