"""The screens of 保育 ＞ 入所申込 ＞ 新規申込, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Application


class ApplicationPortal(MunicipalPortal[Application]):
    """新規申込 from 対象者指定 to 完了."""

    title = "保育 入所申込"
    menu_item = "新規申込"
    already = "E2401"

    def number_of(self, item: Application) -> str:
        """Return the child's 宛名番号."""
        item.check_safe()
        return self.person_number(item.child)

    def open_child(self, application: Application) -> None:
        """Open the 入力 screen of the month and make sure that it is the child's."""
        self.open_entry_screen(
            {
                "宛名番号": self.number_of(application),
                "入所希望年月": application.entry,
            }
        )
        self.check_person("児童", application.child)

    def enter_guardian(self, application: Application) -> None:
        """Type the 保護者, whose 宛名番号 stands among the 世帯員."""
        number = self.member_number(
            name=application.guardian_name, kana=application.guardian_kana
        )
        self.main.section("申込内容").put("保護者の宛名番号", number)
        self.main.check_messages()

    @staticmethod
    def case(item: Application) -> Shown:
        """Return the month: one application each."""
        return {"児童": {"入所希望年月": item.entry}}

    @staticmethod
    def fields(item: Application) -> Fields:
        """Return what stands where; the 保護者 is found on the screen itself."""
        return {
            "申込内容": {
                "申込年月日": item.application_date,
                "申込区分": item.application_kind,
                "電話番号": item.phone,
            },
            "給付認定": {
                "認定区分": f"{item.category}号",
                "保育必要量": item.care_hours,
                "父の必要事由": "".join(item.reasons("father")),
                "母の必要事由": "".join(item.reasons("mother")),
            },
            **{
                f"第{place}希望": {"園コード": choice.code}
                for place, choice in enumerate(item.choice, start=1)
            },
            "世帯の状況": {
                "きょうだい同時申込": item.siblings_apply,
                "ひとり親": item.single_parent,
                "生活保護": item.public_assistance == "有",
            },
        }
