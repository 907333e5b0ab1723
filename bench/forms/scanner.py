"""A multifunction copier: crooked paper, shade, blur, noise; PDF, TIFF or JPEG."""

import io
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.forms.hardships import faxed, worn
from rpa_suite.ocr.blank import MM_PER_INCH

_OVERSCAN_MM, _OVERSCAN_HARD_MM = 6.0, 14.0
_BY_FAX = 0.15
_GRAIN = 512  # pixels


def scan(
    paper: NDArray[np.uint8],
    paper_dpi: float,
    draw: random.Random,
    *,
    like: Image.Image | None = None,
    hard: bool = False,
) -> Image.Image:
    """Return the scan of a sheet; its resolution stands in ``info['dpi']``.

    ``like`` is another page of the same document: its resolution is kept.

    Skew ±3°, scale ±2 %, perspective, shade, blur, noise, 200 or 300 dpi, colour or
    grey, sometimes upside down.  ``hard``: ±5° and ±5 %, sometimes by fax.
    """
    dpi = like.info["dpi"][0] if like else draw.choice((200, 300))
    noise = np.random.default_rng(draw.getrandbits(32))
    if hard:
        paper = worn(paper, paper_dpi / MM_PER_INCH, draw)
    page = _crooked(paper, paper_dpi, dpi, draw, hard=hard)
    page = _shaded(page, draw)
    blur = draw.uniform(0.4, 0.9) * dpi / 200
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), blur), np.float32)
    page += draw.uniform(1.5, 5.0) * _grain(noise, page.shape)
    image = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))
    if draw.random() < 0.4:
        image = image.convert("L")
    if draw.random() < 0.1:
        image = image.rotate(180)
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=draw.randint(60, 90), dpi=(dpi, dpi))
    packed.seek(0)
    scanned = Image.open(packed)
    scanned.load()
    scanned.info["dpi"] = (dpi, dpi)
    if hard and draw.random() < _BY_FAX:
        return faxed(scanned)
    return scanned


def save(pages: Sequence[Image.Image], path: Path) -> None:
    """Write the pages as the suffix says: .pdf, .tif, or .jpg, which holds one."""
    first, *others = pages
    dpi = first.info["dpi"]
    more: dict[str, Any] = {"save_all": True, "append_images": others} if others else {}
    match path.suffix:
        case ".pdf":
            first.save(path, "PDF", resolution=dpi[0], quality=85, **more)
        case ".tif":
            first.save(path, "TIFF", compression="jpeg", dpi=dpi, quality=85, **more)
        case _:
            first.save(path, "JPEG", quality=85, dpi=dpi)


def _crooked(
    paper: NDArray[np.uint8],
    paper_dpi: float,
    dpi: int,
    draw: random.Random,
    *,
    hard: bool,
) -> NDArray[np.float32]:
    height, width = paper.shape[:2]
    margin = (_OVERSCAN_HARD_MM if hard else _OVERSCAN_MM) / MM_PER_INCH * dpi
    scale = dpi / paper_dpi
    out = round(width * scale + 2 * margin), round(height * scale + 2 * margin)
    most, stretch = (5, 0.05) if hard else (3, 0.02)
    angle = np.radians(draw.uniform(-most, most))
    grown = scale * draw.uniform(1 - stretch, 1 + stretch)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    middle = np.array([width / 2, height / 2])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    placed = (corners - middle) @ turn.T * grown + np.array(out) / 2
    shake = 0.9 / MM_PER_INCH * dpi  # perspective and uneven feed, in millimetres
    placed += np.array([[draw.uniform(-shake, shake) for _ in "xy"] for _ in range(4)])
    matrix = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    shrunk = cv2.GaussianBlur(paper, (0, 0), max(0.01, 0.35 / scale))
    lid = draw.randint(225, 250)
    warped = cv2.warpPerspective(
        shrunk,
        matrix,
        out,
        flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR,
        borderValue=(lid, lid, lid),
    )
    return warped.astype(np.float32)


def _grain(noise: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Return noise for a page, repeated every few centimetres: that is quick."""
    patch = noise.standard_normal((_GRAIN, _GRAIN, shape[2]), np.float32)
    times = [-(-side // _GRAIN) for side in shape[:2]]
    return np.tile(patch, (*times, 1))[: shape[0], : shape[1]]


def _shaded(page: NDArray[np.float32], draw: random.Random) -> NDArray[np.float32]:
    height, width = page.shape[:2]
    across = np.linspace(0, draw.uniform(-0.06, 0.06), width, dtype=np.float32)
    down = np.linspace(0, draw.uniform(-0.06, 0.06), height, dtype=np.float32)
    light = draw.uniform(0.93, 1.0) + across[None, :] + down[:, None]
    return page * light[..., None]
