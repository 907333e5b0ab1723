"""The dashboard in words: label and text, and as JSON; the reports use the same."""

from typing import Any

from rpa_suite.kpi.dashboard import Dashboard, Group, Parts
from rpa_suite.kpi.figures import NOTHING, hours, percent, to_json
from rpa_suite.kpi.labels import MODE_NAMES, saved_text, year_name


def hours_text(minutes: Any) -> str:
    """Return minutes as hours with one place, thousands told apart."""
    return f"{hours(minutes):,}"


def share(part: int, whole: int) -> str:
    """Return a share in percent with one place."""
    return f"{100 * part / whole:.1f}%" if whole else NOTHING


def key_figures(shown: Dashboard) -> dict[str, str]:
    """Return what a manager reads first; the same words in window and reports."""
    year = shown.year
    target = shown.target
    reached = shown.counted / target if target else None
    plan_tasks = year.plan.tasks if year.plan else None
    pairs = {
        "純削減時間（年間合計）": f"{saved_text(year.sums)} 時間",
        "純削減時間（累計）": f"{hours_text(year.cumulative)} 時間",
        f"計画（{MODE_NAMES[shown.kpi.plan.mode]}）": (
            f"{hours_text(target)} 時間" if target is not None else "目標なし"
        ),
        "達成率": percent(reached),
        "RPAを使う業務": f"{year.tasks} 業務"
        + (f"（計画 {plan_tasks}）" if plan_tasks is not None else ""),
        "年度末の見込み": forecast_text(shown),
        "削減率（純削減÷導入前）": percent(year.sums.rate),
        "完了・例外": f"{year.sums.items:,} 件・{year.sums.exceptions:,} 件",
        "金額の目安": f"{shown.yen:,} 円（1時間 {shown.kpi.plan.yen_per_hour:,} 円）",
        "状態": shown.status,
    }
    if shown.reading.fields:
        pairs["読取の正解率（項目・文字）"] = (
            f"{share(shown.reading.right, shown.reading.fields)}・"
            f"{share(shown.reading.right_characters, shown.reading.characters)}"
        )
        pairs["見ずに済んだ項目"] = share(shown.reading.accepted, shown.reading.fields)
    return pairs


def forecast_text(shown: Dashboard) -> str:
    """Return the forecast with its range, or why there is none."""
    found = shown.forecast
    if found is None:
        is_open = shown.year.booked and not all(m.has_begun for m in shown.months)
        return "実績が3か月そろうと出ます" if is_open else NOTHING
    return (
        f"{hours_text(found.expected + shown.start)} 時間"
        f"（{hours_text(found.low + shown.start)}〜"
        f"{hours_text(found.high + shown.start)}）"
    )


def dashboard_pairs(shown: Dashboard) -> list[tuple[str, dict[str, str]]]:
    """Return the sections of the year with label and text."""
    name = year_name(shown.year.fiscal_year)
    parts = {title: f"{hours_text(m)} 時間" for title, m in shown.parts.steps}
    parts["純削減"] = f"{hours_text(shown.parts.net)} 時間"
    found = [
        (name, key_figures(shown)),
        ("総量から純削減まで", parts),
        (
            "月別",
            {
                f"{m.month}月": f"{hours_text(m.sums.saved)} 時間"
                f"（累計 {hours_text(m.cumulative)}）"
                for m in shown.months
                if m.has_begun
            },
        ),
        ("課別", _bars(shown.sections)),
        ("業務別", _bars(shown.tasks)),
        ("入力元別", _bars(shown.sources)),
        (
            "例外の理由",
            {each.text: f"{each.items:,} 件" for each in shown.reasons},
        ),
        ("稼働", {each.title: each.words for each in shown.health}),
        (
            "かかる時間の方が多い業務",
            {
                f"{each.task} {each.title}": f"{hours_text(each.sums.saved)} 時間"
                for each in shown.losing
            },
        ),
    ]
    return [(title, pairs) for title, pairs in found if pairs]


def dashboard_json(shown: Dashboard) -> dict[str, Any]:
    """Return one 年度 as a JSON object; numbers as decimal strings."""
    found = shown.forecast
    whole = to_json(shown.kpi)
    year = next(y for y in whole["years"] if y["fiscal_year"] == shown.year.fiscal_year)
    return {
        "year": year,
        "mode": shown.kpi.plan.mode,
        "status": shown.status,
        "target_hours": None if shown.target is None else str(hours(shown.target)),
        "forecast": found
        and {
            "hours": str(hours(found.expected + shown.start)),
            "low": str(hours(found.low + shown.start)),
            "high": str(hours(found.high + shown.start)),
            "method": found.method,
        },
        "parts": _parts(shown.parts),
        "months": [
            {
                "month": m.month,
                "hours_saved": str(hours(m.sums.saved)),
                "cumulative_hours": str(hours(m.cumulative)),
            }
            for m in shown.months
        ],
        "sections": [_group(each) for each in shown.sections],
        "tasks": [_group(each) for each in shown.tasks],
        "sources": [_group(each) for each in shown.sources],
        "reasons": [
            {"code": each.code, "text": each.text, "items": each.items}
            for each in shown.reasons
        ],
        "reading": {
            name: getattr(shown.reading, name)
            for name in type(shown.reading).__dataclass_fields__
        },
        "health": [
            {
                "robot": each.robot_id,
                "attempts": each.attempts,
                "success": each.success,
                "seconds": each.seconds,
                "seconds_before": each.seconds_before,
                "screens_changed": each.screens_changed,
                "words": each.words,
            }
            for each in shown.health
        ],
        "losing": [
            {"task": each.task, "hours_saved": str(hours(each.sums.saved))}
            for each in shown.losing
        ],
        "yen": str(shown.yen),
        "yen_per_hour": str(shown.kpi.plan.yen_per_hour),
    }


def _bars(groups: tuple[Group, ...]) -> dict[str, str]:
    return {
        (
            each.title if each.title == each.key else f"{each.key} {each.title}".strip()
        ): (f"{saved_text(each.sums)} 時間・{each.sums.items:,} 件")
        for each in groups
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "key": group.key,
        "title": group.title,
        "items": group.sums.items,
        "exceptions": group.sums.exceptions,
        "unmeasured": group.sums.is_unmeasured,
        "hours_saved": str(hours(group.sums.saved)),
        "parts": _parts(group.parts),
    }


def _parts(parts: Parts) -> dict[str, str]:
    names = Parts.__dataclass_fields__
    sums = {name: str(hours(getattr(parts, name))) for name in names}
    return sums | {"net": str(hours(parts.net))}
