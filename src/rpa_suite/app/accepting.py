"""Which readings go unseen: spot checks (抜き取り確認), and kinds that were stopped.

The thresholds promise how many accepted values are wrong. A random share of them is
shown to a person all the same, blind. Once the looks show that the promise is broken,
acceptance of that kind of field stops by itself, until a manager switches it on again
after a new calibration.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rpa_suite.app.records import PreviewRow
from rpa_suite.errors import InputError
from rpa_suite.model.forms import Field, FilledForm, FormTemplate
from rpa_suite.model.shares import lower_bound
from rpa_suite.model.work import WorkItem
from rpa_suite.ocr.acceptance import SAFE, Acceptance, fingerprint, kind_of, measured
from rpa_suite.store import Store
from rpa_suite.store.spot_checks import AcceptanceSwitch, SpotCheck, SpotCount

SPOT_CHECK = "抜き取り確認です。紙を見て、書かれているとおりに入力してください。"
STOPPED = "この種類の項目は、自動採用を止めています。原票と見比べてください。"
BY_ITSELF = "自動"

KIND_LABELS = {
    "name": "氏名",
    "kana": "フリガナ",
    "address": "住所",
    "date": "日付",
    "amount": "金額",
    "phone": "電話番号",
    "digits": "番号（検査数字なし）",
    "postal_code": "郵便番号",
    "my_number": "個人番号",
    "corporate_number": "法人番号",
    "code": "英数字",
    "text": "そのほかの文字",
    "marks": "丸・チェック・署名",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How acceptance of one kind of field stands at this office.

    Attributes:
        looks: What spot checks showed since acceptance began.
        stopped: The switch that stopped it, or None while it is on.
    """

    kind: str
    measured: Acceptance
    looks: SpotCount
    stopped: AcceptanceSwitch | None

    @property
    def label(self) -> str:
        """In the clerk's words."""
        return KIND_LABELS[self.kind]

    @property
    def promise(self) -> str:
        """What may be said of the accepted, in words, with how many stand behind."""
        if self.measured.is_guaranteed:
            said = "誤り0.1%以下を保証できます"
        else:
            said = "まだ保証できません"
        return f"{said}（n={self.measured.accepted}、上限{self.measured.bound:.2%}）"


