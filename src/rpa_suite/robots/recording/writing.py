"""A recorded case as a robot's folder, in the words and the style of the others."""

import csv
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Repeated,
    Section,
)
from rpa_suite.robots.recording.values import (
    Filled,
    NamedPerson,
    Table,
    Value,
    table_of,
    value_of,
)

_IN_ROW = re.compile(r"\[\d+\]")
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
            _sample(told["columns"], keep=origin.keep_sample),
            encoding="utf-8-sig",
            newline="",
        )
        # All of it or nothing: a folder half written would be a robot.
        shutil.move(made, folder)
    return folder


def _told(case: Case, names: Names) -> dict[str, Any]:
    assert case.subject is not None
    values: list[Value | Table] = []
    people: dict[int, NamedPerson] = {}
    repeated = _repeated_in(
        (case.keys, *(part for each in case.sections for part in _parts_of(each)))
    )

    def add_person(person: Person) -> str:
        if id(person) not in people:
            made = NamedPerson(
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
        made = value_of(each, names.value(section, each.label), repeated)
        values.append(made)
        return made.name

    def add_section(each: Section | Repeated) -> Filled | Table:
        if isinstance(each, Repeated):
            table = table_of(each, names)
            values.append(table)
            return table
        labels = [(label, add(each.title, part)) for label, part in each.parts.items()]
        return Filled(title=each.title, labels=tuple(labels))

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
    sections = [add_section(each) for each in case.sections]
    key = [f"{subject}_kana", f"{subject}_birth_date"]
    key += [named[label] for label in case.shown_keys]
    plain = [v for v in values if isinstance(v, Value)]
    key += [v.name for v in plain if v.is_required and not v.is_personal][:3]
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


def _parts_of(each: Section | Repeated) -> Iterator[Mapping[str, object]]:
    if isinstance(each, Section):
        yield each.parts
    else:
        yield from each.rows


def _told_of_ledger(case: LedgerCase, names: Names) -> dict[str, Any]:
    repeated = _repeated_in(case.sections.values())
    named = {
        (section, label): value_of(part, names.value(section, label), repeated)
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
            Filled(
                title=section,
                labels=tuple((label, named[section, label].name) for label in parts),
            )
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


def _of_values(values: Sequence[Value | Table]) -> dict[str, Any]:
    """Return what all templates are told of an item's values."""
    tables = [each for each in values if isinstance(each, Table)]
    own = [each for each in values if isinstance(each, Value)]
    every = [*own, *(each for table in tables for each in table.fields)]
    columns = list(_columns(values))
    return {
        "tables": tables,
        "columns": columns,
        "types": sorted(
            {v.type for v in every if v.type.isidentifier() and v.type != "str"}
            | {"record"},
            # As the formatter sorts: classes first.
            key=lambda name: (name.islower(), name),
        ),
        "typing": [
            *(["Annotated"] if tables else []),
            *(["Literal"] if any(v.type.startswith("Literal") for v in every) else []),
        ],
        "personal": list(
            dict.fromkeys(_IN_ROW.sub("[]", v.name) for v in columns if v.is_personal)
        ),
        "quoted": lambda text: json.dumps(text, ensure_ascii=False),
        "digits": {
            v.header: len(v.sample)
            for v in columns
            if v.sample.startswith("0") and v.header.endswith("コード")
        },
    }


def _columns(values: Iterable[Value | Table]) -> Iterator[Value]:
    for each in values:
        if isinstance(each, Table):
            yield from each.columns()
        else:
            yield each


def _repeated_in(sections: Iterable[Mapping[str, object]]) -> frozenset[str]:
    labels = [label for parts in sections for label in parts]
    return frozenset(label for label in labels if labels.count(label) > 1)


def _sample(columns: Sequence[Value], *, keep: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([each.header for each in columns])
    if keep:
        writer.writerow([each.sample for each in columns])
    return out.getvalue()
