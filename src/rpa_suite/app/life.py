"""履歴: an item's whole life, from the paper to the minutes, in one list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rpa_suite.app.item_records import flattened, is_personal, label_of, masked
from rpa_suite.app.typed_values import shown
from rpa_suite.model.forms import FilledForm, FormTemplate
from rpa_suite.model.robots import Robot
from rpa_suite.model.savings import Saving
from rpa_suite.model.verifying import FieldLook, LookOutcome
from rpa_suite.model.work import (
    NO_PAPER,
    PAPER,
    Batch,
    BatchKind,
    Environment,
    ItemEvent,
    ItemState,
    WorkItem,
)
from rpa_suite.store import Store
from rpa_suite.store.evidence import EvidenceRef

PICTURES = {
    "confirm": "確認画面",
    "completed": "完了画面",
    "rejected": "業務システムの返事",
    "trouble": "止まったときの画面",
}
_GONE = "保存期間が過ぎて廃棄しました。"
_COVERED = "「個人情報を表示する」を押すと見えます。"
_NO_PAPER = (
    "登録は済みましたが帳票を保存できませんでした。業務システムで作ってください。"
)
_SOURCES = {
    BatchKind.SCAN: "スキャンの{number}番",
    BatchKind.CSV: "CSV の{number}行目",
    BatchKind.EXCEL: "Excel の{number}行目",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One thing that happened to an item.

    Attributes:
        told: What else there is to say; no personal values.
        field_id: The field on paper that it speaks of.
        picture: The picture of a screen that was taken then.
    """

    at: datetime
    actor: str
    what: str
    told: str = ""
    field_id: str = ""
    picture: EvidenceRef | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LifeField:
    """One value of the item.

    Attributes:
        text: What stands there now; masked until revealed.
        read: What was read from paper; empty where it came from a file.
        said: Who confirmed it, or how sure the reading was.
    """

    field_id: str
    label: str
    text: str
    read: str = ""
    said: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """Everything that is known of one item.

    Attributes:
        batch: The import that brought it.
        template_id: Its paper form, if it came from paper.
        may_reveal: Whether the person signed in may see personal fields in clear.
    """

    item: WorkItem
    batch: Batch
    fields: tuple[LifeField, ...]
    moments: tuple[Moment, ...]
    template_id: str = ""
    may_reveal: bool = True


def life_of(
    store: Store,
    robot: Robot,
    templates: Mapping[str, FormTemplate],
    item: WorkItem,
    *,
    reveal: bool,
) -> Life:
    """Gather what every part of the store knows of an item.

    Of a person under 支援措置 only the steps are told.
    """
    batch = store.batches.get(item.batch_id)
    held = item.state is ItemState.HELD
    form = None if held else store.forms.readings_of(item.id)
    template = templates.get(form.template_id) if form else None
    looks = store.looks.of_items([item.id]).get(item.id, {})
    moments = [
        *_imported(batch, item, form),
        *(_looked(looks, form, template) if form and template else ()),
        *_moved(store.items.history(item.id), item.receipt),
        *_attempted(store, robot, item, pictures=not held, papers=reveal),
        *_differed(store, item),
        *map(_booked, store.ledger.of_item(item.id)),
    ]
    return Life(
        item=item,
        batch=batch,
        fields=()
        if held
        else tuple(_fields(robot, item, form, template, looks, reveal)),
        moments=tuple(sorted(moments, key=lambda each: each.at)),
        template_id=template.id if template else "",
    )


def _imported(
    batch: Batch, item: WorkItem, form: FilledForm | None
) -> Iterator[Moment]:
    source = _SOURCES[batch.kind].format(number=item.number)
    yield Moment(
        at=batch.imported_at, actor=batch.imported_by, what="取込", told=source
    )
    if form:
        read = sum(bool(each.value) for each in form.readings)
        told = f"{read}項目を読み取り、{len(form.doubts)}項目に迷い"
        yield Moment(at=batch.imported_at, actor="AI-OCR", what="読み取り", told=told)
    if batch.approved_at and batch.approved_by:
        yield Moment(at=batch.approved_at, actor=batch.approved_by, what="承認")


def _looked(
    looks: Mapping[str, Sequence[FieldLook]], form: FilledForm, template: FormTemplate
) -> Iterator[Moment]:
    read = {each.field_id: each.value or "" for each in form.readings}
    for field_id, said in looks.items():
        label = template.field_named(field_id).label
        for each in said:
            if each.outcome is LookOutcome.VALUE:
                same = each.value == read.get(field_id, "")
                words = "読み取りのとおり" if same else "読み取りを直した"
            else:
                words = each.outcome.label
            yield Moment(
                at=each.at,
                actor=each.who,
                what=f"確認　{label}",
                told=f"{words}（{each.seconds:.1f}秒）",
                field_id=field_id,
            )