def standings(store: Store) -> list[Standing]:
    """Return how every kind stands."""
    counts, stopped = store.spot_checks.counts(), store.spot_checks.stopped()
    return [
        Standing(
            kind=kind,
            measured=one,
            looks=counts.get(kind, SpotCount(waiting=0, looked=0, wrong=0)),
            stopped=stopped.get(kind),
        )
        for kind, one in measured().items()
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chooser:
    """Says of each reading that would go unseen whether a person looks after all.

    Attributes:
        stopped: Kinds whose acceptance is switched off.
        share: Of the accepted readings, so many are spot checks.
        keyed_hash: Nobody without the office's key can tell beforehand which.
    """

    stopped: frozenset[str]
    share: float
    keyed_hash: Callable[[str], str]

    def choose(
        self, form: FilledForm, template: FormTemplate, origin: str
    ) -> FilledForm:
        """Return the form with doubts on what a person looks at after all.

        Args:
            form: As it was read.
            template: Its form.
            origin: Which paper it is; the same paper is always chosen alike.
        """
        fields = {each.id: each for each in template.fields}
        return replace(
            form,
            readings=tuple(
                replace(reading, doubt=self._why(fields[reading.field_id], origin))
                if reading.value and not reading.doubt
                else reading
                for reading in form.readings
            ),
        )

    def _why(self, each: Field, origin: str) -> str | None:
        if kind_of(each) in self.stopped:
            return STOPPED
        drawn = self.keyed_hash(f"spot-check/{origin}/{each.id}")
        # 13 hex digits are as fine as a float can tell.
        return SPOT_CHECK if int(drawn[:13], 16) / 16**13 < self.share else None


def note_drawn(
    store: Store,
    items: Sequence[WorkItem],
    rows: Sequence[PreviewRow],
    templates: Mapping[str, FormTemplate],
    *,
    now: datetime,
) -> None:
    """Store which fields of an import are spot checks."""
    store.spot_checks.draw(
        [
            SpotCheck(
                item_id=item.id,
                field_id=reading.field_id,
                kind=kind_of(
                    templates[row.form.template_id].field_named(reading.field_id)
                ),
                calibration=fingerprint(),
                drawn_at=now,
            )
            for item, row in zip(items, rows, strict=True)
            if row.form
            for reading in row.form.readings
            if reading.doubt == SPOT_CHECK
        ]
    )


def settle_checks(
    store: Store,
    item_id: str,
    form: FilledForm,
    values: Mapping[str, str],
    *,
    now: datetime,
) -> list[AcceptanceSwitch]:
    """Hold what people wrote against what was read; return the kinds that it stopped.

    Args:
        store: Keeps what was drawn.
        item_id: A form that people have finished.
        form: Its readings.
        values: Field id to what stands there, as people say.
        now: Time of the look.
    """
    waiting = [
        each for each in store.spot_checks.of_item(item_id) if each.looked_at is None
    ]
    readings = {reading.field_id: reading for reading in form.readings}
    for each in waiting:
        read = readings[each.field_id].value or ""
        store.spot_checks.settle(
            item_id,
            each.field_id,
            is_right=_plain(read) == _plain(values.get(each.field_id, "")),
            now=now,
        )
    if not waiting:
        return []
    changes = list(_broken(store, {each.kind for each in waiting}, now))
    for change in changes:
        with store.together():
            store.spot_checks.switch(change)
            store.audit.record(
                actor=BY_ITSELF,
                action="accept off",
                subject=change.kind,
                detail={"reason": change.reason},
                now=now,
            )
    return changes


def is_broken(looks: SpotCount, promised: Acceptance) -> bool:
    """Whether looks show, with 95 % certainty, more errors than was promised."""
    allowed = max(SAFE, promised.bound)
    return lower_bound(looks.wrong, looks.looked) > allowed if looks.looked else False


def _broken(store: Store, kinds: set[str], now: datetime) -> Iterator[AcceptanceSwitch]:
    counts, stopped = store.spot_checks.counts(), store.spot_checks.stopped()
    for kind in sorted(kinds - stopped.keys()):
        looks, promised = counts[kind], measured()[kind]
        if is_broken(looks, promised):
            yield AcceptanceSwitch(
                kind=kind,
                at=now,
                is_on=False,
                who=BY_ITSELF,
                reason=(
                    f"抜き取り確認 {looks.looked}件のうち {looks.wrong}件が誤りでした。"
                    f"約束は {max(SAFE, promised.bound):.2%} 以下です。"
                ),
                calibration=fingerprint(),
            )


def switch(
    store: Store, kind: str, *, is_on: bool, who: str, reason: str, now: datetime
) -> AcceptanceSwitch:
    """Stop acceptance of a kind of field, or begin it anew.

    Raises:
        InputError: No such kind, no reason, nothing to change, or thresholds that are
            still those that broke their promise.
    """
    if kind not in measured():
        known = "、".join(f"{name}（{KIND_LABELS[name]}）" for name in measured())
        raise InputError(f"「{kind}」という種類はありません。種類: {known}")
    if not reason.strip():
        raise InputError("理由を --reason に書いてください。監査記録に残ります。")
    last = store.spot_checks.stopped().get(kind)
    label = KIND_LABELS[kind]
    if is_on and last is None:
        raise InputError(f"「{label}」の自動採用は止まっていません。")
    if not is_on and last is not None:
        raise InputError(f"「{label}」の自動採用は、すでに止まっています。")
    if is_on and last and last.who == BY_ITSELF and last.calibration == fingerprint():
        raise InputError(
            f"「{label}」のしきい値は、止まったときのままです。"
            "測り直し（docs/reading.md）を済ませてから、もう一度始めてください。"
        )
    change = AcceptanceSwitch(
        kind=kind,
        at=now,
        is_on=is_on,
        who=who,
        reason=reason,
        calibration=fingerprint(),
    )
    with store.together():
        store.spot_checks.switch(change)
        store.audit.record(
            actor=who,
            action=f"accept {'on' if is_on else 'off'}",
            subject=kind,
            detail={"reason": reason},
            now=now,
        )
    return change


def stopped_words(stopped: Mapping[str, AcceptanceSwitch]) -> str:
    """Return one sentence on the kinds that are stopped; empty where none is."""
    if not stopped:
        return ""
    labels = "・".join(KIND_LABELS[kind] for kind in stopped)
    return (
        f"{labels}の自動採用を止めています。"
        "この種類の項目は、すべて確認に回ります。管理者に伝えてください。"
    )


def _plain(value: str) -> str:
    return "".join(value.split())
