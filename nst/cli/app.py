"""The commands, and how their errors end: in one sentence and an exit code."""

from __future__ import annotations

import sys
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from nst.cli.reconstruct import reconstruct
from nst.cli.sheet import sheet
from nst.cli.stylize import stylize
from nst.cli.texture import texture
from nst.errors import BadRequest, UserError

_FAILED, _WRONG, _INTERRUPTED = 1, 2, 130


class Commands(TyperGroup):
    """A command group that turns errors into one sentence and an exit code."""

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


app = typer.Typer(
    cls=Commands, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True
)
for _command in (stylize, texture, reconstruct, sheet):
    app.command()(_command)


def main() -> None:
    """Entry point of ``nst`` and ``python -m nst``."""
    sys.exit(app(standalone_mode=True))
