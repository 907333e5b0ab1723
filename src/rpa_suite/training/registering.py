"""The four pages of an entry: 対象者指定, 入力, 確認, 完了."""

from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

from rpa_suite.training.declared import Message, Screen, Subject
from rpa_suite.training.faults import FaultId, Occasion
from rpa_suite.training.forms import (
    all_fields,
    input_names,
    key_section,
    read_values,
)
from rpa_suite.training.looking_up import similar
from rpa_suite.training.screens import SCREENS, revised
from rpa_suite.training.storing import store
from rpa_suite.training.subjects import shown_texts, shown_values
from rpa_suite.training.visits import (
    CHANGED,
    LOCKED,
    NO_RIGHT,
    TRANSITION,
    TWICE,
    Visit,
)

_EXTRA_WARNINGS = {
    "different": Message("W0401", "前回登録内容と異なります。よろしいですか？"),
    "unknown": Message("W0498", "担当係の確認が必要です。"),
}
# Seconds that the server takes to recalculate, at pace 1.
_RECALCULATING = (0.3, 1.5)


async def key(visit: Visit) -> Response:
    """対象者指定."""
    screen = SCREENS.get(visit.request.path_params["screen"])
    if screen is None:
        return visit.refuse(TRANSITION)
    if visit.session.right:
        return visit.refuse(NO_RIGHT)
    visit.session.on.revised = bool(visit.struck(FaultId.NEW_FIELD, Occasion.KEY))
    return _key_page(visit, _version(visit, screen), {}, [])


async def open_subject(visit: Visit) -> Response:
    """照会: opens the subject for entry, or says why not."""
    screen = _arrived(visit)
    if screen is None:
        return visit.refuse(TRANSITION)
    part = key_section(screen)
    fields = {f"{part.title}/{each.label}": each for each in part.fields}
    values, wrong = read_values(visit.posted, _names(visit), fields)
    if wrong:
        return _key_page(visit, screen, values, wrong)
    if visit.struck(FaultId.LOCKED, Occasion.OPEN):
        return _key_page(visit, screen, values, [LOCKED])
    subject = screen.open(visit.system.world(), values)
    if isinstance(subject, Message) and subject.code == "W0103":
        popup = visit.struck(FaultId.PROTECTED_POPUP, Occasion.PROTECTED)
        if popup:
            visit.popup(f"{subject.code} {subject.text}")
            subject = screen.open(visit.system.world(behind_popup=True), values)
    elif isinstance(subject, Subject):
        subject = _perhaps_another(visit, screen, subject, values)
    if isinstance(subject, Message):
        said = f"{subject.code} {subject.text}"
        return _key_page(visit, screen, values, [said])
    on = visit.session.on
    on.screen, on.subject, on.values = screen.id, subject, {}
    on.seen = _entries_of(visit, subject)
    return _entry_page(visit, screen, subject, [])


async def recalculate(visit: Visit) -> Response:
    """What the server fills in while the clerk types."""
    screen, subject = _arrived(visit), visit.session.on.subject
    if screen is None or subject is None or screen.recalculate is None:
        return JSONResponse({"values": {}})
    visit.note_subject(screen, subject)
    names = _names(visit)
    values, _ = read_values(visit.posted, names, dict(all_fields(screen)))
    low, high = _RECALCULATING
    await visit.pause(low + (high - low) * (visit.record.request % 7) / 6)
    filled = screen.recalculate(visit.system.world(), subject, values)
    return JSONResponse({"values": {names[key]: text for key, text in filled.items()}})


async def confirm(visit: Visit) -> Response:
    """確認: checks the values and shows them with warnings and 試算."""
    screen, subject = _arrived(visit), visit.session.on.subject
    if screen is None or subject is None or visit.session.on.screen != screen.id:
        return visit.refuse(TRANSITION)
    values, wrong = read_values(visit.posted, _names(visit), dict(all_fields(screen)))
    visit.session.on.values = values
    messages = screen.check(visit.system.world(), subject, values)
    wrong += [f"{m.code} {m.text}" for m in messages if m.code[0] == "E"]
    wrong += [
        f"E0302 {key}: 廃止されたコードです。"
        for key, each in all_fields(screen)
        if values[key] in each.retired
    ]
    if wrong:
        return _entry_page(visit, screen, subject, wrong)
    warnings = [m for m in messages if m.code[0] == "W"]
    if strike := visit.struck(FaultId.WARNING, Occasion.CONFIRM):
        warnings.append(_EXTRA_WARNINGS[strike.way])
    visit.session.on.warnings = tuple(warnings)
    return _confirm_page(visit, screen, subject, [])


