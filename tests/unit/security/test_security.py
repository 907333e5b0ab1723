import logging
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.errors import SetupError, StoreError
from rpa_suite.security import credentials
from rpa_suite.security.credentials import Credential
from rpa_suite.security.redaction import REDACTION, RedactionFilter, configure_logging
from rpa_suite.security.vault import Vault

VAULT = Vault(b"k" * 32)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_was_sealed_comes_back(plain, purpose):
    assert VAULT.unseal(VAULT.seal(plain, purpose=purpose), purpose=purpose) == plain


@given(st.binary(min_size=1, max_size=50), st.data())
def test_a_changed_byte_is_noticed(plain, data):
    sealed = bytearray(VAULT.seal(plain, purpose="a"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(StoreError):
        VAULT.unseal(bytes(sealed), purpose="a")


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(StoreError, match="書き換え"):
        VAULT.unseal(VAULT.seal(b"x", purpose="item.values"), purpose="item.doubts")


def test_another_key_is_named_as_such():
    with pytest.raises(StoreError, match="別の鍵"):
        Vault(b"o" * 32).unseal(VAULT.seal(b"x", purpose="a"), purpose="a")


def test_sealed_bytes_never_show_the_plain_text_and_differ_each_time():
    plain = "大田 花子 123456789018".encode()
    first, second = (VAULT.seal(plain, purpose="a") for _ in range(2))
    assert plain not in first
    assert first != second


def test_the_key_file_is_made_once_and_is_the_owners_alone(tmp_path):
    first = Vault.open(tmp_path, use_keyring=False)
    again = Vault.open(tmp_path, use_keyring=False)
    assert again.unseal(first.seal(b"x", purpose="a"), purpose="a") == b"x"
    (path,) = (tmp_path / "keys").iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_broken_key_file_is_said_and_never_replaced(tmp_path):
    Vault.open(tmp_path, use_keyring=False)
    path = tmp_path / "keys" / "master.key"
    path.write_text("broken")
    with pytest.raises(SetupError, match="控えから"):
        Vault.open(tmp_path, use_keyring=False)
    assert path.read_text() == "broken"


def test_keyed_hashes_depend_on_the_key():
    assert VAULT.keyed_hash("a") == VAULT.keyed_hash("a")
    assert VAULT.keyed_hash("a") != Vault(b"o" * 32).keyed_hash("a")


def test_an_account_is_sealed_and_comes_back(tmp_path, monkeypatch):
    monkeypatch.delenv("RPA_SUITE_CREDENTIAL_TRAINING", raising=False)
    where = {"data_dir": tmp_path, "vault": VAULT, "use_keyring": False}
    with pytest.raises(SetupError, match="rpa-suite credential training"):
        credentials.load("training", **where)
    credentials.save("training", Credential("1000001", "himitsu"), **where)
    assert credentials.load("training", **where) == Credential("1000001", "himitsu")
    for path in (tmp_path / "credentials").iterdir():
        assert b"himitsu" not in path.read_bytes()
    assert "himitsu" not in repr(credentials.load("training", **where))


def test_an_account_in_the_environment_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("RPA_SUITE_CREDENTIAL_TRAINING", "1000001:a:b")
    found = credentials.load(
        "training", data_dir=tmp_path, vault=VAULT, use_keyring=False
    )
    assert found == Credential("1000001", "a:b")


@pytest.mark.parametrize(
    "personal",
    [
        "123456789018",
        "1234 5678 9018",
        "１２３４５６７８９０１８",
        "090-1234-5678",
        "03-5744-1111",
        "1234567",
        "144-8621",
    ],
)
def test_numbers_of_people_are_painted_over(personal):
    painted = RedactionFilter().painted(f"値 {personal} を入力")
    assert personal not in painted
    assert painted.startswith("値 ")


def test_ids_states_and_dates_stay_readable():
    text = "明細 12 JT08-00001234-5 a3f9c04d11e24b0f9a3f9c04d11e24b0 2026-11-23 E0101"
    assert RedactionFilter().painted(text).count("＊") == 0


def test_registered_values_are_painted_longest_first():
    painter = RedactionFilter()
    painter.register(["大田", "大田花子", " "])
    assert painter.painted("大田花子 様、大田 様") == "＊＊＊ 様、＊＊＊ 様"


def test_logs_and_tracebacks_are_painted(capsys, tmp_path):
    file = tmp_path / "log" / "suite.log"
    before = logging.root.handlers[:]
    try:
        configure_logging(file=file)
        REDACTION.register(["大田花子"])
        try:
            raise ValueError("大田花子 123456789018")
        except ValueError:
            logging.getLogger("x").exception("失敗 %s", "123456789018")
        for handler in logging.root.handlers:
            handler.close()
    finally:
        REDACTION.register([])
        logging.root.handlers[:] = before
    for text in (capsys.readouterr().err, file.read_text(encoding="utf-8")):
        assert "ValueError" in text
        assert "大田花子" not in text
        assert "123456789018" not in text
