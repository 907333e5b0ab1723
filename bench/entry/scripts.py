"""The same entry by scripts without any safety: Playwright, Selenium, HTTP alone.

Each signs in once and then does per item what a competent author would write: open the
employee, fill, 確認, 登録, read the 処理番号.  None looks whether the case was entered
before, reads back what it typed, or keeps anything of it.
"""

import importlib.util
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import httpx
from playwright.sync_api import FrameLocator, Locator, sync_playwright

from bench.entry.cases import FIELDS, KEYS, SCREEN, Case, Field, Kind
from bench.entry.meter import Meter
from bench.entry.ours import PASSWORD, STAFF
from rpa_suite.jp.eras import to_era
from rpa_suite.robots.browser import find_browser, launch_arguments

_RECEIPT = "//th[.='処理番号']/following-sibling::td[1]"
_WAIT_SECONDS = 30


def cell_path(field: Field) -> str:
    """Return the XPath of the cell beside a label."""
    return (
        f"//fieldset[legend='{field.section}']"
        f"//th[text()='{field.label}']/following-sibling::td[1]"
    )


def date_parts(iso: str) -> tuple[str, list[str]]:
    """Return the era, and year, month and day for their boxes."""
    era = to_era(date.fromisoformat(iso))
    return era.era.kanji, [str(era.year), str(era.month), str(era.day)]


# Playwright.


def playwright(url: str, cases: Sequence[Case], meter: Meter) -> list[str]:
    """Enter the cases by a plain Playwright script."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            **launch_arguments(find_browser(), headless=True)
        )
        page = browser.new_page(locale="ja-JP", viewport={"width": 1280, "height": 960})
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{url}/login")
        page.locator("[name=staff]").fill(STAFF)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="ログイン").click()
        page.get_by_label("確認しました").check()
        page.get_by_role("button", name="業務メニューへ").click()
        menu = page.frame_locator("frame[name=menu]")
        main = page.frame_locator("frame[name=main]")
        main.get_by_text("業務メニュー").first.wait_for()

        def enter(case: Case) -> str:
            menu.get_by_role("link", name="異動届入力").click()
            for field, text in case.typed(KEYS):
                main.locator(cell_path(field)).locator("input").fill(text)
            _press(main, "照会")
            for field, text in case.typed(FIELDS):
                _fill(main.locator(cell_path(field)), field, text)
                if field.asks:
                    main.locator("#busy[aria-busy=false]").wait_for(state="attached")
            _press(main, "確認")
            _press(main, "登録")
            return main.locator(_RECEIPT).inner_text()

        receipts = meter.over(enter, cases)
        browser.close()
        return receipts


def _press(main: FrameLocator, name: str) -> None:
    main.get_by_role("button", name=name, exact=True).click()


def _fill(cell: Locator, field: Field, text: str) -> None:
    if field.kind is Kind.CHOICE:
        cell.locator("select").select_option(text)
        return
    if field.kind is Kind.DATE:
        era, parts = date_parts(text)
        cell.locator("select").select_option(era)
        for index, part in enumerate(parts):
            cell.locator("input").nth(index).fill(part)
        return
    box = cell.locator("input")
    box.fill(text)
    if field.asks:
        box.blur()


# Selenium.


def selenium_missing() -> str:
    """Return what Selenium lacks here, or nothing."""
    if importlib.util.find_spec("selenium") is None:
        return "selenium（依存グループ bench）が入っていません"
    if shutil.which("chromedriver") is None:
        return "chromedriver（Debian の chromium-driver）が入っていません"
    return ""


def selenium(url: str, cases: Sequence[Case], meter: Meter) -> list[str]:
    """Enter the cases by a plain Selenium script."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.remote.webelement import WebElement
    from selenium.webdriver.support import expected_conditions as until
    from selenium.webdriver.support.select import Select
    from selenium.webdriver.support.wait import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = str(find_browser())
    for argument in launch_arguments(find_browser(), headless=True)["args"]:
        options.add_argument(argument)
    options.add_argument("--headless=new")
    options.add_argument("--window-size=1280,960")
    driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    # Selenium looks twice a second unless told; that would be waiting, not working.
    wait = WebDriverWait(driver, _WAIT_SECONDS, poll_frequency=0.02)

    def found(path: str) -> WebElement:
        return wait.until(until.element_to_be_clickable((By.XPATH, path)))

    def press(name: str) -> None:
        found(f"//button[.='{name}']").click()

    def frame(name: str) -> None:
        driver.switch_to.default_content()
        wait.until(until.frame_to_be_available_and_switch_to_it(name))

    def fill(field: Field, text: str) -> None:
        path = cell_path(field)
        if field.kind is Kind.CHOICE:
            Select(found(f"{path}//select")).select_by_visible_text(text)
        elif field.kind is Kind.DATE:
            era, parts = date_parts(text)
            Select(found(f"{path}//select")).select_by_visible_text(era)
            for index, part in enumerate(parts, start=1):
                found(f"{path}//input[{index}]").send_keys(part)
        else:
            # What the system filled in meanwhile is typed over; Tab leaves the field.
            found(f"{path}//input").send_keys(
                Keys.CONTROL, "a", Keys.NULL, text, Keys.TAB
            )
        if field.asks:
            wait.until(
                until.text_to_be_present_in_element_attribute(
                    (By.ID, "busy"), "aria-busy", "false"
                )
            )

    def enter(case: Case) -> str:
        frame("menu")
        found("//a[.='異動届入力']").click()
        frame("main")
        for field, text in case.typed(KEYS):
            found(f"{cell_path(field)}//input").send_keys(text)
        press("照会")
        for field, text in case.typed(FIELDS):
            fill(field, text)
        press("確認")
        press("登録")
        wait.until(until.alert_is_present()).accept()
        return str(found(_RECEIPT).text)

    try:
        driver.get(f"{url}/login")
        driver.find_element(By.NAME, "staff").send_keys(STAFF)
        driver.find_element(By.NAME, "password").send_keys(PASSWORD)
        press("ログイン")
        found("//input[@type='checkbox']").click()
        press("業務メニューへ")
        return meter.over(enter, cases)
    finally:
        driver.quit()


