"""What is counted of the forms of one difficulty, or of both together."""

from dataclasses import dataclass, field
from typing import Any

from bench.forms.make import MadeForm
from bench.reading.ablation import Ablation
from bench.reading.page_readers import PADDLE, RAPID
from bench.reading.scoring import (
    SECONDS_PER_FORM,
    SECONDS_PER_LOOK,
    Score,
    bound_percent,
    comparable,
    percent,
)
from rpa_suite.model.forms import FilledForm, FormTemplate
from rpa_suite.ocr.acceptance import kind_of

OURS = "ours"


@dataclass
class Tally:
    """All contenders on the same forms, and what only ours has.

    Attributes:
        untouched: Forms that nobody has to look at.
        looks: Fields that a person has to look at.
        page_seconds: Contender to seconds a page, on the pages it was given.
        wrong: Accepted and wrong: field, read, written, confidence.
        records: Every field that was written or read: kind, signs, whether it was
            right, and why it is doubted; nothing of what it says.
    """

    scores: dict[str, Score] = field(default_factory=dict)
    forms: int = 0
    pages: int = 0
    refused: int = 0
    untouched: int = 0
    looks: int = 0
    page_seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[tuple[str, str, str, float]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    ablation: Ablation = field(default_factory=Ablation)

    def of(self, name: str) -> Score:
        """Return a contender's score."""
        return self.scores.setdefault(name, Score())

    def add(self, made: MadeForm, template: FormTemplate, form: FilledForm) -> None:
        """Count a form that ours has read."""
        doubts = len(form.doubts)
        self.untouched += not doubts
        self.looks += doubts
        for reading in form.readings:
            truth = made.values.get(reading.field_id, "")
            if not truth and not reading.value and not reading.doubt:
                continue
            each = template.field_named(reading.field_id)
            read, written = (
                comparable(each, text) for text in (reading.value or "", truth)
            )
            self.of(OURS).count(kind_of(each)).add(
                read, written, is_accepted=not reading.doubt
            )
            self.records.append(
                {
                    "form": template.id,
                    "paper": made.path.stem,
                    "digits": made.digits,
                    "field": each.id,
                    "kind": kind_of(each),
                    "signs": dict(reading.signs),
                    "right": read == written,
                    "doubt": reading.doubt or "",
                }
            )
            if not reading.doubt and read != written:
                self.wrong.append((each.id, read, written, reading.confidence))

    def as_json(self) -> dict[str, Any]:
        """Return plain values, percent and seconds."""
        ours = self.of(OURS)
        total = ours.total
        wrong = total.accepted - total.accepted_right
        return {
            **ours.as_json(),
            "contenders": {
                name: score.as_json()
                for name, score in self.scores.items()
                if name != OURS
            },
            "ablation": self.ablation.as_json() if self.ablation.fields else {},
            "forms": self.forms,
            "refused": self.refused,
            "fields": total.fields,
            "field_accuracy": total.field_accuracy,
            "character_accuracy": total.character_accuracy,
            "accepted_share": percent(total.accepted, total.fields),
            "accepted_wrong": wrong,
            "accepted_error_bound": bound_percent(wrong, total.accepted),
            "straight_through_forms": percent(self.untouched, self.forms),
            "clerk_seconds_per_form": round(
                (
                    self.looks * SECONDS_PER_LOOK
                    + (self.forms - self.untouched) * SECONDS_PER_FORM
                )
                / max(1, self.forms),
                1,
            ),
            "forms_per_minute": round(60 * self.forms / max(ours.seconds, 1e-9), 1),
            "ratio_vs_rapidocr": self._ratio(RAPID),
            "ratio_vs_paddleocr": self._ratio(PADDLE),
        }

    def _ratio(self, name: str) -> float | None:
        """How many times as long a contender takes for the same pages."""
        theirs, ours = self.page_seconds.get(name), self.page_seconds.get(OURS)
        return round(sum(theirs) / sum(ours), 2) if theirs and ours else None


def together(tallies: list[Tally]) -> Tally:
    """Return what was counted of all difficulties."""
    whole = Tally()
    for each in tallies:
        for name, score in each.scores.items():
            whole.of(name).include(score)
        for name, seconds in each.page_seconds.items():
            whole.page_seconds.setdefault(name, []).extend(seconds)
        for name in ("forms", "pages", "refused", "untouched", "looks"):
            setattr(whole, name, getattr(whole, name) + getattr(each, name))
        whole.ablation.include(each.ablation)
    return whole
