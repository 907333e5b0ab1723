"""Read all fields of one form and let its rules have their say."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from rpa_suite.model.forms import (
    MARKS,
    Field,
    FilledForm,
    FormTemplate,
    PaperEvent,
    Reading,
)
from rpa_suite.ocr.acceptance import weighed
from rpa_suite.ocr.agreement import with_agreements
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.codes_beside import codes_of
from rpa_suite.ocr.corrections import ink_with_corrections
from rpa_suite.ocr.ditto import reads_as_ditto, with_ditto_doubts, with_dittos
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.limits import limits_of, within_limits
from rpa_suite.ocr.read_field import FieldReader
from rpa_suite.ocr.read_names import look_at_names, read_names
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.related_days import with_related_days
from rpa_suite.ocr.rules import broken_rules
from rpa_suite.ocr.spoiled import OF_A_FADED_PAGE, is_faded, why_spoiled
from rpa_suite.ocr.strikes import (
    STRUCK_AND_SEALED,
    STRUCK_MARK,
    STRUCK_OUT,
    WRITTEN_ABOVE,
    has_additions,
    paper_events,
)
from rpa_suite.ocr.sums import with_sums

_ROW = re.compile(r"^([a-z_]+\[\d+\])\.")
_MISSING = "記入がありません。"
_COARSE_DPI = 140.0  # below, strokes of kana and kanji run together
_COARSE = (
    "{dpi} dpi の粗い画像です（200 dpi 以上で読み取ります）。原票と見比べてください。"
)
# Share of the print that a black-and-white page still shows: with less, pale words are
# lost as a whole; with still less, whole rows may be.
_LIGHT_PRINT, _LIGHTEST_PRINT = 0.85, 0.75
_LIGHT = "薄く写った用紙です。濃くしてスキャンし直すか、原票と見比べてください。"
_BY_THE_PAGE = OF_A_FADED_PAGE | {_MISSING}
_LOOSE = "用紙がここで折れているか、ずれています。原票と見比べてください。"


def read_form(
    flats: Mapping[int, FlatPage],
    template: FormTemplate,
    recogniser: Recogniser,
    *,
    today: dt.date,
    source_pages: tuple[int, ...] = (1,),
) -> FilledForm:
    """Return every field's reading, in the order of the template.

    Args:
        flats: Template page to flattened page.
        template: The form.
        recogniser: Reads text lines.
        today: Reference date for rules on ages and dates.
        source_pages: Where the pages stood in their file.
    """
    limits = limits_of(template)
    # Each line is small work: two at a time are faster than two cores on each.
    with ThreadPoolExecutor(recogniser.threads) as pool:
        pages = pool.map(
            lambda page: ink_with_corrections(flats[page], template, page=page), flats
        )
        inks = dict(zip(flats, pages, strict=True))
        readers = {
            number: FieldReader(ink, recogniser, today=today, limits=limits)
            for number, ink in inks.items()
        }
        fields = [field for field in template.fields if field.page in readers]
        looked = look_at_names(readers, template, pool)
        seen = pool.map(
            lambda field: reads_as_ditto(inks[field.page], field, recogniser), fields
        )
        known = _codes_first(readers, fields)
        codes = dict(known)
        dittos = {each.field_id: each for each in seen if each}
        known |= dittos
        rest = [f for f in fields if not f.person and f.id not in known]
        read = pool.map(
            lambda field: readers[field.page].read(
                field, codes=[codes[at] for at in codes_of(field.id) if at in codes]
            ),
            rest,
        )
        done_to = pool.map(lambda field: paper_events(inks[field.page], field), fields)
        # Names take thinking more than looking: meanwhile the others are looked at.
        names = read_names(looked, readers, template, recogniser.names)
        known |= names | {each.field_id: each for each in read}
        events = list(done_to)
    readings = [known[field.id] for field in fields]
    readings = with_dittos(readings, template, dittos)
    readings = with_agreements(readings)
    readings = within_limits(readings, _case(readings, template, today))
    readings = with_related_days(readings, _case(readings, template, today))
    readings = with_sums(readings, template)
    readings = with_ditto_doubts(weighed(readings, template), template, dittos)
    begun = _begun_rows(readings)
    readings = _with_missing(readings, template, begun)
    readings = _with_spoiled(readings, template, begun, readers)
    readings = _with_events(readings, fields, inks, events)
    readings = _with_poor_pages(readings, template, begun, flats, inks)
    return FilledForm(
        template_id=template.id,
        edition=template.edition,
        readings=tuple(_with_rules(readings, template, today)),
        source_pages=source_pages,
        residual_mm=max(flat.residual_mm for flat in flats.values()),
    )


def _codes_first(
    readers: Mapping[int, FieldReader], fields: Sequence[Field]
) -> dict[str, Reading]:
    """Return the codes that names stand beside: they help to read the names."""
    ids = {field.id for field in fields}
    wanted = {code for name in ids for code in codes_of(name)}
    return {
        field.id: readers[field.page].read(field)
        for field in fields
        if field.id in wanted
    }


def _begun_rows(readings: list[Reading]) -> set[str]:
    """Return the rows of tables in which anything is written: ``child[1]``."""
    return {
        row
        for reading in readings
        if (reading.value or reading.doubt) and (row := _row_of(reading.field_id))
    }


def _with_missing(
    readings: list[Reading], template: FormTemplate, begun: set[str]
) -> list[Reading]:
    """Doubt blanks that must be filled; a table's row counts once it has writing."""
    fields = {field.id: field for field in template.fields}
    return [
        replace(reading, doubt=_MISSING)
        if _is_missing(reading, fields[reading.field_id], begun)
        else reading
        for reading in readings
    ]


