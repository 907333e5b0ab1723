"""The screens of 児童手当 ＞ 資格管理 ＞ 新規認定, by the words a clerk reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.robots.municipal import MunicipalPortal, Someone, signed_in, the_one
from rpa_suite.robots.session import Session

from .item import Child, Claim


class ClaimPortal(MunicipalPortal):
    """新規認定 from 対象者指定 to 完了."""

    title = "児童手当 新規認定"
    menu_item = "新規認定"
    version = "1.0"

    @classmethod
    @contextmanager
    def opened(cls, session: Session) -> Iterator["ClaimPortal"]:
        """Sign in and out around a run."""
        with signed_in(session):
            yield cls(session)

    def same_as_entered(self, receipt: str, claim: Claim) -> bool:
        """Whether an earlier entry says what this claim says."""
        self.open_entry(receipt)
        return (
            self.entry_shows("請求内容", "請求事由", claim.reason)
            and self.entry_shows("請求内容", "事由発生日", claim.event_date.isoformat())
            and self.entry_shows("児童1", "氏名", claim.child[0].name)
        )

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
            part.choose("所得が高い方", claim.higher_income.removesuffix("が高い"))

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

    def compare_confirmation(self, claim: Claim) -> None:
        """Compare every value of the 確認 screen with the claim."""
        self.main.step("確認画面を照合")
        self.main.section("請求者").compare_all(
            {"生年月日": claim.claimant_birth_date.isoformat()}
        )
        self.main.section("請求内容").compare_all(
            {
                "請求年月日": claim.claim_date.isoformat(),
                "請求事由": claim.reason,
                "事由発生日": claim.event_date.isoformat(),
                "職業": claim.occupation,
                "加入年金": claim.pension,
                "電話番号": claim.phone,
            }
        )
        for row, child in enumerate(claim.child, start=1):
            self.main.section(f"児童{row}").compare_all(
                {
                    "生年月日": child.birth_date.isoformat(),
                    "続柄": child.relationship,
                    "同居・別居": child.lives_together,
                    "監護": child.custody,
                    "生計": child.livelihood,
                }
            )
        self.main.section("振込口座").compare_all(
            {
                "公金受取口座を利用": "有" if claim.use_public_account else "",
                "金融機関コード": claim.bank_code,
                "支店コード": claim.branch_code,
                "口座番号": claim.account_number,
                "ゆうちょ記号": claim.yucho_symbol,
                "ゆうちょ番号": claim.yucho_number,
            }
        )
