"""What speaks against a robot before anybody runs it: ``rpa-suite robot check``.

Reads the folder's files without running them, but for the item's record; every finding
names file and line and says what to do.
"""

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rpa_suite.errors import CodeError, ManifestError, nearest
from rpa_suite.model.measuring import LEAST_ITEMS, LEAST_STAFF
from rpa_suite.model.robots import Robot, plan_task
from rpa_suite.robots.approved_screens import FILE, approved_layouts
from rpa_suite.robots.catalogue import load_procedure, load_robot
from rpa_suite.robots.checking_names import mistyped_names, unknown_sections
from rpa_suite.robots.procedure import Procedure
from rpa_suite.robots.source import FieldSource, fields_in

_LONGEST_PROCEDURE = 40
_SECRET = re.compile(r"password|passwd|pwd|secret|token|パスワード", re.IGNORECASE)
_NO_SITE = "接続先「{}」は sites.toml にありません。"
_NO_FORM = "帳票「{}」のテンプレートがありません。"
_ADDRESS = re.compile(r"https?://")
# Calls that wait for time or aim at a place instead of a label.
_FORBIDDEN = {
    "sleep": "時間で待っています。画面の見出しや項目を待ってください。",
    "wait_for_timeout": "時間で待っています。画面の見出しや項目を待ってください。",
    "mouse": "画面の座標を使っています。項目名かボタンの文字で指定してください。",
    "goto": "URL を直接開いています。メニューから画面へ進んでください。",
    "go_back": "「戻る」を使っています。業務システムは受け付けません。",
    "reload": "「再読込」を使っています。業務システムは受け付けません。",
    "evaluate": "画面の中でプログラムを動かしています。Screen の操作を使ってください。",
}


