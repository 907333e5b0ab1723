"""Train the cell net: ``python -m bench.hands.train CELLS OUT.onnx``.

Needs the dependency group ``train``, and PyTorch and onnx beside it; a GPU is used
where there is one.  Numbers of half the bits (bfloat16) are enough to learn with, and
take half the time.  With glibc set ``MALLOC_MMAP_MAX_=0``, or two thirds of the time go
into fresh memory.
"""

import random
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import onnx
import torch
import typer
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from bench.hands.sheets import CHARACTERS
from rpa_suite.ocr.cells import SIDE

_CLASSES = len(CHARACTERS) + 1
_BATCH = 256
# How far cells are bent, of half a side; angles in radians.
_TURN, _LEAN, _STRETCH, _SHIFT, _WAVE = 0.1, 0.1, 0.1, 0.125, 0.03
_YS, _XS = np.mgrid[0:SIDE, 0:SIDE]


class Shape(StrEnum):
    """How many weights a net has."""

    NARROW = "narrow"  # 0.36 million
    WIDE = "wide"  # 0.61 million


_CHANNELS = {
    Shape.NARROW: (16, 24, 48, 64, 96, 160),
    Shape.WIDE: (24, 32, 64, 96, 128, 192),
}


def make_net(shape: Shape) -> nn.Module:
    """Return the untrained net: 2 × 32 × 32 in, one logit a class out."""
    first, second, third, fourth, fifth, last = _CHANNELS[shape]

    def block(into: int, out: int) -> list[nn.Module]:
        return [
            nn.Conv2d(into, out, 3, padding=1, bias=False),
            nn.BatchNorm2d(out),
            nn.ReLU(inplace=True),
        ]

    return nn.Sequential(
        *block(2, first),
        *block(first, second),
        nn.MaxPool2d(2),
        *block(second, third),
        *block(third, fourth),
        nn.MaxPool2d(2),
        *block(fourth, fifth),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.3),
        nn.Linear(fifth * (SIDE // 8) ** 2, last),
        nn.ReLU(inplace=True),
        nn.Dropout(0.2),
        nn.Linear(last, _CLASSES),
    )


def load_cells(
    folder: Path, most: int | None
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the sheets of a folder as one, so many of them or all."""
    paths = sorted(folder.glob("cells-*.npz"))[:most]
    sheets = [np.load(path) for path in paths]
    images = np.concatenate([sheet["images"] for sheet in sheets])
    labels = np.concatenate([sheet["labels"] for sheet in sheets])
    return images, labels.astype(np.int64)


def main(
    cells: Annotated[Path, typer.Argument(help="bench.hands.sheets の置き場")],
    out: Annotated[Path, typer.Argument(help="ONNX ファイル")],
    shape: Annotated[Shape, typer.Option(help="大きさ")] = Shape.WIDE,
    bent: Annotated[bool, typer.Option(help="マスの字を曲げて学ぶ")] = True,
    sheets: Annotated[int | None, typer.Option(help="この枚数だけ")] = None,
    epochs: Annotated[int, typer.Option(help="回数")] = 12,
    seed: Annotated[int, typer.Option(help="種")] = 1,
) -> None:
    """Train, print the share right on a twentieth that was kept back, and export."""
    random.seed(seed)
    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    images, labels = load_cells(cells, sheets)
    order = np.random.default_rng(seed).permutation(len(labels))
    kept, used = order[: len(order) // 20], order[len(order) // 20 :]
    net = make_net(shape).to(device, memory_format=torch.channels_last)
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
            batch = _varied(images[chosen], noise, bent=bent).to(
                device, memory_format=torch.channels_last
            )
            with torch.autocast(device, torch.bfloat16):
                logits = net(batch)
            loss = loss_of(logits.float(), torch.from_numpy(labels[chosen]).to(device))
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
    export(net.to("cpu", memory_format=torch.contiguous_format).eval(), out)


def _varied(
    images: NDArray[np.uint8], noise: np.random.Generator, *, bent: bool
) -> torch.Tensor:
    """Move cells, wipe out a part, change the pen; ``bent`` as other hands write."""
    move = _bent if bent else _shifted
    out = move(torch.from_numpy(images).float() / 255).numpy()
    for views in out:
        kind = noise.random()
        if kind < 0.15:
            top, left = noise.integers(0, SIDE - 6, 2)
            views[:, top : top + 5, left : left + 5] = 0
        elif kind < 0.35:
            _wipe_a_band(views, noise)
    strength = noise.uniform(0.7, 1.3, (len(out), 1, 1, 1)).astype(np.float32)
    return torch.from_numpy(np.clip(out * strength, 0, 1))


def _shifted(cells: torch.Tensor) -> torch.Tensor:
    """Shift each cell by up to two pixels."""
    steps = torch.randint(-2, 3, (len(cells), 2)).tolist()
    moved = [
        torch.roll(cell, step, dims=(1, 2))
        for cell, step in zip(cells, steps, strict=True)
    ]
    return torch.stack(moved)


def _bent(cells: torch.Tensor) -> torch.Tensor:
    """Turn, shear, stretch, shift and wave each cell, both of its views alike."""
    count = len(cells)
    turn, lean = _TURN * torch.randn(count), _LEAN * torch.randn(count)
    wide, high = 1 + _STRETCH * (2 * torch.rand(2, count) - 1)
    across, down = _SHIFT * (2 * torch.rand(2, count) - 1)
    onto = torch.stack(
        (
            torch.stack((wide * turn.cos(), lean - turn.sin(), across), dim=1),
            torch.stack((turn.sin(), high * turn.cos(), down), dim=1),
        ),
        dim=1,
    )
    places = functional.affine_grid(onto, list(cells.shape), align_corners=False)
    waves = functional.interpolate(
        _WAVE * torch.randn(count, 2, 4, 4), (SIDE, SIDE), mode="bicubic"
    )
    places = places + waves.permute(0, 2, 3, 1)
    return functional.grid_sample(cells, places, align_corners=False)


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
