"""Which entry the author made in a ledger, found in what was seen of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rpa_suite.robots.approved_screens import Layout, layout_of
from rpa_suite.robots.comparing import clean_label, same
from rpa_suite.robots.ledgers import Words
from rpa_suite.robots.ledgers.times import read_time
from rpa_suite.robots.recording.understanding import NotRecorded, Part
from rpa_suite.robots.recording.watching import Act, Arrived, FieldSeen, Pressed

Place = tuple[str, str]  # 欄 and 項目


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerCase:
    """One entry as it was made.

    Attributes:
        title: What the menu calls the list.
        words: The system's own.
        searched: The field whose value the author looked for in the list.
        told_apart_by: Fields that tell one case from another; the author checks them.
        sections: 欄 to every 項目 there and what was put there.
        columns: Column of the list to the 「欄/項目」 that it shows.
        layouts: The form, as it will be checked before each item.
        ticked: Warnings that the author ticked: a ledger has none.
    """

    title: str
    words: Words
    searched: Place
    told_apart_by: tuple[Place, ...]
    sections: Mapping[str, Mapping[str, Part]]
    columns: Mapping[str, str]
    layouts: Mapping[str, Layout]
    ticked: tuple[str, ...] = ()


def is_ledger(acts: Sequence[Act]) -> bool:
    """Whether it was no general system: labels there stand in cells of a table."""
    return any(isinstance(act, Pressed) and act.secret for act in acts)


def understand_ledger(acts: Sequence[Act]) -> LedgerCase:
    """Return the first entry that was made, looked up before and seen in the list.

    Raises:
        NotRecorded: There is none; the message says what was missing.
    """
    saved = _saving(acts)
    save = acts[saved]
    assert isinstance(save, Pressed)
    form = next(
        act
        for act in reversed(acts[:saved])
        if isinstance(act, Arrived) and act.heading == save.heading
    )
    opened = acts.index(form)
    add = _pressed(acts[:opened])[-1]
    looked = [act for act in _pressed(acts[:opened]) if act.box]
    sections = _sections(save.all)
    searched = _searched(looked, sections)
    sign_in = next(act for act in _pressed(acts) if act.secret)
    into_list = _into_list(acts[:opened], add.heading)
    after = acts[saved + 1 :]
    row, receipt = _entry(after, add.heading, sections, searched)
    user, staff = next(
        ((clean_label(each.label), each.value) for each in sign_in.all), ("", "")
    )
    at = [name for name, text in row.items() if read_time(text).year > 1]
    return LedgerCase(
        title=into_list,
        words=Words(
            entrance=sign_in.path,
            signs_in_with=(user, clean_label(sign_in.secret)),
            sign_in=sign_in.words,
            menu=into_list,
            lists=add.heading,
            search=looked[-1].words,
            add=add.words,
            form=save.heading,
            save=save.words,
            receipt=receipt,
            staff=next((name for name, text in row.items() if text == staff), ""),
            at=at[-1] if at else "",
        ),
        searched=searched,
        told_apart_by=_told_apart_by(sections, searched),
        sections=sections,
        columns={
            name: f"{section}/{label}"
            for section, parts in sections.items()
            for label in parts
            for name in row
            if clean_label(name) == label
        },
        layouts={form.heading: layout_of(form.version, form.fields)},
    )


def _pressed(acts: Sequence[Act]) -> list[Pressed]:
    return [act for act in acts if isinstance(act, Pressed)]


def _saving(acts: Sequence[Act]) -> int:
    """Return where a filled form was sent off and another screen came."""
    for at, act in enumerate(acts):
        if not isinstance(act, Pressed) or act.secret or len(act.all) < 2:
            continue
        came = next((a for a in acts[at + 1 :] if isinstance(a, Arrived)), None)
        if came and came.heading != act.heading and _is_filled(acts[:at], act):
            return at
    raise NotRecorded(
        "1件の登録が終わりまで進んでいないので、ロボットを作りませんでした。"
        "一覧を検索し、1件を追加して保存し、一覧に戻ってから窓を閉じてください。"
    )


def _is_filled(before: Sequence[Act], sent: Pressed) -> bool:
    """Whether the author typed on this screen since it came up."""
    for act in reversed(before):
        if act.heading != sent.heading or isinstance(act, Arrived):
            return False
        if act.what == "filled":
            return True
    return False


def _sections(all_seen: Sequence[FieldSeen]) -> dict[str, dict[str, Part]]:
    sections: dict[str, dict[str, Part]] = {}
    for seen in all_seen:
        label = clean_label(seen.label)
        sections.setdefault(seen.section, {})[label] = Part(
            section=seen.section, label=label, seen=seen
        )
    return {name: parts for name, parts in sections.items() if name}


def _searched(
    looked: Sequence[Pressed], sections: Mapping[str, Mapping[str, Part]]
) -> Place:
    for act in reversed(looked):
        for section, parts in sections.items():
            for label, part in parts.items():
                if same(part.seen.value, act.box):
                    return section, label
    raise NotRecorded(
        "登録の前に一覧を検索していないので、同じ案件が既にあるかをロボットが"
        "調べられません。登録する値（氏名や番号）で一覧を検索してから、"
        "もう一度記録してください。"
    )


def _into_list(before: Sequence[Act], heading: str) -> str:
    """Return the words of the link that first led to the list."""
    for at, act in enumerate(before):
        if isinstance(act, Arrived) and act.heading == heading:
            return _pressed(before[:at])[-1].words
    raise NotRecorded("どのメニューから一覧を開いたか分かりませんでした。")


def _entry(
    after: Sequence[Act],
    heading: str,
    sections: Mapping[str, Mapping[str, Part]],
    searched: Place,
) -> tuple[Mapping[str, str], str]:
    """Return the row of the entry in the list, and the column that names it."""
    values = [p.seen.value for parts in sections.values() for p in parts.values()]
    wanted = sections[searched[0]][searched[1]].seen.value
    for act in after:
        if not isinstance(act, Arrived) or act.heading != heading:
            continue
        for row in act.rows:
            if not any(same(wanted, text) for text in row.values()):
                continue
            for name, text in row.items():
                if name and text and not any(same(text, value) for value in values):
                    return row, name
    raise NotRecorded(
        "登録した案件が一覧に見つからないので、受付番号の列が分かりませんでした。"
        "保存のあと一覧に戻り、登録した行を出してから窓を閉じてください。"
    )


def _told_apart_by(
    sections: Mapping[str, Mapping[str, Part]], searched: Place
) -> tuple[Place, ...]:
    """Return the field that was searched for, and the birth date beside it."""
    section, label = searched
    return (
        searched,
        *(
            (section, other)
            for other, part in sections[section].items()
            if other != label and part.is_required and "生年月日" in other
        ),
    )
