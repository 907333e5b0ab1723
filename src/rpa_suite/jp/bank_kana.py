"""Kana of bank transfers (全銀): the half-width letters that banks accept."""

import re

import jaconv

from rpa_suite.jp.checked import Checked, error, ok, warn
from rpa_suite.jp.kana import normalise_kana, to_large_kana

#: Bytes of 口座名義 in a transfer record; one half-width letter is one byte.
LONGEST = 30

_NOT_ALLOWED = re.compile(r"[^A-Z0-9ｱ-ﾝﾞﾟ()｢｣/\-.,\\ ]")
_LETTERS = str.maketrans(
    {"ヲ": "オ", "ヰ": "イ", "ヱ": "エ", "ー": "-", "¥": "\\", "。": ".", "、": ","}
)
# 法人略語; in front "ｶ)", at the end "(ｶ", between "(ｶ)".
_CORPORATIONS = {
    "シャカイフクシホウジン": "ﾌｸ",
    "イリョウホウジン": "ｲ",
    "ガッコウホウジン": "ｶﾞｸ",
    "シュウキョウホウジン": "ｼﾕｳ",
    "ザイダンホウジン": "ｻﾞｲ",
    "シャダンホウジン": "ｼﾔ",
    "カブシキガイシャ": "ｶ",
    "カブシキカイシャ": "ｶ",
    "ユウゲンガイシャ": "ﾕ",
    "ユウゲンカイシャ": "ﾕ",
    "ゴウシガイシャ": "ｼ",
    "ゴウメイガイシャ": "ﾒ",
    "ゴウドウガイシャ": "ﾄﾞ",
}


def bank_kana(text: str) -> Checked:
    """Return a name as a bank writes it: ワタナベ　ジュン is ﾜﾀﾅﾍﾞ ｼﾞﾕﾝ.

    Reasons: ``bank_kana.blank``, ``.characters``, ``.length`` (errors),
    ``.middle_dot`` (warning: ・ became a full stop, banks differ there).
    """
    kana = normalise_kana(text)
    if not kana:
        return error(
            "", "bank_kana.blank", "口座名義のカナが空です。入力してください。"
        )
    had_dot = "・" in kana
    plain = to_large_kana(kana).translate(_LETTERS).replace("・", ".")
    narrow = jaconv.z2h(plain, kana=True, ascii=True, digit=True).upper()
    narrow = narrow.replace("\u3000", " ").replace("ｰ", "-")
    if _NOT_ALLOWED.search(narrow):
        return error(
            narrow,
            "bank_kana.characters",
            "口座名義に銀行で使えない文字があります。通帳のカナと見比べてください。",
        )
    if len(narrow) > LONGEST:
        return error(
            narrow,
            "bank_kana.length",
            f"口座名義が{LONGEST}文字を超えます。通帳の略し方に合わせてください。",
        )
    if had_dot:
        return warn(
            narrow,
            "bank_kana.middle_dot",
            "中点をピリオドに置き換えました。通帳のカナと見比べてください。",
        )
    return ok(narrow)


def abbreviate_corporation(kana: str) -> str:
    """Return normalised ``kana`` with the kind of corporation in its bank short form.

    カブシキガイシャオオタ becomes ｶ)オオタ, オオタカブシキガイシャ becomes オオタ(ｶ.
    """
    name = normalise_kana(kana)
    for word, short in _CORPORATIONS.items():
        if name.startswith(word):
            return f"{short}){name.removeprefix(word).lstrip()}"
        if name.endswith(word):
            return f"{name.removesuffix(word).rstrip()}({short}"
        if word in name:
            return re.sub(rf"\s*{word}\s*", f"({short})", name)
    return name
