"""A recorded case as a robot's folder, in the words and the style of the others."""

import csv
import io
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from rpa_suite.robots.approved_screens import write_layouts
from rpa_suite.robots.recording.ledgers import LedgerCase
from rpa_suite.robots.recording.naming import Names
from rpa_suite.robots.recording.understanding import (
    Case,
    NotRecorded,
    Part,
    Person,
)

_WIDTH = 88
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A longer list is a code master: it changes, and the system itself checks it.
_MOST_OPTIONS = 12
_TEMPLATES = Environment(
    loader=PackageLoader("rpa_suite.robots.recording", "pages"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # Python and TOML, no page
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What the author says of the robot beside doing the job once.

    Attributes:
        site: Name of the business system in sites.toml.
        keep_sample: Whether the recorded values may stand in ``samples/``: they are
            somebody's, unless the system is the training system.
    """

    name: str
    task: str
    title: str
    section: str
    site: str
    keep_sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Value:
    """One field of the item."""

    name: str
    type: str
    default: str
    header: str
    sample: str
    is_personal: bool
    is_required: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Someone:
    """One person of the item: three fields and a property."""

    name: str
    role: str
    is_subject: bool

    def fields(self, person: Person) -> Iterator[_Value]:
        day = "Day" if self.is_subject else "MaybeDay"
        for part, word, kind, sample in (
            ("kana", "カナ", "Text", person.kana),
            ("name", "氏名", "Text", person.name),
            ("birth_date", "生年月日", day, person.birth_date),
        ):
            blank = "None" if kind == "MaybeDay" else '""'
            yield _Value(
                name=f"{self.name}_{part}",
                type=kind if self.is_subject or kind == "MaybeDay" else "str",
                default="" if self.is_subject else blank,
                header=f"{self.role}{word}",
                sample=sample,
                is_personal=True,
                is_required=self.is_subject,
            )


def write_robot(root: Path, case: Case | LedgerCase, origin: Origin) -> Path:
    """Write the robot's folder below ``root`` and return it.

    Raises:
        NotRecorded: Nobody was looked up, so nothing says whose case it is.
    """
    folder = root / origin.name
    if isinstance(case, LedgerCase):
        told = _told_of_ledger(case, Names(root))
    elif case.subject is None:
        raise NotRecorded(
            "宛名検索で本人を調べていないので、誰の案件か分かりません。"
            "宛名検索で本人を出してから、もう一度記録してください。"
        )
    else:
        told = _told(case, Names(root))
    told |= {"case": case, "origin": origin} | _of_values(told["values"])
    with tempfile.TemporaryDirectory(dir=root, prefix=".recording-") as unfinished:
        made = Path(unfinished) / origin.name
        (made / "samples").mkdir(parents=True)
        for file in ("item.py", "portal.py", "procedure.py", "robot.toml"):
            page = told.get("pages", {}).get(file, f"{file}.jinja")
            text = _TEMPLATES.get_template(page).render(told)
            (made / file).write_text(text, encoding="utf-8", newline="\n")
        write_layouts(made, case.layouts)
        (made / "samples" / "rows.csv").write_text(
            _sample(told["values"], keep=origin.keep_sample),
            encoding="utf-8-sig",
            newline="",
        )
        # All of it or nothing: a folder half written would be a robot.
        shutil.move(made, folder)
    return folder


def _told(case: Case, names: Names) -> dict[str, Any]:
    assert case.subject is not None
    values: list[_Value] = []
    people: dict[int, _Someone] = {}
    repeated = _repeated_in((case.keys, *case.sections.values()))

    def add_person(person: Person) -> str:
        if id(person) not in people:
            made = _Someone(
                name=names.person(person.role),
                role=person.role,
                is_subject=person is case.subject,
            )
            people[id(person)] = made
            values.extend(made.fields(person))
        return people[id(person)].name

    def add(section: str, each: Part | Person) -> str:
        if isinstance(each, Person):
            return add_person(each)
        made = _value(each, names.value(section, each.label), repeated)
        values.append(made)
        return made.name

    subject = add_person(case.subject)
    keys = [
        (
            label,
            "self.number_of(item)" if each is case.subject else f"item.{add('', each)}",
        )
        for label, each in case.keys.items()
    ]
    named = {label: value.removeprefix("item.") for label, value in keys}
    case_of: dict[str, list[tuple[str, str]]] = {}
    for label, section in case.shown_keys.items():
        case_of.setdefault(section, []).append((label, named[label]))
    sections = [
        (section, [(label, add(section, each)) for label, each in parts.items()])
        for section, parts in case.sections.items()
    ]
    key = [f"{subject}_kana", f"{subject}_birth_date"]
    key += [named[label] for label in case.shown_keys]
    key += [v.name for v in values if v.is_required and not v.is_personal][:3]
    return {
        "subject": next(each for each in people.values() if each.is_subject),
        "people": list(people.values()),
        "values": values,
        "keys": keys,
        "case_of": case_of,
        "sections": sections,
        "entry_key": key,
        "opening": "open_screen(entry)",
    }


def _told_of_ledger(case: LedgerCase, names: Names) -> dict[str, Any]:
    repeated = _repeated_in(case.sections.values())
    named = {
        (section, label): _value(part, names.value(section, label), repeated)
        for section, parts in case.sections.items()
        for label, part in parts.items()
    }
    case_of: dict[str, list[tuple[str, str]]] = {}
    for section, label in case.told_apart_by:
        value = named[section, label]
        shown = f"{value.name}.isoformat()" if value.type == "Day" else value.name
        case_of.setdefault(section, []).append((label, shown))
    return {
        "pages": {"portal.py": "ledger_portal.py.jinja"},
        "people": [],
        "values": list(named.values()),
        "searched": named[case.searched].name,
        "case_of": case_of,
        "sections": [
            (section, [(label, named[section, label].name) for label in parts])
            for section, parts in case.sections.items()
        ],
        "entry_key": [named[each].name for each in case.told_apart_by],
        "words": [
            (each.name, getattr(case.words, each.name))
            for each in fields(case.words)
            if getattr(case.words, each.name) != each.default
        ],
        "opening": "open_form()",
    }


def _of_values(values: list[_Value]) -> dict[str, Any]:
    """Return what all templates are told of an item's values."""
    return {
        "types": sorted(
            {v.type for v in values if v.type.isidentifier() and v.type != "str"}
            | {"record"},
            # As the formatter sorts: classes first.
            key=lambda name: (name.islower(), name),
        ),
        "has_literal": any(v.type.startswith("Literal") for v in values),
        "quoted": lambda text: json.dumps(text, ensure_ascii=False),
        "digits": {
            v.header: len(v.sample)
            for v in values
            if v.sample.startswith("0") and v.header.endswith("コード")
        },
    }


def _repeated_in(sections: Iterable[Mapping[str, object]]) -> frozenset[str]:
    labels = [label for parts in sections for label in parts]
    return frozenset(label for label in labels if labels.count(label) > 1)


def _value(part: Part, name: str, repeated: frozenset[str]) -> _Value:
    seen, required = part.seen, part.is_required
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
    return _Value(
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


def _sample(values: list[_Value], *, keep: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([each.header for each in values])
    if keep:
        writer.writerow([each.sample for each in values])
    return out.getvalue()
