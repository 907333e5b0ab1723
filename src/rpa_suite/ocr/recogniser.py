"""Text lines to posteriors, on bare onnxruntime (PP-OCRv6 small's net, CTC)."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rpa_suite.ocr.cells import CellNet
from rpa_suite.ocr.heads import Head
from rpa_suite.ocr.line_images import Line, scaled
from rpa_suite.ocr.models import ModelFiles
from rpa_suite.ocr.name_lists import NameLists
from rpa_suite.ocr.nets import load_net

Posteriors = NDArray[np.float32]


class Recogniser:
    """Reads single text lines, and single cells.

    Attributes:
        heads: Kind of field to what was learned at the office of its writing.
        names: With those of the office's register; None for the general lists alone.
        threads: How many lines may be read at a time.
        characters: Class number to character; class 0 is CTC's blank and stands as "".
    """

    def __init__(
        self, models: ModelFiles, *, threads: int = 2, stock: bool = False
    ) -> None:
        """Load the model; ``stock``: as it came, without what it learned of hands.

        Raises:
            SetupError: The file is no model that onnxruntime can load.
        """
        # Whole lines are read side by side instead: a line is too small to be shared.
        self._session = load_net(
            models.stock_lines if stock else models.lines, threads=1
        )
        listed = self._session.get_modelmeta().custom_metadata_map["character"]
        letters = listed.splitlines()
        # The stock model has a class more than it lists: the space.
        more = self._session.get_outputs()[0].shape[-1] - 1 - len(letters)
        self.characters: tuple[str, ...] = ("", *letters, *" " * more)
        self._input = self._session.get_inputs()[0].name
        self._models = models
        self.heads: Mapping[str, Head] = {}
        self.names: NameLists | None = None
        self.threads = threads
        self._of_charset: dict[str, NDArray[np.intp]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        self._classes = {char: i for i, char in enumerate(self.characters) if char}

    @cached_property
    def cells(self) -> CellNet:
        """The net for single cells."""
        return CellNet(self._models.cells, threads=1)

    @cached_property
    def stock(self) -> "Recogniser":
        """The same net before it was taught hands.

        It knows from print what codes look like (FY70-9102038, no letter O among
        digits), and that was lost on the way.
        """
        return Recogniser(self._models, threads=self.threads, stock=True)

    def classes_of(self, charset: str) -> NDArray[np.intp]:
        """Return the class numbers of the characters that the model can output."""
        if charset not in self._of_charset:
            numbers = [self._classes[c] for c in charset if c in self._classes]
            self._of_charset[charset] = np.array(numbers, np.intp)
        return self._of_charset[charset]

    def known(self, charset: str) -> tuple[str, ...]:
        """Return the characters of a set that the model can output, in its order."""
        if charset not in self._known:
            self._known[charset] = tuple(c for c in charset if c in self._classes)
        return self._known[charset]

    def posteriors(self, lines: Sequence[Line]) -> list[Posteriors]:
        """Return for each line its posteriors of shape (frames, classes).

        Args:
            lines: RGB pixels of shape (height, width, 3), dark ink on white.
        """
        # Batches buy nothing on a CPU, and padding would cost.
        return [self._one(line) for line in lines]

    def _one(self, line: Line) -> Posteriors:
        bgr = scaled(line)[..., ::-1].astype(np.float32).transpose(2, 0, 1)[None]
        (output,) = self._session.run(None, {self._input: bgr / 127.5 - 1.0})
        found: Posteriors = output[0]
        return found
