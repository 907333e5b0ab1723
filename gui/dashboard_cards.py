"""KPI cards: one figure each, large, with what it is held against below."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rpa_suite.kpi.dashboard import Dashboard
from rpa_suite.kpi.dashboard_text import forecast_text, hours_text, share
from rpa_suite.kpi.figures import NOTHING, percent
from rpa_suite.kpi.labels import MODE_NAMES, saved_text


class Card(QFrame):
    """Title, figure, words."""

    def __init__(self, title: str, *, is_key: bool = False) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title = QLabel(title)
        self._title.setObjectName("section" if is_key else "muted")
        self._figure = QLabel(NOTHING)
        font = self._figure.font()
        font.setPointSizeF(19 if is_key else 15)
        font.setBold(True)
        self._figure.setFont(font)
        self._words = QLabel()
        self._words.setObjectName("muted")
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        for label in (self._title, self._figure, self._words):
            column.addWidget(label)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """Figure and words, as they are read."""
        return f"{self._figure.text()} {self._words.text()}".strip()

    def say(self, figure: str, words: str = "", *, title: str = "") -> None:
        """Show a figure."""
        self._figure.setText(figure)
        self._words.setText(words)
        if title:
            self._title.setText(title)
        self.setAccessibleName(f"{self._title.text()} {figure} {words}")


class Cards(QWidget):
    """The row of cards at the top of the managers' window."""

    def __init__(self) -> None:
        super().__init__()
        self.key = Card("純削減時間", is_key=True)
        self.other = Card("もう一つの読み方")
        self.tasks = Card("RPAを使う業務", is_key=True)
        self.forecast = Card("年度末の見込み")
        self.items = Card("完了・例外")
        self.reading = Card("読取（AI-OCR）")
        self.yen = Card("金額の目安")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for card, stretch in (
            (self.key, 5),
            (self.other, 4),
            (self.tasks, 3),
            (self.forecast, 5),
            (self.items, 4),
            (self.reading, 4),
            (self.yen, 4),
        ):
            row.addWidget(card, stretch)

    def show_year(self, shown: Dashboard) -> None:
        """Show the figures of a 年度."""
        mode = shown.kpi.plan.mode
        year, sums = shown.year, shown.year.sums
        annual = saved_text(sums)
        so_far = hours_text(year.cumulative)
        is_annual = mode == "annual"
        other = MODE_NAMES["cumulative" if is_annual else "annual"]
        target = shown.target
        reached = shown.counted / target if target else None
        self.key.say(
            f"{annual if is_annual else so_far} 時間",
            f"計画 {hours_text(target)} 時間・達成 {percent(reached)}"
            if target is not None
            else "この年度の計画に目標はありません",
            title=f"純削減時間（{MODE_NAMES[mode]}）",
        )
        self.other.say(
            f"{so_far if is_annual else annual} 時間",
            "計画の『積算』の解釈は所管課に要確認",
            title=f"{other}では",
        )
        planned = year.plan.tasks if year.plan else None
        self.tasks.say(
            f"{year.tasks} 業務",
            f"計画 {planned} 業務" if planned is not None else "目標なし",
        )
        found = shown.forecast
        self.forecast.say(
            NOTHING
            if found is None
            else f"{hours_text(found.expected + shown.start)} 時間",
            forecast_text(shown)
            if found is None
            else f"{hours_text(found.low + shown.start)}〜"
            f"{hours_text(found.high + shown.start)} 時間（10年に8年）",
        )
        self.forecast.setToolTip(found.method if found else "")
        self.items.say(
            f"{sums.items:,} 件",
            f"例外 {sums.exceptions:,} 件・削減率 {percent(sums.rate)}",
        )
        reading = shown.reading
        self.reading.say(
            share(reading.right, reading.fields),
            f"項目の正解率。文字 "
            f"{share(reading.right_characters, reading.characters)}、"
            f"見ずに済んだ {share(reading.accepted, reading.fields)}"
            if reading.fields
            else "紙からの取込はまだありません",
        )
        plan = shown.kpi.plan
        self.yen.say(f"{shown.yen:,} 円", f"1時間 {plan.yen_per_hour:,} 円で計算")
        self.yen.setToolTip(plan.yen_note)
