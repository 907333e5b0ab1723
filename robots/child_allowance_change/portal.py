"""The screens of 児童手当 ＞ 資格管理 ＞ 額改定, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Change, Child


class ChangePortal(MunicipalPortal[Change]):
    """額改定 from 対象者指定 to 完了."""

    title = "児童手当 額改定"
    menu_item = "額改定"

    def number_of(self, item: Change) -> str:
        """Return the recipient's 宛名番号."""
        return self.person_number(item.recipient)

    def open_recipient(self, change: Change) -> None:
        """Open the 入力 screen and make sure that it is the recipient's."""
        self.open_entry_screen({"宛名番号": self.number_of(change)})
        self.check_person("受給者", change.recipient)

    def enter_child(self, change: Change, row: int, child: Child) -> None:
        """Fill one of the child sections and look whose birth date comes up."""
        self.fill(change, f"児童{row}")
        self.check_shown(f"児童{row}", {"生年月日": child.birth_date.isoformat()})

    @staticmethod
    def case(item: Change) -> Shown:
        """Return the event: the amount may change many times."""
        return {
            "改定内容": {
                "改定事由": item.reason,
                "事由発生日": item.event_date.isoformat(),
            }
        }

    @staticmethod
    def fields(item: Change) -> Fields:
        """Return what stands where; people by their 宛名番号 in 世帯員."""
        return {
            "改定内容": {
                "増減区分": item.direction,
                "請求年月日": item.claim_date,
                "改定事由": item.reason,
                "事由発生日": item.event_date,
                "確認書の提出": item.sibling_statement,
            },
            **{
                f"児童{row}": {
                    "宛名番号": child.person,
                    "増減": child.change,
                    "続柄": child.relationship,
                    "同居・別居": child.lives_together,
                    "監護": child.custody,
                }
                for row, child in enumerate(item.changing, start=1)
            },
        }
