"""A robot recorded on Django's admin, over many cases and through kills.

``python -m bench.foreign --items 100 --kills 3 --json``: one case is entered by hand,
the recorded robot enters the others while its runs are killed, and what the foreign
system keeps is counted behind its back.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from rpa_suite.app.office import Office
from rpa_suite.model.work import ItemState
from rpa_suite.settings import Settings
from tests.foreign.authoring import application, queue, record_one
from tests.foreign.serving import PASSWORD, USER, Foreign, serving

_OPEN = (
    *(ItemState.READY, ItemState.ENTERING),
    *(ItemState.SUBMITTING, ItemState.IN_DOUBT),
)


def main(
    items: Annotated[int, typer.Option(help="件数")] = 100,
    kills: Annotated[int, typer.Option(help="途中で実行を殺す回数")] = 3,
    seed: Annotated[int, typer.Option(help="殺す時を選ぶ種")] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """記録したロボットで、よそのシステムにちょうど一度ずつ登録する."""
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as foreign:
        told = _measured(Path(name), foreign, items, kills, random.Random(seed))
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    for label, value in told.items():
        print(f"{label}: {value}")


def _measured(
    folder: Path, foreign: Foreign, items: int, kills: int, draw: random.Random
) -> dict[str, object]:
    sites = folder / "robots" / "sites.toml"
    sites.parent.mkdir()
    sites.write_text(
        f'[site.foreign]\ntitle = "区民農園"\norigin = "{foreign.origin}"\n'
        'secret = "foreign"\nenvironment = "training"\nrobot_only = true\n',
        encoding="utf-8",
    )
    os.environ["RPA_SUITE_CREDENTIAL_FOREIGN"] = f"{USER}:{PASSWORD}"
    settings = Settings(
        data_dir=folder / "data",
        robots_dir=sites.parent,
        sites_file=sites,
        use_keyring=False,
    )
    office = Office.open(settings)
    manifest = record_one(office, foreign) / "robot.toml"
    office.close()
    # Nobody waits a minute here for trouble to pass.
    text = manifest.read_text("utf-8").replace("_seconds = 60", "_seconds = 0")
    manifest.write_text(text, "utf-8")
    office = Office.open(settings)
    queue(office, folder, [application(n) for n in range(1, items + 1)])
    began = time.monotonic()
    for _ in range(kills):
        _run(settings, dies_after=draw.uniform(5, 20))
    for _ in range(10):
        _run(settings)
        if not office.items.find(robot_id="allotment", states=_OPEN):
            break
    seconds = time.monotonic() - began
    settled = office.items.find(robot_id="allotment")
    kept = Counter((row["kana"], row["birth_date"]) for row in foreign.rows())
    receipts = {f"K{row['id']:06}" for row in foreign.rows()}
    done = [item for item in settled if item.state is ItemState.DONE]
    found = office.store.discrepancies.find()
    office.close()
    return {
        "items": len(settled),
        "kills": kills,
        "entered": len(foreign.rows()) - 1,
        "doubled": sum(n - 1 for n in kept.values()),
        "lost": sum(item.receipt not in receipts for item in done),
        "unsettled": sum(item.state in _OPEN for item in settled),
        "discrepancies": len(found),
        "states": dict(Counter(item.state.value for item in settled)),
        "seconds": round(seconds, 1),
    }


def _run(settings: Settings, dies_after: float | None = None) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "rpa_suite.cli", "run", "allotment", "--events"],
        env=os.environ
        | {
            "RPA_SUITE_DATA_DIR": str(settings.data_dir),
            "RPA_SUITE_ROBOTS_DIR": str(settings.robots_dir),
            "RPA_SUITE_SITES_FILE": str(settings.sites_file),
            "RPA_SUITE_USE_KEYRING": "false",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=dies_after)
    process.kill()
    process.wait()


if __name__ == "__main__":
    typer.run(main)
