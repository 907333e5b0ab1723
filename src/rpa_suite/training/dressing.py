"""What faults do to a finished page: other markup, scripts that get in the way."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.misbehaving import Strike

_FORMS = frozenset({"key", "entry", "confirm"})
_WORK = _FORMS | {"home", "done", "history", "entry_detail"}
_GRID = re.compile(r'(<div class="grid">)((?:\s*<fieldset>.*?</fieldset>)+)', re.S)
_SECTION = re.compile(r"<fieldset>.*?</fieldset>", re.S)
_HEAD = re.compile(r"<th>(.*?)</th>", re.S)
_TEXT_BOX = re.compile(r'<input type="text" name="([^"]+)"')
_GROUPED = re.compile(r"(?<=>)(\d{1,3}(?:,\d{3})*)円(?=<)")

# What pops up unasked; real notices carry a code only at times.
UNEXPECTED_TEXTS = (
    "本日18時よりメンテナンスを行います。",
    "お知らせ: 印刷装置の用紙を補給してください。",
    "通信環境が不安定です。",
)


class Answer(Protocol):
    """What dressing needs of the request: the faults and the scripts."""

    def struck(self, fault: FaultId, at: Occasion) -> Strike | None: ...
    def script(self, name: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Dressing:
    """One fault that changes pages: on which, and how."""

    fault: FaultId
    at: Occasion
    pages: frozenset[str]
    change: Callable[[str, Strike, Answer], str]


def dress(text: str, page: str, answer: Answer) -> str:
    """Return the page as it looks with the faults that strike it."""
    for each in DRESSINGS:
        if page in each.pages:
            strike = answer.struck(each.fault, each.at)
            if strike:
                text = each.change(text, strike, answer)
    return text


def _added(text: str, script: str) -> str:
    return text.replace("</body>", f"{script}</body>")


def _scripted(name: str) -> Callable[[str, Strike, Answer], str]:
    return lambda text, strike, answer: _added(text, answer.script(name))


def _unexpected(text: str, strike: Strike, answer: Answer) -> str:
    said = strike.draw.choice(UNEXPECTED_TEXTS)
    if strike.way == "notice":
        line = f'<div class="info">{said}</div>'
        return text.replace('<div class="page">', f'<div class="page">{line}')
    # Escapes stay readable in every encoding; a reference would not, in a script.
    values = f"<script>const unexpected = {json.dumps(said)};</script>"
    return _added(text, values + answer.script(f"unexpected_{strike.way}"))


def _drifted(text: str, strike: Strike, answer: Answer) -> str:
    """Labels without ``th``, sections in another order, names that stand twice."""
    text = _GRID.sub(lambda found: found[1] + _shuffled(found[2], strike.draw), text)
    text = _HEAD.sub(r'<td class="th"><font color="#274b76">\1</font></td>', text)
    return _TEXT_BOX.sub(
        lambda found: f'<input type="hidden" name="{found[1]}" disabled>{found[0]}',
        text,
    )


def _shuffled(sections: str, draw: random.Random) -> str:
    found = _SECTION.findall(sections)
    draw.shuffle(found)
    return "".join(found)


def _redressed(text: str, strike: Strike, answer: Answer) -> str:
    """Amounts get commas while typing and lose them on the 確認 screen."""
    text = _GROUPED.sub(lambda found: found[1].replace(",", ""), text)
    return _added(text, answer.script("amounts"))


def _late(text: str, strike: Strike, answer: Answer) -> str:
    return _added(text, answer.script(f"late_{strike.way}"))


def _focus(text: str, strike: Strike, answer: Answer) -> str:
    return _added(text, answer.script("focus"))


_F, _O = FaultId, Occasion
DRESSINGS = (
    Dressing(_F.UNEXPECTED, _O.PAGE, _WORK, _unexpected),
    Dressing(_F.NO_WAY_BACK, _O.PAGE, _FORMS, _scripted("no_way_back")),
    Dressing(_F.DRIFT, _O.PAGE, _FORMS | {"done", "history", "entry_detail"}, _drifted),
    Dressing(_F.KEYS, _O.PAGE, _FORMS, _scripted("keys")),
    Dressing(_F.WIDTH, _O.ENTRY, frozenset({"entry"}), _scripted("width")),
    Dressing(
        _F.DRESS,
        _O.PAGE,
        frozenset({"entry", "confirm", "entry_detail"}),
        _redressed,
    ),
    Dressing(_F.LATE_BUTTON, _O.CONFIRM, frozenset({"confirm"}), _late),
    Dressing(_F.FOCUS, _O.ENTRY, frozenset({"entry"}), _focus),
)
