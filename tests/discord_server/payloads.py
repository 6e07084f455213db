"""Discord's payloads: objects of `tests.discord_server.state` as JSON of API v10."""

from datetime import UTC, datetime

from tests.discord_server.state import Attachment, Channel, Guild, Interaction, Json, Message, User, World

CDN = "https://cdn.discordapp.com"
ALL_PERMISSIONS = str(2**53 - 1)


def user(who: User) -> Json:
    """A user object."""
    return {
        "id": str(who.id),
        "username": who.name.lower(),
        "global_name": who.name,
        "discriminator": "0",
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
    }


def member(guild: Guild, who: User, *, whole: bool = True) -> Json:
    """A member object, without its user unless `whole`."""
    roles = [str(one) for one in guild.member_roles.get(who.id, [])]
    found: Json = {
        "roles": roles,
        "joined_at": "2025-01-01T00:00:00+00:00",
        "nick": None,
        "avatar": None,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }
    return found | {"user": user(who)} if whole else found


def channel(world: World, it: Channel) -> Json:
    """A channel object."""
    found: Json = {"id": str(it.id), "type": it.type, "last_message_id": None, "flags": 0}
    if it.type in {1, 3}:
        return (
            found | {"recipients": [user(one) for one in it.recipients]} | ({"name": it.name} if it.type == 3 else {})
        )
    found |= {"guild_id": str(it.guild_id), "name": it.name, "permission_overwrites": [], "nsfw": False}
    if it.type != 11:
        return found | {"position": 0, "topic": None, "rate_limit_per_user": 0, "parent_id": None}
    stamp = world.clock.wall().isoformat()
    state = {"archived": it.archived, "auto_archive_duration": 10080, "archive_timestamp": stamp, "locked": False}
    return found | {
        "parent_id": str(it.parent_id),
        "owner_id": str(world.bot.id),
        "thread_metadata": state,
        "message_count": 0,
        "member_count": 1,
    }


def guild(world: World, it: Guild) -> Json:
    """A server as in GUILD_CREATE."""
    role: Json = {"color": 0, "hoist": False, "position": 0, "managed": False, "mentionable": False, "flags": 0}
    return {
        "id": str(it.id),
        "name": it.name,
        "owner_id": str(world.owner.id),
        "icon": None,
        "preferred_locale": "en-US",
        "premium_tier": 0,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role | one for one in it.roles.values()],
        "channels": [channel(world, one) for one in it.channels if one.type != 11],
        "threads": [channel(world, one) for one in it.channels if one.type == 11 and not one.archived],
        "members": [member(it, one) for one in it.members if one.bot],
        "member_count": len(it.members),
        "joined_at": "2025-01-01T00:00:00+00:00",
        "large": False,
        "unavailable": False,
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": list(it.events.values()),
        "soundboard_sounds": [],
    }


def attachment(it: Attachment) -> Json:
    """An attachment object."""
    found: Json = {
        "id": str(it.id),
        "filename": it.filename,
        "size": len(it.data),
        "url": CDN + it.path,
        "proxy_url": CDN.replace("cdn.discordapp.com", "media.discordapp.net") + it.path,
        "content_type": it.content_type,
    }
    if it.description is not None:
        found["description"] = it.description
    if it.content_type.startswith("image/"):
        found |= {"width": 64, "height": 48}
    return found


def message(world: World, it: Message, *, deep: bool = True) -> Json:
    """A message object; `deep` includes the message that it replies to."""
    created = datetime.fromtimestamp(it.created_ms / 1000, UTC).isoformat()
    found: Json = {
        "id": str(it.id),
        "channel_id": str(it.channel_id),
        "author": user(it.author),
        "content": it.content,
        "timestamp": created,
        "edited_timestamp": world.clock.wall().isoformat() if it.edits else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(one) for one in world.users.values() if f"<@{one.id}>" in it.content],
        "mention_roles": [],
        "attachments": [attachment(one) for one in it.attachments],
        "embeds": [],
        "components": it.components,
        "pinned": False,
        "type": it.type,
        "flags": it.flags,
    }
    if it.nonce is not None:
        found["nonce"] = it.nonce
    if it.interaction is not None:
        asked = it.interaction
        found["application_id"] = found["webhook_id"] = str(world.application_id)
        found["interaction_metadata"] = {
            "id": str(asked.id),
            "type": asked.kind,
            "user": user(asked.user),
            "authorizing_integration_owners": owners(world, asked),
        }
    if it.reference is not None:
        found["message_reference"] = it.reference
        to = world.find_message(int(it.reference["channel_id"]), int(it.reference["message_id"])) if deep else None
        if deep:
            found["referenced_message"] = None if to is None else message(world, to, deep=False)
    return found


def seen_by_bot(world: World, it: Message) -> Json:
    """A message as a bot without the message content intent gets it: empty unless it is meant for the bot."""
    found = message(world, it)
    direct = world.channels[it.channel_id].type == 1
    for part in (found, found.get("referenced_message")):
        if part is None:
            continue
        own = part["author"]["id"] == str(world.bot.id)
        meant = any(one["id"] == str(world.bot.id) for one in part["mentions"])
        if not (direct or own or meant):
            part |= {"content": "", "attachments": [], "embeds": [], "components": []}
    return found


def owners(world: World, asked: Interaction) -> Json:
    """The owners of the installation in use: the server's, or the user's own."""
    place = world.guilds.get(asked.channel.guild_id or 0)
    if asked.channel.type == 1:
        return {"0": "0"}
    if place is not None and place.installed:
        return {"0": str(place.id)}
    return {"1": str(asked.user.id)}


def interaction(world: World, it: Interaction) -> Json:
    """An interaction as in INTERACTION_CREATE."""
    place = world.guilds.get(it.channel.guild_id or 0)
    direct = it.channel.type == 1
    found: Json = {
        "id": str(it.id),
        "application_id": str(world.application_id),
        "type": it.kind,
        "token": it.token,
        "version": 1,
        "data": it.data,
        "channel_id": str(it.channel.id),
        "channel": channel(world, it.channel) | {"permissions": ALL_PERMISSIONS},
        "locale": it.user.locale,
        "entitlements": [],
        "authorizing_integration_owners": owners(world, it),
        "context": 0 if place else 1 if direct else 2,
        "attachment_size_limit": world.upload_limit,
        "app_permissions": ALL_PERMISSIONS,
    }
    if place is None:
        found["user"] = user(it.user)
    else:
        found |= {
            "guild_id": str(place.id),
            "guild": {"id": str(place.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": member(place, it.user) | {"permissions": ALL_PERMISSIONS},
        }
    if it.message is not None:
        found["message"] = message(world, it.message)
    return found
