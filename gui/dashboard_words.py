"""What the charts and the note of the managers' window say of a 年度."""

from gui.dashboard_charts import Bar
from gui.wording import month_name
from gui.words import tr
from rpa_suite.jp.eras import Era
from rpa_suite.kpi.dashboard import Dashboard, Group
from rpa_suite.kpi.dashboard_text import hours_text
from rpa_suite.kpi.example import since_introduction_text
from rpa_suite.kpi.figures import NOTHING, hours
from rpa_suite.kpi.labels import year_name


def fiscal_year(year: int) -> str:
    """Return 令和8年度; the years before 令和 are not ours to translate."""
    ordinal = year - Era.REIWA.first.year + 1
    if ordinal < 1:
        return year_name(year)
    return tr("令和{n}年度").format(n=tr("元") if ordinal == 1 else ordinal)


def remarks(shown: Dashboard) -> str:
    """Return what a manager should know of a 年度 before the figures."""
    told = []
    if not shown.year.booked:
        told.append(
            tr(
                "{year}の計上はまだありません。"
                "ロボットが明細を登録すると、ここに時間が出ます。"
            ).format(year=fiscal_year(shown.year.fiscal_year))
        )
    if shown.losing:
        names = tr("、").join(
            tr("{task} {title}（{saved} 時間）").format(
                task=g.task, title=g.title, saved=hours_text(g.sums.saved)
            )
            for g in shown.losing
        )
        told.append(
            tr("減る時間よりかかる時間の方が多い業務: {tasks}。").format(tasks=names)
        )
    unmeasured = [g.key for g in shown.tasks if g.sums.is_unmeasured]
    if unmeasured:
        told.append(
            tr(
                "基準時間が未計測の業務: {tasks}。"
                "「基準時間」で計るまで、件数だけを数えます。"
            ).format(tasks=tr("、").join(unmeasured))
        )
    return "\n".join(told)


def example_note() -> str:
    """Return what must be known of the example before its figures are read."""
    return tr(
        "計算例は架空で、年間合計の読み方で作っています。"
        "累計の読み方の例は {sum} 時間です。"
    ).format(sum=since_introduction_text())


def status(shown: Dashboard) -> str:
    """Return whether the 年度 is signed, as the core says it in Japanese."""
    if shown.closing is None:
        return tr("速報")
    after = shown.booked_after
    return tr("確定（その後の訂正 %n行）", "", after) if after else tr("確定")


def no_forecast(shown: Dashboard) -> str:
    """Return why there is no forecast."""
    if all(month.has_begun for month in shown.months):
        return tr("年度は終わっています")
    return tr("実績が3か月そろうと出ます")


def waterfall(shown: Dashboard) -> list[Bar]:
    """Return the steps from gross to net, each from where the last one ended."""
    if not shown.year.booked:
        return []
    found, level = [], 0.0
    for number, (title, minutes) in enumerate(shown.parts.steps):
        change = float(hours(minutes))
        is_step = number > 0 and round(change, 1)
        text = f"{change:+,.1f}" if is_step else f"{abs(change):,.1f}"
        found.append(Bar(tr(title), change, text, base=level, plain=number == 0))
        level += change
    net = float(hours(shown.parts.net))
    found.append(Bar(tr("純削減"), net, f"{net:,.1f}"))
    return found


def group_bar(group: Group) -> Bar:
    """Return the bar of one 業務, 課 or source."""
    name = group.title if group.title == group.key else f"{group.key} {group.title}"
    value = float(hours(group.sums.saved))
    return bar(name.strip(), value, group.sums.is_unmeasured, group.sums.items)


def month_bars(shown: Dashboard) -> list[Bar]:
    """Return a bar a month, once anything is booked."""
    if not shown.year.booked:
        return []
    return [
        bar(month_name(m.month), float(hours(m.sums.saved)), m.sums.is_unmeasured)
        for m in shown.months
    ]


def reason_bars(shown: Dashboard) -> list[Bar]:
    """Return the most frequent reasons for exceptions."""
    return [
        Bar(
            each.text,
            float(each.items),
            tr("{number:,} 件").format(number=each.items),
        )
        for each in shown.reasons[:10]
    ]


def health_rows(shown: Dashboard) -> list[tuple[str, ...]]:
    """Return a line a robot: how it did lately."""
    return [
        (
            each.title,
            f"{each.attempts:,}",
            NOTHING if each.success is None else f"{each.success:.1%}",
            _seconds(each.seconds),
            _seconds(each.seconds_before),
            each.words,
        )
        for each in shown.health
    ]


def _seconds(seconds: float | None) -> str:
    return NOTHING if seconds is None else f"{seconds:.1f}"


def bar(title: str, value: float, is_unmeasured: bool, items: int = 0) -> Bar:
    """Return a bar; what was never measured says so."""
    if is_unmeasured:
        text = (
            tr("未計測（{items:,} 件）").format(items=items) if items else tr("未計測")
        )
        # What maintenance cost is known even so, and the total holds it.
        return Bar(title, value, f"{text} {value:,.1f}" if value else text)
    return Bar(title, value, f"▼{value:,.1f}" if value < 0 else f"{value:,.1f}")
