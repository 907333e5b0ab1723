"""Make, scan and read forms of all templates, and count: ``python -m bench.reading``.

Blank fields that were read as blank are left out everywhere: they flatter.  Forms of
seeds from 1000 on may be tuned on; ``--held-out`` writes with fonts and digits that
nothing was tuned on.
"""

import datetime as dt
import gc
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer

from bench.forms.make import TEMPLATES, MadeForm
from bench.reading import contenders
from bench.reading.ablation import count_steps
from bench.reading.contenders import MASKED, RAW
from bench.reading.known_names import known_names
from bench.reading.page_readers import PageReader, page_readers
from bench.reading.papers import bundles, prepare
from bench.reading.showing import show
from bench.reading.soak import Figures, bind, soak, soak_bundle
from bench.reading.tally import OURS, Tally, together
from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.reader import FormResult, read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_templates

TODAY = dt.date(2026, 6, 30)
_THREADS = 2
_AT_A_TIME = 4  # forms between two counts: their pages are kept so long
_TESSERACT_EVERY = 2  # of the compared forms: it takes long


def main(
    forms: Annotated[int, typer.Option(help="枚数（6種の帳票に分ける）")] = 60,
    seed: Annotated[int, typer.Option(help="種（調整用は1000以上）")] = 1000,
    difficulty: Annotated[str, typer.Option(help="easy・hard・both")] = "both",
    template: Annotated[list[str] | None, typer.Option(help="この帳票だけ")] = None,
    held_out: Annotated[bool, typer.Option(help="調整に使わない書体で")] = False,
    others: Annotated[bool, typer.Option(help="ほかの読み方とも比べる")] = True,
    compared: Annotated[int, typer.Option(help="比べる枚数（難易度ごと）")] = 36,
    errors: Annotated[bool, typer.Option(help="誤りを並べる")] = False,
    records: Annotated[Path | None, typer.Option(help="項目ごとの記録の置き場")] = None,
    kept: Annotated[
        Path | None, typer.Option(help="作った用紙を残し、次も使うフォルダー")
    ] = None,
    soak_pages: Annotated[
        int, typer.Option("--soak", help="このページ数を読み続け、メモリを見る")
    ] = 0,
    as_bundle: Annotated[
        bool, typer.Option("--bundle", help="--soak を1つのファイルで")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Read made forms by ours and others, and compare with what was written."""
    templates = load_templates(TEMPLATES)
    chosen = template or sorted(templates)
    wanted = ("easy", "hard") if difficulty == "both" else (difficulty,)
    sets = {
        name: bundles(chosen, forms, seed=seed, hard=name == "hard", held_out=held_out)
        for name in wanted
    }
    with tempfile.TemporaryDirectory() as folder:
        root = kept or Path(folder)
        prepare([b for each in sets.values() for b in each], root, processes=_THREADS)
        papers = {
            name: [form for bundle in each for form in bundle.forms(root)]
            for name, each in sets.items()
        }
        recogniser = Recogniser(find_models(), threads=_THREADS)
        recogniser.names = known_names()
        if soak_pages:
            every = [form for each in papers.values() for form in each]
            soaking = _soak_bundle if as_bundle else soak
            found = soaking(every, templates, recogniser, pages=soak_pages, today=TODAY)
            print(json.dumps(found))
            return
        tallies = {
            name: _read_all(name, each, templates, recogniser)
            for name, each in papers.items()
        }
        peak = _peak_mb()
        missing: dict[str, str] = {}
        if others:
            readers, missing = page_readers(_THREADS)
            for name, each in papers.items():
                step = max(1, len(each) // max(1, compared))
                for place, made in enumerate(each[::step]):
                    use = dict(readers)
                    if place % _TESSERACT_EVERY:
                        use.pop("tesseract_page", None)
                    _compare(
                        made,
                        templates[made.template_id],
                        recogniser,
                        use,
                        tallies[name],
                    )
                    _progress(f"{name} 比較", place + 1, len(each[::step]))
    if records:
        lines = [json.dumps(each) for t in tallies.values() for each in t.records]
        records.write_text("\n".join(lines), encoding="utf-8")
    whole = together(list(tallies.values()))
    for tally in (*tallies.values(), whole):
        for name, why in missing.items():
            tally.of(name).missing = why
    if as_json:
        said = {name: tally.as_json() for name, tally in tallies.items()}
        pooled = {
            key: value
            for key, value in whole.as_json().items()
            if key not in ("field", "character")
        }
        print(
            json.dumps({**said, **pooled, "peak_memory_mb": peak}, ensure_ascii=False)
        )
        return
    for name, tally in tallies.items():
        show(name, tally, errors=errors)
    if len(tallies) > 1:
        show("計", whole, errors=False)
    for why in missing.values():
        print(f"比べられないもの: {why}")
    print(f"最大メモリ（用紙を作る処理と、ほかの読み方を除く） {peak} MB")


def _soak_bundle(
    papers: Sequence[MadeForm],
    templates: Mapping[str, FormTemplate],
    recogniser: Recogniser,
    *,
    pages: int,
    today: dt.date,
) -> Figures:
    """Bind the papers that are PDFs into one, by another process, and read that."""
    scans = [made.path for made in papers if made.path.suffix == ".pdf"]
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle.pdf"
        apart = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=apart) as pool:
            pool.submit(bind, scans, pages, bundle).result()
        return soak_bundle(bundle, templates, recogniser, pages=pages, today=today)


def _read_all(
    name: str,
    papers: list[MadeForm],
    templates: dict[str, FormTemplate],
    recogniser: Recogniser,
) -> Tally:
    """Read every form, as many at a time as there are threads; only reading counts."""
    tally = Tally()

    def read(made: MadeForm) -> FormResult:
        return _read(made, templates[made.template_id], recogniser)

    for start in range(0, len(papers), _AT_A_TIME):
        part = papers[start : start + _AT_A_TIME]
        started = time.perf_counter()
        with ThreadPoolExecutor(_THREADS) as pool:
            results = list(pool.map(read, part))
        tally.of(OURS).seconds += time.perf_counter() - started
        for made, result in zip(part, results, strict=True):
            template = templates[made.template_id]
            tally.forms += 1
            tally.pages += template.pages
            if result.form is None:
                tally.refused += 1
            else:
                tally.add(made, template, result.form)
        _progress(name, start + len(part), len(papers))
    return tally


def _read(made: MadeForm, template: FormTemplate, recogniser: Recogniser) -> FormResult:
    *_, result = read_file(made.path, {template.id: template}, recogniser, today=TODAY)
    return result


def _compare(
    made: MadeForm,
    template: FormTemplate,
    recogniser: Recogniser,
    readers: dict[str, PageReader],
    tally: Tally,
) -> None:
    """Let every contender read the same form, each on our flattened pages."""
    started = time.perf_counter()
    result = _read(made, template, recogniser)
    ours = time.perf_counter() - started
    if result.form is None:
        return
    fields = [
        each
        for each in template.fields
        if made.values.get(each.id) and kind_of(each) != "marks"
    ]
    texts = {
        RAW: contenders.raw(result.flats, template, recogniser, fields),
        MASKED: contenders.masked(result.flats, template, recogniser, fields),
    }
    tally.page_seconds.setdefault(OURS, []).append(ours)
    for name, reader in readers.items():
        texts[name], seconds = contenders.whole_pages(result.flats, template, reader)
        tally.page_seconds.setdefault(name, []).append(seconds)
    for name, found in texts.items():
        for each in fields:
            may_say = contenders.written(each, made.values[each.id])
            read = found.get(each.id, "")
            nearest = read if read in may_say else max(may_say)
            tally.of(name).count(kind_of(each)).add(read, nearest)
    count_steps(
        tally.ablation,
        result.flats,
        template,
        recogniser,
        result.form,
        made.values,
        today=TODAY,
    )


def _progress(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty() or done % 10 == 0:
        print(f"{what} {done}/{of}", file=sys.stderr, flush=True)


def _peak_mb() -> int:
    """Return the most memory that this process has held so far."""
    gc.collect()
    told: Any = psutil.Process().memory_info()
    if hasattr(told, "peak_wset"):  # Windows
        return int(told.peak_wset) // 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    typer.run(main)
