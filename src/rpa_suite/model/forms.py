"""Paper forms and what was read from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class FieldKind(StrEnum):
    """What a field holds; decides character set, decoding and checks."""

    DIGITS = "digits"
    KANA = "kana"
    TEXT = "text"  # kanji, addresses, free lines
    CODE = "code"  # Latin capitals, digits and hyphens: 車台番号, 受給者番号
    DATE = "date"  # era circles + YY MM DD cells
    AMOUNT = "amount"  # right-aligned yen
    MY_NUMBER = "my_number"  # 個人番号, 12 digits
    CORPORATE_NUMBER = "corporate_number"  # 法人番号, 13 digits
    POSTAL_CODE = "postal_code"
    PHONE = "phone"
    CHOICE = "choice"  # one of several printed words, circled or ticked
    CHECK = "check"  # one tick box
    SIGNATURE = "signature"  # presence only


# What a person marks or signs, and does not write.
MARKS = (FieldKind.CHOICE, FieldKind.CHECK, FieldKind.SIGNATURE)


class MarkStyle(StrEnum):
    """How a person marks an option."""

    CIRCLE = "circle"  # 丸囲み around a printed word
    TICK = "tick"  # ✓ in a printed box


class Verify(StrEnum):
    """How many people look at a doubtful value."""

    NONE = "none"
    SINGLE = "single"
    DOUBLE = "double"  # 二人確認: 個人番号, 口座, 金額, 生年月日, 児童氏名


class Policy(StrEnum):
    """What becomes of a value that was read with certainty (採否の方針)."""

    ACCEPT = "accept"  # 確かなら、人は見ない
    LOOK = "look"  # 確かでも、必ず1人が見る
    DOUBLE = "double"  # 確かでも、必ず2人が入力する


class Mask(StrEnum):
    """How much of a value a screen may show before it is revealed."""

    NONE = "none"
    PARTIAL = "partial"  # last four characters
    FULL = "full"


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle in millimetres; origin top-left of the paper, y downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def grown(self, margin: float) -> "Box":
        """Return the box with ``margin`` mm added on every side."""
        return Box(
            left=self.left - margin,
            top=self.top - margin,
            width=self.width + 2 * margin,
            height=self.height + 2 * margin,
        )

    def in_pixels(self, dots_per_mm: float) -> tuple[int, int, int, int]:
        """Return (left, top, right, bottom) in whole pixels of a flattened page."""
        return (
            round(self.left * dots_per_mm),
            round(self.top * dots_per_mm),
            round(self.right * dots_per_mm),
            round(self.bottom * dots_per_mm),
        )


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all."""
    many = list(boxes)
    left, top = min(b.left for b in many), min(b.top for b in many)
    return Box(
        left=left,
        top=top,
        width=max(b.right for b in many) - left,
        height=max(b.bottom for b in many) - top,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class CellRun:
    """A row of ``count`` touching one-character cells, in millimetres."""

    left: float
    top: float
    count: int
    cell_width: float = 6.0
    cell_height: float = 8.0

    @property
    def box(self) -> Box:
        return Box(
            left=self.left,
            top=self.top,
            width=self.count * self.cell_width,
            height=self.cell_height,
        )

    def cell(self, index: int) -> Box:
        """Return the box of cell ``index``, 0 is leftmost."""
        return Box(
            left=self.left + index * self.cell_width,
            top=self.top,
            width=self.cell_width,
            height=self.cell_height,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One printed choice: the stored value, the printed word, where it is marked."""

    value: str
    label: str
    box: Box


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One blank on the form (項目).

    Attributes:
        id: Name in code and in values; ``table[row].column`` for rows of a table.
        box: Where a free line is written; None where ``cells`` or ``options`` say it.
        cells: Runs of cells, left to right: one run for digits, three (YY MM DD) for a
            date, 4-4-4 for a 個人番号.
        options: Printed choices; for a DATE the eras (value 昭和, 平成, ...).
        checks: Names of validators (see ``rpa_suite.ocr.checks``).
        review_below: A reading less sure than this goes to a person.
        policy: What becomes of a reading that is surer.
        lines: Lines of free text inside ``box``.
        person: Whose name it holds (``claimant``, ``child[1]``); the name in kanji and
            its furigana say the same person and are read together.
        large_kana: Kana are meant large, however small they were written (口座名義).
        same_as: Id of the field whose value is meant where 同上 or 〃 is written here.
    """

    id: str
    label: str
    kind: FieldKind
    page: int = 1
    box: Box | None = None
    cells: tuple[CellRun, ...] = ()
    options: tuple[Option, ...] = ()
    mark_style: MarkStyle = MarkStyle.CIRCLE
    required: bool = False
    checks: tuple[str, ...] = ()
    review_below: float = 0.9
    policy: Policy = Policy.ACCEPT
    verify: Verify = Verify.SINGLE
    mask: Mask = Mask.NONE
    lines: int = 1
    person: str | None = None
    large_kana: bool = False
    same_as: str | None = None

    @property
    def zones(self) -> tuple[Box, ...]:
        """Every rectangle of the paper in which the field is written or marked."""
        boxes = [run.box for run in self.cells] + [o.box for o in self.options]
        return (*boxes, self.box) if self.box else tuple(boxes)

    @property
    def extent(self) -> Box:
        """The smallest box around everything that belongs to the field."""
        return around(self.zones)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldTable:
    """Rows of the same columns (児童 1..4); field ids are ``id[row].column``."""

    id: str
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One relation between fields that must hold; ``kind`` names its function.

    Attributes:
        kind: Name of a rule function (see ``rpa_suite.ocr.rules``).
        fields: Field ids (or ``table[].column`` for every row) that it speaks of.
        arguments: Whatever else the rule needs, as written in the TOML.
        message: The doubt shown to the clerk when the rule does not hold.
    """

    kind: str
    fields: tuple[str, ...]
    message: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class FormTemplate:
    """One edition of one paper form (帳票テンプレート).

    Attributes:
        code: What the QR says before edition and page, e.g. ``OTA-F1``.
        one_family: The people named on it mostly share a surname.
        marks: Registration marks in millimetres, outer squares; the key is the corner
            (top_left, top_right, bottom_left, bottom_right); top_right is hollow.
        folder: Where template.toml and blank.pdf lie.
        edition_of: Id of the form's first template, where this is a later edition.
    """

    id: str
    code: str
    title: str
    edition: str
    pages: int
    paper_mm: tuple[float, float]
    fields: tuple[Field, ...]
    tables: tuple[FieldTable, ...] = ()
    rules: tuple[Rule, ...] = ()
    marks: Mapping[str, Box] = field(default_factory=dict)
    qr: Box | None = None
    folder: str = ""
    one_family: bool = False
    edition_of: str = ""

    @property
    def form_id(self) -> str:
        """The form whatever its edition; a robot takes all editions of its form."""
        return self.edition_of or self.id

    @property
    def labels(self) -> dict[str, str]:
        """Field id to what it is called; a table's column once, as ``child[].name``."""
        labels: dict[str, str] = {}
        for each in self.fields:
            if "[" not in each.id:
                labels[each.id] = each.label
                continue
            table, rest = each.id.split("[", 1)
            row, column = rest.split("].", 1)
            head, label = each.label.split(" ", 1)
            labels.setdefault(table, head.removesuffix(row))
            labels.setdefault(f"{table}[].{column}", label)
        return labels

    def field_named(self, field_id: str) -> Field:
        """Return the field with this id.

        Raises:
            KeyError: The template has no such field.
        """
        for each in self.fields:
            if each.id == field_id:
                return each
        raise KeyError(field_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One possible text of a field with its posterior probability, 0 to 1."""

    text: str
    probability: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Glyph:
    """One written character by itself, before its field's rules spoke.

    Attributes:
        box: Where it stands on its page, in millimetres.
        looks_like: What it may be, likeliest first.
    """

    box: Box
    looks_like: tuple[Candidate, ...]

    def chance_of(self, char: str) -> float:
        """Return how likely it is this character."""
        return next((c.probability for c in self.looks_like if c.text == char), 0.0)


class PaperEvent(StrEnum):
    """What was done to a field besides filling it in."""

    STRUCK_OUT = "struck_out"  # 二重線: struck out by two lines
    CORRECTION_SEAL = "correction_seal"  # 訂正印: and sealed for that


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was read in one field (読取結果).

    Attributes:
        text: The characters as decoded, before any rule touched them.
        value: The normalised value (ISO date, digits, option value, "true"/"false"),
            or None where nothing usable was read. A blank field is value "".
        confidence: 0 to 1; the whole value is right with about this probability.
        doubt: Why a person must look, in words; None when nobody must.
        candidates: Best first, including the chosen one.
        signs: What else the reader saw, by name (see ``rpa_suite.ocr.signs``).
        glyphs: The characters one by one, where each has a cell of its own.
        events: What was done to the field besides filling it in.
    """

    field_id: str
    text: str
    value: str | None
    confidence: float
    doubt: str | None = None
    candidates: tuple[Candidate, ...] = ()
    signs: Mapping[str, float] = field(default_factory=dict)
    glyphs: tuple[Glyph, ...] = ()
    events: tuple[PaperEvent, ...] = ()

    @property
    def characters(self) -> tuple[tuple[str, Glyph], ...]:
        """Each character of the text with its glyph; none where they do not pair."""
        plain = "".join(self.text.split())
        if len(plain) != len(self.glyphs):
            return ()
        return tuple(zip(plain, self.glyphs, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledForm:
    """All readings of one filled form (読取票)."""

    template_id: str
    edition: str
    readings: tuple[Reading, ...]
    source_pages: tuple[int, ...] = (1,)
    residual_mm: float = 0.0

    @property
    def doubts(self) -> tuple[Reading, ...]:
        """The readings that wait for a person."""
        return tuple(r for r in self.readings if r.doubt)

    @property
    def values(self) -> dict[str, str]:
        """Field id to value for everything that was read; blanks are left out."""
        return {r.field_id: r.value for r in self.readings if r.value}


def nested(values: Mapping[str, str]) -> dict[str, Any]:
    """Turn ``{"child[1].name": ...}`` into ``{"child": [{"name": ...}]}``.

    Rows keep their order; rows without any value vanish, so a gap on the paper does
    not become an empty record.
    """
    flat: dict[str, Any] = {}
    tables: dict[str, dict[int, dict[str, str]]] = {}
    for key, value in values.items():
        if "[" not in key:
            flat[key] = value
            continue
        table, rest = key.split("[", 1)
        row, column = rest.split("].", 1)
        tables.setdefault(table, {}).setdefault(int(row), {})[column] = value
    for table, rows in tables.items():
        flat[table] = [
            rows[number] for number in sorted(rows) if any(rows[number].values())
        ]
    return flat
