"""Community art challenges: people enter pictures and vote; phases change on schedule.

The database decides what is due, what was in time and who won. `participation` holds what people do, `moderation` what
moderators do, and `scheduler` what happens by itself.
"""
