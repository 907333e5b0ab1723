"""Make the line recogniser that ships: ``python -m bench.hands.finish WORK OUT.onnx``.

Takes the trained weights back towards the stock ones (what was learned of hands must
not cost what the stock model knew), and writes them in half precision: half the bytes,
and onnxruntime makes full precision of them once, when it loads the file.
"""

import argparse
import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnx2torch import convert

from bench.hands.letterforms import Letterforms
from bench.hands.train_lines import (
    HEAD_BIAS,
    HEAD_WEIGHTS,
    cut_stock,
    with_parameters,
)
from bench.hands.writers import Writer
from rpa_suite.ocr.line_images import scaled

Array = NDArray[Any]

_SMALL = 64  # values; smaller ones stay as they are
_WRITINGS, _ENOUGH = 8, 6
FOR_JUDGING = "yozfont"


def finish(work: Path, out: Path, share: float) -> None:
    """Write the model: ``share`` of the way from the stock weights to the trained.

    Letters that the stock model lacks come whole from training, and only those stay
    that are found again in most writings: the others are declared as unreadable.
    """
    letters = json.loads((work / "lines.json").read_text(encoding="utf-8"))["letters"]
    model, _ = cut_stock(work / "stock.onnx", letters)
    added = [n for n, char in enumerate(letters, 1) if char not in stock_letters(work)]
    values = _mixed(model, work / "lines.npz", share, added)
    _write(model, values, letters, out)
    learned = _found_again(out, work, letters, [letters[n - 1] for n in added])
    dropped = [n for n in added if letters[n - 1] not in learned]
    for name in (HEAD_WEIGHTS, HEAD_BIAS):
        values[name] = np.delete(values[name], dropped, axis=-1)
    kept = "".join(c for n, c in enumerate(letters, 1) if n not in dropped)
    _write(model, values, kept, out)
    print("added", "".join(learned))
    print("dropped", "".join(letters[n - 1] for n in dropped))


def stock_letters(work: Path) -> frozenset[str]:
    """Return what the stock model can output."""
    model = onnx.load(str(work / "stock.onnx"), load_external_data=False)
    listed = next(p.value for p in model.metadata_props if p.key == "character")
    return frozenset(listed.splitlines())


def _mixed(
    model: onnx.ModelProto, trained: Path, share: float, added: list[int]
) -> dict[str, Array]:
    net = convert(model)
    with_parameters(net)
    values: dict[str, Array] = {
        init.name: numpy_helper.to_array(init) for init in model.graph.initializer
    }
    by_value: dict[bytes, list[str]] = {}
    for name, value in values.items():
        by_value.setdefault(value.astype(np.float32).tobytes(), []).append(name)
    with np.load(trained) as learned:
        for name, parameter in net.named_parameters():
            if name not in learned:
                continue
            before = parameter.detach().numpy()
            (target,) = by_value[before.tobytes()]
            after = learned[name].astype(np.float32)
            mixed = before + share * (after - before)
            if target in (HEAD_WEIGHTS, HEAD_BIAS):
                mixed[..., added] = after[..., added]
            values[target] = mixed.reshape(values[target].shape)
    return values


def _found_again(
    model: Path, work: Path, letters: str, added: list[str]
) -> frozenset[str]:
    """Return the added letters that are read in most of their writings."""
    forms = Letterforms.load(work / "letterforms.npz")
    noise = np.random.default_rng(11)
    fonts = tuple(n for n, name in enumerate(forms.fonts) if name != FOR_JUDGING)
    session = onnxruntime.InferenceSession(str(model))
    found = []
    for char in added:
        right = 0
        for _ in range(_WRITINGS):
            try:
                made = Writer(forms, noise, fonts).free_line(f"大田{char}子")
            except KeyError:  # nobody could teach it
                break
            if made is not None:
                image = scaled(made[0]).transpose(2, 0, 1)[None] / np.float32(127.5)
                (posteriors,) = session.run(None, {"x": image - np.float32(1)})
                best = posteriors[0].argmax(axis=1)
                right += letters.index(char) + 1 in best
        if right >= _ENOUGH:
            found.append(char)
    return frozenset(found)


def _write(
    model: onnx.ModelProto, values: Mapping[str, Array], letters: str, out: Path
) -> None:
    whole = model
    model = onnx.ModelProto()
    model.CopyFrom(whole)
    graph = model.graph
    del graph.initializer[:], graph.value_info[:]
    casts = []
    for name, value in values.items():
        if value.dtype == np.float32 and value.size >= _SMALL:
            half = f"{name}.half"
            graph.initializer.append(
                numpy_helper.from_array(value.astype(np.float16), half)
            )
            casts.append(
                helper.make_node("Cast", [half], [name], to=onnx.TensorProto.FLOAT)
            )
        else:
            graph.initializer.append(numpy_helper.from_array(value, name))
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    logits = graph.output[0].name
    graph.node.append(helper.make_node("Softmax", [logits], ["posteriors"], axis=2))
    del graph.output[:]
    graph.output.append(
        helper.make_tensor_value_info(
            "posteriors", onnx.TensorProto.FLOAT, ["lines", "frames", len(letters) + 1]
        )
    )
    del model.metadata_props[:]
    entry = model.metadata_props.add()
    entry.key, entry.value = "character", "\n".join(letters)
    onnx.checker.check_model(model)
    onnx.save(model, str(out))


def main() -> None:
    """Write the model."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("work", type=Path, help="stock.onnx, lines.npz, lines.json")
    ask.add_argument("out", type=Path, help="ONNX file")
    ask.add_argument("--share", type=float, default=0.75)
    asked = ask.parse_args()
    warnings.simplefilter("ignore")
    finish(asked.work, asked.out, asked.share)


if __name__ == "__main__":
    main()
