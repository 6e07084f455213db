"""The command line: ``python -m nst stylize photo.jpg painting.jpg -o out.png``, and more commands.

Exit codes: 0 success, 1 failure, 2 usage error, 130 interrupted. A failure prints one sentence. The output file appears
only when it is complete.

A command is one module and one line in `nst.cli.app`.
"""

from nst.cli.app import app, main

__all__ = ["app", "main"]
