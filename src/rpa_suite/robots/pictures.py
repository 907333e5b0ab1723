"""Screenshots as evidence, with everything personal painted over."""

from collections.abc import Collection

from playwright.sync_api import Page

from rpa_suite.robots.troubles import site_troubles

# Values that name a transaction, not a person.
PUBLIC_LABELS = ("処理番号", "登録日時")
# A cell that holds no other cell; its row starts with the label.
_LEAF = "not(.//*[self::td or self::th or self::dd or self::dt])"
_CONTROLS = "self::input[not(@type='submit' or @type='button')] or self::textarea"


def masked_picture(page: Page, *, public: Collection[str]) -> bytes:
    """Return the window as JPEG; all values are painted over but the public ones.

    Masking is by default: a field that somebody forgot to name stays hidden.

    Args:
        page: The window to take.
        public: Labels whose value may stay readable, such as 処理番号.

    Raises:
        SiteTrouble: The browser is gone.
    """
    shown = " or ".join(f"contains(string(.), '{label}')" for label in public)
    is_public = f"preceding-sibling::*[1][{shown}]" if shown else "false()"
    masks = []
    with site_troubles():
        for frame in page.frames:
            masks.append(
                frame.locator(
                    f"xpath=//*[{_CONTROLS} or self::select"
                    " or @data-personal"
                    f" or ((self::td or self::dd) and {_LEAF} and not({is_public})"
                    " and normalize-space(.) != '')]"
                )
            )
        return page.screenshot(
            # Half the time of a PNG, which an item waits for twice.
            type="jpeg",
            quality=80,
            mask=masks,
            animations="disabled",
            mask_color="#444444",
        )
