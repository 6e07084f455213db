"""Migrations of the database, run by `bot.database`. ``python -m bot.migrations "what changes"`` writes one."""
