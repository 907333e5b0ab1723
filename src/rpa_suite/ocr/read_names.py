"""Read the names of all people of a form: 氏名 with フリガナ, families together."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from rpa_suite.jp.glyphs import twins_of
from rpa_suite.jp.kana import normalise_kana, to_large_kana
from rpa_suite.jp.person_names import NameWord
from rpa_suite.model.forms import Candidate, Field, FieldKind, FormTemplate, Reading
from rpa_suite.ocr import signs
from rpa_suite.ocr.acceptance import UNCLEAR
from rpa_suite.ocr.name_evidence import Evidence
from rpa_suite.ocr.name_lists import NameLists
from rpa_suite.ocr.person_names import GAP, Person, read_person
from rpa_suite.ocr.read_field import FieldReader

# The recogniser mistakes the rarer of two twins for the commoner: so much surer.
_CLEARLY = 6.0
_TWIN = "「{seen}」は「{twin}」かもしれません。読み分けられない字です。"


@dataclass(frozen=True, kw_only=True, slots=True)
class LookedAt:
    """The fields of names, while others look at what stands there.

    Attributes:
        people: Person of the form to the fields of the name.
        evidence: What is seen in each field, in their order; None for a blank.
    """

    people: Mapping[str, Sequence[Field]]
    evidence: Iterator[Evidence | None]


def look_at_names(
    readers: Mapping[int, FieldReader], template: FormTemplate, pool: Executor
) -> LookedAt:
    """Begin to look at all fields that hold a person's name.

    Args:
        readers: One for each page that is there.
        template: Says which fields hold whose name.
        pool: Looks at several fields at a time.
    """
    people: dict[str, list[Field]] = {}
    for field in template.fields:
        if field.person and field.page in readers:
            people.setdefault(field.person, []).append(field)
    named = [field for fields in people.values() for field in fields]
    evidence = pool.map(lambda f: readers[f.page].name_evidence(f), named)
    return LookedAt(people=people, evidence=evidence)


def read_names(
    looked: LookedAt,
    readers: Mapping[int, FieldReader],
    template: FormTemplate,
    lists: NameLists | None,
) -> dict[str, Reading]:
    """Return the readings of all fields that hold a person's name, by field id.

    Args:
        looked: What was seen in them.
        readers: One for each page that is there.
        template: Says whose names they are.
        lists: Names that there are; None for the general lists alone.
    """
    readings: dict[str, Reading] = {}
    family: dict[NameWord, float] = {}
    named = [field.id for fields in looked.people.values() for field in fields]
    seen = dict(zip(named, looked.evidence, strict=True))
    for fields in looked.people.values():
        person = read_person(
            _first(seen, fields, FieldKind.TEXT),
            _first(seen, fields, FieldKind.KANA),
            family=family,
            lists=lists,
        )
        for field in fields:
            readings[field.id] = _reading(
                field, person, seen[field.id], readers[field.page]
            )
        if person and template.one_family and not family:
            family = person.surnames
    return readings


def _first(
    seen: Mapping[str, Evidence | None], fields: Sequence[Field], kind: FieldKind
) -> Evidence | None:
    return next((seen[f.id] for f in fields if f.kind is kind and seen[f.id]), None)


def _reading(
    field: Field, person: Person | None, seen: Evidence | None, reader: FieldReader
) -> Reading:
    if person is None or seen is None:
        return Reading(field_id=field.id, text="", value="", confidence=0.99)
    if field.kind is FieldKind.KANA:
        text, share, others = person.kana, person.kana_probability, person.kana_others
        value = to_large_kana(text) if field.large_kana else text
        value = normalise_kana(value)
    else:
        text, share = person.written, person.written_probability
        value, others = text, person.written_others
    doubt = None if value else UNCLEAR
    if doubt is None and field.kind is FieldKind.TEXT:
        doubt = _twin_doubt(value, seen, reader)
    return Reading(
        field_id=field.id,
        text=text,
        value=value or None,
        confidence=round(share, 4),
        doubt=doubt,
        candidates=tuple(
            Candidate(text=each, probability=round(probability, 4))
            for each, probability in ((text, share), *others)
        ),
        signs=_signs(text, seen),
        glyphs=seen.glyphs,
    )


def _signs(text: str, seen: Evidence) -> dict[str, float]:
    written = text.replace(GAP, "")
    if not written:
        return {}
    is_plain = written == seen.plain.replace(GAP, "")
    (log,) = seen.logs_of([written])
    return signs.of_evidence(
        float(log), len(written), inside=seen.inside, is_plain=is_plain
    )


def _twin_doubt(name: str, seen: Evidence, reader: FieldReader) -> str | None:
    """Doubt a character whose variant in names may as well have been written.

    What is common speaks for 高, not for the person: only what was seen counts here,
    and a variant that the recogniser cannot output was never ruled out.
    """
    for char in dict.fromkeys(name):
        for twin in twins_of(char):
            plain = name.replace(GAP, "")
            one, other = seen.logs_of([plain, plain.replace(char, twin)])
            if not reader.can_read(twin) or one - other < _CLEARLY:
                return _TWIN.format(seen=char, twin=twin)
    return None
