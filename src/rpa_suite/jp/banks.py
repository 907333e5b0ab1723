"""Bank accounts, and ゆうちょ 記号番号 turned into one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache

from rpa_suite.jp.check_digits import yucho_check_digit
from rpa_suite.jp.checked import Checked, Status, error, ok, warn
from rpa_suite.jp.digits import is_digits, plain_digits

YUCHO_BANK_CODE = "9900"

# As the list shortens names; people write either.
_KINDS_OF_BANKS = (
    ("信用金庫", "信金"),
    ("信用組合", "信組"),
    ("労働金庫", "労金"),
    ("農業協同組合", "農協"),
    ("株式会社", ""),
    ("銀行", ""),
)
_FIRST_OF_OTHERS = "1000"  # below are banks; from here on 信用金庫 and the like
_BRANCH = "支店"
_NO_BRANCHES = ("本店", "支店", "出張所", "営業部")
_KANJI_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


class AccountKind(IntEnum):
    """預金種別 with the code that banks use."""

    ORDINARY = 1  # 普通
    CHECKING = 2  # 当座
    SAVINGS = 4  # 貯蓄
    OTHER = 9  # その他

    @property
    def label(self) -> str:
        """The word on forms."""
        return {1: "普通", 2: "当座", 4: "貯蓄", 9: "その他"}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class BankAccount:
    """Where money is sent; ``repr`` shows none of it.

    Attributes:
        bank: 金融機関コード, 4 digits.
        branch: 店番, 3 digits.
        number: 口座番号, 7 digits.
    """

    bank: str = field(repr=False)
    branch: str = field(repr=False)
    kind: AccountKind = field(repr=False)
    number: str = field(repr=False)

    @property
    def yucho_branch_name(self) -> str:
        """店名 of a ゆうちょ branch: the digits in kanji (058 is 〇五八)."""
        return self.branch.translate(_KANJI_DIGITS)


@dataclass(frozen=True, kw_only=True)
class CheckedYucho(Checked):
    """A 記号番号; ``value`` is ``記号-番号`` and ``account`` None after an error."""

    account: BankAccount | None = field(default=None, repr=False)


def check_bank_code(text: str) -> Checked:
    """Check the shape of a 金融機関コード (4 digits); existence is not known here."""
    return _check_code(text, "bank_code", "金融機関コード", 4)


def check_branch_code(text: str) -> Checked:
    """Check the shape of a 支店コード (3 digits); existence is not known here."""
    return _check_code(text, "branch_code", "支店コード", 3)


def bank_named(code: str) -> str:
    """Return the short name of a bank of the list (全銀), or nothing.

    Banks that merged into others are no longer listed (統廃合).
    """
    return _listed_banks().get(code, "")


def is_bank(written: str, code: str) -> bool:
    """Whether people may write this for the bank of a code: みずほ銀行 for 0001."""
    return bool(code) and _short(written) == _short(bank_named(code))


@cache
def bank_spellings() -> Mapping[str, tuple[str, ...]]:
    """Return what people write for each bank of the list, by its code."""
    return {code: _spellings(name, code) for code, name in _listed_banks().items()}


def branch_named(bank: str, code: str) -> str:
    """Return the name of a branch (支店) of a bank of the list, or nothing."""
    return _listed_branches(bank).get(code, "")


def is_branch(written: str, bank: str, code: str) -> bool:
    """Whether people may write this for a branch: 蒲田支店 for 蒲田."""
    named = branch_named(bank, code)
    return bool(named) and _plain(written) in map(_plain, _branch_spellings(named))


def branch_spellings(bank: str) -> Mapping[str, tuple[str, ...]]:
    """Return what people write for each branch of a bank, by its code."""
    return {
        code: _branch_spellings(name) for code, name in _listed_branches(bank).items()
    }


@cache
def _listed_banks() -> Mapping[str, str]:
    # Its list is large: only who asks for a bank loads it.
    from zengin_code import Bank

    return {code: _plain(bank.name) for code, bank in Bank.all.items()}


@cache
def _listed_branches(bank: str) -> Mapping[str, str]:
    from zengin_code import Bank

    found = Bank.all.get(bank)
    branches = found.branches if found else {}
    return {code: _plain(branch.name) for code, branch in branches.items()}


def _spellings(name: str, code: str) -> tuple[str, ...]:
    for long, short in _KINDS_OF_BANKS:
        if short and name.endswith(short):
            return name.removesuffix(short) + long, name
    # The list leaves 銀行 away; others without a kind of their own are no banks.
    if code < _FIRST_OF_OTHERS or code == YUCHO_BANK_CODE:
        return f"{name}銀行", name
    return (name,)


def _branch_spellings(name: str) -> tuple[str, ...]:
    if name.endswith(_NO_BRANCHES):
        return (name,)
    return name, f"{name}{_BRANCH}"


def _short(name: str) -> str:
    plain = _plain(name)
    for long, short in _KINDS_OF_BANKS:
        plain = plain.replace(long, short)
    return plain.casefold()


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "")


def check_account_number(text: str) -> Checked:
    """Check a 口座番号; fewer than 7 digits are padded with zeros and warned about.

    Some banks have check digits of their own; they are not looked at.
    """
    number = plain_digits(text)
    if 0 < len(number) < 7 and is_digits(number):
        return warn(
            number.zfill(7),
            "account_number.padded",
            "口座番号が7桁に足りないので前に0を補いました。通帳と見比べてください。",
        )
    return _check_code(number, "account_number", "口座番号", 7)


def check_account_kind(text: str) -> Checked:
    """Check a 預金種別 (1, 2, 4, 9 or its word); ``value`` is the digit."""
    plain = plain_digits(text)
    for kind in AccountKind:
        if plain in (str(kind.value), kind.label, kind.label + "預金"):
            return ok(str(kind.value))
    return error(
        "",
        "account_kind.unknown",
        "預金種別は 1普通 2当座 4貯蓄 9その他 のどれかです。原票を見て選んでください。",
    )


def check_yucho(kigo: str, bango: str) -> CheckedYucho:
    """Check a ゆうちょ 記号 and 番号, and convert them into a bank account.

    記号 1xxx0 (総合口座) gives branch xx8, 普通, 番号 without its last digit 1.
    記号 0xxx0 (振替口座) gives branch xx9, 当座, 番号 padded. A single digit printed
    between 記号 and 番号 (再発行) is ignored.

    Reasons: ``yucho.blank``, ``.kigo``, ``.bango_characters``, ``.bango_length``,
    ``.bango_end`` (errors), ``.check_digit`` (warning).
    """
    shape = re.fullmatch(r"([01]\d{3}0)\d?", plain_digits(kigo), re.ASCII)
    number = plain_digits(bango)
    if not plain_digits(kigo) or not number:
        return _yucho_error(
            "yucho.blank", "記号または番号が空です。通帳を見て入力してください。"
        )
    if shape is None:
        return _yucho_error(
            "yucho.kigo",
            "記号は0か1で始まり0で終わる5桁です。通帳と見比べてください。",
        )
    if not is_digits(number):
        return _yucho_error(
            "yucho.bango_characters",
            "番号に数字以外の文字があります。通帳と見比べてください。",
        )
    mark = shape[1]
    is_transfer = mark.startswith("0")
    longest = 6 if is_transfer else 8
    if len(number) > longest or (not is_transfer and len(number) < 2):
        return _yucho_error(
            "yucho.bango_length",
            f"番号は{longest}桁までです。桁数が合いません。通帳と見比べてください。",
        )
    if not is_transfer and not number.endswith("1"):
        return _yucho_error(
            "yucho.bango_end",
            "総合口座の番号は1で終わります。通帳と見比べてください。",
        )
    account = BankAccount(
        bank=YUCHO_BANK_CODE,
        branch=mark[1:3] + ("9" if is_transfer else "8"),
        kind=AccountKind.CHECKING if is_transfer else AccountKind.ORDINARY,
        number=(number if is_transfer else number[:-1]).zfill(7),
    )
    value = f"{mark}-{number}"
    if yucho_check_digit(mark, number) != int(mark[3]):
        return CheckedYucho(
            value=value,
            status=Status.WARN,
            reason="yucho.check_digit",
            message="記号と番号の組合せが合わないようです。通帳と見比べてください。",
            account=account,
        )
    return CheckedYucho(value=value, status=Status.OK, account=account)


def _check_code(text: str, kind: str, label: str, length: int) -> Checked:
    code = plain_digits(text)
    if not code:
        return error(
            code, f"{kind}.blank", f"{label}が空です。原票を見て入力してください。"
        )
    if not is_digits(code):
        return error(
            code,
            f"{kind}.characters",
            f"{label}に数字以外の文字があります。原票を見て直してください。",
        )
    if len(code) != length:
        return error(
            code,
            f"{kind}.length",
            f"{label}は{length}桁です。桁数が合いません。原票を見て直してください。",
        )
    return ok(code)


def _yucho_error(reason: str, message: str) -> CheckedYucho:
    return CheckedYucho(value="", status=Status.ERROR, reason=reason, message=message)
