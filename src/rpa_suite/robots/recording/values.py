"""The values of a recorded item: their types, and what the clerk's file calls them."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from rpa_suite.robots.recording.naming import Names
from rpa_suite.robots.recording.understanding import Part, Person, Repeated

_WIDTH = 88
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A longer list is a code master: it changes, and the system itself checks it.
_MOST_OPTIONS = 12
_NOBODY = Person(role="", name="", kana="", birth_date="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """One field of the item."""

    name: str
    type: str
    default: str
    header: str
    sample: str
    is_personal: bool
    is_required: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedPerson:
    """One person of a record: three fields and a property.

    Attributes:
        name: Of the property; empty where the record is the person's own.
    """

    name: str
    role: str
    is_subject: bool

    def fields(self, person: Person) -> Iterator[Value]:
        """Yield what the item says of this person."""
        day = "Day" if self.is_subject else "MaybeDay"
        for part, word, kind, sample in (
            ("kana", "カナ", "Text", person.kana),
            ("name", "氏名", "Text", person.name),
            ("birth_date", "生年月日", day, person.birth_date),
        ):
            blank = "None" if kind == "MaybeDay" else '""'
            yield Value(
                name=f"{self.name}_{part}" if self.name else part,
                type=kind if self.is_subject or kind == "MaybeDay" else "str",
                default="" if self.is_subject else blank,
                header=f"{self.role}{word}",
                sample=sample,
                is_personal=True,
                is_required=self.is_subject,
            )


def value_of(
    part: Part,
    name: str,
    repeated: Collection[str],
    *,
    required: bool | None = None,
) -> Value:
    """Return the value that an author put somewhere.

    Args:
        part: What was put there.
        name: Of the value.
        repeated: 項目 that stand in several 欄: their columns name the 欄 too.
        required: Whether there has to be one; by default, as the screen says.
    """
    seen = part.seen
    required = part.is_required if required is None else required
    sample = seen.value
    default = "" if required else '""'
    match seen.kind:
        case "date":
            kind = "Day" if required else "MaybeDay"
            default = "" if required else "None"
            if sample:
                era, year, month, day = sample.split()
                sample = f"{era[:2]}{year}年{month}月{day}日"
        case "tick":
            kind, default = "Tick", "False"
        case "text" if _DAY.fullmatch(sample):
            kind = "Day" if required else "MaybeDay"
            default = "" if required else "None"
        case "text" if seen.number:
            kind = "Count" if required else "MaybeCount"
            default = "" if required else "None"
        case "choice":
            kind = _literal(name, seen.options, is_required=required)
        case _ if seen.yen:
            kind = "Yen" if required else "MaybeYen"
            default = "" if required else "None"
            sample = sample.replace(",", "")
        case _ if part.label == "電話番号":
            kind = "Phone" if required else "MaybePhone"
            default = "" if required else "None"
        case _:
            kind = "Text" if required else "str"
    return Value(
        name=name,
        type=kind,
        default=default,
        header=f"{part.section}{part.label}" if part.label in repeated else part.label,
        sample=sample,
        is_personal=seen.kind == "text" and not seen.yen and not seen.number,
        is_required=required,
    )


def _literal(name: str, options: tuple[str, ...], *, is_required: bool) -> str:
    """Return the type of a choice, in lines that are not too long."""
    # A choice without letters stands for none: --------.
    given = [option for option in options if re.search(r"\w", option)]
    if len(given) > _MOST_OPTIONS:
        return "Text" if is_required else "str"
    texts = [json.dumps(each, ensure_ascii=False) for each in given]
    if not is_required:
        texts.append('""')
    line = f"Literal[{', '.join(texts)}]"
    default = "" if is_required else ' = ""'
    if _wide(f"    {name}: {line}{default}") <= _WIDTH:
        return line
    inner = ", ".join(texts)
    if _wide(f"        {inner}") <= _WIDTH:
        return f"Literal[\n        {inner}\n    ]"
    lines = "".join(f"        {each},\n" for each in texts)
    return f"Literal[\n{lines}    ]"


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A list of the item: a record of its own for each 欄 that repeats.

    Attributes:
        name: Of the list, and of one row in a loop.
        record: Name of the record's class.
        role: What the screen calls a row.
        before: What stands before the number of a 欄; ``after`` what follows it.
        fields: Of the record; headers and samples are the first row's.
        samples: Of each row that was recorded, by name of the field.
        labels: 項目 to what of the row stands there.
    """

    name: str
    record: str
    role: str
    before: str
    after: str
    most: int
    is_required: bool
    has_person: bool
    fields: tuple[Value, ...]
    samples: tuple[dict[str, str], ...]
    labels: tuple[tuple[str, str], ...]

    @property
    def type(self) -> str:
        """How the item declares it."""
        least = "min_length=1, " if self.is_required else ""
        kind = f"tuple[{self.record}, ...]"
        return f"Annotated[{kind}, Field({least}max_length={self.most})]"

    @property
    def default(self) -> str:
        """What stands for no row; nothing where there has to be one."""
        return "" if self.is_required else "()"

    def title(self) -> str:
        """Return the title of a 欄, with the number that a loop puts in."""
        return f"{self.before}{{row}}{self.after}"

    def columns(self) -> Iterator[Value]:
        """Yield the columns of a file that has all rows of a case side by side."""
        for row in range(1, self.most + 1):
            samples = self.samples[row - 1] if row <= len(self.samples) else {}
            for each in self.fields:
                yield replace(
                    each,
                    name=f"{self.name}[{row}].{each.name}",
                    header=f"{self.before}{row}{self.after}{each.header}",
                    sample=samples.get(each.name, ""),
                    is_required=each.is_required and self.is_required and row == 1,
                )


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """A 欄: 項目 to the name of the value that stands there."""

    title: str
    labels: tuple[tuple[str, str], ...]


def table_of(found: Repeated, names: Names) -> Table:
    """Return the list that holds what was put into 欄 of one kind."""
    name = names.person(found.role)
    labels = list(found.rows[0])
    columns = {label: [row[label] for row in found.rows] for label in labels}
    somebody = {
        label
        for label, parts in columns.items()
        if any(isinstance(part, Person) for part in parts)
    }
    own = names.of_row("person", "kana", "name", "birth_date")
    called = {
        label: "person" if label in somebody else own.value("", label)
        for label in labels
    }
    rows = [
        list(_fields_of(row, called, found.required, somebody)) for row in found.rows
    ]
    return Table(
        name=name,
        record=_class_name(name),
        role=found.role,
        before=found.before,
        after=found.after,
        most=found.most,
        is_required=bool(found.required),
        has_person=bool(somebody),
        fields=tuple(rows[0]),
        samples=tuple({each.name: each.sample for each in row} for row in rows),
        labels=tuple(called.items()),
    )


def _fields_of(
    row: Mapping[str, Part | Person],
    called: Mapping[str, str],
    required: Collection[str],
    somebody: Collection[str],
) -> Iterator[Value]:
    """Yield what one row says, a person first."""
    for label in somebody:
        part = row[label]
        person = part if isinstance(part, Person) else _NOBODY
        yield from NamedPerson(name="", role="", is_subject=True).fields(person)
    for label, part in row.items():
        if isinstance(part, Part) and label not in somebody:
            made = value_of(
                part, called[label], frozenset(), required=label in required
            )
            yield made


def _class_name(name: str) -> str:
    # A class begins with a capital letter, which kanji have not.
    words = "".join(word[:1].upper() + word[1:] for word in name.split("_"))
    return words if words[0].isupper() else f"Row{words}"
