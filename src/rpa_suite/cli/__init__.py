"""The command line: everything the windows do, with ``--json`` for scripts."""

from rpa_suite.cli.main import main

__all__ = ["main"]
