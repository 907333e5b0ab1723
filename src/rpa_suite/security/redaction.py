"""Logs without people: numbers and registered values are painted over (墨消し)."""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable
from pathlib import Path

MASK = "＊＊＊"
# Digits with the separators people write; look-arounds keep ids of other kinds whole.
# An item's id is 32 hex characters, a 処理番号 is JT08-00001234-5: both stay readable.
_NUMBERS = re.compile(
    r"(?<![0-9A-Za-z])(?<![A-Z]{2}[0-9]{2}-)"
    r"(?:"
    r"[0-9０-９](?:[-－ ・.]?[0-9０-９]){9,12}"  # 個人番号, 法人番号, phones
    r"|[0-9０-９]{7,9}"  # 口座番号, 〒 without hyphen, 宛名番号
    r"|[0-9０-９]{3}[-－][0-9０-９]{4}"  # 〒
    r")"
    r"(?![0-9A-Za-z])"
)
_SHORTEST = 2  # one-letter values would paint over ordinary words


class RedactionFilter(logging.Filter):
    """Paints over numbers of people, and every value registered for the time being.

    One filter sits on every handler, so nothing reaches a file or a screen unpainted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._values: tuple[str, ...] = ()

    def register(self, values: Iterable[str]) -> None:
        """Paint over these values too; replaces those registered before."""
        kept = {value.strip() for value in values if len(value.strip()) >= _SHORTEST}
        with self._lock:
            self._values = tuple(sorted(kept, key=len, reverse=True))

    def filter(self, record: logging.LogRecord) -> bool:
        """Paint the finished message and the traceback; never drop a record."""
        record.msg = self.painted(record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = self.painted(
                "".join(traceback.format_exception(*record.exc_info)).rstrip()
            )
            record.exc_info = None
        elif record.exc_text:
            record.exc_text = self.painted(record.exc_text)
        return True

    def painted(self, text: str) -> str:
        """Return the text with everything personal painted over."""
        for value in self._values:
            text = text.replace(value, MASK)
        return _NUMBERS.sub(MASK, text)


REDACTION = RedactionFilter()


def configure_logging(
    level: int | str = logging.INFO, *, file: Path | None = None
) -> None:
    """Send all logging through the filter, to standard error and to ``file``.

    Args:
        level: Least level shown.
        file: Log file of this PC; None logs to standard error alone.
    """
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(logging.FileHandler(file, encoding="utf-8", delay=True))
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in handlers:
        handler.setFormatter(form)
        handler.addFilter(REDACTION)
    logging.basicConfig(level=level, handlers=handlers, force=True)
