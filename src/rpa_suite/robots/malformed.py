"""What is wrong with a robot.toml or sites.toml, for whoever mistyped it."""

import re
from collections.abc import Mapping
from pathlib import Path
from tomllib import TOMLDecodeError

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rpa_suite.errors import ManifestError, nearest
from rpa_suite.robots.manifest import KNOWN_KEYS

# What pydantic objects to, and what may stand there instead.
_FAULTS: Mapping[str, str] = {
    "missing": "が書かれていません。",
    "extra_forbidden": "は知らない項目です。",
    "string_type": 'は "文字" のように引用符で囲んでください。',
    "string_too_short": "は空にできません。",
    "too_short": "には1つ以上書いてください。",
    "bool_parsing": "は true か false です。",
    "bool_type": "は true か false です。",
    "int_parsing": "は整数で書いてください。",
    "int_type": "は整数で書いてください。",
    "int_from_float": "は整数で書いてください。",
    "float_parsing": "は数で書いてください。",
    "float_type": "は数で書いてください。",
    "decimal_parsing": "は数で書いてください。",
    "decimal_type": "は数で書いてください。",
    "date_parsing": "は 2026-04-01 のような日付で書いてください。",
    "date_from_datetime_parsing": "は 2026-04-01 のような日付で書いてください。",
    "date_type": "は 2026-04-01 のような日付で書いてください。",
    "tuple_type": 'は ["…", "…"] のように並べて書いてください。',
    "dict_type": "は [名前] の表で書いてください。",
    "model_type": "は [名前] の表で書いてください。",
}
# Limits, with the name under which pydantic gives the number.
_LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("gt", "は {} より大きい数です。"),
    "greater_than_equal": ("ge", "は {} 以上の数です。"),
    "less_than_equal": ("le", "は {} 以下の数です。"),
}
# Texts of a fixed shape, by the key (of the list) that has it.
_SHAPES: Mapping[str, str] = {
    "task": "は T9 のように、英大文字と数字で書いてください。",
    "never_accept": "は W1234 のように、警告の番号で書いてください。",
    "title_cell": "は D8 のように、セルの番地で書いてください。",
    "cells": "は D8 のように、セルの番地で書いてください。",
    "secret": "は英小文字・数字・- で書いてください。",
    "more_secrets": "は英小文字・数字・- で書いてください。",
}
_OTHERWISE = "の値が正しくありません。"
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


def unreadable(path: Path, error: Exception) -> ManifestError:
    """Return the error for a file that is no TOML; its line is named."""
    at = _AT_LINE.search(str(error)) if isinstance(error, TOMLDecodeError) else None
    where = f"{at[1]}行目の{at[2]}文字目あたりの" if at else ""
    if isinstance(error, UnicodeDecodeError):
        return ManifestError(
            f"{path} は UTF-8 で書かれていません。UTF-8 で保存し直してください。"
        )
    return ManifestError(
        f"{path} を読めません。{where}書き方を直してください。({error})"
    )


def malformed(path: Path, text: str, error: ValidationError) -> ManifestError:
    """Return the error that names everything wrong in a file, each with its line."""
    faults = " ".join(_told(text, each) for each in error.errors(include_url=False))
    return ManifestError(f"{path} に誤りがあります。直してください: {faults}")


def _told(text: str, each: ErrorDetails) -> str:
    keys = [str(part) for part in each["loc"]]
    named = f"「{'.'.join(keys)}」" if keys else ""
    line = 0 if each["type"] == "missing" else _line_of(text, keys)
    return (f"{line}行目: " if line else "") + named + _fault(each)


def _fault(each: ErrorDetails) -> str:
    kind, context = each["type"], each.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "enum":
        options = re.findall(r"'([^']+)'", context["expected"])
        near = nearest(str(each["input"]), options)
        return f"は {'・'.join(options)} のどれかです。{near}"
    if kind in _LIMITS:
        name, told = _LIMITS[kind]
        return told.format(context[name])
    if kind == "string_pattern_mismatch":
        shapes = [_SHAPES[str(p)] for p in each["loc"] if str(p) in _SHAPES]
        return shapes[-1] if shapes else _OTHERWISE
    told = _FAULTS.get(kind, _OTHERWISE)
    if kind == "extra_forbidden":
        told += nearest(str(each["loc"][-1]), KNOWN_KEYS)
    return told


def _line_of(text: str, keys: list[str]) -> int:
    """Return the line of a key in its table, 0 where it cannot be told."""
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.fullmatch(r"\s*\[([^\[\]]+)\]\s*(#.*)?", line):
            table = [part.strip(' "') for part in head[1].split(".")]
        elif key := re.match(r'\s*"?([^"=#]+?)"?\s*=', line):
            here = [*table, key[1]]
            if here == keys[: len(here)]:
                return number
    return 0
