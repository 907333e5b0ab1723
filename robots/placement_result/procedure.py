"""利用調整結果: the clerk's procedure, step by step."""

from .item import Result
from .portal import ResultPortal


def enter(portal: ResultPortal, result: Result) -> None:
    """Type the result and compare the 確認 screen with it."""
    portal.open_application(result)
    portal.fill(result, "調整結果")
    portal.confirm(result)


PROCEDURE = ResultPortal.procedure(Result, enter)
