"""Where the paper or the scan speaks against reading a field unseen.

However sure the recogniser is of what it sees: a stamp adds strokes, a weak fax takes
some away, and what reaches far into empty cells was hardly meant.
"""

from collections.abc import Sequence
from itertools import groupby

from rpa_suite.model.forms import MARKS, Field, FieldKind
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import cell_line

_OVERLAID = "印・折り目・斜線が重なっています。原票と見比べてください。"
_FADED = "文字がかすれています。原票と見比べてください。"
_FADED_AWAY = "薄い字が消えているかもしれません。原票と見比べてください。"
OF_A_FADED_PAGE = frozenset({_FADED, _FADED_AWAY})
_APART = "離れたマスにも何か書かれています。原票と見比べてください。"
# Of what stands in a field, that in specks too small for a pen: strokes leave none.
_BROKEN = 0.01
_BROKEN_FIELDS, _BROKEN_SHARE = 3, 0.10  # so many and such a share fade a page
_WIDEST_GAP = 2  # empty cells between 姓 and 名


def is_faded(page: InkPage, fields: Sequence[Field]) -> bool:
    """Whether a weak fax or copier has broken up the writing of a page.

    Then strokes are missing everywhere, also where no trace of them is left.
    """
    written = [
        field
        for field in fields
        if field.kind not in MARKS
        and any(page.area_in(zone) for zone in field.zones)
        and not any(page.is_overlaid(zone) for zone in field.zones)
    ]
    broken = sum(
        max(page.specks_share(zone) for zone in field.zones) > _BROKEN
        for field in written
    )
    return broken >= max(_BROKEN_FIELDS, _BROKEN_SHARE * len(written))


def why_spoiled(page: InkPage, field: Field, *, faded: bool) -> str | None:
    """Return why a person has to look at a field, None where nothing speaks for it.

    Args:
        page: The page that the field stands on.
        field: Any field.
        faded: What ``is_faded`` says of the page.
    """
    if any(page.is_overlaid(zone) for zone in field.zones):
        return _OVERLAID
    if faded and not any(page.area_in(zone) for zone in field.zones):
        return _FADED_AWAY
    if field.kind in MARKS:
        return None
    if faded:
        return _FADED
    if field.kind is FieldKind.KANA and field.cells:
        written = cell_line(page, field.cells).written
        if _inner_gap(written) > _WIDEST_GAP:
            return _APART
    return None


def _inner_gap(written: tuple[bool, ...]) -> int:
    """Return the longest run of empty cells between written ones."""
    if not any(written):
        return 0
    first = written.index(True)
    last = len(written) - written[::-1].index(True)
    gaps = [len(list(run)) for used, run in groupby(written[first:last]) if not used]
    return max(gaps, default=0)
