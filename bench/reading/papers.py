"""The forms of a measurement: made once by other processes, kept for the next time."""

import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from bench.forms.make import MadeForm, digits_for, make_forms


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """So many forms of one template, all easy or all hard.

    Attributes:
        held_out: Written with fonts and digits that nothing was tuned on.
    """

    template_id: str
    count: int
    seed: int
    hard: bool
    held_out: bool = False

    @property
    def difficulty(self) -> str:
        return "hard" if self.hard else "easy"

    def folder(self, root: Path) -> Path:
        """Return where its forms lie."""
        name = f"{self.seed}-{self.difficulty}" + "-held-out" * self.held_out
        return root / name / self.template_id

    def forms(self, root: Path) -> list[MadeForm]:
        """Return the forms that lie there, no more than wanted."""
        found = []
        for told in sorted(self.folder(root).glob("*.json"))[: self.count]:
            (scan,) = (p for p in told.parent.glob(f"{told.stem}.*") if p != told)
            number = int(told.stem.rsplit("-", 1)[1])
            found.append(
                MadeForm(
                    template_id=self.template_id,
                    path=scan,
                    values=json.loads(told.read_text(encoding="utf-8")),
                    digits=digits_for(number, held_out=self.held_out),
                )
            )
        return found


def bundles(
    templates: list[str], forms: int, *, seed: int, hard: bool, held_out: bool
) -> list[Bundle]:
    """Share so many forms out among the templates."""
    return [
        Bundle(
            template_id=template_id,
            count=forms // len(templates) + (place < forms % len(templates)),
            seed=seed,
            hard=hard,
            held_out=held_out,
        )
        for place, template_id in enumerate(templates)
    ]


def easy_and_hard(templates: list[str], forms: int, *, seed: int) -> list[Bundle]:
    """Share so many forms of each difficulty out among the templates."""
    return [
        each
        for hard in (False, True)
        for each in bundles(templates, forms, seed=seed, hard=hard, held_out=False)
    ]


def prepare(wanted: list[Bundle], root: Path, *, processes: int) -> None:
    """Make what is not there yet; making needs more memory than reading."""
    missing = [each for each in wanted if len(each.forms(root)) < each.count]
    if not missing:
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        tasks = [pool.submit(_make, each, root) for each in missing]
        for done, task in enumerate(as_completed(tasks), start=1):
            task.result()
            print(f"用紙を作っています {done}/{len(missing)}", file=sys.stderr)


def _make(bundle: Bundle, root: Path) -> None:
    for _ in make_forms(
        bundle.count,
        seed=bundle.seed,
        out=bundle.folder(root),
        template_id=bundle.template_id,
        held_out=bundle.held_out,
        hard=bundle.hard,
    ):
        pass
