"""Lists of the general system: in pages, sorted anew for each."""

from collections.abc import Iterator, Sequence

from rpa_suite.errors import SiteTrouble
from rpa_suite.robots.screen import Screen

_MOST_PAGES = 60
_TURNING = ("次のページ", "前のページ")


def pages_of(screen: Screen, heading: str) -> Iterator[None]:
    """Show a list page by page, from the first to the last and over again."""
    for _ in range(_MOST_PAGES):
        yield
        ways = [way for way in _TURNING if screen.has_button(way)]
        if not ways:
            return
        with screen.replaced():
            screen.press(ways[0])
        screen.expect_heading(heading)


def every_row(
    screen: Screen, columns: Sequence[str], heading: str
) -> list[dict[str, str]]:
    """Return all rows of a list that may come in pages, sorted anew for each.

    Raises:
        SiteTrouble: The pages never showed as many rows as the system counts.
    """
    rows: dict[str, dict[str, str]] = {}
    for _ in pages_of(screen, heading):
        rows |= {row[columns[0]]: row for row in screen.table(columns)}
        total = screen.count_shown()
        if total is None or len(rows) >= total:
            return list(rows.values())
    raise SiteTrouble(
        "一覧の全部の行を表示できませんでした。時間をおいてやり直します。", code="LIST"
    )
