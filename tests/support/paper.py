"""Forms as if they had been read: readings made up, pages the blank form."""

import io
import uuid
from datetime import UTC, datetime

from PIL import Image

from rpa_suite.model.forms import Candidate, FilledForm, Glyph, Reading, nested
from rpa_suite.model.work import Batch, BatchKind, ItemState
from rpa_suite.ocr.acceptance import UNCLEAR
from rpa_suite.ocr.blank import render_blank
from rpa_suite.store import ItemDraft

CLAIM = "child_allowance_claim"
# One whole claim; what is not here is blank.
VALUES = {
    "claim_date": "2026-06-10",
    "reason": "出生",
    "event_date": "2026-06-01",
    "claimant_kana": "レンシュウ　タロウ",
    "claimant_name": "練習　太郎",
    "claimant_birth_date": "1990-04-05",
    "claimant_my_number": "123456789018",
    "phone": "0312345678",
    "occupation": "会社員",
    "pension": "厚生年金",
    "has_spouse": "無",
    "child[1].kana": "レンシュウ　ハナ",
    "child[1].name": "練習　花",
    "child[1].relationship": "子",
    "child[1].birth_date": "2026-06-01",
    "child[1].my_number": "234567890121",
    "child[1].lives_together": "同居",
    "child[1].custody": "有",
    "child[1].livelihood": "同一",
    "use_public_account": "true",
    "consent": "true",
    "signature": "true",
}


def claim_form(template, doubts, **values):
    """Return the readings of one claim; ``doubts``: field id to reason."""
    written = VALUES | values
    return FilledForm(
        template_id=template.id,
        edition=template.edition,
        readings=tuple(
            Reading(
                field_id=field.id,
                text=written.get(field.id, ""),
                value=written.get(field.id, ""),
                confidence=0.5 if field.id in doubts else 0.99,
                doubt=doubts.get(field.id),
                candidates=tuple(
                    Candidate(text=text, probability=p)
                    for text, p in (
                        (written.get(field.id, ""), 0.6),
                        ("練習　次郎", 0.3),
                    )
                    if field.id == "claimant_name"
                ),
                glyphs=_glyphs(field, written.get(field.id, ""), doubts.get(field.id)),
            )
            for field in template.fields
        ),
    )


def _glyphs(field, text, doubt):
    """Where the hand is in doubt, the last character of a row of cells is unsure."""
    if doubt != UNCLEAR or not text.isdigit():
        return ()
    boxes = [run.cell(place) for run in field.cells for place in range(run.count)]
    return tuple(
        Glyph(
            box=box,
            looks_like=(
                Candidate(text=char, probability=0.6 if at == len(text) else 1.0),
            ),
        )
        for at, (char, box) in enumerate(zip(text, boxes, strict=False), start=1)
    )


def page_of(template) -> bytes:
    picture = io.BytesIO()
    Image.fromarray(render_blank(template, page=1, dpi=100)).save(picture, "JPEG")
    return picture.getvalue()


def add_paper(office, robot_id, values, doubts, *, sha256=""):
    """Put one form of a robot into REVIEW as if it had been read."""
    template = office.templates[office.robot(robot_id).form]
    form = FilledForm(
        template_id=template.id,
        edition=template.edition,
        readings=tuple(
            Reading(
                field_id=field.id,
                text=values.get(field.id, ""),
                value=values.get(field.id, ""),
                confidence=0.5 if field.id in doubts else 0.99,
                doubt=doubts.get(field.id),
            )
            for field in template.fields
        ),
    )
    draft = ItemDraft(
        number=1,
        values=nested(form.values),
        doubts=doubts,
        entry_key=uuid.uuid4().hex * 2,
        state=ItemState.REVIEW,
        form=form,
        pages={1: page_of(template)},
    )
    (item,) = office.store.items.add(_scan(robot_id, sha256), [draft])
    return item


def _scan(robot_id, sha256=""):
    return Batch(
        id=uuid.uuid4().hex,
        robot_id=robot_id,
        kind=BatchKind.SCAN,
        source_name="scan.pdf",
        source_sha256=sha256 or uuid.uuid4().hex * 2,
        imported_by="test",
        imported_at=datetime.now(UTC),
    )


def add_claims(office, *doubts, **values):
    """Put one claim a mapping of doubts into REVIEW; returns the items."""
    template = office.templates[CLAIM]
    page = page_of(template)
    batch = _scan(CLAIM)
    drafts = []
    for number, each in enumerate(doubts, start=1):
        # Else they would be the same case.
        day = {"event_date": f"2026-06-{number:02}"}
        form = claim_form(template, each, **(day | values))
        drafts.append(
            ItemDraft(
                number=number,
                values=nested(form.values),
                doubts=each,
                entry_key=uuid.uuid4().hex * 2,
                state=ItemState.REVIEW,
                form=form,
                pages={1: page},
            )
        )
    return office.store.items.add(batch, drafts)
