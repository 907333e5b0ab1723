"""``rpa-suite robot debug`` and ``robot trace``: a robot gone through step by step."""

import difflib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from playwright.sync_api import Error, Locator, TimeoutError

from rpa_suite.app.debugging import Desk, debugging
from rpa_suite.app.item_records import label_of
from rpa_suite.app.office import Office
from rpa_suite.cli.output import print_pairs
from rpa_suite.cli.parameters import RobotId
from rpa_suite.errors import Held, InputError, Rejected, SuiteError
from rpa_suite.robots.own_faults import told_of
from rpa_suite.robots.stepping import Again, Leave, Step
from rpa_suite.robots.troubles import site_troubles

_HELP = """\
  Enter      この手順を行う
  i          この手順を、項目を1つ入れるごとに止まりながら行う
  c          次の停止点・誤り・確認画面まで続ける
  b 欄名     停止点を置く・外す（手順の名前か行番号でもよい）。b だけで一覧
  r          直したファイルを読み直して、直前の手順からやり直す（r 3 なら3番から）
  e 項目=値  この明細の値を変える（e だけで一覧）
  v          いまの画面の項目と値を、ロボットの読み方で見る
  k          窓の中を1回クリックして、その場所の欄と項目の名前を調べる
  p 名前.png 画面を写す
  s          確認画面で、登録を1回押す
  q          登録せずに終わる"""


class Prompt:
    """Asks the author at a terminal; lines may as well come from a file."""

    def __init__(self, desk: Desk, *, may_submit: bool) -> None:
        self._desk = desk
        self._may_submit = may_submit
        self._breakpoints: list[str] = []
        self._runs_on = False
        self._into = False
        self._step: Step | None = None
        self._words = ""
        desk.session.on_act = self._acting

    def before(self, step: Step) -> None:
        """Say what is next; stop there unless told to run on."""
        self._step, self._into, self._words = step, False, ""
        stops = any(step.matches(each) for each in self._breakpoints)
        self._say(step, "● " if stops and self._runs_on else "")
        if self._runs_on and not stops:
            return
        self._runs_on = False
        self._desk.highlight(step)
        self._ask("")

    def failed(self, step: Step, error: Exception) -> None:
        """Say what went wrong; coming back does the step once more."""
        self._runs_on = False
        print(f"  × {self._own_fault(error) or self._why(error)}")
        self._ask("（Enter でもう一度、直したら r）")

    def cannot_begin(self, error: SuiteError) -> None:
        """Say why files or values will not do; coming back reads them anew."""
        self._runs_on = False
        print(f"  × {error}")
        self._ask("（直したら Enter）")

    def at_end(self) -> None:
        """Ask whether to register; every value was compared."""
        self._runs_on, self._into, self._step = False, False, None
        print(
            "確認画面まで進み、すべての値が明細と一致しました。まだ登録していません。"
        )
        self._ask("（s で登録、Enter か q で登録せずに終わる）")

    def _own_fault(self, error: Exception) -> str:
        """Say where the robot's own files went wrong, if it was they."""
        if isinstance(error, SuiteError | Error):
            return ""
        return told_of(Path(self._desk.robot.folder), error)

    def _why(self, error: Exception) -> str:
        """Say what went wrong; of what is not found, also what is there instead."""
        if not isinstance(error, TimeoutError) or not self._words:
            return _in_words(error)
        there = [each for each in self._desk.shown() if each]
        near = difflib.get_close_matches(self._words, there, n=3, cutoff=0.4)
        return f"画面に「{self._words}」が見つかりません。" + (
            f"似た項目: {'、'.join(near)}" if near else "欄の名前も確かめてください。"
        )

    def _acting(self, words: str, place: Locator) -> None:
        self._words = words
        if not self._into:
            return
        self._desk.frame(place)
        print(f"      → {words}")
        self._ask("")

    def _say(self, step: Step, mark: str) -> None:
        section = f"「{step.section}」" if step.section else ""
        print(f"{mark}[{step.number}] {step.line}行  {step.method} {section}")

    def _ask(self, more: str) -> None:
        """Read commands until one of them goes on."""
        while True:
            try:
                command, _, rest = input(f"{more}> ").strip().partition(" ")
            except (EOFError, KeyboardInterrupt):
                raise Leave from None
            try:
                if self._obey(command, rest.strip()):
                    return
            except (InputError, OSError, Error) as error:
                print(f"  {_in_words(error)}")

    def _obey(self, command: str, rest: str) -> bool:
        """Do a command; return whether it goes on with the step."""
        match command:
            case "" | "n":
                return True
            case "i":
                self._into = True
                return True
            case "c":
                self._runs_on, self._into = True, False
                return True
            case "r":
                self._again(rest)
            case "s" if self._step is None:
                self._submit()
            case "q":
                raise Leave
        act: Callable[[str], None] = {
            "b": self._toggle,
            "e": self._edit,
            "v": lambda _: print_pairs("いまの画面", self._desk.shown()),
            "k": self._point,
            "p": self._picture,
        }.get(command, lambda _: print(_HELP))
        act(rest)
        return False

    def _toggle(self, wanted: str) -> None:
        if wanted in self._breakpoints:
            self._breakpoints.remove(wanted)
        elif wanted:
            self._breakpoints.append(wanted)
        print(f"  停止点: {'、'.join(self._breakpoints) or 'なし'}")

    def _again(self, wanted: str) -> NoReturn:
        if wanted and not wanted.isdecimal():
            raise InputError("r のあとには手順の番号を書いてください（例 r 3）。")
        if wanted:
            raise Again(int(wanted))
        raise Again(self._step.number if self._step else 10_000)

    def _edit(self, wanted: str) -> None:
        robot, values = self._desk.robot, self._desk.values
        if not wanted:
            print_pairs(
                "明細", {f"{n} {label_of(robot, n)}": values[n] for n in values}
            )
            return
        name, _, value = wanted.partition("=")
        named = [n for n in values if name.strip() in (n, label_of(robot, n))]
        if len(named) != 1:
            raise InputError(
                f"「{name}」という項目はありません。e だけで一覧が出ます。"
            )
        values[named[0]] = value.strip()
        number = self._step.number if self._step else 10_000
        print(
            f"  {label_of(robot, named[0])} を変えました。{number}番から使います"
            "（前の手順で入れる項目なら r 番号）。"
        )
        raise Again(number)

    def _point(self, _: str) -> None:
        print("  窓の中で、調べたい場所をクリックしてください。")
        section, label = self._desk.point()
        print(f"  欄「{section}」 項目「{label}」")

    def _picture(self, name: str) -> None:
        path = Path(name or "debug.png")
        self._desk.picture(path)
        print(f"  写しました: {path}")

    def _submit(self) -> NoReturn:
        if not self._may_submit:
            raise InputError("この案件は既に登録されているので、登録できません。")
        with site_troubles():
            print(f"登録しました: {self._desk.submit()}")
        raise Leave


