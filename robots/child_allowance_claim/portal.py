"""The screens of 児童手当 ＞ 資格管理 ＞ 新規認定, by the words a clerk reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.robots.municipal import MunicipalPortal, Someone, signed_in, the_one
from rpa_suite.robots.procedure import Shown
from rpa_suite.robots.session import Session

from .item import Child, Claim


class ClaimPortal(MunicipalPortal):
    """新規認定 from 対象者指定 to 完了."""

    title = "児童手当 新規認定"
    menu_item = "新規認定"

    @classmethod
    @contextmanager
    def opened(cls, session: Session) -> Iterator["ClaimPortal"]:
        """Sign in and out around a run."""
        with signed_in(session):
            yield cls(session)

    def household_number(self, someone: Someone) -> str:
        """Return the 宛名番号 of a member of the household shown on the screen."""
        return the_one(
            self.main.table(
                ("宛名番号", "氏名", "カナ氏名", "生年月日", "続柄", "状態")
            ),
            someone,
        )

    def open_claimant(self, claim: Claim) -> None:
        """Open the 入力 screen and make sure that it is the claimant's."""
        self.open_entry_screen({"宛名番号": self.person_number(claim.claimant)})
        self.check_person("請求者", claim.claimant)

    def enter_claim(self, claim: Claim) -> None:
        """Fill 請求内容."""
        self.main.step("請求内容を入力")
        part = self.main.section("請求内容")
        part.type_date("請求年月日", claim.claim_date)
        part.choose("請求事由", claim.reason)
        part.type_date("事由発生日", claim.event_date)
        part.choose("職業", claim.occupation)
        if claim.pension:
            part.choose("加入年金", claim.pension)
        part.type("電話番号", claim.phone)

    def enter_spouse(self, claim: Claim) -> None:
        """Fill 配偶者."""
        self.main.step("配偶者を入力")
        part = self.main.section("配偶者")
        part.choose("配偶者の有無", claim.has_spouse)
        if claim.spouse is None:
            return
        part.type("宛名番号", self.household_number(claim.spouse))
        self.main.check_messages()
        if claim.spouse_lives_together:
            part.choose("同居・別居", claim.spouse_lives_together)
        if claim.higher_income:
            part.choose("所得が高い方", _higher_income(claim))

    def enter_child(self, row: int, child: Child) -> None:
        """Fill one of the child sections."""
        self.main.step(f"児童{row}を入力")
        part = self.main.section(f"児童{row}")
        part.type("宛名番号", self.household_number(child.person))
        self.main.check_messages()
        part.compare_all({"生年月日": child.birth_date.isoformat()})
        part.choose("続柄", child.relationship)
        part.choose("同居・別居", child.lives_together)
        part.choose("監護", child.custody)
        part.choose("生計", child.livelihood)

    def enter_account(self, claim: Claim) -> None:
        """Fill 振込口座."""
        self.main.step("振込口座を入力")
        part = self.main.section("振込口座")
        if claim.use_public_account:
            part.tick("公金受取口座を利用")
            return
        if claim.yucho_number:
            part.type("ゆうちょ記号", claim.yucho_symbol)
            part.type("ゆうちょ番号", claim.yucho_number)
        else:
            part.type("金融機関コード", claim.bank_code)
            part.type("支店コード", claim.branch_code)
            part.choose("預金種別", claim.account_type)
            part.type("口座番号", claim.account_number)
        part.type("口座名義カナ", bank_kana(claim.account_holder_kana).value)
        self.main.check_messages()


def shown(claim: Claim) -> Shown:
    """Return what the system has to show of a claim."""
    return {
        "請求内容": {
            "請求年月日": claim.claim_date.isoformat(),
            "請求事由": claim.reason,
            "事由発生日": claim.event_date.isoformat(),
            "職業": claim.occupation,
            "加入年金": claim.pension,
            "電話番号": claim.phone,
        },
        "配偶者": {
            "配偶者の有無": claim.has_spouse,
            "同居・別居": claim.spouse_lives_together if claim.spouse else "",
            "所得が高い方": _higher_income(claim),
        },
        **{
            f"児童{row}": {
                "生年月日": child.birth_date.isoformat(),
                "続柄": child.relationship,
                "同居・別居": child.lives_together,
                "監護": child.custody,
                "生計": child.livelihood,
            }
            for row, child in enumerate(claim.child, start=1)
        },
        "振込口座": _account(claim),
    }


def _account(claim: Claim) -> dict[str, str]:
    if claim.use_public_account:
        return {"公金受取口座を利用": "有", "口座番号": "", "ゆうちょ番号": ""}
    if claim.yucho_number:
        return {
            "公金受取口座を利用": "",
            "口座番号": "",
            "ゆうちょ記号": claim.yucho_symbol,
            "ゆうちょ番号": claim.yucho_number,
        }
    return {
        "公金受取口座を利用": "",
        "金融機関コード": claim.bank_code,
        "支店コード": claim.branch_code,
        "預金種別": claim.account_type,
        "口座番号": claim.account_number,
        "ゆうちょ番号": "",
    }


def _higher_income(claim: Claim) -> str:
    return claim.higher_income.removesuffix("が高い") if claim.spouse else ""
