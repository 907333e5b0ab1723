"""Staff numbers and passwords of the accounts that robots work with."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import keyring
from keyring.errors import KeyringError

from rpa_suite.errors import SetupError
from rpa_suite.security.vault import Vault

_SERVICE = "rpa-suite/credential"


@dataclass(frozen=True, slots=True)
class Credential:
    """One account; its password never shows in a repr or a log."""

    user: str
    password: str = field(repr=False)


def load(name: str, *, data_dir: Path, vault: Vault, use_keyring: bool) -> Credential:
    """Return the account registered under ``name``.

    ``RPA_SUITE_CREDENTIAL_<NAME>=user:password`` comes first: rehearsals need nothing
    registered.

    Raises:
        SetupError: None is registered.
    """
    given = os.environ.get(f"RPA_SUITE_CREDENTIAL_{name.upper().replace('-', '_')}")
    if given:
        user, _, password = given.partition(":")
        return Credential(user, password)
    stored = _from_keyring(name) if use_keyring else None
    path = _path(data_dir, name)
    if stored is None and path.is_file():
        stored = vault.unseal(path.read_bytes(), purpose=_purpose(name)).decode()
    if stored is None:
        raise SetupError(
            f"業務システムのアカウント「{name}」が登録されていません。"
            f"rpa-suite credential {name} で職員番号とパスワードを登録してください。"
        )
    return Credential(**json.loads(stored))


def save(
    name: str,
    credential: Credential,
    *,
    data_dir: Path,
    vault: Vault,
    use_keyring: bool,
) -> None:
    """Register an account in the OS keyring, or sealed in the data folder.

    Raises:
        SetupError: Neither can be written.
    """
    text = json.dumps({"user": credential.user, "password": credential.password})
    if use_keyring and _to_keyring(name, text):
        return
    path = _path(data_dir, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(vault.seal(text.encode(), purpose=_purpose(name)))
    except OSError as error:
        raise SetupError(
            f"アカウントを {path.parent} に保存できません。権限を確かめてください。"
        ) from error


def _path(data_dir: Path, name: str) -> Path:
    return data_dir / "credentials" / f"{name}.sealed"


def _purpose(name: str) -> str:
    return f"credential/{name}"


def _from_keyring(name: str) -> str | None:
    try:
        return keyring.get_password(_SERVICE, name)
    except (KeyringError, RuntimeError, OSError):
        return None


def _to_keyring(name: str, text: str) -> bool:
    try:
        keyring.set_password(_SERVICE, name, text)
        return keyring.get_password(_SERVICE, name) == text
    except (KeyringError, RuntimeError, OSError):
        return False
