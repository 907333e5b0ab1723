"""Counts of fields read, accepted and right, and what they promise."""

from dataclasses import dataclass, field
from typing import Any

from rpa_suite.model.forms import Field, FieldKind
from rpa_suite.model.shares import upper_bound

# What a look at one doubtful field costs a clerk, and taking up a form that has any:
# assumptions, to be replaced by the office's own times (確認 measures them).
SECONDS_PER_LOOK, SECONDS_PER_FORM = 4.0, 6.0
GROUPS = (
    *("name", "kana", "address", "date", "amount", "phone", "digits"),
    *("postal_code", "my_number", "corporate_number", "code", "text", "marks"),
)


def comparable(each: Field, value: str) -> str:
    """Return the value without what is no matter of reading: gaps in free lines."""
    free = each.kind in (FieldKind.TEXT, FieldKind.CODE) and not each.person
    return "".join(value.split()) if free else value


@dataclass
class Count:
    """Fields of one kind."""

    fields: int = 0
    right: int = 0
    accepted: int = 0
    accepted_right: int = 0
    characters: int = 0
    corrected: int = 0

    def add(self, read: str, truth: str, *, is_accepted: bool = False) -> None:
        """Count one field."""
        self.fields += 1
        self.right += read == truth
        self.characters += len(truth)
        self.corrected += distance(read, truth)
        self.accepted += is_accepted
        self.accepted_right += is_accepted and read == truth

    def include(self, other: "Count") -> None:
        """Add what another count has counted."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def field_accuracy(self) -> float | None:
        """Percent of fields that are right as a whole."""
        return percent(self.right, self.fields)

    @property
    def character_accuracy(self) -> float | None:
        """(all − corrected) ÷ all, in percent, as cities count."""
        return percent(self.characters - self.corrected, self.characters)


@dataclass
class Score:
    """One contender on one set of forms."""

    groups: dict[str, Count] = field(default_factory=dict)
    seconds: float = 0.0
    missing: str = ""

    def count(self, group: str) -> Count:
        """Return the counter of a kind of field."""
        return self.groups.setdefault(group, Count())

    @property
    def total(self) -> Count:
        """All kinds together."""
        total = Count()
        for each in self.groups.values():
            total.include(each)
        return total

    def include(self, other: "Score") -> None:
        """Add what another score has counted."""
        for group, one in other.groups.items():
            self.count(group).include(one)
        self.seconds += other.seconds
        self.missing = self.missing or other.missing

    def as_json(self) -> dict[str, Any]:
        """Return percent by kind."""
        if self.missing:
            return {"missing": self.missing}
        named = {
            group.removesuffix("_code"): self.groups[group]
            for group in GROUPS
            if group in self.groups
        }
        return {
            "field": {name: one.field_accuracy for name, one in named.items()},
            "character": {name: one.character_accuracy for name, one in named.items()},
        }


def percent(part: int, whole: int) -> float | None:
    """Return a share in percent, None of nothing."""
    return round(100 * part / whole, 2) if whole else None


def bound_percent(wrong: int, of: int) -> float:
    """Return Clopper-Pearson: no more than this share is wrong, in percent."""
    return round(100 * upper_bound(wrong, of), 3)


def distance(one: str, other: str) -> int:
    """Return the Levenshtein distance: characters a clerk would correct."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(other, start=1):
            diagonal, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right)),
            )
    return row[-1]
