"""Made-up applications, and an author who enters one of them by hand."""

import csv
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext

from rpa_suite.app.office import Office
from rpa_suite.app.recording import RecordRequest, record
from tests.foreign.serving import AUTHOR, PASSWORD, Foreign

FARMS = ("田園調布", "馬込", "糀谷")


def application(number: int) -> dict[str, str]:
    """One made-up case; the same number is the same case."""
    return {
        "フリガナ": f"ノウエン　{chr(0x30A2 + number * 2 % 80)}コ",
        "氏名": f"農園　{number}子",
        "生年月日": (date(1970, 1, 31) + timedelta(days=number * 97)).isoformat(),
        "電話番号": f"03{number:08}",
        "希望農園": FARMS[number % 3],
        "区画数": str(1 + number % 2),
        "申込日": "2026-11-02",
        "抽選に参加": "有" if number % 2 else "",
        "備考": f"備考{number}" if number % 3 else "",
    }


class Author:
    """Does the job once, as a person does: look, add, save, look again."""

    def __init__(self, case: dict[str, str], *, looks: bool, saves: bool) -> None:
        self.case, self.looks, self.saves = case, looks, saves

    def __call__(self, context: BrowserContext) -> None:
        page = context.pages[0]
        page.set_default_timeout(60_000)
        page.get_by_label("ユーザー名").fill(AUTHOR)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.get_by_role("button", name="ログイン").click()
        page.get_by_role("link", name="農園利用申込", exact=True).first.click()
        page.get_by_role("link", name="農園利用申込 を追加").wait_for()
        if self.looks:
            page.locator("#searchbar").fill(self.case["フリガナ"])
            page.get_by_role("button", name="検索").click()
            page.wait_for_url("**q=*")
        page.get_by_role("link", name="農園利用申込 を追加").click()
        for label in ("フリガナ", "氏名", "生年月日", "電話番号", "区画数", "申込日"):
            page.get_by_label(f"{label}:").fill(self.case[label])
        page.get_by_label("希望農園").select_option(self.case["希望農園"])
        page.get_by_label("抽選に参加").set_checked(bool(self.case["抽選に参加"]))
        page.get_by_label("備考").fill(self.case["備考"])
        if self.saves:
            page.get_by_role("button", name="保存", exact=True).click()
            page.locator("#result_list").wait_for()
            # A person sees the whole list before closing the window.
            page.wait_for_load_state()


def record_one(
    office: Office, foreign: Foreign, *, looks: bool = True, saves: bool = True
) -> Path:
    return record(
        office,
        RecordRequest(
            url=f"{foreign.origin}/admin/",
            name="allotment",
            task="T9",
            title="",
            section="公園課",
        ),
        author=Author(application(0), looks=looks, saves=saves),
        headless=True,
    )


def queue(
    office: Office, folder: Path, cases: list[dict[str, str]], name: str = "rows.csv"
) -> None:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.DictWriter(file, list(cases[0]))
        rows.writeheader()
        rows.writerows(cases)
    preview = office.importing.preview("allotment", path)
    office.importing.import_preview(preview, operator="test")
