"""What each technique adds: one after another, on the same fields of the same forms."""

import datetime as dt
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bench.reading import contenders
from bench.reading.scoring import comparable
from rpa_suite.model.forms import Field, FilledForm, FormTemplate, Reading
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.agreement import with_agreements
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import cell_line
from rpa_suite.ocr.read_field import FieldReader
from rpa_suite.ocr.read_names import look_at_names, read_names
from rpa_suite.ocr.recogniser import Recogniser

# In the order in which they are added.
STEPS = {
    "raw": "認識器だけ（欄を切り抜いて）",
    "mask": "＋欄に使う文字だけ",
    "ink": "＋罫線を消し、マスの字を1行に組み直す",
    "length": "＋マスの数",
    "second_view": "＋1字ずつ見る網",
    "field": "＋検査数字・暦・かなのつづり",
    "joint": "＋氏名とフリガナ、郵便番号と町名",
    "form": "＋合計と規則（全部）",
}


@dataclass
class Ablation:
    """Kind of field to step to how many are right; and how many there are."""

    right: dict[str, dict[str, int]] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, found: Mapping[str, bool]) -> None:
        """Count one field."""
        self.fields[kind] = self.fields.get(kind, 0) + 1
        counts = self.right.setdefault(kind, dict.fromkeys(STEPS, 0))
        for step, is_right in found.items():
            counts[step] += is_right

    def include(self, other: "Ablation") -> None:
        """Add what another ablation has counted."""
        for kind, counts in other.right.items():
            mine = self.right.setdefault(kind, dict.fromkeys(STEPS, 0))
            for step, number in counts.items():
                mine[step] += number
            self.fields[kind] = self.fields.get(kind, 0) + other.fields[kind]

    def as_json(self) -> dict[str, dict[str, float]]:
        """Return percent of fields right, by kind, then by step; ``all`` last."""
        table = {
            kind.removesuffix("_code"): self._percent(counts, self.fields[kind])
            for kind, counts in self.right.items()
        }
        every = {
            step: sum(counts[step] for counts in self.right.values()) for step in STEPS
        }
        return {**table, "all": self._percent(every, sum(self.fields.values()))}

    @staticmethod
    def _percent(counts: Mapping[str, int], whole: int) -> dict[str, float]:
        return {step: round(100 * n / max(1, whole), 2) for step, n in counts.items()}


def count_steps(
    ablation: Ablation,
    flats: Mapping[int, FlatPage],
    template: FormTemplate,
    recogniser: Recogniser,
    form: FilledForm,
    truth: Mapping[str, str],
    *,
    today: dt.date,
) -> None:
    """Read the written fields of a form with ever more of what we do."""
    pages = {
        n: ink_with_corrections(flat, template, page=n) for n, flat in flats.items()
    }
    readers = {
        n: FieldReader(page, recogniser, today=today) for n, page in pages.items()
    }
    fields = [
        each
        for each in template.fields
        if truth.get(each.id) and kind_of(each) != "marks" and each.page in readers
    ]
    texts = {
        "raw": contenders.raw(flats, template, recogniser, fields),
        "mask": contenders.raw(flats, template, recogniser, fields, fitting=True),
        "ink": contenders.masked(flats, template, recogniser, fields),
    }
    with ThreadPoolExecutor(1) as pool:
        looked = look_at_names(readers, template, pool)
        names = read_names(looked, readers, template, recogniser.names)
    alone = {each.id: readers[each.page].read(each) for each in fields}
    jointly = with_agreements([names.get(each.id, alone[each.id]) for each in fields])
    readings: dict[str, dict[str, Reading]] = {
        "field": alone,
        "joint": {reading.field_id: reading for reading in jointly},
        "form": {reading.field_id: reading for reading in form.readings},
    }
    for each in fields:
        may_say = contenders.written(each, truth[each.id])
        said = {step: found.get(each.id, "") for step, found in texts.items()}
        said |= _by_cells(each, pages[each.page], readers[each.page], said["ink"])
        found = {
            step: contenders.plain(each, text) in may_say for step, text in said.items()
        }
        wanted = comparable(each, truth[each.id])
        for step, by_id in readings.items():
            found[step] = comparable(each, by_id[each.id].value or "") == wanted
        ablation.add(kind_of(each), found)


def _by_cells(
    each: Field, page: InkPage, reader: FieldReader, before: str
) -> dict[str, str]:
    """Return what the line says of so many cells, and both views together."""
    cells = cell_line(page, each.cells) if each.cells else None
    row = reader.row(each, cells) if cells and cells.line is not None else None
    if row is None:
        return {"length": before, "second_view": before}
    charset = row.table.charset
    in_line = "".join(charset[at] for at in row.views[0].argmax(axis=1))
    return {"length": in_line, "second_view": row.table.best()}
