"""Add settings, consent, privacy, help and the owner's commands to the bot."""

from __future__ import annotations

from cogs.people.admin import Admin
from cogs.people.consent import Consent, ConsentButton
from cogs.people.help import Help
from cogs.people.instant_choice import InstantButton, InstantChoice
from cogs.people.privacy import Privacy, PrivacyButton
from cogs.people.server_settings import ServerSettings, SettingMenu, SettingsButton
from cogs.shared.client import Client


async def setup(bot: Client) -> None:
    """Add the commands, buttons and menus."""
    services = bot.services
    bot.add_dynamic_items(ConsentButton, PrivacyButton, InstantButton, SettingMenu, SettingsButton)
    await bot.add_cog(Consent(services.people))
    await bot.add_cog(Privacy())
    await bot.add_cog(InstantChoice())
    await bot.add_cog(ServerSettings())
    await bot.add_cog(Admin(services.operations, services.people))
    await bot.add_cog(Help())
