"""Run a command of ``nst`` in a process of its own, and press Ctrl+C in it."""

import os
import signal
import subprocess
import sys

# A shell that starts the tests in the background makes them and their child processes ignore Ctrl+C.
_START = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "runpy.run_module('nst', run_name='__main__', alter_sys=True)"
)


def interrupted(*words: str, after: bytes) -> tuple[int, bytes, bytes]:
    """Interrupt a command once it has printed something. Return its exit code, what it said before, and after."""
    environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": "200", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", _START, *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stderr is not None
        seen = b""
        while after not in seen and (chunk := os.read(process.stderr.fileno(), 4096)):
            seen += chunk
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    return process.returncode, seen, rest
