"""The screens that a robot was approved for (画面の控え): which fields each one has.

``screens.toml`` in the robot's folder is part of its hash.  Before a robot types on a
screen, the fields there are held against it: a field that came, went or changed its
words stops the run before anything is entered.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    RootModel,
    StringConstraints,
    ValidationError,
)

from rpa_suite.errors import ManifestError, ScreenChanged
from rpa_suite.robots.comparing import clean_label

FILE = "screens.toml"
_HEAD = """\
# 画面の控え: ロボットが入力する画面の項目。画面が変わると、入力の前に止まります。
# 新しい画面を確かめたら rpa-suite run --record-screens で取り直します。
"""
_Text = Annotated[str, StringConstraints(min_length=1)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """What a screen asks for.

    Attributes:
        version: 画面版, as far as the system shows one.
        fields: 「欄/項目」 of everything that can be filled, in the screen's order.
    """

    version: str
    fields: tuple[str, ...]


class _Screen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str = ""
    fields: tuple[_Text, ...]


class _File(RootModel[dict[str, _Screen]]):
    """``[<heading>]`` with ``version`` and ``fields``."""


class ApprovedScreens:
    """Compares screens with the approved ones, or records them anew."""

    def __init__(self, folder: Path, *, recording: bool = False) -> None:
        """Read the robot's file.

        Raises:
            ManifestError: The file is malformed.
        """
        self._path = folder / FILE
        self._recording = recording
        self._screens: dict[str, Layout] = {} if recording else _read(self._path)

    def check(self, heading: str, seen: Layout) -> None:
        """Refuse a screen that is not the approved one; or take it down.

        Raises:
            ScreenChanged: It differs; the message names the fields.
        """
        if self._recording and self._screens.setdefault(heading, seen) == seen:
            return
        known = self._screens.get(heading)
        if known is None:
            raise ScreenChanged(
                f"画面「{heading}」の控えがありません。情報担当が画面を確かめて、"
                "rpa-suite run --record-screens で控えを取ってください。",
                code="SCREEN",
            )
        if told := differences(known, seen):
            raise ScreenChanged(
                f"画面「{heading}」が変わりました（{told}）。入力せずに止めました。"
                "情報担当へ連絡してください。",
                code="SCREEN",
            )

    def save(self) -> None:
        """Write what was recorded; nothing where nothing was."""
        if not self._recording or not self._screens:
            return
        write_layouts(self._path.parent, self._screens)


def write_layouts(folder: Path, layouts: Mapping[str, Layout]) -> None:
    """Write screens.toml of a robot's folder."""
    (folder / FILE).write_text(layouts_text(layouts), encoding="utf-8", newline="\n")


def layouts_text(layouts: Mapping[str, Layout]) -> str:
    """Return what stands in screens.toml for these screens."""
    lines = [_HEAD]
    for heading, layout in sorted(layouts.items()):
        fields = "".join(f"  {_quoted(each)},\n" for each in layout.fields)
        lines.append(
            f"[{_quoted(heading)}]\nversion = {_quoted(layout.version)}\n"
            f"fields = [\n{fields}]\n"
        )
    return "\n".join(lines)


def layout_of(version: str, fields: Iterable[Sequence[str]]) -> Layout:
    """Return the layout of a screen from its pairs of 欄 and 項目, as shown there."""
    named = dict.fromkeys(f"{part}/{clean_label(label)}" for part, label in fields)
    return Layout(version=version, fields=tuple(named))


def approved_layouts(folder: Path) -> dict[str, Layout]:
    """Return heading to layout of the screens taken down in a robot's folder.

    Raises:
        ManifestError: The file is malformed.
    """
    return _read(folder / FILE)


def differences(known: Layout, seen: Layout) -> str:
    """Return in the clerk's words what came and what went; the order is no matter."""
    gone = [each for each in known.fields if each not in seen.fields]
    new = [each for each in seen.fields if each not in known.fields]
    told = []
    if known.version != seen.version:
        told.append(f"画面版 {known.version or 'なし'}→{seen.version or 'なし'}")
    if new:
        told.append(f"増えた項目 {_named(new)}")
    if gone:
        told.append(f"無くなった項目 {_named(gone)}")
    return "、".join(told)


def _named(fields: Sequence[str]) -> str:
    return "".join(f"「{each}」" for each in fields)


def _quoted(text: str) -> str:
    # A JSON string is a TOML string too, but for the one control character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(path: Path) -> dict[str, Layout]:
    try:
        stored = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, ValidationError) as error:
        at = re.search(r"at line (\d+)", str(error))
        where = f"{at[1]}行目を直すか、" if at else ""
        raise ManifestError(
            f"画面の控え {path} を読めません。{where}消して、練習用業務システムで "
            f"rpa-suite run {path.parent.name} --record-screens を実行してください。"
        ) from error
    return {
        heading: Layout(version=each.version, fields=each.fields)
        for heading, each in stored.root.items()
    }
