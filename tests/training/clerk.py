"""A clerk over HTTP: signs in, opens, types, confirms and registers."""

import encodings.aliases
import re
from html import unescape

# Python 3.11 knows the page's encoding under its other name only.
encodings.aliases.aliases["windows_31j"] = "cp932"

INSIDE = {"referer": "http://testserver/menu-frames"}
CLAIM = {
    "請求内容/請求年月日": "令和8年5月20日",
    "請求内容/請求事由": "出生",
    "請求内容/事由発生日": "令和8年5月10日",
    "請求内容/職業": "会社員",
    "請求内容/加入年金": "厚生年金",
    "請求内容/電話番号": "09012345678",
    "配偶者/配偶者の有無": "無",
    "振込口座/公金受取口座を利用": "有",
}
_DATE = re.compile(r"(..)(\d+)年(\d+)月(\d+)日")


def token_of(page):
    return re.search(r'name="_t" value="([0-9a-f]+)"', page.text)[1]


def names_of(page):
    """``section/label`` to input name, as they stand in the page."""
    names = {}
    for title, body in re.findall(
        r"<fieldset><legend>([^<]+)</legend>(.*?)</fieldset>", page.text, re.S
    ):
        for label, name in re.findall(
            r"<t[hd][^>]*>(?:<font[^>]*>)?([^<]+?)(?:<span.*?</span>)?(?:</font>)?</t[hd]>"
            r'<td[^>]*>(?:<label>)?<(?:input|select)[^>]*? name="([^"]+)"',
            body,
        ):
            names[f"{title}/{label}"] = name.removesuffix("_era")
    return names


def messages_of(page):
    """The messages that stand on the page."""
    found = re.findall(r'role="alert">(?:<label><input[^>]*>)?\s*([^<]+)', page.text)
    return [unescape(text).strip() for text in found]


def codes_of(page):
    return [text.split()[0] for text in messages_of(page)]


class Clerk:
    """Uses a TestClient as a browser that follows what a page offers."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        return self.client.get(path, headers=INSIDE)

    def post(self, path, data):
        return self.client.post(path, data=data, headers=INSIDE)

    def sign_in(self, staff="1000001", password="renshu-1", forced="1"):
        data = {"staff": staff, "password": password, "forced": forced}
        page = self.client.post("/login", data=data)
        self.post("/notice", {"seen": "1"})
        return page

    def order(self, **ordered):
        answer = self.client.post("/instructor/faults", json=ordered)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def strike(self, fault, way="", **trigger):
        """Let one fault strike, always unless said otherwise."""
        self.order(faults={fault: (trigger or {"every": 1}) | {"way": way}})

    def rows(self):
        rows = self.client.get("/instructor/rows.json").json()
        return [row for row in rows if row["staff"] != "seed"]

    def log(self):
        return self.client.get("/instructor/log.json").json()

    def search(self, **typed):
        page = self.get("/search")
        return self._typed(
            "/search", page, {f"検索条件/{k}": v for k, v in typed.items()}
        )

    def history(self, number, title="児童手当 新規認定", *, by="宛名番号"):
        page = self.get("/main/history")
        return self._typed(
            "/main/history",
            page,
            {f"照会条件/{by}": number, "照会条件/業務": title},
        )

    def open(self, screen="child_allowance", **keys):
        page = self.get(f"/main/{screen}")
        if 'name="_t"' not in page.text:
            return page
        return self._typed(
            f"/main/{screen}/open", page, {f"対象者/{k}": v for k, v in keys.items()}
        )

    def confirm(self, page, values, screen="child_allowance"):
        return self._typed(f"/main/{screen}/confirm", page, values)

    def register(self, page, screen="child_allowance", *, ticked=True):
        """Press 登録 on a 確認 screen, with its warnings ticked."""
        seen = re.findall(r'name="seen" value="(\w+)"', page.text) if ticked else []
        return self.post(
            f"/main/{screen}/register", {"_t": token_of(page), "seen": seen}
        )

    def claim(self, family):
        """Return the 確認 screen of a claim for the first child of a family."""
        page = self.open(宛名番号=family[0].number)
        return self.confirm(page, claim_of(family))

    def _typed(self, path, page, values):
        names = names_of(page)
        data = {"_t": token_of(page)} if 'name="_t"' in page.text else {}
        for key, value in values.items():
            date = _DATE.fullmatch(value)
            if date:
                parts = zip(("era", "year", "month", "day"), date.groups(), strict=True)
                data |= {f"{names[key]}_{part}": text for part, text in parts}
            else:
                data[names[key]] = value
        return self.post(path, data)


def claim_of(family):
    child = next(person for person in family if person.relation == "子")
    return CLAIM | {"児童1/宛名番号": child.number}


def receipt_on(page):
    return re.search(r"処理番号(?:</font>)?</t[hd]><td>([^<]+)", page.text)[1]


def plain_families(register):
    """Families whose claim meets no message of its own."""
    return [
        family
        for family in register.households()
        if family[0].standing.value == "住民"
        and family[0].number not in register.eligible | register.spouse_earns_more
        and not any(person.protected for person in family)
        and any(p.relation == "子" and p.birth.year < 2026 for p in family)
    ]
