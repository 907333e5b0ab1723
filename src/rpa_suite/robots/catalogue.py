"""The robots and business systems registered on this PC, by folder."""

import difflib
import hashlib
import importlib
import shutil
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rpa_suite.errors import ManifestError
from rpa_suite.model.robots import Robot, Site
from rpa_suite.robots.manifest import KNOWN_KEYS, Manifest, SitesFile

if TYPE_CHECKING:
    from rpa_suite.robots.procedure import Procedure

_FAULTS = {
    "missing": "が書かれていません。",
    "extra_forbidden": "は知らない項目です。",
}
# What may change without changing what the robot does.
_NOT_PART = frozenset({"tests", "samples", "__pycache__"})


def load_robots(root: Path) -> dict[str, Robot]:
    """Return every robot below ``root`` by id, without importing any code.

    Raises:
        ManifestError: A robot.toml is malformed.
    """
    found = [load_robot(path.parent) for path in sorted(root.glob("*/robot.toml"))]
    return {robot.id: robot for robot in found}


def load_robot(folder: Path) -> Robot:
    """Return the robot in ``folder``, whose name is its id.

    Raises:
        ManifestError: robot.toml is missing or malformed.
    """
    path = folder / "robot.toml"
    try:
        return Manifest.model_validate(_toml(path)).to_robot(folder)
    except ValidationError as error:
        raise _malformed(path, error) from error


def load_sites(path: Path) -> dict[str, Site]:
    """Return the registered business systems by id.

    Raises:
        ManifestError: The file is missing or malformed.
    """
    try:
        return SitesFile.model_validate(_toml(path)).to_sites()
    except ValidationError as error:
        raise _malformed(path, error) from error


def load_record(robot: Robot) -> type[Any]:
    """Return the record type of the robot's items.

    Raises:
        ManifestError: The robot's code cannot be used.
    """
    return load_procedure(robot).item


def load_procedure(robot: Robot) -> "Procedure[Any, Any]":
    """Import the robot's ``procedure.py`` by its path and return its PROCEDURE.

    Raises:
        ManifestError: The file is missing, broken, or hands over no procedure.
    """
    # Loads Playwright: not while the launcher starts.
    from rpa_suite.robots.procedure import Procedure

    folder = Path(robot.folder).absolute()
    if not (folder / "procedure.py").is_file():
        raise ManifestError(
            f"「{robot.title}」の手順 {folder / 'procedure.py'} がありません。"
            "情報担当へ連絡してください。"
        )
    package = _package(folder)
    try:
        module = importlib.import_module(f"{package}.procedure")
    except Exception as error:
        raise ManifestError(
            f"「{robot.title}」の手順を読み込めません。情報担当へ連絡してください。"
            f"({type(error).__name__}: {error})"
        ) from error
    procedure = getattr(module, "PROCEDURE", None)
    if not isinstance(procedure, Procedure):
        raise ManifestError(
            f"「{robot.title}」の procedure.py に PROCEDURE がありません。"
            "情報担当へ連絡してください。"
        )
    return procedure


def forget_code(robot: Robot) -> None:
    """Let ``load_procedure`` read the robot's files anew: they were edited."""
    package = _package(Path(robot.folder).absolute())
    for name in [each for each in sys.modules if each.startswith(f"{package}.")]:
        del sys.modules[name]
    # Compiled files are told apart by the second and the size only.
    shutil.rmtree(Path(robot.folder) / "__pycache__", ignore_errors=True)
    importlib.invalidate_caches()


def robot_hash(robot: Robot) -> str:
    """Return the SHA-256 over every file that makes the robot do what it does."""
    folder = Path(robot.folder)
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not _NOT_PART.intersection(inside.parts):
            content = path.read_bytes()
            digest.update(f"{inside.as_posix()}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _package(folder: Path) -> str:
    """Make ``folder`` importable under a name of its own; return that name.

    The path is in the name, so that two folders of one id never mix.
    """
    name = (
        f"_robot_{folder.name}_{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
    )
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return name


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ManifestError(
            f"{path} がありません。情報担当へ連絡してください。"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ManifestError(
            f"{path} を読めません。書き方を直してください。{error}"
        ) from error


def _malformed(path: Path, error: ValidationError) -> ManifestError:
    faults = "、".join(
        f"{_place(each)}{_fault(each)}" for each in error.errors(include_url=False)
    )
    return ManifestError(f"{path} に誤りがあります。直してください: {faults}")


def _place(each: ErrorDetails) -> str:
    path = ".".join(str(part) for part in each["loc"])
    return f"「{path}」" if path else ""


def _fault(each: ErrorDetails) -> str:
    if each["type"] == "value_error":
        return str(each["ctx"]["error"])
    if each["type"] == "enum":
        return f"は {each['ctx']['expected']} のどれかです。"
    told = _FAULTS.get(each["type"], "の値が正しくありません。")
    if each["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(each["loc"][-1]), KNOWN_KEYS, n=1)
        told += f"「{near[0]}」のことですか。" if near else ""
    return told
