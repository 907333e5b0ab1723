"""What the demo prints."""

from collections import Counter

from rich.console import Console
from rich.table import Table

from bench.demo.job import CLAIM, Job
from rpa_suite.model.work import Environment, ItemState


def show_readings(console: Console, job: Job) -> None:
    """Say which papers were accepted, which wait for a person, and why."""
    table = Table(title="読み取り", title_justify="left")
    for header in ("帳票", "取込", "確かな項目", "人が見る項目", "理由（多い順）"):
        table.add_column(header)
    for read in job.read:
        form = read.row.form if read.row else None
        filled = [r for r in form.readings if r.value or r.doubt] if form else []
        doubts = [r for r in filled if r.doubt]
        reasons = Counter(r.doubt or "" for r in doubts).most_common(2)
        table.add_row(
            read.paper.path.name,
            read.row.fate.label if read.row and read.item_id else "取り込めません",
            str(len(filled) - len(doubts)),
            str(len(doubts)),
            read.problem or "、".join(f"{text}×{n}" for text, n in reasons),
        )
    console.print(table)
    per_form = job.read_seconds / max(1, len(job.read))
    console.print(f"読み取り {per_form:.2f} 秒/枚")


def show_items(console: Console, job: Job) -> None:
    """Show every item with state, receipt and reason."""
    table = Table(title="明細", title_justify="left")
    for header in ("業務", "明細", "状態", "処理番号", "理由"):
        table.add_column(header)
    papers = {read.item_id: read.paper.path.name for read in job.read}
    for item in job.items():
        table.add_row(
            job.office.robot(item.robot_id).task,
            papers.get(item.id, f"{item.number} 行目"),
            item.state.label,
            item.receipt or "",
            item.reason,
        )
    console.print(table)
    for robot_id in job.office.robots:
        states = Counter(i.state for i in job.items() if i.robot_id == robot_id)
        counts = "、".join(f"{state.label} {n}" for state, n in states.items())
        console.print(f"  {robot_id}: {counts}")


def show_truth_in_the_system(console: Console, job: Job) -> None:
    """Compare our receipts with what the business system really stored."""
    ours = [i.receipt for i in job.items() if i.state is ItemState.DONE]
    theirs = [row["receipt"] for row in job.registered_rows() if row["staff"] != "seed"]
    console.print(
        f"突合: こちらの完了 {len(ours)} 件、業務システムの登録 {len(theirs)} 件、"
        f"二重 {len(theirs) - len(set(theirs))} 件、"
        f"こちらだけ {len(set(ours) - set(theirs))} 件、"
        f"先方だけ {len(set(theirs) - set(ours))} 件"
    )


def show_accuracy(console: Console, job: Job) -> None:
    """Say how often accepted readings were right, against the truth on paper."""
    accepted = right = doubtful = 0
    for read in job.read:
        form = read.row.form if read.row else None
        for reading in form.readings if form else ():
            truth = read.paper.truth.get(reading.field_id, "")
            if not truth and not reading.value and not reading.doubt:
                continue  # blank on paper, blank read: flattering to count
            if reading.doubt:
                doubtful += 1
            else:
                accepted += 1
                right += (reading.value or "") == truth
    total = accepted + doubtful
    if total:
        console.print(
            f"読取値: {total} 項目のうち確認なしで採用 {accepted} "
            f"({accepted / total:.1%})、うち正しい {right} "
            f"({right / max(1, accepted):.2%})、人が見る {doubtful}"
        )


def show_minutes(console: Console, job: Job) -> None:
    """Show minutes booked in this rehearsal, and the KPI, which they do not touch."""
    from rpa_suite.kpi.text import print_figures

    console.print("練習の集計（KPIに算入しない）")
    print_figures(job.office.savings.kpi(Environment.TRAINING), console=console)
    console.print("KPI（本番だけ）")
    print_figures(job.office.savings.kpi(Environment.PRODUCTION), console=console)
    claims = [i for i in job.items() if i.robot_id == CLAIM]
    waiting = sum(i.state is ItemState.REVIEW for i in claims)
    console.print(f"確認待ちの認定請求書 {waiting} 枚は、人が見てから登録されます。")
