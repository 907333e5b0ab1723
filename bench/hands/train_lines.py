"""Teach the line recogniser hands: ``python -m bench.hands.train_lines WORK``.

Takes the stock PP-OCRv6 small (Apache-2.0), cuts its head to the letters that fields may
hold, adds those that it lacks, and goes on training it on written lines
(``bench.hands.writers``).  Stops when its minutes are over.  Needs PyTorch, onnx and
onnx2torch; on a GPU ten minutes do, two cores need nights.
"""

import argparse
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnx2torch import convert
from torch import nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from bench.hands.letterforms import Letterforms
from bench.hands.writers import Writer
from rpa_suite.ocr.line_images import LINE_HEIGHT, scaled

HEAD_WEIGHTS, HEAD_BIAS = "linear_8.w_0", "linear_8.b_0"
_STEP = 8  # pixels a frame
Sample = tuple[NDArray[np.uint8], tuple[int, ...]]


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
            next(p.value for p in model.metadata_props if p.key == "character")
            .splitlines(),
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


class Lines(IterableDataset):  # type: ignore[type-arg]
    """Written lines without end, in batches of lines about as wide as each other."""

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
            while len(pool) < self.batch * 6:
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
        repeats = sum(a == b for a, b in zip(said, said[1:], strict=False))
        room = image.shape[1] // _STEP
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
    lengths = [(image.shape[1] // _STEP, len(labels)) for image, labels in samples]
    labels = [label for _, each in samples for label in each]
    return torch.from_numpy(images), torch.tensor(labels), torch.tensor(lengths)


def main() -> None:
    """Train until the minutes are over; write what was best where it was judged."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("work", type=Path, help="letterforms.npz, texts.npz, dev.npz")
    ask.add_argument("--stock", type=Path, required=True, help="PP-OCRv6_rec_small.onnx")
    ask.add_argument("--letters", type=Path, required=True, help="one line of letters")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--minutes", type=float, default=8.0)
    ask.add_argument("--batch", type=int, default=128)
    ask.add_argument("--workers", type=int, default=11)
    ask.add_argument("--rate", type=float, default=6e-4)
    ask.add_argument("--without", default="yozfont", help="a font kept for judging")
    ask.add_argument("--judged", type=int, default=700, help="lines to judge by")
    ask.add_argument("--seed", type=int, default=1)
    asked = ask.parse_args()
    torch.manual_seed(asked.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    letters = asked.letters.read_text(encoding="utf-8").strip("\n")
    model, letters = cut_stock(asked.stock, letters)
    net = convert(model).to(device)
    for part in net.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.eval()
    trained = with_parameters(net)
    print(sum(p.numel() for p in trained), "weights on", device, flush=True)
    judge = Judge(asked.work / "dev.npz", letters, device, asked.judged)
    names = Letterforms.load(asked.work / "letterforms.npz").fonts
    fonts = tuple(name for name in names if name != asked.without)
    unseen = _one_font(asked, letters)
    print("stock", judge(net), unseen(net, judge), flush=True)
    lines = Lines(asked.work, letters, fonts, batch=asked.batch, seed=asked.seed)
    loader = DataLoader(
        lines,
        batch_size=None,
        num_workers=asked.workers,
        prefetch_factor=4 if asked.workers else None,
        pin_memory=device == "cuda",
    )
    optimiser = torch.optim.AdamW(trained, lr=asked.rate, weight_decay=1e-4)
    ctc = nn.CTCLoss(blank=0, zero_infinity=True)
    averaged = [p.detach().clone() for p in trained]
    started = time.monotonic()
    ends = started + asked.minutes * 60
    told, step, total = started, 0, 0.0
    for images, labels, lengths in loader:
        done = (time.monotonic() - started) / (asked.minutes * 60)
        if done >= 1:
            break
        pace = min(1.0, step / 150) * (0.5 + 0.5 * math.cos(math.pi * done)) + 0.01
        for group in optimiser.param_groups:
            group["lr"] = asked.rate * pace
        logits = net(_normalised(images, device))
        scores = logits.float().log_softmax(-1).transpose(0, 1)
        loss = ctc(scores, labels.to(device), lengths[:, 0], lengths[:, 1])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 5.0)
        optimiser.step()
        step += 1
        total += float(loss.detach()) if step % 20 == 0 else 0.0
        keep = min(0.998, step / (step + 20))
        with torch.no_grad():
            torch._foreach_lerp_(averaged, [p.detach() for p in trained], 1 - keep)
        if time.monotonic() - told > 60:
            told = time.monotonic()
            _judged_average(trained, averaged, net, judge, unseen, step, loss)
            if ends - told > 30:
                _save(net, trained, averaged, letters, asked.out, step)
    _judged_average(trained, averaged, net, judge, unseen, step, loss)
    _save(net, trained, averaged, letters, asked.out, step)


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


def _normalised(images: torch.Tensor, device: str) -> torch.Tensor:
    grey = images.to(device, non_blocking=True).float() / 127.5 - 1.0
    return grey[:, None].expand(-1, 3, -1, -1).contiguous()


class Judge:
    """Whole lines right, of lines cut from forms, read without any knowledge."""

    def __init__(self, path: Path, letters: str, device: str, most: int = 700) -> None:
        self.letters, self.device = letters, device
        with np.load(path) as kept:
            order = np.random.default_rng(7).permutation(len(kept["said"]))[:most]
            self.lines = kept["lines"][order]
            self.widths = kept["widths"][order]
            self.said = [str(text) for text in kept["said"][order]]

    def __call__(self, net: nn.Module) -> dict[str, float]:
        return self.of(net, self.lines, self.widths, self.said)

    def of(
        self,
        net: nn.Module,
        lines: NDArray[np.uint8],
        widths: NDArray[np.intp],
        said: list[str],
    ) -> dict[str, float]:
        """Return percent right: digits, kana, other lines."""
        groups: dict[str, list[bool]] = {}
        order = np.argsort(widths)
        with torch.no_grad():
            for start in range(0, len(order), 32):
                chosen = order[start : start + 32]
                wide = -(-int(widths[chosen].max()) // 32) * 32
                batch = np.full((len(chosen), LINE_HEIGHT, wide), 255, np.uint8)
                for n, at in enumerate(chosen):
                    batch[n, :, : widths[at]] = lines[at, :, : widths[at]]
                images = _normalised(torch.from_numpy(batch), self.device)
                best = net(images).argmax(-1).cpu().numpy()
                for n, at in enumerate(chosen):
                    row = best[n, : widths[at] // _STEP]
                    picked = [
                        label
                        for place, label in enumerate(row)
                        if label and (place == 0 or label != row[place - 1])
                    ]
                    text = "".join(self.letters[label - 1] for label in picked)
                    truth = said[at]
                    groups.setdefault(_group(truth), []).append(text == truth)
        return {name: round(100 * float(np.mean(v)), 1) for name, v in groups.items()}


def _group(text: str) -> str:
    if text.isdigit():
        return "digits"
    return "kana" if all("ァ" <= char <= "ー" for char in text) else "text"


class _Unseen:
    def __init__(self, lines: NDArray[np.uint8], widths: NDArray[np.intp],
                 said: list[str]) -> None:
        self.lines, self.widths, self.said = lines, widths, said

    def __call__(self, net: nn.Module, judge: Judge) -> dict[str, float]:
        return judge.of(net, self.lines, self.widths, self.said)


def _one_font(asked: argparse.Namespace, letters: str) -> _Unseen:
    """Return lines in the font that is not learned from."""
    lines = Lines(asked.work, letters, (asked.without,), batch=min(300, asked.judged), seed=99)
    images, labels, lengths = next(iter(lines))
    said, start = [], 0
    for _, count in lengths.tolist():
        said.append("".join(letters[n - 1] for n in labels[start : start + count]))
        start += count
    widths = np.full(len(images), images.shape[2])
    return _Unseen(images.numpy(), widths, said)


def _judged_average(trained, averaged, net, judge, unseen, step, loss) -> None:  # type: ignore[no-untyped-def]
    kept = [p.detach().clone() for p in trained]
    with torch.no_grad():
        torch._foreach_copy_(trained, averaged)
    print(step, round(float(loss), 3), judge(net), unseen(net, judge), flush=True)
    with torch.no_grad():
        torch._foreach_copy_(trained, kept)


def _save(net, trained, averaged, letters, out, step) -> None:  # type: ignore[no-untyped-def]
    """Write the averaged weights by name, in half precision."""
    names = [name for name, p in net.named_parameters() if p.requires_grad]
    arrays = {
        name: value.float().cpu().numpy().astype(np.float16)
        for name, value in zip(names, averaged, strict=True)
    }
    np.savez(out, **arrays)
    out.with_suffix(".json").write_text(
        json.dumps({"letters": letters, "steps": step}, ensure_ascii=False)
    )


if __name__ == "__main__":
    main()
