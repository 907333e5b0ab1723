"""Which pages of a bundle make one form, when feeders mix, lose or turn them over.

Nothing on a second page says whose it is, so pages go together only where they lie
beside each other.  Where a run of pages is not the plain 1, 2, 1, 2 …, its forms are
marked: a person has to see that the pages are the same person's.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """A page of a file that is known to be a page of a template.

    Attributes:
        number: In the file, from 1.
        template_id: Which template.
        page: Of the template, from 1.
    """

    number: int
    template_id: str
    page: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Pages that lie together.

    Attributes:
        slots: In the order of the file.
        missing: Template pages that are not there.
        is_plain: Whether page followed page, here and in all of its run.
    """

    slots: tuple[Slot, ...]
    missing: tuple[int, ...] = ()
    is_plain: bool = True


def group_run(run: Sequence[Slot], pages: int) -> list[Group]:
    """Cut a run of pages of one template into forms.

    As few as possible are left incomplete, then as few as possible are out of order.

    Args:
        run: In the order of the file, nothing else between them.
        pages: How many a form has.
    """
    # best[n]: cost of the first n pages, and where their last form begins.
    best: list[tuple[tuple[int, int], int]] = [((0, 0), 0)]
    for end in range(1, len(run) + 1):
        choices = []
        for start in range(max(0, end - pages), end):
            numbers = [slot.page for slot in run[start:end]]
            if len(set(numbers)) == len(numbers):
                lost, turned = best[start][0]
                lost += len(numbers) < pages
                turned += numbers != sorted(numbers)
                choices.append(((lost, turned), start))
        best.append(min(choices))
    cuts = [len(run)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    is_plain = best[-1][0] == (0, 0)
    return [
        Group(
            slots=tuple(run[start:end]),
            missing=tuple(
                sorted(set(range(1, pages + 1)) - {s.page for s in run[start:end]})
            ),
            is_plain=is_plain,
        )
        for start, end in itertools.pairwise(cuts)
    ]
