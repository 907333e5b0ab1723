"""Which lines begin with a name of a list, and of which."""

from collections.abc import Sequence

from rpa_suite.model.forms import Field, Reading
from rpa_suite.ocr.acceptance import kind_of
from rpa_suite.ocr.address_towns import read_town
from rpa_suite.ocr.bank_lines import read_bank, read_branch
from rpa_suite.ocr.codes_beside import BANK_NAME, BRANCH_NAME
from rpa_suite.ocr.listed_names import ListedRead
from rpa_suite.ocr.scored_lines import ScoredLine


def read_listed(
    field: Field, line: ScoredLine, codes: Sequence[Reading]
) -> ListedRead | None:
    """Return a line with its name settled; None where no list holds what it names.

    Args:
        field: Where the line stands.
        line: Its first or only line.
        codes: What stands beside it for the same, see ``codes_beside.py``.
    """
    beside = [code.candidates if code.value else () for code in codes]
    match field.id, beside:
        case name, [bank, branch] if name.endswith(BRANCH_NAME):
            return read_branch(line, bank, branch)
        case name, _ if name.endswith(BANK_NAME):
            return read_bank(line, beside[0] if beside else ())
    if kind_of(field) != "address":
        return None
    known = beside[0] if beside else ()
    return read_town(line.decoded, line.scores, line.characters, known)
