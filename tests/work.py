"""How much work something is, counted in the interpreter's instructions: the same on any machine, however busy."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def instructions(func: Callable[[], object]) -> int:
    """The instructions of Python that a call takes."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        func()
    finally:
        sys.settrace(before)
    return count
