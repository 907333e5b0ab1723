"""The texts that a screen shows of its subject and of what was typed."""

from collections.abc import Mapping

from rpa_suite.training.declared import Screen, Subject
from rpa_suite.training.forms import all_fields, look_up, shown_value
from rpa_suite.training.register import Register


def shown_values(
    register: Register, screen: Screen, subject: Subject, values: Mapping[str, str]
) -> dict[str, str]:
    """Return every field as 確認 and 履歴 show it."""
    typed = {
        key: shown_value(each, values.get(key, "")) for key, each in all_fields(screen)
    }
    return typed | shown_texts(register, screen, subject, values)


def shown_texts(
    register: Register, screen: Screen, subject: Subject, values: Mapping[str, str]
) -> dict[str, str]:
    """Return what nobody types: of the register, and beside the codes typed so far."""
    found = {
        f"{section}/{label}": text
        for section, texts in subject.shown.items()
        for label, text in texts.items()
    }
    for part in screen.sections:
        texts: dict[str, str] = {}
        bank = values.get(f"{part.title}/金融機関コード", "")
        for each in part.fields:
            code = values.get(f"{part.title}/{each.label}", "")
            if each.lookup and code:
                texts |= look_up(register, each.lookup, code, bank)[0]
        for each in part.fields:
            if each.shows in texts:
                found[f"{part.title}/{each.label}"] = texts[each.shows]
    return found
