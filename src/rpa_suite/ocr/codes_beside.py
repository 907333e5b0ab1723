"""Fields that say the same twice: a name, and the code or codes that stand beside it.

Templates say so by their ids alone: ``employer_postal_code`` belongs to
``employer_address``.
"""

from collections.abc import Iterator, Mapping, Sequence

POSTAL_CODE, ADDRESS = "postal_code", "address"
BANK_CODE, BANK_NAME = "bank_code", "bank_name"
BRANCH_CODE, BRANCH_NAME = "branch_code", "branch_name"

# End of a name's id to the ends of its codes' ids. A branch's code says nothing
# without its bank's.
_CODES: Mapping[str, tuple[str, ...]] = {
    ADDRESS: (POSTAL_CODE,),
    BANK_NAME: (BANK_CODE,),
    BRANCH_NAME: (BANK_CODE, BRANCH_CODE),
}


def codes_of(field_id: str) -> tuple[str, ...]:
    """Return the ids that the codes beside a field have; none where it is no name."""
    for name, codes in _CODES.items():
        if field_id.endswith(name):
            prefix = field_id.removesuffix(name)
            return tuple(prefix + code for code in codes)
    return ()


def pairs_of(name: str, code: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the ids of each name with the id of a code of it, where both are there."""
    for field_id in ids:
        if field_id.endswith(name):
            beside = field_id.removesuffix(name) + code
            if beside in ids:
                yield field_id, beside
