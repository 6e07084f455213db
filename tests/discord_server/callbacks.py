"""Answers to interactions: the callback within 3 s, then the webhook of its token for 15 minutes."""

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.answers import Refused, answer, empty
from tests.discord_server.api import Call, Route, Schema
from tests.discord_server.limits import Limit
from tests.discord_server.messages import LOADING, tell, write
from tests.discord_server.schema import messages as schemas
from tests.discord_server.schema.messages import COMPONENTS_V2, EPHEMERAL, Body
from tests.discord_server.state import Interaction, Json, Message

SECONDS_TO_ACKNOWLEDGE = 3.0
TOKEN_SECONDS = 15 * 60.0
COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
SAY, THINK, DEFER, CHANGE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_FITTING = {
    SAY: {COMMAND, COMPONENT, FORM},
    THINK: {COMMAND, COMPONENT, FORM},
    DEFER: {COMPONENT, FORM},
    CHANGE: {COMPONENT, FORM},
    CHOICES: {AUTOCOMPLETE},
    MODAL: {COMMAND, COMPONENT},
}


async def _callback(call: Call) -> web.Response:
    asked = call.world.interactions.get(call.params["token"])
    if asked is None or asked.id != call.number("interaction_id"):
        raise Refused(404, 10062, "Unknown interaction")
    if asked.callback is not None:
        raise Refused(400, 40060, "Interaction has already been acknowledged.")
    if call.world.clock.moved - asked.born > SECONDS_TO_ACKNOWLEDGE:
        raise Refused(404, 10062, "Unknown interaction")
    kind, data = call.body.json["type"], call.body.json.get("data") or {}
    if asked.kind not in _FITTING[kind] or (kind in {DEFER, CHANGE} and asked.message is None):
        raise Refused(400, 50035, "Invalid Form Body")
    asked.callback = kind
    message = await _answered(call, asked, kind, data)
    asked.acknowledged.set()
    if call.query.get("with_response") not in {"1", "true"}:
        return empty()
    return answer(_result(call, asked, kind, message))


async def _answered(call: Call, asked: Interaction, kind: int, data: Json) -> Message | None:
    match kind:
        case 4 | 5:  # reply, defer a reply
            asked.reply = _new_message(call, asked, data.get("flags") or 0)
            if kind == SAY:
                write(call.world, asked.reply, Body(data, call.body.files))
            else:
                asked.reply.flags |= LOADING
            await tell(call, "MESSAGE_CREATE", asked.reply)
        case 6:  # defer an edit
            asked.reply = asked.message
        case 7:  # edit
            asked.reply = asked.message
            assert asked.reply is not None
            write(call.world, asked.reply, Body(data, call.body.files))
            asked.reply.edits += 1
            await tell(call, "MESSAGE_UPDATE", asked.reply)
        case 8:
            asked.choices = data["choices"]
        case _:
            asked.form = data
    return asked.reply


def _new_message(call: Call, asked: Interaction, flags: int) -> Message:
    kind = 20 if asked.kind == COMMAND else 0
    return call.world.add_message(asked.channel, call.world.bot, interaction=asked, type=kind, flags=flags & EPHEMERAL)


def _result(call: Call, asked: Interaction, kind: int, message: Message | None) -> Json:
    about: Json = {"id": str(asked.id), "type": asked.kind}
    if kind in {SAY, THINK} and message is not None:
        about |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    found: Json = {"interaction": about}
    if kind in {SAY, THINK, CHANGE} and message is not None:
        found["resource"] = {"type": kind, "message": payloads.message(call.world, message)}
    elif kind == MODAL:
        found["resource"] = {"type": kind}
    return found


def _asked(call: Call) -> Interaction:
    """The interaction whose webhook is used.

    Raises:
        Refused: its token is unknown, has expired, or is not open yet.
    """
    asked = call.world.interactions.get(call.params["token"])
    if asked is None or call.world.clock.moved - asked.born > TOKEN_SECONDS:
        raise Refused(401, 50027, "Invalid Webhook Token")
    if asked.callback is None or call.number("application_id") != call.world.application_id:
        raise Refused(404, 10015, "Unknown Webhook")
    return asked


def _message(call: Call, asked: Interaction) -> Message:
    name = call.params["message"]
    known = [asked.reply, *asked.followups, asked.message]
    for message in known:
        if message is not None and not message.deleted and (name == str(message.id) or name == "@original"):
            return message
        if name == "@original":
            break
    raise Refused(404, 10008, "Unknown Message")


async def _get(call: Call) -> web.Response:
    return answer(payloads.message(call.world, _message(call, _asked(call))))


async def _edit(call: Call) -> web.Response:
    message = _message(call, _asked(call))
    write(call.world, message, call.body)
    message.edits += 1
    await tell(call, "MESSAGE_UPDATE", message)
    return answer(payloads.message(call.world, message))


async def _delete(call: Call) -> web.Response:
    message = _message(call, _asked(call))
    message.deleted = True
    await tell(call, "MESSAGE_DELETE", message)
    return empty()


async def _follow_up(call: Call) -> web.Response:
    asked = _asked(call)
    if asked.reply is not None and asked.reply.loading and not asked.reply.deleted:  # becomes the reply
        message = asked.reply
        write(call.world, message, Body({**call.body.json, "flags": 0}, call.body.files))
        message.edits += 1
    else:
        message = _new_message(call, asked, call.body.json.get("flags") or 0)
        write(call.world, message, call.body)
        asked.followups.append(message)
        await tell(call, "MESSAGE_CREATE", message)
    return answer(payloads.message(call.world, message))


def _edit_schema(call: Call) -> Schema:
    asked = call.world.interactions.get(call.params["token"])
    known = [] if asked is None else [asked.reply, *asked.followups, asked.message]
    name = call.params["message"]
    message = next((one for one in known if one and (name == "@original" or name == str(one.id))), None)
    schema: Schema = schemas.edit_message(components_v2=bool(message and message.flags & COMPONENTS_V2))
    return schema


_WEBHOOK = "/webhooks/{application_id}/{token}"
_ONE = _WEBHOOK + "/messages/{message}"
_LIMIT, _TOKEN = Limit(5, 2.0), ("token",)
ROUTES = [
    Route("POST", "/interactions/{interaction_id}/{token}/callback", _callback, schemas.callback, public=True),
    Route("POST", _WEBHOOK, _follow_up, schemas.followup, _LIMIT, _TOKEN, public=True),
    Route("GET", _ONE, _get, None, _LIMIT, _TOKEN, public=True),
    Route("PATCH", _ONE, _edit, None, _LIMIT, _TOKEN, public=True, varies=_edit_schema),
    Route("DELETE", _ONE, _delete, None, _LIMIT, _TOKEN, public=True),
]
