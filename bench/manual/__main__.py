"""The pictures of the manuals: every window of the running program.

``python -m bench.manual`` starts the training system, works the windows as a clerk, a
manager and IT staff do, and writes the pictures below docs/, by day and by night, at
100 % and at 150 %.  ``--into FOLDER`` writes every picture of both, to be looked at.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from bench.manual.camera import SCALES, Camera
from bench.manual.day import take_day
from bench.manual.it_staff import take_it_staff
from bench.manual.managers import take_managers
from bench.manual.papers import take_papers
from bench.manual.templates import take_templates
from gui.language import Language

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PARTS = {
    "day": take_day,
    "papers": take_papers,
    "managers": take_managers,
    "templates": take_templates,
    "it_staff": take_it_staff,
}
# Of the others nothing is kept at 150 %.
LARGE = ("day", "managers")


def main(
    scale: Annotated[int, typer.Option(help="この倍率だけ（100・150）")] = 0,
    part: Annotated[str, typer.Option(help=f"この章だけ（{'・'.join(PARTS)}）")] = "",
    into: Annotated[Path | None, typer.Option(help="すべてをこのフォルダーへ")] = None,
    language: Annotated[Language, typer.Option(help="画面の言語")] = Language.JAPANESE,
    here: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Take the pictures, each part at each scale in a process of its own."""
    if language is not Language.JAPANESE and into is None:
        raise typer.BadParameter("日本語のほかは --into で撮ってください。")
    if here:
        os.chdir(ROOT)
        folder = into or DOCS
        camera = Camera(folder, scale=scale, language=language, takes_all=bool(into))
        PARTS[part](camera)
        return
    for name in [part] if part else PARTS:
        for each in [scale] if scale else SCALES:
            if into or each == SCALES[0] or name in LARGE:
                _take(name, each, into, language)


def _take(part: str, scale: int, into: Path | None, language: Language) -> None:
    chosen = ["--part", part, "--scale", str(scale), "--language", language.value]
    if into:
        chosen += ["--into", str(into.resolve())]
    subprocess.run(
        [sys.executable, "-m", "bench.manual", "--here", *chosen],
        check=True,
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale / 100),
        },
    )


if __name__ == "__main__":
    typer.run(main)
