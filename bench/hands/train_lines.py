"""Teach the line recogniser hands: ``python -m bench.hands.train_lines WORK``.

Takes the stock PP-OCRv6 small (Apache-2.0), cuts its head to the letters that fields
may hold, adds those that it lacks, and goes on training it on written lines
(``bench.hands.writers``).  Stops when its minutes are over.  Needs PyTorch, onnx and
onnx2torch; on a GPU ten minutes do, two cores need nights.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnx2torch import convert
from torch import nn
from torch.utils.data import DataLoader

from bench.hands.judging import STEP, Judge, normalised
from bench.hands.letterforms import Letterforms
from bench.hands.written_lines import Lines

HEAD_WEIGHTS, HEAD_BIAS = "linear_8.w_0", "linear_8.b_0"
_WARM_UP = 150  # steps
_TELL_EVERY = 60  # seconds


def cut_stock(stock: Path, letters: str) -> tuple[onnx.ModelProto, str]:
    """Return the stock model with a head for ``letters`` only, logits its output.

    Letters that it does not know get a column of their own, the mean of all others.

    Returns:
        The model, and its letters in the order of its columns (column 0 the blank).
    """
    model = onnx.load(str(stock))
    graph = model.graph
    known = {
        char: place
        for place, char in enumerate(
            next(
                p.value for p in model.metadata_props if p.key == "character"
            ).splitlines(),
            start=1,
        )
    }
    arrays = {init.name: init for init in graph.initializer}
    weights = numpy_helper.to_array(arrays[HEAD_WEIGHTS])
    bias = numpy_helper.to_array(arrays[HEAD_BIAS])
    mean, low = weights[:, 1:].mean(axis=1), float(bias[1:].mean())
    columns, biases = [weights[:, 0]], [bias[0]]
    for char in letters:
        at = known.get(char)
        columns.append(mean if at is None else weights[:, at])
        biases.append(low if at is None else bias[at])
    for name, value in (
        (HEAD_WEIGHTS, np.stack(columns, axis=1)),
        (HEAD_BIAS, np.array(biases)),
    ):
        arrays[name].CopyFrom(
            numpy_helper.from_array(value.astype(np.float32), name=name)
        )
    _write_out_padding(graph)
    last = graph.node[-1]
    assert last.op_type == "Softmax"
    graph.node.remove(last)
    del graph.output[:]
    graph.output.append(
        helper.make_tensor_value_info(last.input[0], onnx.TensorProto.FLOAT, None)
    )
    return model, letters


def _write_out_padding(graph: onnx.GraphProto) -> None:
    """Replace padding that is only named (SAME_UPPER, 2 × 2) by a node: PyTorch's way.

    A pool's padding may not win, so it is as low as can be.
    """
    for node in list(graph.node):
        named = [a for a in node.attribute if a.name == "auto_pad" and a.s != b"NOTSET"]
        if not named:
            continue
        for attribute in named:
            node.attribute.remove(attribute)
        low = -1e4 if node.op_type == "MaxPool" else 0.0
        sizes, value = f"{node.name}.pads", f"{node.name}.value"
        graph.initializer.extend(
            (
                numpy_helper.from_array(np.array([0, 0, 0, 0, 0, 0, 1, 1]), sizes),
                numpy_helper.from_array(np.array(low, np.float32), value),
            )
        )
        padded = f"{node.name}.padded"
        at = list(graph.node).index(node)
        graph.node.insert(
            at, helper.make_node("Pad", [node.input[0], sizes, value], [padded])
        )
        node.input[0] = padded


def main() -> None:
    """Train until the minutes are over; judge and keep the averaged weights."""
    asked = _asked()
    torch.manual_seed(asked.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    letters = (asked.work / "letters.txt").read_text(encoding="utf-8").strip("\n")
    model, letters = cut_stock(asked.work / "stock.onnx", letters)
    net = convert(model).to(device)
    for part in net.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.eval()
    lesson = Lesson(net, asked, letters, device)
    lesson.tell()
    loader = DataLoader(
        Lines(
            asked.work,
            letters,
            tuple(name for name in _fonts(asked.work) if name != asked.without),
            batch=asked.batch,
            seed=asked.seed,
        ),
        batch_size=None,
        num_workers=asked.workers,
        prefetch_factor=4 if asked.workers else None,
        pin_memory=device == "cuda",
    )
    started = told = time.monotonic()
    for images, labels, lengths in loader:
        now = time.monotonic()
        done = (now - started) / (asked.minutes * 60)
        if done >= 1:
            break
        lesson.step(images, labels, lengths, done)
        if now - told > _TELL_EVERY:
            told = now
            lesson.tell()
            lesson.save(asked.work / "lines.npz")
    lesson.tell()
    lesson.save(asked.work / "lines.npz")


class Lesson:
    """The net while it learns, and the running average of its weights."""

    def __init__(
        self, net: nn.Module, asked: argparse.Namespace, letters: str, device: str
    ) -> None:
        self.net, self.letters, self.device = net, letters, device
        self.weights = with_parameters(net)
        self.averaged = [p.detach().clone() for p in self.weights]
        self.rate, self.steps, self.loss = asked.rate, 0, 0.0
        self.optimiser = torch.optim.AdamW(
            self.weights, lr=asked.rate, weight_decay=1e-4
        )
        self.ctc = nn.CTCLoss(blank=0, zero_infinity=True)
        self.judges = (
            Judge.load(asked.work / "dev.npz", letters, device, asked.judged),
            _one_font(asked, letters, device),
        )

    def step(
        self,
        images: torch.Tensor,
        labels: torch.Tensor,
        lengths: torch.Tensor,
        done: float,
    ) -> None:
        """Learn from one batch; ``done`` is the share of the time that is over."""
        pace = min(1.0, self.steps / _WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * done))
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * (pace + 0.01)
        logits = self.net(normalised(images, self.device))
        scores = logits.float().log_softmax(-1).transpose(0, 1)
        loss = self.ctc(scores, labels.to(self.device), lengths[:, 0], lengths[:, 1])
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.weights, 5.0)
        self.optimiser.step()
        self.steps += 1
        keep = min(0.998, self.steps / (self.steps + 20))
        with torch.no_grad():
            torch._foreach_lerp_(
                self.averaged, [p.detach() for p in self.weights], 1 - keep
            )
        if self.steps % 20 == 0:
            self.loss = float(loss.detach())

    def tell(self) -> None:
        """Print how the averaged weights do: lines of forms, an unseen font."""
        kept = [p.detach().clone() for p in self.weights]
        with torch.no_grad():
            torch._foreach_copy_(self.weights, self.averaged)
        print(
            self.steps,
            f"{self.loss:.3f}",
            *(j(self.net) for j in self.judges),
            flush=True,
        )
        with torch.no_grad():
            torch._foreach_copy_(self.weights, kept)

    def save(self, out: Path) -> None:
        """Write the averaged weights by name, in half precision."""
        names = [name for name, p in self.net.named_parameters() if p.requires_grad]
        arrays = {
            name: value.float().cpu().numpy().astype(np.float16)
            for name, value in zip(names, self.averaged, strict=True)
        }
        np.savez(out, **arrays)
        out.with_suffix(".json").write_text(
            json.dumps(
                {"letters": self.letters, "steps": self.steps}, ensure_ascii=False
            ),
            encoding="utf-8",
        )


def _asked() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("work", type=Path, help="what gather and cut wrote")
    ask.add_argument(
        "--stock", type=Path, required=True, help="PP-OCRv6_rec_small.onnx"
    )
    ask.add_argument("--letters", type=Path, required=True, help="one line of letters")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--minutes", type=float, default=8.0)
    ask.add_argument("--batch", type=int, default=160)
    ask.add_argument("--workers", type=int, default=11)
    ask.add_argument("--rate", type=float, default=6e-4)
    ask.add_argument("--without", default="yozfont", help="a font kept for judging")
    ask.add_argument("--judged", type=int, default=700, help="lines to judge by")
    ask.add_argument("--seed", type=int, default=1)
    return ask.parse_args()


def _fonts(work: Path) -> tuple[str, ...]:
    return Letterforms.load(work / "letterforms.npz").fonts


def _one_font(asked: argparse.Namespace, letters: str, device: str) -> Judge:
    """Return lines in the font that is not learned from."""
    count = min(300, asked.judged)
    lines = Lines(asked.work, letters, (asked.without,), batch=count, seed=99)
    images, labels, lengths = next(iter(lines))
    said, start = [], 0
    for _, size in lengths.tolist():
        said.append("".join(letters[n - 1] for n in labels[start : start + size]))
        start += size
    return Judge(
        lines=images.numpy(),
        widths=lengths[:, 0].numpy() * STEP,
        said=tuple(said),
        letters=letters,
        device=device,
    )


def with_parameters(net: nn.Module) -> list[nn.Parameter]:
    """Make every weight trainable: converters leave matrices as plain buffers."""
    for part in net.modules():
        for name, buffer in list(part.named_buffers(recurse=False)):
            is_weight = buffer.is_floating_point() and buffer.numel() >= 64
            if is_weight and not isinstance(part, nn.BatchNorm2d):
                del part._buffers[name]
                part.register_parameter(name, nn.Parameter(buffer.clone()))
    for parameter in net.parameters():
        parameter.requires_grad_(parameter.is_floating_point())
    return [p for p in net.parameters() if p.requires_grad]


if __name__ == "__main__":
    main()
