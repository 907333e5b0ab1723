"""Between Windows-31J pages and text: what is sent out, what forms post back."""

import codecs
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

PAGE_ENCODING = "cp932"
# What the system writes for a character that it cannot store (F12).
GETA = "〓"
_REFERENCE = re.compile(r"&#(\d{2,7});")


def _geta(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return GETA * (error.end - error.start), error.end


codecs.register_error("geta", _geta)


def encode_page(text: str, *, lossy: bool) -> bytes:
    """Return a page in Windows-31J; what has no code there is a reference, or 〓."""
    return text.encode(PAGE_ENCODING, "geta" if lossy else "xmlcharrefreplace")


def lose_glyphs(text: str) -> str:
    """Return ``text`` with 〓 for every character outside Windows-31J, and 外字."""
    kept = "".join(GETA if "\ue000" <= c <= "\uf8ff" else c for c in text)
    return kept.encode(PAGE_ENCODING, "geta").decode(PAGE_ENCODING)


async def read_posted(request: Request) -> list[tuple[str, str]]:
    """Return the names and values of a posted form, in order.

    A browser names the page's encoding in ``_charset_`` and writes what has no code in
    it as a reference; a form without ``_charset_`` is UTF-8.
    """
    body = (await request.body()).decode("latin-1")
    named = dict(parse_qsl(body, encoding="latin-1")).get("_charset_", "")
    if named.lower() not in ("shift_jis", "windows-31j", "cp932"):
        return parse_qsl(body, keep_blank_values=True, errors="replace")
    pairs = parse_qsl(
        body, keep_blank_values=True, encoding=PAGE_ENCODING, errors="replace"
    )
    return [
        (name, _REFERENCE.sub(lambda found: _character(found[1]), value))
        for name, value in pairs
    ]


def _character(number: str) -> str:
    code = int(number)
    return chr(code) if code < 0x110000 else GETA


def lossy_values(values: Mapping[str, str]) -> dict[str, str]:
    """Return a form's values after the system lost what it cannot store."""
    return {name: lose_glyphs(value) for name, value in values.items()}
