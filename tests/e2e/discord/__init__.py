"""User stories and faults on the independent Discord of `tests.discord_server`, with the real process."""
