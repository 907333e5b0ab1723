"""Lines as the product cuts them from forms, to judge nets by.

``python -m bench.hands.cut OUT.npz --forms 48``: written with the hands that forms for
tuning are written with (``--held-out``: with those that nothing was tuned on).
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from bench.forms.make import TEMPLATES, MadeForm, make_forms
from rpa_suite.errors import FormMismatch
from rpa_suite.jp.eras import to_era
from rpa_suite.model.forms import MARKS, Field, FieldKind, FormTemplate
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.identify import place
from rpa_suite.ocr.line_images import LINE_HEIGHT, scaled
from rpa_suite.ocr.lines import cell_line, free_lines
from rpa_suite.ocr.pages import load_pages
from rpa_suite.ocr.templates import load_templates


def main(
    out: Annotated[Path, typer.Argument(help="npz ファイル")],
    forms: Annotated[int, typer.Option(help="枚数（6種に分ける）")] = 72,
    seed: Annotated[int, typer.Option(help="種")] = 5000,
    held_out: Annotated[bool, typer.Option(help="調整に使わない書体で")] = False,
) -> None:
    """Write lines (48 pixels high, white to the right) and what they say."""
    lines, said = [], []
    templates = load_templates(TEMPLATES)
    with tempfile.TemporaryDirectory() as folder:
        for template in templates.values():
            for hard in (False, True):
                for made in make_forms(
                    max(1, forms // len(templates) // 2),
                    seed=seed,
                    out=Path(folder) / f"{template.id}-{hard}",
                    template_id=template.id,
                    held_out=held_out,
                    hard=hard,
                ):
                    for line, text in _cut(made, template):
                        lines.append(line)
                        said.append(text)
    widths = [line.shape[1] for line in lines]
    together = np.full((len(lines), LINE_HEIGHT, max(widths)), 255, np.uint8)
    for number, line in enumerate(lines):
        together[number, :, : line.shape[1]] = line
    np.savez_compressed(
        out, lines=together, widths=np.array(widths), said=np.array(said)
    )
    print(len(lines), "lines")


def _cut(
    made: MadeForm, template: FormTemplate
) -> Iterator[tuple[NDArray[np.uint8], str]]:
    """Yield the lines of one form that were cut whole, and what they say."""
    for page in load_pages(made.path):
        try:
            placed = place(page, {template.id: template})
        except FormMismatch:
            continue
        ink = ink_with_corrections(placed.flat, template, page=placed.page_number)
        for each in template.fields:
            text = _written(each, made.values.get(each.id, ""))
            if each.page != placed.page_number or each.kind in MARKS or not text:
                continue
            if each.cells:
                row = cell_line(ink, each.cells)
                if row.line is not None and row.count == len(text):
                    yield scaled(row.line)[..., 0], text
            elif each.box is not None:
                found = free_lines(ink, each.box, each.lines)
                if len(found) == 1:
                    yield scaled(found[0].line)[..., 0], text


def _written(each: Field, value: str) -> str:
    """Return what stands on the paper, without gaps; era years for days."""
    if each.kind is FieldKind.DATE and value:
        day = to_era(dt.date.fromisoformat(value))
        return f"{day.year:02}{day.month:02}{day.day:02}"
    return "".join(value.split())


if __name__ == "__main__":
    typer.run(main)
