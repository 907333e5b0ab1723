"""Tables of what was counted, for people."""

from rich.console import Console
from rich.table import Table

from bench.reading.ablation import STEPS
from bench.reading.scoring import GROUPS, Count, percent
from bench.reading.tally import OURS, Tally


def show(name: str, tally: Tally, *, errors: bool) -> None:
    """Print what was counted of one difficulty."""
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
        f"{said['forms_per_minute']} 枚/分、速さは RapidOCR の頁の"
        f" {said['ratio_vs_rapidocr']} 倍、PaddleOCR の頁の"
        f" {said['ratio_vs_paddleocr']} 倍"
    )
    if tally.ablation.fields:
        console.print(_ablation(tally))
    if errors:
        for row in tally.wrong:
            console.print(*row)


def _ablation(tally: Tally) -> Table:
    table = Table(title="技術を1つずつ加える（正しい項目 %）", title_justify="left")
    found = tally.ablation.as_json()
    table.add_column("")
    for kind in found:
        table.add_column(kind, justify="right")
    for step, label in STEPS.items():
        table.add_row(label, *(f"{shares[step]:.1f}" for shares in found.values()))
    return table


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
