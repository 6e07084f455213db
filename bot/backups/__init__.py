"""Backups: one archive with the database, the pictures and the settings, and putting it back."""
