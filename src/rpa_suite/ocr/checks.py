"""Checks of single values, by the names that templates use."""

from collections.abc import Callable

from rpa_suite.jp.banks import check_account_number, check_bank_code, check_branch_code
from rpa_suite.jp.checked import Checked
from rpa_suite.jp.id_numbers import check_corporate_number, check_my_number
from rpa_suite.jp.phones import check_phone
from rpa_suite.jp.postal import check_postal_code

Check = Callable[[str], Checked]

CHECKS: dict[str, Check] = {
    "my_number": check_my_number,
    "corporate_number": check_corporate_number,
    "phone": check_phone,
    "postal_code": check_postal_code,
    "bank_code": check_bank_code,
    "branch_code": check_branch_code,
    "account_number": check_account_number,
}


def first_objection(names: tuple[str, ...], value: str) -> str | None:
    """Return what the first failing check says, or None.

    Raises:
        KeyError: A template names a check that does not exist.
    """
    for name in names:
        checked = CHECKS[name](value)
        if not checked.is_ok:
            return checked.message
    return None
