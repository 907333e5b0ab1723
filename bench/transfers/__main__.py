"""Write a CSV of 異動届: ``python -m bench.transfers OUT --rows 24 --seed 1``."""

import csv
import datetime as dt
import random
from pathlib import Path
from typing import Annotated

import typer

from rpa_suite.jp.eras import to_era
from rpa_suite.jp.resident_tax import monthly_tax
from rpa_suite.training.people import make_ordinary
from rpa_suite.training.register import Employee, Register

HEADERS = (
    "指定番号",
    "受給者番号",
    "氏名カナ",
    "氏名",
    "生年月日",
    "異動年月日",
    "異動事由",
    "年税額",
    "徴収済額",
    "徴収済月",
    "未徴収税額",
    "異動後の徴収方法",
    "一括徴収予定日",
    "一括徴収額",
    "納入月",
    "新勤務先指定番号",
    "月割額",
    "徴収開始月",
)


def main(
    out: Annotated[Path, typer.Argument(help="書き出すCSV（cp932）")],
    rows: Annotated[int, typer.Option(help="件数")] = 24,
    seed: Annotated[int, typer.Option(help="種")] = 1,
) -> None:
    """Write ``rows`` notices of employees of the training system."""
    lines = make_rows(rows, seed=seed)
    with out.open("w", encoding="cp932", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows([line[name] for name in HEADERS] for line in lines)


def make_rows(count: int, *, seed: int) -> list[dict[str, str]]:
    """Return notices by header; two of each twenty are for a person to decide.

    One names a tax that the ledger does not have (W1103), one an employee who moved
    already (E1102); the rest can be entered.
    """
    register = make_ordinary(seed)
    draw = random.Random(f"transfers/{seed}")
    free = [
        employee
        for place, employee in register.employees.items()
        if place not in register.moved_already and _writable(employee)
    ]
    draw.shuffle(free)
    lines = [row_of(employee, register, draw) for employee in free[:count]]
    for start in range(0, count, 20):
        wrong = lines[min(start + 6, count - 1)]
        _raise_tax(wrong, 600)
        place = min(start + 13, count - 1)
        moved = sorted(register.moved_already)[(start // 20) % 2]
        lines[place] = row_of(register.employees[moved], register, draw)
    return lines


def _writable(employee: Employee) -> bool:
    """Windows-31J has no place for some 異体字; such rows come by another way."""
    try:
        employee.person.name.encode("cp932")
    except UnicodeEncodeError:
        return False
    return not employee.person.protected and employee.person.standing.value == "住民"


def row_of(
    employee: Employee, register: Register, draw: random.Random
) -> dict[str, str]:
    """Return the notice of one employee by header."""
    # 6月から12月の異動: the year's tax is fixed and no 一括徴収 is demanded.
    moved = dt.date(2025, 1, 1) + dt.timedelta(days=draw.randint(250, 300))
    reason, method = draw.choice(
        (("退職", "普通徴収"), ("退職", "一括徴収"), ("転勤", "特別徴収継続"))
    )
    row = dict.fromkeys(HEADERS, "") | {
        "指定番号": employee.employer,
        "受給者番号": employee.payroll_number,
        "氏名カナ": employee.person.kana,
        "氏名": employee.person.name,
        "生年月日": to_era(employee.person.birth).short,
        "異動年月日": to_era(moved).short,
        "異動事由": reason,
        "年税額": f"{employee.annual_tax:,}",
        "徴収済額": f"{employee.paid:,}",
        "徴収済月": str(employee.paid_through),
        "未徴収税額": f"{employee.unpaid:,}",
        "異動後の徴収方法": method,
    }
    if method == "一括徴収":
        row["一括徴収予定日"] = to_era(moved + dt.timedelta(days=25)).short
        row["一括徴収額"] = row["未徴収税額"]
        row["納入月"] = str(moved.month % 12 + 1)
    if method == "特別徴収継続":
        others = [n for n in register.employers if n != employee.employer]
        row["新勤務先指定番号"] = draw.choice(others)
        row["月割額"] = f"{monthly_tax(employee.annual_tax).other_months:,}"
        row["徴収開始月"] = str(employee.paid_through % 12 + 1)
    return row


def _raise_tax(row: dict[str, str], yen: int) -> None:
    """Make the row consistent in itself but not with the ledger."""
    for name in ("徴収済額", "未徴収税額"):
        amount = int(row[name].replace(",", ""))
        row[name] = f"{amount + (yen if name == '未徴収税額' else -yen):,}"
    if row["一括徴収額"]:
        row["一括徴収額"] = row["未徴収税額"]


if __name__ == "__main__":
    typer.run(main)
