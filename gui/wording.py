"""Times, durations and counts in the words a clerk reads."""

import re
from collections.abc import Mapping
from datetime import datetime

from rpa_suite.app.records import Preview, RowFate
from rpa_suite.jp.eras import JST
from rpa_suite.model.work import BatchKind, Environment, Run, RunState

RUN_STATES: Mapping[RunState, str] = {
    RunState.RUNNING: "実行中",
    RunState.FINISHED: "終了",
    RunState.STOPPED: "停止",
    RunState.BROKEN: "異常終了",
}
ENVIRONMENTS: Mapping[Environment, str] = {
    Environment.TRAINING: "練習",
    Environment.PRODUCTION: "本番",
}


_WORKER = re.compile(r"(?P<computer>[^:]+):\d+(:[\d.]+)?")


def actor(name: str) -> str:
    """Return who acted: a person as he signs in, a run's process as the robot."""
    worker = _WORKER.fullmatch(name)
    return f"ロボット（{worker['computer']}）" if worker else name


def moment(at: datetime) -> str:
    """Return month, day and time in Japan: ``11/23 09:05``."""
    return at.astimezone(JST).strftime("%m/%d %H:%M")


def exact_moment(at: datetime) -> str:
    """Return date and time to the second in Japan, as a history shows it."""
    return at.astimezone(JST).strftime("%Y/%m/%d %H:%M:%S")


def clock(seconds: float) -> str:
    """Return elapsed seconds as ``0:07``, ``12:34`` or ``1:02:03``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def roughly(seconds: float) -> str:
    """Return a coarse remaining time: nobody believes seconds of an estimate."""
    if seconds < 10:
        return "残りわずか"
    if seconds < 60:
        return f"残り約{round(seconds / 10) * 10}秒"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"残り約{minutes}分"
    return f"残り約{minutes // 60}時間{minutes % 60:02}分"


def last_run(run: Run | None) -> str:
    """Return how the last run of a robot ended, and when."""
    if run is None:
        return "まだ実行していません"
    return f"前回 {moment(run.ended_at or run.started_at)} {RUN_STATES[run.state]}"


def preview_summary(preview: Preview) -> str:
    """Return one sentence: ``20行のうち 実行待ち18・確認1・エラー1``."""
    unit = "件" if preview.kind is BatchKind.SCAN else "行"
    words = {
        RowFate.READY: "実行待ち",
        RowFate.REVIEW: "確認",
        RowFate.DUPLICATE: "重複",
        RowFate.ERROR: "エラー",
    }
    counts = "・".join(
        f"{word}{preview.count(fate)}"
        for fate, word in words.items()
        if preview.count(fate)
    )
    return f"{len(preview.rows)}{unit}のうち {counts or '取り込めるものはありません'}"


def import_label(at: datetime, size: int) -> str:
    """Return what an import is known by; file names may name people: none."""
    return f"{moment(at)} の取込（{size}件）"
