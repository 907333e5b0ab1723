"""The bank account that several 業務 ask for in the same way."""

from functools import partial

from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.jp.kana import match_key
from rpa_suite.training.declared import Kind, Message, ScreenField, Values
from rpa_suite.training.masters import branch_name, name_of
from rpa_suite.training.register import Person

F = ScreenField


def account_fields(
    needs: tuple[str, tuple[str, ...]] | None = None,
) -> tuple[ScreenField, ...]:
    """Return the fields of a bank's or ゆうちょ's account."""
    code = partial(F, kind=Kind.CODE, needs=needs)
    return (
        code(label="金融機関コード", lookup="bank", longest=4),
        F(label="金融機関名", kind=Kind.SHOWN, shows="金融機関名"),
        code(label="支店コード", lookup="branch", longest=3),
        F(label="支店名", kind=Kind.SHOWN, shows="支店名"),
        F(label="預金種別", kind=Kind.SELECT, options=("普通", "当座"), needs=needs),
        F(label="口座番号", longest=7, needs=needs),
        F(label="ゆうちょ記号", longest=5, needs=needs),
        F(label="ゆうちょ番号", longest=8, needs=needs),
        F(label="口座名義カナ", width=30, needs=needs),
    )


def check_account(
    part: str,
    values: Values,
    *,
    unknown: str,
) -> list[Message]:
    """Return what is wrong with the account of a section.

    Args:
        part: Title of the section.
        values: What was typed.
        unknown: Code of the message for a bank that is not in the master.
    """
    bank, branch = values[f"{part}/金融機関コード"], values[f"{part}/支店コード"]
    found = []
    if bank and not (name_of("bank", bank) and branch_name(bank, branch)):
        found.append(Message(unknown, "金融機関または支店のコードが存在しません。"))
    if bank and len(values[f"{part}/口座番号"]) != 7:
        found.append(Message("E0304", "口座番号は7桁で入力してください。"))
    return found


def is_holder(part: str, values: Values, person: Person) -> bool:
    """Whether the 口座名義カナ is this person's."""
    holder = bank_kana(values[f"{part}/口座名義カナ"]).value
    return match_key(holder) == match_key(bank_kana(person.kana).value)
