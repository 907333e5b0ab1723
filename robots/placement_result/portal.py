"""The screens of 保育 ＞ 利用調整 ＞ 結果登録, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal
from rpa_suite.robots.procedure import Shown

from .item import Result


class ResultPortal(MunicipalPortal[Result]):
    """結果登録 from 対象者指定 to 完了."""

    title = "保育 利用調整結果"
    menu_item = "結果登録"

    def number_of(self, item: Result) -> str:
        """Return the child's 宛名番号."""
        return item.child_number

    def open_application(self, result: Result) -> None:
        """Open the 入力 screen and make sure of the child and of the month."""
        self.open_entry_screen({"受付番号": result.application_number})
        self.check_person("児童", result.child)
        self.check_shown(
            "児童",
            {"宛名番号": result.child_number, "入所希望年月": result.entry_month},
        )

    @staticmethod
    def case(item: Result) -> Shown:
        """Return the application."""
        return {"児童": {"受付番号": item.application_number}}

    @staticmethod
    def fields(item: Result) -> Fields:
        """Return what stands where."""
        return {
            "調整結果": {
                "結果": item.result,
                "園コード": item.nursery_code,
                "クラス年齢": item.class_age,
                "指数": item.points,
                "順位": item.rank,
            },
        }
