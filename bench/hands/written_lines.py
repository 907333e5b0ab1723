"""Written lines without end, for PyTorch's loaders."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import IterableDataset, get_worker_info

from bench.hands.judging import STEP
from bench.hands.letterforms import Letterforms
from bench.hands.writers import Writer
from rpa_suite.ocr.line_images import LINE_HEIGHT, scaled

Sample = tuple[NDArray[np.uint8], tuple[int, ...]]
_POOL = 6  # batches are made at a time, so that lines of a batch are about as wide


class Lines(IterableDataset):  # type: ignore[misc, unused-ignore]
    """Written lines in batches of lines about as wide as each other."""

    def __init__(
        self,
        work: Path,
        letters: str,
        fonts: tuple[str, ...],
        *,
        batch: int,
        seed: int,
        widest: int = 640,
    ) -> None:
        self.work, self.letters, self.fonts = work, letters, fonts
        self.batch, self.seed, self.widest = batch, seed, widest

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
        cv2.setNumThreads(1)  # the workers are many enough
        info = get_worker_info()
        noise = np.random.default_rng((self.seed, info.id if info else 0))
        forms = Letterforms.load(self.work / "letterforms.npz")
        fonts = tuple(n for n, name in enumerate(forms.fonts) if name in self.fonts)
        with np.load(self.work / "texts.npz") as kept:
            how, texts = kept["how"], kept["text"]
        column = {char: n for n, char in enumerate(self.letters, start=1)}
        pool: list[Sample] = []
        while True:
            while len(pool) < self.batch * _POOL:
                at = int(noise.integers(len(texts)))
                sample = self._sample(forms, noise, fonts, how[at], str(texts[at]))
                if sample is not None:
                    image, text = sample
                    pool.append((image, tuple(column[char] for char in text)))
            pool.sort(key=lambda each: each[0].shape[1])
            start = int(noise.integers(len(pool) - self.batch + 1))
            yield _batched(pool[start : start + self.batch])
            del pool[start : start + self.batch]

    def _sample(
        self,
        forms: Letterforms,
        noise: np.random.Generator,
        fonts: tuple[int, ...],
        how: str,
        text: str,
    ) -> tuple[NDArray[np.uint8], str] | None:
        writer = Writer(forms, noise, fonts)
        known = "".join(c for c in text if c in self.letters or c.isspace())
        try:
            if how == "cells":
                made = writer.cell_line(known)
            else:
                made = writer.free_line(known)
        except KeyError:  # no font and no stroke for a rare letter
            return None
        if made is None:
            return None
        line, said = made
        image = scaled(line)[..., 0]
        repeats = sum(a == b for a, b in pairwise(said))
        room = image.shape[1] // STEP
        if image.shape[1] > self.widest or len(said) + repeats > room:
            return None
        return image, said


def _batched(
    samples: list[Sample],
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return images (n, 48, width), labels end to end, and (frames, labels) of each."""
    widest = -(-max(image.shape[1] for image, _ in samples) // 32) * 32
    images = np.full((len(samples), LINE_HEIGHT, widest), 255, np.uint8)
    for place, (image, _) in enumerate(samples):
        images[place, :, : image.shape[1]] = image
    lengths = [(image.shape[1] // STEP, len(labels)) for image, labels in samples]
    labels = [label for _, each in samples for label in each]
    return torch.from_numpy(images), torch.tensor(labels), torch.tensor(lengths)