def _moved(events: Sequence[ItemEvent], receipt: str | None) -> Iterator[Moment]:
    for event in events:
        came = f"{event.from_state.label} → " if event.from_state else ""
        is_registered = event.to_state in (ItemState.DONE, ItemState.BY_HAND)
        number = f"処理番号 {receipt}" if receipt and is_registered else ""
        yield Moment(
            at=event.at,
            actor=event.actor,
            what=f"{came}{event.to_state.label}",
            told="　".join(each for each in (event.reason, number) if each),
        )


def _attempted(
    store: Store, robot: Robot, item: WorkItem, *, pictures: bool, papers: bool
) -> Iterator[Moment]:
    taken: dict[str, list[EvidenceRef]] = {}
    for ref in store.evidence.of_item(item.id) if pictures else ():
        taken.setdefault(ref.attempt_id, []).append(ref)
    for number, attempt in enumerate(store.runs.attempts_of(item.id), start=1):
        run = store.runs.get(attempt.run_id)
        ended = attempt.ended_at or attempt.started_at
        outcome = attempt.outcome.label if attempt.outcome else "途中で切れた"
        seconds = (ended - attempt.started_at).total_seconds()
        training = "　練習" if run.environment is Environment.TRAINING else ""
        yield Moment(
            at=ended,
            actor=run.worker,
            what=f"試行 {number}回目{training}",
            told=f"{outcome}　{seconds:.0f}秒　実行した人 {run.operator}",
        )
        for kind, words in PICTURES.items():
            for ref in taken.get(attempt.id, ()):
                if ref.kind == kind:
                    gone = ref.disposed_at is not None
                    yield Moment(
                        at=ended,
                        actor=run.worker,
                        what=f"画面の写し　{words}",
                        told=_GONE if gone else "",
                        picture=None if gone else ref,
                    )
        for ref in taken.get(attempt.id, ()):
            if ref.kind == PAPER:
                gone = ref.disposed_at is not None
                yield Moment(
                    at=ended,
                    actor=run.worker,
                    what=f"帳票　{robot.paper}",
                    told=_GONE if gone else "" if papers else _COVERED,
                    picture=ref if papers and not gone else None,
                )
        if attempt.reason_code == NO_PAPER:
            yield Moment(at=ended, actor=run.worker, what="帳票なし", told=_NO_PAPER)


def _differed(store: Store, item: WorkItem) -> Iterator[Moment]:
    for each in store.discrepancies.find(robot_id=item.robot_id):
        if each.item_id != item.id:
            continue
        yield Moment(
            at=each.found_at, actor="突合", what=each.kind.label, told=each.labels
        )
        if each.settled_at:
            yield Moment(
                at=each.settled_at,
                actor=each.settled_by,
                what="不一致に対応",
                told=each.note,
            )


def _booked(saving: Saving) -> Moment:
    training = saving.environment is Environment.TRAINING
    before, after = saving.minutes_before, saving.minutes_after
    told = f"手作業 {before:.1f}分 − 職員がかけた {after:.1f}分"
    told += "（練習のため集計に入れません）" if training else ""
    return Moment(
        at=saving.at,
        actor="台帳",
        what=f"削減時間 {saving.saved:.1f}分",
        told=saving.note or told,
    )


def _fields(
    robot: Robot,
    item: WorkItem,
    form: FilledForm | None,
    template: FormTemplate | None,
    looks: Mapping[str, Sequence[FieldLook]],
    reveal: bool,
) -> Iterator[LifeField]:
    def veiled(field_id: str, text: str) -> str:
        return masked(text) if is_personal(robot, field_id) and not reveal else text

    now = dict(flattened(item.values))
    if form is None or template is None:
        for field_id, text in now.items():
            yield LifeField(
                field_id=field_id,
                label=label_of(robot, field_id),
                text=veiled(field_id, text),
            )
        return
    for reading in form.readings:
        field = template.field_named(reading.field_id)
        value = now.get(field.id, "")
        value = "true" if value == "True" else value
        if not (value or reading.value or reading.doubt):
            continue
        counted = [k for k in looks.get(field.id, ()) if k.outcome is LookOutcome.VALUE]
        people = dict.fromkeys(look.who for look in counted)
        yield LifeField(
            field_id=field.id,
            label=field.label,
            text=veiled(field.id, shown(field, value)),
            read=veiled(field.id, shown(field, reading.value or "")),
            said="・".join(people) or (reading.doubt or f"{reading.confidence:.1%}"),
        )
