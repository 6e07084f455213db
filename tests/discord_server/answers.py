"""Discord's answers: JSON, nothing, or an error with a code."""

import json
from typing import Any

from aiohttp import web


class Refused(Exception):
    """Discord answers with an error."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A JSON answer, without a charset, like Discord's."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"} | (headers or {}))


def empty() -> web.Response:
    """204."""
    return web.Response(status=204)


def error(status: int, code: int, message: str, faults: list[str] | None = None) -> web.Response:
    """An error answer in Discord's format."""
    body: dict[str, object] = {"message": message, "code": code}
    if faults:
        body["errors"] = {"_errors": [{"code": "INVALID", "message": fault} for fault in faults]}
    return answer(body, status)
