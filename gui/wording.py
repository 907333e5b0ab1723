"""Times, durations and counts in the words a clerk reads."""

import re
from collections.abc import Mapping
from datetime import datetime

from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import Preview, RowFate
from rpa_suite.jp.eras import JST
from rpa_suite.model.work import BatchKind, Environment, Run, RunState

RUN_STATES: Mapping[RunState, str] = {
    RunState.RUNNING: QT_TR_NOOP("実行中"),
    RunState.FINISHED: QT_TR_NOOP("終了"),
    RunState.STOPPED: QT_TR_NOOP("停止"),
    RunState.BROKEN: QT_TR_NOOP("異常終了"),
}
ENVIRONMENTS: Mapping[Environment, str] = {
    Environment.TRAINING: QT_TR_NOOP("練習"),
    Environment.PRODUCTION: QT_TR_NOOP("本番"),
}
_MONTHS = (
    QT_TR_NOOP("1月"),
    QT_TR_NOOP("2月"),
    QT_TR_NOOP("3月"),
    QT_TR_NOOP("4月"),
    QT_TR_NOOP("5月"),
    QT_TR_NOOP("6月"),
    QT_TR_NOOP("7月"),
    QT_TR_NOOP("8月"),
    QT_TR_NOOP("9月"),
    QT_TR_NOOP("10月"),
    QT_TR_NOOP("11月"),
    QT_TR_NOOP("12月"),
)
_WORKER = re.compile(r"(?P<computer>[^:]+):\d+(:[\d.]+)?")


def actor(name: str) -> str:
    """Return who acted: a person as he signs in, a run's process as the robot."""
    worker = _WORKER.fullmatch(name)
    return (
        tr("ロボット（{computer}）").format(computer=worker["computer"])
        if worker
        else name
    )


def month_name(month: int) -> str:
    """Return what a month of the year is called."""
    return tr(_MONTHS[month - 1])


def moment(at: datetime) -> str:
    """Return month, day and time in Japan: ``11/23 09:05``."""
    return at.astimezone(JST).strftime(tr("%m/%d %H:%M"))


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
        return tr("残りわずか")
    if seconds < 60:
        return tr("残り約{seconds}秒").format(seconds=round(seconds / 10) * 10)
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("残り約{minutes}分").format(minutes=minutes)
    return tr("残り約{hours}時間{minutes:02}分").format(
        hours=minutes // 60, minutes=minutes % 60
    )


def last_run(run: Run | None) -> str:
    """Return how the last run of a robot ended, and when."""
    if run is None:
        return tr("まだ実行していません")
    return tr("前回 {at} {state}").format(
        at=moment(run.ended_at or run.started_at), state=tr(RUN_STATES[run.state])
    )


def preview_summary(preview: Preview) -> str:
    """Return one sentence: ``20行のうち 実行待ち18・確認1・エラー1``."""
    unit = tr("件", "count") if preview.kind is BatchKind.SCAN else tr("行", "count")
    words = {
        RowFate.READY: tr("実行待ち"),
        RowFate.REVIEW: tr("確認", "count"),
        RowFate.DUPLICATE: tr("重複"),
        RowFate.ERROR: tr("エラー"),
    }
    counts = tr("・").join(
        tr("{word}{n}").format(word=word, n=preview.count(fate))
        for fate, word in words.items()
        if preview.count(fate)
    )
    return tr("{n}{unit}のうち {counts}").format(
        n=len(preview.rows),
        unit=unit,
        counts=counts or tr("取り込めるものはありません"),
    )


def import_label(at: datetime, size: int) -> str:
    """Return what an import is known by; file names may name people: none."""
    return tr("{at} の取込（{size}件）").format(at=moment(at), size=size)
