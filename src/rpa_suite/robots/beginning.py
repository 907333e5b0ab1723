"""A new robot begins as a copy of one that runs: ``rpa-suite robot new``."""

import json
import re
import shutil
from pathlib import Path

from rpa_suite.errors import InputError, ManifestError
from rpa_suite.model.robots import plan_task
from rpa_suite.robots.catalogue import load_robot, usable_robots

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TASK = re.compile(r"[A-Z]\d{1,2}[a-z]?")


def new_robot(root: Path, name: str, *, like: str, task: str, title: str) -> Path:
    """Copy a robot's folder under a new name, title and number; return the folder.

    The baseline is left out: the new 業務 has to be measured before hours count.

    Raises:
        InputError: The name or number will not do, or is taken.
        ManifestError: There is no robot to copy.
    """
    folder = root / name
    check_name(root, name, task)
    if not (root / like / "robot.toml").is_file():
        raise ManifestError(f"写すロボット「{like}」がありません。")
    ignored = shutil.ignore_patterns("__pycache__", "tests")
    shutil.copytree(root / like, folder, ignore=ignored)
    manifest = folder / "robot.toml"
    text = manifest.read_text("utf-8")
    text = re.sub(r"(?m)^title = .*$", f"title = {_quoted(title)}", text, count=1)
    text = re.sub(r"(?m)^task = .*$", f"task = {_quoted(task)}", text, count=1)
    text = re.sub(r"(?ms)^(# 導入前の計測[^\n]*\n)?\[baseline\].*?(?=^\[|\Z)", "", text)
    manifest.write_text(text, "utf-8", newline="\n")
    load_robot(folder)
    return folder


def check_name(root: Path, name: str, task: str) -> None:
    """Refuse a name or number that will not do for a new robot.

    Raises:
        InputError: It will not do, or the name is taken.
    """
    if not _NAME.fullmatch(name):
        raise InputError("名前は英小文字・数字・_ で、英小文字から始めてください。")
    if not _TASK.fullmatch(task):
        raise InputError("業務の番号は T9 のように、英大文字と数字で書いてください。")
    if (root / name).exists():
        raise InputError(f"「{name}」はもうあります。別の名前にしてください。")
    for other in usable_robots(root)[0].values():
        if other.task == task:
            raise InputError(
                f"業務の番号 {task} は「{other.id}」が使っています。別の番号か、"
                f"同じ業務の別の画面なら {plan_task(task)}b などにしてください。"
            )


def _quoted(text: str) -> str:
    # Also keeps re.sub from reading a backslash as its own.
    return json.dumps(text, ensure_ascii=False).replace("\\", "\\\\")
