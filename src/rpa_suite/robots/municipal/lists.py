"""Lists of the general system: in pages, sorted anew for each."""

from collections.abc import Iterator, Sequence

from rpa_suite.errors import SiteTrouble
from rpa_suite.robots.screen import Screen
from rpa_suite.robots.screen_fields import ListPage

_MOST_PAGES = 60
_TURNING = ("次のページ", "前のページ")


def pages_of(
    screen: Screen, columns: Sequence[str], heading: str
) -> Iterator[ListPage]:
    """Show a list page by page, from the first to the last and over again."""
    for _ in range(_MOST_PAGES):
        page = screen.list_page(columns, _TURNING)
        yield page
        if not page.ways:
            return
        with screen.replaced():
            screen.press(page.ways[0])
        screen.expect_heading(heading)


def every_row(
    screen: Screen, columns: Sequence[str], heading: str
) -> list[dict[str, str]]:
    """Return all rows of a list that may come in pages, sorted anew for each.

    Raises:
        SiteTrouble: The pages never showed as many rows as the system counts.
    """
    rows: dict[str, dict[str, str]] = {}
    for page in pages_of(screen, columns, heading):
        rows |= {row[columns[0]]: row for row in page.rows}
        if page.total is None or len(rows) >= page.total:
            return list(rows.values())
    raise SiteTrouble(
        "一覧の全部の行を表示できませんでした。時間をおいてやり直します。", code="LIST"
    )
