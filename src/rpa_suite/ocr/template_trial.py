"""A template tried on scans: what is read, what is doubted, and what is right.

Beside a scan may lie its truth: ``claim-0001.json`` with field id to value, as in the
samples of a template.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from rpa_suite.errors import InputError, SuiteError
from rpa_suite.jp.eras import JST
from rpa_suite.model.forms import FormTemplate, Reading
from rpa_suite.ocr.overlay import draw_readings
from rpa_suite.ocr.reader import FormResult, read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_template


@dataclass(frozen=True, kw_only=True, slots=True)
class TriedForm:
    """One form of a scan; ``problem`` says why it could not be read."""

    file: str
    readings: tuple[Reading, ...] = ()
    residual_mm: float = 0.0
    problem: str = ""
    result: FormResult | None = None
    truth: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TriedField:
    """One field over all forms; ``known`` counts those whose truth is told."""

    id: str
    label: str
    written: int
    accepted: int
    doubted: int
    known: int
    right: int
    main_doubt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """All forms of all scans."""

    template: FormTemplate
    forms: tuple[TriedForm, ...]

    @property
    def title(self) -> str:
        """The form's title."""
        return self.template.title

    @property
    def labels(self) -> dict[str, str]:
        """Field id to label."""
        return {field.id: field.label for field in self.template.fields}

    @property
    def read_count(self) -> int:
        """How many forms could be read."""
        return sum(not form.problem for form in self.forms)

    @property
    def unread(self) -> int:
        """How many could not."""
        return len(self.forms) - self.read_count

    @property
    def fields(self) -> Iterator[TriedField]:
        """Every field that was written or doubted on some form, in the form's order."""
        for field in self.template.fields:
            readings = [
                (form, reading)
                for form in self.forms
                for reading in form.readings
                if reading.field_id == field.id
            ]
            written = [r for _, r in readings if r.value or r.doubt]
            known = [
                (form.truth.get(field.id, ""), reading.value or "")
                for form, reading in readings
                if form.truth is not None and field.id in form.truth
            ]
            if not written and not known:
                continue
            doubts = Counter(r.doubt for r in written if r.doubt)
            yield TriedField(
                id=field.id,
                label=field.label,
                written=len(written),
                accepted=sum(not r.doubt for r in written),
                doubted=sum(bool(r.doubt) for r in written),
                known=len(known),
                right=sum(told == read for told, read in known),
                main_doubt=doubts.most_common(1)[0][0] if doubts else "",
            )

    def save_pictures(self, folder: Path) -> Iterator[Path]:
        """Write every page with its readings drawn on it; yields the files.

        Raises:
            InputError: The folder cannot be made.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"フォルダー「{folder}」を作れません。") from error
        for number, form in enumerate(self.forms, start=1):
            if form.result is None or form.result.form is None:
                continue
            for page, flat in form.result.flats.items():
                path = folder / f"form{number:03}-p{page}.png"
                drawn = draw_readings(flat, form.result.form, self.template, page=page)
                Image.fromarray(drawn).save(path)
                yield path

    def as_json(self, *, show_values: bool) -> dict[str, Any]:
        """Return all of it for machines; values only where they are asked for."""
        return {
            "template": self.template.id,
            "read": self.read_count,
            "unread": self.unread,
            "forms": [
                {
                    "file": form.file,
                    "problem": form.problem,
                    "residual_mm": round(form.residual_mm, 3),
                    "readings": [
                        {
                            "field": each.field_id,
                            "confidence": round(each.confidence, 4),
                            "doubt": each.doubt,
                            **({"value": each.value} if show_values else {}),
                        }
                        for each in form.readings
                    ],
                }
                for form in self.forms
            ],
            "fields": [
                {
                    "id": each.id,
                    "written": each.written,
                    "accepted": each.accepted,
                    "doubted": each.doubted,
                    "known": each.known,
                    "right": each.right,
                }
                for each in self.fields
            ],
        }


def try_template(folder: Path, scans: Sequence[Path], recogniser: Recogniser) -> Trial:
    """Read ``scans`` with the template in ``folder``, and with no other.

    Raises:
        TemplateError: The template is malformed.
    """
    template = load_template(folder)
    today = dt.datetime.now(JST).date()
    forms: list[TriedForm] = []
    for scan in scans:
        truth = _truth(scan)
        try:
            for result in read_file(
                scan, {template.id: template}, recogniser, today=today
            ):
                forms.append(_tried(scan, result, truth))
        except SuiteError as error:
            forms.append(TriedForm(file=scan.name, problem=str(error)))
    return Trial(template=template, forms=tuple(forms))


def _tried(
    scan: Path, result: FormResult, truth: Mapping[str, str] | None
) -> TriedForm:
    if result.form is None:
        return TriedForm(file=scan.name, problem=str(result.error))
    return TriedForm(
        file=scan.name,
        readings=result.form.readings,
        residual_mm=result.form.residual_mm,
        result=result,
        truth=truth,
    )


def _truth(scan: Path) -> dict[str, str] | None:
    try:
        told = json.loads(scan.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None
