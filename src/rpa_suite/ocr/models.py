"""The recognition models on this PC: inside installed packages, never downloaded."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from rpa_suite.errors import SetupError


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelFile:
    """One ONNX file and the SHA-256 of its bytes (hex)."""

    path: Path
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelFiles:
    """PP-OCRv6 small, as it came and taught hands, and our net for single cells.

    Attributes:
        lines: A written line to characters; see data/lines.md.
        stock_lines: The same net as it came: printed text of whole pages.
        detection: A page to its text lines.
        cells: One written cell to a character; see data/cells.md.
    """

    lines: ModelFile
    stock_lines: ModelFile
    detection: ModelFile
    cells: ModelFile

    @property
    def all(self) -> tuple[ModelFile, ...]:
        """Every file, in the order shown to people."""
        return self.lines, self.stock_lines, self.detection, self.cells

    @property
    def of_hands(self) -> str:
        """What tells the nets that read written cells from others (SHA-256)."""
        both = self.lines.sha256 + self.cells.sha256
        return hashlib.sha256(both.encode()).hexdigest()


@cache
def find_models() -> ModelFiles:
    """Return the models that come with the ``rapidocr`` package and with ours.

    Raises:
        SetupError: The package or a file is missing.
    """
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise SetupError(
            "読取モデルがありません。uv sync --frozen で入れ直してください。"
        )
    ours = Path(__file__).parent / "data"
    folder = Path(spec.origin).parent / "models"
    return ModelFiles(
        lines=_model(ours / "lines.onnx"),
        stock_lines=_model(folder / "PP-OCRv6_rec_small.onnx"),
        detection=_model(folder / "PP-OCRv6_det_small.onnx"),
        cells=_model(ours / "cells.onnx"),
    )


def _model(path: Path) -> ModelFile:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SetupError(
            f"読取モデル {path.name} がありません。"
            "uv sync --frozen で入れ直してください。"
        ) from error
    return ModelFile(path=path, sha256=digest)
