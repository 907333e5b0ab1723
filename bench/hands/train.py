"""Train the cell net: ``python -m bench.hands.train CELLS OUT.onnx --judge TUNE``.

Needs the dependency group ``train``, and PyTorch and onnx beside it; a GPU is used
where there is one.  Few real digits are at hand, so no epoch shows one twice alike:
every cell is turned, stretched and bent anew.
"""

import copy
import random
from pathlib import Path
from typing import Annotated

import numpy as np
import onnx
import torch
import typer
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from bench.hands.sheets import CHARACTERS
from rpa_suite.ocr.cells import SIDE
from rpa_suite.ocr.charsets import DIGITS

_CLASSES = len(CHARACTERS) + 1
_BATCH = 256
_STEP_OF_MEAN = 0.004


def make_net(*, normed: bool = True) -> nn.Module:
    """Return the untrained net: 2 × 32 × 32 in, one logit a class out.

    Args:
        normed: Normalise batches, as training from nothing needs it; a net that is
            shipped has that folded into its weights.
    """

    def block(into: int, out: int) -> list[nn.Module]:
        if not normed:
            return [nn.Conv2d(into, out, 3, padding=1), nn.ReLU(inplace=True)]
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


def load_net(path: Path) -> nn.Module:
    """Return a net that ``export`` wrote, to go on training it."""
    net = make_net(normed=False)
    graph = onnx.load(str(path)).graph
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    layers = [node for node in graph.node if node.op_type in ("Conv", "Gemm")]
    own = [each for each in net if isinstance(each, nn.Conv2d | nn.Linear)]
    for layer, node in zip(own, layers, strict=True):
        weight, bias = (torch.tensor(values[name]) for name in node.input[1:3])
        layer.weight.data.copy_(weight)
        layer.bias.data.copy_(bias)
    return net


def load_cells(folder: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return all sheets of a folder as one."""
    sheets = [np.load(path) for path in sorted(folder.glob("cells-*.npz"))]
    images = np.concatenate([sheet["images"] for sheet in sheets])
    labels = np.concatenate([sheet["labels"] for sheet in sheets])
    return images, labels.astype(np.int64)


def main(
    cells: Annotated[Path, typer.Argument(help="bench.hands.sheets の置き場")],
    out: Annotated[Path, typer.Argument(help="ONNX ファイル")],
    judge: Annotated[Path, typer.Option(help="見たことのない数字の用紙")],
    start: Annotated[Path | None, typer.Option(help="続きから: ONNX ファイル")] = None,
    epochs: Annotated[int, typer.Option(help="回数")] = 16,
    rate: Annotated[float, typer.Option(help="学習率（最大）")] = 4e-3,
    seed: Annotated[int, typer.Option(help="種")] = 1,
) -> None:
    """Train, print the share right of digits and kana, and export."""
    random.seed(seed)
    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    images, labels = load_cells(cells)
    strange = load_cells(judge)
    net = (load_net(start) if start else make_net()).to(device)
    # The mean of the weights along the way generalises better than the last ones.
    mean = copy.deepcopy(net)
    steps = epochs * (len(labels) // _BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-2)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    # Softer targets keep the net from being surer than it is right.
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    noise = np.random.default_rng(seed)
    used = np.arange(len(labels))
    for epoch in range(epochs):
        net.train()
        noise.shuffle(used)
        total = 0.0
        for first in range(0, len(used) - _BATCH + 1, _BATCH):
            chosen = used[first : first + _BATCH]
            batch = _varied(torch.from_numpy(images[chosen]).to(device), noise)
            loss = loss_of(net(batch), torch.from_numpy(labels[chosen]).to(device))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
            _follow(mean, net)
            total += float(loss.detach())
        print(
            f"{epoch + 1}/{epochs} loss {total / (len(used) // _BATCH):.4f}, right "
            + ", ".join(
                f"{name} {share:.2%}"
                for name, share in _shares_right(mean, *strange, device).items()
            ),
            flush=True,
        )
    export(mean.to("cpu").eval(), out)


def _follow(mean: nn.Module, net: nn.Module) -> None:
    """Move the mean a little towards the net."""
    with torch.no_grad():
        for kept, new in zip(
            mean.state_dict().values(), net.state_dict().values(), strict=True
        ):
            if kept.dtype.is_floating_point:
                kept.lerp_(new, _STEP_OF_MEAN)
            else:
                kept.copy_(new)


def _varied(images: torch.Tensor, noise: np.random.Generator) -> torch.Tensor:
    """Turn, stretch, shift and bend; change the pen's strength; wipe out a patch."""
    count = len(images)
    cells = images.float() / 255

    def drawn(*shape: int, swing: float) -> torch.Tensor:
        values = noise.normal(0, swing, shape).astype(np.float32)
        return torch.from_numpy(values).to(images.device)

    matrix = torch.eye(2, device=images.device) + drawn(count, 2, 2, swing=0.08)
    shift = drawn(count, 2, 1, swing=0.07)
    grid = nn.functional.affine_grid(
        torch.cat((matrix, shift), dim=2), list(cells.shape), align_corners=False
    )
    waves = nn.functional.interpolate(
        drawn(count, 2, 5, 5, swing=0.06), SIDE, mode="bicubic", align_corners=True
    )
    bent = grid + waves.permute(0, 2, 3, 1)
    out = nn.functional.grid_sample(cells, bent, align_corners=False)
    for place in np.flatnonzero(noise.random(count) < 0.15):
        top, left = noise.integers(0, SIDE - 6, 2)
        out[place, :, top : top + 5, left : left + 5] = 0
    strength = noise.uniform(0.7, 1.3, (count, 1, 1, 1)).astype(np.float32)
    return (out * torch.from_numpy(strength).to(images.device)).clamp(0, 1)


def _shares_right(
    net: nn.Module, images: NDArray[np.uint8], labels: NDArray[np.int64], device: str
) -> dict[str, float]:
    net.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(labels), 1024):
            cells = images[start : start + 1024].astype(np.float32) / 255
            found.append(net(torch.from_numpy(cells).to(device)).cpu().numpy())
    logits = np.concatenate(found)
    digit = labels < len(DIGITS)
    kana = ~digit & (labels < len(CHARACTERS))
    return {
        "all": float((logits.argmax(1) == labels).mean()),
        # As a field of digits asks it: which digit, if it is one.
        "digits": float(
            (logits[digit, : len(DIGITS)].argmax(1) == labels[digit]).mean()
        ),
        "kana": float((logits[kana].argmax(1) == labels[kana]).mean()),
    }


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
