"""An office of several people, one of whom sits at the desk."""

from datetime import UTC, datetime

import pytest

from rpa_suite.app.office import Office
from rpa_suite.model.staff import Role, Staff
from rpa_suite.model.work import Environment
from rpa_suite.settings import Settings

ROBOT = "employee_transfer"
NOW = datetime(2026, 11, 2, 1, tzinfo=UTC)
PRODUCTION = Environment.PRODUCTION


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setattr(Office, "now", lambda self: NOW)
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


@pytest.fixture
def sign_in(office, monkeypatch):
    """Let another account sit at the desk."""

    def sit(account):
        monkeypatch.setattr(office.permissions, "_account", lambda: account)

    sit("kakaricho")
    return sit


@pytest.fixture
def people(office, sign_in):
    """A 管理者, a 管理職 and a clerk of another 課."""
    for account, roles, sections in (
        ("it", {Role.ADMIN}, ()),
        ("kacho", {Role.MANAGER}, ()),
        ("hoiku", {Role.MANAGER}, ("保育サービス課",)),
        ("clerk", {Role.OPERATOR}, ()),
    ):
        office.store.staff.save(
            Staff(
                account=account,
                name=account,
                roles=frozenset(roles),
                sections=frozenset(sections),
            ),
            by="it",
            now=NOW,
        )
    return sign_in
