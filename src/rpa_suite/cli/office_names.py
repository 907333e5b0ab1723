"""The names of the office's own register: taken in, shown, deleted."""

from pathlib import Path
from typing import Annotated, Any

import typer

from rpa_suite.cli.opening import opened_office
from rpa_suite.cli.output import AsJson, print_json
from rpa_suite.jp.eras import JST
from rpa_suite.store.name_counts import KeptNames


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("names")(names)


def names(
    file: Annotated[
        Path | None, typer.Argument(help="氏名とフリガナの列がある CSV・Excel")
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="登録した氏名を消す")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """宛名台帳の姓と名の数を登録し、氏名とフリガナの読み取りに使う（個人の一覧は残さない）."""
    from rpa_suite.app.office_names import OfficeNameList, told

    left_out: int | None = None
    with opened_office() as office:
        own = OfficeNameList(office.store, office.permissions, now=office.now)
        if remove:
            own.remove()
        elif file is not None:
            _, left_out = own.take(file)
        kept = own.current()
    if as_json:
        print_json(
            _as_json(kept) | ({} if left_out is None else {"left_out": left_out})
        )
        return
    print(f"宛名台帳の氏名: {told(kept)}")
    if kept is None:
        print("登録するには: rpa-suite names 氏名とフリガナの表.csv")
    if left_out:
        print(
            f"数えなかった行 {left_out:,}件"
            "（姓と名に分かれない、フリガナがない、英字、外字）。"
        )


def _as_json(kept: KeptNames | None) -> dict[str, Any]:
    if kept is None:
        return {"people": 0}
    return {
        "people": kept.people,
        "surnames": kept.surnames,
        "given_names": kept.given_names,
        "taken_at": kept.taken_at.astimezone(JST).isoformat(timespec="minutes"),
        "taken_by": kept.taken_by,
    }
