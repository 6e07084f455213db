"""Community art challenges: people paint, enter, vote and celebrate, and the phases run themselves.

The database decides: what is due, what was in time, what was voted. `participation` is what people do, `moderation`
what those do who run a challenge, and `scheduler` what happens by itself.
"""
