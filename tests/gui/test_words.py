"""Every text of the windows can be translated, and English has all of them."""

import ast
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QTabBar, QWidget

from gui.chip import Chip
from gui.language import Language, speak
from gui.memory import Memory
from gui.messages import ask, tell
from gui.preview_dialog import PreviewDialog
from gui.settings_window import SettingsWindow
from gui.template_editor import TemplateEditor
from gui.words import tr
from rpa_suite.app.hand_actions import HandAction
from rpa_suite.app.records import RowFate
from rpa_suite.kpi.dashboard import Parts
from rpa_suite.kpi.labels import MODE_NAMES
from rpa_suite.model.reconciling import DiscrepancyKind
from rpa_suite.model.staff import Duty, Role
from rpa_suite.model.work import ItemState
from tests.gui.conftest import drop, settle, shown
from tests.gui.small_desk import TRANSFER
from tests.support.paper import add_claims

ROOT = Path(__file__).parents[2]
GUI = ROOT / "gui"
TS = GUI / "translations" / "launcher_en.ts"
TOOLS = Path(sys.executable).parent
JAPANESE = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff01-\uff9f]")
# Measured, or compared with what the core says and people type; never shown.
NOT_SHOWN = {"国", "。", "－", "「", "」"}
# Examples of Japanese names, and how each language calls itself.
STAYS_JAPANESE = re.compile(
    "日本語|言語は、次に起動したときから変わります。|言語|市川 明子|児童の氏名"
)


def messages(path):
    """Give ``{(source, comment): element}`` of a .ts file."""
    return {
        (each.findtext("source"), each.findtext("comment") or ""): each
        for each in ElementTree.parse(path).iter("message")
    }


def translations(message):
    told = message.find("translation")
    return [form.text for form in told.iter("numerusform")] or [told.text]


