"""Make, scan and read forms of all templates, and count: ``python -m bench.reading``.

Blank fields that were read as blank are left out everywhere: they flatter.  Forms of
seeds from 1000 on may be tuned on; ``--held-out`` writes with fonts and digits that
nothing was tuned on.
"""

import datetime as dt
import json
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bench.forms.make import TEMPLATES, MadeForm, make_forms
from bench.reading import contenders
from bench.reading.contenders import MASKED, PADDLE, RAW
from bench.reading.scoring import (
    GROUPS,
    SECONDS_PER_FORM,
    SECONDS_PER_LOOK,
    Count,
    Score,
    comparable,
    group_of,
    percent,
    upper_bound,
)
from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.paddle import FullPageReader
from rpa_suite.ocr.reader import FormResult, read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_templates

TODAY = dt.date(2026, 6, 30)
OURS = "ours"


@dataclass
class Tally:
    """One difficulty: all contenders, and what only ours has.

    Attributes:
        untouched: Forms that nobody has to look at.
        looks: Fields that a person has to look at.
        wrong: Accepted and wrong: field, read, written, confidence.
        records: Every field that was written or read: kind, confidence, whether it was
            right, and why it is doubted; nothing of what it says.
    """

    scores: dict[str, Score] = field(default_factory=dict)
    forms: int = 0
    pages: int = 0
    refused: int = 0
    untouched: int = 0
    looks: int = 0
    paddle_pages: int = 0
    wrong: list[tuple[str, str, str, float]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)

    def of(self, name: str) -> Score:
        """Return a contender's score."""
        return self.scores.setdefault(name, Score())

    def as_json(self) -> dict[str, Any]:
        """Return plain values, percent and seconds."""
        ours = self.of(OURS)
        total = ours.total
        wrong = total.accepted - total.accepted_right
        per_page = ours.seconds / max(1, self.pages)
        others = self.of(PADDLE).seconds / max(1, self.paddle_pages)
        return {
            **ours.as_json(),
            "contenders": {
                name: score.as_json()
                for name, score in self.scores.items()
                if name != OURS
            },
            "forms": self.forms,
            "refused": self.refused,
            "fields": total.fields,
            "field_accuracy": total.field_accuracy,
            "character_accuracy": total.character_accuracy,
            "accepted_share": percent(total.accepted, total.fields),
            "accepted_wrong": wrong,
            "accepted_error_bound": upper_bound(wrong, total.accepted),
            "straight_through_forms": percent(self.untouched, self.forms),
            "clerk_seconds_per_form": round(
                (
                    self.looks * SECONDS_PER_LOOK
                    + (self.forms - self.untouched) * SECONDS_PER_FORM
                )
                / max(1, self.forms),
                1,
            ),
            "forms_per_minute": round(60 * self.forms / max(ours.seconds, 1e-9), 1),
            "ratio_vs_paddleocr": round(others / per_page, 2) if others else None,
            "ratio_vs_rapidocr": None,
        }


