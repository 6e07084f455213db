"""Stories and bad days on the independent Discord of `tests.discord_server`, with the real process."""
