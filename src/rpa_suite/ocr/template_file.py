"""The shape of a template.toml: what IT staff may write, and nothing else."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rpa_suite.model import forms
from rpa_suite.model.forms import Box, CellRun, FieldKind, MarkStyle, Option
from rpa_suite.ocr import acceptance

# A 9 pt word: 3.2 mm a character, with 1.4 mm around it for the pen.
_WORD_MM = 3.2
_ROUND_MM = 2.8
_CIRCLE_MM = 6.0
_TICK_MM = 4.0

_CELLS_OF = {
    FieldKind.MY_NUMBER: 12,
    FieldKind.CORPORATE_NUMBER: 13,
    FieldKind.POSTAL_CODE: 7,
}

_ONLY_MARKED = (FieldKind.CHECK, FieldKind.SIGNATURE)

_Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
# Another field, or in a table the same column of the row above.
ABOVE = "above"
_Millimetres = Annotated[float, Field(ge=0, le=1000)]
_Numbers = list[_Millimetres]


class Shape(BaseModel):
    """A part of the file; unknown keys are refused, so a typing slip is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionShape(Shape):
    """A choice whose printed word differs from the stored value."""

    at: Annotated[_Numbers, Field(min_length=2, max_length=4)]
    word: Annotated[str, Field(min_length=1)]


class FieldShape(Shape):
    """One blank; lengths in mm from the top-left corner (of the row in a table)."""

    id: _Id
    label: Annotated[str, Field(min_length=1)]
    kind: FieldKind
    page: Annotated[int, Field(ge=1)] = 1
    box: Annotated[_Numbers, Field(min_length=2, max_length=4)] | None = None
    cells: list[Annotated[_Numbers, Field(min_length=3, max_length=5)]] = []
    options: dict[str, _Numbers | OptionShape] = {}
    mark: MarkStyle = MarkStyle.CIRCLE
    required: bool = False
    checks: list[str] = []
    review_below: Annotated[float, Field(ge=0, le=1)] | None = None
    policy: forms.Policy = forms.Policy.ACCEPT
    verify: forms.Verify = forms.Verify.SINGLE
    mask: forms.Mask = forms.Mask.NONE
    lines: Annotated[int, Field(ge=1, le=9)] = 1
    person: _Id | None = None
    large_kana: bool = False
    same_as: _Id | None = None

    @model_validator(mode="after")
    def _has_somewhere_to_write(self) -> "FieldShape":
        count = sum(int(run[2]) for run in self.cells)
        problem = ""
        if not (self.box or self.cells or self.options):
            problem = "box・cells・options のどれかで記入位置を書いてください。"
        elif self.box and len(self.box) == 3:
            problem = "box は [左, 上, 幅, 高さ] の 4 つです。"
        elif self.box and len(self.box) == 2 and self.kind is not FieldKind.CHECK:
            problem = 'box を 2 つの数で書けるのは kind = "check" だけです。'
        elif self.kind is FieldKind.CHECK and not self.box:
            problem = "check には box が必要です。"
        elif self.kind is FieldKind.CHOICE and len(self.options) < 2:
            problem = "choice には 2 つ以上の options が必要です。"
        elif self.kind is FieldKind.DATE and len(self.cells) != 3:
            problem = "date には年・月・日の 3 つの cells が必要です。"
        elif (needed := _CELLS_OF.get(self.kind, count)) != count:
            problem = f"マスは合わせて {needed} 個必要ですが {count} 個です。"
        elif (
            self.kind in (FieldKind.TEXT, FieldKind.CODE, FieldKind.SIGNATURE)
            and not self.box
        ):
            problem = f"{self.kind} には box が必要です。"
        elif self.person and self.kind not in (FieldKind.TEXT, FieldKind.KANA):
            problem = 'person は kind = "text" か "kana" の氏名の欄に書きます。'
        elif self.same_as and (
            self.person
            or self.options
            or self.kind in (FieldKind.CHECK, FieldKind.SIGNATURE)
        ):
            problem = "same_as は、文字や数字を書く氏名以外の欄に書きます。"
        if problem:
            raise ValueError(problem)
        return self

    def to_field(
        self,
        *,
        down: float = 0.0,
        row: str = "",
        **changes: Any,
    ) -> forms.Field:
        """Return the record, moved ``down`` mm; ``changes`` replace id and label.

        ``row`` tells the people of a table's rows apart: ``[1]``.
        """
        made = {
            "id": self.id,
            "label": self.label,
            "page": self.page,
            "same_as": self.same_as,
            **changes,
        }
        return forms.Field(
            kind=self.kind,
            box=self._box(down),
            cells=tuple(_run(numbers, down) for numbers in self.cells),
            options=tuple(self._options(down)),
            mark_style=self.mark,
            required=self.required,
            checks=tuple(self.checks),
            review_below=(
                acceptance.review_below(self.id, self.kind, self.person)
                if self.review_below is None
                else self.review_below
            ),
            policy=self.policy,
            verify=(
                forms.Verify.DOUBLE
                if self.policy is forms.Policy.DOUBLE
                else self.verify
            ),
            mask=self.mask,
            lines=self.lines,
            large_kana=self.large_kana,
            person=f"{self.person}{row}" if self.person else None,
            **made,
        )

    def _box(self, down: float) -> Box | None:
        if self.box is None:
            return None
        left, top, *size = self.box
        width, height = size or (_TICK_MM, _TICK_MM)
        return Box(left=left, top=top + down, width=width, height=height)

    def _options(self, down: float) -> Iterator[Option]:
        for value, where in self.options.items():
            at, word = (
                (where.at, where.word)
                if isinstance(where, OptionShape)
                # A form prints 昭, the record says 昭和.
                else (where, value[0] if self.kind is FieldKind.DATE else value)
            )
            left, top, *size = at
            if self.mark is MarkStyle.TICK:
                width, height = _TICK_MM, _TICK_MM
            else:
                width = max(_CIRCLE_MM, len(word) * _WORD_MM + _ROUND_MM)
                height = _CIRCLE_MM
            if size:
                width = size[0]
            if len(size) > 1:
                height = size[1]
            yield Option(
                value=value,
                label=word,
                box=Box(left=left, top=top + down, width=width, height=height),
            )


