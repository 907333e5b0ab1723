"""Next year's 額改定認定請求書, as if the law had changed: drawn from this year's."""

from pathlib import Path

from rpa_suite.ocr.drawing import draw_blank, load_layout
from rpa_suite.ocr.templates import template_of

FORM, EDITION = "child_allowance_change", "R9"
# One field moved, one gone, one new, a row and a choice less.
_CHANGES = (
    ('edition = "v1"', f'edition = "{EDITION}"'),
    ("cells = [[118.0, 99.55, 11]]", "cells = [[124.0, 101.55, 11]]"),
    ("rows = 5", "rows = 4"),
    (', "その他" = [134.6, 50.72]', ""),
    (
        'label = "兄姉等の確認書を添付"\nkind = "check"\nbox = [20.0, 263.53]',
        'label = "勤務先名称"\nkind = "text"\nbox = [112.0, 59.0, 80.0, 9.0]',
    ),
)


def draw_next_year(templates: Path, path: Path) -> None:
    """Draw the blank form of next year to ``path``.

    Args:
        templates: Where this year's template lies.
        path: The PDF.
    """
    folder = templates / FORM
    text = (folder / "template.toml").read_text("utf-8").split("[[rule]]")[0]
    for old, new in _CHANGES:
        assert old in text
        text = text.replace(old, new)
    draw_blank(template_of(text, folder), load_layout(folder), path)