async def register(visit: Visit) -> Response:
    """登録: stores the entry once and shows its 処理番号."""
    on = visit.session.on
    token = visit.posted.get("_t", "")
    screen = SCREENS.get(visit.request.path_params["screen"])
    if token in on.submitted and screen:
        done = on.submitted[token]
        if visit.struck(FaultId.DOUBLE_SUBMIT, Occasion.AGAIN) or done is None:
            return visit.refuse(TWICE)
        return visit.show("done", screen=screen, entry=done)
    screen, subject = _arrived(visit), on.subject
    if screen is None or subject is None or on.screen != screen.id:
        return visit.refuse(TRANSITION)
    if {warning.code for warning in on.warnings} - visit.ticks:
        unticked = "E0306 警告を確認し、確認欄に印を付けてください。"
        return _confirm_page(visit, screen, subject, [unticked])
    if _entries_of(visit, subject) != on.seen:
        return visit.refuse(CHANGED)
    visit.note_subject(screen, subject)
    shown = shown_values(visit.system.register, screen, subject, on.values)
    return await store(visit, screen, subject, shown, token)


# Where the clerk stands.


def _arrived(visit: Visit) -> Screen | None:
    """Return the screen that was posted from, or None for a stale page.

    With F29 a stale page counts as well: its values go to whoever is open now.
    """
    token = visit.posted.get("_t", "")
    on = visit.session.on
    if not token or token not in on.pages:
        return None
    if token != on.token and not visit.struck(FaultId.MIXED_TABS, Occasion.STALE):
        return None
    screen = SCREENS.get(visit.request.path_params["screen"])
    return _version(visit, screen) if screen else None


def _version(visit: Visit, screen: Screen) -> Screen:
    return revised(screen) if visit.session.on.revised else screen


def _names(visit: Visit) -> dict[str, str]:
    return visit.session.on.pages[visit.posted["_t"]]


def _entries_of(visit: Visit, subject: Subject) -> int:
    return len(visit.system.entries.find(subject=subject.about.number))


def _perhaps_another(
    visit: Visit, screen: Screen, subject: Subject, keys: Mapping[str, str]
) -> Subject:
    """Return the subject, or with F23 somebody very like it."""
    strike = visit.system.faults.strike(FaultId.SIMILAR_PERSON, Occasion.OPEN)
    key = f"対象者/{screen.named_by}"
    if strike and key in keys:
        other = similar(visit, subject.about)
        opened = screen.open(visit.system.world(), {**keys, key: other.number})
        if isinstance(opened, Subject):
            visit.note(strike)
            return opened
    return subject


# The pages.


def _key_page(
    visit: Visit, screen: Screen, values: Mapping[str, str], messages: list[str]
) -> Response:
    part = key_section(screen)
    names = input_names([f"{part.title}/{each.label}" for each in part.fields])
    visit.session.on.subject = None
    return visit.show(
        "key",
        screen=screen,
        part=part,
        names=names,
        values=values,
        messages=messages,
        token=visit.session.new_token(names),
    )


def _entry_page(
    visit: Visit, screen: Screen, subject: Subject, messages: list[str]
) -> Response:
    visit.note_subject(screen, subject)
    names = input_names([key for key, _ in all_fields(screen)])
    values = visit.session.on.values
    return visit.show(
        "entry",
        screen=screen,
        names=names,
        values=values,
        shown=shown_texts(visit.system.register, screen, subject, values),
        members=subject.members,
        messages=messages,
        retired=bool(visit.struck(FaultId.EXPIRED_CODES, Occasion.ENTRY)),
        token=visit.session.new_token(names),
    )


def _confirm_page(
    visit: Visit, screen: Screen, subject: Subject, messages: list[str]
) -> Response:
    visit.note_subject(screen, subject)
    values = visit.session.on.values
    world = visit.system.world()
    return visit.show(
        "confirm",
        screen=screen,
        messages=messages,
        warnings=visit.session.on.warnings,
        shown=shown_values(visit.system.register, screen, subject, values),
        computed=screen.computed(world, subject, values),
        token=visit.session.new_token({}),
    )
