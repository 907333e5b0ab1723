"""A robot's procedure gone through step by step: ``rpa-suite robot debug``.

A step is a call that ``enter`` makes to its portal, a line of the clerk's procedure.
A step may be done twice (filling a section is), so going back needs no undoing: the
procedure starts again, and what was done before the step is passed over.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rpa_suite.errors import Held, ManifestError, Rejected, SuiteError
from rpa_suite.robots.own_faults import line_in
from rpa_suite.robots.portal import Portal


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One call of the procedure.

    Attributes:
        number: From 1, in the order of this item.
        line: Of procedure.py.
        method: Of the portal.
        section: 欄 that it is about; empty where the call names none.
    """

    number: int
    line: int
    method: str
    section: str

    def is_again(self, other: "Step") -> bool:
        """Whether the files, edited since, still do this at this place."""
        mine, theirs = (self.method, self.section), (other.method, other.section)
        return self.number == other.number and mine == theirs

    def matches(self, wanted: str) -> bool:
        """Whether a breakpoint means this step: 欄, method, or line of the file."""
        return wanted in (self.section, self.method, str(self.line))


class Leave(Exception):
    """The author leaves; nothing was registered."""


class Again(Exception):
    """The author wants to go on from a step, with the files as they are now."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class Author(Protocol):
    """Who is asked; every answer is to come back, or to raise Leave or Again."""

    def cannot_begin(self, error: SuiteError) -> None:
        """Called when files or values, edited since, are of no use."""

    def before(self, step: Step) -> None:
        """Called before a step is done."""

    def failed(self, step: Step, error: Exception) -> None:
        """Called when a step went wrong; coming back does it once more.

        Args:
            step: Without a method where a line between two steps went wrong.
            error: What it raised.
        """

    def at_end(self) -> None:
        """Called when every step is done and nothing is registered yet."""


class Stepper:
    """Does one item's procedure, asking before every step."""

    def __init__(self, author: Author) -> None:
        self._author = author
        self._done: list[tuple[Step, Any]] = []

    def go(
        self, begin: Callable[[], tuple[Callable[..., None], Portal[Any], Any]]
    ) -> None:
        """Do the procedure to its end.

        Args:
            begin: Gives ``enter``, portal and item; called anew whenever the author
                goes back, so that edited files and values count.

        Raises:
            Leave: The author left.
            Held: 支援措置: nothing more is shown.
        """
        while True:
            try:
                try:
                    begun = begin()
                except (ManifestError, Rejected) as error:
                    self._author.cannot_begin(error)
                    continue
                self._run(*begun)
                return
            except Again as order:
                del self._done[max(order.step - 1, 0) :]

    def _run(self, enter: Callable[..., None], portal: Portal[Any], item: Any) -> None:
        try:
            enter(_Watched(portal, self), item)
        except (Held, Leave, Again):
            raise
        except Exception as error:
            # Of the procedure's own lines, between two steps.
            at = line_in(Path(enter.__code__.co_filename), error)
            step = Step(number=len(self._done) + 1, line=at, method="", section="")
            self._author.failed(step, error)
            raise Again(step.number) from None
        self._author.at_end()

    def do(self, step: Step, call: Callable[[], Any], number: int) -> Any:
        """Do one step, or pass it over where it was done before."""
        if number <= len(self._done):
            before, result = self._done[number - 1]
            if before.is_again(step):
                return result
            # The edited procedure does something else here: all after it is new.
            del self._done[number - 1 :]
        self._author.before(step)
        while True:
            try:
                result = call()
                break
            except (Held, Leave, Again):
                raise
            except Exception as error:
                self._author.failed(step, error)
        self._done.append((step, result))
        return result


class _Watched:
    """Stands for the portal in ``enter``; everything else it passes through."""

    def __init__(self, portal: Portal[Any], stepper: Stepper) -> None:
        self._portal, self._stepper, self._count = portal, stepper, 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._portal, name)
        if not callable(found):
            return found

        def call(*args: Any, **named: Any) -> Any:
            self._count += 1
            texts = [each for each in args if isinstance(each, str)]
            step = Step(
                number=self._count,
                line=sys._getframe(1).f_lineno,
                method=name,
                section=texts[0] if texts else "",
            )
            return self._stepper.do(step, lambda: found(*args, **named), self._count)

        return call
