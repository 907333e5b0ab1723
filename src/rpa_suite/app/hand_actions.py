"""例外: what a person may do with an item that waits for a hand."""

from enum import StrEnum

from rpa_suite.model.work import ItemState, WorkItem

_S = ItemState


class HandAction(StrEnum):
    """One way on for an item; each is a step that the table of states allows."""

    VERIFY_AGAIN = "verify_again"  # look at the paper again
    RUN_AGAIN = "run_again"  # the values are right; the robot shall try again
    BY_HAND = "by_hand"  # a person entered it in the business system
    WITHDRAW = "withdraw"  # it shall not be entered at all

    @property
    def label(self) -> str:
        """The words on the button."""
        return {
            "verify_again": "確認へ戻す",
            "run_again": "実行待ちへ戻す",
            "by_hand": "手で登録した",
            "withdraw": "取り下げる",
        }[self.value]


_POSSIBLE: dict[ItemState, tuple[HandAction, ...]] = {
    _S.REVIEW: (HandAction.WITHDRAW,),
    _S.READY: (HandAction.WITHDRAW,),
    _S.IN_DOUBT: (HandAction.BY_HAND, HandAction.RUN_AGAIN),
    _S.REJECTED: tuple(HandAction),
    _S.FAILED: (HandAction.RUN_AGAIN, HandAction.BY_HAND),
    _S.HELD: (HandAction.BY_HAND,),
}


def actions_for(item: WorkItem, *, on_paper: bool) -> tuple[HandAction, ...]:
    """Return what a person may do with an item, the most likely first.

    Args:
        item: The item.
        on_paper: Whether there is a form to look at again.
    """
    possible = _POSSIBLE.get(item.state, ())
    return tuple(a for a in possible if on_paper or a is not HandAction.VERIFY_AGAIN)


def meaning(action: HandAction, item: WorkItem) -> str:
    """Return the question to ask before, in the clerk's words."""
    if action is HandAction.RUN_AGAIN and item.state is _S.IN_DOUBT:
        return (
            "業務システムの履歴に、この登録が無いことを確かめましたか。"
            "「実行待ち」に戻すと、ロボットがもう一度入力します。"
        )
    return {
        HandAction.VERIFY_AGAIN: "この票を「確認待ち」に戻しますか。"
        "紙と見比べて直してから、もう一度ロボットが入力します。",
        HandAction.RUN_AGAIN: "このままの内容で「実行待ち」に戻しますか。"
        "次の実行でロボットがもう一度入力します。",
        HandAction.BY_HAND: "業務システムに手で登録した処理番号を入力してください。",
        HandAction.WITHDRAW: "取り下げる理由を入力してください（個人名は書かない）。",
    }[action]
