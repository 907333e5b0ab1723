"""Authors who enter one case by hand, as the recorder looks on."""

from contextlib import suppress
from datetime import date

from playwright.sync_api import Error

from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.jp.eras import to_era
from rpa_suite.jp.written_dates import parse_era_date
from rpa_suite.robots.page_scripts import WHOLE


class Author:
    """Works as a clerk does: menu, 宛名検索 in its window, boxes, dialog."""

    title: str

    def __init__(self, case, *, until="完了"):
        self.case, self.until = case, until

    def __call__(self, context):
        self.page = context.pages[0]
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.set_default_timeout(10_000)
        self.sign_in()
        self.main = self.page.frame_locator("[name=main]")
        if self.until == "sign-in":
            return
        self.open_screen()
        self.main.get_by_text(f"{self.title} 入力").wait_for()
        self.fill()
        if self.until == "完了":
            self.press("確認")
            self.main.get_by_text(f"{self.title} 確認").wait_for()
            for warning in self.main.locator("[name=seen]").all():
                warning.check()
            self.press("登録")
            self.main.get_by_text(f"{self.title} 完了").wait_for()
            # A person sees the whole screen before closing the window.
            self.main.locator("body").evaluate(WHOLE)

    def sign_in(self):
        self.page.locator("[name=staff]").fill("1000001")
        self.page.locator("[name=password]").fill("renshu-1")
        self.page.get_by_role("button", name="ログイン").click()
        self.page.get_by_label("確認しました").check()
        self.page.get_by_role("button", name="業務メニューへ").click()

    def press(self, words):
        self.main.get_by_role("button", name=words, exact=True).click()

    def menu(self, words):
        self.page.frame_locator("[name=menu]").get_by_text(words).click()

    def search(self, kana, birth_date):
        with self.page.expect_popup() as opened:
            self.press("宛名検索")
        window = opened.value
        self.beside(window, "カナ氏名").locator("input").fill(kana)
        self.date(self.beside(window, "生年月日"), birth_date)
        window.get_by_role("button", name="検索", exact=True).click()
        window.locator("table.list").wait_for()
        return window

    def member(self, name):
        row = self.main.locator("table.list tr").filter(has_text=name)
        return row.locator("td").first.inner_text()

    def put(self, section, label, *, text=None, choice=None, radio=None, date=None):
        cell = self.main.locator(
            f"//fieldset[legend='{section}']//th[text()='{label}']"
            "/following-sibling::td[1]"
        )
        if text is not None:
            cell.locator("input").fill(text)
            cell.locator("input").blur()
            if self.main.locator("#busy").count():
                self.main.locator("#busy[aria-busy=false]").wait_for(state="attached")
        elif choice:
            cell.locator("select").select_option(choice)
        elif radio:
            cell.get_by_role("radio", name=radio).check()
        elif date:
            self.date(cell, date)

    @staticmethod
    def beside(window, label):
        return window.locator(
            f"//fieldset//th[text()='{label}']/following-sibling::td[1]"
        )

    @staticmethod
    def date(cell, iso):
        era = to_era(date.fromisoformat(iso))
        cell.locator("select").select_option(era.era.kanji)
        for at, part in enumerate((era.year, era.month, era.day)):
            cell.locator("input").nth(at).fill(str(part))


class ClaimAuthor(Author):
    """C1: the claimant is chosen in 宛名検索, which fills in the number."""

    title = "児童手当 新規認定"

    def open_screen(self):
        claim = self.case
        self.menu("新規認定")
        window = self.search(claim["claimant_kana"], claim["claimant_birth_date"])
        row = window.locator("tr").filter(has_text=claim["claimant_name"])
        # The window may be gone before the click has come back.
        with suppress(Error):
            row.get_by_role("button", name="選択").click()
        self.press("照会")

    def fill(self):
        claim = self.case
        self.put("請求内容", "請求年月日", date=claim["claim_date"])
        self.put("請求内容", "請求事由", choice=claim["reason"])
        self.put("請求内容", "事由発生日", date=claim["event_date"])
        self.put("請求内容", "職業", choice=claim["occupation"])
        self.put("請求内容", "加入年金", choice=claim["pension"])
        self.put("請求内容", "電話番号", text=claim["phone"])
        self.put("配偶者", "配偶者の有無", radio="有")
        self.put("配偶者", "宛名番号", text=self.member(claim["spouse_name"]))
        self.put("配偶者", "同居・別居", radio=claim["spouse_lives_together"])
        self.put(
            "配偶者",
            "所得が高い方",
            choice=claim["higher_income"].removesuffix("が高い"),
        )
        for row in (1, 2):
            part = f"児童{row}"
            self.put(part, "宛名番号", text=self.member(claim[f"child[{row}].name"]))
            self.put(part, "続柄", choice=claim[f"child[{row}].relationship"])
            self.put(part, "同居・別居", radio=claim[f"child[{row}].lives_together"])
            self.put(part, "監護", radio=claim[f"child[{row}].custody"])
            self.put(part, "生計", radio=claim[f"child[{row}].livelihood"])
        self.put("振込口座", "金融機関コード", text=claim["bank_code"])
        self.put("振込口座", "支店コード", text=claim["branch_code"])
        self.put("振込口座", "預金種別", choice=claim["account_type"])
        self.put("振込口座", "口座番号", text=claim["account_number"])
        kana = bank_kana(claim["account_holder_kana"]).value
        self.put("振込口座", "口座名義カナ", text=kana)


class ScrappingAuthor(Author):
    """T6: the screen is opened by the plate; the owner is looked up before."""

    title = "軽自動車税 廃車入力"

    def open_screen(self):
        row = self.case
        self.menu("履歴照会")
        born = parse_era_date(row["納税義務者生年月日"]).date.isoformat()
        self.search(row["納税義務者カナ"], born).close()
        self.menu("廃車入力")
        self.put("対象者", "標識番号", text=row["標識番号"])
        self.press("照会")

    def fill(self):
        row = self.case
        for label in ("届出年月日", "廃車年月日"):
            day = parse_era_date(row[label]).date
            self.put("廃車内容", label, date=day.isoformat())
        self.put("廃車内容", "廃車事由", choice=row["廃車事由"])
        self.put("廃車内容", "届出者", text=row["届出者"])
        self.put("標識の返納", "標識返納", radio=row["標識返納"])
        if row["返納できない理由"]:
            self.put("標識の返納", "返納できない理由", choice=row["返納できない理由"])
