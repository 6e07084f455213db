"""People who use the bot: commands, menus, buttons, forms, messages. Their actions reach the bot over the gateway."""

import secrets
from collections.abc import Mapping
from typing import Any

from tests.discord_server import payloads
from tests.discord_server.gateway import Gateway
from tests.discord_server.schema.components import walk
from tests.discord_server.state import Channel, Interaction, Json, Message, User, World
from tests.polling import until

File = tuple[str, bytes]
SUBCOMMAND, GROUP, ATTACHMENT, CHANNEL, ROLE, USER = 1, 2, 11, 7, 8, 6
BUTTON, INPUT, UPLOAD = 2, 4, 19


class Person:
    """A person with a Discord client. By default, every action waits until the bot has acknowledged it.

    Args:
        user: their account.
        home: their default channel.
        installed: whether they have installed the bot themselves (a user install).
    """

    def __init__(self, world: World, gateway: Gateway, user: User, home: Channel, *, installed: bool = False) -> None:
        self.world = world
        self.gateway = gateway
        self.user = user
        self.home = home
        self.installed = installed

    async def slash(
        self, name: str, /, *, where: Channel | None = None, wait: bool = True, focus: str | None = None, **options: Any
    ) -> Interaction:
        """Use a command; ``"challenge create"`` names one in a group. A file is (name, bytes); None omits an option.

        With `focus`, do not send the command, but request the choices for that option.
        """
        command, path, known = self._command(name.split(), where or self.home)
        resolved: Json = {}
        given = [self._option(known[key], value, resolved) for key, value in options.items() if value is not None]
        missing = [key for key, one in known.items() if one.get("required") and options.get(key) is None]
        assert not missing or focus, f"/{name} cannot be sent without {missing}"
        for one in given:
            if one["name"] == focus:
                one["focused"] = True
        for step in reversed(path):
            given = [{"type": step["type"], "name": step["name"], "options": given}]
        data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": given, "resolved": resolved}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return await self._act(4 if focus else 2, data, where or self.home, wait=wait, name=name)

    async def menu(self, name: str, message: Message, *, wait: bool = True) -> Interaction:
        """Right-click a post, choose Apps and the bot's entry."""
        where = self.world.channels[message.channel_id]
        command = self._find(name, where, kind=3)
        shown = payloads.message(self.world, message)
        data: Json = {
            "id": command["id"],
            "name": command["name"],
            "type": 3,
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): shown}},
        }
        return await self._act(2, data, where, wait=wait, name=name)

    async def press(self, message: Message, label: str, *, wait: bool = True) -> Interaction:
        """Press a button by its label, or by its id if it is no longer shown."""
        custom_id = message.buttons.get(label, label)
        data: Json = {"custom_id": custom_id, "component_type": BUTTON, "id": 1}
        where = self.world.channels[message.channel_id]
        return await self._act(3, data, where, message=message, wait=wait, name=label)

    async def choose(self, message: Message, *values: str, menu: str | None = None, wait: bool = True) -> Interaction:
        """Choose in a menu of a message: the menu with this id, or the only one."""
        menus = [one for one in walk(message.components) if one["type"] == 3]
        (found,) = [one for one in menus if menu in {None, one["custom_id"]}]
        offered = {one["value"] for one in found["options"]}
        assert offered >= set(values), f"{values} is not among {offered}"
        data: Json = {"custom_id": found["custom_id"], "component_type": 3, "id": found["id"], "values": list(values)}
        where = self.world.channels[message.channel_id]
        return await self._act(3, data, where, message=message, wait=wait, name="menu")

    async def fill_in(self, shown: Interaction, *, wait: bool = True, **values: Any) -> Interaction:
        """Submit a form; unnamed fields keep their shown values."""
        assert shown.form is not None, "there is no form"
        resolved: Json = {}
        fields = [one for one in shown.form["components"] if one["type"] == 18]
        unknown = values.keys() - {one["component"]["custom_id"] for one in fields}
        assert not unknown, f"the form has no {unknown}"
        parts = [self._filled(place, one["component"], values, resolved) for place, one in enumerate(fields)]
        data: Json = {"custom_id": shown.form["custom_id"], "components": parts, "resolved": resolved}
        return await self._act(5, data, shown.channel, message=shown.message, wait=wait, name="form")

    async def write(
        self, content: str, *files: File, where: Channel | None = None, reply_to: Message | None = None
    ) -> Message:
        """Post a message."""
        channel = where or self.home
        reference = None
        if reply_to is not None:
            reference = {"channel_id": str(reply_to.channel_id), "message_id": str(reply_to.id), "type": 0}
        message = self.world.add_message(channel, self.user, content, reference=reference)
        message.type = 19 if reference else 0
        message.attachments = [self.world.add_file(*file, channel_id=channel.id) for file in files]
        guild = self.world.guilds.get(channel.guild_id or 0)
        if channel.known_to_bot and (guild is None or guild.installed):
            about: Json = {}
            if guild is not None:
                about = {"guild_id": str(guild.id), "member": payloads.member(guild, self.user, whole=False)}
            await self.gateway.dispatch("MESSAGE_CREATE", payloads.seen_by_bot(self.world, message) | about)
        return message

    @property
    def direct(self) -> Channel:
        """Their direct messages with the bot."""
        return self.world.direct_channel(self.user)

    async def _act(
        self, kind: int, data: Json, where: Channel, *, message: Message | None = None, wait: bool, name: str
    ) -> Interaction:
        token = f"aW50ZXJhY3Rpb246{secrets.token_urlsafe(60)}"
        born = self.world.clock.moved
        asked = Interaction(self.world.snowflake(), token, kind, self.user, where, born, data, name, message)
        self.world.interactions[token] = asked
        await self.gateway.dispatch("INTERACTION_CREATE", payloads.interaction(self.world, asked))
        if wait:
            await until(asked.acknowledged.is_set, what=f"the acknowledgement of {name}")
        return asked

    def _command(self, words: list[str], where: Channel) -> tuple[Json, list[Json], Mapping[str, Json]]:
        """A command, the path to the subcommand, and its options."""
        command = self._find(words[0], where, kind=1)
        options, path = command.get("options", []), []
        for word in words[1:]:
            (step,) = [one for one in options if one["name"] == word and one["type"] in {SUBCOMMAND, GROUP}]
            path.append(step)
            options = step.get("options", [])
        return command, path, {one["name"]: one for one in options}

    def _find(self, name: str, where: Channel, *, kind: int) -> Json:
        """A command as the client offers it in this place.

        A command of the server hides a global one of the same name.
        """
        guild = self.world.guilds.get(where.guild_id or 0)
        local = self.world.commands.get(guild.id, []) if guild and guild.installed else []
        for one in [*local, *self.world.commands[None]]:
            if one["name"] == name and one["type"] == kind:
                self._require_offered(one, where)
                return one
        raise AssertionError(f"Discord knows no command {name}")

    def _require_offered(self, command: Json, where: Channel) -> None:
        guild = self.world.guilds.get(where.guild_id or 0)
        context = 0 if guild else 1 if where.type == 1 else 2
        contexts = command.get("contexts")
        assert contexts is None or context in contexts, f"{command['name']} is not offered in this kind of channel"
        ways = {0} if (guild is not None and guild.installed) or where.type == 1 else set()
        ways |= {1} if self.installed else set()
        assert ways & set(command["integration_types"]), f"{command['name']} is not installed there"

    def _option(self, known: Json, value: Any, resolved: Json) -> Json:
        kind = known["type"]
        if kind == ATTACHMENT:
            value = self._upload(value, resolved)
        elif kind in {CHANNEL, ROLE, USER}:
            about = {CHANNEL: ("channels", payloads.channel), USER: ("users", None)}.get(kind)
            if about is not None and about[1] is not None:
                resolved.setdefault(about[0], {})[str(value.id)] = about[1](self.world, value) | {"permissions": "0"}
            elif kind == USER:
                resolved.setdefault("users", {})[str(value.id)] = payloads.user(value)
            value = str(value.id)
        if choices := known.get("choices"):
            assert value in [one["value"] for one in choices], f"{value} is not among the choices of {known['name']}"
        return {"name": known["name"], "type": kind, "value": value}

    def _upload(self, file: File, resolved: Json) -> str:
        stored = self.world.add_file(*file, folder="ephemeral-attachments")
        resolved.setdefault("attachments", {})[str(stored.id)] = payloads.attachment(stored) | {"ephemeral": True}
        return str(stored.id)

    def _filled(self, place: int, shown: Json, values: Mapping[str, Any], resolved: Json) -> Json:
        name, kind = shown["custom_id"], shown["type"]
        about: Json = {"type": kind, "custom_id": name, "id": place * 2 + 2}
        if kind == INPUT:
            about["value"] = values.get(name, shown.get("value") or "")
            least = shown.get("min_length") or (1 if shown.get("required", True) else 0)
            assert len(about["value"]) >= least, f"the form cannot be sent without {name}"
        elif kind == UPLOAD:
            about["values"] = [self._upload(values[name], resolved)] if name in values else []
        else:
            chosen = [one["value"] for one in shown["options"] if one.get("default")]
            about["values"] = [values[name]] if name in values else chosen
        return {"type": 18, "id": place * 2 + 1, "component": about}
