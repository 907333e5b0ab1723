"""The one place where Playwright's own errors become ours."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error, TimeoutError

from rpa_suite.errors import SiteTrouble

_NET = re.compile(r"net::(ERR_[A-Z_]+)")


@contextmanager
def site_troubles() -> Iterator[None]:
    """Turn Playwright's errors inside the block into ``SiteTrouble``.

    Their texts and causes are dropped: the call log that Playwright writes into them
    carries what was typed.
    """
    try:
        yield
    except TimeoutError:
        raise SiteTrouble(
            "業務システムの画面が時間内に表示されませんでした。"
            "混み合っていないか確かめ、時間をおいて実行してください。",
            code="TIMEOUT",
        ) from None
    except Error as error:
        if net := net_error(str(error)):
            raise no_connection(net) from None
        if "strict mode violation" in str(error):
            raise SiteTrouble(
                "画面に同じ項目が2つ以上あり、どれか決められません。"
                "画面が変わっていないか、情報担当へ連絡してください。",
                code="AMBIGUOUS",
            ) from None
        raise SiteTrouble(
            "ブラウザーの操作ができなくなりました。"
            f"もう一度実行してください。({type(error).__name__})",
            code="BROWSER",
        ) from None


def net_error(said: str) -> str:
    """Return the browser's word for a connection that failed, or nothing."""
    found = _NET.search(said)
    return found[1] if found else ""


def no_connection(why: str) -> SiteTrouble:
    """Return that the system cannot be reached, with the browser's word for why."""
    return SiteTrouble(
        f"業務システムにつながりません。動いているか、回線を確かめてください。({why})",
        code="CONNECTION",
    )
