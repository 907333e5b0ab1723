"""The same entry by Robot Framework Browser, in an environment of its own."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.entry.cases import FIELDS, KEYS, Case, Field, Kind
from bench.entry.meter import Meter
from bench.entry.ours import PASSWORD, STAFF
from bench.entry.scripts import cell_path, date_parts
from rpa_suite.robots.browser import find_browser, launch_arguments

_HERE = Path(__file__).parent
_CLI, _SUITE = _HERE / "robot_cli.py", _HERE / "notices.robot"


def missing() -> str:
    """Return what Robot Framework Browser lacks here; brings it first."""
    uv = _uv()
    if uv is None:
        return "uv が見つかりません"
    brought = subprocess.run(
        [uv, "sync", "--quiet", "--locked", "--script", _CLI],
        capture_output=True,
        text=True,
    )
    return brought.stderr.strip()[:200] if brought.returncode else ""


def enter(url: str, cases: Sequence[Case], meter: Meter) -> list[str]:
    """Let the suite enter the cases, measured by what its console says.

    Raises:
        subprocess.CalledProcessError: The suite failed.
    """
    launch = launch_arguments(find_browser(), headless=True)
    given = {
        "URL": url,
        "STAFF": STAFF,
        "PASSWORD": PASSWORD,
        "EXECUTABLE": str(launch["executable_path"]),
        "ARGUMENTS": launch["args"],
        "CASES": [
            {"keys": _filled(case, KEYS), "fields": _filled(case, FIELDS)}
            for case in cases
        ],
    }
    receipts: list[str] = []
    with tempfile.TemporaryDirectory(prefix="entry-") as folder:
        variables = Path(folder) / "cases.json"
        variables.write_text(json.dumps(given), encoding="utf-8")
        command = [
            *(_uv() or "uv", "run", "--quiet", "--locked", "--script", str(_CLI)),
            *("--console", "none", "--outputdir", folder),
            *("--variablefile", str(variables), str(_SUITE)),
        ]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as suite:
            assert suite.stdout is not None
            for line in suite.stdout:
                match line.split():
                    case ["signed", "in"]:
                        meter.start()
                    case ["receipt", receipt]:
                        receipts.append(receipt)
                    case ["entered"]:
                        meter.stop()
        if suite.returncode:
            raise subprocess.CalledProcessError(suite.returncode, command)
    return receipts


def _filled(case: Case, fields: Sequence[Field]) -> list[dict[str, Any]]:
    return [
        {"cell": cell_path(field), "kind": field.kind.name, "asks": field.asks}
        | _typed(field, text)
        for field, text in case.typed(fields)
    ]


def _typed(field: Field, text: str) -> dict[str, Any]:
    if field.kind is not Kind.DATE:
        return {"text": text}
    era, parts = date_parts(text)
    return {"era": era, "parts": parts}


def _uv() -> str | None:
    # `uv run` says where it lies itself.
    return os.environ.get("UV") or shutil.which("uv")
