"""One 特別徴収切替届出書 as a row of the employer's file."""

from typing import Literal

from rpa_suite.robots.someone import Person
from rpa_suite.robots.values import Day, EmployerNumber, Month, Text, record


@record
class Switch:
    """One person who moves from 普通徴収 to 特別徴収."""

    employer_number: EmployerNumber
    payroll_number: Text
    name: Text
    kana: Text
    birth_date: Day
    notified_on: Day
    first_month: Month
    paid_period: Literal["なし", "1期", "2期", "3期", "4期"]
    reason: Literal["就職", "届出もれ", "その他"]

    person = Person()  # the taxpayer
