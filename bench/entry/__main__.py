"""How fast is the same entry?  ``python -m bench.entry --items 12 --rounds 2``.

業務 T1 給与所得者異動届 on a fresh training system under the profile calm: our robot
with all its safety against scripts that have none.  Measured from after signing in to
the last receipt; CPU includes browser and driver, not the business system.

With ``--pace 1`` the system takes as long to recalculate as real ones do (0.3 to 1.5
seconds an entry); without, hardly any time, so that only our own is measured.
"""

import json
import os
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.entry.cases import make_cases
from bench.entry.contest import (
    CONTENDERS,
    HTTP,
    OURS,
    OURS_2,
    OURS_4,
    PLAYWRIGHT,
    ROBOT_FRAMEWORK,
    SELENIUM,
    Score,
    compete,
)
from bench.entry.soak import Soak, soak
from rpa_suite.training.server import QUICK, running_training_system

TITLES = {
    OURS: "rpa-suite（安全策すべて）",
    PLAYWRIGHT: "Playwright の台本",
    SELENIUM: "Selenium の台本",
    ROBOT_FRAMEWORK: "Robot Framework Browser",
    HTTP: "HTTP だけ",
    OURS_2: "rpa-suite 窓2つ",
    OURS_4: "rpa-suite 窓4つ",
}


def main(
    items: Annotated[int, typer.Option(min=1, help="件数")] = 12,
    rounds: Annotated[int, typer.Option(min=1, help="回数")] = 2,
    seed: Annotated[int, typer.Option(help="種")] = 1,
    pace: Annotated[
        float,
        typer.Option(min=0.0, help="業務システムの待ち時間の倍率（1 は実物なみ）"),
    ] = QUICK,
    soak_items: Annotated[
        int, typer.Option("--soak", help="この件数を続けて、記憶量の伸びだけを見る")
    ] = 0,
    minutes: Annotated[
        float, typer.Option(help="--soak をこの時間で切り上げる（分）")
    ] = 600.0,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Let the contenders enter the same notices, or one of ours very many."""
    # Piped, the table would otherwise be cut to 80 columns.
    console = Console(stderr=as_json)
    if not console.is_terminal:
        console = Console(stderr=as_json, width=110)
    with running_training_system(seed=seed, pace=pace) as url:
        if soak_items:
            try:
                soaked = soak(url, soak_items, seed=seed, minutes=minutes)
            except ValueError as error:
                raise typer.BadParameter(str(error)) from error
            _tell_soak(soaked, console, as_json=as_json)
            return
        cases = make_cases(items, seed=seed)
        if len(cases) < items:
            raise typer.BadParameter(f"at most {len(cases)} items with this seed")
        scores: dict[str, Score] = {}
        load_before = _load()
        for name, score in compete(url, cases, rounds=rounds):
            scores[name] = score
            if not score.missing:
                console.print(f"{name}: {score.rates[-1]:.1f} 件/分", style="dim")
    load = f"負荷 {load_before} → {_load()}、{os.cpu_count()} コア"
    if as_json:
        print(
            json.dumps(
                {
                    "items": items,
                    "rounds": rounds,
                    "pace": pace,
                    "contenders": {n: s.as_json() for n, s in scores.items()},
                    "ratios": ratios(scores),
                    "load": load,
                },
                ensure_ascii=False,
            )
        )
        return
    table = Table(
        title=f"同じ入力 {items} 件 × {rounds} 回"
        f"（種 {seed}、待ち {pace:g} 倍、{load}）",
        title_justify="left",
    )
    for header in ("方法", "件/分", "各回", "CPU秒/件", "正しい行", "当方の速さ"):
        table.add_column(header, justify="right", no_wrap=True)
    for name in CONTENDERS:
        table.add_row(TITLES[name], *_cells(scores[name], scores[OURS]))
    console.print(table)
    for name, score in scores.items():
        if score.missing:
            console.print(f"{TITLES[name]}: {score.missing}。", style="dim")


def ratios(scores: dict[str, Score]) -> dict[str, float | None]:
    """Return our items per minute over each other's: above 1, ours is faster.

    And what 2 and 4 windows bring over one.
    """
    own = scores[OURS]
    others = (SELENIUM, PLAYWRIGHT, ROBOT_FRAMEWORK, HTTP)
    return {f"ours_vs_{name}": _ratio(own, scores[name]) for name in others} | {
        f"{name}_vs_1": _ratio(scores[name], own) for name in (OURS_2, OURS_4)
    }


def _ratio(own: Score, other: Score) -> float | None:
    if not other.items_per_minute:
        return None
    return round(own.items_per_minute / other.items_per_minute, 3)


def _cells(score: Score, own: Score) -> tuple[str, ...]:
    if score.missing:
        return ("—", "—", "—", "入っていません", "—")
    right = f"{score.right}/{score.rows}"
    return (
        f"{score.items_per_minute:.1f}",
        " ".join(f"{rate:.1f}" for rate in score.rates),
        f"{score.cpu_per_item:.2f}",
        f"[red]{right}（誤り {score.wrong}）[/]" if score.wrong else right,
        f"{_ratio(own, score)} 倍",
    )


def _tell_soak(soaked: Soak, console: Console, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"soak": soaked.as_json()}))
        return
    table = Table(
        title=f"続けて {soaked.items} 件（正しい {soaked.right}、誤り {soaked.wrong}）",
        title_justify="left",
    )
    for header in ("", "秒/件", "実行プロセス MiB", "ブラウザーほか MiB"):
        table.add_column(header, justify="right")
    for number, tenth in enumerate(soaked.tenths, start=1):
        table.add_row(
            f"{number}割目",
            f"{tenth.seconds_per_item:.2f}",
            f"{tenth.runner_mb:.0f}",
            f"{tenth.browser_mb:.0f}",
        )
    console.print(table)
    console.print(
        f"1,000件あたりの増え方: 実行プロセス {soaked.runner_mb_per_1000:+.1f} MiB、"
        f"ブラウザーほか {soaked.browser_mb_per_1000:+.1f} MiB"
    )


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "不明"


if __name__ == "__main__":
    typer.run(main)
