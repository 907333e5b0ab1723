"""Which case the author entered, found in what was seen of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rpa_suite.errors import InputError
from rpa_suite.robots.approved_screens import Layout, layout_of
from rpa_suite.robots.comparing import clean_label, plain
from rpa_suite.robots.messages import codes_in
from rpa_suite.robots.recording.watching import (
    Act,
    Arrived,
    FieldSeen,
    Filled,
    Pressed,
)

_KEY, _ENTRY, _CONFIRM, _DONE = (" 対象者指定", " 入力", " 確認", " 完了")
_NUMBER = "宛名番号"
_NUMBERED = re.compile(r"([0-9]+)")


class NotRecorded(InputError):
    """The recording does not hold a whole case; nothing was written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody whom the author looked up in a list.

    Attributes:
        role: What the 入力 screen calls them (請求者, 配偶者, 児童1).
    """

    role: str
    name: str
    kana: str
    birth_date: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One value that the author typed or chose: it will be another one next time."""

    section: str
    label: str
    seen: FieldSeen

    @property
    def is_required(self) -> bool:
        """Whether the system insists on it."""
        return "※" in self.seen.label or self.seen.required


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A 欄 that the author used: every 項目 there, and what was put there."""

    title: str
    parts: Mapping[str, Part | Person]


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeated:
    """A 欄 that the screen has several times, numbered (児童1 to 児童4).

    Attributes:
        before: What its title has before the number; ``after`` what follows it.
        most: How many times the screen has it.
        required: 項目 that the first of them insists on.
        rows: What was put into those that the author used, in order.
    """

    before: str
    after: str
    most: int
    required: frozenset[str]
    rows: tuple[Mapping[str, Part | Person], ...]

    @property
    def role(self) -> str:
        """What the screen calls any of them: 児童, and 希望 of 第1希望."""
        return self.before.removesuffix("第") + self.after


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One case on the general system, as it was entered.

    Attributes:
        title: Title of the 業務.
        menu_item: Its words in the menu.
        keys: What was given on 対象者指定, by label.
        subject: Whom the case is about, where they were looked up.
        shown_keys: Keys to the 欄 of the 入力 screen that shows them again: somebody
            may have several such cases.
        sections: 欄 that the author used, in the order of the screen.
        layouts: The screens, as they will be checked before each item.
        ticked: Codes of the warnings that the author ticked on the 確認 screen.
    """

    title: str
    menu_item: str
    keys: Mapping[str, Part | Person]
    subject: Person | None
    shown_keys: Mapping[str, str]
    sections: Sequence[Section | Repeated]
    layouts: Mapping[str, Layout]
    ticked: tuple[str, ...] = ()


def understand(acts: Sequence[Act]) -> Case:
    """Return the first case that was entered to the end.

    Raises:
        NotRecorded: None was; the message says how far it went.
    """
    title = _title(acts)
    ours = _one_case(acts, title)
    menu_item = ours[0].words if isinstance(ours[0], Pressed) else ""
    if not menu_item:
        raise NotRecorded(
            "どのメニューから始めたか分かりませんでした。ログインしてから、業務メニューの"
            "項目を押して、もう一度記録してください。"
        )
    people = _people(acts)
    texts = [text for act in ours if isinstance(act, Arrived) for text in act.texts]
    keys = {
        part.label: _person(part, people, _role(part, texts)) or part
        for part in _parts(ours, title + _KEY, people)
        if part.seen.value
    }
    sections = list(_sections(_parts(ours, title + _ENTRY, people), people))
    if not sections:
        raise NotRecorded("入力画面で何も入力されていないので、作れませんでした。")
    return Case(
        title=title,
        menu_item=menu_item,
        keys=keys,
        subject=next(
            (each for each in keys.values() if isinstance(each, Person)),
            _shown_person(texts, people),
        ),
        shown_keys=_shown_keys(keys, texts),
        sections=sections,
        layouts={
            act.heading: layout_of(act.version, act.fields)
            for act in reversed(ours)
            if isinstance(act, Arrived)
            and act.heading in (title + _KEY, title + _ENTRY)
        },
        ticked=_ticked(ours, title + _CONFIRM),
    )


def _sections(
    entered: Iterable[Part], people: Mapping[str, Mapping[str, str]]
) -> Iterator[Section | Repeated]:
    """Yield the 欄 that the author used; those that repeat, once for all."""
    there: dict[str, dict[str, Part]] = {}
    for part in entered:
        there.setdefault(part.section, {})[part.label] = part
    used = [
        title
        for title, parts in there.items()
        if any(part.seen.value for part in parts.values())
    ]
    done: set[str] = set()
    for title in used:
        if title in done:
            continue
        alike = _alike(title, there)
        titles = [each for each in alike if each in used] or [title]
        done.update(titles)
        # What the author left empty in a section may be filled in the next case.
        kept = [
            label
            for label in there[title]
            if _NUMBER not in label
            or any(there[each][label].seen.value for each in titles)
        ]
        rows = [
            {label: _put(there[each][label], people) for label in kept}
            for each in titles
        ]
        if alike and sum(isinstance(part, Person) for part in rows[0].values()) <= 1:
            before, after = _around_number(title)
            first = there[alike[0]]
            yield Repeated(
                before=before,
                after=after,
                most=len(alike),
                required=frozenset(label for label in kept if first[label].is_required),
                rows=tuple(rows),
            )
        else:
            for each, parts in zip(titles, rows, strict=True):
                yield Section(title=each, parts=parts)