class TableShape(Shape):
    """Rows of the same columns; column positions count from the top of the row."""

    id: _Id
    label: Annotated[str, Field(min_length=1)]
    rows: Annotated[int, Field(ge=1, le=50)]
    top: _Millimetres
    pitch: Annotated[float, Field(gt=0)]
    page: Annotated[int, Field(ge=1)] = 1
    column: Annotated[list[FieldShape], Field(min_length=1)]


class RuleShape(BaseModel):
    """One relation; whatever else it says goes to the rule as its arguments."""

    model_config = ConfigDict(extra="allow", frozen=True)

    kind: _Id
    fields: Annotated[list[str], Field(min_length=1)]
    message: Annotated[str, Field(min_length=1)]
    # Arguments that name fields; the loader checks that the fields exist.
    when: dict[str, str] = {}
    groups: list[list[str]] = []
    than: str = "today"

    def arguments(self) -> dict[str, Any]:
        """Return what was written besides kind, fields and message."""
        written = self.model_dump(exclude_unset=True)
        return {
            key: value
            for key, value in written.items()
            if key not in ("kind", "fields", "message")
        }

    def names(self) -> list[str]:
        """Return every field id that the rule speaks of, also in its arguments."""
        names = [*self.fields, *self.when]
        for group in self.groups:
            names += group
        return names if self.than == "today" else [*names, self.than]


class MarksShape(Shape):
    """Outer squares of the four registration marks; top right is the hollow one."""

    top_left: Annotated[_Numbers, Field(min_length=4, max_length=4)]
    top_right: Annotated[_Numbers, Field(min_length=4, max_length=4)]
    bottom_left: Annotated[_Numbers, Field(min_length=4, max_length=4)]
    bottom_right: Annotated[_Numbers, Field(min_length=4, max_length=4)]


class QrShape(Shape):
    """Where the QR with code, edition and page is printed."""

    box: Annotated[_Numbers, Field(min_length=4, max_length=4)]


class TemplateFile(Shape):
    """The whole file."""

    id: _Id
    code: Annotated[str, Field(pattern=r"^[A-Z0-9-]+$")]
    title: Annotated[str, Field(min_length=1)]
    edition: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")]
    pages: Annotated[int, Field(ge=1, le=20)] = 1
    paper_mm: tuple[float, float] = (210.0, 297.0)
    one_family: bool = False
    edition_of: _Id | None = None
    marks: MarksShape
    qr: QrShape | None = None
    field: list[FieldShape] = []
    table: list[TableShape] = []
    rule: list[RuleShape] = []


# What may stand in the file, for whoever mistyped it.
KNOWN_KEYS = sorted(
    {
        name
        for each in (
            *(TemplateFile, MarksShape, QrShape),
            *(FieldShape, OptionShape, TableShape),
        )
        for name in each.model_fields
    }
)


def box_of(numbers: _Numbers) -> Box:
    """Return ``[left, top, width, height]`` as a record."""
    left, top, width, height = numbers
    return Box(left=left, top=top, width=width, height=height)


def _run(numbers: _Numbers, down: float) -> CellRun:
    left, top, count, *size = numbers
    width = size[0] if size else 6.0
    height = size[1] if len(size) > 1 else 8.0
    return CellRun(
        left=left,
        top=top + down,
        count=int(count),
        cell_width=width,
        cell_height=height,
    )
