"""Checks the installation and says in the user's words what is missing."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from rpa_suite import __version__
from rpa_suite.errors import SuiteError
from rpa_suite.jp.eras import JST
from rpa_suite.settings import Settings

if TYPE_CHECKING:  # each check loads what it needs, so that one fault hides no other
    from rpa_suite.security.vault import Vault
    from rpa_suite.store import Store

# Each family must be present; any one of its files is enough.
_FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
)
_JAPANESE_FONTS = (
    "NotoSansCJK*",
    "NotoSansJP*",
    "ipaexg*",
    "ipag*",
    "meiryo*",
    "YuGoth*",
    "BIZ-UD*",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One check: what was looked at, whether it is well, and what to do if not."""

    check: str
    ok: bool
    detail: str
    advice: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Run every check; none raises, none touches the network."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _python,
        _database,
        _room,
        _sealing,
        _browser,
        _models,
        _one_opencv,
        _no_paddle,
        _fonts,
        _robots,
        _templates,
        _acceptance,
        _learning,
        _office_names,
        _only_registered_origins,
    )
    return [_guarded(check, settings) for check in checks]


def _guarded(check: Callable[[Settings], Finding], settings: Settings) -> Finding:
    """Turn a failing check into a finding, so that one fault hides no other."""
    try:
        return check(settings)
    except SuiteError as error:
        return Finding(check=_title(check), ok=False, detail=str(error))
    except Exception as error:
        return Finding(
            check=_title(check),
            ok=False,
            detail=f"確認できませんでした（{type(error).__name__}）。",
            advice="情報担当へこの画面を見せてください。",
        )


def _title(check: Callable[[Settings], Finding]) -> str:
    return (check.__doc__ or check.__name__).splitlines()[0].rstrip(".")


@contextmanager
def _store(settings: Settings) -> Iterator[tuple["Store", "Vault"]]:
    """Open the office's store for one check."""
    from rpa_suite.security.vault import Vault
    from rpa_suite.store import open_store

    folder = settings.data_dir
    vault = Vault.open(folder, use_keyring=settings.use_keyring)
    store = open_store(settings.store_url, vault, files=folder / "sealed")
    try:
        yield store, vault
    finally:
        store.close()


