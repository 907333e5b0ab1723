"""Two robots, a form and what is read of files: the cases of the small desk."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from rpa_suite.app.records import (
    PreviewRow,
    RowFate,
    RowProblem,
    Severity,
)
from rpa_suite.model.forms import (
    Box,
    Field,
    FieldKind,
    FilledForm,
    FormTemplate,
    Option,
    Reading,
)
from rpa_suite.model.robots import Robot, Site, TableInput
from rpa_suite.model.work import (
    Environment,
)

CLAIM = "child_allowance_claim"
TRANSFER = "employee_transfer"
AT = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
SITE = Site(
    id="training",
    title="練習用業務システム",
    origin="http://127.0.0.1:1",
    secret="training",
    environment=Environment.TRAINING,
)
ROBOTS = {
    CLAIM: Robot(
        id=CLAIM,
        title="児童手当 認定請求 入力",
        task="C1",
        section="子育て支援課",
        owner="手当係",
        site="training",
        entry_key=("name",),
        form="claim",
    ),
    TRANSFER: Robot(
        id=TRANSFER,
        title="給与所得者異動届 入力",
        task="T1",
        section="課税課",
        owner="特別徴収係",
        site="training",
        entry_key=("name",),
        table=TableInput(columns={"氏名": "name", "異動年月日": "moved_on"}),
        personal=("name",),
    ),
}
TEMPLATE = FormTemplate(
    id="claim",
    code="T",
    title="認定請求書",
    edition="2026",
    pages=1,
    paper_mm=(210.0, 297.0),
    fields=(
        Field(
            id="name",
            label="氏名",
            kind=FieldKind.TEXT,
            box=Box(left=20, top=40, width=80, height=10),
        ),
        Field(
            id="reason",
            label="請求の事由",
            kind=FieldKind.CHOICE,
            options=(
                Option(
                    value="move_in",
                    label="転入",
                    box=Box(left=20, top=60, width=20, height=8),
                ),
            ),
        ),
    ),
)


def table_rows(path: Path) -> tuple[PreviewRow, ...]:
    """Two good rows and one with an error; a file named 全滅 has errors only."""
    bad = PreviewRow(
        number=3,
        fate=RowFate.ERROR,
        cells={"氏名": "練習 次郎", "異動年月日": "13月1日"},
        values={},
        entry_key="c",
        problems=(
            RowProblem(
                column="異動年月日",
                message="日付として読めません。",
                severity=Severity.ERROR,
            ),
        ),
    )
    good = [
        PreviewRow(
            number=number,
            fate=RowFate.READY,
            cells={"氏名": name, "異動年月日": "R8.4.1"},
            values={"name": name},
            entry_key=name,
        )
        for number, name in ((2, "練習 花子"), (4, "練習 三郎"))
    ]
    return (bad,) if "全滅" in path.name else (good[0], bad, good[1])


def scan_rows() -> tuple[PreviewRow, ...]:
    picture = BytesIO()
    Image.new("RGB", (840, 1188), "white").save(picture, "PNG")
    form = FilledForm(
        template_id="claim",
        edition="2026",
        readings=(
            Reading(
                field_id="name",
                text="練習花子",
                value="練習花子",
                confidence=0.6,
                doubt="文字がはっきりしません。",
            ),
            Reading(field_id="reason", text="転入", value="move_in", confidence=0.99),
        ),
    )
    return (
        PreviewRow(
            number=1,
            fate=RowFate.REVIEW,
            cells={"氏名": "練習花子"},
            values={"name": "練習花子"},
            entry_key="a",
            doubts={"name": "文字がはっきりしません。"},
            problems=(
                RowProblem(
                    column="氏名",
                    message="文字がはっきりしません。",
                    severity=Severity.WARNING,
                ),
            ),
            form=form,
            pages={1: picture.getvalue()},
        ),
    )
