"""The bot's Discord interface: one folder per feature, and shared code in `cogs.shared`."""