def main(
    forms: Annotated[int, typer.Option(help="枚数（6種の帳票に分ける）")] = 60,
    seed: Annotated[int, typer.Option(help="種（調整用は1000以上）")] = 1000,
    difficulty: Annotated[str, typer.Option(help="easy・hard・both")] = "both",
    template: Annotated[list[str] | None, typer.Option(help="この帳票だけ")] = None,
    held_out: Annotated[bool, typer.Option(help="調整に使わない書体で")] = False,
    others: Annotated[bool, typer.Option(help="ほかの読み方とも比べる")] = True,
    errors: Annotated[bool, typer.Option(help="採用した誤りを並べる")] = False,
    records: Annotated[Path | None, typer.Option(help="項目ごとの記録の置き場")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Read made forms by ours and others, and compare with what was written."""
    templates = load_templates(TEMPLATES)
    chosen = template or sorted(templates)
    wanted = ("easy", "hard") if difficulty == "both" else (difficulty,)
    recogniser = Recogniser(find_models())
    pages = FullPageReader(find_models()) if others else None
    tallies: dict[str, Tally] = {}
    for name in wanted:
        tally = tallies[name] = Tally()
        for place, template_id in enumerate(chosen):
            share = forms // len(chosen) + (place < forms % len(chosen))
            with tempfile.TemporaryDirectory() as folder:
                for made in make_forms(
                    share,
                    seed=seed,
                    out=Path(folder),
                    template_id=template_id,
                    held_out=held_out,
                    hard=name == "hard",
                ):
                    _read(made, templates[template_id], recogniser, pages, tally)
                    _progress(name, tally, forms)
    if pages:
        pages.close()
    if records:
        lines = [json.dumps(each) for t in tallies.values() for each in t.records]
        records.write_text("\n".join(lines), encoding="utf-8")
    if as_json:
        found = {name: tally.as_json() for name, tally in tallies.items()}
        print(json.dumps({**found, "peak_memory_mb": _peak_mb()}, ensure_ascii=False))
        return
    for name, tally in tallies.items():
        _show(name, tally, errors=errors)
    print(f"最大メモリ {_peak_mb()} MB")


def _read(
    made: MadeForm,
    template: FormTemplate,
    recogniser: Recogniser,
    pages: FullPageReader | None,
    tally: Tally,
) -> None:
    tally.forms += 1
    started = time.perf_counter()
    results = list(
        read_file(made.path, {template.id: template}, recogniser, today=TODAY)
    )
    tally.of(OURS).seconds += time.perf_counter() - started
    tally.pages += template.pages
    result = results[-1]
    if result.form is None:
        tally.refused += 1
        return
    _count_ours(made, template, result, tally)
    if pages is None:
        return
    started = time.perf_counter()
    texts = {RAW: contenders.raw(result.flats, template, recogniser)}
    tally.of(RAW).seconds += time.perf_counter() - started
    texts[MASKED] = contenders.masked(result.flats, template, recogniser)
    # A page takes it seconds: every third form is enough to see.
    if tally.forms % 3 == 1:
        texts[PADDLE], seconds = contenders.paddle(result.flats, template, pages)
        tally.of(PADDLE).seconds += seconds
        tally.paddle_pages += template.pages
    for name, found in texts.items():
        for each in template.fields:
            truth = made.values.get(each.id, "")
            if truth and group_of(each) != "marks":
                may_say = contenders.written(each, truth)
                read = found.get(each.id, "")
                nearest = read if read in may_say else max(may_say)
                tally.of(name).count(group_of(each)).add(read, nearest)


def _count_ours(
    made: MadeForm, template: FormTemplate, result: FormResult, tally: Tally
) -> None:
    assert result.form is not None
    doubts = len(result.form.doubts)
    tally.untouched += not doubts
    tally.looks += doubts
    for reading in result.form.readings:
        truth = made.values.get(reading.field_id, "")
        if not truth and not reading.value and not reading.doubt:
            continue
        each = template.field_named(reading.field_id)
        read, written = (
            comparable(each, text) for text in (reading.value or "", truth)
        )
        tally.of(OURS).count(group_of(each)).add(
            read, written, is_accepted=not reading.doubt
        )
        tally.records.append(
            {
                "form": template.id,
                "field": each.id,
                "kind": group_of(each),
                "confidence": reading.confidence,
                "right": read == written,
                "doubt": reading.doubt or "",
                "review_below": each.review_below,
            }
        )
        if not reading.doubt and read != written:
            tally.wrong.append((each.id, read, written, reading.confidence))


def _progress(name: str, tally: Tally, forms: int) -> None:
    if sys.stderr.isatty() or tally.forms % 10 == 0:
        print(f"{name} {tally.forms}/{forms}", file=sys.stderr, flush=True)


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _show(name: str, tally: Tally, *, errors: bool) -> None:
    console = Console()
    table = Table(title=f"{name} {tally.forms} 枚", title_justify="left")
    for header in ("種類", "項目", "正しい", "採用", "採用が正しい", "文字"):
        table.add_column(header, justify="right")
    rivals = [each for each in tally.scores if each != OURS]
    for rival in rivals:
        table.add_column(rival, justify="right")
    ours = tally.of(OURS)
    for group in GROUPS:
        if group in ours.groups:
            table.add_row(
                group,
                *_cells(ours.groups[group]),
                *(_said(tally.of(r).count(group).field_accuracy) for r in rivals),
            )
    table.add_row(
        "計",
        *_cells(ours.total),
        *(_said(tally.of(r).total.field_accuracy) for r in rivals),
    )
    console.print(table)
    said = tally.as_json()
    console.print(
        f"読めない用紙 {tally.refused}、人が見ない用紙 {tally.untouched}、"
        f"採用の誤り {said['accepted_wrong']}"
        f"（95% で {said['accepted_error_bound']} % 以下）、"
        f"確認 {said['clerk_seconds_per_form']} 秒/枚、"
        f"{said['forms_per_minute']} 枚/分、PaddleOCR の頁の"
        f" {said['ratio_vs_paddleocr']} 倍の速さ"
    )
    if errors:
        for row in tally.wrong:
            console.print(*row)


def _cells(count: Count) -> tuple[str, ...]:
    return (
        str(count.fields),
        _said(count.field_accuracy),
        _said(percent(count.accepted, count.fields)),
        _said(percent(count.accepted_right, count.accepted)),
        _said(count.character_accuracy),
    )


def _said(share: float | None) -> str:
    return "—" if share is None else f"{share:.1f}"


if __name__ == "__main__":
    typer.run(main)
