"""Stands in for a run: tells events as the real child does, and hears orders.

Usage: child.py BEHAVIOUR FOLDER ITEM_ID...
"""

import os
import sys
import time
from pathlib import Path

from rpa_suite.app.run_folders import RunFolder
from rpa_suite.app.run_reporting import RunReport
from rpa_suite.model.events import (
    ItemFinished,
    ItemStarted,
    Problem,
    RunFinished,
    RunPaused,
    RunStarted,
    StepTaken,
)
from rpa_suite.model.work import ItemState
from rpa_suite.robots.orders import Orders


def wait_for(ready):
    end = time.monotonic() + 20
    while not ready() and time.monotonic() < end:
        time.sleep(0.01)


def main(behaviour, path, *items):
    folder, orders = RunFolder(Path(path)), Orders()
    say = RunReport(folder, orders).tell
    total = len(items)
    say(RunStarted(run_id="r", robot_id=folder.robot_id, title="試験", total=total))
    if behaviour == "refused":
        told = "職員番号かパスワードが違います。登録し直してください。"
        say(Problem(message=told, exit_code=7))
        sys.exit(7)
    if behaviour == "noisy":
        print("a library prints this line", flush=True)
        with (folder.path / "events.jsonl").open("a") as file:
            file.write('no event\n{"at": 1, "event": "of a later version"}\n')
    done = 0
    for position, item in enumerate(items, start=1):
        if orders.to_stop:
            break
        if behaviour == "pausing" and done:
            while not orders.to_pause:
                time.sleep(0.01)
            say(RunPaused(run_id="r", paused=True))
            while orders.to_pause:
                time.sleep(0.01)
            say(RunPaused(run_id="r", paused=False))
            behaviour = "steady"
        place = {"number": position, "position": position, "total": total}
        say(ItemStarted(run_id="r", item_id=item, **place))
        say(StepTaken(run_id="r", item_id=item, text="宛名を検索"))
        if behaviour == "dies" and position == 2:
            print("Traceback: 123456789012 boom", file=sys.stderr, flush=True)
            os._exit(139)
        if behaviour == "until_stopped":
            wait_for(lambda: orders.to_stop)
        elif behaviour == "until_now":
            wait_for(lambda: orders.to_stop_now)
            break
        else:
            time.sleep(0.02)
        state = ItemState.DONE
        say(
            ItemFinished(
                run_id="r",
                item_id=item,
                state=state.value,
                state_label=state.label,
                reason_code="",
                reason="",
                receipt=f"TI08-{position:08}-1",
                seconds=0.1,
                **place,
            )
        )
        done += 1
    say(
        RunFinished(
            run_id="r",
            state="STOPPED" if orders.to_stop else "FINISHED",
            message=f"{'指示により止めました' if orders.to_stop else '終わりました'}。"
            f"完了 {done}件",
        )
    )


main(*sys.argv[1:])
