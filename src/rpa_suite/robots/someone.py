"""A person as an item's papers name them."""

from dataclasses import dataclass
from datetime import date
from typing import Self, overload


@dataclass(frozen=True, kw_only=True, slots=True)
class Someone:
    """A person as the item names them."""

    name: str
    kana: str
    birth_date: date


_NUMBERS = ("user_number", "employer_number")
# Whom a record is about stands under one of these; the first that is there counts.
_ABOUT = ("person", "claimant", "recipient", "owner", "child")


def whom(record: object) -> Someone | None:
    """Return whom a record is about; None where it names nobody by a birth date."""
    found = (getattr(record, name, None) for name in _ABOUT)
    return next((each for each in found if isinstance(each, Someone)), None)


def number_named(record: object) -> str | None:
    """Return the number by which a record that names nobody says whom it is about."""
    found = (getattr(record, name, None) for name in _NUMBERS)
    return next((str(each) for each in found if each), None)


class Person:
    """Somebody whose name, kana and birth date are fields of a record.

    ``claimant = Person("claimant")`` is made of ``claimant_name``, ``claimant_kana``
    and ``claimant_birth_date``; without a prefix, of ``name``, ``kana`` and
    ``birth_date``.
    """

    def __init__(self, prefix: str = "") -> None:
        self._before = f"{prefix}_" if prefix else ""

    @overload
    def __get__(self, item: None, owner: type) -> Self: ...
    @overload
    def __get__(self, item: object, owner: type) -> Someone: ...
    def __get__(self, item: object | None, owner: type) -> "Someone | Self":
        return self if item is None else _read(item, self._before)


class MaybePerson:
    """Somebody who may be missing: without a birth date there is nobody."""

    def __init__(self, prefix: str) -> None:
        self._before = f"{prefix}_"

    @overload
    def __get__(self, item: None, owner: type) -> Self: ...
    @overload
    def __get__(self, item: object, owner: type) -> Someone | None: ...
    def __get__(self, item: object | None, owner: type) -> "Someone | Self | None":
        if item is None:
            return self
        found = _read(item, self._before)
        return found if found.birth_date else None


def _read(item: object, before: str) -> Someone:
    return Someone(
        name=getattr(item, f"{before}name"),
        kana=getattr(item, f"{before}kana"),
        birth_date=getattr(item, f"{before}birth_date"),
    )
