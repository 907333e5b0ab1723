"""Gather letters and texts to learn from: ``python -m bench.hands.gather OUT``.

Writes letterforms.npz and texts.npz, the letters that the net shall know, and a copy of
the stock net.  Beside the fonts that forms are written
with, it takes handwriting fonts of Debian (``apt-get install fonts-kiloji fonts-seto
fonts-yozvox-yozfont``) and, for digits and Latin letters, of the npm registry.  Nothing
of ``bench.forms.fonts.HELD_OUT`` and no digit outside the part "learn" is in it.
"""

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from bench.forms import fonts
from bench.forms.digits import Part, digit_images
from bench.hands.letterforms import EM, POINTS, SIDE, Letterforms
from bench.hands.strokes import strokes_of
from bench.hands.texts import make_texts
from rpa_suite.jp.person_names import given_names, surnames
from rpa_suite.ocr.charsets import DIGITS, kana, written_japanese
from rpa_suite.ocr.models import find_models

_DEBIAN = Path("/usr/share/fonts/truetype")
# The last is kept for judging, never learned from.
JAPANESE = {
    **{
        name: fonts.FOLDER / f"{name}.ttf"
        for name in fonts.FONTS
        if name not in fonts.HELD_OUT
    },
    "kiloji": _DEBIAN / "kiloji" / "kiloji.ttf",
    "setofont": _DEBIAN / "seto" / "setofont.ttf",
    # Employers print their reports: what is printed has to stay readable.
    "ipaexg": Path("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf"),
    "noto-sans": Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    "yozfont": _DEBIAN / "yozvox-yozfont" / "YOzRE_.ttf",
}
FOR_JUDGING = "yozfont"
# Digits and Latin letters only.
LATIN = {
    "caveat": ("0.4.2", "400Regular/Caveat_400Regular.ttf"),
    "indie-flower": ("0.4.1", "400Regular/IndieFlower_400Regular.ttf"),
    "gloria-hallelujah": ("0.4.1", "400Regular/GloriaHallelujah_400Regular.ttf"),
    "gochi-hand": ("0.4.2", "400Regular/GochiHand_400Regular.ttf"),
    "patrick-hand": ("0.4.1", "400Regular/PatrickHand_400Regular.ttf"),
    "shadows-into-light": ("0.4.1", "400Regular/ShadowsIntoLight_400Regular.ttf"),
    "kalam": ("0.4.1", "400Regular/Kalam_400Regular.ttf"),
    "schoolbell": ("0.4.0", "400Regular/Schoolbell_400Regular.ttf"),
    "reenie-beanie": ("0.4.1", "400Regular/ReenieBeanie_400Regular.ttf"),
    "nanum-pen-script": ("0.4.0", "400Regular/NanumPenScript_400Regular.ttf"),
    "marck-script": ("0.4.1", "400Regular/MarckScript_400Regular.ttf"),
    "la-belle-aurore": ("0.4.1", "400Regular/LaBelleAurore_400Regular.ttf"),
    "permanent-marker": ("0.4.0", "400Regular/PermanentMarker_400Regular.ttf"),
}
_DIGITS = 4_000  # of each: enough to learn from, and the file stays small
_SIGNS = "ヮヰヱヵヶ。、，．：（）／㈱＆"
_LATIN = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-"


def main(
    out: Annotated[Path, typer.Argument(help="置き場")],
    texts: Annotated[int, typer.Option(help="文の数")] = 300_000,
) -> None:
    """Write both files."""
    out.mkdir(parents=True, exist_ok=True)
    _gather().save(out / "letterforms.npz")
    shutil.copy(find_models().stock_lines.path, out / "stock.onnx")
    known = dict.fromkeys(written_japanese() + _LATIN + kana() + _SIGNS)
    (out / "letters.txt").write_text("".join(known), encoding="utf-8")
    made = list(make_texts(random.Random("texts"), texts))
    np.savez_compressed(
        out / "texts.npz",
        how=np.array([how for how, _ in made]),
        text=np.array([text for _, text in made]),
    )


def _gather() -> Letterforms:
    letters = written_japanese() + _LATIN + kana()
    common = "".join(dict.fromkeys(_common() + _LATIN + kana()))
    drawn, images = [], []
    for path in JAPANESE.values():
        known, inks = _of_font(path, common)
        drawn.append(known)
        images.append(inks)
    for name, (version, inside) in LATIN.items():
        known, inks = _of_font(_fetched(name, version, inside), _LATIN)
        drawn.append(known)
        images.append(inks)
    stroked, counts, points = [], [], []
    for char in dict.fromkeys(letters):
        strokes = strokes_of(char, POINTS)
        if strokes:
            stroked.append(char)
            counts.append(len(strokes))
            points += [np.clip(np.round(each * 255), 0, 255) for each in strokes]
    learn = digit_images(Part.LEARN)
    return Letterforms(
        fonts=(*JAPANESE, *LATIN),
        drawn=tuple(drawn),
        images=np.concatenate(images),
        stroked="".join(stroked),
        counts=np.array(counts, np.uint8),
        points=np.array(points).astype(np.uint8),
        digits=np.stack([learn[digit][:_DIGITS] for digit in range(10)]),
    )


def _common() -> str:
    """Return the letters worth drawing in every font; strokes serve for the rest."""
    first_level = [
        bytes((0xA0 + row, 0xA0 + cell)).decode("euc_jp", "ignore")
        for row in range(16, 48)
        for cell in range(1, 95)
    ]
    rest = [char for char in written_japanese() if not "\u4e00" <= char <= "\u9fff"]
    seen = Counter(
        char for word in (*surnames(), *given_names()) for char in word.written
    )
    names = [char for char, times in seen.items() if times >= 3]
    return "".join(dict.fromkeys([*first_level, *rest, *names]))


def _of_font(path: Path, letters: str) -> tuple[str, NDArray[np.uint8]]:
    with TTFont(path, fontNumber=0) as file:
        cmap = file.getBestCmap()
    face = ImageFont.truetype(path, round(EM), layout_engine=ImageFont.Layout.BASIC)
    known, images = [], []
    for char in letters:
        if ord(char) not in cmap:
            continue
        canvas = Image.new("L", (SIDE, SIDE), 0)
        ImageDraw.Draw(canvas).text(
            (SIDE / 2, SIDE / 2), char, font=face, fill=255, anchor="mm"
        )
        ink = np.asarray(canvas)
        if ink.max() > 100:  # some fonts map letters to nothing
            known.append(char)
            images.append(ink)
    return "".join(known), np.array(images, np.uint8)


def _fetched(name: str, version: str, inside: str) -> Path:
    target = fonts.FOLDER / f"{name}.ttf"
    if not target.exists():
        fonts.fetch_one(name, version, inside)
    return target


if __name__ == "__main__":
    typer.run(main)
