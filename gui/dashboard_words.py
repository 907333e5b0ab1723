"""What the charts and the note of the managers' window say of a 年度."""

from gui.dashboard_charts import Bar
from rpa_suite.kpi.dashboard import Dashboard, Group
from rpa_suite.kpi.dashboard_text import hours_text
from rpa_suite.kpi.figures import hours
from rpa_suite.kpi.labels import year_name


def remarks(shown: Dashboard) -> str:
    """Return what a manager should know of a 年度 before the figures."""
    told = []
    if not shown.year.booked:
        told.append(
            f"{year_name(shown.year.fiscal_year)}の計上はまだありません。"
            "ロボットが明細を登録すると、ここに時間が出ます。"
        )
    if shown.losing:
        names = "、".join(
            f"{g.task} {g.title}（{hours_text(g.sums.saved)} 時間）"
            for g in shown.losing
        )
        told.append(f"減る時間よりかかる時間の方が多い業務: {names}。")
    unmeasured = [g.key for g in shown.tasks if g.sums.is_unmeasured]
    if unmeasured:
        told.append(
            f"基準時間が未計測の業務: {'、'.join(unmeasured)}。"
            "「基準時間」で計るまで、件数だけを数えます。"
        )
    return "\n".join(told)


def waterfall(shown: Dashboard) -> list[Bar]:
    """Return the steps from gross to net, each from where the last one ended."""
    if not shown.year.booked:
        return []
    found, level = [], 0.0
    for number, (title, minutes) in enumerate(shown.parts.steps):
        change = float(hours(minutes))
        text = f"{change:,.1f}" if number == 0 else f"{change:+,.1f}"
        found.append(Bar(title, change, text, base=level, plain=number == 0))
        level += change
    net = float(hours(shown.parts.net))
    found.append(Bar("純削減", net, f"{net:,.1f}"))
    return found


def group_bar(group: Group) -> Bar:
    """Return the bar of one 業務, 課 or source."""
    name = group.title if group.title == group.key else f"{group.key} {group.title}"
    value = float(hours(group.sums.saved))
    return bar(name.strip(), value, group.sums.is_unmeasured, group.sums.items)


def bar(title: str, value: float, is_unmeasured: bool, items: int = 0) -> Bar:
    """Return a bar; what was never measured says so."""
    if is_unmeasured:
        return Bar(title, 0.0, f"未計測（{items:,} 件）" if items else "未計測")
    return Bar(title, value, f"▼{value:,.1f}" if value < 0 else f"{value:,.1f}")
