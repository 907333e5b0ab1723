"""The robots and business systems registered on this PC, by folder."""

import hashlib
import importlib
import shutil
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from rpa_suite.errors import CodeError, ManifestError
from rpa_suite.model.robots import Robot, Site
from rpa_suite.robots.malformed import malformed, unreadable
from rpa_suite.robots.manifest import Manifest, SitesFile
from rpa_suite.robots.own_faults import broken_code

if TYPE_CHECKING:
    from rpa_suite.robots.procedure import Procedure

M = TypeVar("M", bound=BaseModel)
# What may change without changing what the robot does.
_NOT_PART = frozenset({"tests", "samples", "__pycache__"})


def load_robots(root: Path) -> dict[str, Robot]:
    """Return every robot below ``root`` by id, without importing any code.

    Raises:
        ManifestError: A robot.toml is malformed.
    """
    found = [load_robot(path.parent) for path in sorted(root.glob("*/robot.toml"))]
    return {robot.id: robot for robot in found}


def usable_robots(root: Path) -> tuple[dict[str, Robot], dict[str, str]]:
    """Return the robots below ``root``, and what is wrong with every other folder.

    One author's half-written manifest does not stop the others' robots.
    """
    robots: dict[str, Robot] = {}
    unusable: dict[str, str] = {}
    for path in sorted(root.glob("*/robot.toml")):
        name = path.parent.name
        try:
            robots[name] = load_robot(path.parent)
        except ManifestError as error:
            unusable[name] = str(error)
    return robots, unusable


def load_robot(folder: Path) -> Robot:
    """Return the robot in ``folder``, whose name is its id.

    Raises:
        ManifestError: robot.toml is missing or malformed.
    """
    return _checked(Manifest, folder / "robot.toml").to_robot(folder)


def load_sites(path: Path) -> dict[str, Site]:
    """Return the registered business systems by id.

    Raises:
        ManifestError: The file is missing or malformed.
    """
    return _checked(SitesFile, path).to_sites()


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
    package = _package(folder)
    try:
        module = importlib.import_module(f"{package}.procedure")
    except Exception as error:
        file, line, fault = broken_code(folder, package, error)
        raise CodeError(robot.title, file=file, line=line, fault=fault) from error
    procedure = getattr(module, "PROCEDURE", None)
    if not isinstance(procedure, Procedure):
        raise CodeError(
            robot.title,
            file="procedure.py",
            line=0,
            fault="PROCEDURE がありません。最後に PROCEDURE = … を書いてください。",
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


def _checked(kind: type[M], path: Path) -> M:
    """Return a file as its model."""
    try:
        text = path.read_text(encoding="utf-8")
        stored = tomllib.loads(text)
    except FileNotFoundError as error:
        raise ManifestError(
            f"{path.absolute()} がありません。robots フォルダーのある場所で起動するか、"
            "settings.toml の robots_dir を直してください。"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise unreadable(path, error) from error
    try:
        return kind.model_validate(stored)
    except ValidationError as error:
        raise malformed(path, text, error) from error