# As a recording leaves it.
_LEFT_OPEN = ("未定", "未記入")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        line: Line of the file, from 1; 0 for the file as a whole.
    """

    file: str
    line: int
    message: str


def check_robot(
    folder: Path,
    *,
    sites: Collection[str] | None = None,
    forms: Collection[str] | None = None,
) -> list[Finding]:
    """Return everything that speaks against the robot in ``folder``.

    Args:
        folder: The robot's.
        sites: Names of the registered systems; None leaves the robot's unchecked.
        forms: Names of the templates; None leaves the robot's unchecked.
    """
    try:
        robot = load_robot(folder)
        procedure = load_procedure(robot)
    except CodeError as error:
        return [Finding(file=error.file, line=error.line, message=error.fault)]
    except ManifestError as error:
        return [Finding(file="robot.toml", line=0, message=str(error))]
    record = procedure.item
    return [
        *_check_manifest(robot, {each.name for each in fields(record)}),
        *_check_number(robot, folder),
        *_check_known(robot, robot.site, sites, _NO_SITE),
        *_check_known(robot, robot.form, forms, _NO_FORM),
        *(found for path in sorted(folder.glob("*.py")) for found in _check_code(path)),
        *_check_names(folder, procedure),
        *_check_length(folder / "procedure.py"),
        *_check_screens(folder),
    ]


def _check_manifest(robot: Robot, known: set[str]) -> Iterator[Finding]:
    columns = robot.table.columns if robot.table else {}
    named = {
        "entry_key": robot.entry_key,
        "table.columns": tuple(columns.values()),
    }
    if robot.form is None:
        # A form has more that is masked than what the robot types.
        named["personal"] = robot.personal
    for key, names in named.items():
        for name in names:
            plain = re.split(r"\[|\.", name)[0]
            if plain in known:
                continue
            hint = nearest(plain, known)
            yield _in_manifest(
                robot, name, f"{key} の「{name}」は item.py にありません。{hint}"
            )
    if robot.table:
        form = robot.table.form.cells if robot.table.form else {}
        for header in (*robot.table.required, *robot.table.digits, *form):
            if header not in columns:
                yield _in_manifest(
                    robot, header, f"列「{header}」が table.columns にありません。"
                )
    yield from _left_open(robot)
    yield from _check_baseline(robot)


def _check_baseline(robot: Robot) -> Iterator[Finding]:
    measured = robot.baseline
    if measured is None:
        message = (
            "[baseline] がありません。手作業の時間を計るまで、削減時間は数えません。"
        )
    elif measured.items < LEAST_ITEMS or measured.staff < LEAST_STAFF:
        message = (
            f"[baseline] は {measured.items}件・{measured.staff}人の計測です。"
            f"{LEAST_ITEMS}件以上・{LEAST_STAFF}人以上を計ってください。"
        )
    else:
        return
    yield Finding(file="robot.toml", line=0, message=message)


def _left_open(robot: Robot) -> Iterator[Finding]:
    """Yield what a recording cannot know and nobody has written yet."""
    for key, value in (
        ("section", robot.section),
        ("owner", robot.owner),
        ("why_not_bulk", robot.why_not_bulk),
    ):
        if value.startswith(_LEFT_OPEN):
            yield _in_manifest(
                robot, value, f"{key} が「{value}」のままです。書いてください。"
            )


def _check_number(robot: Robot, folder: Path) -> Iterator[Finding]:
    """One 業務 has one robot: two with its number would both count its hours."""
    for path in sorted(folder.parent.glob("*/robot.toml")):
        if path.parent == folder:
            continue
        try:
            other = load_robot(path.parent)
        except ManifestError:
            continue
        if other.task == robot.task:
            yield _in_manifest(
                robot,
                robot.task,
                f"業務の番号 {robot.task} は「{other.id}」（{other.title}）も"
                "使っています。どちらかを変えてください（同じ業務の別の画面なら "
                f"{plan_task(robot.task)}b など）。",
            )


def _check_known(
    robot: Robot, name: str | None, known: Collection[str] | None, told: str
) -> Iterator[Finding]:
    if name and known is not None and name not in known:
        yield _in_manifest(robot, name, told.format(name) + nearest(name, known))


def _in_manifest(robot: Robot, word: str, message: str) -> Finding:
    """Return a finding at the first line of robot.toml that has the word."""
    lines = (Path(robot.folder) / "robot.toml").read_text("utf-8").splitlines()
    numbers = [n for n, line in enumerate(lines, start=1) if f'"{word}"' in line]
    return Finding(file="robot.toml", line=next(iter(numbers), 0), message=message)


def _check_code(path: Path) -> Iterator[Finding]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for message in _faults(node):
            yield Finding(
                file=path.name, line=getattr(node, "lineno", 0), message=message
            )


def _check_names(folder: Path, procedure: Procedure[Any, Any]) -> Iterator[Finding]:
    """Hold what the code asks of its item and portal against what these have."""
    record = procedure.item
    known = {record.__name__: {*dir(record), *(each.name for each in fields(record))}}
    if portal := getattr(procedure.portal, "__self__", None):
        known[portal.__name__] = {*dir(portal), "main"}
    sources = fields_in(folder / "portal.py")
    for path in sorted(folder.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        told = [*mistyped_names(tree, known), *unknown_sections(tree, sources)]
        for line, message in dict.fromkeys(told):
            yield Finding(file=path.name, line=line, message=message)


def _faults(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(attr=name) if name in _FORBIDDEN:
            yield f"{name}: {_FORBIDDEN[name]}"
        case ast.Call(func=ast.Name(id="sleep")):
            yield f"sleep: {_FORBIDDEN['sleep']}"
        case ast.Constant(value=str(text)) if _ADDRESS.search(text):
            yield (
                "接続先が書かれています。robots/sites.toml に登録し、"
                "robot.toml の site に名前を書いてください。"
            )
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str())):
            if _SECRET.search(name):
                yield _NO_SECRETS
        case ast.keyword(arg=str(name), value=ast.Constant(value=str(text))):
            if _SECRET.search(name) and text:
                yield _NO_SECRETS


_NO_SECRETS = (
    "パスワードらしい値が書かれています。rpa-suite credential で保存してください。"
)


def _check_length(path: Path) -> Iterator[Finding]:
    lines = len(path.read_text("utf-8").splitlines())
    if lines > _LONGEST_PROCEDURE:
        yield Finding(
            file=path.name,
            line=_LONGEST_PROCEDURE + 1,
            message=f"{lines}行あります。職員の手順として{_LONGEST_PROCEDURE}行で"
            "読めるように、画面の操作は portal.py へ移してください。",
        )


def _check_screens(folder: Path) -> Iterator[Finding]:
    """Hold what portal.py fills against the screens that were taken down."""
    try:
        layouts = approved_layouts(folder)
    except ManifestError as error:
        yield Finding(file=FILE, line=0, message=str(error))
        return
    if not layouts:
        yield Finding(
            file=FILE,
            line=0,
            message="画面の控えがありません。練習用業務システムで "
            f"rpa-suite run {folder.name} --record-screens を実行してください。",
        )
        return
    there = [each for layout in layouts.values() for each in layout.fields]
    for source in fields_in(folder / "portal.py"):
        if not any(source.matches(each) for each in there):
            yield Finding(
                file="portal.py",
                line=source.line,
                message=f"項目「{source.section}/{source.label}」が画面の控えに"
                f"ありません。{_labels_there(source, there)}",
            )


def _labels_there(source: FieldSource, there: Sequence[str]) -> str:
    same_section = [each for each in there if source.is_in(each)]
    if not same_section:
        return "欄の名前を確かめてください。"
    labels = "・".join(each.split("/", 1)[1] for each in same_section)
    return f"この欄にあるのは {labels} です。"
