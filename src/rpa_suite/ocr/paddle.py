"""PaddleOCR on onnxruntime with local models: finds and reads all text of a page.

For pages that fit no template, where the fields are unknown.  Never for a known form:
its template knows better where to look.  Never inside a window's process: loading it
takes a second and half a gigabyte.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import onnxruntime
import yaml
from numpy.typing import NDArray

from rpa_suite.errors import SetupError
from rpa_suite.model.forms import Box
from rpa_suite.ocr.blank import MM_PER_INCH
from rpa_suite.ocr.models import ModelFile, ModelFiles
from rpa_suite.ocr.pages import Page

_RECOGNITION, _DETECTION = "PP-OCRv6_small_rec", "PP-OCRv6_small_det"


@dataclass(frozen=True, kw_only=True, slots=True)
class TextLine:
    """One line of text found on a page; ``box`` in millimetres of the scan."""

    text: str
    confidence: float
    box: Box


class FullPageReader:
    """Finds and reads every printed or written line; use as a context manager."""

    def __init__(self, models: ModelFiles, *, threads: int = 2) -> None:
        """Load PaddleOCR with the models of this PC.

        Raises:
            SetupError: PaddleOCR or a model cannot be loaded.
        """
        # The check would ask hosts on the internet; there is none.
        os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
        self._folder = Path(tempfile.mkdtemp(prefix="rpa-suite-models-"))
        try:
            self._pipeline = self._load(models, threads)
        except Exception as error:
            self.close()
            raise SetupError(
                "全文の読み取り（PaddleOCR）を起動できません。"
                "uv sync --frozen で入れ直してください。"
            ) from error

    def _load(self, models: ModelFiles, threads: int) -> Any:
        from paddleocr import PaddleOCR

        detection = _model_folder(
            self._folder / _DETECTION, models.detection, _detection_config()
        )
        recognition = _model_folder(
            self._folder / _RECOGNITION,
            models.stock_lines,
            _recognition_config(models.stock_lines),
        )
        return PaddleOCR(
            text_detection_model_name=_DETECTION,
            text_detection_model_dir=str(detection),
            text_recognition_model_name=_RECOGNITION,
            text_recognition_model_dir=str(recognition),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": threads},
            device="cpu",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the folder in which PaddleOCR found its models."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, page: Page) -> list[TextLine]:
        """Return the lines of a page, top down."""
        dots_per_mm = page.dpi / MM_PER_INCH
        (found,) = self._pipeline.predict(np.ascontiguousarray(page.image[..., ::-1]))
        lines = [
            TextLine(
                text=text,
                confidence=float(score),
                box=_box(polygon, dots_per_mm),
            )
            for text, score, polygon in zip(
                found["rec_texts"], found["rec_scores"], found["rec_polys"], strict=True
            )
            if text.strip()
        ]
        return sorted(lines, key=lambda line: (round(line.box.top / 3), line.box.left))


def _box(polygon: NDArray[np.float32], dots_per_mm: float) -> Box:
    left, top = (float(v) / dots_per_mm for v in np.min(polygon, axis=0))
    right, bottom = (float(v) / dots_per_mm for v in np.max(polygon, axis=0))
    return Box(left=left, top=top, width=right - left, height=bottom - top)


def _model_folder(folder: Path, model: ModelFile, config: Mapping[str, Any]) -> Path:
    """Lay a model out as PaddleOCR wants it: inference.onnx and inference.yml."""
    folder.mkdir()
    target = folder / "inference.onnx"
    try:
        os.link(model.path, target)
    except OSError:  # another disk
        shutil.copyfile(model.path, target)
    (folder / "inference.yml").write_text(
        yaml.safe_dump(dict(config), allow_unicode=True), encoding="utf-8"
    )
    return folder


def _detection_config() -> dict[str, Any]:
    return {
        "Global": {"model_name": _DETECTION},
        "PreProcess": {
            "transform_ops": [
                {"DetResizeForTest": {"limit_side_len": 1280, "limit_type": "max"}},
                {
                    "NormalizeImage": {
                        "mean": [0.485, 0.456, 0.406],
                        "std": [0.229, 0.224, 0.225],
                        "scale": 1 / 255,
                        "order": "hwc",
                    }
                },
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.6,
            "max_candidates": 1000,
            "unclip_ratio": 1.5,
        },
    }


def _recognition_config(model: ModelFile) -> dict[str, Any]:
    session = onnxruntime.InferenceSession(
        str(model.path), providers=["CPUExecutionProvider"]
    )
    characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return {
        "Global": {"model_name": _RECOGNITION},
        "PreProcess": {
            "transform_ops": [{"RecResizeImg": {"image_shape": [3, 48, 320]}}]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }
