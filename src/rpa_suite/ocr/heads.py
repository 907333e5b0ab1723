"""A last layer learned at the office: what this office's hands make of the characters.

The nets stay as they are.  A head adds to their joined log probabilities a linear
function of everything that the cell net said of the cell, so that a 1 that the net
takes for a 7, but for an odd one, becomes a 1.  It works with any cell net: a head
names the net that it was learned on, and another net makes it void.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
_LEAST = -12.0


@dataclass(frozen=True, slots=True)
class Head:
    """A correction for the characters of one set.

    Attributes:
        charset: What the columns of ``weights`` stand for.
        usual: Mean of what the net says, by class of the net; ``spread`` likewise.
        weights: (classes of the net, characters).
        bias: (characters,).
    """

    charset: str
    usual: Table
    spread: Table
    weights: Table
    bias: Table

    def corrected(self, logs: Table, whole: Table, charset: str) -> Table:
        """Return the log probabilities of a row's cells with the correction.

        Args:
            logs: (cells, characters of ``charset``).
            whole: What the cell net says (cells, classes of the net).
            charset: Characters of this head, maybe not all.
        """
        columns = [self.charset.index(char) for char in charset]
        added = self.features(whole) @ self.weights[:, columns] + self.bias[columns]
        changed = logs + added
        peak = np.logaddexp.reduce(changed, axis=1, keepdims=True)
        return np.asarray(changed - peak)

    def features(self, whole: Table) -> Table:
        """Return what the net says in units of its spread."""
        return np.asarray((bounded(whole) - self.usual) / self.spread)


def bounded(whole: Table) -> Table:
    """Return logarithms without the depths in which they say nothing more."""
    return np.maximum(whole, _LEAST)


def packed(heads: Mapping[str, Head], *, net: str) -> bytes:
    """Return heads by kind of field as one file.

    Args:
        heads: Kind of field to head; kinds may share one.
        net: SHA-256 of the cell net that they were learned on.
    """
    unique = list({id(head): head for head in heads.values()}.values())
    told = {
        "net": net,
        "charsets": [head.charset for head in unique],
        "kinds": {
            kind: next(n for n, each in enumerate(unique) if each is head)
            for kind, head in sorted(heads.items())
        },
    }
    arrays: dict[str, NDArray[np.float32]] = {}
    for number, head in enumerate(unique):
        for name in ("usual", "spread", "weights", "bias"):
            arrays[f"{number}_{name}"] = getattr(head, name).astype(np.float32)
    file = io.BytesIO()
    text = json.dumps(told, ensure_ascii=False)
    np.savez(file, told=np.array(text), **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def unpacked(content: bytes, *, net: str) -> dict[str, Head]:
    """Return the heads of a file; none where they were learned on another net."""
    if not content:
        return {}
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        told = json.loads(str(file["told"]))
        if told["net"] != net:
            return {}
        heads = [
            Head(
                charset,
                *(
                    file[f"{number}_{name}"].astype(np.float64)
                    for name in ("usual", "spread", "weights", "bias")
                ),
            )
            for number, charset in enumerate(told["charsets"])
        ]
    return {kind: heads[number] for kind, number in told["kinds"].items()}


def net_of(content: bytes) -> str:
    """Return the SHA-256 of the net that heads were learned on."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return str(json.loads(str(file["told"]))["net"])


def hash_of(content: bytes) -> str:
    """Return what tells one file of heads from another."""
    return sha256(content).hexdigest()
