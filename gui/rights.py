"""What the person signed in may do, as buttons show it: greyed, and told who may."""

from collections.abc import Collection

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.words import tr
from rpa_suite.model.staff import ROLES_FOR, Duty, Role

EVERYTHING = frozenset(Duty)
_TOLD = "told"  # the tooltip of a button that may be pressed


def settle(
    button: QWidget | QAction,
    duty: Duty,
    may: Collection[Duty],
    *,
    ready: bool = True,
) -> None:
    """Enable a button that is ready, or say which role is wanted for it.

    Args:
        button: What starts it.
        duty: What it does.
        may: What the person signed in may do.
        ready: Whether there is something to do.
    """
    if button.property(_TOLD) is None:
        button.setProperty(_TOLD, button.toolTip())
    allowed = duty in may
    button.setEnabled(ready and allowed)
    button.setToolTip(
        button.property(_TOLD)
        if allowed
        else tr("{duty}は、役割{roles}の人ができます").format(
            duty=tr(duty.label), roles=_who_may(duty)
        )
    )


def _who_may(duty: Duty) -> str:
    return tr("か").join(
        tr("「{role}」").format(role=tr(role.label))
        for role in Role
        if role in ROLES_FOR[duty]
    )
