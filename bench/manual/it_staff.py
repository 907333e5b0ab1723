"""What IT staff are asked to mend: robots that cannot be read."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QMessageBox

from bench.manual.camera import BY_NIGHT, LOOK, Camera
from bench.manual.program import close_boxes, running_program
from bench.windows import open_window, rest, wait
from gui.places import HOME

ROOT = Path(__file__).parents[2]
_BROKEN = "moped_scrapping"


def take_it_staff(camera: Camera) -> None:
    """Take the list with a robot whose manifest has a mistyped word."""
    with TemporaryDirectory() as name:
        robots = Path(name) / "robots"
        shutil.copytree(
            ROOT / "robots", robots, ignore=shutil.ignore_patterns("tests", "__*")
        )
        manifest = robots / _BROKEN / "robot.toml"
        text = manifest.read_text(encoding="utf-8")
        manifest.write_text(text.replace("section", "sektion", 1), encoding="utf-8")
        with running_program(camera, robots_dir=str(robots)) as program:
            window = program.window
            wait(window.robots.unusable.isVisible)
            window.show_place(HOME)
            rest(900)
            camera.shoot("clerk/unusable", window, BY_NIGHT)
            window.robots.unusable.click()
            box = open_window(QMessageBox)
            camera.shoot("clerk/unusable-why", box, LOOK)
            for button in box.buttons():
                if box.buttonRole(button) is QMessageBox.ButtonRole.ActionRole:
                    button.click()
            rest(500)
            camera.shoot("clerk/unusable-details", box, LOOK)
            close_boxes()
