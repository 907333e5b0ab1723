"""Draw hard pages with what was read on them: ``python -m bench.reading.pictures``.

Writes docs/hard-<form>.jpg: accepted values green, doubtful ones red with the reason.
"""

import tempfile
from pathlib import Path

from PIL import Image

from bench.forms.make import ROOT, TEMPLATES, make_forms
from bench.reading.__main__ import TODAY
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.overlay import draw_readings
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_templates

# Template and number of the form among those of the seed: stamps, folds, a fax.
_SEED = 1000
_SHOWN = {
    "child_allowance_claim": 4,
    "child_allowance_change": 3,
    "wage_report": 6,
    "employee_transfer_notice": 2,
    "moped_registration": 1,
}
_WIDTH = 1400


def main() -> None:
    """Make, read and draw the pages."""
    templates = load_templates(TEMPLATES)
    recogniser = Recogniser(find_models())
    for template_id, number in _SHOWN.items():
        with tempfile.TemporaryDirectory() as folder:
            *_, made = make_forms(
                number,
                seed=_SEED,
                out=Path(folder),
                template_id=template_id,
                hard=True,
            )
            template = templates[template_id]
            (result,) = read_file(
                made.path, {template_id: template}, recogniser, today=TODAY
            )
        assert result.form is not None, result.error
        page = Image.fromarray(draw_readings(result.flats[1], result.form, template))
        page.thumbnail((_WIDTH, 2 * _WIDTH), Image.Resampling.LANCZOS)
        path = ROOT / "docs" / f"hard-{template_id}.jpg"
        page.save(path, quality=72)
        print(path)


if __name__ == "__main__":
    main()
