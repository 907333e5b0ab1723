"""What the office's own register does for names: ``python -m bench.reading.names``.

The same papers are read with the general list, which holds every name that they are
made with; with what ``known_names`` leaves of it; and with that and the names of a
register of 740,000 invented people, in which nine of ten stand who fill in forms.
"""

import json
import math
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bench.forms.make import TEMPLATES, MadeForm
from bench.reading.__main__ import TODAY
from bench.reading.known_names import (
    known_given_names,
    known_names,
    known_surnames,
)
from bench.reading.papers import easy_and_hard, prepare
from bench.reading.scoring import comparable
from rpa_suite.jp.office_names import OfficeNames, count_names, mixed
from rpa_suite.jp.person_names import NameWord, given_names, surnames
from rpa_suite.model.forms import FieldKind, FormTemplate
from rpa_suite.ocr.acceptance import weighed
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.name_lists import NameLists, lists_of
from rpa_suite.ocr.read_field import FieldReader
from rpa_suite.ocr.read_names import look_at_names, read_names
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_templates

_PEOPLE, _MOVED_IN = 740_000, 10
_LISTS = {
    "every": "どの氏名も載る一覧",
    "known": "載らない氏名もある一覧",
    "register": "同じ一覧と宛名台帳",
}


def main(
    forms: Annotated[int, typer.Option(help="枚数（難易度ごと）")] = 120,
    seed: Annotated[int, typer.Option(help="種")] = 2000,
    kept: Annotated[Path | None, typer.Option(help="用紙を残すフォルダー")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Read the names of the same papers with three lists."""
    templates = load_templates(TEMPLATES)
    with tempfile.TemporaryDirectory() as folder:
        root = kept or Path(folder)
        wanted = easy_and_hard(sorted(templates), forms, seed=seed)
        prepare(wanted, root, processes=2)
        papers = [form for bundle in wanted for form in bundle.forms(root)]
        told = _read(papers, templates)
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    table = Table(title="氏名とフリガナ", title_justify="left")
    for head in ("一覧", "種類", "項目", "正しい", "採用", "採用の誤り"):
        table.add_column(head, justify="left" if head in ("一覧", "種類") else "right")
    for name, kinds in told.items():
        for kind, counts in kinds.items():
            table.add_row(
                _LISTS[name],
                kind,
                str(counts["fields"]),
                f"{counts['right'] / counts['fields']:.1%}",
                f"{counts['accepted'] / counts['fields']:.1%}",
                str(counts["accepted_wrong"]),
            )
    Console().print(table)


def _read(
    papers: Sequence[MadeForm], templates: Mapping[str, FormTemplate]
) -> dict[str, dict[str, dict[str, int]]]:
    recogniser = Recogniser(find_models())
    people = list(chain.from_iterable(_people(m, templates) for m in papers))
    lists = _lists(people)
    told: dict[str, Any] = {
        name: defaultdict(lambda: defaultdict(int)) for name in lists
    }
    for place, made in enumerate(papers):
        template = templates[made.template_id]
        for name, value, truth, doubt in _names_of(made, template, recogniser, lists):
            counts = told[name][truth[0]]
            is_right = value == truth[1]
            counts["fields"] += 1
            counts["right"] += is_right
            counts["accepted"] += doubt is None
            counts["accepted_wrong"] += doubt is None and not is_right
        if place % 20 == 0:
            print(f"{place}/{len(papers)}", file=sys.stderr, flush=True)
    return {
        name: {k: dict(c) for k, c in kinds.items()} for name, kinds in told.items()
    }


def _people(
    made: MadeForm, templates: Mapping[str, FormTemplate]
) -> Iterator[tuple[str, str]]:
    """Yield 氏名 and フリガナ of the people on a form."""
    by_person: dict[str, dict[FieldKind, str]] = defaultdict(dict)
    for field in templates[made.template_id].fields:
        if field.person and (value := made.values.get(field.id)):
            by_person[field.person][field.kind] = value
    for names in by_person.values():
        if len(names) == len({FieldKind.TEXT, FieldKind.KANA}):
            yield names[FieldKind.TEXT], names[FieldKind.KANA]


def _lists(people: Sequence[tuple[str, str]]) -> dict[str, NameLists]:
    own = _register(people, random.Random("register"))
    return {
        "every": lists_of(surnames(), given_names()),
        "known": known_names(),
        "register": lists_of(
            mixed(own.surnames, known_surnames()),
            mixed(own.given_names, known_given_names()),
        ),
    }


def _register(people: Sequence[tuple[str, str]], draw: random.Random) -> OfficeNames:
    """Count people drawn by how common their names are, and most of the forms' own."""

    def drawn(words: Sequence[NameWord]) -> list[NameWord]:
        shares = [math.exp(word.log_share) for word in words]
        return draw.choices(words, shares, k=_PEOPLE)

    others = zip(drawn(surnames()), drawn(given_names()), strict=True)
    return count_names(
        chain(
            ((f"{a.written} {b.written}", f"{a.kana} {b.kana}") for a, b in others),
            (person for person in people if draw.randrange(_MOVED_IN)),
        )
    )


def _names_of(
    made: MadeForm,
    template: FormTemplate,
    recogniser: Recogniser,
    lists: Mapping[str, NameLists],
) -> Iterator[tuple[str, str, tuple[str, str], str | None]]:
    """Yield by list what a name is read as, its kind and truth, and the doubt."""
    *_, result = read_file(made.path, {template.id: template}, recogniser, today=TODAY)
    readers = {
        number: FieldReader(
            ink_with_corrections(flat, template, page=number), recogniser, today=TODAY
        )
        for number, flat in result.flats.items()
    }
    fields = {each.id: each for each in template.fields}
    for name, names in lists.items():
        with ThreadPoolExecutor(1) as pool:
            looked = look_at_names(readers, template, pool)
            found = read_names(looked, readers, template, names)
        for reading in weighed(list(found.values()), template):
            field = fields[reading.field_id]
            truth = made.values.get(field.id)
            if truth:
                kind = "フリガナ" if field.kind is FieldKind.KANA else "氏名"
                value = comparable(field, reading.value or "")
                yield name, value, (kind, comparable(field, truth)), reading.doubt


if __name__ == "__main__":
    typer.run(main)