def _python(settings: Settings) -> Finding:
    """プログラム."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(
        check="プログラム",
        ok=sys.version_info >= (3, 11),
        detail=f"rpa-suite {__version__} / Python {version}",
        advice="Python 3.11 以上で入れ直してください。",
    )


def _database(settings: Settings) -> Finding:
    """データベース."""
    folder = settings.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(b"x")
    with _store(settings) as (store, _):
        store.check_writable()
        broken = store.audit.verify()
    kind = "PostgreSQL" if settings.database_url.startswith("postgres") else "SQLite"
    if broken is not None:
        return Finding(
            check="データベース",
            ok=False,
            detail=f"監査記録の {broken} 番が書き換えられています。",
            advice="使うのを止めて、管理者へ連絡してください。",
        )
    return Finding(
        check="データベース", ok=True, detail=f"{kind}・書き込みできます（{folder}）"
    )


def _room(settings: Settings) -> Finding:
    """証跡と空き容量."""
    with _store(settings) as (store, _):
        number, total = store.evidence.size()
    free = free_mb(settings.data_dir)
    return Finding(
        check="証跡と空き容量",
        ok=free >= settings.min_free_mb,
        detail=f"証跡 {number:,}件・{total / 2**20:,.0f}MB、空き {free:,}MB",
        advice=f"{settings.min_free_mb}MB以上空くまで実行できません。"
        f"{settings.data_dir} のドライブを空けてください。",
    )


def free_mb(folder: Path) -> int:
    """Return the room left where a folder lies, in MiB."""
    return shutil.disk_usage(folder).free // 2**20


def _sealing(settings: Settings) -> Finding:
    """暗号鍵."""
    from rpa_suite.security.vault import Vault

    vault = Vault.open(settings.data_dir, use_keyring=settings.use_keyring)
    sample = b"check"
    ok = vault.unseal(vault.seal(sample, purpose="doctor"), purpose="doctor") == sample
    where = "OSの資格情報" if vault.in_keyring else "鍵ファイル（本人だけが読めます）"
    return Finding(
        check="暗号鍵", ok=ok, detail=f"個人情報は暗号化して保存します。鍵: {where}"
    )


def _browser(settings: Settings) -> Finding:
    """ブラウザ."""
    from rpa_suite.robots.browser import driver, find_browser, launch_arguments

    found = find_browser(settings.browser)
    with driver() as (playwright, _):
        browser = playwright.chromium.launch(**launch_arguments(found, headless=True))
        version = browser.version
        browser.close()
    return Finding(
        check="ブラウザ", ok=True, detail=f"{found}（{version}）・起動できます"
    )


def _models(settings: Settings) -> Finding:
    """読取モデル."""
    from rpa_suite.ocr.models import find_models

    models = find_models()
    names = "、".join(f"{m.path.name} (SHA-256 {m.sha256[:12]}…)" for m in models.all)
    return Finding(check="読取モデル", ok=True, detail=names)


def _one_opencv(settings: Settings) -> Finding:
    """OpenCV."""
    names = sorted(
        f"{d.metadata['Name']} {d.version}"
        for d in distributions()
        if (d.metadata["Name"] or "").lower().startswith("opencv")
    )
    return Finding(
        check="OpenCV",
        ok=len(names) == 1,
        detail="、".join(names) or "入っていません",
        advice="uv sync --frozen で入れ直してください（1種類だけが正しい状態です）。",
    )


def _no_paddle(settings: Settings) -> Finding:
    """推論エンジン."""
    names = {(d.metadata["Name"] or "").lower() for d in distributions()}
    return Finding(
        check="推論エンジン",
        ok="onnxruntime" in names and "paddlepaddle" not in names,
        detail="onnxruntime（CPU）・paddlepaddle は使いません",
        advice="uv sync --frozen で入れ直してください。",
    )


def _font_files() -> Iterator[Path]:
    for folder in _FONT_FOLDERS:
        if folder.is_dir():
            for pattern in _JAPANESE_FONTS:
                yield from folder.rglob(pattern)


def _fonts(settings: Settings) -> Finding:
    """日本語フォント."""
    first = next(_font_files(), None)
    return Finding(
        check="日本語フォント",
        ok=first is not None,
        detail=first.name if first else "見つかりません",
        advice="Noto Sans CJK か IPAex ゴシックを入れてください。",
    )


def _robots(settings: Settings) -> Finding:
    """ロボット."""
    from rpa_suite.robots.catalogue import usable_robots

    robots, unusable = usable_robots(settings.robots_dir)
    there = [f"{each.task} {each.title}" for each in robots.values()]
    return _registered("ロボット", there, unusable, settings.robots_dir)


def _templates(settings: Settings) -> Finding:
    """帳票テンプレート."""
    from rpa_suite.ocr.templates import usable_templates

    templates, unusable = usable_templates(settings.templates_dir)
    there = [f"{each.code} {each.title}" for each in templates.values()]
    return _registered("帳票テンプレート", there, unusable, settings.templates_dir)


def _registered(
    check: str, there: list[str], unusable: dict[str, str], folder: Path
) -> Finding:
    """Return what lies in a folder, and what is wrong with the rest of it."""
    detail = "、".join(there) or "なし"
    if unusable:
        detail += f"（使えないもの: {'、'.join(unusable)}）"
    return Finding(
        check=check,
        ok=bool(there) and not unusable,
        detail=detail,
        advice=" ".join(unusable.values())
        or f"フォルダー {folder} を確かめてください。",
    )


def _acceptance(settings: Settings) -> Finding:
    """自動採用."""
    from rpa_suite.app.accepting import standings, stopped_words
    from rpa_suite.ocr.acceptance import measured_together

    with _store(settings) as (store, _):
        found = standings(store)
    looked = sum(each.looks.looked for each in found)
    wrong = sum(each.looks.wrong for each in found)
    whole = measured_together()
    said = f"誤りの上限 {whole.bound:.2%}（n={whole.accepted}）、" if whole else ""
    stopped = {each.kind: each.stopped for each in found if each.stopped}
    return Finding(
        check="自動採用",
        ok=not stopped,
        detail=f"{said}抜き取り確認 {looked:,}件・誤り {wrong:,}件"
        + (f"。{stopped_words(stopped)}" if stopped else ""),
        advice="rpa-suite template acceptance で理由を見て、測り直してください。",
    )


def _office_names(settings: Settings) -> Finding:
    """宛名台帳の氏名."""
    from rpa_suite.app.office_names import told

    with _store(settings) as (store, _):
        kept = store.name_counts.current()
    return Finding(check="宛名台帳の氏名", ok=True, detail=told(kept))


def _learning(settings: Settings) -> Finding:
    """夜間学習."""
    from rpa_suite.ocr.models import find_models
    from rpa_suite.store.learning import is_genuine

    with _store(settings) as (store, vault):
        rows, heads = len(store.learning.rows()), store.learning.heads()
        current = store.learning.current()
    said = f"確認済みの切り抜き {rows:,}件、学習 {len(heads)}回。"
    if not all(is_genuine(each, vault.keyed_hash) for each in heads):
        return Finding(
            check="夜間学習",
            ok=False,
            detail=f"{said}学習の記録が書き換えられています。",
            advice="使うのを止めて、管理者へ連絡してください。",
        )
    if current is None:
        return Finding(check="夜間学習", ok=True, detail=f"{said}出荷時の読み方です。")
    when = f"{current.made_at.astimezone(JST):%Y-%m-%d}"
    is_void = json.loads(current.report)["net"] != find_models().of_hands
    return Finding(
        check="夜間学習",
        ok=not is_void,
        detail=f"{said}{when} の結果で読んでいます。"
        if not is_void
        else f"{said}読取モデルが変わり、前の学習結果は使えません。",
        advice="rpa-suite learn で学習し直してください。",
    )


def _only_registered_origins(settings: Settings) -> Finding:
    """ネットワーク."""
    from rpa_suite.robots.catalogue import load_sites

    sites = load_sites(settings.sites)
    return Finding(
        check="ネットワーク",
        ok=True,
        detail="外部への通信は要りません。開ける先は登録済みの業務システムだけ: "
        + "、".join(f"{s.title}（{s.origin}）" for s in sites.values()),
    )
