"""Train the cell net: ``python -m bench.hands.train CELLS OUT.onnx``.

Needs the dependency group ``train``, and PyTorch and onnx beside it; a GPU is used
where there is one.  Two cores need forty minutes; with glibc set
``MALLOC_MMAP_MAX_=0``, or two thirds of it go into fresh memory.
"""

import random
from pathlib import Path
from typing import Annotated

import numpy as np
import onnx
import torch
import typer
from numpy.typing import NDArray
from torch import nn

from bench.hands.sheets import CHARACTERS
from rpa_suite.ocr.cells import SIDE

_CLASSES = len(CHARACTERS) + 1
_BATCH = 256
_YS, _XS = np.mgrid[0:SIDE, 0:SIDE]


def make_net() -> nn.Module:
    """Return the untrained net: 2 × 32 × 32 in, one logit a class out."""

    def block(into: int, out: int) -> list[nn.Module]:
        return [
            nn.Conv2d(into, out, 3, padding=1, bias=False),
            nn.BatchNorm2d(out),
            nn.ReLU(inplace=True),
        ]

    return nn.Sequential(
        *block(2, 16),
        *block(16, 24),
        nn.MaxPool2d(2),
        *block(24, 48),
        *block(48, 64),
        nn.MaxPool2d(2),
        *block(64, 96),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.3),
        nn.Linear(96 * (SIDE // 8) ** 2, 160),
        nn.ReLU(inplace=True),
        nn.Dropout(0.2),
        nn.Linear(160, _CLASSES),
    )


def load_cells(folder: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return all sheets of a folder as one."""
    sheets = [np.load(path) for path in sorted(folder.glob("cells-*.npz"))]
    images = np.concatenate([sheet["images"] for sheet in sheets])
    labels = np.concatenate([sheet["labels"] for sheet in sheets])
    return images, labels.astype(np.int64)


def main(
    cells: Annotated[Path, typer.Argument(help="bench.hands.sheets の置き場")],
    out: Annotated[Path, typer.Argument(help="ONNX ファイル")],
    epochs: Annotated[int, typer.Option(help="回数")] = 10,
    seed: Annotated[int, typer.Option(help="種")] = 1,
) -> None:
    """Train, print the share right on a tenth that was kept back, and export."""
    random.seed(seed)
    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    images, labels = load_cells(cells)
    order = np.random.default_rng(seed).permutation(len(labels))
    kept, used = order[: len(order) // 20], order[len(order) // 20 :]
    net = make_net().to(device)
    steps = epochs * (len(used) // _BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-2)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    # Softer targets keep the net from being surer than it is right.
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    noise = np.random.default_rng(seed)
    for epoch in range(epochs):
        net.train()
        noise.shuffle(used)
        total = 0.0
        for start in range(0, len(used) - _BATCH + 1, _BATCH):
            chosen = used[start : start + _BATCH]
            batch = torch.from_numpy(_varied(images[chosen], noise)).to(device)
            loss = loss_of(net(batch), torch.from_numpy(labels[chosen]).to(device))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
            total += float(loss.detach())
        print(
            f"{epoch + 1}/{epochs} loss {total / (len(used) // _BATCH):.4f}, "
            f"right {_share_right(net, images[kept], labels[kept], device):.2%}",
            flush=True,
        )
    export(net.to("cpu").eval(), out)


def _varied(
    images: NDArray[np.uint8], noise: np.random.Generator
) -> NDArray[np.float32]:
    """Shift by up to two pixels, change the pen's strength, wipe out a part."""
    out = images.astype(np.float32) / 255
    for place in range(len(out)):
        dy, dx = noise.integers(-2, 3, 2)
        out[place] = np.roll(out[place], (dy, dx), axis=(1, 2))
        kind = noise.random()
        if kind < 0.15:
            top, left = noise.integers(0, SIDE - 6, 2)
            out[place, :, top : top + 5, left : left + 5] = 0
        elif kind < 0.35:
            _wipe_a_band(out[place], noise)
    strength = noise.uniform(0.7, 1.3, (len(out), 1, 1, 1)).astype(np.float32)
    return np.clip(out * strength, 0, 1).astype(np.float32)


def _wipe_a_band(views: NDArray[np.float32], noise: np.random.Generator) -> None:
    """Take a straight band out of the writing, as removing a stamp or a fold does."""
    # Mostly level; both views lose the same part of the character.
    angle = noise.normal(0, 0.15) if noise.random() < 0.6 else noise.uniform(0, np.pi)
    at, across = noise.uniform(0.1, 0.9), noise.uniform(0.2, 0.8)
    thick = noise.uniform(0.06, 0.2)
    for view in views:
        rows = np.flatnonzero(view.max(axis=1) > 0.2)
        columns = np.flatnonzero(view.max(axis=0) > 0.2)
        if not len(rows):
            continue
        height = rows[-1] - rows[0] + 1
        y = rows[0] + at * height
        x = columns[0] + across * (columns[-1] - columns[0] + 1)
        away = np.abs((_YS - y) * np.cos(angle) - (_XS - x) * np.sin(angle))
        view[away < max(1.0, thick * height / 2)] = 0


def _share_right(
    net: nn.Module, images: NDArray[np.uint8], labels: NDArray[np.int64], device: str
) -> float:
    net.eval()
    right = 0
    with torch.no_grad():
        for start in range(0, len(labels), 1024):
            batch = torch.from_numpy(
                images[start : start + 1024].astype(np.float32) / 255
            )
            found = net(batch.to(device)).argmax(1).cpu().numpy()
            right += int((found == labels[start : start + 1024]).sum())
    return right / len(labels)


def export(net: nn.Module, out: Path) -> None:
    """Write the net as ONNX, its characters in the metadata."""
    torch.onnx.export(
        net,
        (torch.zeros(1, 2, SIDE, SIDE),),
        str(out),
        input_names=["cells"],
        output_names=["logits"],
        dynamic_axes={"cells": {0: "n"}, "logits": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(out))
    entry = model.metadata_props.add()
    entry.key, entry.value = "characters", CHARACTERS
    onnx.save(model, str(out))


if __name__ == "__main__":
    typer.run(main)
