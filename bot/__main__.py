"""``python -m bot``: run the bot in Discord, or in the sandbox if there is no token."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.runtime import health
from bot.runtime.shutdown import LIMIT_SECONDS, leave
from bot.settings import DATABASE_NAME, Settings
from nst.errors import UserError
from nst.version import version

if TYPE_CHECKING:
    from bot.backups.data import Data

NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the sandbox in the browser.")]
StartFresh = Annotated[
    bool,
    typer.Option("--start-fresh", help="If the database cannot be used, move it and the pictures aside."),
]

Keep = Annotated[int | None, typer.Option("--keep", min=1, help="Archives that are kept. By default BACKUP_KEEP.")]
Archive = Annotated[Path, typer.Argument(help="The file that `backup` has written.")]
Source = Annotated[Path | None, typer.Argument(help="The file of SQLite. By default the one in DATA_DIR.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Replace = Annotated[bool, typer.Option("--replace", help="Move data that are there into a folder aside-… first.")]

cli = typer.Typer(
    help="Chameleon paints one picture in the style of another, in Discord.",
    add_completion=False,
    no_args_is_help=False,
)
database = typer.Typer(help="Move the database.", no_args_is_help=True)
cli.add_typer(database, name="database")


def _print_version(*, given: bool) -> None:
    if given:
        typer.echo(f"chameleon {version()}")
        raise typer.Exit


ShowVersion = Annotated[
    bool,
    typer.Option(
        "--version", help="Show the version.", callback=lambda given: _print_version(given=given), is_eager=True
    ),
]


@cli.callback(invoke_without_command=True)
def default(context: typer.Context, no_browser: NoBrowser = False, _version: ShowVersion = False) -> None:  # noqa: FBT002
    """Connect to Discord if there is a DISCORD_TOKEN, otherwise open the sandbox."""
    if context.invoked_subcommand is None:
        run(no_browser=no_browser)


@cli.command()
def run(no_browser: NoBrowser = False, start_fresh: StartFresh = False) -> None:  # noqa: FBT002
    """Connect to Discord if there is a DISCORD_TOKEN, otherwise open the sandbox."""
    settings = Settings.load()
    settings.make_data_dir()
    if settings.discord_token is None:
        Console().print("There is no DISCORD_TOKEN yet, so here is a simulated Discord to try the bot in.")
        _open_sandbox(settings, browser=not no_browser)
        return
    from bot.run import run_discord  # noqa: PLC0415  keeps --help and health fast

    asyncio.run(run_discord(settings, start_fresh=start_fresh, limit=LIMIT_SECONDS))


@cli.command()
def sandbox(no_browser: NoBrowser = False) -> None:  # noqa: FBT002
    """Try the bot in a simulated Discord, in the browser; needs no token."""
    settings = Settings.load()
    settings.make_data_dir()
    _open_sandbox(settings, browser=not no_browser)


@cli.command()
def backup(keep: Keep = None) -> None:
    """Write the database, the pictures and the settings into one archive in BACKUP_DIR. The bot may run meanwhile."""
    from bot.backups import backup, data, summary  # noqa: PLC0415  keeps --help and health fast

    settings = Settings.load()
    made = backup.make_backup(
        _data(settings),
        data.settings_text(settings),
        settings.backups_dir,
        keep=keep or settings.backup_keep,
        now=datetime.now(UTC),
    )
    _say(summary.summary(made))


@cli.command()
def restore(archive: Archive, replace: Replace = False) -> None:  # noqa: FBT002
    """Put the data of an archive back. The bot must be stopped."""
    from bot.backups import restore, summary  # noqa: PLC0415  keeps --help and health fast

    settings = Settings.load()
    manifest = restore.restore(archive, _data(settings), replace=replace, now=datetime.now(UTC))
    _say(
        f"Restored from {manifest.created_at:%Y-%m-%d %H:%M} UTC: {summary.contents(manifest)}. The settings of then "
        f"are in {settings.data_dir / 'settings.env'}; the token is not. Start the bot, and it goes on."
    )


@database.command(name="copy")
def copy_database(source: Source = None) -> None:
    """Copy an SQLite database into the empty one that DATABASE_URL names, such as PostgreSQL. Stop the bot first."""
    from bot.storage.transfer import copy_file  # noqa: PLC0415  keeps --help and health fast

    settings = Settings.load()
    file = source or settings.data_dir / DATABASE_NAME
    counts = asyncio.run(copy_file(file, settings.database))
    told = ", ".join(f"{table} ({count})" for table, count in counts.items())
    _say(f"Copied {file}: {told or 'nothing was in it'}. It stays as it is. Start the bot, and it goes on.")


def _data(settings: Settings) -> Data:
    from bot.backups.data import data_of  # noqa: PLC0415  keeps --help and health fast

    if (data := data_of(settings)) is None:
        raise UserError(
            "The database is not a file of SQLite, so this command cannot back it up or restore it.",
            hint="Use pg_dump and pg_restore for PostgreSQL, and copy DATA_DIR for the pictures.",
        )
    return data


def _say(text: str) -> None:
    Console().print(text, markup=False, highlight=False, soft_wrap=True)


@cli.command()
def doctor(as_json: AsJson = False) -> None:  # noqa: FBT002
    """Look at everything the bot stands on, change nothing, and say what to do. Exit code 1 if something is wrong."""
    from bot.doctor import report  # noqa: PLC0415  keeps --help and health fast
    from bot.doctor.examination import examine  # noqa: PLC0415

    findings = asyncio.run(examine())
    typer.echo(report.without_home(report.as_json(findings) if as_json else report.as_text(findings)))
    raise typer.Exit(0 if report.is_well(findings) else 1)


@cli.command(name="health")
def check_health() -> None:
    """Ask a running bot whether it is well, and what is wrong: exit code 0 or 1. It needs HEALTH_PORT."""
    settings = Settings.load()
    if not settings.health_port:
        raise UserError("HEALTH_PORT is not set, so there is nothing to ask.", hint="Set it to a port, such as 8080.")
    well, wrong = health.check(settings.health_host, settings.health_port)
    Console().print("The bot is well." if well else wrong, markup=False, highlight=False)
    raise typer.Exit(0 if well else 1)


def _open_sandbox(settings: Settings, *, browser: bool) -> None:
    try:
        from bot.sandbox.run import run_sandbox  # noqa: PLC0415  an extra that may be missing
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("simcord"):
            raise
        raise UserError(
            "The sandbox is not installed.", hint="Get it with: python -m pip install '.[sandbox]'"
        ) from None
    asyncio.run(run_sandbox(settings, browser=browser, limit=LIMIT_SECONDS))


def main() -> None:
    """Run the command line. A problem that the user can solve prints one sentence and exits with code 1."""
    try:
        cli()
    except UserError as error:
        Console(stderr=True).print(error.text, style="red", highlight=False, markup=False, soft_wrap=True)
        raise SystemExit(1) from None


def script() -> None:
    """Run `main` and end the process, without waiting for a device that hangs."""
    try:
        main()
    except SystemExit as exit_:
        leave(exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None))
        raise


if __name__ == "__main__":
    script()
