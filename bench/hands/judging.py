"""Whole lines right, read by a net alone: how training is judged while it goes on."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from rpa_suite.ocr.line_images import LINE_HEIGHT

STEP = 8  # pixels a frame
_BATCH = 32


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Lines and what they say.

    Attributes:
        lines: (n, 48, widest), white to the right.
        letters: Of the net's columns, in order; column 0 is the blank.
    """

    lines: NDArray[np.uint8]
    widths: NDArray[np.intp]
    said: tuple[str, ...]
    letters: str
    device: str

    @classmethod
    def load(cls, path: Path, letters: str, device: str, most: int) -> "Judge":
        """Take lines that ``bench.hands.cut`` cut from forms."""
        with np.load(path) as kept:
            order = np.random.default_rng(7).permutation(len(kept["said"]))[:most]
            return cls(
                lines=kept["lines"][order],
                widths=kept["widths"][order],
                said=tuple(str(text) for text in kept["said"][order]),
                letters=letters,
                device=device,
            )

    def __call__(self, net: nn.Module) -> dict[str, float]:
        """Return percent right: digits, kana, other lines."""
        groups: dict[str, list[bool]] = {}
        order = np.argsort(self.widths)
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            for at, text in zip(chosen, self._read(net, chosen), strict=True):
                truth = self.said[at]
                groups.setdefault(_group(truth), []).append(text == truth)
        return {name: round(100 * float(np.mean(v)), 1) for name, v in groups.items()}

    def _read(self, net: nn.Module, chosen: NDArray[np.intp]) -> list[str]:
        wide = -(-int(self.widths[chosen].max()) // 32) * 32
        batch = np.full((len(chosen), LINE_HEIGHT, wide), 255, np.uint8)
        for place, at in enumerate(chosen):
            width = self.widths[at]
            batch[place, :, :width] = self.lines[at, :, :width]
        with torch.no_grad():
            best = net(normalised(torch.from_numpy(batch), self.device)).argmax(-1)
        rows = best.cpu().numpy()
        return [
            self._text(rows[place, : self.widths[at] // STEP])
            for place, at in enumerate(chosen)
        ]

    def _text(self, row: NDArray[np.intp]) -> str:
        return "".join(
            self.letters[label - 1]
            for place, label in enumerate(row)
            if label and (place == 0 or label != row[place - 1])
        )


def _group(text: str) -> str:
    if text.isdigit():
        return "digits"
    return "kana" if all("ァ" <= char <= "ー" for char in text) else "text"


def normalised(images: torch.Tensor, device: str) -> torch.Tensor:
    """Return grey lines as the net takes them: three channels, -1 to 1."""
    grey = images.to(device, non_blocking=True).float() / 127.5 - 1.0
    return grey[:, None].expand(-1, 3, -1, -1).contiguous()
