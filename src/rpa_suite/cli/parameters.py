"""What several commands are told in the same words."""

from decimal import Decimal
from typing import Annotated

import typer

from rpa_suite.errors import InputError

RobotId = Annotated[str, typer.Argument(help="ロボットの名前（robots で一覧）")]
RobotOrTask = Annotated[str, typer.Argument(help="ロボットの名前か業務番号")]
Operator = Annotated[str, typer.Option(help="操作者（空は今のログイン名）")]


def exact_minutes(text: str) -> Decimal:
    """Return what was typed as exact minutes.

    Raises:
        InputError: It is no number.
    """
    try:
        minutes = Decimal(text.replace(",", ""))
    except ArithmeticError as error:
        raise InputError(f"「{text}」は分数ではありません。例: 12.5") from error
    if not minutes.is_finite():
        raise InputError(f"「{text}」は分数ではありません。例: 12.5")
    return minutes
