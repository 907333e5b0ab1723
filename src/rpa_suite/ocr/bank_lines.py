"""金融機関 and 支店, read against the list of banks and the codes beside them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rpa_suite.jp.banks import bank_spellings, branch_spellings
from rpa_suite.model.forms import Candidate
from rpa_suite.ocr.listed_names import ListedRead, shares_of, weigh
from rpa_suite.ocr.scored_lines import ScoredLine

_MOST_CODES = 4
_MOST_BANKS = 2
_LEAST = 0.01


def read_bank(line: ScoredLine, codes: Sequence[Candidate]) -> ListedRead:
    """Return a line with its likeliest bank.

    Args:
        line: Names a bank.
        codes: What the 金融機関コード beside it may be.
    """
    spellings = bank_spellings()
    by_code = (
        (spellings.get(code.text, ()), code.probability) for code in codes[:_MOST_CODES]
    )
    return _read(line, shares_of(_every_bank(), by_code))


def read_branch(
    line: ScoredLine, banks: Sequence[Candidate], codes: Sequence[Candidate]
) -> ListedRead | None:
    """Return a line with its likeliest branch; None where no bank is known.

    Args:
        line: Names a branch.
        banks: What the 金融機関コード may be.
        codes: What the 支店コード may be.
    """
    likely = [bank for bank in banks[:_MOST_BANKS] if bank.probability > _LEAST]
    lists = {bank.text: branch_spellings(bank.text) for bank in likely}
    listed = [
        name
        for each in lists.values()
        for spellings in each.values()
        for name in spellings
    ]
    if not listed:
        return None

    def by_code() -> Iterator[tuple[tuple[str, ...], float]]:
        for bank in likely:
            for code in codes[:_MOST_CODES]:
                spellings = lists[bank.text].get(code.text, ())
                yield spellings, bank.probability * code.probability

    return _read(line, shares_of(listed, by_code()))


def _read(line: ScoredLine, shares: Mapping[str, float]) -> ListedRead:
    plain = "".join(line.characters[label] for label in line.decoded.labels)
    (text, probability), *others = weigh(plain, line.scores, line.characters, shares)
    return ListedRead(
        text=text,
        probability=probability,
        others=tuple(others),
        is_moved=text != plain,
    )


@cache
def _every_bank() -> tuple[str, ...]:
    return tuple(name for names in bank_spellings().values() for name in names)
