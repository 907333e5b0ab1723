"""The screens of 児童手当 ＞ 資格管理 ＞ 新規認定, by the words a clerk reads."""

from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.robots.municipal import Fields, MunicipalPortal

from .item import Child, Claim


class ClaimPortal(MunicipalPortal[Claim]):
    """新規認定 from 対象者指定 to 完了."""

    title = "児童手当 新規認定"
    menu_item = "新規認定"
    already = "E2101"

    def number_of(self, item: Claim) -> str:
        """Return the claimant's 宛名番号."""
        return self.person_number(item.claimant)

    def open_claimant(self, claim: Claim) -> None:
        """Open the 入力 screen and make sure that it is the claimant's."""
        self.open_entry_screen({"宛名番号": self.number_of(claim)})
        self.check_person("請求者", claim.claimant)

    def enter_child(self, claim: Claim, row: int, child: Child) -> None:
        """Fill one of the child sections and look whose birth date comes up."""
        self.fill(claim, f"児童{row}")
        self.check_shown(f"児童{row}", {"生年月日": child.birth_date.isoformat()})

    @staticmethod
    def fields(item: Claim) -> Fields:
        """Return what stands where; people by their 宛名番号 in 世帯員."""
        return {
            "請求内容": {
                "請求年月日": item.claim_date,
                "請求事由": item.reason,
                "事由発生日": item.event_date,
                "職業": item.occupation,
                "加入年金": item.pension,
                "電話番号": item.phone,
            },
            "配偶者": {
                "配偶者の有無": item.has_spouse,
                "宛名番号": item.spouse,
                "同居・別居": item.spouse_lives_together if item.spouse else "",
                "所得が高い方": item.higher_earner,
            },
            **{
                f"児童{row}": {
                    "宛名番号": child.person,
                    "続柄": child.relationship,
                    "同居・別居": child.lives_together,
                    "監護": child.custody,
                    "生計": child.livelihood,
                }
                for row, child in enumerate(item.child, start=1)
            },
            "振込口座": {
                "公金受取口座を利用": item.use_public_account,
                "金融機関コード": item.bank_code,
                "支店コード": item.branch_code,
                "預金種別": item.account_type,
                "口座番号": item.account_number,
                "ゆうちょ記号": item.yucho_symbol,
                "ゆうちょ番号": item.yucho_number,
                "口座名義カナ": bank_kana(item.account_holder_kana).value,
            },
        }
