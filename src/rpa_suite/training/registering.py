"""The four pages of an entry: 対象者指定, 入力, 確認, 完了."""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from rpa_suite.training.declared import Message, Screen, Subject
from rpa_suite.training.entries import Entry
from rpa_suite.training.faults import Fault
from rpa_suite.training.forms import (
    all_fields,
    input_names,
    key_section,
    look_up,
    read_values,
    shown_value,
)
from rpa_suite.training.screens import SCREENS
from rpa_suite.training.sessions import Session
from rpa_suite.training.world import TrainingSystem, shown_of

_SLOW_SECONDS = 3.0
_TRANSITION = "E0900 不正な画面遷移です。"
_LOST = "E0901 セッションが切断されました。再度ログインしてください。"


class ConnectionReset(Exception):
    """Raised to break the connection instead of answering."""


class Registering:
    """Leads one session through the pages of a screen."""

    def __init__(
        self,
        system: TrainingSystem,
        render: Callable[..., Response],
        refuse: Callable[[str], Response],
    ) -> None:
        self._system = system
        self._render = render
        self._refuse = refuse

    async def key(self, request: Request, session: Session) -> Response:
        """対象者指定."""
        screen = SCREENS.get(request.path_params["screen"])
        if screen is None:
            return self._refuse(_TRANSITION)
        return self._key_page(screen, session, {}, [])

    async def open(self, request: Request, session: Session) -> Response:
        """照会: opens the subject for entry, or says why not."""
        posted, screen = await self._arrived(request, session)
        if screen is None:
            return self._refuse(_TRANSITION)
        part = key_section(screen)
        fields = {f"{part.title}/{each.label}": each for each in part.fields}
        values, wrong = read_values(posted, session.on.names, fields)
        if wrong:
            return self._key_page(screen, session, values, wrong)
        subject = screen.open(self._system.world(), values)
        if isinstance(subject, Message):
            said = f"{subject.code} {subject.text}"
            return self._key_page(screen, session, values, [said])
        session.on.screen, session.on.subject = screen.id, subject
        session.on.values = {}
        session.on.seen = self._count(subject)
        return self._entry_page(screen, subject, session, [])

    async def confirm(self, request: Request, session: Session) -> Response:
        """確認: checks the values and shows them with warnings and 試算."""
        posted, screen = await self._arrived(request, session)
        subject = session.on.subject
        if screen is None or subject is None or session.on.screen != screen.id:
            return self._refuse(_TRANSITION)
        values, wrong = read_values(posted, session.on.names, dict(all_fields(screen)))
        session.on.values = values
        messages = screen.check(self._system.world(), subject, values)
        wrong += [f"{m.code} {m.text}" for m in messages if m.code[0] == "E"]
        if wrong:
            return self._entry_page(screen, subject, session, wrong)
        return self._render(
            "confirm",
            screen=screen,
            token=session.new_token(),
            warnings=[m for m in messages if m.code[0] == "W"],
            shown=self._shown(screen, subject, values),
            computed=screen.computed(self._system.world(), subject, values),
        )

    async def register(self, request: Request, session: Session) -> Response:
        """登録: stores the entry once and shows its 処理番号."""
        form = await request.form()
        token = str(form.get("_t", ""))
        if token in session.on.submitted:
            return self._refuse("E0903 二重送信されました。")
        screen = SCREENS.get(request.path_params["screen"])
        subject = session.on.subject
        if (
            screen is None
            or subject is None
            or session.on.screen != screen.id
            or token != session.on.token
        ):
            return self._refuse(_TRANSITION)
        fault = self._system.faults.at_registration()
        if fault is Fault.RESET_BEFORE:
            raise ConnectionReset
        if fault is Fault.SESSION_LOST:
            self._system.sessions.sign_out(session.id)
            return self._refuse(_LOST)
        if fault is Fault.CLOSED:
            return self._refuse(
                "E0902 夜間バッチ処理中のため利用できません。（20:00–7:00）"
            )
        if fault is Fault.CHANGED_BY_OTHER or self._count(subject) != session.on.seen:
            return self._refuse(
                "E0202 他の利用者により更新されています。再度照会してください。"
            )
        session.on.submitted.add(token)
        entry = self._store(screen, subject, session)
        if fault is Fault.RESET_AFTER:
            raise ConnectionReset
        if fault is Fault.SLOW:
            await asyncio.sleep(_SLOW_SECONDS)
        at = entry.at.strftime("%Y/%m/%d %H:%M:%S")
        session.on.subject = None
        return self._render("done", screen=screen, entry=entry, at=at)

    def _store(self, screen: Screen, subject: Subject, session: Session) -> Entry:
        return self._system.entries.add(
            prefix=screen.prefix,
            screen=screen.id,
            subject=subject.person.number,
            values=self._shown(screen, subject, session.on.values),
            staff=session.staff,
        )

    def _count(self, subject: Subject) -> int:
        return len(self._system.entries.find(subject=subject.person.number))

    async def _arrived(
        self, request: Request, session: Session
    ) -> tuple[dict[str, str], Screen | None]:
        """Return the posted inputs and the screen, or None for a stale page."""
        posted = {n: str(v) for n, v in (await request.form()).items()}
        if posted.get("_t") != session.on.token:
            return posted, None
        return posted, SCREENS.get(request.path_params["screen"])

    def _key_page(
        self,
        screen: Screen,
        session: Session,
        values: dict[str, str],
        messages: list[str],
    ) -> Response:
        part = key_section(screen)
        names = input_names([f"{part.title}/{each.label}" for each in part.fields])
        session.on.names = names
        session.on.subject = None
        return self._render(
            "key",
            screen=screen,
            part=part,
            names=names,
            values=values,
            messages=messages,
            token=session.new_token(),
        )

    def _entry_page(
        self, screen: Screen, subject: Subject, session: Session, messages: list[str]
    ) -> Response:
        names = input_names([key for key, _ in all_fields(screen)])
        session.on.names = names
        values: dict[str, Any] = session.on.values
        return self._render(
            "entry",
            screen=screen,
            names=names,
            values=values,
            shown=shown_of(subject) | self._looked_up(screen, values),
            members=subject.members,
            messages=messages,
            token=session.new_token(),
        )

    def _shown(
        self, screen: Screen, subject: Subject, values: dict[str, str]
    ) -> dict[str, str]:
        """Return every field as 確認 and 履歴 show it."""
        typed = {
            key: shown_value(each, values.get(key, ""))
            for key, each in all_fields(screen)
        }
        return typed | shown_of(subject) | self._looked_up(screen, values)

    def _looked_up(self, screen: Screen, values: dict[str, str]) -> dict[str, str]:
        """Return the texts that stand beside the codes typed so far."""
        found: dict[str, str] = {}
        for part in screen.sections:
            texts: dict[str, str] = {}
            bank = values.get(f"{part.title}/金融機関コード", "")
            for each in part.fields:
                code = values.get(f"{part.title}/{each.label}", "")
                if each.lookup and code:
                    texts |= look_up(self._system.register, each.lookup, code, bank)[0]
            for each in part.fields:
                if each.shows in texts:
                    found[f"{part.title}/{each.label}"] = texts[each.shows]
        return found