def texts_of(path):
    """Yield (text, line, whether it is marked) of every literal but the docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    held = {
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("tr", "QT_TR_NOOP")
        and node.args
    }
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in said
        ):
            yield node.value, node.lineno, node in held


def test_no_japanese_is_shown_past_the_translation():
    loose = [
        f"{path.name}:{line} {text}"
        for path in sorted(GUI.glob("*.py"))
        for text, line, is_marked in texts_of(path)
        if JAPANESE.search(text) and not is_marked and text not in NOT_SHOWN
    ]

    assert loose == []


def test_lupdate_finds_every_marked_text():
    marked = {
        text
        for path in GUI.glob("*.py")
        for text, _, is_marked in texts_of(path)
        if is_marked
    }

    # It is blind to calls inside f-strings.
    assert marked == {source for source, _ in messages(TS)}


def test_the_translation_is_what_lupdate_finds_now(tmp_path):
    found = tmp_path / "now_en.ts"
    subprocess.run(
        [
            *(TOOLS / "pyside6-lupdate", *sorted(GUI.glob("*.py")), "-ts", found),
            *("-source-language", "ja", "-target-language", "en"),
        ],
        check=True,
        capture_output=True,
    )

    assert set(messages(found)) == set(messages(TS))


def test_the_compiled_file_is_that_of_the_translation(tmp_path):
    made = tmp_path / "launcher_en.qm"
    subprocess.run(
        [TOOLS / "pyside6-lrelease", TS, "-qm", made], check=True, capture_output=True
    )

    assert made.read_bytes() == TS.with_suffix(".qm").read_bytes()


def test_english_says_everything_with_the_same_places():
    wrong = []
    for (source, _), message in messages(TS).items():
        for told in translations(message):
            is_finished = message.find("translation").get("type") is None
            places = [
                sorted(re.findall(r"\{[^}]*\}|%n", each))
                for each in (source, told or "")
            ]
            keeps_japanese = JAPANESE.search(STAYS_JAPANESE.sub("", told or ""))
            if not told or not is_finished or places[0] != places[1] or keeps_japanese:
                wrong.append((source, told))

    assert wrong == []


def test_what_the_core_calls_states_roles_and_duties_is_translated():
    labels = {
        *(
            each.label
            for kind in (ItemState, RowFate, DiscrepancyKind, HandAction, Role, Duty)
            for each in kind
        ),
        *MODE_NAMES.values(),
        *(title for title, _ in Parts().steps),
    }

    assert labels - {source for source, _ in messages(TS)} == set()


@pytest.fixture
def english(qapp):
    before = QLocale()
    speak(qapp, Language.ENGLISH)
    yield
    for words in qapp.findChildren(QTranslator):
        qapp.removeTranslator(words)
        words.deleteLater()
    QLocale.setDefault(before)


def test_an_english_launcher_has_english_menus_and_a_home_page(
    qtbot, english, open_window, desk
):
    desk.add_items(TRANSFER, 3)
    window = open_window(desk)

    menus = window.menuBar().actions()
    assert [menu.text() for menu in menus] == ["&File", "&Robot", "&View", "&Help"]
    entries = [entry.text() for menu in menus for entry in menu.menu().actions()]
    assert not JAPANESE.search("".join(entries))
    assert [button.text() for button in window.places.buttons.values()] == [
        "&Home",
        "&Exceptions",
    ]
    assert window.home.totals["実行待ち"].text() == "Ready to run\n3"
    assert window.windowTitle() == "RPA Suite"


def test_an_import_is_previewed_in_english(qtbot, english, transfer_window, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("氏名,異動年月日\n", encoding="cp932")
    drop(transfer_window.page.drop, rows)

    dialog = shown(qtbot, PreviewDialog)

    assert dialog.summary.text() == "Rows: 3  (Ready to run 2, Error 1)"
    assert dialog.import_button.text() == "&Import 2 items"


def test_doubtful_fields_are_verified_in_english(qtbot, english, office, verify):
    add_claims(office, {"claimant_name": "文字がはっきりしません。"})

    window = verify()

    assert window.windowTitle().startswith("Verify – ")
    assert [way.text() for way in window.bar.ways.values()][:2] == [
        "By form",
        "By field",
    ]
    assert window.bar.place.text() == "Form 1  On this form: 1  Fields left: 1"
    # The label of a field and the doubt are records of the core.
    assert window.panel.label.text() == "氏名"


def test_one_is_not_said_like_many(english):
    assert tr("%n件を取り込む(&I)", "", 1) == "&Import 1 item"
    assert tr("%n件を取り込む(&I)", "", 2) == "&Import 2 items"


def test_a_box_parts_the_first_english_sentence(qtbot, english, open_window, desk):
    window = open_window(desk)
    box = tell(window, "Cannot run. Please tell IT staff.")
    question = ask(
        window, "Stop the run? It stops later.", yes="a", no="b", then=lambda: None
    )

    assert (box.text(), box.informativeText()) == (
        "Cannot run.",
        "Please tell IT staff.",
    )
    assert (question.text(), question.informativeText()) == (
        "Stop the run?",
        "It stops later.",
    )


def test_the_language_is_chosen_for_the_next_start(qtbot, transfer_window, settings):
    transfer_window.show_settings()
    window = shown(qtbot, SettingsWindow)
    settle(qtbot, transfer_window)
    assert Memory(settings).language is Language.JAPANESE

    window.language.setCurrentIndex(window.language.findData(Language.ENGLISH))

    assert Memory(settings).language is Language.ENGLISH
    assert window.windowTitle() == "設定"
    window.close()


def own_words(window):
    """Yield what buttons, menus, tabs and headings of a window say, and their hints."""
    for button in window.findChildren(QAbstractButton):
        yield from (button.text(), button.toolTip())
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    for tabs in window.findChildren(QTabBar):
        yield from (tabs.tabText(place) for place in range(tabs.count()))
    for line in window.findChildren(QLineEdit):
        yield line.placeholderText()
    for widget in window.findChildren(QWidget):
        yield widget.accessibleName()
    yield window.windowTitle()


def in_japanese(window):
    return {
        each
        for each in own_words(window)
        if JAPANESE.search(STAYS_JAPANESE.sub("", each))
    }


def test_no_button_of_a_robots_page_stays_japanese(qtbot, english, transfer_window):
    transfer_window.page.start_run()
    qtbot.waitUntil(lambda: transfer_window.page.panel.stop_button.isEnabled())

    # The robot's own name is a record.
    assert in_japanese(transfer_window.page) == set()
    assert in_japanese(transfer_window.menuBar()) == set()
    assert transfer_window.page.panel.pause_button.text() == "&Pause"


def test_no_button_of_other_windows_stays_japanese(
    qtbot, english, open_window, desk, settings, tmp_path
):
    window = open_window(desk)
    window.show_settings()
    opened = shown(qtbot, SettingsWindow)
    settle(qtbot, window)
    editor = TemplateEditor(
        ROOT / "ocr_templates", settings=settings, unsaved_dir=tmp_path / "unsaved"
    )
    qtbot.addWidget(editor, before_close_func=lambda w: w.jobs.close())

    assert in_japanese(opened) == set()
    assert in_japanese(editor) == set()
    assert in_japanese(window.exceptions) == set()
    opened.close()


@pytest.mark.parametrize("words", ["Waiting for inquiry 12", "All 11", "照会待ち 12"])
def test_a_pressed_chip_has_room_for_its_bold_words(qtbot, words):
    chip = Chip(words)
    qtbot.addWidget(chip)
    bold = QFont(chip.font())
    bold.setWeight(QFont.Weight.DemiBold)

    room = chip.sizeHint().width() - QPushButton.sizeHint(chip).width()

    plain = chip.fontMetrics().horizontalAdvance(words)
    assert plain + room >= QFontMetrics(bold).horizontalAdvance(words)


_START = """
import sys
from PySide6.QtCore import QCoreApplication, QSettings
from gui.application import make_application
from gui.chip import Chip
from gui.language import Language
from gui.memory import Memory
from gui.template_editor import TemplateEditor
from gui.words import tr
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
if len(sys.argv) > 2:
    QCoreApplication.setOrganizationName("rpa-suite")
    QCoreApplication.setApplicationName("launcher")
    kept = QSettings()
    Memory(kept).remember_language(Language(sys.argv[2]))
    kept.sync()
app = make_application(["launcher"])
print(tr("設定"), QCoreApplication.translate("QPlatformTheme", "Cancel"))
"""


@pytest.mark.parametrize(
    ("chosen", "said"),
    [([], "設定 キャンセル"), (["ja"], "設定 キャンセル"), (["en"], "Settings Cancel")],
)
def test_a_start_speaks_the_language_chosen_before(tmp_path, chosen, said):
    told = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path), *chosen],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
    )

    assert told.stdout.strip() == said