def _with_spoiled(
    readings: list[Reading],
    template: FormTemplate,
    begun: set[str],
    readers: Mapping[int, FieldReader],
) -> list[Reading]:
    """Doubt what paper or scan has spoiled; rows without writing are left alone.

    That is then the reason, whatever else was seen: digits seem to be missing there.
    """
    fields = {field.id: field for field in template.fields}
    faded = {
        number: is_faded(reader.page, [f for f in template.fields if f.page == number])
        for number, reader in readers.items()
    }

    def why(reading: Reading) -> str | None:
        if _is_left_out(reading.field_id, begun):
            return None
        field = fields[reading.field_id]
        return why_spoiled(readers[field.page].page, field, faded=faded[field.page])

    return [
        replace(reading, doubt=reason) if (reason := why(reading)) else reading
        for reading in readings
    ]


def _with_events(
    readings: list[Reading],
    fields: Sequence[Field],
    inks: Mapping[int, InkPage],
    events: Sequence[tuple[PaperEvent, ...]],
) -> list[Reading]:
    """Note what was struck out or added; which value holds is for a person."""
    found = []
    for reading, field, done in zip(readings, fields, events, strict=True):
        if done:
            sealed = PaperEvent.CORRECTION_SEAL in done
            struck = STRUCK_MARK if field.kind in MARKS else STRUCK_OUT
            said = STRUCK_AND_SEALED if sealed else struck
            reading = replace(reading, events=done, doubt=said)
        elif has_additions(inks[field.page], field):
            reading = replace(reading, doubt=reading.doubt or WRITTEN_ABOVE)
        found.append(reading)
    return found


def _with_poor_pages(
    readings: list[Reading],
    template: FormTemplate,
    begun: set[str],
    flats: Mapping[int, FlatPage],
    inks: Mapping[int, InkPage],
) -> list[Reading]:
    """Doubt what stands where a page is too coarse or light to read, or out of place.

    On a coarse or light page blanks and marks are doubted as well: a pale circle or
    word may be lost as a whole.  Rows without any writing are left alone, but for the
    lightest pages.  What such a page makes of its fields (broken strokes, blanks that
    must be filled) is said after what to do about the page.
    """
    fields = {field.id: field for field in template.fields}

    def said_of(reading: Reading) -> str | None:
        if reading.doubt and reading.doubt not in _BY_THE_PAGE:
            return reading.doubt
        return of_the_page(reading) or reading.doubt

    def of_the_page(reading: Reading) -> str | None:
        field = fields[reading.field_id]
        flat, ink = flats[field.page], inks[field.page]
        if reading.value and flat.is_loose(field.extent):
            return _LOOSE
        left_out = _is_left_out(field.id, begun)
        if flat.scan_dpi < _COARSE_DPI and not left_out:
            return _COARSE.format(dpi=round(flat.scan_dpi))
        least = _LIGHTEST_PRINT if left_out else _LIGHT_PRINT
        if ink.is_black_and_white and ink.print_kept < least:
            return _LIGHT
        return None

    return [replace(reading, doubt=said_of(reading)) for reading in readings]


def _is_missing(reading: Reading, field: Field, begun: set[str]) -> bool:
    if not field.required or reading.value or reading.doubt:
        return False
    return not _is_left_out(field.id, begun)


def _is_left_out(field_id: str, begun: set[str]) -> bool:
    """Whether a field stands in a row of a table in which nothing is written."""
    row = _row_of(field_id)
    return row is not None and row not in begun


def _row_of(field_id: str) -> str | None:
    found = _ROW.match(field_id)
    return found[1] if found else None


def _case(readings: list[Reading], template: FormTemplate, today: dt.date) -> Case:
    values = {each.field_id: each.value for each in readings if each.value}
    return Case(template=template, values=values, today=today)


def _with_rules(
    readings: list[Reading], template: FormTemplate, today: dt.date
) -> list[Reading]:
    said: dict[str, str] = {}
    for field_id, message in broken_rules(_case(readings, template, today)):
        said.setdefault(field_id, message)
    return [
        replace(reading, doubt=reading.doubt or said.get(reading.field_id))
        for reading in readings
    ]
