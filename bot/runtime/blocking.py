"""Run blocking functions in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


async def run_blocking(func: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """Call ``func`` in a thread and return its result. For small work: hashing, images, files."""
    return await asyncio.to_thread(func, *args, **kwargs)
