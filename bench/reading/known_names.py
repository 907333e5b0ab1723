"""Lists of names as they are for real people, of whom some bear a name in no list.

All names that forms are made with are in the general list.  So that reading is measured
with names that nobody knows as well, one surname in ten and one given name in five is
struck off: as many as ``rpa_suite.ocr.name_lists`` expects of people.
"""

from collections.abc import Sequence
from zlib import crc32

from rpa_suite.jp.person_names import NameWord, given_names, surnames
from rpa_suite.ocr.name_lists import NameLists, lists_of

_SURNAMES, _GIVEN_NAMES = 10, 5  # one of so many


def known_surnames() -> list[NameWord]:
    """Return the surnames that are left."""
    return _left(surnames(), _SURNAMES)


def known_given_names() -> list[NameWord]:
    """Return the given names that are left."""
    return _left(given_names(), _GIVEN_NAMES)


def known_names() -> NameLists:
    """Return the lists that forms are read with."""
    return lists_of(known_surnames(), known_given_names())


def _left(words: Sequence[NameWord], one_of: int) -> list[NameWord]:
    return [
        word for word in words if crc32(f"{word.written}/{word.kana}".encode()) % one_of
    ]
