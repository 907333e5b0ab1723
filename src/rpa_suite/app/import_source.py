"""The clerk's own file, kept with its import so that it can be given back."""

import hashlib

from rpa_suite.app.records import Preview, PreviewRow, RowFate, Severity
from rpa_suite.model.work import BatchKind
from rpa_suite.store import BatchSource


def source_of(preview: Preview) -> BatchSource | None:
    """Return the file that was previewed.

    None for a scan, whose pages are kept one by one, and for a file that is gone or
    was changed since it was looked at: the items come from what was looked at.
    """
    if preview.kind is BatchKind.SCAN:
        return None
    try:
        content = preview.path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != preview.sha256:
        return None
    return BatchSource(
        content=content,
        left_out={
            row.number: _why_left_out(row)
            for row in preview.rows
            if row.fate in (RowFate.ERROR, RowFate.DUPLICATE)
        },
    )


def _why_left_out(row: PreviewRow) -> str:
    wrong = [
        f"{each.column}: {each.message}" if each.column else each.message
        for each in row.problems
        if each.severity is Severity.ERROR
    ]
    if wrong:
        return " ".join(wrong)
    return "同じ内容が既に取り込まれています。"
