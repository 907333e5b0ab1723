"""Is every item entered exactly once, whatever is killed?  ``python -m bench.chaos``.

Worlds of some sixty 異動届 each, on a business system that misbehaves: the run, its
browser and the business system are killed (SIGKILL) at random moments and started
again, and our own database is torn away, until the kills are used up; then what is left
is worked off in peace.  At the end the business system's own rows are held against the
items.  Everything random comes from the seed but the machine's own timing.
"""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.chaos.killing import run_chaos
from bench.chaos.verdict import Verdict
from rpa_suite.training.profiles import Profile


def main(
    kills: Annotated[int, typer.Option(help="強制終了の回数")] = 60,
    items: Annotated[int, typer.Option(help="明細の件数")] = 180,
    seed: Annotated[int, typer.Option(help="種")] = 1,
    profile: Annotated[Profile, typer.Option(help="障害の組")] = Profile.HOSTILE,
    postgres: Annotated[str, typer.Option(help="PostgreSQL の URL")] = "",
    parallel: Annotated[int, typer.Option(min=1, max=4, help="並べる窓の数")] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Kill at random, start again, and count what was entered."""
    console = Console(stderr=True)
    verdict = Verdict()
    for verdict in run_chaos(
        kills=kills,
        items=items,
        seed=seed,
        profile=profile,
        server=postgres,
        parallel=parallel,
    ):
        console.print(
            f"{datetime.now(UTC):%H:%M:%S} 明細 {verdict.items}/{items} "
            f"強制終了 {verdict.kills}/{kills} {'' if verdict.is_clean else '誤りあり'}"
        )
    if as_json:
        print(json.dumps(verdict.as_json(), ensure_ascii=False))
    else:
        _show(verdict)
    raise typer.Exit(0 if verdict.is_clean else 1)


def _show(verdict: Verdict) -> None:
    table = Table(title="強制終了に耐えるか", title_justify="left")
    table.add_column("")
    table.add_column("件", justify="right")
    for label, value in (
        ("明細", verdict.items),
        ("強制終了", verdict.kills),
        ("登録が失われた", verdict.lost),
        ("二重登録", verdict.doubled),
        ("こちらが知らない登録", verdict.unreported),
        ("別人への登録", verdict.wrong_person),
        ("支援措置対象者への登録", verdict.held_touched),
        ("終わっていない明細", verdict.unsettled),
        ("登録されない「完了」(F22)", verdict.silent_failures),
        ("うち突合で見つけた", verdict.silent_found),
        ("突合の空振り", verdict.false_alarms),
        ("止まったままの実行", verdict.hung),
        ("残ったブラウザー", verdict.orphans),
    ):
        table.add_row(label, str(value))
    console = Console()
    console.print(table)
    console.print("強制終了の内訳", dict(verdict.killed))
    console.print("状態", dict(verdict.states), f"{verdict.seconds:.0f} 秒")
    console.print("理由", dict(verdict.reasons))


if __name__ == "__main__":
    typer.run(main)
