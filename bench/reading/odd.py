"""What does not belong in a field: ``python -m bench.reading.odd --rounds 12``.

Writes なし, 不明, ABC, ¥100 or a slash into the fields of all forms, strikes marks out,
and counts what is accepted unseen as something else.  Nothing was tuned on it, and
nothing is to be.
"""

import json
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Annotated

import cv2
import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from bench.forms.fonts import FONTS, HELD_OUT
from bench.forms.make import TEMPLATES
from bench.forms.pen import Hand
from bench.reading.__main__ import TODAY
from rpa_suite.model.forms import Field, FieldKind, FormTemplate, MarkStyle, Reading
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.blank import FLAT_DPI, MM_PER_INCH, render_blank
from rpa_suite.ocr.flatten import DOTS_PER_MM, FlatPage
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.read_form import read_form
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_templates

_SLASH = "／"  # drawn through the whole field: it is then blank
_SAME = "同じ"  # where a field may mean another one, what is written there is right
_STRUCK = "消した印"  # a circle or a tick with two lines through it: nothing is chosen
_INK = 30  # of 255
# Into rows of cells, and into free boxes, by kind of field.
_IN_CELLS: Mapping[str, tuple[str, ...]] = {
    "digits": ("/", "-", "なし", "?", "X", _SLASH),
    "amount": ("¥100", "-", "なし", "X", "不明", "100円", "壱万", _SLASH),
    "phone": ("03-3754", "なし", "-", "内線12", "不明", _SLASH),
    "date": ("不詳", "なし", "-", _SLASH),
    "my_number": ("なし", "-", "不明", "X", _SLASH),
    "postal_code": ("144-00", "なし", _SLASH),
    "corporate_number": ("なし", "-", _SLASH),
    "kana": ("山田太郎", "やまだ", "なし", "ABC", _SLASH),
}
_IN_BOXES: Mapping[str, tuple[str, ...]] = {
    "address": (
        "蒲田五丁目十三番",
        "横浜市港北区日吉三丁目",
        "鶏龍町架空",
        "蒲田",
        "なし",
        _SAME,
        "住所不定",
        "London UK",
        "横浜市港北区日吉3-14-1",
        _SLASH,
    ),
    "name": ("スミス ジョン", "李", "なし", "不明", "別紙", "後日提出", _SLASH),
    "kana": ("スミス ジョン", "リ", "フメイ", "やまだ たろう", "山田 太郎", _SLASH),
    "text": ("なし", "別紙参照", "未定", "株式会社ABC", "本人", "12345", _SLASH),
    "code": ("なし", "不明", "IOQ", "AB-12", _SLASH),
}


def main(
    rounds: Annotated[int, typer.Option(help="回数（帳票ごと）")] = 12,
    seed: Annotated[int, typer.Option(help="種")] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Count by kind what was written, and what of it is accepted as something else."""
    recogniser = Recogniser(find_models())
    written: Counter[str] = Counter()
    wrong: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for template in load_templates(TEMPLATES).values():
        for number in range(rounds):
            draw = random.Random(f"{seed}/{template.id}/{number}")
            for field, text, reading in _read(template, draw, recogniser):
                kind = kind_of(field)
                written[kind] += 1
                if reading.doubt is None and not _is_right(text, reading):
                    wrong[kind].append((text, reading.value or ""))
    if as_json:
        found = {
            kind: {"written": count, "wrong": wrong[kind]}
            for kind, count in written.items()
        }
        print(json.dumps(found, ensure_ascii=False))
        return
    table = Table(title="欄に合わない記入", title_justify="left")
    for header in ("種類", "書いた", "誤って採用", "何を何と"):
        table.add_column(header)
    for kind, count in written.items():
        pairs = Counter(f"{text}→{value}" for text, value in wrong[kind])
        said = "、".join(f"{pair}（{times}）" for pair, times in pairs.most_common(4))
        table.add_row(kind, str(count), str(len(wrong[kind])), said)
    table.add_row("計", str(written.total()), str(sum(map(len, wrong.values()))), "")
    Console(width=110).print(table)


def _read(
    template: FormTemplate, draw: random.Random, recogniser: Recogniser
) -> Iterator[tuple[Field, str, Reading]]:
    """Write into every field that has odd texts; yield it with text and reading."""
    fonts = [name for name in FONTS if name not in HELD_OUT]
    font = draw.choice(fonts)
    texts: dict[str, str] = {}
    flats = {}
    for page in range(1, template.pages + 1):
        paper = render_blank(template, page=page).astype(np.float32)
        hand = Hand(
            draw=draw,
            font=font,
            ink="black",
            dots_per_mm=FLAT_DPI / MM_PER_INCH,
            sheet=np.zeros(paper.shape[:2], np.float32),
        )
        for field in template.fields:
            odd = _odd_texts(field)
            if field.page == page and odd:
                texts[field.id] = draw.choice(odd)
                _write(hand, field, texts[field.id])
        ink = hand.sheet[..., None]
        mixed = cv2.GaussianBlur(paper * (1 - ink) + _INK * ink, (0, 0), 0.6)
        image = np.clip(mixed, 0, 255).astype(np.uint8)
        flats[page] = FlatPage(image=image, dots_per_mm=DOTS_PER_MM, residual_mm=0.0)
    form = read_form(flats, template, recogniser, today=TODAY)
    for reading in form.readings:
        if reading.field_id in texts:
            field = template.field_named(reading.field_id)
            text = texts[reading.field_id]
            if text == _SAME and field.same_as in texts:
                text = texts[field.same_as]
            yield field, text, reading


def _odd_texts(field: Field) -> tuple[str, ...]:
    if field.kind in (FieldKind.CHOICE, FieldKind.CHECK):
        return (_STRUCK,)
    return (_IN_CELLS if field.cells else _IN_BOXES).get(kind_of(field), ())


def _write(hand: Hand, field: Field, text: str) -> None:
    if text == _STRUCK:
        box = hand.draw.choice(field.zones)
        if field.kind is FieldKind.CHECK or field.mark_style is MarkStyle.TICK:
            hand.tick(box)
            hand.strike_out(box.grown(2.5))
        else:
            hand.circle(box)
            hand.strike_out(box)
    elif text == _SLASH:
        hand.cross_out(field.extent)
    elif field.cells:
        cells = [run.cell(at) for run in field.cells for at in range(run.count)]
        for char, cell in zip(text, cells, strict=False):
            hand.write_in_cell(char, cell)
    else:
        assert field.box is not None
        hand.write_line(text, field.box)


def _is_right(text: str, reading: Reading) -> bool:
    if text in (_SLASH, _STRUCK, "-") and not reading.value:
        return True
    return _plain(text) == _plain(reading.value or "")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


if __name__ == "__main__":
    typer.run(main)
