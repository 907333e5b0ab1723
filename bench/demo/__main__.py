"""Run the main job: paper and CSV in, receipts and minutes out.

Nothing is confirmed from the ground truth: what is doubtful stays with the (absent)
clerk.  The truth is used once, at the end: how often accepted readings were right.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.demo import pictures, tables
from bench.demo.job import Job, Paper
from bench.forms.make import make_forms
from rpa_suite.training.server import running_training_system

ROOT = Path(__file__).parents[2]
console = Console(width=max(110, Console().width))


def main(
    forms: Annotated[int, typer.Option(help="手書き帳票の枚数")] = 20,
    rows: Annotated[int, typer.Option(help="異動届の件数")] = 20,
    seed: Annotated[int, typer.Option(help="種")] = 1,
    out: Annotated[Path, typer.Option(help="画像などの置き場")] = ROOT / "demo-output",
) -> None:
    """Print, scan, read, enter and count; leaves pictures in ``out``."""
    started = time.monotonic()
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory(prefix="rpa-suite-demo-") as data,
        running_training_system(seed=seed) as site_url,
    ):
        console.rule("1. 練習用業務システム")
        console.print(f"起動しました: {site_url}（架空の人々、種 {seed}）")

        console.rule("2. 手書きの認定請求書を「印刷して記入してスキャン」")
        papers = [
            Paper(path=made.path, truth=made.values)
            for made in make_forms(forms, seed=seed, out=out / "scans")
        ]
        console.print(
            f"{len(papers)} 枚（PDF・TIFF・JPEG、200/300dpi）: {out / 'scans'}"
        )

        job = Job.open(Path(data), site_url=site_url)
        try:
            console.rule("3. 読み取りと取込")
            job.read_and_import(papers, say=console.print)
            tables.show_readings(console, job)
            job.import_transfers(rows, say=console.print)

            console.rule("4. ロボットの実行")
            for robot_id in ("child_allowance_claim", "employee_transfer"):
                job.run(robot_id, say=console.print)

            console.rule("5. 結果")
            tables.show_items(console, job)
            tables.show_truth_in_the_system(console, job)
            tables.show_accuracy(console, job)
            tables.show_minutes(console, job)
            pictures.save(job, out)
        finally:
            job.close()
    console.print(f"画像: {out}")
    console.print(f"所要 {time.monotonic() - started:.0f} 秒")


if __name__ == "__main__":
    os.chdir(ROOT)
    typer.run(main)
