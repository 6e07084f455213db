"""Migrations of the database. ``python -m bot.storage.migrations "what changes"`` writes the next migration."""
