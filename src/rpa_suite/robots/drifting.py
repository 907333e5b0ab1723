"""What changed on the screens since the robot was approved: ``rpa-suite robot drift``.

The screens are only looked at: the robot opens them with a row of its sample and comes
back before it types anything on the 入力 screen.  What is proposed is never applied by
itself: a changed robot has to be tested and approved anew.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rpa_suite.errors import Held, InputError, Rejected
from rpa_suite.robots.approved_screens import (
    FILE,
    ApprovedScreens,
    Layout,
    approved_layouts,
    differences,
    layouts_text,
)
from rpa_suite.robots.procedure import Procedure
from rpa_suite.robots.session import Session
from rpa_suite.robots.source import fields_in

# Below this two words are not one word that was changed, unless place says so too.
_ALIKE = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """One screen that is another one than approved.

    Attributes:
        heading: Its title.
        known: As approved.
        seen: As it is now.
        renamed: 「欄/項目」 of before to that of today, where it looks like the same.
        new: What nothing of before looks like.
        gone: What nothing of today looks like.
    """

    heading: str
    known: Layout
    seen: Layout
    renamed: dict[str, str]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    def told(self) -> Iterator[str]:
        """Yield what changed, in words."""
        if self.known.version != self.seen.version:
            before, today = self.known.version, self.seen.version
            yield f"画面版 {before or 'なし'} → {today or 'なし'}"
        for before, today in self.renamed.items():
            yield f"「{before}」は「{today}」に変わったようです"
        for each in self.new:
            yield f"「{each}」が増えました"
        for each in self.gone:
            yield f"「{each}」が無くなりました"


class _SeenAll(Exception):
    """Every approved screen was seen; nothing more is to be done."""


class _Looking(ApprovedScreens):
    """Takes down the screens that come by, and stops the robot after the last."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.seen: dict[str, Layout] = {}
        self._awaited = set(approved_layouts(folder))

    def check(self, heading: str, seen: Layout) -> None:
        self.seen[heading] = seen
        if self._awaited <= set(self.seen):
            raise _SeenAll


def look_at_screens(
    folder: Path,
    procedure: Procedure[Any, Any],
    items: Sequence[Any],
    opened: Callable[[ApprovedScreens], AbstractContextManager[Session]],
) -> dict[str, Layout]:
    """Return the robot's screens as they are today, by heading.

    Args:
        folder: The robot's.
        procedure: Its procedure.
        items: Records to open screens with; the first that the system knows will do.
        opened: Opens a browser session that tells its screens.

    Raises:
        InputError: No item leads to all screens, or none was ever approved.
    """
    if not approved_layouts(folder):
        raise InputError(
            "画面の控えがまだありません。"
            "rpa-suite run --record-screens で取ってください。"
        )
    screens = _Looking(folder)
    with opened(screens) as session, procedure.portal(session) as portal:
        for item in items:
            try:
                procedure.enter(portal, item)
            except _SeenAll:
                return screens.seen
            except (Held, Rejected):
                # Moved away, protected, entered already: the next one.
                continue
    raise InputError(
        "入力画面まで進める見本がありませんでした。練習用にいる人の行を"
        "--file で指定してください。"
    )


def drifts(folder: Path, seen: dict[str, Layout]) -> list[Drift]:
    """Return every approved screen that is another one today."""
    return [
        _drift(heading, known, seen[heading])
        for heading, known in approved_layouts(folder).items()
        if heading in seen and differences(known, seen[heading])
    ]


def proposal(folder: Path, found: Sequence[Drift]) -> str:
    """Return what to change in portal.py and screens.toml as a unified diff."""
    renamed = {k: v for each in found for k, v in each.renamed.items()}
    layouts = approved_layouts(folder)
    layouts.update({each.heading: each.seen for each in found})
    return "".join(
        _diff(folder / name, after)
        for name, after in (
            ("portal.py", _patched(folder / "portal.py", renamed)),
            (FILE, layouts_text(layouts)),
        )
    )


def _drift(heading: str, known: Layout, seen: Layout) -> Drift:
    gone = [each for each in known.fields if each not in seen.fields]
    new = [each for each in seen.fields if each not in known.fields]
    pairs = sorted(
        ((_likeness(known, seen, a, b), a, b) for a in gone for b in new), reverse=True
    )
    renamed: dict[str, str] = {}
    for likeness, before, today in pairs:
        free = before not in renamed and today not in renamed.values()
        if likeness >= _ALIKE and free:
            renamed[before] = today
    return Drift(
        heading=heading,
        known=known,
        seen=seen,
        renamed={each: renamed[each] for each in gone if each in renamed},
        new=tuple(each for each in new if each not in renamed.values()),
        gone=tuple(each for each in gone if each not in renamed),
    )


def _likeness(known: Layout, seen: Layout, before: str, today: str) -> float:
    """Return how much two fields look like one: their words, and what stands beside."""
    section, label = before.split("/", 1)
    section_today, label_today = today.split("/", 1)
    if section != section_today and label != label_today:
        return 0.0
    words = difflib.SequenceMatcher(None, before, today).ratio()
    if section == section_today:
        words = difflib.SequenceMatcher(None, label, label_today).ratio()
    beside = sum(
        one == other
        for one, other in zip(
            _beside(known.fields, before), _beside(seen.fields, today), strict=True
        )
    )
    # One of two names is nothing like the other: its place alone does not say it.
    return words + 0.25 * beside if words > 0 else 0.0


def _beside(fields: Sequence[str], each: str) -> tuple[str, str]:
    at = fields.index(each)
    return (
        fields[at - 1] if at else "",
        fields[at + 1] if at + 1 < len(fields) else "",
    )


def _patched(portal: Path, renamed: dict[str, str]) -> str:
    lines = portal.read_text("utf-8").splitlines(keepends=True)
    for source in fields_in(portal):
        for before, today in renamed.items():
            if source.matches(before) and source.is_in(today):
                label = today.split("/", 1)[1]
                at = source.line - 1
                lines[at] = lines[at].replace(f'"{source.label}"', f'"{label}"', 1)
    return "".join(lines)


def _diff(path: Path, after: str) -> str:
    name = f"{path.parent.name}/{path.name}"
    return "".join(
        difflib.unified_diff(
            path.read_text("utf-8").splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{name}",
            f"b/{name}",
        )
    )
