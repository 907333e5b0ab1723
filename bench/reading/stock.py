"""Write the stock rows: ``python -m bench.reading.stock``.

Cells of made forms with their truth, by hands of the fonts and digits that thresholds
are tuned on.  What an office learns must not read these worse.
"""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from bench.forms.make import ROOT, TEMPLATES
from bench.reading.papers import easy_and_hard, prepare
from rpa_suite.ocr import verified_rows
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.identify import place
from rpa_suite.ocr.pages import load_pages
from rpa_suite.ocr.templates import load_templates
from rpa_suite.ocr.verified_rows import VerifiedRow

FILE = ROOT / "src" / "rpa_suite" / "ocr" / "data" / "stock_rows.npz"
_SEED = 9000
_MOST_OF_A_KIND = 96


def main(
    forms: Annotated[int, typer.Option(help="枚数")] = 96,
    kept: Annotated[Path | None, typer.Option(help="用紙を残すフォルダー")] = None,
) -> None:
    """Make forms, cut out their rows of cells, and write them with their truth."""
    templates = load_templates(TEMPLATES)
    rows: list[VerifiedRow] = []
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = kept or Path(folder)
        wanted = easy_and_hard(sorted(templates), forms // 2, seed=_SEED)
        prepare(wanted, root, processes=2)
        for made in (form for bundle in wanted for form in bundle.forms(root)):
            template = templates[made.template_id]
            for page in load_pages(made.path):
                placed = place(page, {template.id: template})
                ink = ink_with_corrections(
                    placed.flat, template, page=placed.page_number
                )
                for field in template.fields:
                    kind = kind_of(field)
                    value = made.values.get(field.id, "")
                    if field.page != placed.page_number or not value:
                        continue
                    if counts[kind] >= _MOST_OF_A_KIND:
                        continue
                    row = verified_rows.row_of(ink, field, value)
                    if row is not None:
                        rows.append(row)
                        counts[kind] += 1
    FILE.write_bytes(verified_rows.packed(rows))
    print(dict(counts), f"{FILE.stat().st_size / 2**20:.2f} MB")


if __name__ == "__main__":
    typer.run(main)
