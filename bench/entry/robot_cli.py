# /// script
# requires-python = ">=3.11,<3.14"
# dependencies = [
#   "robotframework-browser==20.6.0",
#   "robotframework-browser-batteries==20.6.0",  # Node.js and the wrapper, no npm
# ]
# ///
"""Robot Framework's command line, in an environment of its own.

Robot Framework Browser asks for PyYAML 6.0.3 and PaddleX for exactly 6.0.2, so that no
environment can hold both.  The lock lies beside (``uv lock --script``).
"""

import sys

from robot import run_cli

run_cli(sys.argv[1:])
