"""The answer every check of the Japanese rules gives."""

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What should happen with a checked value."""

    OK = "ok"  # may be used as it is
    WARN = "warn"  # 要確認: a person looks, the value may still be right
    ERROR = "error"  # cannot be right


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A value as the suite would store it, and what is wrong with it.

    Values are often personal data, so they are kept out of ``repr`` and never stand
    in ``message``.

    Attributes:
        value: The normalised text; as far as it could be normalised after an error.
        reason: Stable ASCII identifier such as ``my_number.check_digit``; empty when
            there is nothing to say.
        message: Japanese sentence for a clerk, without the value.
        suggestion: What the writer probably meant; never applied by itself.
    """

    value: str = field(repr=False)
    status: Status
    reason: str = ""
    message: str = ""
    suggestion: str = field(default="", repr=False)

    @property
    def is_ok(self) -> bool:
        """True where no person has to look."""
        return self.status is Status.OK


def ok(value: str) -> Checked:
    """Return ``value`` with nothing to say about it."""
    return Checked(value=value, status=Status.OK)


def warn(value: str, reason: str, message: str, suggestion: str = "") -> Checked:
    """Return ``value`` as possible, to be looked at by a person."""
    return Checked(
        value=value,
        status=Status.WARN,
        reason=reason,
        message=message,
        suggestion=suggestion,
    )


def error(value: str, reason: str, message: str, suggestion: str = "") -> Checked:
    """Return ``value`` as impossible."""
    return Checked(
        value=value,
        status=Status.ERROR,
        reason=reason,
        message=message,
        suggestion=suggestion,
    )
