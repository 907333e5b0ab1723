"""Stands in for a run: tells events as the real child does, and hears orders.

Usage: child.py BEHAVIOUR ROBOT_ID ITEM_ID...
"""

import json
import os
import sys
import threading
import time

from rpa_suite.model.events import (
    ItemFinished,
    ItemStarted,
    Problem,
    RunFinished,
    RunPaused,
    RunStarted,
    StepTaken,
    to_json,
)
from rpa_suite.model.work import ItemState


def say(event):
    sys.stdout.write(json.dumps(to_json(event), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(behaviour, robot_id, *items):
    stop, now, pause = threading.Event(), threading.Event(), threading.Event()

    def listen():
        for line in sys.stdin:
            match line.strip():
                case "stop":
                    stop.set()
                case "stop-now":
                    now.set()
                    stop.set()
                case "pause":
                    pause.set()
                case "go-on":
                    pause.clear()

    threading.Thread(target=listen, daemon=True).start()
    sys.stdout.reconfigure(encoding="utf-8")
    total = len(items)
    say(RunStarted(run_id="r", robot_id=robot_id, title="試験", total=total))
    if behaviour == "refused":
        told = "職員番号かパスワードが違います。登録し直してください。"
        say(Problem(message=told, exit_code=7))
        sys.exit(7)
    if behaviour == "noisy":
        print("a library prints this line")
        print('{"event": "of a later version"}')
    done = 0
    for position, item in enumerate(items, start=1):
        if stop.is_set():
            break
        if behaviour == "pausing" and done:
            while not pause.is_set():
                time.sleep(0.01)
            say(RunPaused(run_id="r", paused=True))
            while pause.is_set():
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
            stop.wait(20)
        elif behaviour == "until_now":
            now.wait(20)
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
            state="STOPPED" if stop.is_set() else "FINISHED",
            message=f"{'指示により止めました' if stop.is_set() else '終わりました'}。"
            f"完了 {done}件",
        )
    )


main(*sys.argv[1:])
