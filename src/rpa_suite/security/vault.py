"""One key a PC; everything personal is sealed with it (保存時の暗号化).

AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D).  The purpose is bound in as
associated data, so that a sealed value moved to another column no longer opens.
"""

import base64
import binascii
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

import keyring
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from keyring.errors import KeyringError

from rpa_suite.errors import SetupError, StoreError

_SERVICE = "rpa-suite"
_VERSION = b"\x01"
_NONCE_BYTES = 12
_KEY_ID_BYTES = 4


class Vault:
    """Seals and unseals bytes; never gives its key away.

    Attributes:
        in_keyring: The key lies in the OS keyring, not in a file.
    """

    def __init__(self, key: bytes, *, in_keyring: bool = False) -> None:
        self.in_keyring = in_keyring
        self._cipher = AESGCM(_derived(key, b"seal"))
        self._hash_key = _derived(key, b"hash")
        self._key_id = sha256(_derived(key, b"id")).digest()[:_KEY_ID_BYTES]

    @classmethod
    def open(cls, data_dir: Path, *, use_keyring: bool) -> "Vault":
        """Open the vault of this data folder; the first time makes its key.

        Args:
            data_dir: The key belongs to this folder.
            use_keyring: Prefer the OS keyring (Windows 資格情報マネージャー).  Where
                there is none, a key file readable by its owner alone takes its place.

        Raises:
            SetupError: The key cannot be read or stored.
        """
        path = data_dir / "keys" / "master.key"
        if use_keyring and not path.exists():
            key = _keyring_key(str(data_dir.absolute()))
            if key is not None:
                return cls(key, in_keyring=True)
        return cls(_file_key(path))

    def seal(self, plain: bytes, *, purpose: str) -> bytes:
        """Return ``plain`` encrypted and bound to ``purpose``."""
        nonce = os.urandom(_NONCE_BYTES)
        body = self._cipher.encrypt(nonce, plain, purpose.encode())
        return _VERSION + self._key_id + nonce + body

    def unseal(self, sealed: bytes, *, purpose: str) -> bytes:
        """Return what was sealed for this purpose.

        Raises:
            StoreError: It was sealed with another key or purpose, or tampered with.
        """
        head = len(_VERSION) + _KEY_ID_BYTES
        if sealed[: len(_VERSION)] != _VERSION:
            raise StoreError(
                "保存された個人情報の形式が分かりません。変更されています。"
            )
        if sealed[len(_VERSION) : head] != self._key_id:
            raise StoreError(
                "保存された個人情報は別の鍵で暗号化されています。"
                "データを移したときは、鍵も移してください。"
            )
        nonce, body = sealed[head : head + _NONCE_BYTES], sealed[head + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, body, purpose.encode())
        except (InvalidTag, ValueError) as error:  # ValueError: cut short
            raise StoreError(
                "保存された個人情報が書き換えられています。使うのを止めて、"
                "管理者へ連絡してください。"
            ) from error

    def keyed_hash(self, text: str) -> str:
        """Return an HMAC-SHA256 (hex) that tells texts apart without storing them."""
        return hmac.new(self._hash_key, text.encode(), sha256).hexdigest()


def _derived(key: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"rpa-suite/" + use).derive(key)


def _keyring_key(account: str) -> bytes | None:
    """Return the key in the OS keyring, made now if need be; None without keyring."""
    try:
        text = keyring.get_password(_SERVICE, account)
        if text is None:
            text = base64.b64encode(secrets.token_bytes(32)).decode()
            keyring.set_password(_SERVICE, account, text)
            if keyring.get_password(_SERVICE, account) != text:
                return None
    except (KeyringError, RuntimeError, OSError):
        return None
    return _decoded(text, "OSの資格情報")


def _file_key(path: Path) -> bytes:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _create_key_file(path)
        return _decoded(path.read_text(encoding="ascii"), str(path))
    except OSError as error:
        raise SetupError(
            f"暗号鍵 {path} を読み書きできません。フォルダーの権限を確かめてください。"
        ) from error


def _create_key_file(path: Path) -> None:
    """Write a new key next to its place and link it there: never half a key.

    Two processes may come first at once; the loser of the race reads the winner's.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(32)))
        file.flush()
        os.fsync(file.fileno())
    try:
        if not path.exists():
            os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != 32:
        raise SetupError(
            f"{where} の暗号鍵が壊れています。控えから戻してください。"
            "鍵を作り直すと、保存済みの個人情報は読めなくなります。"
        )
    return key
