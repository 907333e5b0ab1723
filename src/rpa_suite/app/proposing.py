"""Which robot a file is for: by its columns, or by the form that was scanned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rpa_suite.app.previewing import kind_of, takes
from rpa_suite.app.reading_process import ReadingProcess
from rpa_suite.errors import FormMismatch, InputError
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.robots import Robot, TableInput
from rpa_suite.model.work import BatchKind
from rpa_suite.tables.headers import Fit, fits
from rpa_suite.tables.reading import is_form


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """One robot that could take a file.

    Attributes:
        why: What speaks for it, in words.
        is_sure: Everything that the robot needs is there.
    """

    robot: Robot
    why: str
    is_sure: bool = False


def proposals(
    path: Path,
    robots: Mapping[str, Robot],
    templates: Mapping[str, FormTemplate],
    reading: ReadingProcess,
) -> list[Proposal]:
    """Return the robots that could take a file, the likeliest first.

    Raises:
        InputError: No robot reads such files, or this one is unusable.
    """
    kind = kind_of(path)
    able = {key: robot for key, robot in robots.items() if takes(robot, kind)}
    if not able:
        raise InputError(f"「{path.name}」の種類を受け取るロボットがありません。")
    if kind is BatchKind.SCAN:
        return list(_by_form(path, able, templates, reading))
    return list(_by_columns(path, able))


def _by_form(
    path: Path,
    robots: Mapping[str, Robot],
    templates: Mapping[str, FormTemplate],
    reading: ReadingProcess,
) -> Iterator[Proposal]:
    try:
        form = reading.identify(path)
    except FormMismatch:
        form = ""
    for robot in sorted(robots.values(), key=lambda r: r.form != form):
        template = templates.get(robot.form or "")
        title = template.title if template else ""
        if robot.form == form:
            yield Proposal(robot=robot, why=f"帳票「{title}」です。", is_sure=True)
        else:
            yield Proposal(robot=robot, why=f"「{title}」を受け取ります。")


def _of_own_form(path: Path, layouts: Mapping[str, TableInput]) -> list[str]:
    """Return the robots whose own Excel form this file is."""
    try:
        content = path.read_bytes()
    except OSError:  # reading its columns says why
        return []
    return [key for key, each in layouts.items() if is_form(path.name, content, each)]


def _by_columns(path: Path, robots: Mapping[str, Robot]) -> Iterator[Proposal]:
    layouts = {key: robot.table for key, robot in robots.items() if robot.table}
    for key in _of_own_form(path, layouts):
        why = "この業務の様式に記入された Excel です。"
        yield Proposal(robot=robots[key], why=why, is_sure=True)
        del layouts[key]
    found = fits(path, layouts)

    def rank(key: str) -> tuple[int, int]:
        fit = found.get(key, Fit(known=0, missing=()))
        return len(fit.missing), -fit.known

    for key in sorted((k for k in layouts if k in found), key=rank):
        fit, known = found[key], len(layouts[key].columns)
        why = f"{known}列のうち{fit.known}列の見出しが合います。"
        if fit.missing:
            why += f"「{'」「'.join(fit.missing[:3])}」がありません。"
        yield Proposal(robot=robots[key], why=why, is_sure=not fit.missing)
    for key in layouts:
        if key not in found:
            yield Proposal(robot=robots[key], why="合う見出しがありません。")
