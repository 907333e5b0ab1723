"""Join nets for cells into one: ``python -m bench.hands.join WIDE NARROW OUT.onnx``.

Two that were trained apart misread different cells.  The joined net says the mean of
their probabilities, so that neither is sure of what the other does not see at all.
"""

from pathlib import Path
from typing import Annotated

import onnx
import typer
from onnx import compose, helper

_IN, _OUT = "cells", "logits"


def main(
    nets: Annotated[list[Path], typer.Argument(help="ONNX ファイル、最後が出力")],
) -> None:
    """Write the last file from all those before it."""
    *parts, out = nets
    models = [onnx.load(str(path)) for path in parts]
    told = [{each.key: each.value for each in model.metadata_props} for model in models]
    if any(each != told[0] for each in told):
        raise typer.BadParameter("文字の並びが違うネットは合わせられません。")
    joined = onnx.ModelProto()
    joined.CopyFrom(models[0])
    graph = joined.graph
    del graph.node[:], graph.initializer[:]
    logs = []
    for number, model in enumerate(models):
        mark = f"net{number}/"
        part = compose.add_prefix(model, mark).graph
        graph.initializer.extend(part.initializer)
        for node in part.node:
            node.input[:] = [_IN if name == mark + _IN else name for name in node.input]
            graph.node.append(node)
        logs.append(f"{mark}log")
        graph.node.extend(
            [
                helper.make_node("LogSoftmax", [mark + _OUT], [mark + "sure"], axis=1),
                helper.make_node("Unsqueeze", [mark + "sure", "first"], [logs[-1]]),
            ]
        )
    graph.initializer.append(
        helper.make_tensor("first", onnx.TensorProto.INT64, [1], [0])
    )
    graph.node.extend(
        [
            helper.make_node("Concat", logs, ["every"], axis=0),
            helper.make_node(
                "ReduceLogSumExp", ["every"], [_OUT], axes=[0], keepdims=0
            ),
        ]
    )
    onnx.checker.check_model(joined)
    onnx.save(joined, str(out))


if __name__ == "__main__":
    typer.run(main)