# HTTP.

_TOKEN = re.compile(r'name="_t" value="(\w+)"')
_NAMED = re.compile(r'data-key="([^"]+)"[^>]*><(?:input|select)[^>]*? name="([^"]+)"')
_GIVEN = re.compile(r"<th>処理番号</th><td>([^<]+)</td>")


def http(url: str, cases: Sequence[Case], meter: Meter) -> list[str]:
    """Post the forms without a browser: the least that the system itself takes."""
    with _signed_in(url) as client:

        def enter(case: Case) -> str:
            page = _page(client.get(f"/main/{SCREEN}"))
            for step, fields in (("open", KEYS), ("confirm", FIELDS)):
                names = dict(_NAMED.findall(page))
                posted = {"_t": _token(page)}
                for field, text in case.typed(fields):
                    posted |= _posted(names[field.key], field, text)
                page = _page(client.post(f"/main/{SCREEN}/{step}", data=posted))
            token = {"_t": _token(page)}
            page = _page(client.post(f"/main/{SCREEN}/register", data=token))
            given = _GIVEN.search(page)
            return given[1] if given else ""

        return meter.over(enter, cases)


@contextmanager
def _signed_in(url: str) -> Iterator[httpx.Client]:
    headers = {"Referer": f"{url}/menu-frames"}
    with httpx.Client(base_url=url, headers=headers) as client:
        client.post("/login", data={"staff": STAFF, "password": PASSWORD})
        client.post("/notice", data={"seen": "1"})
        yield client


def _page(answer: httpx.Response) -> str:
    # httpx does not know Windows-31J by this name.
    return answer.raise_for_status().content.decode("cp932")


def _token(page: str) -> str:
    found = _TOKEN.search(page)
    return found[1] if found else ""


def _posted(name: str, field: Field, text: str) -> dict[str, str]:
    if field.kind is not Kind.DATE:
        return {name: text}
    era, parts = date_parts(text)
    start = name.removesuffix("_era")
    boxes = zip(("year", "month", "day"), parts, strict=True)
    return {name: era} | {f"{start}_{part}": value for part, value in boxes}