def _put(part: Part, people: Mapping[str, Mapping[str, str]]) -> Part | Person:
    return _person(part, people, part.section) or part


def _around_number(title: str) -> tuple[str, str]:
    before, _, after = _NUMBERED.split(title, maxsplit=1)
    return before, after


def _alike(title: str, there: Mapping[str, Mapping[str, Part]]) -> list[str]:
    """Return the titles of all 欄 that differ from this one in their number alone."""
    if len(_NUMBERED.findall(title)) != 1:
        return []
    before, after = _around_number(title)
    found: list[str] = []
    while (each := f"{before}{len(found) + 1}{after}") in there:
        found.append(each)
    same = all(list(there[each]) == list(there[title]) for each in found)
    return found if title in found and len(found) > 1 and same else []


def _ticked(acts: Sequence[Act], heading: str) -> tuple[str, ...]:
    """Return the warnings that were left ticked when the author went on."""
    left = [
        a for a in acts if isinstance(a, Pressed) and a.heading == heading and a.all
    ]
    ticks = [each for each in left[-1].all if each.kind == "tick"] if left else []
    return tuple(code for each in ticks if each.value for code in codes_in(each.label))


def _title(acts: Sequence[Act]) -> str:
    begun = ""
    for act in acts:
        if isinstance(act, Arrived):
            if act.heading.endswith(_DONE):
                return act.heading.removesuffix(_DONE)
            if act.heading.endswith(_ENTRY):
                begun = act.heading.removesuffix(_ENTRY)
    if begun:
        raise NotRecorded(
            f"「{begun}」は登録の完了まで進んでいないので、ロボットを作りませんでした。"
            "もう一度、完了の画面まで入力してから窓を閉じてください。"
        )
    raise NotRecorded(
        "入力された案件がありませんでした。業務メニューから1件を登録し、"
        "完了の画面まで進んでから窓を閉じてください。"
    )


def _one_case(acts: Sequence[Act], title: str) -> list[Act]:
    """Return the acts from the last 対象者指定 before the first 完了."""
    end = next(
        at
        for at, act in enumerate(acts)
        if isinstance(act, Arrived) and act.heading == title + _DONE
    )
    starts = [
        at
        for at, act in enumerate(acts[:end])
        if isinstance(act, Arrived) and act.heading == title + _KEY
    ]
    if not starts:
        raise NotRecorded("対象者指定の画面から始めてください。")
    # A look-up that went wrong shows 対象者指定 again; the menu tells where it began.
    presses = [at for at in range(starts[-1]) if _is_menu(acts[at])]
    first = presses[-1] if presses else starts[0]
    return list(acts[first:end])


def _is_menu(act: Act) -> bool:
    return isinstance(act, Pressed) and act.frame == "menu"


def _parts(
    acts: Sequence[Act], heading: str, people: Mapping[str, Mapping[str, str]]
) -> Iterator[Part]:
    """Yield the fields of a screen in its order, with what the author put there.

    What the system filled in by itself comes with no value.
    """
    there = [act for act in acts if act.heading == heading]
    left = [act for act in there if isinstance(act, Pressed) and act.all]
    touched = {_key(act.field) for act in there if isinstance(act, Filled)}
    for field in left[-1].all if left else ():
        key = _key(field)
        # Chosen in a window, a person's number comes without anybody typing it.
        by_author = key in touched or field.value in people
        seen = field if by_author else field.model_copy(update={"value": ""})
        yield Part(section=key[0], label=key[1], seen=seen)


def _key(field: FieldSeen) -> tuple[str, str]:
    return field.section, clean_label(field.label)


def _people(acts: Sequence[Act]) -> dict[str, Mapping[str, str]]:
    """Return 宛名番号 to the row of everybody on the lists that the author saw."""
    return {
        row[_NUMBER]: row
        for act in acts
        if isinstance(act, Arrived)
        for row in act.rows
        if {_NUMBER, "氏名", "カナ氏名", "生年月日"} <= set(row)
    }


def _person(
    part: Part, people: Mapping[str, Mapping[str, str]], role: str
) -> Person | None:
    row = people.get(part.seen.value)
    if row is None or _NUMBER not in part.label:
        return None
    return _as_person(role, row)


def _as_person(role: str, row: Mapping[str, str]) -> Person:
    return Person(
        role=role,
        name=row["氏名"],
        kana=row["カナ氏名"],
        birth_date=plain(row["生年月日"]),
    )


def _role(part: Part, texts: Sequence[tuple[str, str, str]]) -> str:
    """Return what the 入力 screen calls whom it shows by this number."""
    for section, _, text in texts:
        if text == part.seen.value:
            return section
    return part.section


def _shown_person(
    texts: Sequence[tuple[str, str, str]], people: Mapping[str, Mapping[str, str]]
) -> Person | None:
    """Return whom the 入力 screen shows, if the author had looked them up before."""
    for section, label, text in texts:
        if label == _NUMBER and text in people:
            return _as_person(section, people[text])
    return None


def _shown_keys(
    keys: Mapping[str, Part | Person], texts: Sequence[tuple[str, str, str]]
) -> dict[str, str]:
    return {
        label: section
        for section, label, text in texts
        if isinstance(part := keys.get(label), Part) and part.seen.value == text
    }
