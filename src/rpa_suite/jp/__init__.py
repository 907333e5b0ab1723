"""Japanese rules: numbers, dates, kana, names, addresses, banks, amounts.

Pure functions without network; nothing here knows the rest of the suite. Checks answer
with a ``Checked`` and never raise for what a person wrote.
"""

from rpa_suite.jp.addresses import Address, check_postal_code_of, normalise_address
from rpa_suite.jp.ages import (
    age_on,
    attainment_day,
    class_age,
    end_of_school_year,
    fiscal_year,
)
from rpa_suite.jp.amounts import (
    CheckedAmount,
    amount_from_cells,
    format_amount,
    parse_amount,
)
from rpa_suite.jp.bank_kana import abbreviate_corporation, bank_kana
from rpa_suite.jp.banks import (
    AccountKind,
    BankAccount,
    CheckedYucho,
    check_account_kind,
    check_account_number,
    check_bank_code,
    check_branch_code,
    check_yucho,
)
from rpa_suite.jp.checked import Checked, Status
from rpa_suite.jp.child_allowance import (
    AllowanceStart,
    allowance_start,
    last_infant_month,
    last_month,
)
from rpa_suite.jp.eras import JST, Era, EraDate, from_era, to_era
from rpa_suite.jp.id_numbers import (
    check_corporate_number,
    check_insurer_number,
    check_municipality_code,
    check_my_number,
    check_resident_code,
)
from rpa_suite.jp.kana import loose_key, match_key, normalise_kana
from rpa_suite.jp.names import NameMatch, Tier, match_names
from rpa_suite.jp.phones import check_phone
from rpa_suite.jp.postal import check_postal_code, town_names
from rpa_suite.jp.resident_tax import MonthlyTax, monthly_tax
from rpa_suite.jp.salary import salary_after_deduction
from rpa_suite.jp.written_dates import CheckedDate, parse_era_date

__all__ = [
    "JST",
    "AccountKind",
    "Address",
    "AllowanceStart",
    "BankAccount",
    "Checked",
    "CheckedAmount",
    "CheckedDate",
    "CheckedYucho",
    "Era",
    "EraDate",
    "MonthlyTax",
    "NameMatch",
    "Status",
    "Tier",
    "abbreviate_corporation",
    "age_on",
    "allowance_start",
    "amount_from_cells",
    "attainment_day",
    "bank_kana",
    "check_account_kind",
    "check_account_number",
    "check_bank_code",
    "check_branch_code",
    "check_corporate_number",
    "check_insurer_number",
    "check_municipality_code",
    "check_my_number",
    "check_phone",
    "check_postal_code",
    "check_postal_code_of",
    "check_resident_code",
    "check_yucho",
    "class_age",
    "end_of_school_year",
    "fiscal_year",
    "format_amount",
    "from_era",
    "last_infant_month",
    "last_month",
    "loose_key",
    "match_key",
    "match_names",
    "monthly_tax",
    "normalise_address",
    "normalise_kana",
    "parse_amount",
    "parse_era_date",
    "salary_after_deduction",
    "to_era",
    "town_names",
]
