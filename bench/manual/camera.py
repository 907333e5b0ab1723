"""Takes a window by day and by night, and knows which pictures are kept."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from bench.windows import rest, save_picture
from gui.language import Language
from gui.style import Appearance, dress

SCALES = (100, 150)
_PDF_SCALE = 1.4


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which pictures of a window the manuals keep; the others are to be looked at.

    Attributes:
        day: The one by day at 100 %.
        night: Also the dark one.
        large: Also those at 150 %.
    """

    day: bool = True
    night: bool = False
    large: bool = False


LOOK = Wanted(day=False)
BY_DAY = Wanted()
BY_NIGHT = Wanted(night=True)
EVERY = Wanted(night=True, large=True)


class Camera:
    """Writes NAME.png, NAME-dark.png, NAME-150.png and NAME-dark-150.png.

    Args:
        folder: Names of pictures are told from here.
        scale: Per cent; what the process draws at.
        language: What the windows speak.
        takes_all: Keep every picture, wanted or not.
    """

    def __init__(
        self, folder: Path, *, scale: int, language: Language, takes_all: bool
    ) -> None:
        self._folder = folder
        self._takes_all = takes_all
        self.scale = scale
        self.language = language

    @property
    def is_first(self) -> bool:
        """Whether what has only one size is taken now."""
        return self.scale == SCALES[0]

    def shoot(self, name: str, shown: QWidget, wanted: Wanted = BY_DAY) -> None:
        """Take a window as it stands."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        for kind in (Appearance.DARK, Appearance.LIGHT):
            is_dark = kind is Appearance.DARK
            is_wanted = wanted.night if is_dark else wanted.day
            if not (is_wanted or self._takes_all):
                continue
            dress(app, kind)
            rest(300)
            self.save(name, shown.grab(), wanted, is_dark=is_dark)

    def save(
        self, name: str, picture: QPixmap, wanted: Wanted, *, is_dark: bool = False
    ) -> None:
        """Keep a picture if it is wanted."""
        if not (self.is_first or wanted.large or self._takes_all):
            return
        night = "-dark" if is_dark else ""
        large = "" if self.is_first else f"-{self.scale}"
        path = self.path(f"{name}{night}{large}")
        save_picture(picture, path)

    def shoot_pdf(self, name: str, pdf: Path) -> None:
        """Take the first page of what was written; it has no night and one size."""
        import pypdfium2

        if not self.is_first:
            return
        document = pypdfium2.PdfDocument(pdf)
        page = document[0].render(scale=_PDF_SCALE).to_pil()
        document.close()
        page.convert("RGB").quantize(64).save(self.path(name), optimize=True)

    def path(self, name: str) -> Path:
        """Return where a picture of this name lies."""
        path = self._folder / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path
