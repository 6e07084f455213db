"""Waiting for something to become true, without sleeping for longer than it takes."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 120.0  # seconds; only what hangs takes so long, also on a busy machine


async def until(condition: Callable[[], Any], *, patience: float = PATIENCE, what: str = "the condition") -> Any:
    """Poll `condition` until it holds and return its value; fail after `patience` seconds."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        assert time.monotonic() < deadline, f"{what} did not come true within {patience:g} s"
        await asyncio.sleep(0.01)
    return value
