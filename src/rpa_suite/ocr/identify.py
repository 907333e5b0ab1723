"""Which form is this page? By its QR, else by which template it can be laid onto."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from rpa_suite.errors import FormMismatch
from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.flatten import FlatPage, flatten
from rpa_suite.ocr.pages import Page
from rpa_suite.ocr.registration import mark_centres

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# How much more of its print must be found than of the next likely form's.
_CLEARLY = 0.06
_FITS_NONE = (
    "QRコードが読めず、どの帳票とも合いません。"
    "帳票の向きと、用紙全体が写っているかを確かめてください。"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A page laid onto a page of a template."""

    template: FormTemplate
    page_number: int
    flat: FlatPage


def place(page: Page, templates: Mapping[str, FormTemplate]) -> Placed:
    """Find the page's template and lay it onto that.

    Raises:
        FormMismatch: No known template fits; names the form where its QR could be read.
    """
    told = _told_by_qr(page)
    if told:
        code, edition, number = told
        for template in templates.values():
            if (template.code, template.edition) == (code, edition):
                flat = flatten(page, template, page_number=number)
                return Placed(template=template, page_number=number, flat=flat)
        raise _not_ours(code, edition, templates)
    return _by_layout(page, templates)


def _by_layout(page: Page, templates: Mapping[str, FormTemplate]) -> Placed:
    """Return where most of what is printed fits, if that is clear.

    Raises:
        FormMismatch: Nothing fits, or two forms do: editions may differ by a field.
    """
    if len(templates) > 1 and mark_centres(page) is None:
        raise FormMismatch(_FITS_NONE)  # as on the blank back of a form
    problem = FormMismatch("登録された帳票テンプレートがありません。")
    fitting: list[Placed] = []
    for template in templates.values():
        for number in range(1, template.pages + 1):
            try:
                flat = flatten(page, template, page_number=number)
            except FormMismatch as error:
                problem = error
            else:
                fitting.append(Placed(template=template, page_number=number, flat=flat))
    if not fitting:
        if len(templates) > 1:
            raise FormMismatch(_FITS_NONE)
        raise problem
    best, *others = sorted(fitting, key=lambda each: each.flat.found, reverse=True)
    if others and best.flat.found - others[0].flat.found < _CLEARLY:
        names = "と".join(
            f"「{each.template.title}」({each.template.edition})"
            for each in (best, others[0])
        )
        raise FormMismatch(
            f"QRコードが読めず、{names}のどちらか決められません。"
            "どの帳票かを選んでください。"
        )
    return best


def _not_ours(
    code: str, edition: str, templates: Mapping[str, FormTemplate]
) -> FormMismatch:
    """Say which form the QR names, and what to do: another edition is no other form."""
    editions = [each for each in templates.values() if each.code == code]
    if editions:
        known = "・".join(sorted(each.edition for each in editions))
        return FormMismatch(
            f"この用紙は「{editions[0].title}」の {edition} 版です。"
            f"読める版は {known} です。版を確かめ、新しい版なら情報担当に"
            "テンプレートの追加を頼んでください。"
        )
    wanted = "、".join(
        dict.fromkeys(f"{each.title}({each.edition})" for each in templates.values())
    )
    return FormMismatch(
        f"この用紙は別の帳票（{code} {edition}）です。"
        f"ここで読めるのは {wanted} です。"
        "帳票に合うロボットを選んでください。"
    )


def _told_by_qr(page: Page) -> tuple[str, str, int] | None:
    """Return code, edition and page of ``OTA-F1|v1|p1``, or None.

    Half the dots do for most codes, and take a tenth of the time.
    """
    grey = cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY)
    half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    for image in (half, grey):
        for found in zxingcpp.read_barcodes(np.asarray(image), formats=_QR):
            parts = found.text.split("|")
            if len(parts) == 3 and parts[2][:1] == "p" and parts[2][1:].isdigit():
                return parts[0], parts[1], int(parts[2][1:])
    return None
