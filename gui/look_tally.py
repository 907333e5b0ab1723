"""How long a person looked, and what came of it; idle time is cut."""

from collections.abc import Callable
from time import monotonic

from gui.wording import clock
from gui.words import tr

IDLE_SECONDS = 60.0


class Stopwatch:
    """Adds up the time between a person's doings; a gap counts a minute at most.

    Whoever leaves the desk in the middle of a look is not looking; these seconds are
    subtracted from the saving.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._seconds = 0.0
        self._last = now()

    def touch(self) -> None:
        """The person did something."""
        now = self._now()
        self._seconds += min(now - self._last, IDLE_SECONDS)
        self._last = now

    def lap(self) -> float:
        """Return the seconds since the last lap, and begin the next one."""
        self.touch()
        seconds, self._seconds = self._seconds, 0.0
        return seconds


class Tally:
    """What one sitting came to."""

    def __init__(self) -> None:
        self.looks = 0
        self.seconds = 0.0
        self.confirmed = 0
        self.waiting_for_others = 0
        self.put_aside = 0

    def count(self, seconds: float) -> None:
        """Count one look."""
        self.looks += 1
        self.seconds += seconds

    def words(self) -> str:
        """Return what to say at the end of the pile."""
        if not self.looks:
            return tr("確認を待つ項目はありません。")
        lines = [tr("確認が終わりました。%n項目を見ました。", "", self.looks), ""]
        lines.append(
            tr("実行待ちになった票　{confirmed}件").format(confirmed=self.confirmed)
        )
        if self.waiting_for_others:
            lines.append(
                tr("ほかの人の確認を待つ票　{waiting}件").format(
                    waiting=self.waiting_for_others
                )
            )
        if self.put_aside:
            lines.append(
                tr("読めない・本人に確認　{put_aside}項目").format(
                    put_aside=self.put_aside
                )
            )
        each = self.seconds / self.looks
        lines += [
            "",
            tr("所要 {time}（1項目 {each:.1f}秒）").format(
                time=clock(self.seconds), each=each
            ),
        ]
        return "\n".join(lines)
