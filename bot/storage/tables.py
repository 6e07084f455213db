"""The tables of the database. A change needs a migration, see `bot.storage.migrations`.

The module is long because it is the one list of all tables.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.column_types import UtcDateTime

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)

jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order in which they came
    Column("id", String(32), nullable=False, unique=True),
    Column("owner_id", BigInteger, nullable=False, index=True),
    Column("application_id", BigInteger, nullable=False),
    Column("token", Text, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("channel_id", BigInteger),
    Column("guild_id", BigInteger),
    Column("message_id", BigInteger),
    Column("upload_limit", BigInteger, nullable=False),
    Column("locale", String(16), nullable=False, server_default="en-GB"),
    Column("age_restricted", Boolean, nullable=False, server_default=false()),
    Column("content", String(64), index=True),
    Column("style", String(64), index=True),
    Column("style_2", String(64), index=True),
    Column("style_3", String(64), index=True),
    Column("mask", String(64), index=True),
    Column("picture", String(64), index=True),
    Column("content_clip", String(64), index=True),  # the whole animation whose first frame is the content
    Column("picture_clip", String(64), index=True),
    Column("frames", Integer, nullable=False, server_default="1"),
    Column("params", JSON, nullable=False),
    Column("summary", JSON(none_as_null=True)),
    Column("state", String(16), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime),
    Column("finished_at", UtcDateTime, index=True),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("failure", JSON, nullable=False, server_default="{}"),
    Column("delivered", Boolean, nullable=False),
    Column("deliveries", Integer, nullable=False),
    Column("parent_id", String(32)),
    Column("pixels", BigInteger, nullable=False),
    Column("private", Boolean, nullable=False, server_default=false()),
    Column("spoiler", Boolean, nullable=False, server_default=false()),
    Column("content_name", Text, nullable=False, server_default=""),
    Column("style_name", Text, nullable=False, server_default=""),
    Column("style_saved", Boolean, nullable=False, server_default=false()),
    Column("subject_id", BigInteger),
    Column("changes", JSON, nullable=False, server_default="{}"),
    Column("posted_channel_id", BigInteger),  # the message with its end, if that is not the reply
    Column("posted_message_id", BigInteger),
    Column("crashes", Integer, nullable=False, server_default="0"),  # of the process, while only this job ran
    Column("follows", Boolean, nullable=False, server_default=false()),  # replaces the picture of its parent
)

drafts = Table(  # requests that a person has begun but not sent; kept for a day at most
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner_id", BigInteger, nullable=False, index=True),
    Column("data", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
)


styles = Table(
    "styles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order in which they came
    Column("shelf", String(32), nullable=False),  # "user:<id>", "guild:<id>" or "house"
    Column("key", String(64), nullable=False),  # lookup key of the name
    Column("name", String(64), nullable=False),
    Column("owner_id", BigInteger, index=True),  # who saved it; null for house styles
    Column("file", String(64), index=True),  # null for house styles
    Column("created_at", UtcDateTime, nullable=False),
    Column("uses", Integer, nullable=False),
    UniqueConstraint("shelf", "key"),
)


learned_styles = Table(  # of saved styles; a picture without a row has not been tried
    "learned_styles",
    metadata,
    Column("picture", String(64), primary_key=True),  # its file among the pictures of styles
    Column("network", String(64), index=True),  # the style file; null if learning failed
    Column("attempts", Integer, nullable=False),  # that failed
    Column("ended_at", UtcDateTime, nullable=False),
)

learning_watchers = Table(  # who wants to be told once when a style has been learned
    "learning_watchers",
    metadata,
    Column("picture", String(64), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("name", String(64), nullable=False),  # of the style
    Column("locale", String(16), nullable=False),
)


# People and servers. A person has a row only for a choice that differs from the default.

opt_outs = Table(
    "opt_outs",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("created_at", UtcDateTime, nullable=False),
)

notice_choices = Table(
    "notice_choices",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("wanted", String(16), nullable=False),
    Column("way", String(16), nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

instant_choices = Table(
    "instant_choices",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("way", String(16), nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

sent_notices = Table(  # of the last days
    "sent_notices",
    metadata,
    Column("job_id", String(32), primary_key=True),
    Column("sent_at", UtcDateTime, nullable=False, index=True),
)

bans = Table(
    "bans",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # of a person or a server
    Column("reason", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", JSON, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

setting_changes = Table(  # the last changes of each server's settings
    "setting_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("user_id", BigInteger, nullable=False, index=True),  # 0: forgotten
    Column("name", String(32), nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

requests = Table(  # of the last day, for quotas
    "requests",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("job_id", String(32), nullable=False),
    Column("owner_id", BigInteger, nullable=False, index=True),
    Column("guild_id", BigInteger),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("pictures", Integer, nullable=False, server_default="1"),  # that it counts as
)

switches = Table(  # switches of the bot's owner, such as a pause
    "switches",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("created_at", UtcDateTime, nullable=False),
)

published_commands = Table(  # the commands last published on Discord
    "published_commands",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),  # 0: everywhere
    Column("digest", String(64), nullable=False),
    Column("ids", JSON, nullable=False),  # ids of the commands, by name
    Column("published_at", UtcDateTime),  # null if the first attempt failed
    Column("next_at", UtcDateTime),  # after a failed attempt: no process tries again before this
)


challenges = Table(
    "challenges",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order of creation
    Column("id", String(32), nullable=False, unique=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("host_id", BigInteger, nullable=False, index=True),
    Column("title", String(80), nullable=False),
    Column("theme", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("reference", String(64), index=True),  # the file of the shared style or photo
    Column("season", String(40), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("rules", JSON, nullable=False),
    Column("phase", String(16), nullable=False, index=True),  # the last phase written; it never goes back
    Column("created_at", UtcDateTime, nullable=False),
    Column("published_at", UtcDateTime),
    Column("opens_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),  # end of the entries
    Column("ends_at", UtcDateTime, nullable=False),  # end of the votes
    Column("note", Text, nullable=False),  # why it was cancelled
    Column("excluded", Integer, nullable=False),  # votes of banned people, counted at the end
    Column("voters", Integer, nullable=False),  # counted at the end
    Column("event_id", BigInteger),  # scheduled event on Discord
    Column("board_channel_id", BigInteger),  # the post that the bot keeps up to date
    Column("board_message_id", BigInteger),
    Column("revision", Integer, nullable=False),  # counts visible changes
    Column("shown", Integer, nullable=False),  # the revision that the board shows
)

challenge_series = Table(  # challenges that repeat; a stopped one has no row
    "challenge_series",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("host_id", BigInteger, nullable=False, index=True),
    Column("challenge_id", String(32), nullable=False),  # the newest one
    Column("every", String(16), nullable=False),
    Column("anchor", UtcDateTime, nullable=False),  # when the first one opened
    Column("next_at", UtcDateTime, nullable=False, index=True),
    Column("opened", Integer, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("reference", String(64), index=True),  # the file of the shared style or photo
    Column("template", JSON, nullable=False),
)

challenge_entries = Table(
    "challenge_entries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("challenge_id", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("owner_id", BigInteger, nullable=False, index=True),
    Column("name", Text, nullable=False),  # of the owner at the time of entry
    Column("job_id", String(32), nullable=False),
    Column("picture", String(64), nullable=False, index=True),
    Column("recipe", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("votes", Integer),  # counted at the end
    Column("place", Integer),
    Column("review_message_id", BigInteger),
    UniqueConstraint("challenge_id", "number"),
)

challenge_votes = Table(
    "challenge_votes",
    metadata,
    Column("challenge_id", String(32), primary_key=True),
    Column("voter_id", BigInteger, primary_key=True, index=True),
    Column("entry_id", String(32), primary_key=True, index=True),
    Column("cast_at", UtcDateTime, nullable=False),
)

challenge_steps = Table(  # the timers: steps to do on Discord, and when
    "challenge_steps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("challenge_id", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),  # later than due after a failed attempt
    Column("attempts", Integer, nullable=False),
    Column("done_at", UtcDateTime),
    Column("message_id", BigInteger),  # the message that it posted
    UniqueConstraint("challenge_id", "kind", "subject"),
)

challenge_crowns = Table(  # winners who have the winner's role
    "challenge_crowns",
    metadata,
    Column("challenge_id", String(32), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, index=True),
    Column("role_id", BigInteger, primary_key=True),
    Column("until", UtcDateTime),
)
