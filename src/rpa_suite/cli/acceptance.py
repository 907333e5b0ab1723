"""The command about what is accepted unseen: promises, spot checks, on and off."""

from dataclasses import asdict
from typing import Annotated

import typer

from rpa_suite.app.accepting import Standing
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.errors import InputError
from rpa_suite.jp.eras import JST
from rpa_suite.model.staff import Duty


def acceptance(
    stop: Annotated[str, typer.Option(help="この種類の自動採用を止める")] = "",
    resume: Annotated[
        str, typer.Option(help="この種類の自動採用をもう一度始める（管理者）")
    ] = "",
    reason: Annotated[str, typer.Option(help="止める・始める理由")] = "",
    weights: Annotated[
        bool, typer.Option("--weights", help="確からしさの手がかりと重み")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """人が見ずに採用する確からしさ、誤りの上限、抜き取り確認の結果."""
    from rpa_suite.app import accepting
    from rpa_suite.app.office import Office
    from rpa_suite.ocr.acceptance import ALL, measured_together

    if stop and resume:
        raise InputError("--stop と --resume は、どちらか1つだけ書いてください。")
    office = Office.open()
    try:
        if stop or resume:
            office.permissions.require(Duty.MANAGE)
            accepting.switch(
                office.store,
                stop or resume,
                is_on=bool(resume),
                who=office.current_user(),
                reason=reason,
                now=office.now(),
            )
        found = accepting.standings(office.store)
    finally:
        office.close()
    whole = measured_together()
    if as_json:
        told = {
            each.kind: {
                **asdict(each.measured),
                "is_guaranteed": each.measured.is_guaranteed,
                "is_on": each.stopped is None,
                "stopped": asdict(each.stopped) if each.stopped else None,
                "spot_checks": asdict(each.looks),
            }
            for each in found
        }
        if whole:
            told[ALL] = {**asdict(whole), "is_guaranteed": whole.is_guaranteed}
        print_json(told)
        return
    if weights:
        _show_weights(found)
        return
    _show(found)
    if whole:
        said = "保証できます" if whole.is_guaranteed else "まだ保証できません"
        print(
            f"全部の種類を合わせて: 採用 {whole.accepted / whole.fields:.1%}、"
            f"誤り {whole.wrong}件、上限 {whole.bound:.3%}（n={whole.accepted}）。"
            f"誤り0.1%以下を{said}。"
        )
    print(
        "作った帳票で測った値です。庁内の実際の手書きで測り直すまで、目安としてください。"
    )
    for each in found:
        if each.stopped:
            when = each.stopped.at.astimezone(JST)
            print(
                f"{each.label}の自動採用は {when:%Y-%m-%d %H:%M} に"
                f"止まりました（{each.stopped.who}）: {each.stopped.reason}"
            )


def _show(found: list[Standing]) -> None:
    print_table(
        "自動採用（誤り0.1%以下と言えるか、95%の確かさで）",
        ("項目の種類", "しきい値", "採用", "誤り", "言えること", "抜き取り", "状態"),
        [
            (
                f"{each.label}\n({each.kind})",
                f"{each.measured.review_below:g}",
                _share(each.measured.accepted, each.measured.fields),
                str(each.measured.wrong),
                each.promise,
                f"{each.looks.looked}件中 誤り{each.looks.wrong}"
                + (f"・待ち{each.looks.waiting}" if each.looks.waiting else ""),
                "停止" if each.stopped else "採用中",
            )
            for each in found
        ],
    )


def _show_weights(found: list[Standing]) -> None:
    from rpa_suite.ocr.signs import MEANINGS

    print_table(
        "確からしさの手がかり（正の重みほど、大きいときに採用しやすい）",
        ("項目の種類", "手がかり", "重み", "ふつうの値"),
        [
            (each.label, MEANINGS[name], f"{weight:+.3f}", f"{usual:.2f}")
            for each in found
            for name, (weight, usual) in each.measured.weights.items()
        ],
    )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}（{part / whole:.0%}）" if whole else str(part)
