"""Rows of cells with what people say stands there: what a head is learned from."""

import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from rpa_suite.errors import StoreError
from rpa_suite.jp.eras import to_era
from rpa_suite.model.forms import Field, FieldKind
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.charsets import charset_of
from rpa_suite.ocr.fitting import SeenRow
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import cell_line, line_of_pieces
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.rows import see_row

_STOCK = files("rpa_suite.ocr") / "data" / "stock_rows.npz"
# A free line has no cells; marks hold no characters.
LEARNED_KINDS = frozenset(
    {
        FieldKind.DIGITS,
        FieldKind.DATE,
        FieldKind.AMOUNT,
        FieldKind.MY_NUMBER,
        FieldKind.CORPORATE_NUMBER,
        FieldKind.POSTAL_CODE,
        FieldKind.PHONE,
        FieldKind.KANA,
    }
)


@dataclass(frozen=True, slots=True)
class VerifiedRow:
    """The writing of a row of cells and its truth, one character a cell."""

    kind: str
    charset: str
    truth: str
    pieces: tuple[NDArray[np.uint8], ...]


def row_of(page: InkPage, field: Field, value: str) -> VerifiedRow | None:
    """Cut a verified field out of its page; None where cells and value do not match."""
    if field.kind not in LEARNED_KINDS or not field.cells or not value:
        return None
    runs = [cell_line(page, (run,)) for run in field.cells]
    truth = _in_cells(field, value, [run.count for run in runs])
    pieces = tuple(piece for run in runs for piece in run.pieces)
    charset = charset_of(field)
    if truth is None or len(truth) != len(pieces) or not set(truth) <= set(charset):
        return None
    return VerifiedRow(kind_of(field), charset, truth, pieces)


def _in_cells(field: Field, value: str, counts: list[int]) -> str | None:
    """Return what stands in the written cells of a field with this value."""
    if field.kind is FieldKind.DATE:
        era = to_era(dt.date.fromisoformat(value))
        parts = zip((era.year, era.month, era.day), counts, strict=True)
        return "".join(f"{number:0{count}}" for number, count in parts)
    text = "".join(value.split())
    if field.kind is FieldKind.AMOUNT:
        text = text.zfill(sum(counts))
    return text


def seen(rows: Iterable[VerifiedRow], recogniser: Recogniser) -> Iterator[SeenRow]:
    """Yield the rows as the nets see them, without any head."""
    for row in rows:
        cells = line_of_pieces(row.pieces)
        found = see_row(cells, row.charset, recogniser, kind=row.kind, heads={})
        if found is not None:
            yield SeenRow(
                row.kind, row.charset, row.truth, found.table.logs, found.whole
            )


def packed(rows: Iterable[VerifiedRow]) -> bytes:
    """Return rows as one file."""
    listed = list(rows)
    told = [[r.kind, r.charset, r.truth] for r in listed]
    pieces = {
        f"{number}_{cell}": piece
        for number, row in enumerate(listed)
        for cell, piece in enumerate(row.pieces)
    }
    file = io.BytesIO()
    text = json.dumps(told, ensure_ascii=False)
    np.savez_compressed(file, told=np.array(text), **pieces)  # type: ignore[arg-type]
    return file.getvalue()


def unpacked(content: bytes) -> list[VerifiedRow]:
    """Return the rows of a file.

    Raises:
        StoreError: It is none of ours.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return [
                VerifiedRow(
                    kind,
                    charset,
                    truth,
                    tuple(file[f"{number}_{cell}"] for cell in range(len(truth))),
                )
                for number, (kind, charset, truth) in enumerate(
                    json.loads(str(file["told"]))
                )
            ]
    except (KeyError, ValueError, BadZipFile) as error:
        raise StoreError("学習用の切り抜きが壊れています。") from error


def stock_rows() -> list[VerifiedRow]:
    """Return the rows that come with the program: other people's writing."""
    return unpacked(_STOCK.read_bytes())