def debug_robot(
    name: RobotId,
    file: Annotated[
        Path | None, typer.Option(help="明細のファイル（既定: 最初の見本）")
    ] = None,
    row: Annotated[int, typer.Option(help="何件目の明細か")] = 1,
    site: Annotated[
        bool,
        typer.Option("--site", help="登録済みの練習用の接続先で動かす"),
    ] = False,
    headless: Annotated[bool, typer.Option("--headless", help="窓を出さない")] = False,
    trace: Annotated[
        Path | None, typer.Option(help="操作の記録(トレース)を書くファイル")
    ] = None,
) -> None:
    """練習用で1件を1手順ずつ動かす（止める・見る・直してやり直す）."""
    office = Office.open()
    try:
        with debugging(
            office,
            name,
            file=file,
            row=row,
            on_site=site,
            headless=headless,
            trace_to=trace,
        ) as desk:
            _go(desk)
    finally:
        office.close()
    if trace:
        print(f"操作の記録: {trace}（rpa-suite robot trace {trace} で開きます）")


def _go(desk: Desk) -> None:
    robot = desk.robot
    print(f"{robot.task} {robot.title}  {desk.session.site.origin}")
    print("止まったら Enter で次へ、? で使い方。")
    try:
        may_submit = _looked(desk)
        desk.go(Prompt(desk, may_submit=may_submit))
    except Held as error:
        # Nothing more of a protected person is shown, not here either.
        desk.session.fresh_page()
        print(f"{error} 画面を閉じました。")
    except Leave:
        print("終わります。")


def _looked(desk: Desk) -> bool:
    """Look in the history as every run does; return whether 登録 may be pressed."""
    print("履歴を照会しています…")
    try:
        with site_troubles():
            found = desk.earlier()
    except Held:
        raise
    except Rejected as error:
        print(f"  履歴: {error}")
        return False
    except SuiteError:
        raise
    except Exception as error:
        if told := told_of(Path(desk.robot.folder), error):
            raise InputError(f"履歴を調べる手順に誤りがあります。{told}") from error
        raise
    print(
        f"  履歴: 登録済み（{found.number}）"
        if found
        else "  履歴: まだ登録はありません。"
    )
    return found is None


def _in_words(error: Exception) -> str:
    if isinstance(error, SuiteError):
        return str(error)
    # Only a training system gets here, so the driver's own words may be shown.
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"


def open_trace(
    file: Annotated[Path, typer.Argument(help="robot debug --trace で書いたファイル")],
) -> None:
    """操作の記録(トレース)をブラウザーで開く."""
    if not file.is_file():
        raise InputError(f"「{file}」がありません。")
    # Playwright's own viewer; it serves on this PC only.
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "show-trace", str(file)], check=False
    )
    if done.returncode:
        raise InputError(
            "トレースを開けませんでした。ファイルが壊れていないか確かめてください。"
        )


def register(robot: typer.Typer) -> None:
    """Add the commands of this module to ``rpa-suite robot``."""
    robot.command("debug")(debug_robot)
    robot.command("trace")(open_trace)
