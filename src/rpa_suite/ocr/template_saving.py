"""A draft to its folder: names that can be used, the difference, the two files."""

import difflib
import re
from pathlib import Path

from rpa_suite.errors import InputError
from rpa_suite.ocr.template_draft import Draft
from rpa_suite.ocr.template_text import text_of
from rpa_suite.ocr.templates import FILE_NAME

BLANK_NAME = "blank.pdf"
_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[A-Z0-9-]+")
_EDITION = re.compile(r"[A-Za-z0-9.-]+")


def check_names(folder: Path, *, code: str | None, edition: str | None) -> None:
    """Refuse names that a template cannot have, before minutes are spent.

    Raises:
        InputError: The folder's name, the code or the edition cannot be used, or the
            folder holds a template already.
    """
    if not _ID.fullmatch(folder.name):
        raise InputError(
            f"フォルダー名「{folder.name}」は帳票テンプレートの名前にできません。"
            "英小文字・数字・下線だけの、英小文字で始まる名前にしてください"
            "（例: child_allowance_claim）。"
        )
    if code and not _CODE.fullmatch(code):
        raise InputError(
            f"帳票ID「{code}」は使えません。英大文字・数字・「-」で書いてください。"
        )
    if edition and not _EDITION.fullmatch(edition):
        raise InputError(
            f"版「{edition}」は使えません。英数字・「.」・「-」で書いてください。"
        )
    if (folder / FILE_NAME).exists():
        raise InputError(
            f"「{folder}」にはもうテンプレートがあります。"
            "別のフォルダーを指定するか、template edit で直してください。"
        )


def difference(draft: Draft, folder: Path) -> list[str]:
    """Return a unified diff between the file in ``folder`` and the draft."""
    path = folder / FILE_NAME
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    return list(
        difflib.unified_diff(
            before.splitlines(),
            text_of(draft).splitlines(),
            f"{folder.name}/{FILE_NAME}（いま）",
            f"{folder.name}/{FILE_NAME}（保存後）",
            lineterm="",
            n=2,
        )
    )


def write_draft(draft: Draft, blank: bytes, folder: Path) -> None:
    """Write the two files of a template; an old one is replaced as a whole or not.

    Raises:
        InputError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / BLANK_NAME, blank)
        _replace(folder / FILE_NAME, text_of(draft).encode())
    except OSError as error:
        raise InputError(
            f"フォルダー「{folder}」に書き込めません。場所を確かめてください。"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    beside.replace(path)
