"""A simulated office: ``python -m bench.learning``.

Three writers with digits of their own fill in forms.  Clerks, who know what stands
there, settle every doubtful field; the nightly job runs; then other forms by the same
writers, and by everybody, are read before and after.
"""

import json
import tempfile
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from bench.forms.make import ROOT, TEMPLATES, MadeForm, make_forms
from bench.learning.writers import WRITERS
from bench.reading.__main__ import TODAY
from bench.reading.scoring import comparable, percent
from rpa_suite.app.learning import learn
from rpa_suite.app.office import Office
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.heads import unpacked
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_templates
from rpa_suite.settings import Settings

_ROBOT, _FORM = "employee_transfer", "employee_transfer_notice"
_SEED = 7000
_YEAR = timedelta(days=365)


def main(
    verified: Annotated[int, typer.Option(help="確認する用紙（書き手ごと）")] = 40,
    other: Annotated[int, typer.Option(help="比べる用紙（書き手ごと）")] = 10,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Verify forms, learn by night, and read others before and after."""
    models = find_models()
    recogniser = Recogniser(models)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        office = Office.open(
            Settings(
                data_dir=root / "office",
                robots_dir=ROOT / "robots",
                templates_dir=TEMPLATES,
                use_keyring=False,
                spot_check_share=0.0,
            )
        )
        try:
            looks = sum(_verify(office, made) for made in _made(root, verified, _SEED))
            learned = learn(
                office.store,
                office.templates,
                recogniser,
                net=models.of_hands,
                keyed_hash=office.vault.keyed_hash,
                keep=_YEAR,
                now=office.now(),
            )
            content = office.store.learning.current_content()
        finally:
            office.close()
        theirs = list(_made(root, other, _SEED + 500))
        everybody = list(
            make_forms(
                len(theirs), seed=_SEED + 900, out=root / "all", template_id=_FORM
            )
        )
        found: dict[str, Any] = {
            "looks": looks,
            "learned": dict(learned.report),
        }
        for name, papers in (("same_writers", theirs), ("everybody", everybody)):
            recogniser.heads = {}
            before = _accuracy(papers, recogniser)
            recogniser.heads = unpacked(content, net=models.of_hands)
            found[name] = {"before": before, "after": _accuracy(papers, recogniser)}
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"確認 {looks}項目、学習に使った行 {found['learned'].get('used_rows', 0)}")
    for name in ("same_writers", "everybody"):
        print(name)
        for kind, share in found[name]["before"].items():
            print(f"  {kind:18} {share} → {found[name]['after'][kind]}")


def _made(root: Path, count: int, seed: int) -> list[MadeForm]:
    return [
        made
        for number, habits in enumerate(WRITERS)
        for made in make_forms(
            count,
            seed=seed + number,
            out=root / f"{seed}-{number}",
            template_id=_FORM,
            habits=habits,
        )
    ]


def _verify(office: Office, made: MadeForm) -> int:
    """Import a form and settle every doubt with what stands on the paper."""
    office.importing.import_preview(
        office.importing.preview(_ROBOT, made.path), operator="操作者"
    )
    looks = 0
    for who in ("確認者一", "確認者二", "確認者三"):
        for doubt in office.verifying.doubts(_ROBOT, who=who):
            value = made.values.get(doubt.field.id, "")
            if doubt.is_wanted:
                office.verifying.look(
                    doubt, LookOutcome.VALUE, value, who=who, seconds=4
                )
                looks += 1
    for item_id in {
        each.item_id for each in office.verifying.doubts(_ROBOT, who="確認者四")
    }:
        office.verifying.finish_form(item_id, who="確認者四")
    return looks


def _accuracy(papers: list[MadeForm], recogniser: Recogniser) -> dict[str, Any]:
    """Return percent of fields right by kind, and of all that hold numbers."""
    template = load_templates(TEMPLATES)[_FORM]
    right: dict[str, list[bool]] = defaultdict(list)
    for made in papers:
        *_, result = read_file(
            made.path, {template.id: template}, recogniser, today=TODAY
        )
        if result.form is None:
            continue
        for reading in result.form.readings:
            each = template.field_named(reading.field_id)
            truth = made.values.get(each.id, "")
            if truth and each.cells:
                read = comparable(each, reading.value or "")
                right[kind_of(each)].append(read == comparable(each, truth))
    every = [each for kind in right.values() for each in kind]
    right["all"] = every
    return {kind: percent(sum(each), len(each)) for kind, each in sorted(right.items())}


if __name__ == "__main__":
    typer.run(main)
