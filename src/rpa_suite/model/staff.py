"""Who may do what: roles of the people at the desk, and the 課 they work for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in charge of (役割); one person may hold several."""

    OPERATOR = "operator"  # brings files in, runs robots, settles exceptions
    VERIFIER = "verifier"  # looks at what was read from paper
    APPROVER = "approver"  # approves imports of others
    AUTHOR = "author"  # makes robots and templates (IT)
    ADMIN = "admin"  # registers people, changes settings
    AUDITOR = "auditor"  # sees everything, changes nothing
    MANAGER = "manager"  # sees the savings of his 課

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return ROLE_LABELS[self]


ROLE_LABELS: Mapping[Role, str] = {
    Role.OPERATOR: "操作者",
    Role.VERIFIER: "確認者",
    Role.APPROVER: "承認者",
    Role.AUTHOR: "作成者",
    Role.ADMIN: "管理者",
    Role.AUDITOR: "監査",
    Role.MANAGER: "管理職",
}


class Duty(StrEnum):
    """One kind of thing to do in the suite."""

    IMPORT = "import"
    RUN = "run"
    VERIFY = "verify"
    APPROVE = "approve"
    SETTLE = "settle"  # exceptions and differences from the system's list
    REVEAL = "reveal"  # see personal fields in clear
    EXPORT = "export"
    AUTHOR = "author"
    MANAGE = "manage"  # people and settings
    SAVINGS = "savings"  # look at hours saved
    BOOK = "book"  # maintenance, corrections, timings, the register of 業務
    SIGN = "sign"  # close a 年度, approve a baseline

    @property
    def label(self) -> str:
        """The words for it in a sentence."""
        return {
            "import": "取込",
            "run": "実行",
            "verify": "確認",
            "approve": "承認",
            "settle": "例外の処理",
            "reveal": "個人情報の表示",
            "export": "結果の書き出し",
            "author": "ロボットの作成",
            "manage": "職員と設定の変更",
            "savings": "削減時間の閲覧",
            "book": "保守・訂正・計測の記録",
            "sign": "年度の確定と基準時間の承認",
        }[self.value]


_R = Role
ROLES_FOR: Mapping[Duty, frozenset[Role]] = {
    Duty.IMPORT: frozenset({_R.OPERATOR}),
    Duty.RUN: frozenset({_R.OPERATOR, _R.AUTHOR}),
    Duty.VERIFY: frozenset({_R.VERIFIER, _R.OPERATOR}),
    Duty.APPROVE: frozenset({_R.APPROVER}),
    Duty.SETTLE: frozenset({_R.OPERATOR, _R.VERIFIER}),
    Duty.REVEAL: frozenset({_R.OPERATOR, _R.VERIFIER, _R.APPROVER}),
    Duty.EXPORT: frozenset({_R.OPERATOR, _R.APPROVER}),
    Duty.AUTHOR: frozenset({_R.AUTHOR}),
    Duty.MANAGE: frozenset({_R.ADMIN}),
    Duty.SAVINGS: frozenset({_R.MANAGER, _R.AUDITOR, _R.ADMIN}),
    Duty.BOOK: frozenset({_R.MANAGER, _R.OPERATOR, _R.AUTHOR}),
    Duty.SIGN: frozenset({_R.MANAGER}),
}


def who_may(duty: Duty) -> str:
    """Return the roles that may do this, in words: ``「操作者」か「作成者」``."""
    return "か".join(f"「{role.label}」" for role in Role if role in ROLES_FOR[duty])


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    """One person, known by the account he signs in to the PC with.

    Attributes:
        account: OS account, as the PC gives it.
        name: As colleagues know him.
        sections: 課 whose robots he sees; empty means all.
    """

    account: str
    name: str
    roles: frozenset[Role]
    sections: frozenset[str] = frozenset()

    def may(self, duty: Duty) -> bool:
        """Whether one of his roles allows it."""
        return bool(self.roles & ROLES_FOR[duty])

    def sees(self, section: str) -> bool:
        """Whether he sees the robots of this 課."""
        return not self.sections or section in self.sections
