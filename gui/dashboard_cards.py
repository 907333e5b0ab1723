"""KPI cards: one figure each, large, with what it is held against below."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.dashboard_words import no_forecast
from gui.words import tr
from rpa_suite.kpi.dashboard import Dashboard
from rpa_suite.kpi.dashboard_text import hours_text, share
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
        self.key = Card(tr("純削減時間"), is_key=True)
        self.other = Card(tr("もう一つの読み方"))
        self.tasks = Card(tr("RPAを使う業務"), is_key=True)
        self.forecast = Card(tr("年度末の見込み"))
        self.items = Card(tr("完了・例外"))
        self.reading = Card(tr("読取（AI-OCR）"))
        self.yen = Card(tr("金額の目安"))
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
        other = tr(MODE_NAMES["cumulative" if is_annual else "annual"])
        target = shown.target
        reached = shown.counted / target if target else None
        self.key.say(
            tr("{hours} 時間").format(hours=annual if is_annual else so_far),
            tr("計画 {target} 時間・達成 {reached}").format(
                target=hours_text(target), reached=percent(reached)
            )
            if target is not None
            else tr("この年度の計画に目標はありません"),
            title=tr("純削減時間（{mode}）").format(mode=tr(MODE_NAMES[mode])),
        )
        self.other.say(
            tr("{hours} 時間").format(hours=so_far if is_annual else annual),
            tr("計画の『積算』の解釈は所管課に要確認"),
            title=tr("{other}では").format(other=other),
        )
        planned = year.plan.tasks if year.plan else None
        self.tasks.say(
            tr("%n 業務", "", year.tasks),
            tr("計画 %n 業務", "", planned) if planned is not None else tr("目標なし"),
        )
        found = shown.forecast
        self.forecast.say(
            NOTHING
            if found is None
            else tr("{hours} 時間").format(
                hours=hours_text(found.expected + shown.start)
            ),
            no_forecast(shown)
            if found is None
            else tr("{low}〜{high} 時間（10年に8年）").format(
                low=hours_text(found.low + shown.start),
                high=hours_text(found.high + shown.start),
            ),
        )
        self.forecast.setToolTip(found.method if found else "")
        self.items.say(
            tr("{items:,} 件").format(items=sums.items),
            tr("例外 {exceptions:,} 件・削減率 {rate}").format(
                exceptions=sums.exceptions, rate=percent(sums.rate)
            ),
        )
        reading = shown.reading
        self.reading.say(
            share(reading.right, reading.fields),
            tr("項目の正解率。文字 {right}、見ずに済んだ {accepted}").format(
                right=share(reading.right_characters, reading.characters),
                accepted=share(reading.accepted, reading.fields),
            )
            if reading.fields
            else tr("紙からの取込はまだありません"),
        )
        plan = shown.kpi.plan
        self.yen.say(
            tr("{yen:,} 円").format(yen=shown.yen),
            tr("1時間 {yen_per_hour:,} 円で計算").format(
                yen_per_hour=plan.yen_per_hour
            ),
        )
        self.yen.setToolTip(plan.yen_note)


def titled(title: str, inner: QWidget) -> QWidget:
    """Return something with its title above."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(2)
    label = QLabel(title)
    label.setObjectName("section")
    column.addWidget(label)
    column.addWidget(inner, 1)
    return box
